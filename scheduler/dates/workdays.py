"""Working days of Viet Nam: weekends, public holidays, yearly swaps. Values only; the files are read elsewhere."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType, ModuleType

WEEKS = ("public_sector", "enterprise")


@dataclass(frozen=True)
class YearOverride:
    """What the notice of one year changes: days off, weekend days worked instead, and the paper that says so."""

    year: int
    days_off: frozenset[date]
    working_days: frozenset[date]
    basis: str

    def __post_init__(self) -> None:
        if both := self.days_off & self.working_days:
            raise ValueError(f"both off and worked in {self.year}: {min(both)}")


class WorkCalendar:
    """Which days are worked, and arithmetic over them.

    `week` is "public_sector" (swaps and override files count) or "enterprise" (neither does: weekends
    and public holidays only). Public holidays are those of the Labour Code, art. 112, with days in lieu
    (art. 111(3)). Every year asked for is computed once and kept. Results beyond year 9999 raise OverflowError.
    """

    def __init__(
        self,
        overrides: Mapping[int, YearOverride] = MappingProxyType({}),
        *,
        week: str = "public_sector",
    ) -> None:
        if week not in WEEKS:
            raise ValueError(f"week is one of {WEEKS}, not {week!r}")
        self._announced = frozenset(overrides)
        self._swaps = week == "public_sector"
        given = overrides.values() if self._swaps else ()
        self._off = frozenset(day for override in given for day in override.days_off)
        self._worked = frozenset(day for override in given for day in override.working_days)
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
        """The n-th working day after `day`, which is itself not counted (Civil Code 2015 art. 147(1)).

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
        return year in self._announced or _recorded().is_recorded(year)

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
        recorded = _recorded()
        public = recorded.days_off(year)
        off = {day for day, name in public.items() if self._swaps or not recorded.is_swap(name)}
        worked = recorded.weekend_workdays(year) if self._swaps else set[date]()
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            normal = (day.weekday() < 5 or day in worked) and day not in off
            if day in self._worked or (normal and day not in self._off):
                yield day


def _recorded() -> ModuleType:
    from scheduler.dates import public_holidays  # noqa: PLC0415 - slow: kept off the start-up path

    return public_holidays
