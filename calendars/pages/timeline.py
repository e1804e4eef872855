"""A year as a picture: bars for rounds and peaks, a mark for every day that matters, and what each is in words. Pure.

Twice the same: across for wide screens and paper, months side by side; down for phones, the bars beside the words
of each month. Places are percent of the year, or of a month, so that no text shrinks with the picture.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from calendars.entry import Kind
from calendars.pages.agenda import URGENT, Item
from calendars.pages.timescale import Scale, lanes_of, put
from scheduler.dates.say import say_short_day, say_short_month, say_short_span
from scheduler.language import _

MOST = 80  # days told; a page stays small, and its picture one sheet of paper
DATED = 40  # days across that have room for their dates
LETTERS, NAME = 120, 60  # of what is told, and of the name below a bar
# Heights in pixels: of the months, of a bar with its name and one without, of a row of marks.
TOP, BAR, BARE, ROW = 24, 31, 16, 19  # and of a bar without
# A sheet of A4 across has so many pixels for the bars and the words, and each pixel room for so many letters of
# the usual size; small ones stand in so many columns, in lines of so many pixels, that of today and of months too.
SHEET, USUAL, COLUMNS, LINE, HEADS = 570, 5.2, 4, 11.6, 16

SIGNS = {
    Kind.PHASE: "▮",
    Kind.PEAK: "▨",
    Kind.ANNIVERSARY: "★",
    Kind.OCCASION: "✦",
    Kind.MILESTONE: "●",
    Kind.DEADLINE: "◆",
}
STANDS = {"late": "⚠", "done": "✔", "off": "◇"}  # a deadline that is no longer simply to come
BARS = (Kind.PHASE, Kind.PEAK)  # drawn as such, a single day too


@dataclass(frozen=True)
class Bar:
    """A round or peak across: percent of the year, its name below from `text_x` on, or up to there when `ends`."""

    kind: Kind
    other: bool  # of two neighbours, one is drawn otherwise
    off: bool  # no longer to be
    x: float
    width: float
    y: int
    text: str
    text_x: float
    ends: bool


@dataclass(frozen=True)
class Mark:
    """A day across: its sign stands at `x` percent of the year, the day before it when `ends`, else after it."""

    kind: Kind
    mark: str
    x: float
    y: int
    text: str
    ends: bool


@dataclass(frozen=True)
class Part:
    """What a month has of a bar: percent of the month down, of the room for bars across."""

    kind: Kind
    other: bool
    off: bool
    x: float
    width: float
    y: float
    height: float
    ends: bool  # the bar ends here


@dataclass(frozen=True)
class Told:
    """A day in words."""

    kind: Kind
    mark: str
    sign: str
    day: str
    text: str


@dataclass(frozen=True)
class Month:
    """A month of the year; `today` says before which of its words today is."""

    name: str
    told: tuple[Told, ...]
    parts: tuple[Part, ...]
    today: int | None


@dataclass(frozen=True)
class Picture:
    """Everything to draw. `height` is that of the bars across, in pixels; `left_out` days did not fit."""

    year: int
    height: int
    names: tuple[tuple[float, str], ...]  # of months, from where on
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    today_x: float | None
    quarters: tuple[tuple[Month, ...], ...]
    stands: frozenset[str]  # which of STANDS are drawn
    left_out: int

    @property
    def told(self) -> list[Told]:
        """All its days in words."""
        return [told for quarter in self.quarters for month in quarter for told in month.told]

    @property
    def lines(self) -> int:
        """How many lines each of its days may take on one sheet of paper, in small letters; 0 is any, in usual ones."""
        room = SHEET - self.height
        if sum(len(of.day) + len(of.text) for of in self.told) <= USUAL * room:
            return 0
        return 2 if _fits(2 * len(self.told), self.height) else 1


def _fits(lines: int, height: int) -> bool:
    """Whether so many small lines stand on one sheet below a picture of that height."""
    return (lines + HEADS) * LINE <= COLUMNS * (SHEET - height)


def picture(items: Sequence[Item], year: int, *, today: date) -> Picture:
    """What `items` have of `year`, cut at its ends; on a day, what is late comes first."""
    scale = Scale(date(year, 1, 1))
    told = _told([i for i in items if scale.touches(i.first_on, i.last_on)], scale)
    shown = told[:MOST]
    rounds, peaks = ([of[0] for _d, of in shown if of[0].kind is k] for k in BARS)
    bars, below = _bars(peaks, rounds, scale, named=True)
    marks, bottom = _marks(shown, scale, below, dated=len(shown) <= DATED)
    if not _fits(len(shown), bottom):  # the words below have names and days
        bars, below = _bars(peaks, rounds, scale, named=False)
        marks, bottom = _marks(shown, scale, below, dated=False)
    words = [(day, _tell(of, LETTERS)) for day, of in shown]
    months = _months(words, [*_lanes(rounds), *_lanes(peaks, _deep(rounds))], scale, today)
    return Picture(
        year=year,
        height=bottom + 4,
        names=tuple((scale.x(first), say_short_month(first.month)) for first in scale.months),
        bars=tuple(bars),
        marks=tuple(marks),
        today_x=scale.x(today) if today.year == year else None,
        quarters=tuple(tuple(months[n : n + 3]) for n in range(0, 12, 3)),
        stands=frozenset(of[0].mark for _day, of in shown if of[0].kind is Kind.DEADLINE),
        left_out=sum(len(of) for _day, of in told[MOST:]),
    )


_Days = list[tuple[date, list[Item]]]


def _told(items: Iterable[Item], scale: Scale) -> _Days:
    """Which days are spoken of: deadlines of a day that stand alike in one breath, everything else by itself."""
    by_day = sorted(items, key=lambda i: (scale.within(i.first_on), *_group(i)))
    told: _Days = []
    for (day, (deadline, _mark)), of in groupby(
        by_day, key=lambda i: (scale.within(i.first_on), _group(i))
    ):
        found = list(of)
        told += [(day, found)] if deadline else [(day, [i]) for i in found]
    return told


def _group(item: Item) -> tuple[bool, int]:
    deadline = item.kind is Kind.DEADLINE
    return deadline, URGENT.index(item.mark) if deadline else 0


def _tell(items: list[Item], letters: int) -> Told:
    first, text = items[0], _cut(items[0].title, letters)
    if len(items) > 1:
        text = _("{title} (và {more} nhiệm vụ nữa)").format(title=text, more=len(items) - 1)
    day = (
        say_short_span(first.first_on, first.last_on)
        if first.lasts
        else say_short_day(first.first_on)
    )
    return Told(first.kind, first.mark, SIGNS[first.kind], day, text)


def _cut(text: str, letters: int) -> str:
    """At a blank where there is one near."""
    if len(text) <= letters:
        return text
    head = text[: letters - 2]
    blank = head.rfind(" ")
    return f"{head[:blank] if blank > letters // 2 else head} …"


def _sign(item: Item) -> str:
    stands = STANDS.get(item.mark) if item.kind is Kind.DEADLINE else None
    return stands or SIGNS[item.kind]


def _bars(
    peaks: list[Item], rounds: list[Item], scale: Scale, *, named: bool
) -> tuple[list[Bar], int]:
    """The bars, peaks above rounds, and where there is room below them."""
    bars, y, deep = [], TOP, BAR if named else BARE
    for kind in (peaks, rounds):
        told = (_tell([item], NAME) for item in kind)
        names = [f"{one.day} {one.text}" if named else "" for one in told]
        places = [scale.stretch(item.first_on, item.last_on) for item in kind]
        spots = put(places, [len(name) for name in names])
        for n, (item, (x, end), name, spot) in enumerate(
            zip(kind, places, names, spots, strict=True)
        ):
            top, off = y + spot.lane * deep, item.mark == "off"
            bars.append(
                Bar(item.kind, n % 2 == 1, off, x, round(end - x, 2), top, name, spot.x, spot.ends)
            )
        y += deep * max((spot.lane + 1 for spot in spots), default=0)
    return bars, y


def _marks(shown: _Days, scale: Scale, y: int, *, dated: bool) -> tuple[list[Mark], int]:
    """A mark for each day and kind, deadlines below the others, and where there is room below them."""
    marks: list[Mark] = []
    for deadlines in (False, True):
        days = [
            (day, of[0])
            for day, of in shown
            if of[0].kind not in BARS and (of[0].kind is Kind.DEADLINE) is deadlines
        ]
        once = {(day, item.kind, item.mark): item for day, item in days}
        texts = [say_short_day(day) if dated else "" for day, _kind, _mark in once]
        places = [scale.x(day) for day, _kind, _mark in once]
        spots = put([(x, x) for x in places], [len(text) + 2 for text in texts])
        for item, text, x, spot in zip(once.values(), texts, places, spots, strict=True):
            text = " ".join([text, _sign(item)] if spot.ends else [_sign(item), text]).strip()
            marks.append(Mark(item.kind, item.mark, x, y + ROW * spot.lane, text, spot.ends))
        y += ROW * max((spot.lane + 1 for spot in spots), default=0)
    return marks, y


_Placed = tuple[
    Item, int, bool
]  # a bar, its lane, and whether it is drawn otherwise than its neighbours


def _lanes(items: list[Item], first: int = 0) -> list[_Placed]:
    days = [(float(i.first_on.toordinal()), float(i.last_on.toordinal() + 1)) for i in items]
    placed = zip(items, lanes_of(days), strict=True)
    return [(item, first + lane, n % 2 == 1) for n, (item, lane) in enumerate(placed)]


def _deep(items: list[Item]) -> int:
    return max((lane + 1 for _item, lane, _other in _lanes(items)), default=0)


def _months(
    words: list[tuple[date, Told]], bars: list[_Placed], scale: Scale, today: date
) -> list[Month]:
    months = []
    wide = max([2, *(lane + 1 for _item, lane, _other in bars)])
    for first in scale.months:
        last = scale.last_of(first)
        within = [(day, told) for day, told in words if first <= day <= last]
        parts = [_part(placed, first, last, wide) for placed in bars]
        months.append(
            Month(
                name=say_short_month(first.month),
                told=tuple(told for _day, told in within),
                parts=tuple(part for part in parts if part),
                today=sum(day < today for day, _told in within) if first <= today <= last else None,
            )
        )
    return months


def _part(placed: _Placed, first: date, last: date, wide: int) -> Part | None:
    item, lane, other = placed
    if item.first_on > last or item.last_on < first:
        return None
    days = (last - first).days + 1
    start = (max(item.first_on, first) - first).days * 100 / days
    end = (min(item.last_on, last) + timedelta(days=1) - first).days * 100 / days
    return Part(
        item.kind, other, item.mark == "off", round(lane * 100 / wide, 1), round(90 / wide, 1),
        round(start, 1), round(end - start, 1), item.last_on <= last,
    )  # fmt: skip
