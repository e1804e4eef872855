"""Pages of the desk as browsers meet them: the shipped application in a process of its own, over loopback.

An issuer of 1,000 units × 12 duties in mid-year, and 60 documents, each with its draft. The time of the server is what
its process worked on a page: what a client waits for is told beside it, for there other processes have their share.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import uvicorn
from sqlmodel import Session, col, select

from config.app import make_app
from config.desk.desk import Desk
from config.desk.visiting import COOKIE
from config.settings import HERE
from scheduler.access import sessions
from scheduler.access.roles import Role
from scheduler.campaign.board import load_board
from scheduler.campaign.editing import begin as writing
from scheduler.clock import RehearsalClock, WallClock
from scheduler.installation import Installation
from scheduler.store.agenda import find_campaign
from scheduler.store.database import Database
from scheduler.store.files import StoredFile
from scheduler.store.people import bind
from scheduler.store.tables import Account, Campaign, Obligation, Occurrence, Unit
from scheduler.workflow import extension, report
from scheduler.workflow.actor import Actor, load_actors, load_case
from scheduler.workflow.moved_deadline import Rules
from tests.bench.plan_and_store import NOW as BEGUN
from tests.bench.plan_and_store import POLICIES, apply, prepared
from tests.bench.row import Row, at_most, progress
from tests.build import CALENDAR
from tests.config.desk.drafted import FILL, FORTY, begin

UNITS, DUTIES, ASKED, DOCUMENTS = 1_000, 12, 60, 60
PAGE_KB, PAGE_MS, BOARD_MS = 50, 50, 150
ISSUER, CODE, LANE = "big", "big-2024", "tg-big"
MID_YEAR = datetime(2024, 7, 8, 3, tzinfo=UTC)
RULES = Rules(CALENDAR, POLICIES)
FILE = StoredFile("ab" * 32, "bao-cao.pdf", "application/pdf", 1000)
GIVEN = report.Report(number="12/BC", files=(FILE,))
BOARD = f"/ban/phong-trao/{CODE}"
DRAFTS, KEPT, UNITS_PAGE = "/ban/ban-thao", "/ban/van-ban", "/ban/don-vi"
WRITTEN, DUTY = f"{DRAFTS}/{DOCUMENTS + 1}", "bc-7"
PATHS = {
    "the first page": "/ban",
    "the board": BOARD,
    "the board, its last page": f"{BOARD}?trang=999",
    "the board, who is late": f"{BOARD}?tinh-trang=qua-han&trang=2",
    "the board, who asked for time": f"{BOARD}?tinh-trang=de-nghi-gia-han",
    "the board, who cannot be reached": f"{BOARD}?tinh-trang=chua-co-kenh",
    "the documents": KEPT,
    "a document": f"{KEPT}/1",
    "a document of 400 kB, in its middle": f"{KEPT}/2?cho=150000",
    "the drafts": DRAFTS,
    "a review of 40 items": f"{DRAFTS}/1",
    "a review, with a form open": f"{DRAFTS}/1?muc=20",
    "a review of 400 kB, in its middle": f"{DRAFTS}/2?trang=20",
    "what a review still lacks": f"{DRAFTS}/1/con-lai",
    "a definition in the making": f"{WRITTEN}/soan",
    "its head": f"{WRITTEN}/soan/chung",
    "a duty of it": f"{WRITTEN}/soan/{DUTY}",
    "ready-made duties": f"{WRITTEN}/soan/mau",
    "its text": f"{WRITTEN}/yaml",
    "its history": f"{WRITTEN}/lich-su",
    "what it would change": f"{WRITTEN}/thay-doi",
    "its rehearsal, to be asked for": f"{WRITTEN}/dien-tap",
    "the units": UNITS_PAGE,
    "a unit": f"{UNITS_PAGE}/u1",
    "the times of its duties": f"{BOARD}/nhiem-vu",
    "the revisions of a campaign": f"{BOARD}/dinh-nghia",
    "a report on request": f"{BOARD}/dot-xuat",
    "a campaign in another year": f"{BOARD}/nam-khac?nam=2025",
}


def measure(folder: Path) -> list[Row]:
    """Rows of the report."""
    progress(f"desk: {UNITS:,} units × {DUTIES} duties")
    database, given = prepared(folder, UNITS)
    apply(database, given, DUTIES)
    fill(database)
    with closing(database):
        secret = sign_in(database)
        bring_in(folder, database)
        rows = [*_pages(database, secret), _whole_board(database)]
    progress("desk: memory")
    return [*rows, _memory()]


def fill(database: Database) -> None:
    """Nine in ten heads are bound; of these, by number: on time, late, returned, asking for more time, or silent."""
    with database.write() as session:
        units = session.exec(select(Unit).order_by(col(Unit.id))).all()
        for number, unit in enumerate(units):
            if number % 10:
                bind(session, unit, address=f"{unit.code}@", actor="bench", now=BEGUN)
        bind(session, units[0], address="u0@", actor="bench", now=BEGUN)
    for first in range(0, UNITS, 100):
        with database.write() as session:
            for number in range(first, first + 100):
                if number % 10:
                    _live(session, number)


def _live(session: Session, number: int) -> None:
    """What the head of that unit does with its reports of January to July, and the standing body with those."""
    (head,) = load_actors(session, LANE, f"u{number}@", now=MID_YEAR)
    (standing,) = load_actors(session, LANE, "u0@", now=MID_YEAR)
    campaign = find_campaign(session, CODE, issuer_id=ISSUER)
    unit = session.exec(select(Unit.id).where(Unit.code == f"u{number}")).one()
    for month, obligation in enumerate(_obligations(session, campaign, unit), start=1):
        if month <= number % 8:
            _report(session, obligation, head, standing, number + month)
        elif month == 7 and number % 3:
            case = load_case(session, obligation, head)
            until = datetime(2024, 8, 9, 10, tzinfo=UTC)
            extension.ask(session, case, head, until, "chờ số liệu", RULES, now=MID_YEAR)


def _obligations(session: Session, campaign: Campaign, unit: int | None) -> Sequence[int]:
    return session.exec(
        select(col(Obligation.id))
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(Occurrence.campaign_id == campaign.id, Obligation.unit_id == unit)
        .order_by(col(Occurrence.id))
    ).all()


def _report(session: Session, obligation: int, head: Actor, standing: Actor, chosen: int) -> None:
    at = BEGUN + timedelta(days=20)
    report.submit(session, load_case(session, obligation, head), head, GIVEN, now=at)
    case = load_case(session, obligation, standing)
    if chosen % 5 == 0:
        report.give_back(session, case, standing, "thiếu số liệu", RULES, now=at)
    elif chosen % 5 < 4:
        report.accept(session, case, standing, now=at)


def sign_in(database: Database) -> str:
    """The secret of a session of somebody who may do everything."""
    wall = WallClock().now()
    with database.write() as session:
        account = Account(name="bench", role=Role.ADMIN, issuer_id=ISSUER, made_at=wall)
        session.add(account)
        session.flush()
        return sessions.begin(session, account_id=account.id, device="bench", wall=wall)


def bring_in(folder: Path, database: Database) -> None:
    """Documents 1 (40 items), 2 (400 kB) and others of a duty each, with drafts of the same numbers."""
    installation = _installation(str(database.url))
    long = FORTY + FILL * (400_000 // len(FILL.encode()))
    others = [FORTY[: FORTY.index("\n2. Các sở")] + f"\nBản {n}" for n in range(DOCUMENTS - 2)]
    for number, text in enumerate((FORTY, long, *others), start=1):
        made = begin(installation, folder / "files", text, f"vb-{number}.txt", ISSUER)
        assert (made.document, made.draft) == (number, number)
    with database.write(ISSUER) as session:
        made_of = writing.from_campaign(session, CODE, issuer_id=ISSUER, by="bench", now=MID_YEAR)
        assert f"{DRAFTS}/{made_of.id}" == WRITTEN


def _pages(database: Database, secret: str) -> Iterator[Row]:
    with (
        serving(str(database.url)) as (base, process),
        httpx.Client(base_url=base, trust_env=False, cookies={COOKIE: secret}) as client,
    ):
        for name, path in PATHS.items():
            yield from _page(client, process, name, path)


def _page(client: httpx.Client, process: int, name: str, path: str) -> Iterator[Row]:
    waits = []
    for number in range(ASKED + 5):
        if number == 5:  # warm
            worked = cpu(process)
        began = time.perf_counter()
        answer = client.get(path)
        waits.append(time.perf_counter() - began)
        answer.raise_for_status()
    kilobytes = len(answer.content) / 1024
    milliseconds = (cpu(process) - worked) / ASKED * 1e3
    told = f"{milliseconds:.0f} ms (a client alone waits {statistics.median(waits) * 1e3:.0f} ms)"
    yield at_most(f"{name}: size", PAGE_KB, " kB", kilobytes, f"{kilobytes:.1f} kB")
    yield at_most(f"{name}: time of the server", PAGE_MS, " ms", milliseconds, told)


def cpu(process: int) -> float:
    """Seconds a process has worked so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _whole_board(database: Database) -> Row:
    """What loading all of it works, as its page does with a part."""
    taken = []
    for _round in range(15):
        with database.read() as session:
            campaign = find_campaign(session, CODE, issuer_id=ISSUER)
            began = time.process_time()
            rows = load_board(session, campaign, now=MID_YEAR)
            taken.append((time.process_time() - began) * 1e3)
    cells = sum(len(row.cells) for row in rows)
    assert cells == (UNITS - 1) * DUTIES, "all but the standing body owe everything"
    best, median = min(taken), statistics.median(taken)
    told = f"{best:.0f} ms (best of {len(taken)}; median {median:.0f} ms)"
    return at_most(f"the whole board, {cells:,} cells loaded", BOARD_MS, " ms", best, told)


