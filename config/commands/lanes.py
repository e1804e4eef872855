"""The command `lanes`: it knows the settings too, so a lane mistyped in them is named."""

import json
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from config.commands import terminal
from config.settings import TOKENS, Settings
from scheduler.dates import say
from scheduler.language import _
from scheduler.run.sending.lane_states import LaneState, lanes_as_json, load_lanes
from scheduler.words.lane import told_reasons


def register(app: typer.Typer, settings: Settings) -> None:
    """Add the command to `app`."""

    @app.command()
    def lanes(ctx: typer.Context, as_json: bool = typer.Option(False, "--json")) -> None:
        """As `thidua serve` wrote it down last."""
        installation, console = terminal.of(ctx)
        with installation.database.read() as session:
            found = load_lanes(session)
        known = {lane.lane for lane in found if lane.channel == "telegram"}
        unknown = [name for name in settings.lanes_with_tokens if name not in known]
        if as_json:
            values = {"lanes": lanes_as_json(found, installation.zone), "unknown": unknown}
            typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
            return
        console.print(lanes_table(found, installation.zone))
        for line in told_reasons(found, installation.zone):
            console.print(Text(line), soft_wrap=True)
        for name in unknown:
            told = _("{setting} có “{name}”, không phải kênh nào. Đang có: {known}.")
            there = ", ".join(sorted(known)) or _("chưa có kênh nào")
            line = told.format(setting=TOKENS, name=name, known=there)
            console.print(Text(line, style="red"), soft_wrap=True)


def lanes_table(lanes: Sequence[LaneState], zone: ZoneInfo) -> Table:
    """The lanes for a terminal; what needs somebody is red, and `told_reasons` says why."""
    table = Table(title=_("Kênh gửi"))
    table.add_column(_("Kênh"), no_wrap=True)
    for name in (_("Loại"), _("Phục vụ"), _("Tạm dừng từ"), _("Gửi lần cuối")):
        table.add_column(name)
    table.add_column(_("Đang chờ"), justify="right")
    for lane in lanes:
        paused = f"[red]{_moment(lane.paused_at, zone)}[/]" if lane.is_paused else ""
        sent = _moment(lane.last_sent_at, zone)
        table.add_row(lane.lane, lane.channel, _served(lane), paused, sent, str(lane.waiting))
    return table


def _served(lane: LaneState) -> str:
    if lane.fault:
        return _("[red]không[/]")
    return _("chưa rõ") if lane.since is None else _("có")


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return say.say_moment(at, zone) if at else "–"
