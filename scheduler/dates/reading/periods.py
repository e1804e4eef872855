"""Weeks, months, quarters, halves, years; their beginning, middle and end; weekdays and day words."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from scheduler.dates import civil, lunar
from scheduler.dates.civil import Edge
from scheduler.dates.reading.numbers import ROMAN_NUMERALS, number
from scheduler.dates.reading.phrase import Found, Phrase, Table, joined, rule
from scheduler.dates.reading.results import Invalid
from scheduler.dates.reading.said import Said, Yearly, solar_month
from scheduler.dates.reading.spans import DayRange, one
from scheduler.dates.reading.years import named_year_after, year, year_after
from scheduler.errors import NoSuchLunarDay
from scheduler.language import _

WHICH = Table(
    {
        "này": 0,
        "nay": 0,
        "hiện tại": 0,
        "sau": 1,
        "tới": 1,
        "kế tiếp": 1,
        "tiếp theo": 1,
        "kế": 1,
        "tới đây": 1,
        "tiếp": 1,
        "sau nữa": 2,
        "tới nữa": 2,
        "trước": -1,
        "qua": -1,
        "rồi": -1,
        "vừa rồi": -1,
        "vừa qua": -1,
        "trước nữa": -2,
    }
)
EDGES: Table[Edge] = Table(
    {
        "đầu": Edge.START,
        "ngày đầu": Edge.START,
        "ngày đầu tiên của": Edge.START,
        "ngày đầu tiên": Edge.START,
        "giữa": Edge.MIDDLE,
        "cuối": Edge.END,
        "ngày cuối": Edge.END,
        "ngày cuối cùng": Edge.END,
        "ngày cuối cùng của": Edge.END,
    }
)
COMING = ("này", "tới", "tới đây")  # behind a name that already says which one
TEN_DAYS = Table(civil.TEN_DAYS)


def week(today: date, offset: int) -> DayRange:
    """The week from Monday to Sunday."""
    monday = today - timedelta(days=today.weekday() - 7 * offset)
    return DayRange(monday, monday + timedelta(days=6))


def month(today: date, offset: int) -> DayRange:
    first = civil.add_months(today.replace(day=1), offset)
    return DayRange(first, civil.month_edge(first.year, first.month, Edge.END))


def quarter(today: date, offset: int) -> DayRange:
    first = civil.add_months(date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3 * offset)
    return DayRange(first, civil.quarter_edge(first.year, (first.month + 2) // 3, Edge.END))


def whole_year(today: date, offset: int) -> DayRange:
    return DayRange(date(today.year + offset, 1, 1), date(today.year + offset, 12, 31))


def lunar_year(today: date, offset: int) -> DayRange:
    """From one Tết to the day before the next."""
    of = lunar.from_solar(today).year + offset
    return DayRange(lunar.new_year(of), lunar.new_year(of + 1) - timedelta(days=1))


UNITS: Table[Callable[[date, int], DayRange]] = Table(
    {
        "tuần": week,
        "tuần lễ": week,
        "tháng": month,
        "quý": quarter,
        "quí": quarter,
        "năm": whole_year,
        "năm dương lịch": whole_year,
        "năm âm lịch": lunar_year,
    }
)


@rule
def current(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """The bare unit, as in "hết tuần", "trong tháng": the one going on."""
    for unit, end in UNITS.find(phrase, index):
        yield unit(phrase.scene.today, 0), end


@rule
def relative(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "tuần tới", "tháng sau nữa", "quý này", "năm ngoái", "sang tháng"."""
    today = phrase.scene.today
    for unit, middle in UNITS.find(phrase, index):
        yield from ((unit(today, which), end) for which, end in WHICH.find(phrase, middle))
    for value, end in year(phrase, index):
        yield _span_of_year(value), end
    for value, end in named_year_after(phrase, index):
        yield from ((span, end) for span in _span_of_named_year(value))
    start = phrase.after(index, "sang")
    if start is not None:
        yield from ((unit(today, 1), end) for unit, end in UNITS.find(phrase, start))


