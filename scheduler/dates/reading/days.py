"""Every way to say a day or period, in one rule."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.dates import lunar as lunar_calendar
from scheduler.dates import say
from scheduler.dates.civil import Edge
from scheduler.dates.reading import edges, named, periods, solar, weekdays
from scheduler.dates.reading.moon import LunarSaid
from scheduler.dates.reading.numbers import number
from scheduler.dates.reading.phrase import Found, Phrase, rule
from scheduler.dates.reading.results import Ask
from scheduler.dates.reading.said import DayOfMonth, Said, agree, settle
from scheduler.dates.reading.spans import DayRange, by_moon, no_such_day, one
from scheduler.dates.reading.years import year
from scheduler.language import _

RULES = (
    solar.solar,
    solar.lunar,
    named.named,
    periods.relative,
    periods.numbered_quarter,
    periods.part_of_year,
    periods.ten_days,
    edges.edges,
    edges.working_days,
    weekdays.weekday,
    weekdays.short_month,
    weekdays.day_word,
)


@rule
def days(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """A day or a period, as it is said."""
    for one_rule in RULES:
        yield from one_rule(phrase, index)
    yield from day_of_relative_month(phrase, index)
    yield from lunar_day_only(phrase, index)
    yield from half_of_month(phrase, index)
    yield from dated_weekday(phrase, index)
    yield from two_edges(phrase, index)
    yield from week_of_month(phrase, index)
    blank = phrase.after(index, "ngày tháng")  # day and month left blank for the signer
    for value, end in year(phrase, blank) if blank is not None else ():
        yield DayRange(date(value, 1, 1), date(value, 12, 31)), end


@rule
def day_of_relative_month(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "ngày 20 tháng sau", "mùng 5 tháng này"; "ngày 31 tháng này" may not exist."""
    found = [*solar.day_only(phrase, index)]
    found += [(DayOfMonth(day), end) for day, end in number(phrase, index)]
    for said, middle in found:
        month = phrase.after(middle, "tháng")
        for which, end in periods.WHICH.find(phrase, month) if month is not None else ():
            span = periods.month(phrase.scene.today, which)
            if isinstance(said, DayOfMonth):
                yield _day_within(said.day, span), end


def _day_within(day: int, span: DayRange) -> Said:
    if not 1 <= day <= span.last.day:
        return no_such_day(say.numbered(day, span.first.month, span.first.year))
    return one(span.first.replace(day=day))


@rule
def lunar_day_only(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "rằm", "mùng 1 âm lịch": the next one, in whatever lunar month."""
    rams = [phrase.after(index, text) for text in ("rằm", "ngày rằm", "hôm rằm")]
    found = [(15, end) for end in rams if end is not None]
    bare = [(DayOfMonth(day), end) for day, end in number(phrase, index)]
    for said, middle in [*solar.day_only(phrase, index), *bare]:
        for _mark, end in solar.LUNAR_MARKS.find(phrase, middle):
            found += [(said.day, end)] if isinstance(said, DayOfMonth) else []
    for day, end in found:
        yield _next_lunar_day(phrase, day), end
        for after in phrase.follow(end, ("này", "tới", "tới đây")):
            yield _next_lunar_day(phrase, day), after
        for month in phrase.follow(end, ("tháng",)):
            for which, after in periods.WHICH.find(phrase, month):
                yield _of_lunar_month(phrase, day, which), after


def _of_lunar_month(phrase: Phrase, day: int, which: int) -> Said:
    """The day of the lunar month `which` months from the one today lies in."""
    first = phrase.scene.today
    for _month in range(abs(which)):
        first -= timedelta(days=lunar_calendar.from_solar(first).day - 1)
        first += timedelta(days=30 if which > 0 else -1)  # a day of the next month or the last
    first -= timedelta(days=lunar_calendar.from_solar(first).day - 1)
    found = first + timedelta(days=day - 1)
    exists = day >= 1 and lunar_calendar.from_solar(found).day == day
    return by_moon(found) if exists else no_such_day(f"{day} âm lịch")


def _next_lunar_day(phrase: Phrase, day: int) -> Said:
    coming = (phrase.scene.today + timedelta(days=n) for n in range(60))
    for solar_day in coming:
        if lunar_calendar.from_solar(solar_day).day == day:
            return by_moon(solar_day)
    return no_such_day(f"{day} âm lịch")


@rule
def half_of_month(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "nửa đầu tháng 7" (to the 15th), "nửa cuối tháng"; "10 ngày đầu tháng 7"."""
    lengths: list[tuple[int | None, int]] = []
    half = phrase.after(index, "nửa")
    if half is not None:
        lengths.append((None, half))
    for count, middle in number(phrase, index):
        after = phrase.after(middle, "ngày")
        if after is not None:
            lengths.append((count, after))
    for length, middle in lengths:
        for edge, start in periods.EDGES.find(phrase, middle):
            for span, end in periods.months_settled(phrase, start):
                yield _end_of_month(span, edge, length), end


def _end_of_month(span: DayRange, edge: Edge, length: int | None) -> Said:
    size = span.last.day
    if edge is Edge.MIDDLE or (length is not None and not 1 <= length <= size):
        return Ask(_("Đề nghị ghi rõ từ ngày nào đến ngày nào."))
    if edge is Edge.START:
        return DayRange(span.first, span.first.replace(day=length or 15))
    return DayRange(span.first.replace(day=16 if length is None else size - length + 1), span.last)


@rule
def week_of_month(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "tuần đầu tháng 7", "tuần cuối tháng": weeks and months do not begin together, so it is asked about."""
    for text in (
        "tuần đầu",
        "tuần đầu tiên của",
        "tuần cuối",
        "tuần cuối cùng của",
        "tuần thứ hai của",
    ):
        start = phrase.after(index, text)
        for _span, end in periods.months_settled(phrase, start) if start is not None else ():
            yield Ask(_("Đề nghị ghi rõ từ ngày nào đến ngày nào.")), end


@rule
def dated_weekday(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "thứ sáu, ngày 14/6", "14/6 (thứ sáu)": both must agree."""
    dates = (solar.solar, solar.lunar, named.named, day_of_relative_month, weekdays.day_word)
    for value, middle in weekdays.weekday_name(phrase, index):
        for said, end in (found for one_rule in dates for found in one_rule(phrase, middle)):
            if value < 7 and _is_day(said, phrase):
                yield agree(value, settle(said, phrase.scene)), end
    for said, middle in (found for one_rule in dates for found in one_rule(phrase, index)):
        for value, end in weekdays.weekday_name(phrase, middle):
            if value < 7 and _is_day(said, phrase):
                yield agree(value, settle(said, phrase.scene)), end


def _is_day(said: Said, phrase: Phrase) -> bool:
    if isinstance(said, LunarSaid) and said.day is None:
        return False
    span = settle(said, phrase.scene)
    return not isinstance(span, DayRange) or span.first == span.last


@rule
def two_edges(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "cuối tháng 6 đầu tháng 7": some day around there."""
    for _first, middle in edges.edges(phrase, index):
        for start in phrase.past(middle, "-", "hoặc", "hay"):
            for _second, end in edges.edges(phrase, start):
                yield Ask(_("Đề nghị ghi rõ ngày.")), end
