"""A real database file with one issuer, two units and one campaign, for the tests of feeds from rows."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import httpx
from sqlmodel import Session

from calendars import subscriptions
from calendars.contents import Places
from calendars.published import PublishedFeeds
from calendars.query import Scope
from calendars.routes import router
from config.app import refusing
from scheduler.clock import RehearsalClock
from scheduler.store import ledger
from scheduler.store.columns import Table
from scheduler.store.database import Database
from scheduler.store.tables import Campaign, Issuer, Lane, Obligation, Occurrence, Span, Unit
from scheduler.web import application

APPLIED = datetime(2024, 1, 15, 3, 0, tzinfo=UTC)
DUE = datetime(2024, 6, 28, 10, 0, tzinfo=UTC)
NOW = datetime(2024, 6, 1, 0, 0, tzinfo=UTC)
BASE = "https://thidua.example"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def stored(folder: Path) -> Database:
    """A database with Phú Thọ, its health and home affairs departments, and a campaign with one duty."""
    file = folder / "thidua.db"
    file.write_bytes(_made_once())
    return Database(f"sqlite:///{file}")


@cache
def _made_once() -> bytes:
    """The file of such a database; a migration costs more than most tests that ask for one."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "thidua.db"
        with closing(Database(f"sqlite:///{file}")) as database:
            database.migrate()
            fill(database)
        return file.read_bytes()


def fill(database: Database) -> None:
    """The same rows in an empty database of any kind."""
    with database.write() as session:
        for row in _rows():
            session.add(row)
            session.flush()


def _rows() -> Iterable[Table]:
    yield Lane(id="bot", channel="telegram")
    yield Issuer(
        id="phu-tho",
        name="UBND tỉnh Phú Thọ",
        lane_id="bot",
        zone="Asia/Ho_Chi_Minh",
        standing_body="so-noi-vu",
        standing_body_title="Cơ quan thường trực",
    )
    for id_, code, name in ((1, "so-noi-vu", "Sở Nội vụ"), (2, "so-y-te", "Sở Y tế")):
        yield Unit(id=id_, issuer_id="phu-tho", code=code, name=name, short=name, kind="so")
    yield Campaign(
        id=1,
        issuer_id="phu-tho",
        code="phu-tho-2024",
        title="Thi đua năm 2024",
        directive="210/KH-UBND ngày 15/01/2024",
        zone="Asia/Ho_Chi_Minh",
        year=2024,
        revision=1,
        changed_at=APPLIED,
    )
    yield span(1, "round", "dot-1", "Đợt 1", date(2024, 1, 1), date(2024, 6, 30))
    yield span(2, "milestone", "hoi-nghi", "Hội nghị tổng kết", None, None)
    yield occurrence(1, "so-ket-dot-1", DUE)
    yield Obligation(id=1, occurrence_id=1, unit_id=2, changed_at=APPLIED)


def span(
    id_: int, kind: str, key: str, title: str, first_on: date | None, last_on: date | None
) -> Span:
    """A stretch of the campaign, both days within."""
    return Span(
        id=id_,
        campaign_id=1,
        kind=kind,
        key=key,
        title=title,
        first_on=first_on,
        last_on=last_on,
        changed_at=APPLIED,
    )


def occurrence(id_: int, duty: str, due_at: datetime | None) -> Occurrence:
    """A duty owed to the home affairs department."""
    return Occurrence(
        id=id_,
        campaign_id=1,
        duty=duty,
        key="2024",
        title="Báo cáo sơ kết đợt 1",
        kind="so_ket",
        due_at=due_at,
        late_after=due_at,  # as where the text states the hour
        origin="quoted",
        origin_text="kết thúc trong tháng 7/2024",
        to_unit_id=1,
        proof="number,file",
        changed_at=APPLIED,
    )


def change(
    session: Session, row: Span | Occurrence | Obligation, *, now: datetime, **fields: object
) -> None:
    """Change `row` as the core does: revision, time and a ledger entry with it."""
    if "due_at" in fields:
        fields.setdefault("late_after", fields["due_at"])
    for name, value in fields.items():
        setattr(row, name, value)
    row.revision += 1
    row.changed_at = now
    session.add(row)
    ledger.append(session, [ledger.Entry("changed", "test", "test", "phu-tho")], now=now)


@dataclass
class Served:
    """The routes over a stored database, on a clock of their own."""

    database: Database
    clock: RehearsalClock = field(default_factory=lambda: RehearsalClock(NOW))
    feeds: PublishedFeeds = field(default_factory=lambda: PublishedFeeds(places=Places(BASE)))

    def __post_init__(self) -> None:
        self.app = application.make(refusing(ZONE))
        routes = router(self.database, self.clock, base_url=BASE, feeds=self.feeds)
        self.app.include_router(routes)

    def link(self, name: str = "Văn thư", unit_id: int = 2) -> str:
        """The path of a new link to the feed of a unit."""
        return self.link_to(Scope("unit", unit_id), name)

    def link_to(self, scope: Scope, name: str = "Văn thư", issuer_id: str = "phu-tho") -> str:
        """The path of a new link to the feed of that scope."""
        with self.database.write() as session:
            made = subscriptions.subscribe(
                session,
                issuer_id=issuer_id,
                scope=scope,
                name=name,
                actor="test",
                now=self.clock.now(),
            )
        return f"/lich/{made.reads}.ics"

    async def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        """The answer to a request with these headers and no others of the client's own but Host."""
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            client.headers.clear()
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.request(method, path, headers=given)

    def later(self, **spans: float) -> datetime:
        """Let time pass, and say what time it is then."""
        self.clock.advance_to(self.clock.now() + timedelta(**spans))
        return self.clock.now()
