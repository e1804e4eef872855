"""Days typed in English: which words stand where is a matter of the grammar, what day they are of dateparser."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.dates import civil
from scheduler.dates.civil import Edge
from scheduler.dates.reading import english_periods, periods
from scheduler.dates.reading.amounts import Measure
from scheduler.dates.reading.english_periods import (
    MONTH_NAMES,
    MONTHS,
    UNITS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    WHICH,
)
from scheduler.dates.reading.numbers import digits
from scheduler.dates.reading.phrase import Found, Phrase, Table, behind, joined, rule
from scheduler.dates.reading.results import Ask, Day, Instant, Invalid
from scheduler.dates.reading.said import DayOfMonth, Said, agree, settle
from scheduler.dates.reading.solar import numeric
from scheduler.dates.reading.spans import DayRange, no_such_day, one, several

DAY_WORDS = Table(
    {
        "today": "today",
        "tomorrow": "tomorrow",
        "yesterday": "yesterday",
        "day after tomorrow": "day after tomorrow",
        "the day after tomorrow": "day after tomorrow",
    }
)
SUFFIXES = ("st", "nd", "rd", "th")
COUNTS = Table(
    {
        word: n
        for n, words in enumerate(
            ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
        )
        for word in words.split()
    }
)
MEASURES = Table(
    {
        **dict.fromkeys(("minute", "minutes"), Measure.MINUTE),
        **dict.fromkeys(("hour", "hours"), Measure.HOUR),
        **dict.fromkeys(("day", "days", "calendar days"), Measure.DAY),
        **dict.fromkeys(
            ("working day", "working days", "business day", "business days"), Measure.WORKING_DAY
        ),
        **dict.fromkeys(("week", "weeks"), Measure.WEEK),
        **dict.fromkeys(("month", "months"), Measure.MONTH),
        **dict.fromkeys(("year", "years"), Measure.YEAR),
    }
)
FROM_NOW = ("from now", "from today", "later", "time", "hence")


def names_a_day(phrase: Phrase, index: int) -> bool:
    """Whether a word that is English, and short for nothing else, names a day, a month or a unit here."""
    tables = (MONTHS, WEEKDAYS, DAY_WORDS, MEASURES, UNITS)
    found = any(True for table in tables for _one in table.find(phrase, index))
    return found and len(phrase.tokens[index].text) > 3


def is_short_name(phrase: Phrase, index: int) -> bool:
    """Whether a month or weekday is named here, perhaps in three letters."""
    return any(True for table in (MONTHS, WEEKDAYS) for _one in table.find(phrase, index))


@rule
def days(phrase: Phrase, index: int) -> Iterator[Found[Said | Instant]]:
    """Every way to say a day or period; "the" may stand before it."""
    for start in phrase.past(index, "the"):
        yield from dated(phrase, start)
        yield from day_word(phrase, start)
        yield from counted(phrase, start)
        yield from weekday(phrase, start)
        yield from english_periods.period(phrase, start)
        yield from english_periods.edge(phrase, start)
        yield from english_periods.working_edge(phrase, start)
        yield from _day_of_month(phrase, start)
        yield from numeric(phrase, start)


@rule
def ordinal(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "15", "15th"."""
    for value, end in digits(phrase, index):
        if value < 100:
            yield value, end
            yield from ((value, after) for after in phrase.follow(end, SUFFIXES))


