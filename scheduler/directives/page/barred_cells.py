"""Cells under one another with a line of one bar behind each, as a table is copied from a page."""

from collections.abc import Sequence

_BAR = "|"


def cells_between_bars(lines: Sequence[str]) -> list[list[int]]:
    """The lines of every cell, in order; a cell may be empty. What stands before the first bar is a cell too."""
    cells: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if line.strip() == _BAR:
            cells.append([])
        elif line.strip():
            cells[-1].append(index)
    return cells if len(cells) > 1 else []


def bars_behind(lines: Sequence[str], index: int) -> list[int]:
    """The lines behind line `index` that are a bar alone, or empty between such."""
    behind: list[int] = []
    for at in range(index + 1, len(lines)):
        if lines[at].strip() not in ("", _BAR):
            break
        behind.append(at)
    barred = any(lines[at].strip() == _BAR for at in behind)
    return behind if barred else []
