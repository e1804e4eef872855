"""The command `revisions`: the definitions a campaign had, who put each into force, and the text of one."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from config.commands import terminal
from config.settings import Settings
from scheduler.campaign.editing import revisions as stored
from scheduler.dates.say import say_moment
from scheduler.language import _
from scheduler.store.agenda import find_campaign


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""
    app.command()(revisions)


def revisions(
    ctx: typer.Context,
    campaign: str,
    revision: Annotated[int | None, typer.Argument(min=1)] = None,
) -> None:
    """Without REVISION all of them, the newest first; with it what it changed, and its text."""
    installation, console = terminal.of(ctx)
    with installation.database.read() as session:
        found = find_campaign(session, campaign)
        if revision is None:
            listed = stored.load(session, found, first=1, last=found.revision)
            console.print(_table(listed, found.code, installation.zone))
            return
        row = stored.find(session, found, revision)
        before, text = stored.find_before(session, row), row.source
    for line in stored.say_between(before.source if before else None, text):
        console.print(Text(f"• {line}", style="yellow"), soft_wrap=True)
    typer.echo(text, nl=not text.endswith("\n"))


def _table(rows: list[stored.Revision], code: str, zone: ZoneInfo) -> Table:
    table = Table(_("Lần"), _("Lúc"), _("Ai"), _("Thay đổi"), title=escape(code))
    for one in rows:
        says = "; ".join(one.says) or (_("lần đầu") if one.number == 1 else _("chỉ cách viết"))
        moment = say_moment(one.applied_at, zone)
        table.add_row(str(one.number), moment, escape(one.author), escape(says))
    return table
