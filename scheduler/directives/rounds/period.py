"""First and last day of the whole campaign: “Thời gian thi đua: từ … đến …”, “Phong trào diễn ra từ … đến …”.

A stretch of days is the campaign's when its clause says so and speaks of nothing else: the label in front of it is made
of words for the campaign only, or the campaign (or its launch) is what the clause is about. The days of a round, of a
contest, of what is sent, of another body's campaign and of one that is over are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.counted import count_on
from scheduler.directives.days.day_mentions import DayMention, Shape, between, ordinal_number
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.duties.above import PAST
from scheduler.directives.duties.sentences import sentences
from scheduler.directives.model import ReadPeriod, ReadPhase
from scheduler.directives.page.structure import Paragraph, Structure, is_row
from scheduler.directives.rounds.matters import (
    PEAK_WORDS,
    is_of_another_body,
    launches,
    names_the_campaign,
    speaks_of_another_matter,
)

_NEUTRAL = (
    r"(?:thực hiện|thi đua|tổ chức|phát động|triển khai|tiến hành|diễn ra|hưởng ứng|áp dụng|bắt đầu|kết thúc|dự kiến"
    r"|của|toàn|cả|các|đợt|phong trào|chiến dịch|cao điểm|đột kích|kế hoạch|chương trình|này|là|được|trong|kể|tính"
    r"|kéo dài|từ|khi|lúc|cụ thể|chung|và|địa điểm|đối tượng|phạm vi|nội dung|hình thức|tiến độ|về|mục tiêu|yêu cầu"
    r"|\d{1,3}(?!\d)|ngày|đêm|tháng|vòng|khoảng|năm|học|“[^”\n]{1,80}”|[(,:&–-])"
)
# “Thời gian thực hiện: ”, “Về thời hạn thi đua”, “Ngày bắt đầu: ”
_LABEL = re.compile(
    rf"(?:{_NEUTRAL} ?)*?(?:khung )?(?:thời (?:gian|hạn|điểm|kỳ)|ngày bắt đầu|bắt đầu)(?: ?{_NEUTRAL})*[ .]*"
)
# “Trong thời hạn 30 ngày kể từ ngày ban hành, các sở …”: a term in which somebody does something
_TERM = re.compile(r"\btrong (?:thời (?:hạn|gian)|vòng)[^:]*$")
_GOES_ON = re.compile(r"[^.;:\n\d]{0,60}?, ?[^\W\d]{2,}")
_BARE = re.compile(rf"(?:{_NEUTRAL} ?)*")  # “75 ngày, ” alone under the label
# “Thời gian thực hiện phong trào thi đua làm sạch dữ liệu: ”
_LABEL_OF_IT = re.compile(
    r"(?:về )?(?:thời gian|thời hạn)(?: \w+){0,5} (?:phong trào|thi đua|chiến dịch)[^:;.\n]{0,120}:[ .]*"
)
_LETTERS = 900  # letters of a paragraph in which its own days are told
_LAUNCHED = re.compile(r"thời gian phát động[^.;]{0,40}$|phát động,? (?:\w+ )?$")
_FROM_TO = re.compile(r"\b(?:từ|đến|tới|kết thúc)\b|[-–]")
_MOST = 6  # stretches looked at in a paragraph
_NIGHTS = re.compile(r"(?<!\d)(?P<count>\d{2,3}) (?P<unit>ngày,? ?(?:và )?đêm)")
_ENDING = re.compile(r"(?:ngày |thời gian )?(?:kết thúc ?:|đến(?: hết)?(?: ngày)? ?:? ?\d)")
# A heading over “Thời gian: …” that is not an item with a time of its own.
_OF_THE_WHOLE = re.compile(
    r"thời gian|thi đua|phong trào|phát động|tổ chức|thực hiện|triển khai|quy định|nội dung|kế hoạch|điều \d|đối tượng"
    r"|phạm vi"
)
_EVERY_YEAR = re.compile(r"\W{0,3}(?:hằng|hàng|mỗi) năm\b")
# “phát động phong trào, xong trong tháng 02” is when it has to be launched.
_TO_BE_OVER = re.compile(
    r"phát động\b[^.;:]*\b(?:hoàn thành|xong)[ ,]*(?:(?:trong|trước|vào|tháng|ngày|quý)[ ,]*){0,3}$"
)
_HALF = re.compile(r"(?:trong )?(?:0?6|sáu) tháng\b")
_RIGHT_BEHIND = re.compile(r" ?[(,:–-] ?(?:(?:tính|kể|bắt đầu|thời gian|cụ thể)[ :]*)?")
_WHOLE_YEAR = re.compile(
    r"(?:(?P<through>(?:trong )?(?:xuyên suốt|suốt|cả|toàn)(?: cả)?)|trong)? ?$"
)
# “trong 2 năm (2024 - 2025)”
_YEARS = re.compile(
    r"\b(?P<count>0?[2-9]|10|hai|ba|bốn|năm) năm,? ?\(?(?:từ )?(?:năm )?(?P<first>20\d\d) ?(?:-|đến) ?"
    r"(?:hết )?(?:năm )?(?P<last>20\d\d)\b"
)


@dataclass(frozen=True)
class _Said:
    """A stretch said of the campaign; `alone`: by a bare label that names nothing."""

    stretch: Stretch
    paragraph: Paragraph
    alone: bool


def period_of(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    *,
    phases: Sequence[ReadPhase] = (),
    issuer: str = "",
) -> ReadPeriod | None:
    """The first stretch that is said of the campaign as a whole, or None; days of a round are the round's."""
    found = [
        one
        for one in _said_of_it(structure, day_mentions, calendar, issuer)
        if not any(_is_of(phase, one.stretch) for phase in phases)
        and not _is_over(one.stretch, calendar)
    ]
    wholes = [one for one in found if not _is_peak(structure, one)]
    found = wholes or ([] if phases else found)
    found = _less_named(structure, found)
    bare = {(one.stretch.first, one.stretch.last) for one in found if one.alone}
    if len(bare) > 1:  # “Thời gian: …” under every item is that of the item
        found = [one for one in found if not one.alone or not one.paragraph.parents]
    return _period(structure, _counted(structure, found[0].stretch)) if found else None


