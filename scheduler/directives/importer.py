"""A source becomes a directive: view, structure, header, then one module for each kind of finding."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.workdays import WorkCalendar
from scheduler.directives.days.by_rounds import RoundDays
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, day_mentions_in
from scheduler.directives.days.finding import DueReader
from scheduler.directives.days.meant import days_meant
from scheduler.directives.duties.bodies_above import less_bodies_above
from scheduler.directives.duties.deadlines import deadlines_of
from scheduler.directives.duties.milestones import milestones_of
from scheduler.directives.duties.unplaced import unplaced_in
from scheduler.directives.head import secrecy
from scheduler.directives.head.citations import citations_in, own_day_mentions
from scheduler.directives.head.header import header_of, is_school_year, several_years
from scheduler.directives.head.letterhead import Letterhead, letterhead_of
from scheduler.directives.head.page_days import own_days
from scheduler.directives.head.source_kind import source_kind_of
from scheduler.directives.model import (
    Commemoration,
    Header,
    ReadDirective,
    ReadPeriod,
    ReadPhase,
    SourceKind,
)
from scheduler.directives.notes import notes_of
from scheduler.directives.occasions.anniversaries import anniversaries_of
from scheduler.directives.occasions.one_off import one_off_in, with_days
from scheduler.directives.occasions.ties import tied, tied_by_title
from scheduler.directives.page.source import Source
from scheduler.directives.page.structure import Structure, structure_of
from scheduler.directives.page.view import View, view_of
from scheduler.directives.rounds.peaks import peaks_of
from scheduler.directives.rounds.period import period_of
from scheduler.directives.rounds.phases import phases_of
from scheduler.directives.rounds.whole import whole_campaign, without_a_peaks_days
from scheduler.directives.unaccented import unaccented_in


def import_directive(
    source: Source, *, catalogue: Mapping[str, Anniversary], workdays: WorkCalendar | None = None
) -> ReadDirective:
    """What the document says; invents nothing. Raises SecretDocument for one marked so, and on no other text.

    "5 ngày làm việc" are those of `workdays`; without it, of the public holidays alone.
    """
    secrecy.require_open(source)
    view = view_of(source)
    head = letterhead_of(view)
    kind = source_kind_of(view, head)
    said = day_mentions_in(view.low)
    citations = citations_in(view, said)
    header = header_of(view, head, kind, citations)
    if kind is SourceKind.OTHER:
        return ReadDirective(source.name, kind, header, notes=tuple(unaccented_in(view)))
    calendar = calendar_of(view, head, header, workdays=workdays or WorkCalendar())
    said = own_days(view, kind, header, own_day_mentions(view, said, citations))
    day_mentions = days_meant(view.low, said, calendar)
    structure = structure_of(view, body_from=head.body_from)
    read = _body(source.name, kind, header, structure, day_mentions, calendar)
    notes = notes_of(
        source,
        view,
        head,
        header,
        calendar=calendar,
        day_mentions=day_mentions,
        phases=(*read.phases, *read.peaks),
        deadlines=read.deadlines,
        anniversaries=read.anniversaries,
        catalogue=catalogue,
    )
    return replace(read, notes=notes)


def read_passage(text: str, header: Header, calendar: Calendar) -> ReadDirective:
    """What one sentence or paragraph says by itself, of a document with that head; places count in `text`."""
    view = view_of(Source(text))
    structure = structure_of(view, body_from=0)
    said = days_meant(view.low, day_mentions_in(view.low), calendar)
    return _body("", SourceKind.DIRECTIVE, header, structure, said, calendar)


def _body(
    name: str,
    kind: SourceKind,
    header: Header,
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
) -> ReadDirective:
    """All but the notes."""
    view = structure.view
    phases = phases_of(structure, day_mentions, calendar)
    issuer = str(header.issuer.value or "").lower()
    period = period_of(structure, day_mentions, calendar, phases=phases, issuer=issuer)
    peaks = peaks_of(structure, day_mentions, calendar, phases=phases, period=period)
    period = without_a_peaks_days(period, peaks)
    phases = phases or whole_campaign(structure, period, peaks, title=str(header.title.value or ""))
    anniversaries = anniversaries_of(structure, calendar)
    taken = _taken(view, [*phases, *peaks], anniversaries, period)
    milestones = milestones_of(structure, day_mentions, calendar, taken)
    reader = DueReader(view, day_mentions, calendar, _round_days(phases, peaks))
    deadlines = less_bodies_above(view, deadlines_of(structure, reader, taken, milestones), issuer)
    anniversaries, phases = tied(anniversaries, phases)
    anniversaries, peaks = tied(anniversaries, peaks)
    if not phases:
        anniversaries, peaks = tied_by_title(anniversaries, peaks, header.title.value)
    read = ReadDirective(
        name,
        kind,
        header,
        campaign_period=period,
        phases=phases,
        peaks=peaks,
        anniversaries=anniversaries,
        deadlines=deadlines,
        milestones=milestones,
        occasions=with_days(one_off_in(structure, calendar), milestones),
        last_year=calendar.last_year,
    )
    return replace(read, unplaced=unplaced_in(structure, day_mentions, calendar, read))


def _taken(
    view: View,
    spans: Sequence[ReadPhase],
    anniversaries: Sequence[Commemoration],
    period: ReadPeriod | None,
) -> list[tuple[int, int]]:
    """Places of the view that rounds, peaks, anniversaries and the period were read from."""
    quotes = [span.evidence for span in spans if span.start or span.end]
    quotes += [
        one.evidence for one in anniversaries if one.commemorated_date or one.historical_date
    ]
    quotes += [period.evidence] if period else []
    return [
        (
            bisect_left(view.starts, quote.offset),
            bisect_left(view.starts, quote.offset + len(quote.quote)),
        )
        for quote in quotes
    ]


def _round_days(phases: Sequence[ReadPhase], peaks: Sequence[ReadPhase]) -> RoundDays:
    """Words by which a text may call a round or peak, and its days."""
    words: dict[str, ReadPhase] = {}
    for span in phases:
        if span.ordinal is not None:
            noun = re.match(r"giai đoạn|\S+", span.name.lower())
            for word in (str(span.ordinal), ("i" * span.ordinal) if span.ordinal < 4 else "iv"):
                words[f"{noun[0] if noun else ''} {word}"] = span
    dated = [span for span in peaks if span.end and not span.end.startswith("--")]
    if len(dated) == 1:
        names = ("đợt thi đua", "cao điểm", "chiến dịch", "đợt cao điểm")
        words |= dict.fromkeys(names, dated[0])
    return RoundDays(
        {word: date.fromisoformat(span.start) for word, span in words.items() if span.start},
        {word: date.fromisoformat(span.end) for word, span in words.items() if span.end},
    )


def calendar_of(
    view: View, head: Letterhead, header: Header, *, workdays: WorkCalendar
) -> Calendar:
    """The campaign's calendar from its header."""
    year = header.year.value if isinstance(header.year.value, int) else None
    issued = _day(header.issue_date.value)
    if header.type.value == "quy chế" and not (
        head.title and re.search(r"20\d\d", head.title.value)
    ):
        return Calendar(None, issued=issued, workdays=workdays)  # holds from year to year
    school = is_school_year(view, head, header.year)
    several = several_years(view, head)
    last_year = several[1] if several else None
    return Calendar(year, school=school, issued=issued, workdays=workdays, last_year=last_year)


def _day(value: str | int | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
