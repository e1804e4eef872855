"""A rehearsal on the screen of who waits for it, while the server is killed and started again: `make browser`."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from config.desk.visiting import COOKIE
from config.settings import HERE
from scheduler.access.roles import Role
from scheduler.campaign.editing import begin
from scheduler.clock import RehearsalClock
from scheduler.store import work
from scheduler.store.tables import RehearsalMark, RehearsedMessage, Work
from tests.acceptance.program import Program, Serving
from tests.chromium import Chromium
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.in_force import MORE

pytestmark = pytest.mark.browser
SAMPLE = HERE / "samples" / "campaigns" / "phu-tho-2024.yaml"
PATIENCE = 120_000  # milliseconds: the work gives way to everything else
UNDER_WAY = re.compile(r"xong [1-9]\d*/\d+ ngày")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DeskWorld]:
    """Its database alone: who serves it are processes of their own."""
    world = open_desk(tmp_path)
    world.wall = RehearsalClock(datetime.now(UTC))  # sessions go by the real time
    with world.database.write() as session:
        session.add(RehearsalMark(source="", marked_at=NOW))  # served at another time
    yield world
    world.database.close()


@pytest.fixture
def program(world: DeskWorld, tmp_path: Path) -> Program:
    """`thidua` on that database and one port, whichever process has it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Program(tmp_path).having(http_port=str(port), config_dir=str(HERE / "samples"))


@contextmanager
def serving(program: Program, later: timedelta = timedelta(0)) -> Iterator[Serving]:
    with program.serving("--at", (NOW + later).isoformat()) as process:
        assert process.url
        yield process


@pytest.fixture
def clerk(world: DeskWorld, program: Program, browser: Chromium) -> Iterator[Clerk]:
    """Signed in; nobody serves her yet."""
    base = f"http://127.0.0.1:{program.settings['THIDUA_HTTP_PORT']}"
    screen = browser.open(scripts=False)
    url, secret = base.replace("http:", "https:"), world.sign_in(Role.CLERK)
    screen.page.context.add_cookies(
        [{"name": COOKIE, "value": secret, "url": url, "secure": True, "httpOnly": True}]
    )
    yield Clerk(screen, base, program.home)
    browser.close_windows()


@pytest.fixture
def page(world: DeskWorld) -> str:
    """Of the rehearsal of a draft: some months with a report every week, so that it lasts."""
    head, notes, rest = SAMPLE.read_text("utf-8").partition("\nnotes:")
    with world.database.write(OURS) as session:
        source = head + MORE.replace("{every: month, by: 15}", "{every: week, by: 5}")
        source += notes + rest
        draft = begin.from_text(session, source, issuer_id=OURS, by="Chuyên viên", now=NOW)
    return f"/ban/ban-thao/{draft.id}/dien-tap"


def test_rehearsal_outlives_the_server(
    world: DeskWorld, program: Program, clerk: Clerk, page: str
) -> None:
    """Killed in the middle it begins anew once its claim has lapsed; stopped in the middle it is given back."""
    with serving(program) as process:
        clerk.go(page)
        clerk.type("Đến ngày", "30/4/2024")
        clerk.press("Diễn tập")
        wait_until_under_way(clerk)
        process.kill()
        assert stands(world) == "running"  # as far as anybody knows
        close(clerk)
    with serving(program, later=work.HELD + timedelta(minutes=1)) as process:
        clerk.go(page)
        wait_until_under_way(clerk)
        clerk.judge()
        assert process.stop() == 0
        assert stands(world) == "waiting"
        close(clerk)
    with serving(program, later=work.HELD + timedelta(minutes=2)) as process:
        clerk.go(page)
        clerk.page.get_by_text("Đọc mọi tin").wait_for(timeout=PATIENCE)  # it looks again itself
        clerk.judge()
        told, shown = kept(world), clerk.says()
        assert f"{told} tin tới" in shown
        clerk.press("Đọc mọi tin", links=True)
        clerk.judge()
        assert f"{told} tin" in clerk.says()
        assert process.stop() == 0


def close(clerk: Clerk) -> None:
    """The page, which else looks again in the very moment in which it is opened anew."""
    clerk.page.goto("about:blank")


def wait_until_under_way(clerk: Clerk) -> None:
    clerk.page.get_by_text(UNDER_WAY).wait_for(timeout=PATIENCE)


def stands(world: DeskWorld) -> str:
    """Of the one rehearsal there is."""
    with world.database.read() as session:
        return session.exec(select(Work.state).where(Work.kind == "rehearsal")).one()


def kept(world: DeskWorld) -> int:
    """How many messages came of the one rehearsal there is; each is kept once."""
    with world.database.read() as session:
        (row,) = session.exec(select(Work).where(Work.kind == "rehearsal")).all()
        seqs = list(session.exec(select(RehearsedMessage.seq).order_by(col(RehearsedMessage.seq))))
        assert seqs == list(range(1, len(seqs) + 1))
        assert (row.state, json.loads(row.found)["messages"]) == ("done", len(seqs))
        return len(seqs)
