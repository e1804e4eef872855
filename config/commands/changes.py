"""What applying would change, as a table a clerk can read."""

from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from scheduler.campaign import change_words
from scheduler.campaign.change_words import Row
from scheduler.campaign.names import Names
from scheduler.campaign.proposals import Preview
from scheduler.language import _
from scheduler.plan.diff import ChangeKind

_COLOURS = {
    ChangeKind.CREATED: "green",
    ChangeKind.MOVED: "yellow",
    ChangeKind.WITHDRAWN: "red",
}


def preview(shown: Preview, zone: ZoneInfo, names: Names = Names()) -> RenderableType:
    """What applying would do, who hears of it and when."""
    if not shown.changes:
        return Text(change_words.rewritten() if shown.rewritten else _("Không có gì thay đổi."))
    table = Table(_("Thay đổi"), _("Mục"), _("Trước"), _("Sau"), title=_("Các thay đổi sẽ áp dụng"))
    for row in change_words.rows(shown, zone, names):
        sides = (escape("\n".join(side)) for side in (row.before, row.after))
        table.add_row(_word(row), escape(row.named), *sides)
    zoned = change_words.another_zone(shown.changes.heading, zone)
    told = (change_words.hearing(shown, zone), change_words.announcing(shown, zone))
    return Group(table, *([Text(zoned)] if zoned else []), Text("\n".join(filter(None, told))))


def _word(row: Row) -> str:
    colour = _COLOURS.get(row.kind) if row.kind else "yellow" if row.is_odd else None
    return f"[{colour}]{row.word}[/]" if colour else row.word
