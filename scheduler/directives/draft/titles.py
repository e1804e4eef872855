"""What a duty is called in a draft, and the ids of a draft: whole phrases, each id once."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.duties.phrases import ended
from scheduler.directives.model import ReadDuty
from scheduler.text import fold

_SLUG_LENGTH = 48
# A definition is written in the language of its directive, whoever runs the command.
_PERIODS = {
    DutyKind.WEEKLY: "Báo cáo tuần",
    DutyKind.MONTHLY: "Báo cáo tháng",
    DutyKind.QUARTERLY: "Báo cáo quý",
    DutyKind.HALF_YEAR: "Báo cáo 6 tháng",
    DutyKind.YEARLY: "Báo cáo năm",
    DutyKind.ROUND: "Báo cáo kết quả đợt",
}
_BARE = re.compile(r"(?:(?:gửi|nộp|có|làm) )*báo cáo|(?:gửi|nộp)(?: về)?", re.IGNORECASE)
_PERIOD_ALONE = re.compile(
    r"(?:(?:hằng|hàng|mỗi|từng) )?(?:tuần|tháng|quý|(?:0?6|sáu) tháng|(?:cả )?năm)(?: đầu năm)?",
    re.IGNORECASE,
)
# “báo cáo kết quả 6 tháng, năm”: each of the two is called by its own.
_TWO_PERIODS = re.compile(
    r"(?:(?:0?6|sáu) tháng|tháng|quý)(?:,| và) (?:(?:0?6|sáu) tháng|(?:cả )?năm)\b(?! \d)",
    re.IGNORECASE,
)
_PERIOD_OF = {
    DutyKind.MONTHLY: "tháng",
    DutyKind.QUARTERLY: "quý",
    DutyKind.HALF_YEAR: "6 tháng",
    DutyKind.YEARLY: "năm",
}
_SENT = re.compile(r",? (?:và )?(?:gửi|nộp)$", re.IGNORECASE)
# “Nộp sáng kiến” is the sáng kiến; what is sent is not named by a body, nor by to whom it goes.
_SENDS = re.compile(
    r"^(?:(?:gửi|gởi|nộp)(?: lại)? )+(?=(?:báo cáo|bản|bảng|biên bản|bộ|kế hoạch|kết quả|hồ sơ|danh sách|sáng kiến"
    r"|số liệu|tham luận|ý kiến|bài|phiếu|đăng ký|giao ước|tờ trình|thống kê|thông tin|văn bản|đề tài|đề án|sản phẩm"
    r"|tài liệu)\b)",
    re.IGNORECASE,
)
_SIGNS = " \t,;:./–-*•|"
_PART_OF_DAY = r"(?:(?:buổi )?(?:sáng|chiều|tối|trưa))"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_HOUR = r"\d{1,2} ?(?:(?:giờ|h|g|[.:])(?: ?\d{2})?(?: phút)?)'?"
# What leads on to the day that stands behind: an hour, a weekday, a number that is half of two days.
_WHEN = re.compile(
    rf"(?:[,:;]? (?:(?:vào|từ|lúc|hồi|đến|trước|tối đa) )*(?:vào|từ|lúc|hồi|đến|trước)"
    rf"(?: (?:{_HOUR}|\d{{1,2}}|{_PART_OF_DAY}|{_WEEKDAY}|lần lượt|tiết(?: \d)?))+|[,:]? (?:lúc )?{_HOUR}"
    rf"|[,:] (?:{_PART_OF_DAY} )?(?:ngày )?{_WEEKDAY}|,? {_PART_OF_DAY}(?: {_WEEKDAY})?"
    r"|(?:(?: vào| lúc| lần lượt)+ [\d.:/]+))$",
    re.IGNORECASE,
)
_DEEDS = (
    r"sơ kết|tổng kết|hội nghị|đại hội|lễ|hội thi|hội thao|ra quân|mít tinh|bình xét|suy tôn|xếp hạng|chấm|báo cáo"
    r"|hồ sơ|danh sách|sáng kiến|kế hoạch|đăng ký|giao ước|bản|khen"
)
# “Tổng kết năm, dự kiến họp”: the verb says no more than the name of the deed.
_DONE = re.compile(
    rf"(?P<name>\b(?:{_DEEDS})\b.*?)(?:,? (?:(?:dự kiến|sẽ|phải|được|xin|cần|chỉ|chậm nhất) )*(?:dự kiến|sẽ|phải|được"
    r"|hoàn thành|xong|phải có|chuyển|nhận đơn|mở cổng|(?:sẽ |dự kiến )?(?:mở|diễn ra|tiến hành)"
    r"|(?<!xét )(?<!phiên )(?<!cuộc )họp))+$",
    re.IGNORECASE | re.DOTALL,
)
_QUOTES = (("“", "”"), ('"', '"'))
_ASIDE = re.compile(r"\([^()]*\)")
_PHRASES = re.compile(
    r"[,;:()“”–]| - |(?<!gắn) (?=(?:và|gắn|kèm|để|giữa|của|về|do|trong|tại|qua|theo|cùng|với|cho) )",
    re.I,
)


def title_of(one: ReadDuty) -> str:
    """The words for the duty without who receives it, which stands beside it; a bare report by its period."""
    words = one.what
    if one.to_whom:
        receiver = re.escape(one.to_whom)
        words = re.split(rf"[\s,]+(?:về|cho|tới|đến|lên|với|qua|trình) {receiver}", words)[0]
        words = _SENT.sub("", words) or words
    words = _TWO_PERIODS.sub(_PERIOD_OF.get(one.kind, r"\g<0>"), words)
    words = words.replace(": thực hiện theo", " theo")
    words = whole(_SENDS.sub("", words)) or one.what
    if one.kind in _PERIODS and _PERIOD_ALONE.fullmatch(words):
        words = f"Báo cáo {words[:1].lower()}{words[1:]}"
    elif _BARE.fullmatch(words):
        words = _PERIODS.get(one.kind, words)
    return capital(words or one.kind.value)


def whole(words: str) -> str:
    """The words without what leads on to a day, an hour or a deed told already, and without a sign left over."""
    kept = _paired(words.strip(_SIGNS))
    shorter = _WHEN.sub("", kept)
    if done := _DONE.search(shorter):
        shorter = shorter[: done.end("name")]
    shorter = shorter.strip(_SIGNS)
    return whole(ended(shorter)) if shorter and shorter != kept else kept or words


def _paired(words: str) -> str:
    """A quotation mark that has no other goes where it ends the words, and is closed where it opens some."""
    for opens, closes in _QUOTES:
        is_left_open = words.count(opens) > words.count(closes)
        if opens == closes:
            is_left_open = words.count(opens) % 2 == 1
        if is_left_open:
            stripped = words.removesuffix(opens).removeprefix(opens)
            words = stripped if stripped != words else words + closes
        elif words.count(closes) > words.count(opens):
            words = words.replace(closes, "")
    return words


def capital(words: str) -> str:
    """With a capital letter in front."""
    return words[:1].upper() + words[1:]


def slug(text: str) -> str:
    """ASCII words of a text joined by hyphens: as many whole phrases as fit, of the first as many words."""
    kept = ""
    for phrase in _PHRASES.split(_ASIDE.sub(" ", text)):
        words = re.findall(r"[a-z0-9]+", fold(phrase))
        longer = "-".join(filter(None, (kept, *words)))
        if len(longer) > _SLUG_LENGTH:
            return kept or _fitting(words)
        kept = longer
    return kept


def _fitting(words: list[str]) -> str:
    kept = ""
    for word in words:
        if len(kept) + len(word) + 1 > _SLUG_LENGTH:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept


class Ids:
    """Slugs, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, text: str) -> str:
        """A slug of the text; a number is added when it was given before."""
        base = slug(text) or "muc"
        name, count = base, 1
        while name in self._given:
            count += 1
            name = f"{base}-{count}"
        self._given.add(name)
        return name
