"""Days and months of the solar calendar, in digits and in words."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.dates import numerals
from scheduler.dates.reading.moon import LunarSaid
from scheduler.dates.reading.numbers import count, number
from scheduler.dates.reading.phrase import Found, Phrase, Table, rule
from scheduler.dates.reading.said import (
    DayOfMonth,
    Feast,
    Said,
    Yearly,
    in_year,
    solar_day,
    solar_month,
)
from scheduler.dates.reading.years import named_year_after, year_after

DAY_WORDS = ("ngày", "hôm", "ngày hôm", "bữa")
FIRST_TEN_WORDS = ("mùng", "mồng", "ngày mùng", "ngày mồng")
OCCASION_WORDS = ("dịp", "lễ", "dịp lễ", "ngày lễ", "nghỉ lễ", "kỷ niệm ngày")
MONTH_WORDS = ("tháng", "thg", "th")
LUNAR_MARKS = Table(dict.fromkeys(("âm lịch", "âm", "al", "âl", "ta", "lịch âm", "lịch ta")))
SOLAR_MARKS = Table(dict.fromkeys(("dương lịch", "dương", "dl", "tây", "lịch dương")))
# Day and month of the feasts of the moon that are called by their date alone: Giỗ Tổ, a day off, and Đoan Ngọ.
# Those of the first month are called "Tết" or "tháng Giêng".
FEASTS = ((10, 3), (5, 5))
LUNAR_MONTHS = Table(numerals.LUNAR_MONTHS)


@rule
def numeric(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """20/7, 05/7/2024, 15.7.2024, 30-9-24; day first, never month first; 2024-07-20 with the year first."""
    parts, signs, end = _chain(phrase, index)
    for length in range(2, len(parts) + 1):
        said = _from_parts(parts[:length], signs[: length - 1])
        if said:
            yield said, end - 2 * (len(parts) - length)


def _chain(phrase: Phrase, index: int) -> tuple[list[str], list[str], int]:
    """Up to three numbers joined by the same sign: their texts, the signs, the index after them."""
    parts: list[str] = []
    signs: list[str] = []
    while (token := phrase.token(index)) and token.is_number and len(token.text) <= 4:
        parts.append(token.text)
        index += 1
        sign = phrase.token(index)
        follower = phrase.token(index + 1)
        if len(parts) == 3 or not sign or not follower or not follower.is_number:
            break
        joined = sign.glued and follower.glued
        if sign.text not in ("/", "-", ".") or not (joined or sign.text == "/"):
            break
        if signs and sign.text != signs[0]:
            break
        signs.append(sign.text)
        index += 1
    return parts, signs, index


def _from_parts(parts: list[str], signs: list[str]) -> Said | None:
    lengths = tuple(len(part) for part in parts)
    values = tuple(int(part) for part in parts)
    if lengths[0] == 4 and len(parts) == 3 and max(lengths[1:]) <= 2:
        return solar_day(values[2], values[1], values[0])
    if max(lengths[:-1]) > 2:
        return None
    if len(parts) == 3:
        return _with_year(values, lengths[2])
    if lengths[1] == 4:
        possible = values[0] <= 12 or signs[0] == "/"
        return solar_month(values[0], values[1]) if possible else None
    # "15.30" or "15-20" is no date; "15/13" is one that does not exist.
    possible = lengths[1] <= 2 and (signs[0] == "/" or 1 <= values[1] <= 12)
    return solar_day(values[0], values[1]) if possible else None


def _with_year(values: tuple[int, ...], length: int) -> Yearly | None:
    if length not in (2, 4):
        return None
    return solar_day(values[0], values[1], values[2] + (2000 if length == 2 else 0))


@rule
def month_name(phrase: Phrase, index: int) -> Iterator[Found[int]]:
    """ "tháng 7", "tháng bảy", "thg 7", "th7": the number of the month, perhaps one that does not exist."""
    for start in phrase.follow(index, MONTH_WORDS):
        yield from ((month, end) for month, end in number(phrase, start) if month < 100)


@rule
def written(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "ngày 15 tháng 6", "mùng 2 tháng 9", "20 tháng 7"."""
    starts = {
        index,
        *(end for word in (*DAY_WORDS, *FIRST_TEN_WORDS) for end in _end(phrase, index, word)),
    }
    for start in sorted(starts):
        for day, middle in count(phrase, start):
            for month, end in month_name(phrase, middle):
                said = solar_day(day, month)
                yield _feast(said) if start in _first_tens(phrase, index) else said, end


def _first_tens(phrase: Phrase, index: int) -> list[int]:
    return [end for word in FIRST_TEN_WORDS for end in _end(phrase, index, word)]


def _feast(said: Said) -> Said:
    """What is written with "mùng", where that is the feast of the moon: either."""
    for day, month in FEASTS:
        if isinstance(said, Yearly) and said.name == f"{day}/{month}":
            return Feast(LunarSaid(month, day, said.year), said)
    return said


def _end(phrase: Phrase, index: int, text: str) -> Iterator[int]:
    end = phrase.after(index, text)
    if end is not None:
        yield end


