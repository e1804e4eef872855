"""`thidua revisions`: every definition a campaign had, and one of them."""

from io import StringIO
from pathlib import Path

import typer
from rich.console import Console
from typer.testing import CliRunner

from config.commands import templates
from config.commands.revisions import register
from config.commands.terminal import Given
from config.settings import Settings
from scheduler.errors import UnknownRevision
from tests.config.desk.in_force import CODE, campaign_in_force


def run(folder: Path, *words: str) -> tuple[str, str, BaseException | None]:
    """What it prints to a program, what stands on the console, and how it ended."""
    app = typer.Typer()
    register(app, Settings())
    templates.register(app, Settings())  # of one command alone the words are its arguments
    screen = StringIO()
    world = campaign_in_force(folder)
    console = Console(file=screen, width=200, no_color=True)
    result = CliRunner().invoke(app, list(words), obj=Given(world.desk.installation, console))
    world.database.close()
    return result.stdout, screen.getvalue(), result.exception


def test_all_are_listed_with_who_and_when(tmp_path: Path) -> None:
    listed = run(tmp_path, "revisions", CODE)[1]
    assert "09:00 thứ Hai, 06/5/2024" in listed
    assert "admin" in listed and "lần đầu" in listed


def test_one_is_printed_as_it_was_written(tmp_path: Path) -> None:
    assert run(tmp_path, "revisions", CODE, "1")[0].startswith(f"campaign: {CODE}\n")


def test_one_there_is_not_is_refused(tmp_path: Path) -> None:
    error = run(tmp_path, "revisions", CODE, "7")[2]
    assert isinstance(error, UnknownRevision)
