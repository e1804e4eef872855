"""Peaks: cao điểm, chiến dịch, thi đua đặc biệt, nước rút, N ngày đêm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.days.stretches import Stretch
from scheduler.directives.model import ReadPeriod, ReadPhase
from scheduler.directives.occasions.sameness import words_of
from scheduler.directives.page.structure import MOST, Paragraph, Structure
from scheduler.directives.rounds.listed_peaks import listed_peaks
from scheduler.directives.rounds.names import closing, told
from scheduler.directives.rounds.numbered_peaks import before_the_next, number_of_peak
from scheduler.directives.rounds.peak_days import days_of_peak, is_yearly
from scheduler.directives.rounds.undated import tells_of_itself

_PEAK = re.compile(
    r"(?:(?:các )?(?:đợt|phong trào|tháng|tuần|thời gian|giai đoạn|\b\d{2,3} ngày)?(?: phát động)?(?: ?\bthi đua)? ?"
    r"(?P<kind>cao điểm|cao trào|thi đua đặc biệt|đợt đặc biệt|nước rút"
    r"|thần tốc|đột kích)|(?P<drive>chiến dịch)|(?P<month>tháng (?:công nhân|thanh niên|hành động|cao điểm)"
    r"|tuần lễ|tuần cao điểm|chương trình (?=“))"
    r"|(?P<nights>(?:đợt )?(?:thi đua )?“?\d{2,3} ngày(?:,? ?(?:và )?đêm)(?: thi đua)?|“\d{2,3} ngày))"
)
_HISTORY = re.compile(
    r"^chiến dịch (?:điện biên|hồ chí minh|lịch sử|việt bắc|biên giới|tây nguyên|mùa xuân|huế|đường 9|phòng không)"
)
_LAUNCHED = re.compile(
    r"(?:phát động|mở|triển khai|tổ chức|thực hiện|ra quân|đặc biệt đối với|đối với)\b[^.;:]{0,60}$"
)
_GENERIC = re.compile(
    r"^(?:các )?(?:đợt|phong trào)?[^.;:,(]{0,40}?(?:ngắn ngày|chuyên đề|ngắn hạn|thường xuyên)"
    r"|^các (?:đợt |thi đua |phong trào )*(?:cao điểm|chiến dịch)(?: (?:trong|của))?(?: năm)?(?: \d{4})? ?(?:\n|:|$)"
    r"|^\W{0,3}(?:theo|và|,|;|\.|\))"
)
_DONE = re.compile(
    r"(?:hồ sơ|báo cáo|kết thúc|sơ kết|tổng kết|khen thưởng|kết quả|sau|trước|trong suốt|khen|chi phí|kinh phí"
    r"|thành tích)\b[^.;:,“”]{0,50}$"
    r"|\|[^|]*\b(?:hội nghị|họp|lễ|báo cáo|sơ kết|tổng kết|đăng ký)\b[^|]*$"  # the work of a row
)
_RUN_OUT = re.compile(r"\b(?:hết|đủ|tròn) $")  # “đến khi hết 100 ngày đêm”
_PART_OF_IT = re.compile(r"\b(?:đầu|cuối)(?: tiên| cùng)? (?:của )?(?:đợt |toàn |cả )?$")
_NAME_ENDS = re.compile(
    r"[:;.(\n|]|,(?! (?:đêm|lập))|\s-\s(?=từ)"
    r"|\b(?:(?:kể |tính |bắt đầu )?từ (?=ngày|nay|sau|tháng|đầu|\d)|(?:bắt đầu|kéo dài|được|với chủ đề|nhằm"
    r"|thực hiện từ|thời gian|trong thời gian|diễn ra|trong tháng|trong quý)\b|với (?=\d))"
)
_REACH = 240


@dataclass(frozen=True)
class _Found:
    paragraph: Paragraph
    start: int
    end: int
    name: str
    stretch: Stretch | None
    opens: bool
    yearly: bool  # “hằng năm”: its days are those of every year, --10-17
    number: tuple[int, int] | None  # “cao điểm 1”, and where its number ends

    @property
    def dated(self) -> bool:
        return bool(self.stretch and (self.stretch.first or self.stretch.last))


def peaks_of(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    *,
    phases: tuple[ReadPhase, ...],
    period: ReadPeriod | None,
) -> tuple[ReadPhase, ...]:
    """Peaks in the order of the text; of several mentions of one the first with days counts."""
    every = (_in_paragraph(structure, day_mentions, calendar, one) for one in structure.paragraphs)
    found = list(islice(chain.from_iterable(every), MOST))
    rounds = {(phase.start, phase.end) for phase in phases}
    dated = _once([one for one in found if one.dated], rounds)
    undated = [one for one in found if not one.dated and _stands_alone(structure, one, dated)]
    spans = [*_split(structure, dated), *_split(structure, _first_of_each(undated))]
    known = {(span.start, span.end) for span in spans} | rounds
    spans += [
        one
        for one in listed_peaks(structure, day_mentions, calendar)
        if (one.start, one.end) not in known
    ]
    titled = (
        _of_title(structure, period) if not any(span.start or span.end for span in spans) else None
    )
    if titled:
        spans = [titled]
    elif period and not phases and len(spans) == 1:
        spans = [_with_days(spans[0], period)]
    spans.sort(key=lambda span: span.begins)
    return tuple(replace(span, id=f"k{index}") for index, span in enumerate(spans, 1))


def _in_paragraph(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, paragraph: Paragraph
) -> Iterator[_Found]:
    if paragraph.region in ("tail", "chrome", "head"):
        return
    low = structure.view.low
    at = paragraph.start
    while peak := _PEAK.search(low, at, paragraph.end):
        at = peak.end()
        if _HISTORY.match(low[peak.start() : peak.start() + 40]) or _skipped(low, paragraph, peak):
            continue
        opens = not re.search(r"\w", low[paragraph.body : peak.start()])
        limit = _limit(structure, paragraph, peak.end(), opens=opens)
        number = number_of_peak(low, peak.end())
        limit = before_the_next(low, peak.end(), limit) if number else limit
        stretch = days_of_peak(structure, day_mentions, calendar, peak, limit)
        if stretch and _leads_in(low, peak, stretch):
            continue
        name = _name(structure, peak, paragraph)
        if stretch:  # “90 ngày đêm cao điểm, từ …” is one peak
            at = max(at, stretch.start)
        yearly = is_yearly(structure, peak, stretch) if stretch else False
        yield _Found(paragraph, peak.start(), limit, name, stretch, opens, yearly, number)


def _leads_in(low: str, peak: "re.Match[str]", stretch: Stretch) -> bool:
    """“Các đợt cao điểm: cao điểm 1 từ …”: the days are those of the one named behind."""
    return peak[0].startswith("các") and bool(_PEAK.search(low, peak.end(), stretch.start))


def _skipped(low: str, paragraph: Paragraph, peak: "re.Match[str]") -> bool:
    before = low[max(paragraph.start, peak.start() - 90) : peak.start()]
    if (
        _DONE.search(before)
        or _PART_OF_IT.search(before)
        or (peak["nights"] and _RUN_OUT.search(before))
    ):
        return True
    return bool(peak["month"]) and low[peak.end() : peak.end() + 3].strip()[:1].isdigit()


def _limit(structure: Structure, paragraph: Paragraph, start: int, *, opens: bool) -> int:
    """The sentence; for one that opens its item also the lines under it that tell the time."""
    low = structure.view.low
    stop = low.find(". ", start, paragraph.end)
    sentence = stop if stop >= 0 else paragraph.end
    if not opens and paragraph.mark:
        return min(sentence, start + _REACH)
    end = (
        max(sentence, min(paragraph.end, start + _REACH))
        if opens
        else min(sentence, start + _REACH)
    )
    if opens and len(low[paragraph.start : paragraph.end]) < 200:
        for below in structure.paragraphs[paragraph.index + 1 : paragraph.index + 4]:
            if paragraph.index not in below.parents or not re.match(
                r"thời gian|từ|diễn ra", low[below.body : below.end]
            ):
                break
            end = below.end
    return end


def _name(structure: Structure, peak: "re.Match[str]", paragraph: Paragraph) -> str:
    low, text = structure.view.low, structure.view.text
    stop = min(paragraph.end, peak.end() + 190)
    closed = closing(text, peak.start(), peak.end(), stop=stop)
    ends = _NAME_ENDS.search(low, closed if 0 <= closed < peak.end() + 90 else peak.end(), stop)
    return told(text[peak.start() : ends.start() if ends else stop])


def _once(found: list[_Found], rounds: set[tuple[str | None, str | None]]) -> list[_Found]:
    """One a pair of days; days that are those of a round are the round's."""
    kept: dict[tuple[str | None, str | None], _Found] = {}
    for one in found:
        days = _days(one)
        if days in rounds and not one.opens:
            continue
        kept.setdefault(days, one)
    return list(kept.values())


