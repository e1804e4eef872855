"""The real program as a process of its own: run to its end, or serving until it is told to stop."""

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import httpx
from sqlalchemy import NullPool, create_engine, text
from sqlmodel import Session

from scheduler.store.database import Database
from tests.acceptance.begun import Forked, Running

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).parent / "thidua"
TOKEN = "123456:AAsecretsecretsecretsecretsecretsec"
POLL_SECONDS = 0.02
START_SECONDS = 30.0  # a machine busy with other tests
# Made once: making one costs ten times what a request does. No connection outlives the program killed under it.
WEB = httpx.Client(trust_env=False, timeout=20, limits=httpx.Limits(max_keepalive_connections=0))

T = TypeVar("T")


def until(ask: Callable[[], T | None], what: str, *, seconds: float = START_SECONDS) -> T:
    """The first answer of `ask` that is true; fails when none comes within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


@dataclass
class Ended:
    """How a run ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both outputs, white space made one blank: lines are broken where the terminal ends."""
        return " ".join((self.out + self.err).split())


@dataclass
class Program:
    """An installation in `home`: its settings, its database (a file there, or at `url`), and `thidua` on it."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    url: str = ""

    @property
    def database(self) -> Path:
        return self.home / "thidua.sqlite3"

    @property
    def database_url(self) -> str:
        return self.url or f"sqlite:///{self.database}"

    @property
    def said(self) -> Path:
        """What its processes wrote, a file each; outside of `home`, which commands may look through."""
        return self.home.with_name(f"{self.home.name}-said")

    @property
    def environment(self) -> dict[str, str]:
        """Ours alone: nothing of the tester's own settings or proxies."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {"THIDUA_DATABASE_URL": self.database_url, "THIDUA_HTTP_PORT": "0"}
        return {"COLUMNS": "200", **kept, **own, **self.settings}

    def having(self, **settings: str) -> "Program":
        """The same installation with more settings, named without THIDUA_."""
        more = {f"THIDUA_{name.upper()}": value for name, value in settings.items()}
        return replace(self, settings=self.settings | more)

    def run(
        self,
        *words: str | Path,
        cwd: Path | None = None,
        given: str | None = None,
        environment: dict[str, str] | None = None,
        seconds: float = 60.0,
    ) -> Ended:
        """Run `thidua` to its end; `given` is what a person types, nothing when None."""
        typed, out, err = (self._file(kind) for kind in ("in", "out", "err"))
        typed.write_text(given or "", "utf-8")
        begun = Forked(
            [*map(str, words)],
            cwd=cwd or self.home,
            env=self.environment | (environment or {}),
            files=(typed, out, err),
        )
        try:
            code = begun.wait(seconds)
        finally:
            begun.send_signal(signal.SIGKILL)
        return Ended(code, out.read_text("utf-8"), err.read_text("utf-8"))

    def run_anew(self, *words: str | Path, environment: dict[str, str] | None = None) -> Ended:
        """As `run`, from the start of an interpreter."""
        done = subprocess.run(
            [COMMAND, *map(str, words)],
            cwd=self.home,
            env=self.environment | (environment or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def must(self, *words: str | Path) -> str:
        """As `run`, where only success will do; what it printed."""
        ended = self.run(*words)
        assert ended.code == 0, ended.err
        return ended.out

    def rows(self, sql: str) -> list[Any]:
        """What a query of its database answers."""
        if self.url:
            with create_engine(self.url, poolclass=NullPool).connect() as connection:
                return [tuple(row) for row in connection.execute(text(sql))]
        with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as database:
            return database.execute(sql).fetchall()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """Its database, changed as an admin's command would, without the second a command takes to start."""
        with (
            contextlib.closing(Database(self.database_url)) as database,
            database.write() as session,
        ):
            yield session

    def copied_to(self, home: Path) -> "Program":
        """Another installation in `home` that begins as this one stands."""
        other = replace(self, home=home)
        for file in self.home.glob(f"{self.database.name}*"):  # what is not in the file yet, too
            shutil.copy(file, other.home / file.name)
        return other

    @contextlib.contextmanager
    def serving(self, *words: str, anew: bool = False) -> Iterator["Serving"]:
        """`thidua serve` while the block runs; whatever is left of it is killed at the end."""
        serving = self.start(*words, anew=anew)
        try:
            yield serving
        finally:
            serving.kill()

    def start(self, *words: str, anew: bool = False) -> "Serving":
        """`thidua serve`, begun; from the start of an interpreter with `anew`."""
        log = self._file("log")
        if not anew:
            files = (Path(os.devnull), log, log)
            forked = Forked(["serve", *words], cwd=self.home, env=self.environment, files=files)
            return Serving(forked, log)
        with log.open("ab") as file:
            process = subprocess.Popen(
                [COMMAND, "serve", *words],
                cwd=self.home,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        return Serving(process, log)

    def _file(self, kind: str) -> Path:
        """For what one process says; another one each time."""
        file = self.said / f"{time.monotonic_ns()}.{kind}"
        file.parent.mkdir(exist_ok=True)
        file.touch()
        return file


@dataclass
class Serving:
    """A running `thidua serve`."""

    process: Running
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    @property
    def url(self) -> str:
        """Where it listens, once it does."""
        return until(self._address, "an address in the log")

    def _address(self) -> str | None:
        found = re.search(r"listening on (http://\S+)", self.said)
        assert found or self.process.poll() is None, self.said
        return found[1] if found else None

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer to GET `path`."""
        return WEB.get(self.url + path, headers=headers)

    def stop(self, *, seconds: float = 10.0) -> int:
        """Ask it to stop, once it listens: a signal before that ends it as it ends any program. Its exit code."""
        assert self.url
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def ended(self, *, seconds: float = START_SECONDS) -> int:
        """Its exit code, when it ends by itself."""
        return self.process.wait(seconds)

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does; nothing when it has ended."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
