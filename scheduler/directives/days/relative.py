"""Dues counted from something else: the day of issue, the end of a round, an event."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from scheduler.dates.numerals import NUMBERS, number_of
from scheduler.directives.days.by_rounds import EDGE, RoundDays
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Shape, between
from scheduler.directives.days.due import ReadDue
from scheduler.directives.days.tied import BRACKETED, MEETING, counted
from scheduler.directives.model import Tie, TieKind
from scheduler.directives.page.view import View

_NUMBERS = [word for word, number in NUMBERS.items() if number <= 10]
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?:\(\w+\) )?(?P<unit>ngày làm việc|ngày|tuần|tháng)\b"
_PAPER = (
    r"(?:kế hoạch|chỉ thị|văn bản|chương trình|công văn|hướng dẫn|quy chế|quyết định|thông báo)"
)
# A decision or notice without “này” is another one: that of an award, of a council.
_OWN_PAPER = rf"{_PAPER} này|kế hoạch|chỉ thị|văn bản|chương trình|công văn"
_ISSUE = (
    rf"(?:được )?(?:ban hành|ký ban hành|ký|phát hành|có hiệu lực)(?: (?:{_OWN_PAPER}))?(?: này)?"
    rf"(?! (?:{_PAPER}|nghị quyết|hợp đồng|kết luận|biên bản|kết|giao|của|số|về|công nhận)\b)"
)
_RELATIVE = re.compile(
    r"(?:trong(?: vòng| thời hạn| thời gian| khoảng)?|(?:chậm|muộn|trễ) nhất(?: là)?(?: sau| trong"
    r"| vào)?(?: vòng)?|không quá|sau|tối đa)"
    rf"(?: thời gian| vòng)? {_COUNT}"
    r"(?P<rest>,? ?(?:\(?kể |tính )?(?:từ sau|từ|sau|(?=kết thúc))(?: khi| ngày| thời điểm| lúc)* ?"
    rf"(?P<event>{_ISSUE}|[^.;:,()\n]{{3,90}}?(?=[.;:,()\n]| phải| gửi| các đơn vị| đơn vị| thủ trưởng|$)))?"
)
_ROUND = r"(?:đợt|giai đoạn|chặng|cao điểm|chiến dịch|bước|vụ)"
_AFTER_EVENT = re.compile(
    r"(?:(?:ngay )?sau (?:khi |ngày |(?=lễ |hội nghị |đại hội |cao điểm|chiến dịch))"
    r"(?P<event>[^.;:,\n]{4,70}?),?"
    rf"|(?:sau|xong|hết|kết thúc|qua) (?P<each>(?:mỗi|từng) {_ROUND}[^.;:,\n\d]{{0,20}}?),?)"
    rf" {_COUNT}"
)
_AT_ONCE = re.compile(r"ngay sau (?:khi )?(?P<event>(?:kết thúc|mỗi|từng)[^.;:,\n]{2,50})")
_BEFORE_EVENT = re.compile(
    r"(?:xong|hoàn thành|hoàn tất) trước (?P<event>(?:ngày|lễ|hội nghị|kỳ họp|đại hội) [^\d.;:,|\n]{3,50})"
)
_EVENT_BEFORE = re.compile(
    r"(?:sau khi |khi |cuối )?"
    rf"(?P<event>(?<=cuối )(?:mỗi|từng) {_ROUND}"
    rf"|(?:mỗi|từng) {_ROUND}[^.;:,\n]{{0,20}} (?:kết thúc|xong)"
    r"|(?:kết thúc|hết|hoàn thành|tổng kết|sau) (?:mỗi |từng |các )?[^.;:\n]{2,60}?),"
)
_EACH_BEFORE = re.compile(rf"(?:sau|kết thúc|hết|cuối) (?P<event>(?:mỗi|từng) {_ROUND})")
_AFTER_IT = re.compile(r"(?:ngay )?sau khi (?P<event>[^.;:,\n]{3,60}),")
_OWN_ISSUE = re.compile(rf"^{_ISSUE}$")
# “kết thúc hội nghị”, “tổ chức lễ tổng kết”: the meeting itself.
_HELD = re.compile(r"^(?:(?:ngày|khi|kết thúc|tổ chức|diễn ra|bế mạc|họp) )+")
_TIES = (
    (TieKind.ISSUED, _OWN_ISSUE),
    (
        TieKind.ON_REQUEST,
        re.compile(
            r"(?:nhận (?:được )?|có |được )?(?:văn bản |thông báo |công văn )?(?:yêu cầu|đề nghị)\b"
        ),
    ),
    (TieKind.RECEIVED, re.compile(rf"(?:tiếp )?nhận (?:được )?(?:{_PAPER}|bản)")),
    (TieKind.AFTER, re.compile(rf"(?:{_HELD.pattern[1:]})?{MEETING}")),
)
# “ban hành kế hoạch, gửi về Sở … kể từ ngày ký”: the unit's own paper.
_OWN_ACT = re.compile(
    r"\b(?:ban hành|ký)(?: ban hành)?\b[^.;\n]{0,20}? (?:kế hoạch|chương trình|hướng dẫn|quy chế|văn bản)\b"
    r"[^.;\n]*?(?:,| và|,? rồi) (?:gửi|nộp|báo cáo)\b[^.;\n]*$"
)
_BARE_ISSUE = re.compile(r"(?:được )?(?:ký|ban hành|ký ban hành|phát hành)")
_BRACKETED = re.compile(BRACKETED)
_EACH = re.compile(rf"\b(?:mỗi|từng|các) {_ROUND}|^đợt$|kết thúc đợt$")
_OF_THE_ROUND = re.compile(r"kết thúc (?:đợt|giai đoạn|chặng)(?: này| đó)?$")
_ORDINALS = ("1", "2", "3", "4", "i", "ii", "iii", "iv")
_OPENS_WITHIN = 25
_NEAR = 80
EACH_ROUND = "sau mỗi đợt"


def relative_dues(
    view: View,
    day_mentions: list[DayMention],
    calendar: Calendar,
    *,
    rounds: RoundDays,
    place: tuple[int, int],
) -> Iterator[ReadDue]:
    """Every counted due of `text[place]`. Computed when the document fixes the day it counts from (rule 8)."""
    start, end = place
    low = view.low
    for found in [*_RELATIVE.finditer(low, start, end), *_AFTER_EVENT.finditer(low, start, end)]:
        event = (
            found["event"]
            or found.groupdict().get("each")
            or _event_before(low, start, found.start())
        )
        if not event:
            continue
        end_of_it = _behind_bracket(low, found.end())
        event = _with_number(event, low[start : found.start()], rounds.last)
        each = EACH_ROUND if _EACH.search(event) else None
        own = _is_own(event, low[start : found.start()])
        day = (
            None
            if each or own
            else _counted_from(event, end_of_it, day_mentions, calendar, rounds=rounds)
        )
        value = days_after(day, number_of(found["count"]) or 0, found["unit"], calendar)
        bound = "by" if found[0].startswith(("chậm", "muộn", "trễ")) else None
        said = view.words(found.start(), end_of_it)
        tie = None if each or own else _tie(event, found, fixed=day is not None)
        yield ReadDue(value, found.start(), end_of_it, bound, each, said, tie=tie)
    yield from _before_events(view, start, end)
    for found in _AT_ONCE.finditer(low, start, end):
        each = EACH_ROUND if _EACH.search(found["event"]) else None
        yield ReadDue(
            None, found.start(), found.end(), None, each, view.words(found.start(), found.end())
        )


def _behind_bracket(low: str, end: int) -> int:
    """“… kể từ ngày kết thúc đợt 1 (30/6/2024)”: the day in brackets is that of the event."""
    bracket = _BRACKETED.match(low, end)
    return bracket.end() if bracket else end


def _is_own(event: str, before: str) -> bool:
    """Whether it counts from the day on which a unit signs what the words before ask it to issue."""
    return bool(_BARE_ISSUE.fullmatch(event) and _OWN_ACT.search(before))


def _tie(event: str, found: "re.Match[str]", *, fixed: bool) -> Tie | None:
    """What it counts from, where the definition can say that; an event of each unit's own it cannot."""
    for kind, pattern in _TIES:
        if pattern.match(event) and not (fixed and kind is TieKind.AFTER):
            return counted(kind, _HELD.sub("", event), found)
    return None


