"""The terminal commands are typed at: what each is handed, and where it prints."""

from typing import NamedTuple

import typer
from rich.console import Console

from scheduler.installation import Installation


class Terminal(Console):
    """Where people read. A reader that goes away early is no failure: `main` ends quietly."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Given(NamedTuple):
    """What a command is handed."""

    installation: Installation
    console: Console


def of(ctx: typer.Context) -> Given:
    """What the rim handed to the command that runs."""
    assert isinstance(ctx.obj, Given), "set before any command runs"
    return ctx.obj
