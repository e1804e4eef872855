"""The lines of a letterhead cell by cell, without the mottos of state and Party that stand beside the issuer."""

import re
from collections.abc import Iterator, Sequence

from scheduler.directives.head.heading import HeadPart
from scheduler.text import fold

_MOTTOS = tuple(
    motto.split()
    for motto in (
        "cong hoa xa hoi chu nghia viet nam",
        "doc lap tu do hanh phuc",
        "doc lap tu hanh phuc",
        "dang cong san viet nam",
    )
)
# On folded text; what is glued to a motto ends where it begins.
_EDGE = re.compile(
    r"\||<br ?/?>|\s{3,}|\t|(?<=\w)(?=cong hoa xa hoi|doc lap ?[-–] ?tu do|dang cong san viet nam)"
)
_WORD = re.compile(r"[^\W_]+")
_FRAME = " -–*_|.\"'"
_LEAST = 2  # words of a motto that a line breaks off
_PATIENCE = 4  # cells that may stand between two parts of one
_SHORT_REST = 2  # as short a rest may be the end of a name: “Việt Nam”


def without_mottos(lines: Sequence[HeadPart]) -> list[HeadPart]:
    """The cells of those lines in their order, what is a motto cut out, also where it goes on lines below."""
    reader = _Reader()
    cells = (cell for line in lines for cell in _cells(line))
    return [piece for cell in cells for piece in reader.pieces(cell)]


def _cells(line: HeadPart) -> Iterator[HeadPart]:
    at = 0
    for edge in (*_EDGE.finditer(fold(line.value)), None):
        end = edge.start() if edge else len(line.value)
        if cell := _piece(line, at, end):
            yield cell
        at = edge.end() if edge else end


def _piece(part: HeadPart, start: int, end: int) -> HeadPart | None:
    """What stands there, without the signs around it."""
    words = part.value[start:end]
    first = start + len(words) - len(words.lstrip(_FRAME))
    value = words.strip(_FRAME)
    return HeadPart(value, part.start + first, part.start + first + len(value)) if value else None


class _Reader:
    """Goes down the cells; remembers what is still to come of a motto that a cell broke off."""

    def __init__(self) -> None:
        self._rest: list[str] = []
        self._waited = 0

    def pieces(self, cell: HeadPart) -> Iterator[HeadPart]:
        """What is left of a cell."""
        words = list(_WORD.finditer(fold(cell.value)))
        said = [word[0] for word in words]
        last = self._gone_on(said)
        at = index = 0
        while index < last:
            length = self._begun(said, index, last)
            if length:
                yield from filter(None, [_piece(cell, at, words[index].start())])
                at = words[index + length - 1].end()
            index += length or 1
        end = words[last].start() if last < len(words) else len(cell.value)
        yield from filter(None, [_piece(cell, at, end)])

    def _gone_on(self, said: list[str]) -> int:
        """The number of words that stand before the next part of the motto that is still to come."""
        for length in range(len(self._rest), 0, -1):
            whole = said == self._rest[:length]
            ends = length == len(self._rest) > _SHORT_REST and said[-length:] == self._rest
            if whole or ends:
                self._rest = self._rest[length:]
                return len(said) - length
        self._waited += 1
        if self._waited > _PATIENCE:
            self._rest = []
        return len(said)

    def _begun(self, said: list[str], index: int, last: int) -> int:
        """How many words of a motto stand from `index` on; 0 for none."""
        for motto in _MOTTOS:
            length = 0
            while (
                index + length < last
                and said[index + length : index + length + 1] == motto[length : length + 1]
            ):
                length += 1
            first_word = length == 1 and said in (["cong"], ["doc"])
            broken_off = index + length == last and (length >= _LEAST or first_word)
            if length == len(motto) or broken_off:
                self._rest, self._waited = motto[length:], 0
                return length
        return 0
