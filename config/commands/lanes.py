"""The command `lanes`: it knows the settings too, so a lane mistyped in them is named."""

import json

import typer
from rich.text import Text

from config.settings import TOKENS, Settings
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.run.sending.lane_states import lanes_as_json, lanes_table, load_lanes, told_reasons


def register(app: typer.Typer, settings: Settings) -> None:
    """Add the command to `app`."""

    @app.command(help=_("Kênh gửi: kênh nào chạy, kênh nào dừng, từ lúc nào và vì sao."))
    def lanes(ctx: typer.Context, as_json: bool = typer.Option(False, "--json")) -> None:
        """As `thidua serve` wrote it down last."""
        installation: Installation = ctx.obj
        with installation.database.read() as session:
            found = load_lanes(session)
        known = {lane.lane for lane in found if lane.channel == "telegram"}
        unknown = [name for name in settings.lanes_with_tokens if name not in known]
        if as_json:
            values = {"lanes": lanes_as_json(found, installation.zone), "unknown": unknown}
            typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
            return
        installation.console.print(lanes_table(found, installation.zone))
        for line in told_reasons(found, installation.zone):
            installation.console.print(Text(line), soft_wrap=True)
        for name in unknown:
            told = _("{setting} có “{name}”, không phải kênh nào. Đang có: {known}.")
            there = ", ".join(sorted(known)) or _("chưa có kênh nào")
            line = told.format(setting=TOKENS, name=name, known=there)
            installation.console.print(Text(line, style="red"), soft_wrap=True)
