"""An admin who types commands in one process: a definition file, the units of the tests, a clock that obeys."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from typer.testing import CliRunner

from config.commands.campaigns import register
from config.commands.terminal import Given
from config.settings import Settings
from scheduler.clock import RehearsalClock
from scheduler.installation import Installation
from tests.at_terminal import handed
from tests.build import Province, at, organisation

DEFINITION = """\
campaign: pt-2024
title: Thi đua 2024
year: 2024
issuer: pt
directive: {number: 210/KH-UBND, issuer: UBND tỉnh}
phases:
  - {id: dot-1, title: Đợt 1, first_day: 01-01, last_day: 06-30}
duties:
  - id: bc
    title: Báo cáo bc
    kind: bao_cao_khac
    due: {by: 07-31}
    origin: {quoted: trước ngày 01/8}
    owed_by: {all: true, except: [u0]}
    to: u0
"""


@dataclass
class Admin:
    """Commands on the database of `province`, with `text` as the file they are given."""

    province: Province
    folder: Path
    text: str = DEFINITION
    now: str = "2024-01-15 09:00"
    console: Console = field(default_factory=lambda: Console(width=200, no_color=True))

    def edit(self, old: str, new: str) -> None:
        """Write `new` in place of `old`, which stands in the file once."""
        assert self.text.count(old) == 1, old
        self.text = self.text.replace(old, new)

    def run(self, command: str, *arguments: str) -> str:
        """What the command prints, white space made one blank; it must end well."""
        file = self.folder / "nhap.yaml"
        file.write_text(self.text, "utf-8")
        app = typer.Typer()
        register(app, Settings())
        ended = CliRunner().invoke(app, [command, str(file), *arguments], obj=self._handed())
        assert ended.exit_code == 0, (ended.output, ended.exception)
        return " ".join(ended.stdout.replace("│", " ").replace("┃", " ").split())

    def plan(self) -> Any:
        """What `plan --json` says."""
        return json.loads(self.run("plan", "--json"))

    def apply(self) -> Any:
        """What `apply --json` says it did."""
        return json.loads(self.run("apply", "--yes", "--json"))

    def ledger(self, kind: str) -> list[tuple[str, Any]]:
        """Subject and data of the entries of that kind, in order."""
        rows = self.province.rows("SELECT kind, subject, data FROM ledger ORDER BY seq")
        return [(subject, json.loads(data)) for found, subject, data in rows if found == kind]

    def installation(self) -> Installation:
        """The installation at `now`."""
        return self._handed().installation

    def _handed(self) -> Given:
        found = handed(
            self.province.database,
            clock=RehearsalClock(at(self.now)),
            console=self.console,
            database_url=self.province.database.name,
            author="admin",
        )
        found.installation.organisations = (organisation(3),)
        return found