def _span_of_named_year(value: int) -> Iterator[DayRange]:
    try:
        yield DayRange(lunar.new_year(value), lunar.new_year(value + 1) - timedelta(days=1))
    except NoSuchLunarDay:  # of a year beyond the tables
        return


def _span_of_year(value: int) -> DayRange:
    return DayRange(date(value, 1, 1), date(value, 12, 31))


@rule
def quarter_number(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "quý III", "quý 3", "quý ba", "Q3": the number, perhaps one that does not exist."""
    for word in ("quý", "quí", "q"):
        start = phrase.after(index, word)
        if start is not None:
            yield from ROMAN_NUMERALS.find(phrase, start)
            yield from number(phrase, start)


def quarter_of(number: int, edge: Edge | None = None) -> Yearly:
    """A quarter of any year, or one of its edges."""

    def make(of: int) -> DayRange | Invalid:
        if number not in range(1, 5):
            return Invalid(_("Một năm chỉ có bốn quý."))
        if edge:
            return one(civil.quarter_edge(of, number, edge))
        return DayRange(
            civil.quarter_edge(of, number, Edge.START), civil.quarter_edge(of, number, Edge.END)
        )

    return Yearly(f"quý {number}", make)


@rule
def numbered_quarter(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    for number_, end in quarter_number(phrase, index):
        yield from ((quarter_of(number_), e) for e in phrase.past(end, *COMING))
        for of, after in year_after(phrase, end):
            yield Yearly(f"quý {number_}", quarter_of(number_).make, of), after


@rule
def part_of_year(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "6 tháng đầu năm", "9 tháng đầu năm 2024", "quý đầu năm": counted from an end of the year."""
    lengths = [(6, end) for end in phrase.follow(index, ("nửa",))]
    lengths += [(3, end) for end in phrase.follow(index, ("quý",))]
    for count, middle in number(phrase, index):
        lengths += [(count, end) for end in phrase.follow(middle, ("tháng",))]
        lengths += [(3 * count, end) for end in phrase.follow(middle, ("quý",))]
    possible = [(length, end) for length, end in lengths if 1 <= length <= 12]
    for length, (edge, of), end in joined(phrase, possible, ("",), _edge_of_year):
        yield _months_at(of, length, edge), end


def _edge_of_year(phrase: Phrase, index: int) -> Iterator[Found[tuple[Edge, int]]]:
    for edge, start in EDGES.find(phrase, index):
        if edge is not Edge.MIDDLE:
            yield from (((edge, of), end) for of, end in _year_or_this(phrase, start))


def _year_or_this(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    yield from year(phrase, index)
    yield from ((phrase.scene.today.year, end) for end in phrase.follow(index, ("năm",)))


def _months_at(of: int, length: int, edge: Edge) -> DayRange:
    if edge is Edge.START:
        return DayRange(date(of, 1, 1), civil.month_edge(of, length, Edge.END))
    return DayRange(date(of, 13 - length, 1), date(of, 12, 31))


@rule
def ten_days(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """Thượng, trung, hạ tuần of a month: its 1st–10th, 11th–20th, and the rest."""
    for first, middle in TEN_DAYS.find(phrase, index):
        for span, end in months_settled(phrase, middle):
            last = span.last if first == 21 else span.first.replace(day=first + 9)
            yield DayRange(span.first.replace(day=first), last), end


@rule
def months_settled(phrase: Phrase, index: int) -> Iterator[Found[DayRange]]:
    """A month as days: "tháng sau", "tháng", or a numbered one with its year."""
    today = phrase.scene.today
    for unit, middle in UNITS.find(phrase, index):
        if unit is month:
            yield month(today, 0), middle
            yield from ((month(today, which), end) for which, end in WHICH.find(phrase, middle))
    start = phrase.after(index, "tháng")
    for value, middle in number(phrase, start) if start is not None else ():
        of = today.year + (value < today.month)
        for year_, end in [(of, middle), *year_after(phrase, middle)]:
            span = solar_month(value).make(year_)
            if isinstance(span, DayRange):
                yield span, end
