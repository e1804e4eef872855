"""Tables that lost their borders, as copied from a page or a PDF: one cell a line under a row of column titles,
or the cells of a row apart by tabs or wide gaps."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TIME_TITLE = r"thời gian|thời hạn|thời điểm|hạn|mốc|lịch|tiến độ|ngày|tháng"
_TITLES = (
    r"stt|tt|số tt|nội dung|công việc|nhiệm vụ|hoạt động|tên|đợt|giai đoạn|chặng|bước|người|đơn vị|bộ phận|cơ quan"
    r"|chủ trì|phối hợp|phụ trách|nơi (?:nhận|gửi)|ghi chú|loại|sản phẩm|văn bản|chỉ tiêu|mục tiêu|đối tượng|địa điểm"
    r"|kết quả|từ ngày|đến ngày|bắt đầu|kết thúc"
)
_TITLE = re.compile(rf"(?:{_TITLES}|{_TIME_TITLE})(?: [^\d.:;,]{{1,30}})?", re.I)
_OF_TIME = re.compile(rf"(?:{_TIME_TITLE}|từ ngày|đến ngày)\b", re.I)
_SAYS_WHEN = re.compile(r"\d|tháng|quý|hằng|hàng|định kỳ|thường xuyên", re.I)
_NUMBERED = re.compile(r"(?:stt|tt|số tt)$", re.I)
_GAP = re.compile(r"\t|(?<=\S) {3,}(?=\S)")
_MOST_COLUMNS = 8
_LONGEST_CELL = 400
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class _Head:
    """Column titles at these lines; `together` when no empty line stands between them."""

    lines: list[int]
    column: int  # that of the time
    together: bool


def stacked_rows(lines: Sequence[str]) -> dict[int, list[int]]:
    """For the first line of every row, the lines of its cells; the titles are a row too."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    rows: dict[int, list[int]] = {}
    at = 0
    while at < len(filled):
        end = at
        while end < len(filled) and _is_title(lines[filled[end]]):
            end += 1
        titles, at = filled[at:end], max(end, at + 1)
        head = _head(lines, titles)
        body = list(_rows(lines, filled, head, at)) if head else []
        if head and body:
            rows |= {row[0]: row for row in (head.lines, *body)}
            at += sum(map(len, body))
    return rows


def spaced_rows(lines: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    """For every row, titles included, of a table of three columns or more: start and end of its cells in the line."""
    rows: dict[int, list[tuple[int, int]]] = {}
    width = 0
    for index, line in enumerate(lines):
        cells = _cells(line)
        if len(cells) == width > 0:
            rows[index] = cells
            continue
        following = lines[index + 1 : index + 2]
        titles = [line[start:end].strip() for start, end in cells]
        heads = (
            len(cells) > 2
            and any(map(_OF_TIME.match, titles))
            and sum(map(_is_title, titles)) > 1
            and not re.search(r"\d", line)
        )
        width = len(cells) if heads and len(_cells("".join(following))) == len(cells) else 0
        if width:
            rows[index] = cells
    return rows


def _cells(line: str) -> list[tuple[int, int]]:
    gaps = [found.span() for found in _GAP.finditer(line)]
    starts = [0, *(end for _start, end in gaps)]
    ends = [*(start for start, _end in gaps), len(line)]
    return list(zip(starts, ends, strict=True))


def _is_title(line: str) -> bool:
    return len(line) < _LONGEST_TITLE and bool(_TITLE.fullmatch(line.strip()))


def _head(lines: Sequence[str], titles: list[int]) -> _Head | None:
    """The titles as a head, when one of them is of time."""
    times = [number for number, index in enumerate(titles) if _OF_TIME.match(lines[index].strip())]
    if not 2 <= len(titles) <= _MOST_COLUMNS or not times:
        return None
    return _Head(titles, times[0], together=titles[-1] - titles[0] == len(titles) - 1)


def _rows(lines: Sequence[str], filled: list[int], head: _Head, at: int) -> Iterator[list[int]]:
    """Rows from `filled[at]` on, up to the first lines that are none."""
    blocks = head.together and at < len(filled) and filled[at] > head.lines[-1] + 1
    while at < len(filled):
        size = _block(filled, at) if blocks else len(head.lines)
        row = filled[at : at + size]
        if not _is_row(lines, row, head, exact=not blocks):
            return
        yield row
        at += size


def _block(filled: list[int], at: int) -> int:
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
    if any(len(cell) > _LONGEST_CELL for cell in cells):
        return False
    if not exact:
        return 2 <= len(row) <= len(head.lines) + 1 and any(map(_SAYS_WHEN.search, cells))
    if len(row) < len(head.lines) or not _SAYS_WHEN.search(cells[head.column]):
        return False
    return not _NUMBERED.match(lines[head.lines[0]].strip()) or cells[0].strip(".").isdigit()
