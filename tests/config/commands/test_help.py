"""--help speaks the reader's language and leaves no option unexplained."""

import subprocess
import sys

import pytest
import typer.main

from config.command import PARTS, build, log_level
from config.commands.help import explain, walk
from config.commands.summaries import summaries
from config.settings import Settings
from scheduler import language


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_help_explains_every_parameter(spoken: str) -> None:
    command = typer.main.get_command(build(Settings()))
    with language.use(spoken):
        explain(command)
        silent = [
            f"{words} {parameter.name}"
            for words, one in walk(command)
            for parameter in one.params
            if not parameter.help or not parameter.help.endswith(".")
        ]
    assert silent == []


def test_every_command_imports_its_own_part_only() -> None:
    whole = typer.main.get_command(build(Settings()))
    named = set().union(*PARTS.values())
    assert named == set(getattr(whole, "commands", {}))


@pytest.mark.parametrize("words", [["--help"], ["boad"], ["ledger", "verify"]])
def test_commands_are_listed_alike_whatever_was_imported(words: list[str]) -> None:
    listed = {
        name: one.help
        for name, one in typer.main.get_command(build(Settings(), words)).commands.items()  # type: ignore[attr-defined]
    }
    assert listed == summaries()


def test_list_of_commands_imports_none_of_them() -> None:
    """What takes time is imported by the command that needs it."""
    code = (
        "import sys; from config.command import build, PARTS; from config.settings import Settings;"
        "build(Settings(), ['--help']); print(*sorted(set(PARTS) & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == ""


def test_rehearsals_are_read_without_the_log_between() -> None:
    for words in (["demo"], ["rehearse", "x.yaml", "--from", "2024-01-01"]):
        assert log_level("INFO", words) == "ERROR"
        assert log_level("DEBUG", words) == "DEBUG"  # who looks for a fault
    assert log_level("INFO", ["serve"]) == "INFO"
