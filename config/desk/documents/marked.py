"""A document as its page shows it: in pages, with what was found in it marked in place. Pure.

Places are offsets in the text as it was read, in code points. A page costs what stands on it, however long the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.text import visible

LENGTH = 7_000  # code points a page: some 9 kB of Vietnamese
LONGEST = 9_000
MOST_SENTENCES = 160  # a page: some 20 kB of buttons
_BREAKS = (re.compile(r"\n[ \t\r]*\n"), re.compile(r"[.;:!?…] ?\r?\n"), re.compile(r"\n"))
_SPACE = re.compile(r"\s")
_BLANK = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")


@dataclass(frozen=True)
class Mark:
    """Words that something was read from. `item` says which; None: the place the page is opened at."""

    offset: int
    length: int
    item: int | None = None
    doubtful: bool = False

    @property
    def end(self) -> int:
        """Where the words after them begin."""
        return self.offset + self.length


@dataclass(frozen=True)
class Piece:
    """Words of one paragraph with the same marks on all of them.

    `begins` are the marks whose first words on the page these are. `sentence`: the first place of the sentence that
    ends with them, where one does.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    sentence: int | None = None

    @property
    def doubtful(self) -> bool:
        """Whether one of its marks is."""
        return any(mark.doubtful for mark in self.marks)

    @property
    def items(self) -> list[int]:
        """What was read from them."""
        return [mark.item for mark in self.marks if mark.item is not None]

    @property
    def is_opened(self) -> bool:
        """Whether the page is opened at these words."""
        return any(mark.item is None for mark in self.marks)


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True)
class Page:
    """One page, `number` of `count` from 1 on: `text[start:end]`."""

    number: int
    count: int
    start: int
    end: int


def page_starts(text: str) -> list[int]:
    """Where each page begins, at least one: at ends of paragraphs where there are any, else between two words."""
    starts = [0]
    while len(text) - (start := starts[-1]) > (length := _length(text, start)) + LONGEST - LENGTH:
        starts.append(_cut(text, start + length, start + length + LONGEST - LENGTH))
    return starts


def _length(text: str, start: int) -> int:
    """Of a page from there on: shorter where sentences are, for each has its button."""
    end = start + LENGTH
    ends = text.count("\n", start, end) + text.count(".", start, end)
    return LENGTH if ends <= MOST_SENTENCES else LENGTH * MOST_SENTENCES // ends


def _cut(text: str, soonest: int, latest: int) -> int:
    for pattern in (*_BREAKS, _SPACE):
        if found := pattern.search(text, soonest, latest):
            return found.end()
    return latest


def page_at(text: str, *, number: int | None = None, offset: int | None = None) -> Page:
    """The page of that number, or with that place; the nearest there is, and without either the first."""
    starts = page_starts(text)
    if offset is not None:
        number = bisect_right(starts, max(offset, 0))
    number = min(max(number or 1, 1), len(starts))
    ends = [*starts[1:], len(text)]
    return Page(number, len(starts), starts[number - 1], ends[number - 1])


def paragraphs_of(
    text: str, page: Page, marks: Iterable[Mark], sentences: Sequence[tuple[int, int]] = ()
) -> list[Paragraph]:
    """What stands on `page`, without what is blank. `sentences`: first place of each, and where it ends."""
    on_page = sorted(
        (mark for mark in marks if mark.offset < page.end and mark.end > page.start),
        key=lambda mark: (mark.offset, mark.item or 0),
    )
    ends = sorted((last, first) for first, last in sentences if page.start <= first < last)
    begun: set[Mark] = set()
    return [
        tuple(_pieces(text[start:end], start, on_page, ends, begun))
        for start, end in _blocks(text, page)
        if text[start:end].strip()
    ]


def _blocks(text: str, page: Page) -> Iterator[tuple[int, int]]:
    """Runs of lines with no blank line between."""
    start = page.start
    for blank in _BLANK.finditer(text, page.start, page.end):
        yield start, blank.start()
        start = blank.end()
    yield start, page.end


def _pieces(
    words: str,
    start: int,
    marks: Sequence[Mark],
    ends: Sequence[tuple[int, int]],
    begun: set[Mark],
) -> Iterator[Piece]:
    """Of one paragraph, which `words` begin at `start` of the text; marks that have `begun` are added to those."""
    end = start + len(words)
    here = [mark for mark in marks if mark.offset < end and mark.end > start]
    ending = dict(ends[bisect_left(ends, (start + 1,)) : bisect_left(ends, (end + 1,))])
    cuts = {start, end, *ending}
    cuts |= {place for mark in here for place in (mark.offset, mark.end) if start < place < end}
    for first, last in pairwise(sorted(cuts)):
        over = tuple(mark for mark in here if mark.offset < last and mark.end > first)
        begins = tuple(mark for mark in over if mark not in begun)
        begun.update(begins)
        yield Piece(visible(words[first - start : last - start]), over, begins, ending.get(last))
