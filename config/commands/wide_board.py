"""The board with words in its cells, where there is room for them."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from rich.markup import escape
from rich.table import Table

from scheduler.campaign.board import BoardRow, Cell, cells_of, columns_of
from scheduler.dates.say import in_numbers
from scheduler.language import _
from scheduler.store.tables import Campaign
from scheduler.words import due, state

_LEAST_NAME, _LEAST_COLUMN = 22, 15  # letters, with the frame


def fits(rows: Iterable[BoardRow], *, width: int) -> bool:
    """Whether `board_table` leaves each column room for its words in `width` letters."""
    return _LEAST_NAME + len(columns_of(rows)) * _LEAST_COLUMN <= width


def board_table(campaign: Campaign, rows: list[BoardRow]) -> Table:
    """The board for a terminal: a row a unit, a column an occurrence."""
    zone = ZoneInfo(campaign.zone)
    columns = columns_of(rows)
    table = Table(_("Đơn vị"), title=escape(campaign.title))
    for column in columns:
        table.add_column(escape(column.title), max_width=24)
    for row in rows:
        by_column = cells_of(row)
        name = escape(row.name) + _mark(row)
        cells = [by_column.get(column) for column in columns]
        table.add_row(name, *(_cell(cell, zone) if cell else "" for cell in cells))
    return table


def _mark(row: BoardRow) -> str:
    if not row.reachable:
        return _(" [red](chưa có kênh)[/]")
    return _(" [red](kênh đang tạm dừng)[/]") if row.paused else ""


def _cell(cell: Cell, zone: ZoneInfo) -> str:
    told = state.word(cell.state, overdue=cell.overdue)
    day = in_numbers(cell.due_at.astimezone(zone)) if cell.due_at else due.waiting(cell.waits_for)
    return f"[red]{told}[/], {day}" if cell.overdue else f"{told}, {day}"