def _days(one: _Found) -> tuple[str | None, str | None]:
    if one.stretch is None:
        return None, None
    said = (day.isoformat() if day else None for day in (one.stretch.first, one.stretch.last))
    first, last = (f"--{day[5:]}" if day and one.yearly else day for day in said)
    return first, last


def _stands_alone(structure: Structure, one: _Found, dated: list[_Found]) -> bool:
    """Undated, but launched here: no later mention of a dated one, no talk of peaks in general."""
    low = structure.view.low
    if one.number and tells_of_itself(low, one.number[1], one.end, since=one.paragraph.start):
        return all(not other.number or other.number[0] != one.number[0] for other in dated)
    if one.stretch:  # of no calendar, or days that may be two
        return not dated
    before = low[max(one.paragraph.start, one.start - 90) : one.start]
    after = low[one.start : one.start + 90]
    listed = one.opens and bool(one.paragraph.mark)
    if _GENERIC.match(after) or not (_LAUNCHED.search(before) or listed):
        return False
    telling = words_of(one.name)
    return (
        len(telling) >= 4
        and not any(len(words_of(other.name) & telling) >= 0.4 * len(telling) for other in dated)
        and (not dated or listed)
    )


def _first_of_each(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in found:
        if not any(_is_again(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_again(one: _Found, other: _Found) -> bool:
    if one.number and other.number:
        return one.number[0] == other.number[0]
    return len(words_of(other.name) & words_of(one.name)) >= 3


def _of_title(structure: Structure, period: ReadPeriod | None) -> ReadPhase | None:
    """The whole document launches one peak: its days are those of the campaign."""
    if period is None or not (period.start or period.end):
        return None
    for paragraph in structure.paragraphs:
        if paragraph.region == "head" and (
            peak := _PEAK.search(structure.view.low, paragraph.start, paragraph.end)
        ):
            name = _name(structure, peak, paragraph)
            return ReadPhase(
                "", name, None, period.start, period.end, period.evidence, peak.start(), peak.end()
            )
    return None


def _with_days(peak: ReadPhase, period: ReadPeriod) -> ReadPhase:
    """The one peak that is launched has the days of “Thời gian: …” behind it, where it has none of its own."""
    behind = peak.evidence.offset < period.evidence.offset
    if peak.start or peak.end or not behind:
        return peak
    return replace(peak, start=period.start, end=period.end, evidence=period.evidence)


def _split(structure: Structure, found: list[_Found]) -> Iterator[ReadPhase]:
    """“các đợt thi đua cao điểm chào mừng A; B và C”: one for each part between semicolons."""
    view = structure.view
    for one in found:
        start, end = _days(one)
        place = (
            (one.stretch.start, one.stretch.end)
            if one.stretch
            else (one.start, one.start + len(one.name))
        )
        parts = (
            _parts(view.text, one)
            if not one.stretch and view.low.startswith("các", one.start)
            else []
        )
        if len(parts) < 2:
            yield ReadPhase("", one.name, None, start, end, view.quote(*place), one.start, one.end)
            continue
        for begin, stop in parts:
            name = view.words(begin, stop).split(" (")[0]
            yield ReadPhase("", name, None, None, None, view.quote(begin, stop), begin, stop)


def _parts(text: str, one: _Found) -> list[tuple[int, int]]:
    stop = text.find(":", one.start, one.paragraph.end)
    end = stop if stop >= 0 else one.paragraph.end
    edges = [
        one.start,
        *(found.end() for found in re.finditer(";", text[one.start : end])),
        end - one.start,
    ]
    edges = [edges[0], *[one.start + edge for edge in edges[1:]]]
    return list(pairwise(edges))
