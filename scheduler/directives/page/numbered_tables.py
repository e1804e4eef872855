"""Tables whose rows are numbered: where one cell stands under another, the numbers tell the rows apart."""

import re
from collections.abc import Sequence

_NUMBER_TITLE = re.compile(r"(?:stt|tt|số tt|số thứ tự|tt\.|stt\.)", re.I)
_ANOTHER = re.compile(r"(?:^|\s)(?:stt|tt)\.?$|^\W*phụ lục\b", re.I)  # another table begins
_NUMBER = re.compile(r"\(?0?(\d{1,2})[.)]?")
_DAY = re.compile(r"\b\d{1,2} ?[/.-] ?\d{1,2}\b|\btháng \d|\bquý [ivx\d]", re.I)
_ENDS_TABLE = re.compile(r"(?:[IVX]{1,5}|\d{1,2})[.)]\s|(?:điều|chương|phần|mục|nơi nhận)\b", re.I)
_MOST_COLUMNS = 10
_MOST_CELLS = 24  # of a row some of whose cells are printed in pieces
_LONGEST_TITLE = 60
_LONGEST_CELL = 600
_SAYS = (".", ";", ":")  # at the end of a sentence


def rows_by_number(cells: Sequence[str], at: int) -> list[list[int]]:
    """Title row and rows, each the indices of its cells, of the table whose titles begin at `cells[at]`.

    Empty where none begins. A row has fewer cells than the titles where one cell reaches over several columns.
    """
    first = _first_row(cells, at)
    if not first:
        return []
    titles = _less_empty(cells, range(at, first), 2)
    width = len(titles)
    rows = [titles]
    begin: int | None = first
    while begin is not None:
        following = _next(cells, begin, width)
        end = _last_cell(cells, begin, width, rows) if following is None else following
        rows += _cut(cells, begin, end, width)
        begin = following
    told = sum(any(_DAY.search(cells[cell]) for cell in row) for row in rows[1:])
    return rows if told and len(rows) > 2 else []


def _first_row(cells: Sequence[str], at: int) -> int:
    """Where the row with number 1 begins under titles; 0 where no such table begins."""
    if not _NUMBER_TITLE.fullmatch(cells[at]):
        return 0
    for index in range(at + 1, min(at + _MOST_COLUMNS + 1, len(cells))):
        title = cells[index]
        if _number(title) == 1:
            return index if index - at > 2 else 0
        if "|" in title or len(title) > _LONGEST_TITLE or _DAY.search(title) or title[-1:] in _SAYS:
            return 0
    return 0


def _less_empty(cells: Sequence[str], row: Sequence[int], width: int) -> list[int]:
    """The row without empty cells at its end, so long as it has more than `width`."""
    kept = list(row)
    while len(kept) > width and not cells[kept[-1]]:
        kept.pop()
    return kept


def _number(cell: str) -> int | None:
    found = _NUMBER.fullmatch(cell)
    return int(found[1]) if found else None


def _next(cells: Sequence[str], begin: int, width: int) -> int | None:
    """Where the next row begins: with the next number, or with 1 again under a title of its own."""
    number = _number(cells[begin]) or 0
    whole = begin + width
    limit = min(begin + _MOST_CELLS, len(cells))
    if whole < limit and _number(cells[whole]) == number + 1:
        return whole
    for index in range(begin + 2, limit):
        if _number(cells[index]) == number + 1 or (
            _number(cells[index]) == 1 and number > 1 and whole <= index <= whole + width
        ):
            return index
        if len(cells[index]) > _LONGEST_CELL or _ANOTHER.search(cells[index]):
            return None
    return None


def _last_cell(cells: Sequence[str], begin: int, width: int, rows: list[list[int]]) -> int:
    """Behind the last cell of the last row: as many as the titles if its days stand where those of a row before do."""
    end = min(begin + width, len(cells))
    stops = (at for at in range(begin + 1, end) if _ENDS_TABLE.match(cells[at]))
    end = min(next(stops, end), end)
    days = _days(cells, range(begin, end))
    alike = any(_days(cells, row) == days for row in rows[1:] if len(row) == width)
    if end == begin + width and (alike or not days):
        return end
    return begin + max(days) + 1 if days else end


def _days(cells: Sequence[str], row: Sequence[int]) -> set[int]:
    return {at - row[0] for at in row if _DAY.search(cells[at])}


def _cut(cells: Sequence[str], begin: int, end: int, width: int) -> list[list[int]]:
    """The cells of a row; what stands behind a whole row, over the next number 1, is a row of its own."""
    section = end < len(cells) and _number(cells[end]) == 1
    row = _less_empty(cells, range(begin, end), width)
    if section and len(row) > width:
        return [row[:width], row[width:]]
    return [row]
