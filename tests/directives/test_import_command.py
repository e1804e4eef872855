"""thidua import: JSON, drafts, a table, and what it says of files it cannot read."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.read import read_catalogue, read_definition
from scheduler.directives.cli import register
from tests.directives.letters import letter

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "config" / "anniversaries.yaml")
BODY = "Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024.\nGửi báo cáo tổng kết trước ngày 10/12/2024."


@dataclass
class Given:
    """What the command takes from the installation."""

    catalogue: dict[str, Anniversary] = field(default_factory=lambda: CATALOGUE)
    console: Console = field(default_factory=lambda: Console(width=200))


def run(*arguments: object) -> Result:
    app = typer.Typer()
    register(app)

    @app.callback()
    def main() -> None:
        """A command of several, as in the program."""

    return CliRunner().invoke(app, ["import", *map(str, arguments)], obj=Given())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(letter(BODY).text, encoding="utf-8")
    return path


def test_import_prints_json(file: Path) -> None:
    answer = json.loads(run(file, "--json").stdout)
    assert (answer["schema"], answer["file"]) == ("directive-1", "ke-hoach.txt")
    assert answer["deadlines"][0]["due"] == "2024-12-10"


def test_import_writes_one_json_a_file(file: Path, tmp_path: Path) -> None:
    assert run(file, "--json", "--out", tmp_path / "out").exit_code == 0
    assert (
        json.loads((tmp_path / "out" / "ke-hoach.json").read_text("utf-8"))["phases"][0]["ordinal"]
        == 1
    )


def test_import_writes_a_draft(file: Path, tmp_path: Path) -> None:
    assert run(file, "--draft", tmp_path / "out.yaml").exit_code == 0
    assert read_definition(tmp_path / "out.yaml").campaign == "hoa-an-2024"


def test_import_shows_a_table_with_quotations(file: Path) -> None:
    shown = run(file).stdout
    assert "“từ ngày 15/02/2024 đến ngày 30/6/2024”" in shown
    assert "45/KH-UBND" in shown


def test_unreadable_file_is_told_and_the_others_are_done(file: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 nonsense")
    result = run(scan, tmp_path / "none.txt", file, "--json", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "scan.pdf: tệp hỏng" in result.stderr
    assert "none.txt: không mở được" in result.stderr
    assert (tmp_path / "out" / "ke-hoach.json").exists()


def test_draft_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "pho.txt"
    other.write_text("Cách nấu phở.", encoding="utf-8")
    result = run(other, "--draft", tmp_path / "out.yaml")
    assert result.exit_code == 2
    assert not (tmp_path / "out.yaml").exists()
