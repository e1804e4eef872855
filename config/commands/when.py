"""The command `when`: what a date phrase means."""

import sys
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import typer

from config.commands import terminal
from config.settings import Settings
from scheduler.dates import reading
from scheduler.language import _

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def register(app: typer.Typer, _settings: Settings) -> None:
    """Add the command `when` to `app`, its help in the language spoken now."""

    @app.command()
    def when(
        ctx: typer.Context,
        phrase: str,
        now: str = typer.Option(),
        due: str | None = None,
    ) -> None:
        calendar = terminal.of(ctx).installation.calendar
        said_at = _instant(now, "--now")
        due_at = _instant(due, "--due") if due is not None else None
        phrases: Iterable[str] = sys.stdin if phrase == "-" else (phrase,)
        for line in phrases:
            found = reading.read(
                line.removeprefix("\ufeff"), now=said_at, due=due_at, zone=ZONE, calendar=calendar
            )
            typer.echo(reading.notation(found))
            if phrase != "-":
                for told in reading.told(found, ZONE):
                    typer.echo(told, err=True)  # beside the one line that programs read


def _instant(text: str, option: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
        local = instant if instant.tzinfo else instant.replace(tzinfo=ZONE)
        if local.astimezone(ZONE).year not in reading.YEARS:
            raise ValueError(text)
    except (ValueError, OverflowError):
        raise typer.BadParameter(
            _("“{text}” không phải là thời điểm đọc được; ví dụ đúng: 2024-06-12T09:00").format(
                text=text
            ),
            param_hint=option,
        ) from None
    return local
