"""The house stands as drawn: each room imports only what stands below it, each library is at home in its rooms,
one file reads the clock."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("scheduler", "bots", "calendars", "config")

# The rooms from the ground up; those on one floor do not import each other. Of two that fit, a file is in the longer.
FLOORS = (
    ("scheduler/errors",),
    (
        "scheduler/happenings.py",
        "scheduler/language.py",
        "scheduler/posts.py",
        "scheduler/states.py",
        "scheduler/text.py",
    ),
    (
        "scheduler/actions.py",
        "scheduler/clock.py",
        "scheduler/content_lines.py",
        "scheduler/spell.py",
        "scheduler/steps.py",
    ),
    ("scheduler/dates",),
    ("scheduler/definition",),
    ("scheduler/directives",),
    ("scheduler/plan",),
    ("scheduler/store",),
    ("scheduler/installation.py",),
    ("scheduler/workflow",),
    ("scheduler/run/outcome.py",),
    ("scheduler/run/firing",),
    ("scheduler/run/saying",),
    ("scheduler/run/sending",),
    ("scheduler/run/engines",),
    ("scheduler/run",),
    ("scheduler/words",),
    ("scheduler/vevent.py",),
    ("scheduler/campaign",),
    ("scheduler/web",),
    ("bots/backoff.py",),
    ("bots/mail", "bots/telegram"),
    ("bots/telegram/sending",),
    ("bots/telegram/talk",),
    ("bots/telegram/hearing", "calendars"),
    ("calendars/pages",),
    ("config",),
    ("config/commands",),
    ("config/command.py",),
)
DOORS = {"bots", "calendars"}  # on whatever floors they have rooms, they do not import each other
QUERIES = (
    "scheduler/store",
    "scheduler/workflow",
    "scheduler/run",
    "scheduler/campaign",
    "calendars",
)
FASTAPI = (
    "scheduler/web",
    "calendars/routes.py",
    "calendars/pages",
    "bots/telegram/hearing/routes.py",
    "config/app.py",
    "config/listening.py",
    "config/serve.py",
)
# Where each dependency of pyproject may be imported, by the name it is imported by.
HOMES = {
    "apscheduler": ("scheduler/run/engines",),
    "sqlmodel": QUERIES,
    "sqlalchemy": QUERIES,
    "alembic": ("scheduler/store",),
    "psycopg": ("scheduler/store",),
    "telegram": ("bots/telegram",),
    "httpx": ("bots/telegram",),
    "sniffio": (),
    "aiosmtplib": ("bots/mail",),
    "icalendar": ("scheduler/vevent.py", "calendars"),
    "dateparser": ("scheduler/dates",),
    "holidays": ("scheduler/dates",),
    "lunar_vn": ("scheduler/dates",),
    "babel": ("scheduler/language.py", "scheduler/dates"),
    "pydantic": ("scheduler/dates", "scheduler/definition", "config"),
    "pydantic_core": ("scheduler/dates", "scheduler/definition"),
    "yaml": ("scheduler/definition",),
    "docx": ("scheduler/directives/page",),
    "pypdf": ("scheduler/directives/page",),
    "selectolax": ("scheduler/directives/page",),
    "segno": ("config/commands", "calendars/pages"),
    "fastapi": FASTAPI,
    "starlette": FASTAPI,
    "jinja2": ("scheduler/web/templates.py",),
    "uvicorn": ("config",),
    "h11": ("config",),
    "typer": ("config/commands", "config/command.py"),
    "rich": ("config/commands", "config/command.py"),
}
# A dependency that is imported by another name than its own.
IMPORTED_AS = {
    "python-telegram-bot": "telegram",
    "pyyaml": "yaml",
    "python-docx": "docx",
}
# Imported though no line of pyproject names it: it comes with one that does.
BROUGHT_ALONG = {
    "sqlalchemy": "sqlmodel",
    "starlette": "fastapi",
    "pydantic_core": "pydantic",
    "h11": "uvicorn",
}
BY_NAME = "config/command.py"  # the one table that loads modules by their names
CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "monotonic"), ("time", "time_ns"), ("time", "perf_counter"),
}  # fmt: skip
THE_CLOCK = "scheduler/clock.py"


def faults(root: Path) -> list[str]:
    """Everything under `root` that stands in the wrong place, each with its file."""
    return [
        f"{path.relative_to(root).as_posix()}: {fault}"
        for part in OURS
        for path in sorted((root / part).rglob("*.py"))
        for fault in _faults_in(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    ]


def _faults_in(file: str, source: str) -> Iterator[str]:
    tree = ast.parse(source)
    room = _room(file)
    if room is None and not _is_front(file):
        yield "stands in no room"
    for name in _imported(tree, file):
        if name.split(".")[0] in OURS:
            yield from _wrong_arrow(file, room, name)
        else:
            yield from _not_at_home(file, name.split(".")[0])
    if file != THE_CLOCK:
        yield from (f"reads the clock: {call}" for call in _clock_reads(tree))


def _wrong_arrow(file: str, room: str | None, name: str) -> Iterator[str]:
    if name == "?":
        return
    wanted = _room(name.replace(".", "/"))
    if wanted is None:
        yield f"imports {name}, which stands in no room"
    elif room != wanted and (room is None or _floor(wanted) >= _floor(room)):
        yield f"{room} imports {name}"
    elif {file.split("/")[0], name.split(".")[0]} == DOORS:
        yield f"one door imports another: {name}"


def _not_at_home(file: str, library: str) -> Iterator[str]:
    if library == "?":
        if file != BY_NAME:
            yield "loads a module whose name is made"
    elif library in HOMES:
        if not any(_lies_in(file, home) for home in HOMES[library]):
            yield f"{library} is not at home here"
    elif library not in sys.stdlib_module_names:
        yield f"{library} is at home nowhere"


def _imported(tree: ast.Module, file: str) -> Iterator[str]:
    """Names of all modules imported, wherever in the file and however; "?" for a name that is made."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{_absolute(node, file)}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__"):
            asked = node.args[0] if node.args else None
            known = isinstance(asked, ast.Constant) and isinstance(asked.value, str)
            yield asked.value if known else "?"  # type: ignore[union-attr,misc]  # known


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _absolute(node: ast.ImportFrom, file: str) -> str:
    if not node.level:
        return node.module or ""
    folder = file.split("/")[: -node.level]
    return ".".join([*folder, *([node.module] if node.module else [])])


