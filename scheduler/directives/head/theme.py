"""The theme or slogan of this campaign; that of a congress or of another movement is none."""

import re
from itertools import islice

from scheduler.directives.head.letterhead import Letterhead
from scheduler.directives.model import ReadValue
from scheduler.directives.page.view import View

# The last letter but one is often lost in scanning: "chủ đê".
_WORD = re.compile(
    r"\b(?:chủ đ[ềêè]|khẩu hiệu|phương châm|thông điệp|tên gọi|tiêu đề|với tinh thần(?=:? ?[“\"]))"
)
_LINE_OF_ITS_OWN = re.compile(r"(?:^|\n)(?:\W{0,4}|\d{1,2}[.)]\s|[a-zđ][.)]\s)?(?:về )?$")
_QUOTED = re.compile(r"[“\"'‘]{1,2}\s?(?P<theme>[^“”\"\n]{8,400}?)\s?[”\"’]")
_NOT_OURS_BEFORE = re.compile(
    r"(?:đại hội|hội nghị|hội thi|cuộc thi|lần thứ [ivx]+|thủ tướng chính phủ phát động|tại lễ|hội thảo"
    r"|cuộc vận động|do thủ tướng|do tỉnh|sinh hoạt|tháng thanh niên|tháng công nhân|chiến dịch)[^.;\n]{0,70}$"
)
_NOT_OURS_AFTER = re.compile(
    r"\s?(?:của |cho |từng |mỗi |các )?(?:đợt(?! thi đua(?: này)?(?: là\b| ?:))"
    r"|tháng|tuần|hội thi|cuộc thi|đại hội|ngày hội"
    r"|học tập|năm học trước)\b|\s?(?:sinh hoạt|công tác đảng)"
)
_NAMED_SO = re.compile(r"“(?P<theme>[^“”\n]{8,200})” (?:làm|là) (?:chủ đề|khẩu hiệu|phương châm)")
# An unquoted theme ends where the sentence goes on: “…, Kho bạc Nhà nước đề nghị các đơn vị:”.
_GOES_ON = re.compile(
    r", (?:[^,]{3,80} )?(?:đề nghị|yêu cầu|ban hành|phát động|hướng dẫn|xây dựng|triển khai|tổ chức|gồm"
    r"|cụ thể)\b|, với "
)
# “Tổng Giám đốc phát động cao trào thi đua 100 ngày đêm “…””: the name the launch gives it.
_LAUNCHED = re.compile(
    r"(?<!do )(?:phát động|mở) (?:(?:đợt|phong trào|cao trào|chiến dịch|thi đua|cao điểm|đặc biệt|\d{2,3} ngày"
    r"(?: đêm)?) ){1,5}“(?P<theme>[^“”\n]{8,200})”"
)
# A heading: the theme stands under it.
_HEADING_ENDS = re.compile(r"(?: thi đua| của phong trào)?(?: năm(?: học)? [\d\- ]+)? ?:?(?=\n)")
_UNDER = re.compile(r"\n(?:[-–+*•] ?)?(?P<line>[^\n]{8,400})")
# Under the heading without quotation marks: words side by side, no sentence that does something.
_SIDE_BY_SIDE = re.compile(
    r"(?!(?:căn cứ|các|mỗi|từng|tùy|trên cơ sở|thực hiện|đợt|giai đoạn|từ|ngày)\b)[^.;:\d]{10,200}?[.!]?",
    re.I,
)
_JOINED = re.compile(r"[,!]| [-–] ")
_ACTS = re.compile(
    r"\b(?:chọn|lựa chọn|căn cứ|ban hành|tổ chức|triển khai|gửi|báo cáo|đề nghị|yêu cầu)\b"
)
# Slogans on banners are no theme.
_BANNERS = re.compile(
    r"(?:băng rôn|băng[- ]zôn|pa ?nô|áp phích|trực quan|cổ động|tuyên truyền|treo|cờ|hô)\b[^.;\n]{0,50}$"
)
_ON_BANNERS = re.compile(r" (?:tuyên truyền|trực quan|cổ động|treo|trên)\b")
_REACH = 190  # letters between the word and the quotation: "chủ đề theo phương châm hành động của Chính phủ … là: “…”"


