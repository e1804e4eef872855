"""What a command is handed where a test runs it in its own process."""

from pathlib import Path
from typing import Any

from rich.console import Console

from config.commands.terminal import Given
from scheduler.clock import Clock, RehearsalClock
from scheduler.installation import Installation
from scheduler.store.database import Database
from tests.build import ZONE, at

CONFIG = Path(__file__).parents[1] / "config"
NEVER = RehearsalClock(at("2024-01-15 09:00"))  # for commands that do not ask


def handed(
    database: Database | None = None,
    *,
    clock: Clock = NEVER,
    console: Console | None = None,
    width: int = 200,
    **others: Any,
) -> Given:
    """The program's own files, `database` and the clock; `others` as Installation has them."""
    values: dict[str, Any] = {"database_url": "", "config_dir": CONFIG, "program_dir": CONFIG}
    values |= {"zone": ZONE, "base_url": "", "author": "test"} | others
    installation = Installation(clock=clock, **values)
    if database is not None:
        installation.database = database
    return Given(installation, console or Console(width=width, no_color=True))