def _less_named(structure: Structure, found: list[_Said]) -> list[_Said]:
    """Without “6 tháng cuối năm 2019” where days of its own stand right behind it: “(từ 01/6 đến 30/9)”."""
    low = structure.view.low
    names = [
        (one.stretch.first, one.stretch.last)
        for one in found
        if _HALF.match(low, one.stretch.start, one.stretch.end)
        and any(
            _RIGHT_BEHIND.fullmatch(low, one.stretch.end, max(one.stretch.end, other.stretch.start))
            for other in found
            if other is not one and other.stretch.start >= one.stretch.end
        )
    ]
    return [one for one in found if (one.stretch.first, one.stretch.last) not in names]


def _said_of_it(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, issuer: str
) -> Iterator[_Said]:
    for paragraph in structure.paragraphs:
        if paragraph.region not in ("head", "body"):
            continue
        for stretch in _stretches(structure, day_mentions, calendar, paragraph):
            lead, rest = _around(structure, paragraph, stretch)
            opening = lead + re.split(r"\d", structure.view.low[stretch.start : stretch.end])[0]
            whole = bool(stretch.last and stretch.first) or _begins(lead, stretch, calendar)
            whole = (whole or paragraph.region == "head") and not is_row(structure.low(paragraph))
            if _EVERY_YEAR.match(lead) or _EVERY_YEAR.match(rest):
                continue
            if PAST.search(lead + rest) or _is_launch(structure, lead, stretch):
                continue
            if _is_labelled(structure, paragraph, lead, stretch):
                yield _Said(stretch, paragraph, alone=not names_the_campaign(opening))
            elif whole and _is_told(opening, rest, issuer=issuer, opens=not lead.strip()):
                yield _Said(stretch, paragraph, alone=False)


def _begins(lead: str, stretch: Stretch, calendar: Calendar) -> bool:
    """“Phong trào bắt đầu từ 05/9”: a beginning still to come, whose end has no day."""
    ahead = calendar.issued is None or bool(stretch.first and stretch.first >= calendar.issued)
    return bool(stretch.first and lead.strip() and ahead)


def _is_launch(structure: Structure, lead: str, stretch: Stretch) -> bool:
    """“Thời gian phát động: tháng 3/2024” is when it is launched; “… từ nay đến 31/12” is how long it lasts."""
    launched = _LAUNCHED.search(lead)
    return bool(launched) and not _FROM_TO.search(structure.view.low, stretch.start, stretch.end)


def _is_labelled(structure: Structure, paragraph: Paragraph, lead: str, stretch: Stretch) -> bool:
    """“Thời gian thực hiện: …”, or the days alone under such a heading; not under another matter.

    “Trồng hoa. Thời gian: …” is that of its item.
    """
    above = _above(structure, paragraph)
    low = structure.view.low
    before = low[paragraph.body : stretch.start].removesuffix(lead)
    if paragraph.mark and before.strip() and not names_the_campaign(before):
        return False
    if is_row(structure.low(paragraph)):  # “| Thời gian thực hiện | Từ ngày … |”
        return bool(_LABEL.fullmatch(lead.strip("| ").replace("|", ":")))
    if above and not _OF_THE_WHOLE.search(above[0]) and not names_the_campaign(lead):
        return False
    if _TERM.search(lead) and _GOES_ON.match(low, stretch.end, paragraph.end):
        return False
    labelled = bool(_LABEL.fullmatch(lead) or _LABEL_OF_IT.fullmatch(lead))
    if above and _BARE.fullmatch(lead):
        labelled = bool(labelled or _LABEL.fullmatch(above[0]))
    return labelled and not any(map(speaks_of_another_matter, [lead, *above]))


def _is_told(opening: str, rest: str, *, issuer: str, opens: bool) -> bool:
    """Whether the sentence is about the campaign: before the days, or behind days that open it."""
    if opens and launches(rest):
        return True
    if _TO_BE_OVER.search(opening):
        return False
    return names_the_campaign(opening) and not is_of_another_body(opening, issuer)


