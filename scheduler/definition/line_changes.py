"""What changed from one text to another, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_AROUND = 3  # lines that stay, shown before and behind what changed
_MOST = 5_000  # lines that are compared; of more all went and all came


class LineKind(StrEnum):
    """What became of a line."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"
    LEFT_OUT = "left_out"  # stands for lines that stay and are not shown


@dataclass(frozen=True)
class Line:
    """One line: its number from 1 in the new text, of one that is gone in the old; `text` without its end."""

    kind: LineKind
    number: int
    text: str


def line_changes(before: str, after: str) -> tuple[Line, ...]:
    """Lines that went and came, with some around them; none where both have the same lines."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return ()
    if max(len(old), len(new)) > _MOST:
        return (*_lines(LineKind.GONE, old, 0, len(old)), *_lines(LineKind.NEW, new, 0, len(new)))
    found: list[Line] = []
    shown = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        if group[0][3] > shown:
            found.append(Line(LineKind.LEFT_OUT, group[0][3], ""))
        for tag, a, b, c, d in group:
            if tag == "equal":
                found += _lines(LineKind.KEPT, new, c, d)
            else:
                found += (*_lines(LineKind.GONE, old, a, b), *_lines(LineKind.NEW, new, c, d))
        shown = group[-1][4]
    if shown < len(new):
        found.append(Line(LineKind.LEFT_OUT, len(new), ""))
    return tuple(found)


def _lines(kind: LineKind, lines: list[str], start: int, end: int) -> Iterator[Line]:
    for index in range(start, end):
        yield Line(kind, index + 1, lines[index])
