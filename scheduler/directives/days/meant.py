"""Which days are meant by what a text names by the moon or by another year: the one that fits, or all that do."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from scheduler.dates.civil import add_months
from scheduler.dates.reading.solar import FEASTS
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Days, Point, Shape
from scheduler.directives.days.listed import with_shared_month
from scheduler.directives.days.moon import YEAR_OVERLAPS, Moon, spans_of
from scheduler.directives.days.stretches import leads_to_end

_LAST_QUARTER, _FIRST_QUARTER = 10, 3  # the month one begins in, the month the other ends in
# “20/01 (10 tháng Chạp)”, “15/8 âm lịch (tức ngày 17/9/2024)”: the same day by sun and moon.
_THE_SAME = re.compile(
    r",? ?\((?:(?:tức|nhằm|là|vào|ngày) ?)*|,? (?:tức|nhằm)(?: là| vào)?(?: ngày)? "
)
_MARKED = re.compile(r"\b(?:âm|âl|al|lịch)\b")
_AND = re.compile(r",? ?(?:và |hoặc )?(?:ngày )?")
# “Riêng năm 2025 gửi trước ngày 15/8”, “Từ năm 2025, báo cáo gửi trước …”: a year to come that the words name.
_YEAR_TO_COME = re.compile(
    r"\b(?P<word>riêng|từ|sang|trong|đối với)(?: đầu)? năm (?P<year>20\d\d)(?! ?[-–]|\d| đến)[^.;:\n]{0,90}$"
)
_NEAR = 110
_FIRST_TEN = re.compile(r"(?:ngày )?m[ùồ]ng ")


def days_meant(low: str, day_mentions: list[DayMention], calendar: Calendar) -> list[DayMention]:
    """The mentions with days of the sun. One that may be several days, or none, is UNSURE and holds them all.

    Of a stretch (“từ … đến …”) the end lies behind the beginning. What a year is counted from is the campaign's, or
    that of the beginning; a document of the year before may mean either.
    """
    found: list[DayMention] = []
    listed = with_shared_month(low, day_mentions, calendar)
    for mention in _named_once(low, listed, calendar):
        last = found[-1] if found else None
        begins = last if last and leads_to_end(low[last.end : mention.start]) else None
        if last and _shares_mark(low, last, mention):
            found[-1] = begins = _by_moon_or_sun(last, calendar)
        found.append(_meant(low, mention, calendar, begins))
        if begins and begins.moon:
            found[-2] = _ahead_of(begins, found[-1], calendar)
    return found


def _shares_mark(low: str, one: DayMention, other: DayMention) -> bool:
    """“từ ngày 10/3 đến ngày 15/3 âm lịch”: the mark behind the last day may be of the first one too."""
    if other.moon is None or one.moon or one.shape is not Shape.DAY or one.first.year:
        return False
    gap = low[one.end : other.start]
    together = leads_to_end(gap) or _AND.fullmatch(gap)
    return bool(together and _MARKED.search(low, other.start, other.end))


def _by_moon_or_sun(mention: DayMention, calendar: Calendar) -> DayMention:
    day, month, sun = mention.first.day, mention.first.month, calendar.last(mention)
    by_moon = days_of_moon(Moon(month, day, day), calendar) if day and month else []
    return _unsure(mention, [*by_moon, *([(sun, sun)] if sun else [])])


def _ahead_of(begins: DayMention, ends: DayMention, calendar: Calendar) -> DayMention:
    """“từ 23 tháng Chạp đến 30/6/2024”: the one that lies before the end, where it tells one apart."""
    last = calendar.last(ends)
    if last and not begins.either and _is_behind(begins, last, calendar):
        moon, year = begins.moon, ends.first.year
        known = [days for of in _years_around(last) for days in spans_of(moon, of)] if moon else []
        before = [days for days in known if days[0] <= last]
        return _on(begins, before[-1], calendar) if before and year else begins
    before = [days for days in begins.either if last and days[0] <= last]
    return _on(begins, before[0], calendar) if len(before) == 1 else begins


def _is_behind(begins: DayMention, last: date, calendar: Calendar) -> bool:
    """Whether a day of the moon, printed without a year, came out behind the end of its stretch."""
    first = calendar.first(begins)
    return bool(first and first > last and begins.moon and begins.moon.year is None)


def _named_once(
    low: str, day_mentions: list[DayMention], calendar: Calendar
) -> Iterator[DayMention]:
    """Without the second name of a day that is named by sun and by moon."""
    last: DayMention | None = None
    for mention in day_mentions:
        same = last and _THE_SAME.fullmatch(low, last.end, mention.start)
        if last and same and last.moon is None and last.shape is Shape.DAY and mention.moon:
            continue
        if last and same and last.moon and mention.moon is None and mention.shape is Shape.DAY:
            last = _both(low, last, mention, calendar)
            continue
        if last:
            yield last
        last = mention
    if last:
        yield last


def _both(low: str, one: DayMention, other: DayMention, calendar: Calendar) -> DayMention:
    """The printed day of the sun for both names; all of them where they are not the same day."""
    end = other.end + low.startswith(")", other.end)
    day = calendar.last(other)
    by_moon = [days for year in _years_around(day) if one.moon for days in spans_of(one.moon, year)]
    if day is None or (day, day) in by_moon:
        return replace(other, start=one.start, end=end)
    near = min(by_moon, key=lambda days: abs((days[0] - day).days), default=None)
    return _unsure(replace(one, end=end, moon=None), [(day, day), *([near] if near else [])])


def _years_around(day: date | None) -> range:
    return range(day.year - 1, day.year + 1) if day else range(0)


def _meant(
    low: str, mention: DayMention, calendar: Calendar, begins: DayMention | None
) -> DayMention:
    if mention.moon:
        options = _days_by_moon(mention, mention.moon, calendar, begins)
    elif mention.years_on is not None:
        return _of_another_year(mention, calendar, begins)
    elif _is_feast(low, mention):
        day = calendar.last(mention)
        number, month = mention.first.day or 0, mention.first.month or 0
        day_of_moon = days_of_moon(Moon(month, number, number, mention.first.year), calendar)
        return _unsure(mention, [*day_of_moon, *([(day, day)] if day else [])])
    else:
        return _of_year_to_come(low, mention, calendar) if begins is None else mention
    if len(options) == 1:
        return _on(mention, options[0], calendar)
    known = mention.moon and (mention.moon.year or _is_of_one_year(calendar))
    return (
        replace(mention, shape=Shape.NONE) if known and not options else _unsure(mention, options)
    )


def _of_year_to_come(low: str, mention: DayMention, calendar: Calendar) -> DayMention:
    """Without a year, behind words that name a later one: a day of either; in a campaign of several, of that one."""
    named = _YEAR_TO_COME.search(low, max(0, mention.start - _NEAR), mention.start)
    day = calendar.last(mention)
    if not named or day is None or mention.first.year or mention.shape is not Shape.DAY:
        return mention
    year, last_year = int(named["year"]), calendar.last_year
    if last_year is not None:
        of_it = named["word"] != "từ" and (calendar.year or year) <= year <= last_year
        return _in_year(mention, year) if of_it else mention
    if year <= day.year:
        return mention
    later = calendar.last(_in_year(mention, year))
    return _unsure(mention, [(one, one) for one in (day, later) if one])


def _is_of_one_year(calendar: Calendar) -> bool:
    return calendar.year is not None and calendar.last_year is None


def _is_feast(low: str, mention: DayMention) -> bool:
    """“mùng 10 tháng 3” is said of either calendar."""
    first = mention.first
    return bool(
        mention.shape is Shape.DAY
        and (first.day, first.month) in FEASTS
        and _FIRST_TEN.match(low, mention.start)
        and not low.startswith(" dương", mention.end)
    )


def days_of_moon(moon: Moon, calendar: Calendar) -> list[Days]:
    """All that fit, in order: of the year printed, else of the campaign's and still to come where some are."""
    if moon.year:
        found = [*spans_of(moon, moon.year)]
        if moon.loosely:
            before = spans_of(moon, moon.year - 1)
            found = [*(days for days in before if days[0].year == moon.year), *found]
        return _to_come(found, calendar)
    year = calendar.year
    if year is None or not _is_of_one_year(calendar):
        return []
    every = [(of, days) for of in range(year - 1, year + 2) for days in spans_of(moon, of)]
    fit = [days for of, days in every if _fits(of, days[0], calendar)]
    issued = calendar.issued
    if issued and issued.year == year - 1 and all(days[0].year > year for days in fit):
        fit = [*(days for of, days in every if of < year and days[0] >= issued), *fit]
    return _to_come(fit, calendar)


