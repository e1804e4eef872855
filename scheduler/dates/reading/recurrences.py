"""What comes again: "ngày 25 hằng tháng", "thứ Hai hằng tuần", "cuối mỗi quý", "20/11 hằng năm"."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.dates.civil import Edge
from scheduler.dates.reading import solar
from scheduler.dates.reading.amounts import MEASURES, Measure, measures
from scheduler.dates.reading.clock import SHIFTS
from scheduler.dates.reading.moments import clocked, part_of_day
from scheduler.dates.reading.named import named
from scheduler.dates.reading.numbers import number
from scheduler.dates.reading.periods import EDGES
from scheduler.dates.reading.phrase import Found, Phrase, Table, behind, joined, rule
from scheduler.dates.reading.results import Invalid, Reading, Recurring
from scheduler.dates.reading.said import DayOfMonth, Said, Yearly
from scheduler.dates.reading.spans import DayRange
from scheduler.dates.reading.weekdays import NTH, weekday_name
from scheduler.language import _

EACH = ("hằng", "hàng", "mỗi", "từng", "các")
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BASES = {
    Measure.DAY: "FREQ=DAILY",
    Measure.WORKING_DAY: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    Measure.WEEK: "FREQ=WEEKLY",
    Measure.MONTH: "FREQ=MONTHLY",
    Measure.QUARTER: "FREQ=MONTHLY;INTERVAL=3",
    Measure.YEAR: "FREQ=YEARLY",
}
COUNTED = {
    Measure.DAY: "DAILY",
    Measure.WEEK: "WEEKLY",
    Measure.MONTH: "MONTHLY",
    Measure.YEAR: "YEARLY",
}
EDGE_RULES = {
    (Edge.START, Measure.WEEK): "FREQ=WEEKLY;BYDAY=MO",
    (Edge.END, Measure.WEEK): "FREQ=WEEKLY;BYDAY=SA,SU",
    (Edge.START, Measure.MONTH): "FREQ=MONTHLY;BYMONTHDAY=1",
    (Edge.MIDDLE, Measure.MONTH): "FREQ=MONTHLY;BYMONTHDAY=15",
    (Edge.END, Measure.MONTH): "FREQ=MONTHLY;BYMONTHDAY=-1",
    (Edge.START, Measure.QUARTER): "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1",
    (Edge.END, Measure.QUARTER): "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    (Edge.START, Measure.YEAR): "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
    (Edge.MIDDLE, Measure.YEAR): "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30",
    (Edge.END, Measure.YEAR): "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
}
QUARTER_MONTHS = Table(
    {
        "tháng đầu": "1,4,7,10",
        "tháng đầu tiên của": "1,4,7,10",
        "tháng thứ hai của": "2,5,8,11",
        "tháng giữa": "2,5,8,11",
        "tháng cuối": "3,6,9,12",
        "tháng cuối cùng của": "3,6,9,12",
        "tháng cuối của": "3,6,9,12",
    }
)
LAST_WORKING_DAY = (
    ("ngày làm việc cuối cùng", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    ("ngày làm việc đầu tiên", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
)
# Words before a recurring day; "trước ngày 25" is the 24th.
LIMITS = Table(
    {
        "trước": -1,
        "chậm nhất": 0,
        "chậm nhất là": 0,
        "chậm nhất vào": 0,
        "muộn nhất": 0,
        "đến": 0,
        "đến hết": 0,
        "hạn": 0,
        "vào": 0,
        "định kỳ": 0,
        "định kỳ vào": 0,
    }
)


@rule
def each(phrase: Phrase, index: int) -> Iterator[Found[Measure]]:
    """ "hằng tháng", "mỗi quý", "của mỗi tuần"."""
    for start in phrase.past(index, "của", "trong", "vào"):
        for text in EACH:
            middle = phrase.after(start, text)
            found = MEASURES.find(phrase, middle) if middle is not None else ()
            yield from ((measure, end) for measure, end in found if measure in BASES)


@rule
def recurring(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """A recurrence, with its clock time if said."""
    for text, end in _rules(phrase, index):
        yield (
            (Recurring(text) if text.startswith("FREQ") else Invalid(_("Không có ngày này."))),
            end,
        )
        for hour, after in _hour(phrase, end):
            yield Recurring(text + hour), after
    for hour, middle in _hour(phrase, index):
        yield from ((Recurring(text + hour), end) for text, end in _rules(phrase, middle))


def _hour(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    for start in phrase.past(index, "lúc", "vào lúc", "vào"):
        for (said, part), end in clocked(phrase, start):
            added = SHIFTS[part].get(said.hour)
            if added is not None and said.hour + added < 24 and said.minute < 60:
                yield f";BYHOUR={said.hour + added};BYMINUTE={said.minute}", end


@rule
def _rules(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    for start in phrase.past(index, "định kỳ", "vào"):
        for measure, end in each(phrase, start):
            yield from ((BASES[measure], after) for after in phrase.past(end, "một lần", "1 lần"))
    for text, working in LAST_WORKING_DAY:
        middle = phrase.after(index, text)
        found = each(phrase, middle) if middle is not None else []
        yield from ((working, end) for measure, end in found if measure is Measure.MONTH)
    yield from _counted(phrase, index)
    for shift, start in [(0, index), *LIMITS.find(phrase, index)]:
        yield from _months(phrase, start, shift)
        yield from _years(phrase, start, shift)
        yield from _edges(phrase, start)
    yield from _weekdays(phrase, index)
    for _part, start in part_of_day(phrase, index):
        yield from _weekdays(phrase, start)


def _counted(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    """ "2 tuần một lần", "mỗi 3 tháng"."""
    for text, middle in _interval(phrase, index):
        yield from ((text, end) for end in phrase.follow(middle, ("một lần", "1 lần")))
    yield from behind(phrase, index, EACH, _interval)


@rule
def _interval(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    for count, measure, end in joined(phrase, number(phrase, index), ("",), measures):
        if measure in COUNTED and count >= 1:
            yield f"FREQ={COUNTED[measure]}" + (f";INTERVAL={count}" if count > 1 else ""), end


def _months(phrase: Phrase, index: int, shift: int) -> Iterator[Found[str]]:
    """A day of every month or of one month of every quarter, on either side of "hằng tháng"."""
    for (said, more), measure, end in joined(phrase, _days(phrase, index), ("",), each):
        if measure is Measure.MONTH:
            yield _month_rule(said, shift) + (f",{more}" if more else ""), end
    days = solar.day_only(phrase, index)
    for said, months, end in joined(phrase, days, ("", "của"), _months_of_quarter):
        yield _month_rule(said, shift, months), end
    monthly = [(measure, end) for measure, end in each(phrase, index) if measure is Measure.MONTH]
    for _measure, (said, other), end in joined(phrase, monthly, ("",), _limited_day):
        yield _month_rule(said, shift + other), end


@rule
def _days(phrase: Phrase, index: int) -> Iterator[Found[tuple[Said, int]]]:
    """A day, and the second one of "ngày 1 và 15", or 0."""
    days = solar.day_only(phrase, index)
    yield from (((said, 0), end) for said, end in days)
    for said, more, end in joined(phrase, days, ("và", "và ngày"), number):
        if 1 <= more <= 31:
            yield (said, more), end


@rule
def _months_of_quarter(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    for months, middle in QUARTER_MONTHS.find(phrase, index):
        yield from ((months, end) for end in _quarter(phrase, middle))


@rule
def _limited_day(phrase: Phrase, index: int) -> Iterator[Found[tuple[Said, int]]]:
    """A day behind "trước", "chậm nhất" or nothing, with the shift that word means."""
    for shift, start in [(0, index), *LIMITS.find(phrase, index)]:
        yield from (((said, shift), end) for said, end in solar.day_only(phrase, start))


def _quarter(phrase: Phrase, index: int) -> Iterator[int]:
    yield from (end for measure, end in each(phrase, index) if measure is Measure.QUARTER)
    bare = phrase.after(index, "quý")
    if bare is not None:
        yield bare


def _month_rule(said: Said, shift: int, months: str = "") -> str:
    day = said.day + shift if isinstance(said, DayOfMonth) else 0
    if not 0 <= day <= 31 or (day == 0 and (shift == 0 or months)):
        return "INVALID"
    base = f"FREQ=YEARLY;BYMONTH={months}" if months else "FREQ=MONTHLY"
    return f"{base};BYMONTHDAY={day or -1}"  # before the 1st is the last of the month before


def _years(phrase: Phrase, index: int, shift: int) -> Iterator[Found[str]]:
    for said, middle in [*solar.solar(phrase, index), *named(phrase, index)]:
        for measure, end in each(phrase, middle):
            if measure is Measure.YEAR and isinstance(said, Yearly) and said.year is None:
                span = said.make(2024 if said.leaps else 2023)
                yield _year_rule(span, shift), end


def _year_rule(span: DayRange | Invalid, shift: int) -> str:
    if isinstance(span, Invalid):
        return "INVALID"
    if span.first != span.last:
        return f"FREQ=YEARLY;BYMONTH={span.first.month}"
    day: date = span.first + timedelta(days=shift)
    return f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}"


def _edges(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    """ "cuối mỗi quý", "cuối tháng hằng tháng"."""
    found = [*joined(phrase, EDGES.find(phrase, index), ("",), each)]
    found += joined(phrase, EDGES.find(phrase, index), ("",), _again)
    for edge, measure, end in found:
        if (edge, measure) in EDGE_RULES:
            yield EDGE_RULES[edge, measure], end


@rule
def _again(phrase: Phrase, index: int) -> Iterator[Found[Measure]]:
    for first, second, end in joined(phrase, measures(phrase, index), ("",), each):
        if first is second:
            yield first, end


def _weekdays(phrase: Phrase, index: int) -> Iterator[Found[str]]:
    """ "thứ 2, 4, 6 hằng tuần", "mỗi thứ Hai", "thứ Hai đầu tiên của mỗi tháng"."""
    for start in phrase.past(index, "vào", *EACH, "vào các", "vào mỗi"):
        for names, middle in _names(phrase, start):
            text = "FREQ=WEEKLY;BYDAY=" + ",".join(BYDAY[name] for name in names)
            weekly = [end for measure, end in each(phrase, middle) if measure is Measure.WEEK]
            own_word = start > index and phrase.after(index, "vào") != start
            yield from ((text, end) for end in (*weekly, *([middle] if own_word else [])))
            yield from _nth(phrase, names, middle)
    for measure, middle in each(phrase, index):
        for start in phrase.past(middle, "vào", "vào các"):
            for names, end in _names(phrase, start) if measure is Measure.WEEK else ():
                yield "FREQ=WEEKLY;BYDAY=" + ",".join(BYDAY[name] for name in names), end


def _nth(phrase: Phrase, names: tuple[int, ...], index: int) -> Iterator[Found[str]]:
    for edge, middle in NTH.find(phrase, index):
        for measure, end in each(phrase, middle):
            if measure is Measure.MONTH and len(names) == 1:
                yield f"FREQ=MONTHLY;BYDAY={1 if edge is Edge.START else -1}{BYDAY[names[0]]}", end


@rule
def _names(phrase: Phrase, index: int) -> Iterator[Found[tuple[int, ...]]]:
    for name, middle in weekday_name(phrase, index):
        if name > 6:
            continue
        yield (name,), middle
        for start in phrase.past(middle, "và"):
            for others, end in _more_names(phrase, start):
                yield tuple(sorted({name, *others})), end


@rule
def _more_names(phrase: Phrase, index: int) -> Iterator[Found[tuple[int, ...]]]:
    yield from _names(phrase, index)
    for value, middle in number(phrase, index):
        if not 2 <= value <= 7:
            continue
        yield (value - 2,), middle
        for start in phrase.past(middle, "và"):
            for others, end in _more_names(phrase, start):
                yield tuple(sorted({value - 2, *others})), end
