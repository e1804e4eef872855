"""The house stands as drawn: each room imports only what stands below it, each library is at home in its rooms,
one file reads the clock."""

import ast
import re
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
        "scheduler/proof.py",
        "scheduler/states.py",
        "scheduler/text.py",
    ),
    (
        "scheduler/actions.py",
        "scheduler/body_names.py",
        "scheduler/clock.py",
        "scheduler/content_lines.py",
        "scheduler/spell.py",
        "scheduler/steps.py",
    ),
    ("scheduler/dates",),
    ("scheduler/definition",),
    ("scheduler/directives",),
    ("scheduler/unit_lists",),
    ("scheduler/plan",),
    ("scheduler/store",),
    ("scheduler/installation.py",),
    ("scheduler/workflow",),
    ("scheduler/access",),
    ("scheduler/run/outcome.py",),
    ("scheduler/run/firing",),
    ("scheduler/run/saying",),
    ("scheduler/run/sending",),
    ("scheduler/run/engines",),
    ("scheduler/run",),
    ("scheduler/words",),
    ("scheduler/vevent.py",),
    ("scheduler/campaign",),
    ("scheduler/campaign/drafting",),
    ("scheduler/campaign/editing",),
    ("scheduler/web",),
    ("bots/backoff.py",),
    ("bots/mail", "bots/telegram"),
    ("bots/telegram/sending",),
    ("bots/telegram/talk",),
    ("bots/telegram/hearing", "calendars"),
    ("calendars/pages",),
    ("config/desk",),
    ("config",),
    ("config/demo",),
    ("config/commands",),
    ("config/command.py",),
)
A_MODULE = re.compile(rf"({'|'.join(OURS)})(\.[a-z_0-9]+)+(:\w+)?")
DOORS = {"bots", "calendars"}  # on whatever floors they have rooms, they do not import each other
# Where each dependency of pyproject may be imported, by the name it is imported by: nowhere it is not needed.
QUERIES = (
    "scheduler/store",
    "scheduler/workflow",
    "scheduler/access",
    "scheduler/campaign/drafting",
    "scheduler/campaign/editing",
    "scheduler/run/restored.py",
    "scheduler/run/firing",
    "scheduler/run/saying",
    "scheduler/run/sending",
    "scheduler/campaign/board.py",
    "scheduler/campaign/board_counts.py",
    "scheduler/campaign/board_page.py",
    "scheduler/campaign/brought_lists.py",
    "scheduler/campaign/invitations.py",
    "scheduler/campaign/overview.py",
    "calendars/changes.py",
    "calendars/deadlines.py",
    "calendars/families.py",
    "calendars/query.py",
    "calendars/subscriptions.py",
    "calendars/targets.py",
    "calendars/pages/links.py",
)
SESSIONS = (
    *QUERIES,
    "scheduler/run/daily.py",
    "scheduler/campaign/issuers.py",
    "scheduler/campaign/organising.py",
    "scheduler/campaign/proposals.py",
    "scheduler/campaign/reaching.py",
    "scheduler/campaign/rehearsal.py",
    "calendars/known_links.py",
    "calendars/listed_links.py",
    "calendars/printed.py",
    "calendars/published.py",
    "calendars/routes.py",
    "calendars/pages/managing.py",
    "calendars/pages/reader.py",
    "calendars/pages/routes.py",
    "calendars/pages/views.py",
)
HOMES = {
    "apscheduler": ("scheduler/run/engines/local.py",),
    "sqlmodel": SESSIONS,
    "sqlalchemy": QUERIES,
    "alembic": ("scheduler/store/schema.py", "scheduler/store/revisions"),
    "psycopg": (),  # named by the address of a database only
    "telegram": ("bots/telegram/files.py", "bots/telegram/sending", "bots/telegram/hearing"),
    "httpx": ("bots/telegram/sending/outcome.py",),
    "sniffio": (),
    "aiosmtplib": ("bots/mail/connection.py",),
    "icalendar": ("scheduler/vevent.py", "calendars/event.py"),
    "dateparser": ("scheduler/dates/reading/foreign.py",),
    "holidays": ("scheduler/dates/public_holidays.py",),
    "lunar_vn": ("scheduler/dates/lunar.py",),
    "babel": ("scheduler/language.py",),
    "pydantic": (
        "scheduler/dates/anniversaries.py",
        "scheduler/definition",
        "config/settings.py",
        "config/commands/usage.py",
    ),
    "pydantic_core": ("scheduler/dates/anniversaries.py", "scheduler/definition"),
    "yaml": ("scheduler/definition/syntax.py", "scheduler/definition/yaml.py"),
    "docx": ("scheduler/directives/page/opening.py",),
    "pypdf": ("scheduler/directives/page/opening.py",),
    "python_calamine": ("scheduler/unit_lists",),
    "xlsxwriter": ("scheduler/unit_lists",),
    "selectolax": ("scheduler/directives/page/opening.py",),
    "python_multipart": ("scheduler/web/upload.py",),
    "wtforms": ("config/desk",),
    "pwdlib": ("scheduler/access/passwords.py",),
    "segno": ("config/commands/invite.py", "calendars/pages/views.py"),
    "fastapi": (
        "scheduler/web",
        "calendars/routes.py",
        "calendars/pages",
        "bots/telegram/hearing/routes.py",
        "config/desk",
        "config/app.py",
        "config/listening.py",
        "config/serve.py",
    ),
    "starlette": ("scheduler/web",),
    "jinja2": ("scheduler/web/templates.py",),
    "uvicorn": ("config/listening.py",),
    "h11": ("config/listening.py",),
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
# A library that another one hands on.
HANDED_ON = {
    "fastapi.templating": "jinja2",
    "starlette.templating": "jinja2",
    "fastapi.testclient": "httpx",
    "starlette.testclient": "httpx",
}
BY_NAME = "config/command.py"  # the one table that loads modules by their names
LOADERS = {"importlib", "runpy", "pkgutil", "zipimport", "builtins", "code", "codeop"}
UNREADABLE = {"exec", "eval", "compile", "__import__", "__builtins__", "sys.modules", "sys.path"}
CLOCKS = {
    *(f"{day}.{read}" for day in ("datetime", "date") for read in ("now", "utcnow", "today")),
    *(f"time.{read}{ns}" for read in ("time", "monotonic", "perf_counter") for ns in ("", "_ns")),
    *(f"time.{read}" for read in ("localtime", "gmtime", "ctime", "asctime", "clock_gettime")),
    *(f"func.{read}" for read in ("now", "current_timestamp", "current_date", "current_time")),
    *(f"{loop}().time" for loop in ("get_running_loop", "get_event_loop")),
}
THE_CLOCK = "scheduler/clock.py"


def faults(root: Path) -> list[str]:
    """Everything under `root` that stands in the wrong place, each with its file."""
    files = [path for part in OURS for path in sorted((root / part).rglob("*.py"))]
    return [
        f"{path.relative_to(root).as_posix()}: {fault}"
        for path in files
        for fault in _faults_in(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    ] + [
        f"{folder.relative_to(root).as_posix()}: {fault}"
        for folder in sorted({path.parent for path in files})
        for fault in _folder_faults(folder)
    ]


def _faults_in(file: str, source: str) -> Iterator[str]:
    tree = ast.parse(source)
    room = _room(file)
    if room is None and not _is_front(file):
        yield "stands in no room"
    bound = _bound(tree, file)
    used = {_spelt(node, bound) for node in ast.walk(tree)} - {""}
    for name in {*_imported(tree, file), *_reached(used, bound)}:
        if name.split(".")[0] in OURS:
            yield from _wrong_arrow(file, room, name)
        else:
            yield from _not_at_home(file, name)
    for name in {*used, *bound.values()} & UNREADABLE:
        yield f"loads what no test can read: {name}"
    if file != THE_CLOCK:
        ends = {".".join(name.split(".")[-2:]) for name in {*used, *bound.values()}}
        yield from (f"reads the clock: {call}" for call in ends & CLOCKS)


def _folder_faults(folder: Path) -> Iterator[str]:
    """A folder of modules says what it is, and holds more than one; that of Alembic, who loads by path, need not."""
    if folder.name == "versions" or (folder / "versions").is_dir():
        return
    front = folder / "__init__.py"
    if not (front.exists() and ast.get_docstring(ast.parse(front.read_text("utf-8")))):
        yield "does not say what it is, in a docstring of its __init__.py"
    others = [path for path in folder.iterdir() if path.suffix == ".py" or _is_package(path)]
    if len({*others} - {front}) == 1:
        yield "a folder with one file is a file"


def _is_package(path: Path) -> bool:
    return path.is_dir() and next(path.rglob("*.py"), None) is not None


def _wrong_arrow(file: str, room: str | None, name: str) -> Iterator[str]:
    wanted = _room(name.replace(".", "/"))
    if wanted is None:
        yield f"imports {name}, which stands in no room"
    elif room != wanted and (room is None or _floor(wanted) >= _floor(room)):
        yield f"{room} imports {name}"
    elif {file.split("/")[0], name.split(".")[0]} == DOORS:
        yield f"one door imports another: {name}"


def _not_at_home(file: str, name: str) -> Iterator[str]:
    handed = {
        wanted for through, wanted in HANDED_ON.items() if f"{name}.".startswith(f"{through}.")
    }
    library = next(iter(handed), name.split(".")[0])
    if library == "?" or library in LOADERS:
        if file != BY_NAME:
            yield f"loads a module whose name is made: {name}"
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
        elif isinstance(node, ast.Constant) and A_MODULE.fullmatch(str(node.value)):
            yield str(node.value).split(":")[0]  # told to somebody who loads it


def _bound(tree: ast.Module, file: str) -> dict[str, str]:
    """What each imported name stands for."""
    bound = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = alias.asname is not None
                bound[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if whole else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                bound[alias.asname or alias.name] = f"{_absolute(node, file)}.{alias.name}"
    return bound


def _reached(used: set[str], bound: dict[str, str]) -> Iterator[str]:
    """What is reached through a module that was imported: all of it lies open once somebody has loaded it."""
    ours = {
        whole for whole in bound.values() if whole.split(".")[0] in (*OURS, "fastapi", "starlette")
    }
    yield from (name for name in used if any(name.startswith(f"{whole}.") for whole in ours))


def _spelt(node: ast.AST, bound: dict[str, str]) -> str:
    """A name, a chain of names or a `getattr` by a written name, as if nothing had been imported by another name."""
    if isinstance(node, ast.Name):
        return bound.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        held = _spelt(node.value, bound)
        return f"{held}.{node.attr}" if held else node.attr
    if isinstance(node, ast.Call) and _name(node.func) == "getattr" and len(node.args) > 1:
        asked = node.args[1]
        if isinstance(asked, ast.Constant):
            return f"{_spelt(node.args[0], bound)}.{asked.value}"
    if isinstance(node, ast.Call) and (called := _spelt(node.func, bound)):
        return f"{called}()"
    return ""


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _absolute(node: ast.ImportFrom, file: str) -> str:
    if not node.level:
        return node.module or ""
    folder = file.split("/")[: -node.level]
    return ".".join([*folder, *([node.module] if node.module else [])])


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
        (
            "scheduler/store/bad.py",
            "from importlib import import_module as x\nx('scheduler.run.daily')",
        ),
        ("scheduler/store/bad.py", "import importlib as i\ni.import_module('scheduler.run.daily')"),
        ("scheduler/store/bad.py", "from importlib import util\nutil.find_spec('scheduler.run')"),
        ("scheduler/store/bad.py", "import_module(name='scheduler.run.daily')"),
        ("scheduler/store/bad.py", "import_module('.daily', 'scheduler.run')"),
        ("scheduler/store/bad.py", "load = __import__\nload('scheduler.run.daily')"),
        ("scheduler/store/bad.py", "import builtins\nbuiltins.__import__('scheduler.run')"),
        ("scheduler/store/bad.py", "import runpy\nrunpy.run_module('scheduler.run.daily')"),
        ("scheduler/store/bad.py", "from pkgutil import resolve_name"),
        ("scheduler/store/bad.py", "exec('import scheduler.run.daily')"),
        ("scheduler/store/bad.py", "run = exec\nrun('import scheduler.run.daily')"),
        ("scheduler/store/bad.py", "eval(words)"),
        ("scheduler/store/bad.py", "import sys\nsys.modules[name].tick()"),
        ("scheduler/store/bad.py", "from sys import modules as m"),
        ("scheduler/store/bad.py", "import sys as s\ngetattr(s, 'modules')"),
        ("scheduler/store/bad.py", "import scheduler.errors\nscheduler.run.daily.work()"),
        ("scheduler/store/bad.py", "import scheduler.errors\ngetattr(scheduler, 'run')"),
        ("scheduler/run/bad.py", "import scheduler as house"),
        ("bots/telegram/bad.py", "from bots import telegram\ntelegram.talk.respond()"),
        ("bots/telegram/bad.py", "from bots import telegram as t\nt.talk.respond()"),
        ("scheduler/store/bad.py", "from scheduler.run import *"),
        ("scheduler/store/bad.py", "from scheduler import *"),
        ("scheduler/store/bad.py", "from .. import run as r"),
        ("bots/mail/bad.py", "from ...calendars import feed"),
        ("config/bad.py", "from tests.loopback import Loopback"),
        ("config/bad.py", "import tests.loopback"),
        ("config/app.py", "serve('config.commands.serve:app')"),
        ("scheduler/__init__.py", "from scheduler.errors import ThiDuaError"),
        ("scheduler/util/deep.py", "import os"),
        ("scheduler/util.py", "import os"),
        ("config/bad.py", "from scheduler import somewhere"),
    ],
)
def test_wrong_arrow_is_found(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert _of_file(tmp_path, file)


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
        ("config/answers.py", "import typer"),
        ("calendars/pages/bad.py", "from fastapi.templating import Jinja2Templates"),
        ("scheduler/web/bad.py", "from starlette import templating"),
        ("scheduler/web/bad.py", "import starlette\nstarlette.templating.Jinja2Templates('x')"),
        ("scheduler/web/bad.py", "from jinja2 import Environment as E"),
        ("calendars/entry.py", "from sqlmodel import Session"),
        ("calendars/routes.py", "from sqlalchemy import select"),
        ("calendars/feed.py", "import icalendar"),
        ("bots/telegram/talk/bad.py", "from telegram import Bot"),
        ("config/app.py", "from pydantic import BaseModel"),
        ("config/serve.py", "import uvicorn"),
        ("config/commands/plan.py", "import segno"),
        ("scheduler/dates/bad.py", "import babel"),
        ("scheduler/directives/bad.py", "import yaml"),
        ("scheduler/store/bad.py", "import psycopg"),
        ("scheduler/campaign/heading.py", "from sqlmodel import select"),
        ("bots/mail/bad.py", "importlib.import_module('telegram.error')"),
    ],
)
def test_library_away_from_home_is_found(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert _of_file(tmp_path, file)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("scheduler/plan/bad.py", "from datetime import datetime\nx = datetime.now()"),
        ("scheduler/run/bad.py", "import datetime\nx = datetime.date.today()"),
        ("bots/telegram/bad.py", "import time\nx = time.time()"),
        ("calendars/bad.py", "from time import time"),
        ("calendars/bad.py", "from time import time as t"),
        ("calendars/bad.py", "import time as t\nx = t.time()"),
        ("calendars/bad.py", "import time\nx = time.localtime()"),
        ("calendars/bad.py", "import time\nx = time.monotonic_ns()"),
        ("calendars/bad.py", "from datetime import datetime as d\nx = d.now()"),
        ("calendars/bad.py", "import datetime as d\nx = d.datetime.now()"),
        ("calendars/bad.py", "from datetime import date\nx = getattr(date, 'today')()"),
        ("calendars/bad.py", "import asyncio\nx = asyncio.get_running_loop().time()"),
        ("calendars/query.py", "from sqlalchemy import func\nx = func.now()"),
    ],
)
def test_second_clock_is_found(tmp_path: Path, file: str, source: str) -> None:
    _put(tmp_path, file, source)

    assert _of_file(tmp_path, file)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"__init__.py": '"""What it is."""', "one.py": ""}, "a folder with one file is a file"),
        (
            {"one.py": "", "two.py": ""},
            "does not say what it is, in a docstring of its __init__.py",
        ),
        (
            {"__init__.py": "import os", "one.py": "", "two.py": ""},
            "does not say what it is, in a docstring of its __init__.py",
        ),
        ({"__init__.py": '"""What it is."""', "one.py": "", "two.py": ""}, None),
    ],
)
def test_folder_says_what_it_is(tmp_path: Path, files: dict[str, str], fault: str | None) -> None:
    folder = tmp_path / "scheduler/words"
    folder.mkdir(parents=True)
    for name, source in files.items():
        (folder / name).write_text(source, "utf-8")

    assert list(_folder_faults(folder)) == ([fault] if fault else [])


