"""Where the letter proper begins and ends, and what a web page puts into it and around it."""

import re
from collections.abc import Sequence

from scheduler.directives.page.view import lower

_LONGEST_LINK = 160
_LONGEST_LABEL = 90
_SENTENCE = 40  # letters; what is shorter may be a headline with a full stop
_RECIPIENTS = re.compile(r"^[“(]*nơi nhận ?(?:[:.].*|$|[-/(].*)")
# “Nơi nhận: Sở Nội vụ” over “Thời hạn: 15/7”: the record of a report.
_LABEL_OF_TIME = re.compile(
    r"\W*(?:thời (?:hạn|gian|điểm)|hạn|ngày)\b[^:]{0,30}:|[^:\n]{2,30}: ?(?:trước )?\d"
)
_SIGNED_FOR = re.compile(r"^(?:tm|kt|t/m|tl|tuq|q)\. ?(?:\w|$)")
_ANNEX = re.compile(r"^(?:phụ lục|biểu mẫu|biểu số|mẫu số|bảng tiêu chí)\b")
# The papers that may be attached are headed in capitals: in small letters they are links to other papers.
_ATTACHED = re.compile(
    r"^(?:quy chế|quy định|kế hoạch|chương trình|thể lệ|lịch|hướng dẫn|giao ước|danh mục|bảng|biểu)\b"
)
# One line only: a link to another story, the line under a headline.
_LINK = re.compile(
    r"^(?:>>|»|(?:mời )?(?:xem|đọc|nghe) thêm ?: ?\S|tin (?:liên quan|bài) ?: ?\S|(?:ảnh|video|clip|đồ họa) ?: ?\S)"
    r"|\bgmt ?\+|★|\bhotline\b|lượt xem|cỡ chữ"
)
# The office that signs, alone on a line in capitals, and the stamp of the office that received the letter.
_SIGNER = re.compile(
    r"^(?:(?:phó |quyền )?(?:chủ tịch|giám đốc|tổng giám đốc|hiệu trưởng|bí thư|trưởng (?:ban|phòng|khối|cụm|khoa)"
    r"|(?:cụm|khối|cục|chi cục|vụ|đội|viện) trưởng|chủ nhiệm|chánh văn phòng|chính ủy|tư lệnh|trung đoàn trưởng)"
    r"(?: \w+){0,4}|(?:công văn|văn bản) (?:đến|đi))$"
)
# Over a list of other stories.
_OTHER_NEWS = re.compile(
    r"^(?:các )?(?:tin (?:liên quan|cùng chuyên mục|khác|mới|đã đưa|tức khác|đọc nhiều|nổi bật|xem nhiều)"
    r"|(?:bài viết|tin bài|văn bản|tài liệu)"
    r" (?:khác|liên quan|mới|cùng người|tương tự)|bài liên quan|tin khác|cùng chuyên mục|có thể bạn quan tâm"
    r"|đọc nhiều|xem nhiều|xem thêm|liên kết web|liên kết website)\b"
)
# What stands anywhere in a page: buttons, boxes, counters, adverts.
_WIDGET = re.compile(
    r"^(?:bình luận|viết bình luận|gửi bình luận|ý kiến (?:của )?bạn(?: đọc)?"
    r"|chia sẻ(?: bài viết| lên| qua)?(?= ?(?::|\||$))|chia sẻ bài viết"
    r"|thống kê truy cập|lượt (?:truy cập|xem)|đang truy cập|về trang trước|về đầu trang|tags?:|từ khóa:"
    r"|nguồn:|tác giả:|video$|video:|thăm dò ý kiến|bản quyền|quảng cáo(?: ?$|:)|in (?:trang|bài)|gửi email"
    r"|đánh giá bài|theo dõi (?:chúng tôi|\S+ trên)|facebook|zalo|twitter|trang chủ\b|thích$|tweet$)"
)
_OF_THE_LETTER = {
    "part",
    "chapter",
    "article",
    "capital",
    "roman",
    "decimal3",
    "decimal",
    "arabic",
    "letter",
}
_ROUND = re.compile(r"^(?:đợt|giai đoạn|cao điểm|quý) \S{1,5} ?[:(]")
# What a reader of the page wrote, and when: “Bạn đọc – 18:02 17/3: …”
_COMMENT = re.compile(r"^[^.;:]{2,60}[-–(] ?\d{1,2}:\d{2}\b|\b(?:phút|giờ) trước\b")
_TEASER = re.compile(r"\.\.\.$|…$|\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)\W*$")