def _with_number(event: str, before: str, endings: Mapping[str, date]) -> str:
    """“hồ sơ Giai đoạn I gửi trong 10 ngày sau khi kết thúc Giai đoạn”: the one round named before."""
    if not _OF_THE_ROUND.search(event):
        return event
    named = [words for words in endings if re.search(rf"\b{re.escape(words)}\b", before)]
    return (
        f"kết thúc {named[0]}" if len(named) == 1 and named[0].split()[-1] in _ORDINALS else event
    )


def _before_events(view: View, start: int, end: int) -> Iterator[ReadDue]:
    """“xong trước ngày khởi động”: an event without a day."""
    for found in _BEFORE_EVENT.finditer(view.low, start, end):
        said = view.words(found.start(), found.end())
        yield ReadDue(None, found.start(), found.end(), "before", relative=said)


def _event_before(low: str, start: int, at: int) -> str | None:
    """“Sau mỗi đợt, … chậm nhất 3 ngày”: the event opens the sentence."""
    each = _EACH_BEFORE.search(low, max(start, at - _NEAR), at)
    if each:
        return each["event"]
    event = _EVENT_BEFORE.search(low, start, at)
    if event and event.start() - start <= _OPENS_WITHIN:
        return event["event"].removeprefix("sau ")
    named = _AFTER_IT.search(low, max(start, at - 2 * _NEAR), at)
    return named["event"] if named and at - named.end() < _NEAR else None


def _counted_from(
    event: str,
    end: int,
    day_mentions: list[DayMention],
    calendar: Calendar,
    *,
    rounds: RoundDays,
) -> date | None:
    if _OWN_ISSUE.match(event):
        return calendar.issued
    named = next(between(day_mentions, max(0, end - len(event) - 8), end), None)
    if named and named.shape is Shape.DAY:
        return calendar.last(named)
    edge = EDGE.search(event)
    if edge and edge["number"]:
        return rounds.edge(edge)
    ended = (
        last
        for words, last in rounds.last.items()
        if re.search(rf"kết thúc (?:\w+ )?{re.escape(words)}\b", event)
    )
    return next(ended, None)


def days_after(day: date | None, count: int, unit: str, calendar: Calendar) -> str | None:
    """So many days after `day`, which is not counted (Civil Code 2015 art. 147(2), (3))."""
    if day is None or unit == "tháng":
        return None
    if unit.endswith("việc"):
        return calendar.workdays.add(day, count).isoformat()
    return (day + timedelta(days=count * (7 if unit == "tuần" else 1))).isoformat()
