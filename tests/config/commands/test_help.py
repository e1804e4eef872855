"""--help speaks the reader's language and leaves no option unexplained."""

import pytest
import typer.main

from config.command import PARTS, build, log_level
from config.commands.help import explain, walk
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


def test_rehearsals_are_read_without_the_log_between() -> None:
    for words in (["demo"], ["rehearse", "x.yaml", "--from", "2024-01-01"]):
        assert log_level("INFO", words) == "ERROR"
        assert log_level("DEBUG", words) == "DEBUG"  # who looks for a fault
    assert log_level("INFO", ["serve"]) == "INFO"
