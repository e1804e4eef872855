"""An office's installation as commands see it, in this process: a database, the settings, what was printed."""

from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import typer.main

from config.command import build
from config.settings import read_settings
from scheduler.store.database import Database


@dataclass
class Office:
    """Commands run in `folder`, on the database `url`; a refusal leaves as its error."""

    folder: Path
    url: str
    output: pytest.CaptureFixture[str]
    settings: dict[str, str] = field(default_factory=dict)

    def said(self) -> str:
        """What was printed since asked last, white space made one blank."""
        return " ".join(self.output.readouterr().out.split())

    def having(self, **settings: str) -> "Office":
        """The same with more settings, named without THIDUA_."""
        more = {f"THIDUA_{name.upper()}": value for name, value in settings.items()}
        return replace(self, settings=self.settings | more)

    def run(self, *words: str | Path) -> None:
        """As `thidua WORDS`."""
        environ = {"THIDUA_DATABASE_URL": self.url, "THIDUA_HTTP_PORT": "0", **self.settings}
        arguments = [str(word) for word in words]
        command = typer.main.get_command(build(read_settings(environ), arguments))
        command(args=arguments, prog_name="thidua", standalone_mode=False)

    def rows(self, sql: str) -> list[Any]:
        """What a query of its database answers."""
        with closing(Database(self.url)) as database, database.read() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


@pytest.fixture
def office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Office:
    """Nothing there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return Office(tmp_path, f"sqlite:///{tmp_path / 'thidua.sqlite3'}", capsys)
