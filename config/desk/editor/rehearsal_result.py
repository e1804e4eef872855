"""What a rehearsal came to, as its page tells it: each thing with the address of the messages it is about."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.desk.editor.opened import Opened
from config.desk.editor.rehearsal_picture import Picture, draw
from scheduler.campaign.editing import rehearsal_work
from scheduler.dates import say
from scheduler.installation import Installation
from scheduler.store.tables import Work
from scheduler.words import rehearsal as words

SHOWN = 8  # of one kind of collision
NAMED = 60  # units


@dataclass(frozen=True)
class Linked:
    """A sentence, and where the messages it is about can be read."""

    url: str
    said: str


@dataclass(frozen=True)
class Some:
    """The first of several, and how many more there are."""

    first: tuple[Linked, ...]
    more: int = 0


@dataclass(frozen=True)
class Result:
    """All of it, in words. `months`: with the number of messages and its part of the most, of a hundred."""

    address: str
    said: str
    picture: Picture | None
    busiest: Linked | None
    busiest_day: Linked | None
    months: tuple[tuple[Linked, int, int], ...]
    crowded: Some
    deadlines: Some
    days_off: Some
    untold_peaks: tuple[str, ...]
    silent: tuple[str, ...]
    silent_more: int
    unreachable: Some

    @property
    def is_clear(self) -> bool:
        """Whether nothing falls together."""
        found = (self.crowded, self.deadlines, self.days_off)
        return not any(one.first for one in found) and not self.untold_peaks


def result_of(opened: Opened, row: Work, installation: Installation) -> Result:
    """Of a row that is done."""
    found: Mapping[str, Any] = json.loads(row.found)
    address = f"{opened.base}/dien-tap/{row.id}"
    counts = {date.fromisoformat(day): count for day, count in found["days"].items()}
    days = rehearsal_work.days_of_row(row)
    told = _Told(address)
    return Result(
        address=address,
        said=words.in_all(found["messages"], found["people"]),
        picture=draw(days, counts, installation.calendar) if counts else None,
        busiest=told.busiest(found["busiest"]),
        busiest_day=told.busiest_day(counts),
        months=tuple(told.months(counts)),
        crowded=_some(found["crowded"], told.crowded, found["crowded_in_all"]),
        deadlines=_some(found["deadlines"], told.deadlines),
        days_off=_some(found["days_off"], told.day_off),
        untold_peaks=tuple(found["untold_peaks"]),
        silent=tuple(found["silent"][:NAMED]),
        silent_more=max(len(found["silent"]) - NAMED, 0),
        unreachable=_some(found["unreachable"], told.unreachable, most=NAMED),
    )


@dataclass(frozen=True)
class _Told:
    address: str

    def of_day(self, day: date) -> str:
        return f"{self.address}?ngay={day}"

    def of_unit(self, unit: str) -> str:
        return f"{self.address}?don-vi={unit}"

    def busiest(self, found: Sequence[Any]) -> Linked | None:
        if not found:
            return None
        unit, name, post, count = found
        return Linked(self.of_unit(unit), words.busiest(name, post, count))

    def busiest_day(self, counts: Mapping[date, int]) -> Linked | None:
        if not counts:
            return None
        day = min(counts, key=lambda one: (-counts[one], one))
        return Linked(self.of_day(day), words.busiest_day(day, counts[day]))

    def months(self, counts: Mapping[date, int]) -> Iterable[tuple[Linked, int, int]]:
        sums = Counter[date]()
        for day, count in counts.items():
            sums[day.replace(day=1)] += count
        for month, count in sorted(sums.items()):
            url = f"{self.address}?ngay={month:%Y-%m}"
            yield Linked(url, say.say_month(month)), count, count * 100 // max(sums.values())

    def crowded(self, found: Sequence[Any]) -> Linked:
        day, unit, name, post, count = found
        on = date.fromisoformat(day)
        return Linked(f"{self.of_day(on)}&don-vi={unit}", words.crowded(on, name, post, count))

    def deadlines(self, found: Sequence[Any]) -> Linked:
        day, titles, units = found
        on = date.fromisoformat(day)
        return Linked("", words.several_due(on, titles, units))

    def day_off(self, found: Sequence[Any]) -> Linked:
        day, titles, count = found
        on = date.fromisoformat(day)
        return Linked(self.of_day(on) if count else "", words.on_day_off(on, titles, count))

    def unreachable(self, found: Sequence[Any]) -> Linked:
        unit, name, count = found
        return Linked(self.of_unit(unit), words.unreachable(name, count))


def _some(
    found: Sequence[Sequence[Any]],
    tell: Callable[[Sequence[Any]], Linked],
    count: int | None = None,
    *,
    most: int = SHOWN,
) -> Some:
    count = len(found) if count is None else count
    return Some(tuple(map(tell, found[:most])), max(count - most, 0))
