"""Working days of Viet Nam: weekends, public holidays, yearly swaps. Values only; the files are read elsewhere.

The days off of the Labour Code 2019, art. 112; days in lieu of those on a weekly day off, art. 111(3); the swaps of the
yearly notices. A term counted in days leaves out its first day (Civil Code 2015 art. 147(2); after an event, the day of
the event, art. 147(3)) and ends at 24:00 of its last, or of the next working day (art. 148(5), (6)).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType, ModuleType

WEEKS = ("public_sector", "enterprise", "six_day")
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6
_TET_DAYS = 5  # Labour Code art. 112(1)(b)


class DayKind(StrEnum):
    """Why a day is not worked, or why one of a weekend is."""

    HOLIDAY = "holiday"  # by law
    IN_LIEU = "in_lieu"  # of one on a weekly day off
    ACT = "act"  # by an act that somebody entered
    SWAP_OFF = "swap_off"  # in exchange for a weekend day
    SWAP_WORKED = "swap_worked"  # that weekend day
    UNCONFIRMED = "unconfirmed"  # worked, until somebody enters the act that makes it a day off


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not what its weekday says, or may not be. `basis` is what a person entered; else empty.

    `exchanged_for` is the weekend day worked in its place, where that is recorded; such a day has no name of its own.
    """

    on: date
    kind: DayKind
    name: str = ""
    basis: str = ""
    exchanged_for: date | None = None


@dataclass(frozen=True)
class YearOverride:
    """What the notice of one year changes: days off, weekend days worked instead, and the paper that says so.

    `acts` are public holidays of everybody, whatever their week, by the act that makes them so. Without a `basis` these
    are all it holds, and the notice of the year is not known.
    """

    year: int
    days_off: frozenset[date]
    working_days: frozenset[date]
    basis: str
    acts: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if both := self.days_off & self.working_days:
            raise ValueError(f"both off and worked in {self.year}: {min(both)}")

    def added_to(self, brought: "YearOverride | None") -> "YearOverride":
        """The year as an office has it: with a notice of its own in place of what was `brought`, else beside it."""
        if brought is None or self.basis:
            return self
        return YearOverride(
            self.year,
            brought.days_off,
            brought.working_days,
            brought.basis,
            {**brought.acts, **self.acts},
        )