def test_every_room_is_there() -> None:
    rooms = [room for rooms in FLOORS for room in rooms]
    assert [room for room in rooms if not (ROOT / room).exists()] == []
    assert len(rooms) == len(set(rooms))


def test_readme_draws_the_rooms_from_the_ground_up() -> None:
    assert [room for room, _ in _drawn()] == [room for rooms in FLOORS for room in rooms]


def test_readme_names_the_folders_of_every_room() -> None:
    drawn = _drawn()
    inner = {f"{room}/{name}" for room, said in drawn for name in FOLDER.findall(said)}
    rooms = {room for room, _ in drawn if not room.endswith(".py")}
    assert sorted(inner | rooms | {"scheduler", "bots"}) == sorted(_folders())


FOLDER = re.compile(r"\b([a-z]+)/")


def _drawn() -> list[tuple[str, str]]:
    """The rooms of README's tree in its order, each with what is said of it."""
    tree = (ROOT / "README.md").read_text("utf-8").split("## The tree")[1].split("## ")[0]
    drawn, part = [], ""
    for line in re.findall(r"^    (?! {10})(.+)$", tree, re.MULTILINE):
        names, _, said = line.strip().partition("  ")
        for name in (name.strip("/") for name in names.split()):
            part = part if line.startswith(" ") else name
            drawn.append((f"{part}/{name}" if line.startswith(" ") else name, said))
    return [(room, said) for room, said in drawn if room not in ("scheduler", "bots", "tests")]


