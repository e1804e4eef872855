"""The desk on a port of loopback in the browser of this run, and `thidua` beside it on the same database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI

from config.desk.visiting import COOKIE
from config.settings import HERE
from scheduler.access.roles import Role
from scheduler.clock import RehearsalClock
from tests.chromium import DESK, Chromium, Scheme, Screen
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_world import OURS, DeskWorld, open_desk
from tests.listening import listening

ROOT = Path(__file__).parents[3]
RUN = "import sys; from config.command import main; sys.argv[0] = 'thidua'; main()"


@dataclass
class ServedDesk:
    """Sessions go by `world.wall`, which begins at the real time, as the commands have it, and can be moved on."""

    folder: Path
    base: str
    world: DeskWorld
    browser: Chromium
    places: dict[str, str] = field(
        default_factory=dict
    )  # what a test looks for there, by its own name

    def open(
        self,
        role: Role | None = None,
        *,
        issuer: str = OURS,
        size: tuple[int, int] = DESK,
        scheme: Scheme = "light",
        scripts: bool = True,
    ) -> Screen:
        """A new window in which that role is signed in already; nobody with None."""
        screen = self.browser.open(size, scheme=scheme, scripts=scripts)
        if role is not None:
            cookie = {"name": COOKIE, "value": self.world.sign_in(role, issuer)}
            secure = {"url": self.base.replace("http:", "https:"), "secure": True, "httpOnly": True}
            screen.page.context.add_cookies([cookie | secure])
        return screen

    def clerk(self, role: Role | None = None, *, issuer: str = OURS, scripts: bool = True) -> Clerk:
        """Somebody at a new window; signed in already where `role` is told."""
        files = self.folder / "to-bring"
        files.mkdir(exist_ok=True)
        return Clerk(self.open(role, issuer=issuer, scripts=scripts), self.base, files)

    def thidua(self, *words: str | Path) -> str:
        """What the command prints; it ends well."""
        settings = {
            "THIDUA_DATABASE_URL": self.world.desk.installation.database_url,
            "THIDUA_CONFIG_DIR": str(HERE / "samples"),
            "THIDUA_HTTP_PORT": str(urlsplit(self.base).port),
            "COLUMNS": "200",
        }
        others = {name: value for name, value in os.environ.items() if "THIDUA" not in name}
        done = subprocess.run(
            [sys.executable, "-c", RUN, *map(str, words)],
            env={**others, "PYTHONPATH": str(ROOT)} | settings, cwd=self.folder, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def pass_time(self, time: timedelta) -> None:
        """Let it pass for sessions and links; campaigns stand still."""
        self.world.wall.advance_to(self.world.wall.now() + time)


@contextmanager
def serving(folder: Path, browser: Chromium) -> Iterator[ServedDesk]:
    """The desk below `folder`, nobody signed in; every window is closed when the block ends."""
    worlds: list[DeskWorld] = []

    def make(base: str) -> FastAPI:
        world = open_desk(folder)
        known = replace(world.desk.installation, base_url=base, outside_url=base)
        world.database.close()
        wall = RehearsalClock(datetime.now(UTC))
        desk = replace(world.desk, installation=known, wall=wall)
        worlds.append(DeskWorld(desk, wall))
        return worlds[0].app

    with listening(make) as base:
        try:
            yield ServedDesk(folder, base, worlds[0], browser)
        finally:
            browser.close_windows()
            worlds[0].database.close()
