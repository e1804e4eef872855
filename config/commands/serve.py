"""The command `serve`, apart from those that rehearse: it starts without what they need."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from config.commands import terminal
from config.commands.instants import parse_instant
from config.confinement import confined
from config.serve import serve as run_service
from config.settings import Settings
from scheduler.clock import WallClock
from scheduler.dates import say
from scheduler.errors import DatabaseBusy, NoRehearsal
from scheduler.installation import Installation
from scheduler.language import _, ngettext
from scheduler.run.restored import load_held


def register(app: typer.Typer, settings: Settings) -> None:
    """Add the command to `app`."""

    @app.command()
    def serve(
        ctx: typer.Context,
        at: Annotated[str | None, typer.Option("--at")] = None,
    ) -> None:
        installation, console = terminal.of(ctx)
        if at:
            clock = WallClock(parse_instant(at, installation.zone))
            installation = replace(installation, clock=clock, rehearsal=True)
        _when_free(lambda: _tell_held(installation, console), console)
        if not installation.database.is_for_rehearsals:
            if installation.rehearsal:
                raise NoRehearsal(installation.database.name)
            asyncio.run(run_service(installation, settings))
            return
        within, left_out = confined(settings)
        _say(installation, console, left_out)
        installation.database.close()  # what is served opens its own, and the last to close empties the journals
        asyncio.run(run_service(replace(installation, rehearsal=True), within, rehearsal=True))


def _when_free(read: Callable[[], None], console: Console) -> None:
    """`read` from a database that may be locked even for reading: waited for, and said once."""
    said = False
    while True:
        try:
            return read()
        except DatabaseBusy as error:  # it has waited some seconds already
            if not said:
                told = _(
                    "Cơ sở dữ liệu {url} đang bị chương trình khác khóa: đang chờ mở khóa; nhấn Ctrl-C để dừng."
                )
                console.print(Text(told.format(url=error.url)), soft_wrap=True)
            said = True


def _tell_held(installation: Installation, console: Console) -> None:
    with installation.database.read() as session:
        count = len(load_held(session))
    if count:
        told = ngettext(
            "Đang giữ {count} tin có thể đã đến từ lần dùng lại bản sao lưu: xem `thidua db held`.",
            count,
        )
        console.print(Text(told.format(count=count), style="yellow"), soft_wrap=True)


def _say(installation: Installation, console: Console, left_out: tuple[str, ...]) -> None:
    now = say.say_moment(installation.clock.now(), installation.zone)
    told = _("DIỄN TẬP: đồng hồ bắt đầu từ {now}.").format(now=now)
    console.print(Text(told, style="bold red"))
    console.print(_("Không tin nào ra khỏi máy này."))
    if left_out:
        told = _(
            "Không dùng {settings}: diễn tập chỉ nói với máy chủ Bot API thử (`python -m tests.loopback`)"
            " và máy chủ thư ở 127.0.0.1."
        ).format(settings=", ".join(left_out))
        console.print(Text(told), soft_wrap=True)
