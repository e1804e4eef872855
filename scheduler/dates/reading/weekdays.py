"""Weekdays, with or without their week, and the words for days near today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from scheduler.dates import civil
from scheduler.dates.civil import Edge
from scheduler.dates.reading import periods
from scheduler.dates.reading.numbers import number
from scheduler.dates.reading.periods import UNITS, WHICH
from scheduler.dates.reading.phrase import Found, Phrase, Table, rule
from scheduler.dates.reading.results import Day, Invalid
from scheduler.dates.reading.said import Said, Weekday, solar_month
from scheduler.dates.reading.spans import DayRange, one, several
from scheduler.dates.reading.years import year_after
from scheduler.language import _

SUNDAYS = Table(dict.fromkeys(("chủ nhật", "chúa nhật", "chủ nhựt", "cn", "ngày chủ nhật"), 6))
THIS = ("này", "này đây")
COMING = ("tới", "tới đây", "sắp tới")  # "tới" of the day itself: the one that is coming
FOLLOWING = ("sau", "kế", "kế tiếp", "tiếp theo")
LAST = ("vừa rồi", "vừa qua", "rồi", "qua", "trước")

DAY_WORDS = Table(
    {
        "hôm nay": 0,
        "hnay": 0,
        "ngày hôm nay": 0,
        "bữa nay": 0,
        "ngày nay": 0,
        "hôm này": 0,
        "mai": 1,
        "ngày mai": 1,
        "hôm mai": 1,
        "bữa mai": 1,
        "sớm mai": 1,
        "ngày kia": 2,
        "ngày mốt": 2,
        "mốt": 2,
        "bữa mốt": 2,
        "ngày kìa": 3,
        "hôm qua": -1,
        "hqua": -1,
        "ngày hôm qua": -1,
        "bữa qua": -1,
        "ngày qua": -1,
        "hôm kia": -2,
        "ngày hôm kia": -2,
        "hôm kìa": -3,
    }
)
SAME_DAY = ("ngày này", "hôm nay", "ngày này vào", "đúng ngày này", "đúng hôm nay", "bằng ngày này")
NTH = Table(
    {
        "đầu tiên của": Edge.START,
        "đầu tiên": Edge.START,
        "đầu": Edge.START,
        "cuối": Edge.END,
        "cuối cùng của": Edge.END,
        "cuối cùng": Edge.END,
    }
)


@rule
def weekday_name(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """Monday is 0. "thứ 8" gives 7: there is no such weekday, and the caller says so."""
    yield from SUNDAYS.find(phrase, index)
    for start in phrase.past(index, "ngày"):
        middle = phrase.after(start, "thứ")
        for value, end in number(phrase, middle) if middle is not None else ():
            yield value - 2 if 2 <= value <= 7 else 7, end
    short = phrase.token(index)
    digit = phrase.token(index + 1)
    if short and short.text in ("t", "th") and digit and digit.glued and digit.text in "234567":
        yield int(digit.text) - 2, index + 2


@rule
def short_month(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "T8".."T12" are months, T2..T7 only with a year behind: "T7/2024"."""
    short, digit = phrase.token(index), phrase.token(index + 1)
    if not (short and short.text == "t" and digit and digit.glued and digit.is_number):
        return
    value = int(digit.text) if len(digit.text) <= 2 else 0
    if 8 <= value <= 12:
        yield solar_month(value), index + 2
    if 1 <= value <= 12:
        yield from ((solar_month(value, of), end) for of, end in year_after(phrase, index + 2))


@rule
def weekday(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "thứ sáu", "T6 tuần sau", "chủ nhật này", "tuần sau thứ 6", "thứ hai đầu tiên của tháng"."""
    for value, end in weekday_name(phrase, index):
        if value > 6:
            yield Invalid(_("Không có thứ này trong tuần.")), end
            continue
        said = Weekday(value)
        yield said, end
        yield from _with_week(phrase, said, end)
        yield from _last(phrase, said, end)
        yield from _nth(phrase, said, end)
    for offset, middle in week_offset(phrase, index):
        yield from ((Weekday(v, offset), end) for v, end in weekday_name(phrase, middle) if v < 7)


@rule
def week_offset(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "tuần này" 0, "tuần sau" 1, "của tuần tới" 1, "tuần sau nữa" 2, "tuần trước" -1."""
    for start in phrase.past(index, "của", "trong", "vào"):
        middle = phrase.after(start, "tuần")
        yield from WHICH.find(phrase, middle) if middle is not None else ()
        sang = phrase.after(start, "sang tuần")
        if sang is not None:
            yield 1, sang


def _with_week(phrase: Phrase, said: Weekday, index: int) -> Iterator[Found[Said]]:
    for start in phrase.past(index, "đầu" if said.weekday < 2 else "cuối"):
        yield from ((replace(said, week=offset), end) for offset, end in week_offset(phrase, start))
    for words, word in ((THIS, "này"), (COMING, "tới"), (FOLLOWING, "sau")):
        for end in (phrase.after(index, text) for text in words):
            if end is not None:
                yield replace(said, word=word), end


def _last(phrase: Phrase, said: Weekday, index: int) -> Iterator[Found[Said]]:
    today = phrase.scene.today
    for end in (phrase.after(index, text) for text in LAST):
        if end is not None:
            back = (today.weekday() - said.weekday - 1) % 7 + 1
            yield one(today - timedelta(days=back)), end


def _nth(phrase: Phrase, said: Weekday, index: int) -> Iterator[Found[Said]]:
    for edge, start in NTH.find(phrase, index):
        for span, end in periods.months_settled(phrase, start):
            found = nth_weekday(span, said.weekday, edge)
            if found < phrase.scene.today and end == start + 1:  # "tháng" alone
                following = periods.month(phrase.scene.today, 1)
                later = nth_weekday(following, said.weekday, edge)
                yield several(Day(found), Day(later)), end
            else:
                yield one(found), end


def nth_weekday(span: DayRange, weekday: int, edge: Edge) -> date:
    """The first or last such weekday within the span."""
    if edge is Edge.START:
        return span.first + timedelta(days=(weekday - span.first.weekday()) % 7)
    return span.last - timedelta(days=(span.last.weekday() - weekday) % 7)


@rule
def day_word(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "mai", "hôm qua", "ngày kia", "ngày này tuần sau"."""
    today = phrase.scene.today
    for offset, end in DAY_WORDS.find(phrase, index):
        yield one(today + timedelta(days=offset)), end
    for start in (phrase.after(index, text) for text in SAME_DAY):
        for unit, middle in UNITS.find(phrase, start) if start is not None else ():
            for which, end in WHICH.find(phrase, middle):
                yield one(_same_day(phrase, unit, which)), end


def _same_day(phrase: Phrase, unit: object, which: int) -> date:
    today = phrase.scene.today
    if unit is periods.week:
        return today + timedelta(days=7 * which)
    months = {periods.month: 1, periods.quarter: 3, periods.whole_year: 12}
    return civil.add_months(today, months.get(unit, 12) * which)  # type: ignore[call-overload]