@rule
def prefixed(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "ngày 20/7", "mùng 10/3"."""
    for word in (*DAY_WORDS, *FIRST_TEN_WORDS, *OCCASION_WORDS):
        for start in _end(phrase, index, word):
            for said, end in numeric(phrase, start):
                yield _feast(said) if word in FIRST_TEN_WORDS else said, end


@rule
def day_only(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "ngày 15", "mùng 5", "ngày 20 tới". One to nine in words need "mùng": "ngày một" is not said."""
    for words, smallest in ((DAY_WORDS, 10), (FIRST_TEN_WORDS, 1)):
        for word in words:
            for start in _end(phrase, index, word):
                yield from _day_only(phrase, start, smallest)


def _day_only(phrase: Phrase, start: int, smallest: int) -> Iterator[Found[Said]]:
    token = phrase.token(start)
    for day, end in number(phrase, start):
        if day < 100 and token and (token.is_number or day >= smallest):
            yield from (
                (DayOfMonth(day), after) for after in phrase.past(end, "tới", "này", "tới đây")
            )


@rule
def month(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """ "tháng 7"; "ngày tháng 02", where the day is left blank for the signer."""
    starts = {index, *_end(phrase, index, "ngày")}
    for start in sorted(starts):
        yield from ((solar_month(number), end) for number, end in month_name(phrase, start))


@rule
def solar(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """Any solar day or month, its year with it if said."""
    rules = (numeric, prefixed, written, month)
    for said, end in (found for one in rules for found in one(phrase, index)):
        yield said, end
        yield from with_year(phrase, said, end)
        plain = said.solar if isinstance(said, Feast) else said
        for _mark, marked in SOLAR_MARKS.find(phrase, end):
            yield plain, marked
            yield from with_year(phrase, plain, marked)
    yield from day_only(phrase, index)


def with_year(phrase: Phrase, said: Said, index: int) -> Iterator[Found[Said]]:
    """`said` with the year that follows it, if it has none yet."""
    if (isinstance(said, Yearly) and said.year is None) or isinstance(said, Feast):
        yield from (
            (said, end) for end in phrase.past(index, "này", "tới", "tới đây") if end > index
        )
        for year, end in year_after(phrase, index):
            if dated := in_year(said, year):
                yield dated, end


@rule
def lunar(phrase: Phrase, index: int) -> Iterator[Found[Said]]:
    """A date marked âm lịch, or with tháng Giêng, tháng Chạp, which are always lunar."""
    for said, end in [*_marked_dates(phrase, index), *_lunar_months(phrase, index)]:
        yield said, end
        yield from in_lunar_year(phrase, said, end)
    for day, month, given, end in _day_months(phrase, index):
        if given is None:
            years = named_year_after(phrase, end)
            yield from ((LunarSaid(month, day, of), after) for of, after in years)
    for _mark, start in LUNAR_MARKS.find(phrase, index):
        for day, month, given, end in _day_months(phrase, start):
            yield LunarSaid(month, day, given), end


def in_lunar_year(phrase: Phrase, said: LunarSaid, index: int) -> Iterator[Found[LunarSaid]]:
    """`said` with the year that follows it: in figures that of the sun, though some of its days lie beyond."""
    if said.year is None:
        yield from (
            (replace(said, year=of, by_sun=True), end) for of, end in year_after(phrase, index)
        )
        yield from ((replace(said, year=of), end) for of, end in named_year_after(phrase, index))


def _marked_dates(phrase: Phrase, index: int) -> Iterator[Found[LunarSaid]]:
    for day, month, year, end in _day_months(phrase, index):
        said = LunarSaid(month, day, year)
        yield from ((said, after) for _mark, after in LUNAR_MARKS.find(phrase, end))
        yield from leap(phrase, said, end)


def leap(phrase: Phrase, said: LunarSaid, index: int) -> Iterator[Found[LunarSaid]]:
    """The second month of a number, with or without a mark: "15/6 nhuận", "tháng 6 âm lịch nhuận"."""
    second = replace(said, leap=True)
    marks = [after for _mark, after in LUNAR_MARKS.find(phrase, index)]
    for end in phrase.follow(index, ("nhuận",)):
        after_mark = [(second, after) for _mark, after in LUNAR_MARKS.find(phrase, end)]
        yield from after_mark
        if said.month != 2:  # the second month of the sun has a leap day
            yield second, end
    yield from ((second, end) for mark in marks for end in phrase.follow(mark, ("nhuận",)))


def _day_months(phrase: Phrase, index: int) -> Iterator[tuple[int | None, int, int | None, int]]:
    starts = {
        index,
        *(end for word in (*DAY_WORDS, *FIRST_TEN_WORDS) for end in _end(phrase, index, word)),
    }
    for start in sorted(starts):
        for day, middle in count(phrase, start):
            for month, end in month_name(phrase, middle):
                yield day, month, None, end
                yield from ((day, month, year, after) for year, after in year_after(phrase, end))
        parts, _signs, end = _chain(phrase, start)
        if len(parts) >= 2 and len(parts[-1]) != 3 and max(map(len, parts[:2])) <= 2:
            year = int(parts[2]) if len(parts) == 3 else None
            yield int(parts[0]), int(parts[1]), year, end
    for month, end in month_name(phrase, index):
        yield None, month, None, end


def _lunar_months(phrase: Phrase, index: int) -> Iterator[Found[LunarSaid]]:
    starts: list[tuple[int | None, int]] = [(None, index)]
    for start in {
        index,
        *(e for w in (*DAY_WORDS, *FIRST_TEN_WORDS) for e in _end(phrase, index, w)),
    }:
        starts += count(phrase, start)
    for day, middle in starts:
        names = [*phrase.follow(middle, ("tháng",)), *([middle] if day is not None else [])]
        for month, end in (found for name in names for found in LUNAR_MONTHS.find(phrase, name)):
            for _mark, after in [(None, end), *LUNAR_MARKS.find(phrase, end)]:
                yield LunarSaid(month, day), after
