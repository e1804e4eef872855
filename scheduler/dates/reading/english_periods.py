"""Weeks, months, quarters and years typed in English, and their edges."""

from collections.abc import Iterator

from scheduler.dates.civil import Edge
from scheduler.dates.reading import edges, periods
from scheduler.dates.reading.phrase import Found, Phrase, Table, joined, rule
from scheduler.dates.reading.results import Ask, Invalid
from scheduler.dates.reading.said import Said, settle, solar_month
from scheduler.dates.reading.spans import DayRange, one
from scheduler.dates.reading.weekdays import nth_weekday
from scheduler.dates.reading.years import four_digits

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MONTHS = Table(
    [
        *((name, n) for n, name in enumerate(MONTH_NAMES, 1)),
        *((name[:3], n) for n, name in enumerate(MONTH_NAMES, 1) if n != 5),
        ("sept", 9),
    ]
)
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = Table(
    [
        *((name, n) for n, name in enumerate(WEEKDAY_NAMES)),
        *((name[:3], n) for n, name in enumerate(WEEKDAY_NAMES)),
        *(("tues", 1), ("thur", 3), ("thurs", 3)),
    ]
)
UNITS = Table(
    {
        "week": periods.week,
        "month": periods.month,
        "quarter": periods.quarter,
        "year": periods.whole_year,
    }
)
WHICH = Table({"this": 0, "current": 0, "next": 1, "following": 1, "last": -1})
EDGES: Table[Edge] = Table(
    {
        **dict.fromkeys(("end", "end of", "last day of"), Edge.END),
        **dict.fromkeys(("beginning of", "start of", "first day of"), Edge.START),
        **dict.fromkeys(("middle of", "mid", "mid of", "mid -"), Edge.MIDDLE),
    }
)
SHORT_ENDS = Table(
    {
        "eow": periods.week,
        "eom": periods.month,
        "eoq": periods.quarter,
        "eoy": periods.whole_year,
    }
)
WORKING_EDGES = Table({"first": Edge.START, "last": Edge.END})


@rule
def period(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "next month", "this quarter", "July", "July 2024", "Q3", "this weekend"."""
    today = phrase.scene.today
    for offset, middle in WHICH.find(phrase, index):
        yield from ((unit(today, offset), end) for unit, end in UNITS.find(phrase, middle))
        for end in phrase.follow(middle, ("weekend",)):
            yield edges.of_week(periods.week(today, offset), Edge.END, named=True), end
    yield from ((periods.week(today, 2), end) for end in phrase.follow(index, ("week after next",)))
    for month, end in MONTHS.find(phrase, index):
        yield solar_month(month), end
        yield from ((solar_month(month, of), after) for of, after in four_digits(phrase, end))
    yield from periods.numbered_quarter(phrase, index)


@rule
def edge(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "end of July", "the beginning of next month", "mid-July", "end of month", "month end", "EOM"."""
    scene = phrase.scene
    for side, middle in EDGES.find(phrase, index):
        for start in phrase.past(middle, "the"):
            for said, end in period(phrase, start):
                yield from _edge_of(settle(said, scene), side, end)
            for unit, end in UNITS.find(phrase, start):
                yield _of_current(phrase, unit(scene.today, 0), unit(scene.today, 1), side), end
    for unit, middle in UNITS.find(phrase, index):
        for end in phrase.follow(middle, ("end",)):
            yield _of_current(phrase, unit(scene.today, 0), unit(scene.today, 1), Edge.END), end
    for unit, end in SHORT_ENDS.find(phrase, index):
        yield _of_current(phrase, unit(scene.today, 0), unit(scene.today, 1), Edge.END), end


def _is_week(span: DayRange) -> bool:
    return (span.last - span.first).days < 7


def _edge_of(span: Said, side: Edge, end: int) -> Iterator[Found[Said]]:
    if isinstance(span, Ask | Invalid):
        yield span, end
    elif isinstance(span, DayRange) and _is_week(span):
        yield edges.of_week(span, side, named=True), end
    elif isinstance(span, DayRange):
        yield edges.edge_of(span, side), end


def _of_current(phrase: Phrase, now: DayRange, following: DayRange, side: Edge) -> Said:
    if _is_week(now):
        return edges.of_week(now, side, named=False)
    return edges.of_current(phrase.scene, side, (now, following))


@rule
def working_edge(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "last working day of July", "first Monday of next month", "last Friday in July"."""
    calendar = phrase.scene.calendar
    for side, middle in WORKING_EDGES.find(phrase, index):
        last = side is Edge.END
        for start in phrase.follow(middle, ("working day of", "business day of")):
            for span, end in _spans(phrase, start):
                day = calendar.roll_back(span.last) if last else calendar.roll_forward(span.first)
                yield one(day), end
        days_ = joined(phrase, WEEKDAYS.find(phrase, middle), ("of", "in"), _spans)
        yield from ((one(nth_weekday(span, value, side)), end) for value, span, end in days_)


def _spans(phrase: Phrase, index: int) -> Iterator[Found[DayRange]]:
    for start in phrase.past(index, "the"):
        for said, end in period(phrase, start):
            span = settle(said, phrase.scene)
            if isinstance(span, DayRange):
                yield span, end