def _clock_reads(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            holder = _name(node.value)
            if (holder, node.attr) in CLOCKS:
                yield f"{holder}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"time.{a.name}" for a in node.names if ("time", a.name) in CLOCKS)


def _room(path: str) -> str | None:
    """The room of a file, or of a module written as a path."""
    found = [room for rooms in FLOORS for room in rooms if _lies_in(path, room)]
    return max(found, key=len, default=None)


def _lies_in(path: str, room: str) -> bool:
    return any(path == p or path.startswith(f"{p}/") for p in (room, room.removesuffix(".py")))


def _floor(room: str) -> int:
    return next(floor for floor, rooms in enumerate(FLOORS) if room in rooms)


def _is_front(file: str) -> bool:
    """What a package says of itself before any room: it imports nothing of ours."""
    return file in {f"{part}/__init__.py" for part in OURS}


def test_house_stands_as_drawn() -> None:
    assert sorted(set(faults(ROOT))) == []


def test_every_dependency_has_a_home() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {_name_of(line) for line in project["dependencies"]}
    imported = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}
    assert imported == set(HOMES) - set(BROUGHT_ALONG)


def _name_of(requirement: str) -> str:
    """The name before versions and extras."""
    end = next((i for i, c in enumerate(requirement) if c in "[<>=~! "), len(requirement))
    return requirement[:end]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("scheduler/store/bad.py", "from scheduler.run.firing import tick"),
        ("scheduler/store/bad.py", "from scheduler.workflow import actor"),
        ("scheduler/plan/bad.py", "from scheduler.workflow.report import StoredFile"),
        ("scheduler/plan/bad.py", "from scheduler.store.tables import Unit"),
        ("scheduler/dates/bad.py", "from scheduler.plan import model"),
        ("scheduler/directives/bad.py", "import scheduler.store.database"),
        ("scheduler/definition/bad.py", "from ..directives import model"),
        ("scheduler/errors/bad.py", "from scheduler.store.tables import Unit"),
        ("scheduler/language.py", "from scheduler.run.outcome import Outcome"),
        ("scheduler/states.py", "from scheduler import text"),
        ("scheduler/installation.py", "from scheduler.run.sending.drain import Drain"),
        ("scheduler/workflow/bad.py", "from scheduler import run"),
        ("scheduler/run/firing/bad.py", "from scheduler.run.saying import notice"),
        ("scheduler/run/saying/bad.py", "from scheduler.run.sending import lanes"),
        ("scheduler/run/bad.py", "from scheduler.words import telling"),
        ("scheduler/words/bad.py", "from scheduler.campaign import board"),
        ("scheduler/campaign/bad.py", "from bots.telegram.sending import card"),
        ("scheduler/web/bad.py", "from calendars import feed"),
        ("bots/mail/bad.py", "from bots.telegram.sending import card"),
        ("bots/telegram/sending/bad.py", "from bots.telegram.talk import commands"),
        ("bots/bad.py", "import calendars.feed"),
        ("calendars/bad.py", "from bots import telegram"),
        ("calendars/bad.py", "import config.settings"),
        ("config/bad.py", "from config.commands import serve"),
        ("scheduler/dates/bad.py", "def late():\n    import scheduler.run.firing.tick"),
        ("scheduler/store/bad.py", "if TYPE_CHECKING:\n    from scheduler.run import daily"),
        (
            "scheduler/store/bad.py",
            "import importlib\nimportlib.import_module('scheduler.run.daily')",
        ),
        ("scheduler/store/bad.py", "__import__('scheduler.run.daily')"),
        ("config/bad.py", "from importlib import import_module\nimport_module(name)"),
        ("scheduler/util.py", "import os"),
        ("config/bad.py", "from scheduler import somewhere"),
    ],
)
def test_wrong_arrow_is_found(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert faults(tmp_path)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("scheduler/plan/bad.py", "import sqlmodel"),
        ("scheduler/plan/bad.py", "import httpx"),
        ("scheduler/workflow/bad.py", "from rich.table import Table"),
        ("scheduler/workflow/bad.py", "import typer"),
        ("scheduler/run/bad.py", "import telegram"),
        ("scheduler/run/firing/bad.py", "from apscheduler.triggers import interval"),
        ("scheduler/words/bad.py", "import jinja2"),
        ("bots/telegram/bad.py", "from sqlmodel import Session"),
        ("bots/telegram/bad.py", "def f():\n    from sqlalchemy import select"),
        ("bots/telegram/talk/bad.py", "from fastapi import FastAPI"),
        ("bots/mail/bad.py", "import icalendar"),
        ("bots/mail/bad.py", "import dateparser"),
        ("calendars/pages/bad.py", "from jinja2 import Environment"),
        ("calendars/bad.py", "from fastapi import Request"),
        ("bots/telegram/hearing/bad.py", "from fastapi import Request"),
        ("config/bad.py", "from starlette.requests import Request"),
        ("config/bad.py", "import typer"),
        ("config/bad.py", "from rich.console import Console"),
        ("config/commands/bad.py", "from sqlmodel import select"),
        ("config/commands/bad.py", "import requests"),
        ("bots/mail/bad.py", "importlib.import_module('telegram.error')"),
    ],
)
def test_library_away_from_home_is_found(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert faults(tmp_path)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("scheduler/plan/bad.py", "from datetime import datetime\nx = datetime.now()"),
        ("scheduler/run/bad.py", "import datetime\nx = datetime.date.today()"),
        ("bots/telegram/bad.py", "import time\nx = time.time()"),
        ("calendars/bad.py", "from time import time"),
    ],
)
def test_second_clock_is_found(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert faults(tmp_path)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("scheduler/__init__.py", ""),
        ("config/app.py", "import fastapi\nfrom calendars.pages import routes\nimport bots.mail"),
        ("config/command.py", "import typer, importlib\nimportlib.import_module(name)"),
        ("config/commands/campaigns.py", "import rich\nfrom scheduler.campaign import board"),
        ("calendars/routes.py", "import fastapi, sqlmodel\nfrom scheduler.store import tables"),
        ("scheduler/run/sending/drain.py", "from scheduler.run import outcome"),
        ("scheduler/run/sending/drain.py", "from . import lanes\nfrom ..firing import due"),
        ("bots/telegram/sending/channel.py", "import telegram\nfrom bots.telegram import press"),
        ("scheduler/clock.py", "from datetime import datetime\nx = datetime.now()"),
        ("scheduler/vevent.py", "import icalendar"),
    ],
)
def test_house_leaves_what_is_right(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert faults(tmp_path) == []


def _put(root: Path, file: str, source: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True)
    path.write_text(source, "utf-8")
