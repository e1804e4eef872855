"""The command `serve`, apart from those that rehearse: it starts without what they need."""

import asyncio
from dataclasses import replace
from typing import Annotated

import typer
from rich.text import Text

from config.instants import parse_instant
from config.serve import serve as run_service
from config.settings import Settings
from scheduler.admin.context import Context
from scheduler.dates import say
from scheduler.language import _
from scheduler.run.clock import WallClock


def register(app: typer.Typer, settings: Settings) -> None:
    """Add the command to `app`."""

    @app.command(help=_("Chạy dịch vụ: lịch, nhắc việc và bot trong một tiến trình."))
    def serve(
        ctx: typer.Context,
        at: Annotated[str | None, typer.Option("--at")] = None,
    ) -> None:
        context: Context = ctx.obj
        if at:
            clock = WallClock(parse_instant(at, context.zone))
            context = replace(context, clock=clock, rehearsal=True)
        if context.rehearsal:
            now = say.say_moment(context.clock.now(), context.zone)
            context.console.print(
                Text(_("DIỄN TẬP: đồng hồ bắt đầu từ {now}.").format(now=now), style="bold red")
            )
        asyncio.run(run_service(context, settings, rehearsal=context.rehearsal))
