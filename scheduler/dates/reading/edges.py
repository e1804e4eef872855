"""Đầu, giữa, cuối of a week, month, quarter or year; first and last working days."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from scheduler.dates import civil
from scheduler.dates.civil import Edge
from scheduler.dates.reading import periods
from scheduler.dates.reading.moon import LunarSaid
from scheduler.dates.reading.periods import EDGES, UNITS, WHICH
from scheduler.dates.reading.phrase import Found, Phrase, Scene, Table, rule
from scheduler.dates.reading.results import Ask, Day, Invalid
from scheduler.dates.reading.said import Said, Yearly, solar_month
from scheduler.dates.reading.solar import LUNAR_MONTHS, in_lunar_year, month_name
from scheduler.dates.reading.spans import DayRange, one, several
from scheduler.dates.reading.years import four_digits, year, year_after
from scheduler.language import _

WORKING_EDGES = Table(
    {
        "ngày làm việc đầu tiên của": Edge.START,
        "ngày làm việc đầu tiên": Edge.START,
        "ngày làm việc cuối cùng của": Edge.END,
        "ngày làm việc cuối cùng": Edge.END,
        "ngày làm việc cuối": Edge.END,
    }
)
NEXT_WORKING_DAY = ("ngày làm việc tiếp theo", "ngày làm việc kế tiếp", "ngày làm việc liền kề")


def edge_of(span: DayRange, edge: Edge) -> DayRange:
    """The edge of a whole month, quarter or year."""
    if edge is Edge.START:
        return one(span.first)
    if edge is Edge.END:
        return one(span.last)
    months = span.last.month - span.first.month + 1
    if months == 12:
        return one(civil.year_edge(span.first.year, edge))
    if months == 3:
        return one(civil.quarter_edge(span.first.year, span.last.month // 3, edge))
    return one(span.first.replace(day=civil.MIDDLE_DAY))


def of_week(span: DayRange, edge: Edge, *, named: bool) -> Said:
    """Cuối tuần is Saturday and Sunday, đầu tuần Monday; the middle has no day of its own."""
    if edge is Edge.END:
        return DayRange(span.last - timedelta(days=1), span.last)
    if edge is Edge.START and named:
        return one(span.first)
    if edge is Edge.START:
        return several(Day(span.first), Day(span.first + timedelta(days=7)))
    days = (span.first + timedelta(days=n) for n in (1, 2, 3))
    return Ask(_("Giữa tuần là thứ mấy?"), tuple(Day(day) for day in days))


def of_current(scene: Scene, edge: Edge, spans: tuple[DayRange, DayRange]) -> Said:
    """The edge of the month, quarter or year going on; asked about when it is already past."""
    now, following = (edge_of(span, edge) for span in spans)
    if now.last >= scene.today:
        return now
    return several(Day(now.first), Day(following.first))


@rule
def edges(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "cuối tháng", "đầu tuần sau", "giữa tháng 7", "cuối quý III", "đầu năm 2025", "cuối tháng Chạp"."""
    for edge, start in EDGES.find(phrase, index):
        yield from _relative(phrase, start, edge)
        yield from _numbered(phrase, start, edge)
        yield from _lunar(phrase, start, edge)
        yield from (
            (edge_of(_year_span(of), edge), end)
            for of, end in [*year(phrase, start), *four_digits(phrase, start)]
        )


def _year_span(of: int) -> DayRange:
    return DayRange(civil.year_edge(of, Edge.START), civil.year_edge(of, Edge.END))


def _relative(phrase: Phrase, index: int, edge: Edge) -> Iterator[Found[Said]]:
    today = phrase.scene.today
    for unit, middle in UNITS.find(phrase, index):
        if unit is periods.lunar_year and edge is Edge.MIDDLE:
            continue  # no law says which day that is
        weekly = unit is periods.week
        spans = (unit(today, 0), unit(today, 1))
        if weekly:
            yield of_week(spans[0], edge, named=False), middle
        else:
            yield of_current(phrase.scene, edge, spans), middle
        for which, end in WHICH.find(phrase, middle):
            span = unit(today, which)
            yield of_week(span, edge, named=True) if weekly else edge_of(span, edge), end


def _numbered(phrase: Phrase, index: int, edge: Edge) -> Iterator[Found[Said]]:
    numbered = [(solar_month(month), end) for month, end in month_name(phrase, index)]
    numbered += [(periods.quarter_of(n), end) for n, end in periods.quarter_number(phrase, index)]
    for whole, end in numbered:
        said = Yearly(whole.name, _edge_maker(whole, edge))
        yield from ((said, after) for after in phrase.past(end, *periods.COMING))
        yield from (
            (Yearly(said.name, said.make, of), after) for of, after in year_after(phrase, end)
        )


def _edge_maker(whole: Yearly, edge: Edge) -> Callable[[int], DayRange | Invalid]:
    def make(of: int) -> DayRange | Invalid:
        span = whole.make(of)
        return edge_of(span, edge) if isinstance(span, DayRange) else span

    return make


def _lunar(phrase: Phrase, index: int, edge: Edge) -> Iterator[Found[Said]]:
    start = phrase.after(index, "tháng")
    for month, end in LUNAR_MONTHS.find(phrase, start) if start is not None else ():
        day: int | str = "last" if edge is Edge.END else 1 if edge is Edge.START else 15
        yield LunarSaid(month, day), end
        yield from in_lunar_year(phrase, LunarSaid(month, day), end)


@rule
def working_days(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "ngày làm việc cuối cùng của tháng", "ngày làm việc tiếp theo"."""
    calendar, today = phrase.scene.calendar, phrase.scene.today
    for text in NEXT_WORKING_DAY:
        end = phrase.after(index, text)
        if end is not None:
            yield one(calendar.add(today, 1)), end
    for edge, start in WORKING_EDGES.find(phrase, index):
        spans = [*periods.months_settled(phrase, start), *_weeks_and_years(phrase, start)]
        for span, end in spans:
            last = edge is Edge.END
            yield (
                one(calendar.roll_back(span.last) if last else calendar.roll_forward(span.first)),
                end,
            )


def _weeks_and_years(phrase: Phrase, index: int) -> Iterator[Found[DayRange]]:
    for said, end in [*periods.relative(phrase, index), *periods.current(phrase, index)]:
        if isinstance(said, DayRange):
            yield said, end
