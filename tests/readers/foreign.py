"""Readers of other people, each in a place of its own: npm, the system's libical, vdirsyncer over real HTTP."""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tests.calendars.test_feed_readers import Seen, by_hand, by_ics, by_vobject

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"
VDIRSYNCER = "vdirsyncer==0.21.0"
WAIT = 300  # seconds
NO_UID = "-"  # for a reader that gives every event a UID of its own


@dataclass(frozen=True)
class Fetched:
    """A feed as it was served, as bytes, as a file, and where to fetch it again."""

    name: str
    url: str
    file: Path

    @property
    def document(self) -> bytes:
        """What was served."""
        return self.file.read_bytes()


Reader = Callable[[Fetched], list[Seen]]


class Missing(Exception):
    """A reader this machine cannot have; the text says what would help."""


def readers(folder: Path) -> Iterable[tuple[str, Callable[[], Reader]]]:
    """Every reader by name, with what makes it ready below `folder`. Raises Missing when called."""
    yield "vobject", lambda: lambda of: by_vobject(of.document)
    yield "ics", lambda: lambda of: by_ics(of.document)
    yield "by hand", lambda: lambda of: by_hand(of.document)
    yield "ical.js", lambda: _node("ical.js", folder)
    yield "node-ical", lambda: _node("node-ical", folder)
    yield "libical", _libical
    yield "vdirsyncer", lambda: _vdirsyncer(folder)


def npm_place(folder: Path, parser: str) -> Path:
    """Where node finds `parser`, installed there if need be. Raises Missing."""
    if not shutil.which("npm"):
        raise Missing("apt-get install nodejs npm")
    place = folder / "npm"
    if not (place / "node_modules" / parser).exists():
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", place)
        run("npm", "install", "--silent", "--no-audit", "--no-fund", cwd=place)
    return place


def _node(parser: str, folder: Path) -> Reader:
    place = npm_place(folder, parser)
    script = str(HERE / "read.mjs")
    return lambda of: _parsed(run("node", script, parser, str(of.file), str(place)))


def _libical() -> Reader:
    probe = "import gi; gi.require_version('ICalGLib', '3.0')"
    try:
        run(SYSTEM_PYTHON, "-c", probe)
    except (OSError, subprocess.CalledProcessError):
        raise Missing("apt-get install python3-gi gir1.2-ical-3.0") from None
    script = str(HERE / "read_libical.py")
    return lambda of: _parsed(run(SYSTEM_PYTHON, script, str(of.file)))


def _vdirsyncer(folder: Path) -> Reader:
    place = folder / "vdirsyncer"
    program = place / "bin" / "vdirsyncer"
    if not program.exists():
        venv.create(place, with_pip=True)
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", VDIRSYNCER]
        try:
            run(*pip)
        except subprocess.CalledProcessError:
            raise Missing(f"{VDIRSYNCER} cannot be installed here") from None
    return lambda of: _synced(program, of, folder / "synced" / of.name)


SYNC = """
[general]
status_path = "{place}/status"
[pair feed]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "{place}/items"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""


def _synced(program: Path, of: Fetched, place: Path) -> list[Seen]:
    """What lies in the folder after a synchronisation over HTTP: one file an event, cut by the other program."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "items").mkdir(parents=True)
    (place / "config").write_text(SYNC.format(place=place, url=of.url), "utf-8")
    environ = os.environ | {"VDIRSYNCER_CONFIG": str(place / "config"), "NO_PROXY": "*"}
    run(str(program), "discover", environ=environ, answer="y\n" * 5)
    run(str(program), "sync", environ=environ)
    files = (file.read_bytes() for file in (place / "items").glob("*.ics"))
    # it names what it fetches over HTTP by its hash
    return [(NO_UID, *rest) for octets in files for _uid, *rest in by_hand(_crlf(octets))]


def _crlf(octets: bytes) -> bytes:
    return octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def run(
    *command: str, cwd: Path | None = None, environ: dict[str, str] | None = None, answer: str = ""
) -> str:
    """What `command` printed. Raises CalledProcessError."""
    done = subprocess.run(
        command, cwd=cwd, env=environ, input=answer, capture_output=True, text=True,
        encoding="utf-8", timeout=WAIT, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.stderr.write(done.stderr[-2000:])
        raise subprocess.CalledProcessError(done.returncode, command)
    return done.stdout


def _parsed(text: str) -> list[Seen]:
    return [(u, t, d, _moment(start), _moment(end)) for u, t, d, start, end in json.loads(text)]


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
