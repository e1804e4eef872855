"""From one day to another: "từ 15/6 đến 20/6", "15-20/6", "từ nay đến hết tháng", "giai đoạn 2021-2025"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.dates.reading import periods
from scheduler.dates.reading.clock import PARTS, ClockTime, clock, on_day, part_of_clock
from scheduler.dates.reading.days import days
from scheduler.dates.reading.eras import JOINTS, eras
from scheduler.dates.reading.moments import moment
from scheduler.dates.reading.moon import LunarSaid
from scheduler.dates.reading.numbers import ROMAN_NUMERALS, count, number
from scheduler.dates.reading.phrase import Found, Phrase, Scene, joined, rule
from scheduler.dates.reading.results import Ask, Day, Instant, Interval, Invalid, Reading
from scheduler.dates.reading.said import DayOfMonth, Said, Weekday, Yearly, settle, solar_month
from scheduler.dates.reading.solar import LUNAR_MARKS, SOLAR_MARKS
from scheduler.dates.reading.spans import DayRange, one
from scheduler.dates.reading.years import year_after
from scheduler.language import _

OPENINGS = (
    "từ",
    "tuần từ",
    "đợt từ",
    "giai đoạn từ",
    "thời gian từ",
    "từ ngày",
    "kể từ",
    "bắt đầu từ",
    "trong khoảng từ",
    "khoảng từ",
    "trong thời gian từ",
    "trong",
)
ENDS = ("đến hết", "tới hết", "cho đến hết")
NOW = ("nay", "giờ", "bây giờ", "hôm nay", "lúc này", "ngay bây giờ")


@rule
def ranges(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """Any stretch with both ends said."""
    for start in phrase.past(index, *OPENINGS):
        bare = start > index or phrase.after(start, "ngày") is not None
        for first, middle in _firsts(phrase, start):
            yield from _from(phrase, first, middle, bare=bare)
        yield from _numbered(phrase, start)
        yield from _hours(phrase, start)
        yield from _moments(phrase, start)
    yield from eras(phrase, index)
    yield from _side_by_side(phrase, index)


def _side_by_side(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "tháng 7 và tháng 8", "quý III và quý IV": periods of which the second follows the first."""
    for first, last, end in joined(phrase, days(phrase, index), ("và", "-"), days):
        begin, until = settle(first, phrase.scene), settle(last, phrase.scene)
        if not (isinstance(begin, DayRange) and isinstance(until, DayRange)):
            continue
        periods_both = begin.first < begin.last and until.first < until.last
        if periods_both and until.first == begin.last + timedelta(days=1):
            yield Interval(begin.first, until.last), end


def _from(phrase: Phrase, first: Said, index: int, *, bare: bool) -> Iterator[Found[Reading]]:
    for last, end in _lasts(phrase, index, bare=bare):
        found = between(first, last, phrase.scene)
        if isinstance(last, LunarSaid) and (moon := _by_moon(phrase, (index, end), first, last)):
            either = found, between(moon, last, phrase.scene)
            spans = tuple(span for span in reversed(either) if isinstance(span, Interval))
            found = Ask(_("Ngày đầu theo âm lịch hay dương lịch?"), spans)
        if found and not _is_dashed_date(phrase, index, first, last):
            yield found, end


def _by_moon(
    phrase: Phrase, span: tuple[int, int], first: Said, last: LunarSaid
) -> LunarSaid | None:
    """ "từ 1/8 đến 15/8 âm lịch": what is said of the end, which stands in `span`, may be said of the beginning too."""
    start, end = span
    lunar_year = last.year is not None and not last.by_sun
    by_moon = lunar_year or any(list(LUNAR_MARKS.find(phrase, at)) for at in range(start, end))
    marks = (mark for at in (1, 2) for mark in SOLAR_MARKS.find(phrase, max(start - at, 0)))
    told = re.fullmatch(r"(\d+)/(\d+)", first.name) if isinstance(first, Yearly) else None
    if told is None or not by_moon or any(after == start for _mark, after in marks):
        return None
    return replace(last, day=int(told[1]), month=int(told[2]))