@contextmanager
def serving(url: str) -> Iterator[tuple[str, int]]:
    """Address and process id of the application with its desk, over the database at `url`."""
    command = [sys.executable, "-m", "tests.bench.desk", url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None, "a pipe was asked for"
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}", process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _installation(url: str) -> Installation:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    clock = RehearsalClock(MID_YEAR)
    return Installation(url, HERE, HERE, clock, zone, "http://127.0.0.1", "bench")


def _serve(url: str) -> None:
    installation = _installation(url)
    desk = Desk(installation, WallClock(), Path(url.removeprefix("sqlite:///")).parent / "files")
    with socket.create_server(("127.0.0.1", 0)) as door:
        print(door.getsockname()[1], flush=True)
        app = make_app(installation, desk=desk)
        config = uvicorn.Config(app, access_log=False, log_level="error", lifespan="off")
        uvicorn.Server(config).run(sockets=[door])


def _memory() -> Row:
    """What the desk adds to a program that serves bots, feeds and pages: modules that are loaded at the start."""
    without, with_desk = (min(_resident(what) for _ in range(3)) for what in _IMPORTS)
    told = f"{(with_desk - without) / 1024:.1f} MB more than {without / 1024:.0f} MB"
    return at_most(
        "resident memory of the imports of the desk", 6, " MB", (with_desk - without) / 1024, told
    )


_SERVED = "import calendars.pages.routes, config.attendance, config.channels, config.reception"
_IMPORTS = (_SERVED, f"{_SERVED}, config.desk.routes")


def _resident(imports: str) -> int:
    code = f"{imports}; print(open('/proc/self/status').read().partition('VmRSS:')[2].split()[0])"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(told.stdout)


if __name__ == "__main__":
    _serve(sys.argv[1])