def _folders() -> set[str]:
    """All that hold modules of ours, but for those of single revisions."""
    files = [path for part in OURS for path in (ROOT / part).rglob("*.py")]
    folders = {file.parent for file in files if file.parent.name != "versions"}
    return {folder.relative_to(ROOT).as_posix() for folder in folders}


def test_house_is_what_is_installed() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert tuple(tool["hatch"]["build"]["targets"]["wheel"]["packages"]) == OURS


def test_no_library_has_a_home_it_does_not_use() -> None:
    files = [
        path.relative_to(ROOT).as_posix() for part in OURS for path in (ROOT / part).rglob("*.py")
    ]
    used = {
        (name.split(".")[0], file)
        for file in files
        for name in _imported(ast.parse((ROOT / file).read_text("utf-8")), file)
    }
    assert [
        (library, home)
        for library, homes in HOMES.items()
        for home in homes
        if not any(name == library and _lies_in(file, home) for name, file in used)
    ] == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("scheduler/__init__.py", '"""The core."""'),
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

    assert _of_file(tmp_path, file) == []


def _of_file(root: Path, file: str) -> list[str]:
    return [fault for fault in faults(root) if fault.startswith(f"{file}: ")]


def _put(root: Path, file: str, source: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True)
    path.write_text(source, "utf-8")
