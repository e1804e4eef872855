"""The command `drafts`: what is worked on at the desk, and one of them as a definition."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from config.commands import new_files, terminal
from config.settings import Settings
from scheduler.campaign.drafting import compose, items
from scheduler.campaign.editing.working import working_of
from scheduler.dates.say import say_moment
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.store import drafts as stored


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""
    app.command()(drafts)


def drafts(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Argument(min=1)] = None,
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False)] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Without NUMBER those that are open; with it the definition it makes, for `plan` and `apply`."""
    installation, console = terminal.of(ctx)
    if number is None:
        if out is not None:
            raise typer.BadParameter(_("--out cần số của bản thảo."))
        console.print(_open(installation))
        return
    if out is not None:
        new_files.refuse_existing([out], force=force)
    text, left = _text(installation, number)
    if out is None:
        typer.echo(text, nl=False)
    else:
        new_files.write(out, text, force=force)
        told = _("Đã viết bản thảo {file}.").format(file=out)
        console.print(Text(told), soft_wrap=True)
    if left:
        told = ngettext("Còn {count} mục chưa xem lại.", left)
        typer.echo(told.format(count=left), err=True)


def _text(installation: Installation, number: int) -> tuple[str, int]:
    """The definition it makes, and how many of its items nobody has looked at; none once it is a text."""
    with installation.database.read() as session:
        draft = stored.find(session, number, None)
        if draft.source is not None:
            return working_of(draft).file, 0
        view = items.load(session, number, draft.issuer_id, installation=installation)
        return compose.compose(view), view.left


def _open(installation: Installation) -> Table | str:
    with installation.database.read() as session:
        found = stored.load_open(session, None)
    if not found:
        return _("Chưa có bản thảo nào đang soạn.")
    table = Table(
        _("Số"), _("Tên phong trào"), _("Cơ quan"), _("Đọc từ văn bản"), _("Thay đổi lần cuối"),
        title=_("Bản thảo đang soạn"),
    )  # fmt: skip
    table.show_lines = True
    for one in found:
        draft = one.draft
        changed = f"{draft.changed_by}\n{say_moment(draft.changed_at, installation.zone)}"
        row = (str(draft.id), draft.title, draft.issuer_id, one.document or "—", changed)
        table.add_row(*map(escape, row))
    return table
