"""The command `templates`: ready-made duties a definition can name, and where they come from."""

import json
from collections.abc import Mapping
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from config.commands import terminal
from config.settings import Settings
from scheduler.definition.reasons import nearest
from scheduler.definition.templates import WrittenTemplate
from scheduler.language import _


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command to `app`."""
    app.command()(templates)


def templates(
    ctx: typer.Context,
    template: Annotated[str | None, typer.Argument()] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Without TEMPLATE all of them; with it the text of its file, to read or to copy."""
    installation, console = terminal.of(ctx)
    known = installation.templates
    if template is not None and template not in known:
        raise typer.BadParameter(_unknown(template, known))
    chosen = known if template is None else {template: known[template]}
    if as_json:
        values = {name: _json(one) for name, one in chosen.items()}
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
    elif template is None:
        console.print(_table(known))
        told = _("Định nghĩa ghi `template: TÊN`; xem một mẫu: `thidua templates TÊN`.")
        console.print(Text(told), soft_wrap=True)
    else:
        for line in _standing(known[template]):
            console.print(Text(f"• {line}", style="yellow"), soft_wrap=True)
        typer.echo(known[template].text)


def _unknown(name: str, known: Mapping[str, WrittenTemplate]) -> str:
    reason = _("Không có mẫu nào tên “{name}”.").format(name=name)
    every = _("Đang có: {names}.").format(names=", ".join(known))
    return f"{reason} {nearest(name, known) or every}"


def _table(known: Mapping[str, WrittenTemplate]) -> Table:
    table = Table(_("Mẫu"), _("Nội dung"), _("Căn cứ"), title=_("Mẫu nhiệm vụ báo cáo"))
    table.show_lines = True
    for name, one in known.items():
        basis = "\n".join((one.value.basis, *_standing(one)))
        table.add_row(escape(name), escape(one.value.title), escape(basis))
    return table


def _standing(one: WrittenTemplate) -> list[str]:
    """How far it may be relied on: what it says of itself."""
    told = []
    if one.is_own:
        told.append(_("mẫu của cơ quan"))
    if one.value.practice_of:
        told.append(
            _("quy định của {place}, không của cả nước").format(place=one.value.practice_of)
        )
    if not one.value.checked:
        told.append(_("chưa kiểm chứng với văn bản"))
    return told


def _json(one: WrittenTemplate) -> dict[str, object]:
    value = one.value
    return {
        "title": value.title,
        "basis": value.basis,
        "practice_of": value.practice_of,
        "checked": value.checked,
        "own": one.is_own,
        "notes": list(value.notes),
        "milestones": [milestone.id for milestone in value.milestones],
        "duties": [duty.id for duty in value.duties],
    }
