"""Lines of a text as a page shows them: blanks count, and nothing in them turns words around."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from config.desk.desk import Sheet, number_of
from scheduler.definition.line_changes import Line

_AROUND = 60  # octets of the page around each


def shown(line: Line) -> Line:
    """The same."""
    seen = "".join(sign if sign.isprintable() else " " for sign in line.text)
    return replace(line, text=seen)


def lines_on_page(lines: Sequence[Line], asked: str, *, octets: int) -> Sheet[Line]:
    """As many as `octets` hold, of the page that an address asks for; the nearest there is for any other."""
    pages = list(_pages(lines, octets)) or [[]]
    number = min(max(number_of(asked) or 1, 1), len(pages))
    return Sheet(pages[number - 1], number, len(pages))


def _pages(lines: Sequence[Line], octets: int) -> Iterator[list[Line]]:
    held: list[Line] = []
    size = 0
    for line in lines:
        weight = len(line.text.encode()) + _AROUND
        if held and size + weight > octets:
            yield held
            held, size = [], 0
        held.append(shown(line))
        size += weight
    if held:
        yield held
