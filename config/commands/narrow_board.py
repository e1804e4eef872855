"""The board where its columns have no room for words: numbers and short words, and below what they mean."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from config.commands.wide_board import board_table, fits
from scheduler.campaign.board import (
    BoardRow,
    Cell,
    Column,
    cells_of,
    columns_of,
)
from scheduler.dates.say import in_numbers
from scheduler.language import _
from scheduler.states import State
from scheduler.store.tables import Campaign
from scheduler.words import due, state

_NAME, _WAY = 22, 5  # letters of a unit's name, and of how it is reached
_COLUMN = 5  # letters a duty takes, with the space between
_FRAME = 5  # at both ends, and between


def shown_board(campaign: Campaign, rows: list[BoardRow], *, width: int) -> RenderableType:
    """The board with words in its cells where `width` letters have room for them, else the narrow one."""
    if fits(rows, width=width):
        return board_table(campaign, rows)
    return narrow_board(campaign, rows, width=width)


def narrow_board(campaign: Campaign, rows: Sequence[BoardRow], *, width: int) -> RenderableType:
    """The whole board within `width` letters, in as many tables as that takes."""
    columns = columns_of(rows)
    room = max(1, (width - _NAME - _WAY - _FRAME) // _COLUMN)
    numbered = list(enumerate(columns, start=1))
    tables = [
        _table(rows, numbered[first : first + room]) for first in range(0, len(columns), room)
    ]
    return Group(
        Text(campaign.title, style="bold"),
        *tables,
        *(_explained(number, column, rows, campaign) for number, column in numbered),
        Text(_legend()),
        Text(_("Bảng đầy đủ cho Excel: `thidua board {campaign} --csv bang.csv`.").format(
            campaign=campaign.code
        )),
    )  # fmt: skip


def _table(rows: Sequence[BoardRow], numbered: Sequence[tuple[int, Column]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), collapse_padding=True)
    table.add_column(_("Đơn vị"), max_width=_NAME, no_wrap=True, overflow="ellipsis")
    table.add_column(_("Kênh"), width=_WAY, no_wrap=True)
    for number, _column in numbered:
        table.add_column(str(number), width=_COLUMN - 2, no_wrap=True)
    for row in rows:
        mine = cells_of(row)
        cells = [mine.get(column) for _number, column in numbered]
        table.add_row(
            escape(row.name), _way(row), *(_short(cell) if cell else "" for cell in cells)
        )
    return table


def _way(row: BoardRow) -> str:
    if not row.reachable:
        return f"[red]{_('chưa')}[/]"
    return f"[red]{_('dừng')}[/]" if row.paused else ""


def _explained(number: int, column: Column, rows: Sequence[BoardRow], campaign: Campaign) -> Text:
    """What the number stands for, and its due, which one unit may have later."""
    zone = ZoneInfo(campaign.zone)
    cells = [cell for row in rows if (cell := cells_of(row).get(column))]
    days = sorted(cell.due_at.astimezone(zone).date() for cell in cells if cell.due_at)
    told = in_numbers(days[0]) if days else due.waiting(cells[0].waits_for if cells else "")
    if days and days[-1] != days[0]:
        told += f" … {in_numbers(days[-1])}"
    return Text(f"{number}. {column.title}: {told}")


def _short(cell: Cell) -> str:
    letters = state.letters(cell.state, overdue=cell.overdue)
    return f"[red]{letters}[/]" if cell.overdue else letters


def _legend() -> str:
    names = {state.letters("", overdue=True): state.word("", overdue=True)} | {
        state.letters(one): state.word(one) for one in State if one != State.WITHDRAWN
    }
    return "; ".join(f"{letters} = {name}" for letters, name in names.items()) + "."
