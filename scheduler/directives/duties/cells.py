"""The cells of a row: which words of it a day belongs to, where one cell holds several works or several days."""

import re
from dataclasses import replace
from itertools import pairwise

from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.due_words import Clause, Kinds
from scheduler.directives.duties.duties import chosen, firm, hits_in
from scheduler.directives.duties.rows import titles_of
from scheduler.directives.model import Window
from scheduler.directives.page.structure import Paragraph, Structure, is_row

Place = tuple[int, int]

_NOTE = re.compile(r"\W*(?:ghi chú|biểu mẫu|mẫu (?:số|biểu)|mẫu|căn cứ)\W*")
_PART_ENDS = re.compile(r";|:(?= (?:[-+•*–] ?\w|(?:[a-zđ]|\d{1,2})[.)] ))")
_LISTED = re.compile(r"\W*[-+•*–] ?\w|\W*(?:[a-zđ]|\d{1,2})[.)] ")
_WORD = re.compile(r"\w+")
_TIME = re.compile(r"\W*(?:tháng|quý|tuần)\W[\divx/. -]+")
_TIME_WORDS = 3  # words of a cell that holds a time and no work
_DAY = re.compile(r"\d ?[/.-] ?\d|\btháng \d|\bquý [ivx\d]|\d (?:hằng|hàng) ")


def cells_of(structure: Structure, paragraph: Paragraph) -> list[Place]:
    """Places (view) of the cells of a row, between its bars; empty for what is no row."""
    low = structure.low(paragraph)
    if not is_row(low):
        return []
    bars = [paragraph.start + found.start() for found in re.finditer(r"\|", low)]
    edges = [paragraph.start - 1, *bars, paragraph.end]
    return [(left + 1, right) for left, right in pairwise(edges)]


def within_row(structure: Structure, clause: Clause) -> Clause:
    """The clause of a due of a row: less the notes behind it, and with the part of a cell that is its own."""
    cells = cells_of(structure, clause.paragraph)
    if not cells:
        return clause
    right = min([clause.right, *_notes(structure, clause, cells)])
    clause = replace(clause, right=max(right, clause.due.end))
    own = _own_part(structure, cells, (clause.due.start, clause.due.end))
    if own:
        return replace(clause, left=own[0], sentence=(own[0], clause.sentence[1]))
    return _within_part(structure, cells, clause)


def less_times(
    structure: Structure, paragraph: Paragraph, dues: list[ReadDue], of_row: list[ReadDue]
) -> list[ReadDue]:
    """Without the month alone in a cell, where another cell of the row names days in it: “Tháng 5 | Sơ kết 14/5”."""
    cells = cells_of(structure, paragraph)
    homes = [cell for cell in cells if len(_WORD.findall(structure.view.low, *cell)) > _TIME_WORDS]
    dated = [one for one in of_row if any(cell[0] <= one.start < cell[1] for cell in homes)]
    return [
        due
        for due in dues
        if not (
            isinstance(due.value, Window)
            and any(_fills(structure.view.low, cell, due) for cell in cells)
            and any(one.start != due.start and _is_in(one, due.value) for one in dated)
        )
    ]


def has_undated_works(structure: Structure, paragraph: Paragraph) -> bool:
    """Whether a part of a cell of the row names a duty and no day."""
    low = structure.view.low
    parts = [part for cell in cells_of(structure, paragraph) for part in _parts(low, cell)]
    return any(firm(hits_in(low, *part)) and not _DAY.search(low, *part) for part in parts)


def _fills(low: str, cell: Place, due: ReadDue) -> bool:
    inside = cell[0] <= due.start and due.end <= cell[1]
    return inside and not _WORD.search(low[cell[0] : due.start] + low[due.end : cell[1]])


def _is_in(due: ReadDue, stretch: Window) -> bool:
    """Whether a due names days within a longer stretch."""
    first, last = (
        (due.value.first, due.value.last) if isinstance(due.value, Window) else (due.value,) * 2
    )
    whole = (first, last) == (stretch.first, stretch.last)
    return (
        bool(first and last)
        and stretch.first <= str(first) <= str(last) <= stretch.last
        and not whole
    )


