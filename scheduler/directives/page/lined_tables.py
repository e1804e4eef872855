"""Tables printed a row a line: cells between bars, or apart by bars, tabs or wide gaps; some go on over lines."""

import re
from collections.abc import Sequence

from scheduler.directives.page.stacked_tables import OF_TIME, columns_of_days, is_title
from scheduler.text import fold

_GAP = re.compile(r"\t| \| |(?<=\S) {3,}(?=\S)")
_MOTTO = re.compile(
    r"cong hoa xa hoi|doc lap|dang cong san"
)  # in the head of a letter lines are names
_MOST_LINES = 12  # of a row whose cells are broken over lines
_MOST_PIECES = 4  # lines of a row without outer bars
_BEGINS_ROW = re.compile(r"\s*\d{1,2}[.)]?\s*(?:\||\t| {3})")

Piece = tuple[int, int, int]  # line, and where in it a piece of a cell begins and ends


def broken_rows(lines: Sequence[str]) -> dict[int, list[int]]:
    """For the first line of every row between bars whose cells go on over lines, all its lines."""
    rows: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        text = line.strip()
        if not text.startswith("|") or text.endswith("|") or not text.strip("| "):
            continue
        following = range(index + 1, min(index + _MOST_LINES, len(lines)))
        until = next((at for at in following if not _is_within(lines[at])), 0)
        ends = until and lines[until].strip().endswith("|") and not lines[until].startswith("|")
        if ends and not _MOTTO.search(fold(" ".join(lines[index : until + 1]))):
            rows[index] = list(range(index, until + 1))
    return rows


def _is_within(line: str) -> bool:
    """Neither begins nor ends a row."""
    text = line.strip()
    return bool(text) and not text.startswith("|") and not text.endswith("|")


def spaced_rows(lines: Sequence[str]) -> dict[int, list[list[Piece]]]:
    """For the first line of every row, titles included, its cells by their pieces."""
    rows: dict[int, list[list[Piece]]] = {}
    width = index = 0
    while index < len(lines):
        row = _row(lines, index, width) if width else []
        if not row:
            width = _titles(lines, index)
            row = _row(lines, index, width) if width else []
        if row:
            rows[index] = row
        index = row[-1][-1][0] + 1 if row else index + 1
    return rows


def _row(lines: Sequence[str], index: int, width: int) -> list[list[Piece]]:
    """The cells of the row that begins here, as many as `width`; empty where none does."""
    cells: list[list[Piece]] = []
    for at in range(index, min(index + _MOST_PIECES, len(lines))):
        line = lines[at]
        if line.lstrip().startswith("|") or not line.strip():
            break
        if cells and _BEGINS_ROW.match(line):
            break
        pieces = [[(at, start, end)] for start, end in _cells(line)]
        if cells:
            cells[-1] += pieces.pop(0)
        cells += pieces
        if len(cells) == width - 1 and line.rstrip().endswith("|"):
            line_, start, end = cells[-1][-1]
            cells[-1][-1] = (line_, start, line.rindex("|"))
            cells.append([(at, end, end)])  # empty, behind the last bar
        if len(cells) >= width:
            break
    return cells if len(cells) == width else []


def _titles(lines: Sequence[str], index: int) -> int:
    """How many columns the titles in this line head; 0 where it heads no table."""
    line, following = lines[index], "".join(lines[index + 1 : index + 2])
    if line.lstrip().startswith("|"):
        return 0
    titles = [line[start:end].strip() for start, end in _cells(line)]
    if _heads(titles, line) and _row(lines, index + 1, len(titles)):
        return len(titles)
    below = [following[start:end] for start, end in _cells(following)]
    alike = len(below) == len(titles) > 1 and columns_of_days(titles, below)
    return len(titles) if alike else 0


def _heads(titles: Sequence[str], line: str) -> bool:
    """Three columns or more, one of time."""
    return (
        len(titles) > 2
        and any(map(OF_TIME.match, titles))
        and sum(map(is_title, titles)) > 1
        and not re.search(r"\d", line)
    )


def _cells(line: str) -> list[tuple[int, int]]:
    gaps = [found.span() for found in _GAP.finditer(line)]
    starts = [0, *(end for _start, end in gaps)]
    ends = [*(start for start, _end in gaps), len(line)]
    return list(zip(starts, ends, strict=True))