def year(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "2024", "24"."""
    token = phrase.token(index)
    for value, end in digits(phrase, index):
        if token and len(token.text) in (2, 4) and phrase.after(end, ":") is None:
            yield (2000 + value if len(token.text) == 2 else value), end


@rule
def dated(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "11 Nov", "the 9th of August 2024", "November 20, 2024", "Fri 26 July", "26 July (Friday)"."""
    for said, end in _plain(phrase, index):
        yield said, end
        for value, after in WEEKDAYS.find(phrase, end):
            yield agree(value, said), after
    for value, middle in WEEKDAYS.find(phrase, index):
        for start in phrase.past(middle, "the", "on"):
            plain = [*_plain(phrase, start), *_settled(phrase, start)]
            yield from ((agree(value, said), end) for said, end in plain)


def _settled(phrase: Phrase, index: int) -> Iterator[Found[DayRange | Ask | Invalid]]:
    """ "26/7", "26th": days that a weekday may stand before."""
    for said, end in [*numeric(phrase, index), *_day_of_month(phrase, index)]:
        span = settle(said, phrase.scene)
        if not isinstance(span, DayRange) or span.first == span.last:
            yield span, end


@rule
def _plain(phrase: Phrase, index: int) -> Iterator[Found[DayRange | Ask | Invalid]]:
    day_first = joined(phrase, ordinal(phrase, index), ("", "of"), MONTHS.find)
    found = [*day_first]
    for month, middle in MONTHS.find(phrase, index):
        for start in phrase.past(middle, "the"):
            found += [(day, month, end) for day, end in ordinal(phrase, start)]
    for day, month, end in found:
        yield _on(phrase, day, month), end
        yield from ((_on(phrase, day, month, of), after) for of, after in year(phrase, end))


def _on(phrase: Phrase, day: int, month: int, of: int | None = None) -> DayRange | Invalid:
    from scheduler.dates.reading import foreign  # noqa: PLC0415 - slow import stays off the start-up path

    name = MONTH_NAMES[month - 1]
    found = foreign.dated(day, name, of, now=phrase.scene.now)
    told = f"{day} {name.capitalize()}" + (f" {of}" if of else "")
    return one(found) if found else no_such_day(told)


@rule
def day_word(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "today", "the day after tomorrow"."""
    for text, end in DAY_WORDS.find(phrase, index):
        yield from _through(phrase, text, end)


def _through(phrase: Phrase, text: str, end: int) -> Iterator[Found[Said]]:
    from scheduler.dates.reading import foreign  # noqa: PLC0415 - slow import stays off the start-up path

    if found := foreign.day(text, now=phrase.scene.now):
        yield one(found), end


@rule
def term(phrase: Phrase, index: int) -> Iterator[Found[tuple[int, Measure]]]:
    """ "3 days", "two weeks", "a month"."""
    counts = [*digits(phrase, index), *COUNTS.find(phrase, index)]
    for count, measure, end in joined(phrase, counts, ("",), MEASURES.find):
        yield (count, measure), end


@rule
def counted(phrase: Phrase, index: int) -> Iterator[Found[Said | Instant]]:
    """ "in 3 days", "two weeks from now", "3 days ago", "in 5 working days", "in 3 hours"."""
    for length, end in behind(phrase, index, ("in",), term):
        for after in phrase.past(end, "time"):
            yield from _counted(phrase, length, after)
    for length, middle in term(phrase, index):
        for end in phrase.follow(middle, FROM_NOW):
            yield from _counted(phrase, length, end)
        for end in phrase.follow(middle, ("ago",)):
            yield from _counted(phrase, length, end, back=True)


def _counted(
    phrase: Phrase, length: tuple[int, Measure], end: int, *, back: bool = False
) -> Iterator[Found[Said | Instant]]:
    from scheduler.dates.reading import foreign  # noqa: PLC0415 - slow import stays off the start-up path

    count, measure = length
    if measure is Measure.WORKING_DAY:
        moved = phrase.scene.calendar.add(phrase.scene.today, -count if back else count)
        yield one(moved), end
        return
    name = measure.name.lower() + "s"
    text = f"{count} {name} ago" if back else f"in {count} {name}"
    if measure in (Measure.MINUTE, Measure.HOUR):
        at = foreign.instant(text, now=phrase.scene.now)
        yield from [(Instant(at), end)] if at else []
    else:
        yield from _through(phrase, text, end)


@rule
def weekday(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "Friday", "this Friday", "Friday next week"; "next Friday" may be that of this week or of the next."""
    today = phrase.scene.today
    for value, end in WEEKDAYS.find(phrase, index):
        yield from _through(phrase, WEEKDAY_NAMES[value], end)
        for start in phrase.past(end, "of"):
            yield from ((_in_week(today, value, n), after) for n, after in _week(phrase, start))
        for after in phrase.follow(end, ("after next",)):
            both = (_in_week(today, value, n).first for n in (1, 2))
            yield several(*(Day(day) for day in both)), after
    for start in phrase.follow(index, ("coming", "this coming")):
        for value, end in WEEKDAYS.find(phrase, start):
            yield from _through(phrase, WEEKDAY_NAMES[value], end)
    for offset, middle in WHICH.find(phrase, index):
        for value, end in WEEKDAYS.find(phrase, middle):
            yield _which_weekday(phrase, offset, value), end
    for offset, middle in _week(phrase, index):
        for start in phrase.past(middle, "on"):
            yield from ((_in_week(today, v, offset), e) for v, e in WEEKDAYS.find(phrase, start))


def _week(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    for offset, middle in WHICH.find(phrase, index):
        yield from ((offset, end) for end in phrase.follow(middle, ("week",)))
    yield from (
        (2, end) for end in phrase.follow(index, ("week after next", "the week after next"))
    )


def _in_week(today: date, value: int, offset: int) -> DayRange:
    return one(periods.week(today, offset).first + timedelta(days=value))


def _which_weekday(phrase: Phrase, offset: int, value: int) -> Said:
    today = phrase.scene.today
    coming = today + timedelta(days=(value - today.weekday() - 1) % 7 + 1)
    if offset < 0:
        return one(coming - timedelta(days=7 if value != today.weekday() else 14))
    if offset == 0:
        return one(today if value == today.weekday() else coming)
    later = _in_week(today, value, 1)
    if coming == later.first:
        return later
    return several(Day(coming), Day(later.first))


@rule
def _day_of_month(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "the 15th", "15th of next month"."""
    for value, middle in digits(phrase, index):
        for end in phrase.follow(middle, SUFFIXES):
            yield (DayOfMonth(value) if 1 <= value <= 31 else no_such_day(str(value))), end
            for start in phrase.past(end, "of"):
                for offset, which in WHICH.find(phrase, start):
                    for after in phrase.follow(which, ("month",)):
                        yield _within(value, periods.month(phrase.scene.today, offset)), after


def _within(day: int, span: DayRange) -> Said:
    if not 1 <= day <= civil.month_edge(span.first.year, span.first.month, Edge.END).day:
        return no_such_day(f"{day}/{span.first.month}/{span.first.year}")
    return one(span.first.replace(day=day))