def regions_of(lines: Sequence[str], marks: Sequence[str], *, body_from: int) -> list[str]:
    """One of head, body, tail (recipients, signature), chrome (what a web page puts in and around) for each line.

    `lines` are those of the view, `marks` the kinds of their list marks; the head ends at place `body_from`. A box or
    button of a page ends nothing: behind it the letter goes on with its next sentence, behind a list of other stories
    only where the letter is seen to go on.
    """
    reader = _Reader([lower(line) for line in lines], lines, marks)
    return list(map(reader.region, range(len(lines)), _starts(lines), [body_from] * len(lines)))


def _starts(lines: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


class _Reader:
    """Goes down the lines once; remembers where in the letter it is, and within what of the page."""

    def __init__(self, lows: Sequence[str], lines: Sequence[str], marks: Sequence[str]) -> None:
        self._lows, self._lines, self._marks = lows, lines, marks
        ends = [index for index in range(len(lines)) if self._ends_letter(index)]
        self._last_end = ends[-1] if ends else -1
        self._region, self._within = "head", ""

    def region(self, index: int, at: int, body_from: int) -> str:
        low = self._lows[index]
        if self._region == "head" and at >= body_from:
            self._region = "body"
        if self._region == "body":
            return self._in_body(index)
        if self._region in ("tail", "chrome") and self._is_annex(index):
            self._region, self._within = "body", ""
        elif self._region == "tail" and _is_chrome(low):
            self._region, self._within = "chrome", _kind(low)
        return self._region

    def _in_body(self, index: int) -> str:
        low = self._lows[index]
        if self._ends_letter(index):
            self._region, self._within = "tail", ""
            return self._region
        if _is_chrome(low):
            self._within = "news" if self._within == "news" else _kind(low)
            return "chrome"
        if len(low) < _LONGEST_LINK and _LINK.search(low):
            return "chrome"
        if self._within and not self._goes_on(index):
            return "chrome"
        self._within = ""
        return "body"

    def _ends_letter(self, index: int) -> bool:
        low = self._lows[index]
        if self._lines[index].isupper() and _SIGNER.match(low):
            return True
        if len(low) >= _LONGEST_LABEL or _LINK.match(low):
            return False
        if _RECIPIENTS.match(low):
            following = "".join(self._lows[index + 1 : index + 2])
            return not _LABEL_OF_TIME.match(following)
        return bool(_SIGNED_FOR.match(low))

    def _is_annex(self, index: int) -> bool:
        low = self._lows[index]
        if len(low) >= _LONGEST_LINK:
            return False
        if self._region == "tail" or self._within == "widget":
            named = _ATTACHED.match(low)
            shouted = named and self._lines[index][: named.end()].isupper()
            return bool(shouted or _ANNEX.match(low))
        return bool(_ANNEX.match(low)) and self._lines[index][: len("phụ lục")].isupper()

    def _goes_on(self, index: int) -> bool:
        """Whether the letter goes on here, behind something of the page."""
        low, mark = self._lows[index], self._marks[index]
        if _ROUND.match(low) or (mark in _OF_THE_LETTER and len(low) > _SENTENCE // 2):
            return True
        if self._within == "news" and index > self._last_end:
            return False
        sentence = len(low) > _SENTENCE and low.endswith((".", ";", ":"))
        return sentence and not (_TEASER.search(low) or _COMMENT.search(low))


def _kind(low: str) -> str:
    return "news" if _OTHER_NEWS.match(low) else "widget"


def _is_chrome(low: str) -> bool:
    if _LINK.match(low):
        return False
    news = _OTHER_NEWS.match(low)
    if len(low) >= _LONGEST_LABEL:  # “Tin mới: … • … • …”
        return bool(news and low[news.end() :].lstrip().startswith(":"))
    says = len(low) > _SENTENCE and low.endswith(
        (".", ";")
    )  # “Video dự thi gửi về … trước ngày 15/7.”
    return not says and bool(news or _WIDGET.match(low))