def _fits(of: int, first: date, calendar: Calendar) -> bool:
    """Within the campaign's year of the moon or of the sun; a text of its last quarter reaches into the next one."""
    year = calendar.year or 0
    if calendar.school:
        return date(year, 9, 1) <= first <= date(year + 1, 8, 31)
    issued = calendar.issued
    late = issued and issued.year == year and issued.month >= _LAST_QUARTER
    if late and first.year == year + 1 and first.month <= _FIRST_QUARTER:
        return True
    return year in (of, first.year)


def _to_come(options: list[Days], calendar: Calendar) -> list[Days]:
    issued = calendar.issued
    return [days for days in options if issued is None or days[1] >= issued] or options


def _behind(options: list[Days], first: date | None) -> list[Days]:
    """Those that end what begins `first`, where it tells one apart."""
    behind = [days for days in options if first and days[1] > first]
    return behind if len(behind) == 1 else options


def _days_by_moon(
    mention: DayMention, moon: Moon, calendar: Calendar, begins: DayMention | None
) -> list[Days]:
    """All that fit; “20 tháng Giêng năm sau” of the year after, the end of a stretch behind its beginning."""
    first = calendar.first(begins) if begins else None
    if mention.years_on and moon.year is None and mention.years_from != "học":
        return _behind(_of_next_moon(mention.years_on, moon, calendar, first), first)
    options = days_of_moon(moon, calendar)
    gone = first is not None and all(days[1] <= first for days in options)
    if first and gone and options and not moon.year and begins and begins.moon is None:
        return _to_end(moon, first, calendar)
    return _behind(options, first)


