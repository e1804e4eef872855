"""Which printed lines belong together: page numbers go, cut lines are joined, markdown is taken off."""

import re
from collections.abc import Iterator
from itertools import accumulate

from scheduler.directives.page.barred_cells import bars_behind
from scheduler.directives.page.composing import Letters
from scheduler.directives.page.joints import Joints, PrintedLine, leaves_open
from scheduler.directives.page.lined_tables import Piece, broken_rows, spaced_rows
from scheduler.directives.page.page_breaks import footers, is_page_number
from scheduler.directives.page.stacked_tables import stacked_rows

# Lines of rules, stars, table borders.
_RULE = re.compile(r"^[\s\-_=*~.|:+•#\u2500-\u257f]{3,}$|^[-_=*~]{1,2}$")
LONGEST = 4000
# Stand in a paragraph for the space that joins two lines, for the edge of a cell, and of a part of a cell.
SPACE, BAR, PART = -1, -2, -3
# What a line of a cell begins with when it is a part of its own: a mark, a round, a day.
_PART_OF_CELL = re.compile(
    r"[-+•*–] ?\S|[a-zđ][.)] |\d{1,2}[.)] |\([\da-z]\) |(?:đợt|lần|kỳ|quý|giai đoạn|học kỳ) [\divx]{1,4}\b"
    r"|(?:trước|chậm nhất|ngày)(?: ngày)? \d|\d{1,2} ?/ ?\d{1,2}\b",
    re.I,
)
_CLOSED = (";", ":", ".", ",")
_OPEN_TIME = re.compile(
    r"\b(?:trước|từ|đến|nhất|hết|vào|trong|là|và|hoặc|ngày|tháng|năm|quý|đợt|số)$|[(/–-]$", re.I
)
_LOOKED_BACK = 300  # letters


def paragraphs(letters: Letters) -> list[list[int]]:
    """Positions of letters, one list a paragraph, with `SPACE` and `BAR` between them."""
    lines = _lines(letters)
    joints = Joints(lines)
    joined: list[list[int]] = []
    before = previous = ""
    opened = False
    for line in lines:
        if joined and joints.goes_on(before, previous, line, opened=opened):
            joined[-1] += [SPACE, *line.places]
            before = f"{before[-_LOOKED_BACK:]} {line.text}"
        else:
            joined.append(line.places)
            opened = False
            before = line.text
        opened = leaves_open(line.text, opened=opened)
        previous = line.text
    return [part for whole in joined for part in _cut(letters.text, whole)]


def _cut(text: str, places: list[int]) -> Iterator[list[int]]:
    """A text without line breaks, cut after full stops: no paragraph is longer than `LONGEST`."""
    while len(places) > LONGEST:
        stops = (
            at
            for at in range(LONGEST, LONGEST // 2, -1)
            if places[at] >= 0
            and text[places[at]] == "."
            and (places[at + 1] < 0 or text[places[at + 1]].isspace())
        )
        at = next(stops, LONGEST)
        yield places[: at + 1]
        places = places[at + 1 :]
    yield places


def _lines(letters: Letters) -> list[PrintedLine]:
    kept: list[PrintedLine] = []
    gap, turned = True, False
    raw_lines = letters.text.split("\n")
    begins = list(accumulate((len(raw) + 1 for raw in raw_lines), initial=0))
    rows = _rows(raw_lines)
    broken = broken_rows(raw_lines)
    cells = _lines_of_cells(raw_lines, rows) | {at for row in broken.values() for at in row}
    feet = footers(raw_lines)
    for index, raw in enumerate(raw_lines):
        places = _without_markup(raw, begins[index])
        text = "".join([letters.text[i] for i in places]).strip()
        if index in rows:
            kept.append(_row(raw_lines, begins, rows[index]))
        elif index in broken:
            kept.append(_joined(raw_lines, begins, broken[index]))
        elif index in cells:
            continue
        elif not text or _RULE.match(raw.strip()):
            gap = not turned
        elif index in feet or is_page_number(text, kept[-1].text if kept else "", raw_lines, index):
            turned = bool(kept)  # the gap around it is that of a page, not of a paragraph
            gap = gap and not turned
        else:
            kept.append(PrintedLine(places, text, gap))
            gap = turned = False
    return kept


def _rows(raw_lines: list[str]) -> dict[int, list[list[Piece]]]:
    """For the first line of every row without borders, its cells by their pieces."""
    stacked = {
        first: [[(at, 0, len(raw_lines[at])) for at in cell] for cell in row]
        for first, row in stacked_rows(raw_lines).items()
    }
    taken = {at for row in stacked.values() for cell in row for at, _start, _end in cell}
    spaced = {first: row for first, row in spaced_rows(raw_lines).items() if first not in taken}
    return spaced | stacked


def _lines_of_cells(raw_lines: list[str], rows: dict[int, list[list[Piece]]]) -> set[int]:
    """The lines of the rows, and those of bars between and behind their cells."""
    taken: set[int] = set()
    for row in rows.values():
        for cell in row:
            taken.update(at for at, _start, _end in cell)
            if cell:
                taken.update(bars_behind(raw_lines, cell[-1][0]))
    return taken


def _row(raw_lines: list[str], begins: list[int], cells: list[list[Piece]]) -> PrintedLine:
    """The cells in one line between bars, as a table with borders is printed."""
    places = [BAR]
    for cell in cells:
        before = ""
        for at, start, end in cell:
            piece = raw_lines[at][start:end]
            places += [_joint(before, piece), *_without_markup(piece, begins[at] + start)]
            before = piece
        places.append(BAR)
    words = [" ".join(raw_lines[at][start:end] for at, start, end in cell) for cell in cells]
    return PrintedLine(places, f"| {' | '.join(words)} |", True)


def _joint(before: str, piece: str) -> int:
    """Between two lines of a cell: whether the second is a part of its own, or goes on."""
    left, right = before.strip(), piece.strip()
    parts = left and left[-1] not in _CLOSED and not _OPEN_TIME.search(left)
    return PART if parts and _PART_OF_CELL.match(right) else SPACE


def _joined(raw_lines: list[str], begins: list[int], row: list[int]) -> PrintedLine:
    """A row between bars whose cells go on over these lines."""
    places: list[int] = []
    before = ""
    for at in row:
        places += [_joint(before, raw_lines[at]), *_without_markup(raw_lines[at], begins[at])]
        before = raw_lines[at].rpartition("|")[2]
    return PrintedLine(places, " ".join(raw_lines[at].strip() for at in row), True)


def _without_markup(raw: str, at: int) -> list[int]:
    """Positions of the letters of one line, without markdown signs; table borders become “;” elsewhere."""
    heading = re.match(r"\s*(?:#{1,6}\s|>\s)?", raw)
    first = heading.end() if heading else 0
    bullet = re.match(r"\s*\*\s", raw[first : first + 12])
    keep_star = first + bullet.end() - 2 if bullet else -1
    return [
        at + i
        for i in range(first, len(raw))
        if (raw[i] != "*" or i == keep_star)
        and not (raw[i] == "_" and raw[i - 1 : i + 2].count("_") > 1)
        and raw[i] != "`"
    ]