def theme_of(view: View, head: Letterhead, *, news: bool) -> ReadValue:
    """The first theme the text gives to this campaign; else a name in quotes in the title."""
    if news:
        headline = _headline_theme(view)
        if headline.value:
            return headline
    named = _NAMED_SO.search(view.text, 0, 8000)
    if named and _is_ours(view, named.start(), named.end()):
        return _read(view, named.start("theme"), named.end("theme"))
    words = [
        word
        for word in islice(_WORD.finditer(view.low), 60)
        if _is_ours(view, word.start(), word.end())
    ]
    opening = _opening_end(view, head)
    early = [
        word
        for word in words
        if word.start() < opening
        or _LINE_OF_ITS_OWN.search(view.low[max(0, word.start() - 12) : word.start()])
    ]
    return (
        _first(view, early)
        or ((not news and _in_title(view, head)) or _first(view, words))
        or (not news and _launched(view, head.body_from, opening))
        or ReadValue()
    )


def _opening_end(view: View, head: Letterhead) -> int:
    """Where the first numbered section begins: a theme said before it is the campaign's."""
    found = re.compile(r"\n(?:i|1|a|phần i|điều 1|phần thứ nhất|chương i)\b ?[.\-:)\n]").search(
        view.low, head.body_from
    )
    return found.start() if found else min(len(view.low), head.body_from + 3000)


def _first(view: View, words: "list[re.Match[str]]") -> ReadValue | None:
    reads = (read(view, word.end()) for word in words for read in (_after, _under))
    return next((read for read in reads if read.value), None)


def _is_ours(view: View, start: int, end: int) -> bool:
    before = view.low[max(0, start - 120) : start]
    if view.low.startswith("khẩu hiệu", start) and (
        _BANNERS.search(before) or _ON_BANNERS.match(view.low, end)
    ):
        return False
    return not (_NOT_OURS_BEFORE.search(before) or _NOT_OURS_AFTER.match(view.low, end))


def _under(view: View, end: int) -> ReadValue:
    """The theme on the line under a heading: quoted, or words side by side."""
    heading = _HEADING_ENDS.match(view.low, end)
    under = _UNDER.match(view.text, heading.end()) if heading else None
    if under is None:
        return ReadValue()
    start, stop = under.span("line")
    quoted = _QUOTED.match(view.text, start, stop)
    if quoted:
        return _read(view, *quoted.span("theme"))
    plain = _SIDE_BY_SIDE.fullmatch(view.text, start, stop)
    low = view.low[start:stop]
    if plain and _JOINED.search(low) and not _ACTS.search(low) and not view.text[start].islower():
        return _read(view, start, stop)
    return ReadValue()


def _after(view: View, end: int) -> ReadValue:
    stop = view.text.find("\n", end)
    reach = view.text[end : min(stop if stop >= 0 else len(view.text), end + 600)]
    quoted = _QUOTED.search(reach)
    if (
        quoted
        and quoted.start() <= _REACH
        and not re.search(r"[.;](?!\.)\s", reach[: quoted.start()])
    ):
        return _read(view, end + quoted.start("theme"), end + quoted.end("theme"))
    plain = re.match(r"[^:.;“\"]{0,60}:\s(?P<theme>[^“”\".;\n]{12,250})(?=[.;]|$)", reach)
    if plain and not plain["theme"][0].islower():
        goes_on = _GOES_ON.search(plain["theme"].lower())
        stop = plain.start("theme") + goes_on.start() if goes_on else plain.end("theme")
        return _read(view, end + plain.start("theme"), end + stop)
    return ReadValue()


def _read(view: View, start: int, end: int) -> ReadValue:
    return ReadValue(
        " ".join(view.text[start:end].split()).strip(" ,.;*'‘’"), view.quote(start, end)
    )


def _in_title(view: View, head: Letterhead) -> ReadValue | None:
    for part in (head.title, head.subject):
        if part:
            found = _QUOTED.search(view.text, part.start, part.end)
            if found:
                return _read(view, found.start("theme"), found.end("theme"))
    return None


def _launched(view: View, start: int, end: int) -> ReadValue | None:
    found = _LAUNCHED.search(view.low, start, end)
    if not found or not _is_ours(view, found.start(), found.start()):
        return None
    return _read(view, found.start("theme"), found.end("theme"))


def _headline_theme(view: View) -> ReadValue:
    """“…” as a headline, and below: “Đó là chủ đề thi đua năm 2024 …”."""
    found = re.search(r"(?:đó|đây) (?:chính )?là (?:chủ đề|khẩu hiệu|phương châm)", view.low[:3000])
    quoted = list(_QUOTED.finditer(view.text, 0, found.start())) if found else []
    return (
        _read(view, quoted[-1].start("theme"), quoted[-1].end("theme")) if quoted else ReadValue()
    )