class WorkCalendar:
    """Which days are worked, and arithmetic over them.

    `week` is "public_sector" (swaps and override files count), "enterprise" (neither does: weekends and public holidays
    only) or "six_day" (the same with Saturdays worked, so that only a Sunday gives a day in lieu). A day announced as a
    public holiday is worked until somebody enters the act that makes it one, from that year on; `supposed` counts it
    as a day off all the same. Every year asked for is computed once and kept. Results beyond year 9999 raise
    OverflowError.
    """

    def __init__(
        self,
        overrides: Mapping[int, YearOverride] = MappingProxyType({}),
        *,
        week: str = "public_sector",
        supposed: bool = False,
    ) -> None:
        if week not in WEEKS:
            raise ValueError(f"week is one of {WEEKS}, not {week!r}")
        self.week = week
        self._overrides = overrides
        self._supposed = supposed
        self._swaps = week == "public_sector"
        self._weekly = 6 if week == "six_day" else 5  # days worked a week
        given = overrides.values() if self._swaps else ()
        self._off = frozenset(day for override in given for day in override.days_off)
        self._worked = frozenset(day for override in given for day in override.working_days)
        self._acts = {day: act for one in overrides.values() for day, act in one.acts.items()}
        self._years: dict[int, tuple[date, ...]] = {}
        self._sets: dict[int, frozenset[date]] = {}

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        found = self._sets.get(day.year)
        if found is None:
            found = self._sets[day.year] = frozenset(self._days(day.year))
        return day in found

    def roll_forward(self, day: date) -> date:
        """`day` if worked, else the next working day: a term ending on a day off (Civil Code 2015 art. 148(5))."""
        return day if self.is_working(day) else self.add(day, 1)

    def roll_back(self, day: date) -> date:
        """`day` if worked, else the working day before it: a reminder must not come after its moment."""
        return day if self.is_working(day) else self.add(day, -1)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which is itself not counted (Civil Code 2015 art. 147(2), (3)).

        A negative `n` goes back in the same way; 0 returns `day` itself, worked or not.
        """
        if n == 0:
            return day
        year, days = day.year, self._days(day.year)
        index = bisect_right(days, day) + n - 1 if n > 0 else bisect_left(days, day) + n
        while index >= len(days):
            index -= len(days)
            year, days = year + 1, self._days(year + 1)
        while index < 0:
            year, days = year - 1, self._days(year - 1)
            index += len(days)
        return days[index]

    def count(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative when `last` is before `first`.

        `count(a, add(a, n)) == n` for every n.
        """
        if last < first:
            return self._before(last) - self._before(first) - self._between(last.year, first.year)
        return self._upto(last) - self._upto(first) + self._between(first.year, last.year)

    def is_announced(self, year: int) -> bool:
        """Whether the notice of days off for `year` is known: an override exists, or the holidays package
        records its swaps. Otherwise the days of `year` follow from the law alone and may still change."""
        return bool(self.basis_of(year)) or _recorded().is_recorded(year)

    def basis_of(self, year: int) -> str:
        """The notice of days off for `year` that somebody entered; empty where none was."""
        return self._overrides[year].basis if year in self._overrides else ""

    def unconfirmed(self, year: int) -> tuple[date, ...]:
        """Days of `year` that may become public holidays: announced, while no act that makes them so was entered."""
        return tuple(day for day in _recorded().announced(year) if self._act_for(day) is None)

    def supposing(self) -> "WorkCalendar":
        """The same, were the days nobody confirmed days off."""
        return WorkCalendar(self._overrides, week=self.week, supposed=True)

    def special_days(self, year: int) -> tuple[SpecialDay, ...]:
        """The days of `year` that are not what their weekday says, or may not be, in their order."""
        recorded, public = _recorded(), self._public(year)
        names = recorded.days_off(year)
        lieu, law = DayKind.IN_LIEU, DayKind.HOLIDAY
        found = {
            day: SpecialDay(day, lieu if recorded.is_in_lieu(name) else law, name)
            for day, name in public.items()
        }
        found |= {
            day: SpecialDay(day, DayKind.ACT, names.get(day, ""), act)
            for day in {*public, *self._acts}
            if day.year == year and (act := self._act_for(day))
        }
        basis = self.basis_of(year)
        swapped = {day for day, name in public.items() if recorded.is_swap(name)}
        for day in swapped | {day for day in self._off if day.year == year}:
            name = names.get(day, "")
            other = recorded.exchanged_for(name)
            own = "" if other else name
            found[day] = SpecialDay(day, DayKind.SWAP_OFF, own, basis, exchanged_for=other)
        for day in self._worked | (recorded.weekend_workdays(year) if self._swaps else set()):
            if day.year == year:
                found[day] = SpecialDay(day, DayKind.SWAP_WORKED, "", basis)
        for day in self.unconfirmed(year):
            found[day] = SpecialDay(day, DayKind.UNCONFIRMED, names[day])
        return tuple(found[day] for day in sorted(found))

    def _act_for(self, day: date) -> str | None:
        """The act that makes `day` a public holiday: of that very day, or of the same one of an earlier year."""
        told = _recorded().announced(day.year).get(day)
        if told is None:
            return self._acts.get(day)
        of_day = [one for one in self._acts if (one.month, one.day) == (told.month, told.day)]
        known = [one for one in sorted(of_day) if one <= told]
        return self._acts[known[-1]] if known else None

    def _public(self, year: int) -> dict[date, str]:
        """Days off by law and their names, in this week; swaps too where they count."""
        recorded = _recorded()
        found: dict[date, str] = recorded.days_off(year)
        if not self._swaps:
            found = {day: name for day, name in found.items() if not recorded.is_swap(name)}
        unsure = () if self._supposed else self.unconfirmed(year)
        found = {day: name for day, name in found.items() if day not in unsure}
        return found if self._weekly < 6 else _without_saturdays_in_lieu(found)

    def _upto(self, day: date) -> int:
        return bisect_right(self._days(day.year), day)

    def _before(self, day: date) -> int:
        return bisect_left(self._days(day.year), day)

    def _between(self, first: int, last: int) -> int:
        return sum(len(self._days(year)) for year in range(first, last))

    def _days(self, year: int) -> tuple[date, ...]:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = tuple(self._compute(year))
        return found

    def _compute(self, year: int) -> Iterator[date]:
        if not date.min.year <= year <= date.max.year:
            raise OverflowError(f"no calendar for the year {year}")
        off = {*self._public(year), *self._acts}
        worked = _recorded().weekend_workdays(year) if self._swaps else set[date]()
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            normal = (day.weekday() < self._weekly or day in worked) and day not in off
            if day in self._worked or (normal and day not in self._off):
                yield day


def is_weekend(day: date) -> bool:
    """Whether `day` is a Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


def is_worked_anyway(day: date) -> bool:
    """Whether `day` is one of Monday to Friday that no law makes a day off, nor may make one yet."""
    return not is_weekend(day) and WorkCalendar(supposed=True).is_working(day)


def _without_saturdays_in_lieu(off: Mapping[date, str]) -> dict[date, str]:
    """Days off where Saturdays are worked: one that falls on a Saturday gives no day in lieu (Labour Code art. 111(3)).

    Those in lieu stand last in a row of days off, of which a Sunday is one; Tết has five days besides its Sunday.
    """
    rows: list[list[date]] = []
    for day in sorted(off):
        gap = (day - rows[-1][-1]).days if rows else 0
        if rows and (gap == 1 or (gap == 2 and day.weekday() == _MONDAY)):
            rows[-1].append(day)
        else:
            rows.append([day])
    recorded = _recorded()
    feast = [day for day in sorted(off) if recorded.is_tet(off[day]) and day.weekday() != _SUNDAY]
    worked = set(feast[_TET_DAYS:])
    for row in rows:
        saturdays = sum(day.weekday() == _SATURDAY and day not in feast for day in row)
        in_lieu = [day for day in row if recorded.is_in_lieu(off[day])]
        worked.update(in_lieu[max(len(in_lieu) - saturdays, 0) :])
    return {day: name for day, name in off.items() if day not in worked}


def _recorded() -> ModuleType:
    from scheduler.dates import public_holidays  # noqa: PLC0415 - slow: kept off the start-up path

    return public_holidays
