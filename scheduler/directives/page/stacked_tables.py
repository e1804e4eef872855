"""Tables that lost their borders, as copied from a page or a PDF: one cell a line under a row of column titles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.directives.page.barred_cells import cells_between_bars
from scheduler.directives.page.numbered_tables import rows_by_number

_TIME_TITLE = r"thời gian|thời hạn|thời điểm|hạn|mốc|lịch|tiến độ|ngày|tháng"
_TITLES = (
    r"stt|tt|số tt|nội dung|công việc|nhiệm vụ|hoạt động|tên|đợt|giai đoạn|chặng|bước|người|đơn vị|bộ phận|cơ quan"
    r"|chủ trì|phối hợp|phụ trách|nơi (?:nhận|gửi)|ghi chú|loại|sản phẩm|văn bản|chỉ tiêu|mục tiêu|đối tượng|địa điểm"
    r"|kết quả|từ ngày|đến ngày|bắt đầu|kết thúc"
)
_TITLE = re.compile(rf"(?:{_TITLES}|{_TIME_TITLE})(?: [^\d.:;,]{{1,30}})?", re.I)
OF_TIME = re.compile(rf"(?:{_TIME_TITLE}|từ ngày|đến ngày)\b", re.I)
_SAYS_WHEN = re.compile(r"\d|tháng|quý|hằng|hàng|định kỳ|thường xuyên", re.I)
_NUMBERED = re.compile(r"(?:stt|tt|số tt)$", re.I)
# Columns may also be called by what is owed, or by who owes it; their cells are days then.
_OF_DUTY = re.compile(
    r"(?:(?:nộp|gửi) )?(?:báo cáo|sơ kết|tổng kết|đăng ký|hồ sơ|bình xét|chấm điểm|(?:ký (?:kết )?)?giao ước|sáng kiến"
    r"|kế hoạch)(?: [^\d.:;]{1,40})?",
    re.I,
)
_OF_UNIT = re.compile(
    r"(?:các|khối|cụm|sở|phòng|ban|xã|phường|trường|công đoàn)\b[^\d.:;]{0,40}", re.I
)
_OF_MATTER = re.compile(
    r"(?:tên |loại )?(?:báo cáo|nội dung|công việc|nhiệm vụ|loại|văn bản)\b", re.I
)
_DAY = re.compile(
    r"(?:(?:trước|chậm nhất|muộn nhất|hạn cuối|đến|hết|xong|là|ngày) ){0,4}"
    r"(?:\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{4})?"
    r"|\d{1,2} tháng \d{1,2}(?: năm \d{4})?|tháng \d{1,2}(?: ?/ ?\d{4}| năm \d{4})?)[.;]?",
    re.I,
)
_MOST_COLUMNS = 8
_LONGEST_CELL = 400
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class _Head:
    """Column titles at these lines; `together` when no empty line stands between them."""

    lines: list[int]
    column: int  # that of the time
    together: bool


def stacked_rows(lines: Sequence[str]) -> dict[int, list[list[int]]]:
    """For the first line of every row, its cells, each as the lines it is printed on; the titles are a row too.

    A cell is a line, or what stands between lines of a bar alone; such a cell may be empty.
    """
    rows = _barred_rows(lines)
    taken = {index for row in rows.values() for cell in row for index in cell}
    filled = [at for at, line in enumerate(lines) if line.strip() and at not in taken]
    texts = [lines[index].strip() for index in filled]
    at = 0
    while at < len(filled):
        table = _table(lines, filled, texts, at)
        rows |= {row[0]: [[index] for index in row] for row in table}
        at += sum(map(len, table)) or 1
    return rows


def _barred_rows(lines: Sequence[str]) -> dict[int, list[list[int]]]:
    cells = cells_between_bars(lines)
    texts = [" ".join(lines[index].strip() for index in cell) for cell in cells]
    rows: dict[int, list[list[int]]] = {}
    at = 0
    while at < len(cells):
        whole, first = cells[at], cells[at][-1:]  # over the first title stands the text before
        texts[at] = "".join(lines[index].strip() for index in first)
        table = _table(texts, range(len(texts)), texts, at)
        cells[at] = first if table else whole
        rows |= {_first_line(row, cells): [cells[cell] for cell in row] for row in table}
        at += sum(map(len, table)) or 1
    return rows


def _first_line(row: Sequence[int], cells: Sequence[list[int]]) -> int:
    return next(index for cell in row for index in cells[cell])


def _table(
    lines: Sequence[str], filled: Sequence[int], texts: Sequence[str], at: int
) -> list[list[int]]:
    """Rows of a table that begins at `filled[at]`, the titles first; empty where none does."""
    numbered = [[filled[cell] for cell in row] for row in rows_by_number(texts, at)]
    return max(numbered, _by_columns(lines, filled, at), _by_times(lines, filled, at), key=len)


def _by_times(lines: Sequence[str], filled: Sequence[int], at: int) -> list[list[int]]:
    """Titles, one of them of time, and the rows under them; empty where none begin here."""
    end = at
    while end < len(filled) and end - at <= _MOST_COLUMNS and is_title(lines[filled[end]]):
        end += 1
    titles = [lines[index].strip() for index in filled[at:end]]
    if titles and titles[0].isupper() and " " in titles[0] and not all(map(str.isupper, titles)):
        return []  # it heads the table
    head = _head(lines, list(filled[at:end]))
    body = list(_rows(lines, filled, head, end)) if head else []
    return [head.lines, *body] if head and body else []


def _by_columns(lines: Sequence[str], filled: Sequence[int], at: int) -> list[list[int]]:
    """The same where the cells of certain columns are days in every row."""
    begins = lines[filled[at]].strip()
    if not (is_title(begins) or _OF_DUTY.fullmatch(begins) or _OF_UNIT.fullmatch(begins)):
        return []
    for width in range(_MOST_COLUMNS, 1, -1):
        table = list(filled[at : at + width]), list(filled[at + width : at + 2 * width])
        if len(table[1]) < width:
            continue
        titles, first = ([lines[index].strip() for index in row] for row in table)
        days = columns_of_days(titles, first)
        if not days or is_title(first[0]):
            continue
        rows = list(_alike(lines, filled, at + width, width, days))
        if len(rows) > 1 or len(days) == width:
            return [table[0], *rows]
    return []


def _alike(
    lines: Sequence[str], filled: Sequence[int], at: int, width: int, days: set[int]
) -> Iterator[list[int]]:
    """Rows from `filled[at]` on whose days stand in the same columns."""
    while at + width <= len(filled):
        row = list(filled[at : at + width])
        cells = [lines[index].strip() for index in row]
        if {number for number, cell in enumerate(cells) if _DAY.fullmatch(cell)} != days:
            return
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            return
        yield row
        at += width


def columns_of_days(titles: Sequence[str], cells: Sequence[str]) -> set[int]:
    """The columns whose cell is a day alone, when all titles fit that; empty for what is no table."""
    days = {number for number, cell in enumerate(cells) if _DAY.fullmatch(cell.strip())}
    if not days:
        return days
    matter = any(_OF_MATTER.match(title) for title in titles)
    for number, title in enumerate(titles):
        if len(title) >= _LONGEST_TITLE or re.search(r"\d", title):
            return set()
        owed = _OF_DUTY.fullmatch(title) or OF_TIME.match(title)
        owes = matter and _OF_UNIT.fullmatch(title)
        if not (owed or owes if number in days else is_title(title)):
            return set()
    return days


def is_title(line: str) -> bool:
    """A short line that is called as columns are."""
    return len(line) < _LONGEST_TITLE and "|" not in line and bool(_TITLE.fullmatch(line.strip()))


def _head(lines: Sequence[str], titles: list[int]) -> _Head | None:
    """The titles as a head, when one of them is of time."""
    times = [number for number, index in enumerate(titles) if OF_TIME.match(lines[index].strip())]
    if not 2 <= len(titles) <= _MOST_COLUMNS or not times:
        return None
    return _Head(titles, times[0], together=titles[-1] - titles[0] == len(titles) - 1)


def _rows(lines: Sequence[str], filled: Sequence[int], head: _Head, at: int) -> Iterator[list[int]]:
    """Rows from `filled[at]` on, up to the first lines that are none."""
    blocks = head.together and at < len(filled) and filled[at] > head.lines[-1] + 1
    while at < len(filled):
        size = _block(filled, at) if blocks else len(head.lines)
        row = list(filled[at : at + size])
        if not _is_row(lines, row, head, exact=not blocks):
            return
        yield row
        at += size


def _block(filled: Sequence[int], at: int) -> int:
    size = 1
    while (
        size <= _MOST_COLUMNS
        and at + size < len(filled)
        and filled[at + size] == filled[at + size - 1] + 1
    ):
        size += 1
    return size


def _is_row(lines: Sequence[str], row: list[int], head: _Head, *, exact: bool) -> bool:
    cells = [lines[index].strip() for index in row]
    if any(len(cell) > _LONGEST_CELL or "|" in cell for cell in cells):
        return False
    if not exact:
        return 2 <= len(row) <= len(head.lines) + 1 and any(map(_SAYS_WHEN.search, cells))
    if len(row) < len(head.lines) or not _SAYS_WHEN.search(cells[head.column]):
        return False
    return not _NUMBERED.match(lines[head.lines[0]].strip()) or cells[0].strip(".").isdigit()