def _within_part(structure: Structure, cells: list[Place], clause: Clause) -> Clause:
    """Where parts of a cell have their days: the clause ends with its part, and begins there when that says a work."""
    low, due = structure.view.low, clause.due
    home = next((cell for cell in cells if cell[0] <= due.start < cell[1]), None)
    dated = _dated(low, home) if home else []
    part = next((part for part in dated if part[0] <= due.start < part[1]), None)
    times = [cell for cell in cells if _TIME.fullmatch(low, *cell)]
    if part is None or home in times or (len(dated) < 2 and not times):
        return clause
    left = max(clause.left, part[0]) if hits_in(low, *part) else clause.left
    return replace(clause, left=left, right=max(due.end, min(clause.right, part[1])))


def kinds_of_part(structure: Structure, clause: Clause) -> Kinds:
    """The works of the part of a cell that a due belongs to, else what the cell begins with; empty for other dues."""
    low = structure.view.low
    cells = cells_of(structure, clause.paragraph)
    own = _own_part(structure, cells, (clause.due.start, clause.due.end))
    if own is None:
        return []
    cell = next(cell for cell in cells if cell[0] <= own[0] < cell[1])
    head = (cell[0], _parts(low, cell)[0][1])
    for place in (own, head):
        hits = hits_in(low, *place)
        if firm(hits):
            return chosen(low, hits, start=place[0], end=place[1])
    return []


def is_unsure(structure: Structure, clause: Clause) -> bool:
    """As many days as fit no number of works: which of them is due when, nobody can say."""
    low = structure.view.low
    cells = cells_of(structure, clause.paragraph)
    place = (clause.due.start, clause.due.end)
    home = next((cell for cell in cells if cell[0] <= place[0] < cell[1]), None)
    if home is None or _own_part(structure, cells, place):
        return False
    days = len(_dated(low, home))
    works = [len(_items(low, cell)) for cell in cells if cell != home]
    return any(number > 1 and number != days for number in works) and days > 1


def _notes(structure: Structure, clause: Clause, cells: list[Place]) -> list[int]:
    """Where columns of notes begin behind a due."""
    head = titles_of(structure, clause.paragraph)
    titles = structure.low(head).split("|")
    if head is clause.paragraph or len(titles) != len(cells):
        return []
    named = [cell for cell, title in zip(cells, titles, strict=True) if _NOTE.fullmatch(title)]
    return [start for start, _end in named if start >= clause.due.end]


def _own_part(structure: Structure, cells: list[Place], due: Place) -> Place | None:
    """The part of another cell that a due belongs to: as many works there as days here, in the same order."""
    low = structure.view.low
    home = next((cell for cell in cells if cell[0] <= due[0] < cell[1]), None)
    if home is None:
        return None
    dated = _dated(low, home)
    index = next((at for at, part in enumerate(dated) if part[0] <= due[0] < part[1]), None)
    if index is None or len(dated) < 2:
        return None
    for cell in cells:
        items = _items(low, cell)
        if cell != home and len(items) == len(dated) and not _dated(low, cell):
            return items[index]
    return None


def _dated(low: str, cell: Place) -> list[Place]:
    return [part for part in _parts(low, cell) if _DAY.search(low, *part)]


def _items(low: str, cell: Place) -> list[Place]:
    """The parts of a list in a cell, less what leads in to it."""
    parts = _parts(low, cell)
    listed = [part for part in parts if _LISTED.match(low, *part)]
    return listed or [part for part in parts if re.search(r"\w{2}", low[part[0] : part[1]])]


def _parts(low: str, cell: Place) -> list[Place]:
    """What stands between semicolons, and behind the colon that leads in to a list."""
    stops = [found.end() for found in _PART_ENDS.finditer(low[cell[0] : cell[1]])]
    edges = [cell[0], *(cell[0] + stop for stop in stops), cell[1]]
    return [(left, right) for left, right in pairwise(edges) if left < right]
