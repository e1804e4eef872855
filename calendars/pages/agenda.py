"""Entries as people read them on a page: a list in pages, a month of weeks. Pure."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from calendars.entry import Entry, Kind
from calendars.words import (
    STILL_OWED,
    categories_of,
    description_of,
    practice_of,
    receiver_of,
    title_of,
)
from scheduler.dates import civil
from scheduler.dates.say import say_clock, say_moment, say_span
from scheduler.states import State
from scheduler.text import clean, one_line
from scheduler.words.entry import untitled

PER_PAGE = 40
PER_DAY = 4
URGENT = ("late", "open", "done", "off")


@dataclass(frozen=True)
class Item:
    """One entry in the language spoken here. Both days are within; `clock` is empty for a whole day."""

    first_on: date
    last_on: date
    clock: str
    title: str
    when: str
    kind: Kind
    word: str  # what it is, for a person
    mark: str  # how it stands: done, late, off, open
    details: tuple[str, ...]
    to: str
    link: str
    practice: str = ""  # that its clock is not when it is late

    @property
    def lasts(self) -> bool:
        """Whether it is longer than a day."""
        return self.last_on > self.first_on


@dataclass(frozen=True)
class Page:
    """Part `number` of `count` of a list, numbered from 1, by month."""

    number: int
    count: int
    months: tuple[tuple[date, tuple[Item, ...]], ...]


@dataclass(frozen=True)
class Day:
    """A day of a month page, with what falls on it alone, in order; `more` items, less urgent, did not fit."""

    on: date
    within: bool
    items: tuple[Item, ...]
    more: int


@dataclass(frozen=True)
class Month:
    """A month from Monday to Sunday, and what lasts longer than a day within it."""

    first_on: date
    weeks: tuple[tuple[Day, ...], ...]
    lasting: tuple[Item, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all falls into it."""
        return not self.lasting and not any(day.items for week in self.weeks for day in week)

    @property
    def before(self) -> date:
        """First day of the month before."""
        year, month = divmod(self.first_on.year * 12 + self.first_on.month - 2, 12)
        return date(year, month + 1, 1)

    @property
    def after(self) -> date:
        """First day of the month after."""
        year, month = divmod(self.first_on.year * 12 + self.first_on.month, 12)
        return date(year, month + 1, 1)


def items_of(entries: Iterable[Entry]) -> list[Item]:
    """The entries as items, by first day, the longest first, then by time."""
    items = [item_of(entry) for entry in entries]
    return sorted(items, key=lambda i: (i.first_on, -i.last_on.toordinal(), i.clock, i.title))


def item_of(entry: Entry) -> Item:
    """`entry` as an item."""
    first, last, clock, when = _when(entry)
    return Item(
        first_on=first,
        last_on=last,
        clock=clock,
        title=one_line(title_of(entry)) or untitled(),
        when=when,
        kind=entry.kind,
        word=categories_of(entry)[0],
        mark=_mark(entry),
        details=tuple(clean(description_of(entry)).split("\n")),
        to=one_line(receiver_of(entry)),
        link=entry.link,
        practice=practice_of(entry),
    )


def page_of(items: Sequence[Item], number: int | None, *, today: date) -> Page:
    """Part `number` of the list; without one, the part where what is still to come begins."""
    count = max(1, -(-len(items) // PER_PAGE))
    if number is None:
        coming = (n for n, item in enumerate(items) if not item.lasts and item.last_on >= today)
        number = next(coming, max(0, len(items) - 1)) // PER_PAGE + 1
    number = min(max(number, 1), count)
    shown = items[(number - 1) * PER_PAGE : number * PER_PAGE]
    months = groupby(shown, key=lambda item: item.first_on.replace(day=1))
    return Page(number, count, tuple((month, tuple(of)) for month, of in months))


def part_of(items: Sequence[Item], day: date) -> int:
    """The part of the list in which that day is told."""
    return sum(item.first_on < day for item in items) // PER_PAGE + 1


def month_of(items: Sequence[Item], first_on: date) -> Month:
    """The month that begins on `first_on`."""
    single: dict[date, list[Item]] = {}
    for item in items:
        if not item.lasts:
            single.setdefault(item.first_on, []).append(item)
    weeks = calendar.Calendar().monthdatescalendar(first_on.year, first_on.month)
    last_on = date(
        first_on.year, first_on.month, calendar.monthrange(first_on.year, first_on.month)[1]
    )
    return Month(
        first_on=first_on,
        weeks=tuple(tuple(_day(on, first_on, single.get(on, [])) for on in week) for week in weeks),
        lasting=tuple(
            i for i in items if i.lasts and i.first_on <= last_on and i.last_on >= first_on
        ),
    )


def nearest(items: Sequence[Item], today: date) -> date:
    """The day to open a calendar at: today, or the nearest one it holds anything on."""
    if not items:
        return today
    first, last = min(i.first_on for i in items), max(i.last_on for i in items)
    return min(max(today, first), last)


def closest(items: Sequence[Item], day: date) -> date | None:
    """The day nearest to `day` on which anything is, begins or ends; None when nothing is held."""
    days = (on for item in items for on in (item.first_on, item.last_on))
    return min(days, key=lambda on: (abs(on - day), on), default=None)


def _day(on: date, month: date, items: list[Item]) -> Day:
    within = (on.year, on.month) == (month.year, month.month)
    urgent = sorted(range(len(items)), key=lambda n: URGENT.index(items[n].mark))[:PER_DAY]
    shown = tuple(items[n] for n in sorted(urgent)) if within else ()
    return Day(on, within, shown, max(0, len(items) - PER_DAY) if within else 0)


def _when(entry: Entry) -> tuple[date, date, str, str]:
    if entry.due_at is not None:
        zone = ZoneInfo(entry.zone)
        day = civil.ended_on(entry.due_at, zone)
        return day, day, say_clock(entry.due_at, zone), say_moment(entry.due_at, zone)
    first, last = entry.first_on, entry.last_on
    assert first is not None and last is not None, "Entry takes no other"
    return first, last, "", say_span(first, last)


def _mark(entry: Entry) -> str:
    if entry.cancelled or entry.state is State.WAIVED:
        return "off"
    if entry.overdue:
        return "late"
    return "open" if entry.kind is not Kind.DEADLINE or entry.state in STILL_OWED else "done"
