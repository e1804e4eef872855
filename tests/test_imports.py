"""The house stands as drawn: arrows point inwards, each library has one home, one file reads the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("scheduler", "bots", "calendars", "config")

# What a part must not import, longest path first; a file obeys the first part it lies in.
FORBIDDEN = (
    ("scheduler/dates", ("bots", "calendars", "config", "scheduler.store", "scheduler.run")),
    ("scheduler/definition", ("bots", "calendars", "config", "scheduler.store", "scheduler.run")),
    ("scheduler/plan", ("bots", "calendars", "config", "scheduler.store", "scheduler.run")),
    ("scheduler", ("bots", "calendars", "config")),
    ("bots", ("calendars", "config")),
    ("calendars", ("bots", "config")),
)
DOORS = ("routes.py", "pages.py", "pages", "config")
# The rooms of the core that hold sessions; elsewhere queries stand beside what they serve, and only read.
QUERIES = ("scheduler/store", "scheduler/run", "scheduler/workflow", "scheduler/campaign")
# Where a library may be imported: a folder, a file, or a name of files and folders anywhere.
HOMES = {
    "sqlmodel": (*QUERIES, "bots/telegram", "calendars", "config"),
    "sqlalchemy": (*QUERIES, "bots/telegram", "calendars", "config"),
    "alembic": ("scheduler/store",),
    "apscheduler": ("scheduler/run",),
    "telegram": ("bots",),
    "aiosmtplib": ("bots/mail",),
    "icalendar": ("calendars", "scheduler/vevent.py"),  # one writer of events, for feeds and mails
    "typer": ("config",),
    "fastapi": (*DOORS, "bots/telegram/loopback"),  # the loopback Bot API is an application itself
    "dateparser": ("scheduler/dates",),
}
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
    for name in _imported(tree, file):
        if _within(name, _forbidden(file)):
            yield f"imports {name}"
        library = name.split(".")[0]
        if library in HOMES and not any(_lives(file, home) for home in HOMES[library]):
            yield f"{library} is not at home here"
    if file != THE_CLOCK:
        yield from (f"reads the clock: {call}" for call in _clock_reads(tree))


def _imported(tree: ast.Module, file: str) -> Iterator[str]:
    """Names of all modules imported, wherever in the file; `from a import b` counts as a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, file)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, file: str) -> str:
    if not node.level:
        return node.module or ""
    folder = file.split("/")[: -node.level]
    return ".".join([*folder, *([node.module] if node.module else [])])


def _clock_reads(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            holder = node.value.attr if isinstance(node.value, ast.Attribute) else None
            holder = node.value.id if isinstance(node.value, ast.Name) else holder
            if (holder, node.attr) in CLOCKS:
                yield f"{holder}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"time.{a.name}" for a in node.names if ("time", a.name) in CLOCKS)


def _forbidden(file: str) -> tuple[str, ...]:
    return next((names for part, names in FORBIDDEN if file.startswith(f"{part}/")), ())


def _within(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def _lives(file: str, home: str) -> bool:
    return file == home or file.startswith(f"{home}/") if "/" in home else home in file.split("/")


def test_house_stands_as_drawn() -> None:
    assert sorted(set(faults(ROOT))) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("scheduler/plan/bad.py", "from scheduler.store.tables import Unit"),
        ("scheduler/plan/bad.py", "from scheduler import run"),
        ("scheduler/dates/bad.py", "def late():\n    import scheduler.run.firing.tick"),
        ("scheduler/definition/bad.py", "from ..store import ledger"),
        ("scheduler/run/bad.py", "from bots.telegram import card"),
        ("scheduler/store/bad.py", "import config.settings"),
        ("scheduler/campaign/bad.py", "from calendars import feed"),
        ("bots/bad.py", "import calendars"),
        ("calendars/bad.py", "def f():\n    from bots import telegram"),
        ("calendars/bad.py", "import config"),
        ("scheduler/plan/bad.py", "import sqlmodel"),
        ("bots/bad.py", "from sqlalchemy import select"),
        ("scheduler/store/bad.py", "from apscheduler.triggers import interval"),
        ("scheduler/run/bad.py", "import telegram"),
        ("bots/bad.py", "import icalendar"),
        ("scheduler/run/bad.py", "import icalendar"),
        ("scheduler/run/bad.py", "import typer"),
        ("calendars/bad.py", "from fastapi import FastAPI"),
        ("bots/bad.py", "import dateparser"),
        ("scheduler/plan/bad.py", "from datetime import datetime\nx = datetime.now()"),
        ("scheduler/run/bad.py", "import datetime\nx = datetime.date.today()"),
        ("bots/bad.py", "import time\nx = time.time()"),
        ("calendars/bad.py", "from time import time"),
    ],
)
def test_house_fault_is_found(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert faults(tmp_path)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        (
            "config/app.py",
            "import bots, calendars, fastapi, typer\nfrom scheduler.campaign import cli",
        ),
        ("calendars/routes.py", "import fastapi\nfrom scheduler.store import tables"),
        ("config/commands/campaigns.py", "import typer\nfrom scheduler.run import tick"),
        ("bots/telegram/sending/channel.py", "import telegram"),
        ("bots/telegram/note.py", "from bots.telegram import card"),
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
