"""The command `invite` with a picture: no code is made whose picture cannot be."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from scheduler.admin.cli import register
from scheduler.run.clock import Clock, RehearsalClock
from scheduler.store.database import Database
from tests.build import Desk, at, organisation


@dataclass
class Given:
    """What the command takes from the context."""

    database: Database
    clock: Clock
    author: str
    console: Console


def run(database: Database, *arguments: str | Path) -> Result:
    app = typer.Typer()
    register(app)
    given = Given(
        database, RehearsalClock(at("2024-01-16 08:00")), "test", Console(width=200, no_color=True)
    )
    return CliRunner().invoke(app, ["invite", *map(str, arguments)], obj=given)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("ma.xyz", "có đuôi .png, .svg, .pdf, .eps"),
        ("ma", "có đuôi .png, .svg, .pdf, .eps"),
        ("nowhere/ma.png", "Không ghi được"),
    ],
)
def test_picture_that_cannot_be_leaves_no_code(
    sqlite: Database, tmp_path: Path, file: str, told: str
) -> None:
    desk = Desk(sqlite, organisation(2)).open()
    ended = run(sqlite, "u1", "--qr", tmp_path / file)
    said = " ".join(ended.output.replace("│", " ").split())
    assert (ended.exit_code, told in said) == (2, True)
    assert "hưa tạo mã mời nào" in said
    assert desk.rows("SELECT count(*) FROM invite") == [(0,)]


def test_link_for_a_group_is_not_said_to_give_a_post(sqlite: Database, tmp_path: Path) -> None:
    Desk(sqlite, organisation(2)).open()
    ended = run(sqlite, "u1", "--post", "group", "--qr", tmp_path / "ma.png")
    assert "để đưa bot vào nhóm của Đơn vị u1." in ended.output
    assert (tmp_path / "ma.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "ma.png").stat().st_mode & 0o777 == 0o600