def _of_next_moon(on: int, moon: Moon, calendar: Calendar, first: date | None) -> list[Days]:
    """Counted from the year in which the stretch begins, else from the campaign's or the paper's."""
    years = {first.year} if first else {calendar.year} if _is_of_one_year(calendar) else set()
    issued = calendar.issued
    if issued and not first and not calendar.school and issued.year + 1 in years:
        years.add(issued.year)
    loosely = moon.month >= YEAR_OVERLAPS
    dated = [replace(moon, year=year + on, loosely=loosely) for year in sorted(filter(None, years))]
    return [*dict.fromkeys(days for one in dated for days in days_of_moon(one, calendar))]


def _to_end(moon: Moon, first: date, calendar: Calendar) -> list[Days]:
    """Those of the first year of the moon that end what begins on a day; of the year before too, where the paper is."""
    starts, issued = [first], calendar.issued
    sooner = add_months(first, -12)
    if issued and issued <= sooner and issued.year == sooner.year:
        starts.insert(0, sooner)
    found: list[Days] = []
    for start in starts:
        by_year = ([*spans_of(moon, start.year + on)] for on in (-1, 0, 1))
        found += next((ones for ones in by_year if ones and ones[0][0] > start), [])
    return found


def _on(mention: DayMention, days: Days, calendar: Calendar) -> DayMention:
    first, last = (Point(day.year, day.month, day.day) for day in days)
    shape = Shape.DAY if first == last else Shape.PART
    moon = mention.moon
    if moon and moon.year is None:
        later = [one for of in _years_around(days[1]) for one in spans_of(moon, of + 1)]
        again = next((one for one in later if one[0] > days[1]), None)
        return replace(mention, shape=shape, first=first, last=last, again=again, either=())
    return replace(mention, shape=shape, first=first, last=last, either=())


def _unsure(mention: DayMention, options: list[Days]) -> DayMention:
    nothing = Point()
    return replace(mention, shape=Shape.UNSURE, first=nothing, last=nothing, either=tuple(options))


def _of_another_year(
    mention: DayMention, calendar: Calendar, begins: DayMention | None
) -> DayMention:
    """“10/01 năm sau” is counted from the year of what it ends, else from the campaign's."""
    on = mention.years_on or 0
    printed = begins.first.year if begins else None
    if printed and (on > 0 or (on == 0 and begins and begins.years_on is None)):
        return _in_year(mention, printed + on)
    year, issued = calendar.year, calendar.issued
    if year is None or calendar.last_year is not None or (on == 0 and mention.years_from != "nay"):
        return mention
    if mention.years_from == "học":
        return _in_year(mention, (calendar.year_of(mention.first.month) or year) + on)
    years = [year + on]
    if issued and issued.year == year - 1 and begins is None and not calendar.school:
        years.insert(0, issued.year + on)
    if len(years) == 1:
        return _in_year(mention, years[0])
    dated = [_in_year(mention, one) for one in years]
    options = [(calendar.first(one), calendar.last(one)) for one in dated]
    return _unsure(mention, [(one, last) for one, last in options if one and last])


def _in_year(mention: DayMention, year: int) -> DayMention:
    first, last = (replace(point, year=year) for point in (mention.first, mention.last))
    return replace(mention, first=first, last=last)
