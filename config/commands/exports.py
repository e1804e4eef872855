"""The command `export`: the definition in force as a file that can be changed and applied."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from config.commands import new_files, terminal
from config.settings import Settings
from scheduler.language import _
from scheduler.store import exported


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""
    app.command()(export)


def export(
    ctx: typer.Context,
    campaign: str,
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False)] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """CAMPAIGN is its code, or ISSUER/CODE where two issuers have the same. The file says which revision it is of."""
    installation, console = terminal.of(ctx)
    with installation.database.read() as session:
        text = exported.of_campaign(session, campaign)
    if out is None:
        typer.echo(text, nl=False)
        return
    new_files.write(out, text, force=force)
    told = _("Đã viết {file}: sửa rồi xem bằng `thidua plan`, áp dụng bằng `thidua apply`.")
    console.print(Text(told.format(file=out)), soft_wrap=True)