def _stretches(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, paragraph: Paragraph
) -> Iterator[Stretch]:
    """The first stretches of a paragraph; with “Kết thúc: …” on the next line, that too."""
    end = min(with_ending(structure, paragraph), paragraph.start + _LETTERS)
    at = paragraph.body
    for _one in range(_MOST):
        found = stretch_in(structure.view, day_mentions, calendar, at, end)
        if not found:
            break
        yield found
        at = max(found.end, at + 1)
    if at == paragraph.body:
        yield from _whole_year(structure, day_mentions, calendar, paragraph)
        yield from _counted_years(structure, paragraph)


def _whole_year(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, paragraph: Paragraph
) -> Iterator[Stretch]:
    """“Thời gian thực hiện: năm 2024”, “cả năm 2024”: a year that is named alone."""
    low = structure.view.low
    for one in between(day_mentions, paragraph.body, paragraph.end):
        year = one.first.year
        if one.shape is Shape.YEAR and year and one.first != one.last:
            said = _WHOLE_YEAR.search(low, paragraph.body, one.start)
            start = said.start() if said else one.start
            alone = not re.search(r"\w", low[one.end : paragraph.end])
            through = said and said["through"] and names_the_campaign(low[paragraph.body : start])
            if alone and (through or _LABEL.fullmatch(low, paragraph.body, start)):
                yield Stretch(calendar.first(one), calendar.last(one), start, one.end)


def _counted_years(structure: Structure, paragraph: Paragraph) -> Iterator[Stretch]:
    """As many years as are said, whole."""
    years = _YEARS.search(structure.view.low, paragraph.body, paragraph.end)
    if years:
        first, last = int(years["first"]), int(years["last"])
        if last - first + 1 == ordinal_number(years["count"].lstrip("0")):
            yield Stretch(date(first, 1, 1), date(last, 12, 31), years.start(), years.end())


def _around(structure: Structure, paragraph: Paragraph, stretch: Stretch) -> tuple[str, str]:
    """The words of its sentence before a stretch and behind it."""
    low = structure.view.low
    for start, end in sentences(structure, paragraph):
        if start <= stretch.start < end:
            lead = low[max(start, paragraph.body) : stretch.start]
            return lead.lstrip(" -+*•"), low[stretch.end : end]
    return "", ""


def _above(structure: Structure, paragraph: Paragraph) -> list[str]:
    """What a line stands under, nearest first: its lead-ins, or a short line before it that ends in no full stop."""
    low = structure.view.low
    above = [low[one.body : one.end] for one in structure.lead_ins(paragraph)]
    for before in structure.paragraphs[max(0, paragraph.index - 1) : paragraph.index]:
        words = low[before.body : before.end]
        if before.region == "body" and not words.endswith((".", ";")) and words not in above[:1]:
            return [words, *above]
    return above


def _is_of(phase: ReadPhase, stretch: Stretch) -> bool:
    days = tuple(day.isoformat() if day else None for day in (stretch.first, stretch.last))
    return days == (phase.start, phase.end) or phase.begins <= stretch.start < phase.ends


def _is_peak(structure: Structure, said: _Said) -> bool:
    """“chiến dịch … từ … đến …” beside rounds."""
    lead, _rest = _around(structure, said.paragraph, said.stretch)
    return bool(PEAK_WORDS.search(lead))


def _is_over(stretch: Stretch, calendar: Calendar) -> bool:
    """Ended before the paper was issued, or before the campaign's year."""
    if stretch.last is None:
        return False
    if calendar.issued:
        return stretch.last < calendar.issued
    return calendar.year is not None and stretch.last.year < calendar.year


def _counted(structure: Structure, stretch: Stretch) -> Stretch:
    """“60 ngày đêm” of the title end a campaign of which only the first day is told, and no event that ends it."""
    low = structure.view.low
    heads = (one for one in structure.paragraphs if one.region == "head")
    nights = next(filter(None, (_NIGHTS.search(low, one.start, one.end) for one in heads)), None)
    open_ended = not re.search(r"\b(?:đến|tới)\b", low[stretch.start : stretch.end])
    if stretch.last or not (stretch.first and nights and open_ended):
        return stretch
    return replace(stretch, last=count_on(stretch.first, nights))


def with_ending(structure: Structure, paragraph: Paragraph) -> int:
    """Where the paragraph ends; with “Kết thúc: …” on the next line, where that ends."""
    following = structure.paragraphs[paragraph.index + 1 : paragraph.index + 2]
    ending = [one.end for one in following if _ENDING.match(structure.view.low, one.body)]
    return max([paragraph.end, *ending])


def _period(structure: Structure, found: Stretch) -> ReadPeriod:
    view = structure.view
    first, last = (day.isoformat() if day else None for day in (found.first, found.last))
    words = view.words(found.start, found.end)
    return ReadPeriod(first, last, words, view.quote(found.start, found.end))
