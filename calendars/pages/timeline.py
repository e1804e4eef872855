"""A year as a picture: time runs down, bars for rounds and peaks, a line of text for every day that matters. Pure.

Down and not across: so it can be read on a phone without turning or zooming it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from textwrap import shorten, wrap

from calendars.entry import Kind
from calendars.pages.agenda import Item
from scheduler.language import _

WIDTH, TOP, MONTH = 380, 8, 58
AXIS, LANE, LANES, TEXT = 40, 13, 4, 112
LINE, GAP, LETTERS, LINES = 15, 5, 38, 2
MOST = 80  # labels; a page stays small and a picture readable

MARKS = {
    Kind.PHASE: "▮",
    Kind.PEAK: "▨",
    Kind.ANNIVERSARY: "★",
    Kind.MILESTONE: "●",
    Kind.DEADLINE: "◆",
}


@dataclass(frozen=True)
class Bar:
    """A stretch of days; `peak` is drawn hatched."""

    x: int
    y: float
    height: float
    peak: bool
    title: str


@dataclass(frozen=True)
class Label:
    """Text at `y`, which speaks of the day at `day_y`."""

    day_y: float
    from_x: int
    y: float
    day: str
    mark: str
    kind: str
    lines: tuple[str, ...]
    full: str


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in a box of WIDTH × `height`. `left_out` days did not fit."""

    year: int
    height: float
    months: tuple[tuple[float, int], ...]
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    today_y: float | None
    left_out: int


def picture(items: Sequence[Item], year: int, *, today: date) -> Picture:
    """What `items` have of `year`, cut at its ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    within = [i for i in items if i.first_on <= last and i.last_on >= first]
    told = _told(within, first)
    shown = told[:MOST]
    scale = _Scale(first, _room(shown))
    lanes = _lanes([i for i in within if i.kind in (Kind.PHASE, Kind.PEAK)])
    labels = _labels(shown, scale, {id(i): lane for i, lane in lanes})
    end = max([scale.bottom, *(label.y + LINE * (1 + len(label.lines)) for label in labels)])
    return Picture(
        year=year,
        height=round(end + TOP, 1),
        months=tuple((scale.y(date(year, month, 1)), month) for month in range(1, 13)),
        bars=tuple(_bar(item, lane, scale) for item, lane in lanes),
        labels=tuple(labels),
        today_y=scale.y(today) if today.year == year else None,
        left_out=sum(len(of) for _day, of in told[MOST:]),
    )


class _Scale:
    def __init__(self, first: date, room: float) -> None:
        self.first = first
        self.days = (date(first.year + 1, 1, 1) - first).days
        self.per_day = max(12 * MONTH, room) / self.days
        self.bottom = round(TOP + self.days * self.per_day, 1)

    def y(self, day: date) -> float:
        """Where the day begins; days of other years are at the edges."""
        number = min(max((day - self.first).days, 0), self.days)
        return round(TOP + number * self.per_day, 1)


_Told = list[tuple[date, list[Item]]]


def _told(items: Iterable[Item], first: date) -> _Told:
    """Which days are spoken of: several deadlines of a day in one breath, everything else by itself."""
    by_day = sorted(items, key=lambda i: (max(i.first_on, first), i.kind is Kind.DEADLINE))
    told: _Told = []
    for day, of in groupby(by_day, key=lambda i: max(i.first_on, first)):
        found = list(of)
        due = [i for i in found if i.kind is Kind.DEADLINE]
        told += [(day, [i]) for i in found if i.kind is not Kind.DEADLINE]
        if due:
            told.append((day, due))
    return told


def _words(items: list[Item]) -> str:
    if len(items) == 1:
        return items[0].title
    return _("{title} (và {more} việc nữa)").format(title=items[0].title, more=len(items) - 1)


def _lines(text: str) -> tuple[str, ...]:
    text = shorten(text, LETTERS * LINES - 8, placeholder=" …")
    if len(text) <= LETTERS:
        return (text,)
    even = min(LETTERS, len(text) // LINES + 6)  # no single word on a line of its own
    lines = wrap(text, even)
    return tuple(lines if len(lines) <= LINES else wrap(text, LETTERS)[:LINES])


def _room(told: _Told) -> float:
    """Height all labels need when none has to move far from its day."""
    return sum(LINE * (1 + len(_lines(_words(of)))) + GAP for _day, of in told)


def _labels(told: _Told, scale: _Scale, lanes: dict[int, int]) -> list[Label]:
    words = [_words(of) for _day_, of in told]
    texts = [_lines(text) for text in words]
    days = [scale.y(day) for day, _of in told]
    places = spread(days, [LINE * (1 + len(lines)) + GAP for lines in texts])
    labels = []
    for of, lines, day_y, y in zip([of for _day_, of in told], texts, days, places, strict=True):
        lane = lanes.get(id(of[0]))
        labels.append(
            Label(
                day_y=day_y,
                from_x=AXIS if lane is None else AXIS + lane * LANE + LANE,
                y=round(y, 1),
                day=_day(of[0]),
                mark=MARKS[of[0].kind],
                kind=of[0].kind.value,
                lines=lines,
                full=f"{_day(of[0])} {'; '.join(i.title for i in of[:6])}",
            )
        )
    return labels


def spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Where to put things of these heights, in this order: none covers another, each as near as can be to `wanted`.

    Things that would touch form a heap, which stands where its members want it on average.
    """
    heaps: list[tuple[float, int, float]] = []  # where, how many things, how high together
    for place, height in zip(wanted, heights, strict=True):
        heap = (max(place, TOP), 1, height)
        while heaps and heaps[-1][0] + heaps[-1][2] > heap[0]:
            heap = _pile(heaps.pop(), heap)
        heaps.append(heap)
    tops, left = [], list(heights)
    for start, count, _height in heaps:
        for height in left[:count]:
            tops.append(start)
            start += height
        del left[:count]
    return tops


def _pile(
    above: tuple[float, int, float], below: tuple[float, int, float]
) -> tuple[float, int, float]:
    count = above[1] + below[1]
    start = (above[0] * above[1] + (below[0] - above[2]) * below[1]) / count
    return max(start, TOP), count, above[2] + below[2]


def _day(item: Item) -> str:
    first, last = item.first_on, item.last_on
    start = f"{first.day}/{first.month}"
    return f"{start} – {last.day}/{last.month}" if item.lasts else start


def _lanes(items: list[Item]) -> list[tuple[Item, int]]:
    """Each with the first lane that is free, so that bars side by side never cover each other."""
    ends: list[date] = []
    placed = []
    for item in items:
        free = [n for n, end in enumerate(ends) if end < item.first_on]
        lane = free[0] if free else len(ends)
        ends[lane : lane + 1] = [item.last_on]
        placed.append((item, min(lane, LANES - 1)))
    return placed


def _bar(item: Item, lane: int, scale: _Scale) -> Bar:
    y = scale.y(item.first_on)
    end = scale.y(item.last_on + timedelta(days=1))
    title = f"{_day(item)} {item.title}"
    peak = item.kind is Kind.PEAK
    return Bar(AXIS + lane * LANE + 2, y, round(max(end - y, 4), 1), peak, title)