@rule
def _bare_day(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    yield from ((DayOfMonth(day), end) for day, end in count(phrase, index) if 1 <= day <= 31)


def _is_dashed_date(phrase: Phrase, index: int, first: Said, last: Said) -> bool:
    """Whether "ngày 20-7" can only be the 20th of July: no one writes a range backwards."""
    if not (isinstance(first, DayOfMonth) and isinstance(last, DayOfMonth)):
        return False
    sign = phrase.token(index)
    return sign is not None and sign.text == "-" and first.day >= last.day


def _firsts(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    yield from days(phrase, index)
    start = phrase.after(index, "ngày")
    for place in (index, start):
        yield from _bare_day(phrase, place) if place is not None else ()
    for text in NOW:
        end = phrase.after(index, text)
        if end is not None:
            yield one(phrase.scene.today), end


def _lasts(phrase: Phrase, index: int, *, bare: bool) -> Iterator[Found[Said]]:
    for text in JOINTS:
        start = phrase.after(index, text)
        if start is None:
            continue
        yield from days(phrase, start)
        whole_year = text in ENDS and phrase.after(start, "năm") is not None
        yield from _bare_day(phrase, start) if bare and not whole_year else ()
        for now in NOW[:3]:
            end = phrase.after(start, now)
            if end is not None and text in ("đến", "tới", "cho đến"):
                yield one(phrase.scene.today), end
        if text in ENDS:
            yield from periods.current(phrase, start)


def between(first: Said, last: Said, scene: Scene) -> Interval | Ask | Invalid | None:
    """The stretch from `first` to `last`: what one of them leaves unsaid is taken from the other.

    Without years the end is the next to come and the beginning the latest before it, so that a stretch
    going on now is read as such.
    """
    if isinstance(first, DayOfMonth):
        beginning = _same_month(first, last, scene)
        if beginning is None:
            return None
        first = beginning
    if isinstance(last, Weekday) and last.week is None:
        last = _weekday_after(first, last, scene)
    elif isinstance(first, Weekday) and isinstance(last, Weekday) and first.week is None:
        shared = replace(first, week=last.week)
        first = shared if shared.weekday <= last.weekday else first
    end = _end(first, last, scene)
    begin = _before_end(_beginning(first, end, scene), end)
    for edge in (end, begin):
        if not isinstance(edge, DayRange):
            return edge
    assert isinstance(begin, DayRange) and isinstance(end, DayRange), "both were looked at"
    if begin.first > end.last or _goes_back(first, begin, end):
        return Ask(_("Ngày đầu đứng sau ngày cuối, đề nghị ghi lại."))
    return Interval(begin.first, end.last)


def _goes_back(first: Said, begin: DayRange, end: DayRange) -> bool:
    """ "từ 20/6 đến 15/6": rather a slip than a stretch of nearly a year."""
    undated = isinstance(first, Yearly) and first.year is None and begin.first == begin.last
    nearly_a_year = (end.last - begin.first).days > 330 and begin.first.month == end.last.month
    return undated and end.first == end.last and nearly_a_year


def _same_month(first: DayOfMonth, last: Said, scene: Scene) -> Said | None:
    if isinstance(last, LunarSaid):
        return replace(last, day=first.day)
    end = settle(last, scene)
    if not isinstance(end, DayRange):
        return end
    if end.first != end.last:
        return None
    if first.day <= end.last.day:
        return one(end.last.replace(day=first.day))
    previous = end.last.replace(day=1) - timedelta(days=1)
    if not isinstance(last, DayOfMonth) or first.day > previous.day:
        return Ask(_("Ngày đầu đứng sau ngày cuối, đề nghị ghi lại."))
    return one(previous.replace(day=first.day))


def _weekday_after(first: Said, last: Weekday, scene: Scene) -> Said:
    begin = settle(first, scene)
    if not isinstance(begin, DayRange):
        return begin
    return one(begin.last + timedelta(days=(last.weekday - begin.last.weekday()) % 7))


def _end(first: Said, last: Said, scene: Scene) -> DayRange | Ask | Invalid:
    dated = isinstance(first, Yearly) and first.year is not None
    if isinstance(last, Yearly) and last.year is None and isinstance(first, Yearly) and dated:
        begin = settle(first, scene)
        assert first.year is not None, "it is dated"
        for year in (first.year, first.year + 1):
            end = last.make(year)
            if (
                isinstance(begin, DayRange)
                and isinstance(end, DayRange)
                and end.last >= begin.first
            ):
                return end
    return settle(last, scene)


def _beginning(
    first: Said, end: DayRange | Ask | Invalid, scene: Scene
) -> DayRange | Ask | Invalid:
    if not (isinstance(first, Yearly) and first.year is None and isinstance(end, DayRange)):
        return settle(first, scene)
    for year in (end.last.year, end.last.year - 1):
        begin = first.make(year)
        if isinstance(begin, Invalid) or begin.first <= end.last:
            return begin
    return settle(first, scene)


def _before_end(
    begin: DayRange | Ask | Invalid, end: DayRange | Ask | Invalid
) -> DayRange | Ask | Invalid:
    """Of several days a beginning may be, the only one that lies before the end: "từ đầu năm đến nay"."""
    if not isinstance(begin, Ask) or not isinstance(end, DayRange):
        return begin
    found = [one.on for one in begin.alternatives if isinstance(one, Day) and one.on <= end.last]
    return one(found[0]) if len(found) == 1 else begin


def _numbered(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "tháng 7-9/2024", "quý I - III": the word said once."""
    month = phrase.after(index, "tháng")
    pairs: list[tuple[Yearly, Yearly, int]] = []
    for first, middle in number(phrase, month) if month is not None else ():
        pairs += [(solar_month(first), solar_month(n), end) for n, end in _joined(phrase, middle)]
    for first, middle in periods.quarter_number(phrase, index):
        pairs += [
            (periods.quarter_of(first), periods.quarter_of(n), e)
            for n, e in _quarters(phrase, middle)
        ]
    for begin, last, end in pairs:
        for year, after in [(None, end), *year_after(phrase, end)]:
            found = between(begin, replace(last, year=year), phrase.scene)
            yield from [(found, after)] if found else []


def _joined(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    for text in JOINTS:
        start = phrase.after(index, text)
        if start is not None and (text not in ENDS or phrase.after(start, "năm") is None):
            yield from number(phrase, start)  # "đến hết năm" ends with the year, not with May


def _quarters(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    yield from _joined(phrase, index)
    for text in JOINTS:
        start = phrase.after(index, text)
        yield from ROMAN_NUMERALS.find(phrase, start) if start is not None else ()


def _hours(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "8h - 10h sáng mai", "từ 8h đến 10h30 ngày 20/6": the first hour on the day of the second."""
    for said, middle in clock(phrase, index):
        for text in JOINTS:
            start = phrase.after(middle, text)
            for last, end in moment(phrase, start) if start is not None else ():
                yield (
                    (_hours_until(said, last, phrase.scene) if isinstance(last, Instant) else last),
                    end,
                )


def _moments(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "từ 8h thứ hai đến 17h thứ sáu": both with their day."""
    dayless = {end for _said, middle in clock(phrase, index) for end in _parts(phrase, middle)}
    firsts = [(first, middle) for first, middle in moment(phrase, index) if middle not in dayless]
    for first, last, end in joined(phrase, firsts, JOINTS, moment):
        if isinstance(first, Instant) and isinstance(last, Instant):
            yield _from_to(first, last), end


def _from_to(first: Instant, last: Instant) -> Reading:
    if first.at < last.at:
        return Interval(first.at, last.at)
    return Ask(_("Giờ đầu đứng sau giờ cuối, đề nghị ghi lại."))


def _parts(phrase: Phrase, index: int) -> Iterator[int]:
    yield index
    yield from (end for _part, end in PARTS.find(phrase, index))


def _hours_until(said: ClockTime, last: Instant, scene: Scene) -> Reading:
    day, part = last.at.date(), part_of_clock(last.at.hour)
    shifted = on_day(said, part if said.hour <= 12 else None, day, scene)
    plain = on_day(replace(said, literal=True), None, day, scene)
    found = [at.at for at in (shifted, plain) if isinstance(at, Instant) and at.at < last.at]
    if len(set(found)) != 1:
        begins: tuple[datetime, ...] = tuple(dict.fromkeys(found))
        return Ask(_("Từ mấy giờ?"), tuple(Interval(begin, last.at) for begin in begins))
    return Interval(found[0], last.at)
