"""Days as places along a year, and things with their names put beside each other so that none covers another. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

NARROWEST = 860  # pixels of the narrowest screen the year is drawn across on
LETTER = 7.6 * 100 / NARROWEST  # percent a letter may take there, of a wide face at 12 px
THINNEST = 0.8  # percent of the year a bar takes at least, to be seen
GAP = 1.0  # percent between a name and what comes after it


class Scale:
    """A year from its first day on; places are percent of it, days of other years at its edges."""

    def __init__(self, first: date) -> None:
        self._first = first
        self._days = (date(first.year + 1, 1, 1) - first).days

    @property
    def months(self) -> list[date]:
        """The first day of each."""
        return [self._first.replace(month=month) for month in range(1, 13)]

    def last_of(self, month: date) -> date:
        """The last day of the month that begins so."""
        return month.replace(day=monthrange(month.year, month.month)[1])

    def touches(self, first: date, last: date) -> bool:
        """Whether any of those days is in the year."""
        return first.year <= self._first.year <= last.year

    def within(self, day: date) -> date:
        """The day, or the first of the year where it was before."""
        return max(day, self._first)

    def x(self, day: date) -> float:
        """Where the day begins."""
        return self._place((day - self._first).days)

    def end(self, day: date) -> float:
        """Where the day ends."""
        return self._place((day - self._first).days + 1)

    def stretch(self, first: date, last: date) -> tuple[float, float]:
        """From where to where the days last, wide enough to be seen."""
        start = min(self.x(first), 100 - THINNEST)
        return start, max(self.end(last), start + THINNEST)

    def _place(self, days: int) -> float:
        return round(min(max(days, 0), self._days) * 100 / self._days, 2)


@dataclass(frozen=True)
class Spot:
    """A lane, counted from 0, and where the name of the thing begins, or `ends`."""

    lane: int
    x: float
    ends: bool


def put(places: Sequence[tuple[float, float]], letters: Sequence[int]) -> list[Spot]:
    """Spots for things from one place to another whose names have so many letters.

    A name begins where its thing does; where it would go beyond the year, it ends where its thing does.
    """
    spots, taken = [], []
    for (start, end), count in zip(places, letters, strict=True):
        width = count * LETTER
        beyond = start + width > 100
        left, right = (
            (max(end, width) - width, max(end, width)) if beyond else (start, start + width)
        )
        spots.append((right if beyond else left, beyond))
        taken.append((min(start, left), max(end, right + GAP)))
    return [Spot(lane, *spot) for lane, spot in zip(lanes_of(taken), spots, strict=True)]


def lanes_of(taken: Sequence[tuple[float, float]]) -> list[int]:
    """For each stretch the first lane that is free, so that none in a lane covers another; they may touch."""
    ends: list[float] = []
    lanes = [0] * len(taken)
    for n in sorted(range(len(taken)), key=lambda n: taken[n]):
        start, end = taken[n]
        free = [lane for lane, busy in enumerate(ends) if busy <= start]
        lane = free[0] if free else len(ends)
        ends[lane : lane + 1] = [end]
        lanes[n] = lane
    return lanes
