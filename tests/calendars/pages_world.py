"""A province's year with one duty in every state, served with feeds and pages, for looking at and for tests."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI

from calendars import subscriptions
from calendars.contents import Places
from calendars.pages.routes import router as page_router
from calendars.published import PublishedFeeds
from calendars.query import Scope
from calendars.routes import router as feed_router
from config.app import refusing
from scheduler.clock import RehearsalClock
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import Obligation, Occurrence, Span
from scheduler.web import application
from tests.calendars.peopled import HEAD, peopled
from tests.calendars.stored import APPLIED, BASE, NOW, ZONE, span, stored

PEAK = "Cao điểm chào mừng 70 năm Chiến thắng Điện Biên Phủ"
OCCASIONS = [
    ("thanh-lap-dang", "Ngày thành lập Đảng Cộng sản Việt Nam", date(2024, 2, 3), 94),
    ("giai-phong", "Ngày Giải phóng miền Nam, thống nhất đất nước", date(2024, 4, 30), 49),
    ("dien-bien-phu", "Ngày Chiến thắng Điện Biên Phủ", date(2024, 5, 7), 70),
    ("keu-goi", "Ngày Bác Hồ ra Lời kêu gọi thi đua ái quốc", date(2024, 6, 11), 76),
    ("quoc-khanh", "Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam", date(2024, 9, 2), 79),
    ("quan-doi", "Ngày thành lập Quân đội nhân dân Việt Nam", date(2024, 12, 22), 80),
]
DUTIES = [
    ("dang-ky", "Đăng ký thi đua và giao ước khối", "2024-02-26", "accepted"),
    ("quy-1", "Báo cáo kết quả thi đua quý I", "2024-03-25", "submitted"),
    ("cao-diem", "Báo cáo đợt thi đua cao điểm chào mừng 70 năm Chiến thắng Điện Biên Phủ", "2024-05-20", "open"),
    ("guong", "Giới thiệu gương điển hình tiên tiến, nhân tố mới", "2024-06-07", "returned"),
    ("quy-3", "Báo cáo kết quả thi đua quý III", "2024-09-25", "open"),
    ("khen", "Hồ sơ đề nghị khen thưởng, gồm: báo cáo thành tích; biên bản bình xét", "2024-11-15", "waived"),
    ("tong-ket", "Báo cáo tổng kết phong trào thi đua năm 2024", "2024-11-29", "open"),
]  # fmt: skip

SCOPES = {
    "unit": Scope("unit", 2),
    "block": Scope("block", 1),
    "person": Scope("person", HEAD),
    "issuer": Scope("issuer", "phu-tho"),
}


@dataclass
class World:
    """An application and the paths of its calendars, and of the pages that manage their links, by scope."""

    app: FastAPI
    database: Database
    clock: RehearsalClock
    paths: dict[str, str]
    managing: dict[str, str]


def open_world(folder: Path, *, base_url: str = BASE, rehearsal: bool = False) -> World:
    """Everything stored below `folder`, links made, at the start of June 2024."""
    octets, made = _made_once()
    (folder / "thidua.db").write_bytes(octets)
    database, clock = Database(f"sqlite:///{folder / 'thidua.db'}"), RehearsalClock(NOW)
    places = Places(base_url, {"phu-tho": "thidua_phutho_bot"})
    app = application.make(refusing(ZONE, rehearsal=rehearsal))
    app.include_router(
        feed_router(database, clock, base_url=base_url, feeds=PublishedFeeds(places=places))
    )
    app.include_router(
        page_router(database, clock, base_url=base_url, places=places, rehearsal=rehearsal)
    )
    paths = {name: f"/lich/{one.reads}" for name, one in made.items()}
    managing = {name: f"/lien-ket/{one.manages}" for name, one in made.items()}
    paths["campaign"] = "/cong-khai/phu-tho/phu-tho-2024"
    return World(app, database, clock, paths, managing)


@cache
def _made_once() -> tuple[bytes, dict[str, subscriptions.Secrets]]:
    """The file of the database all of them begin with, and the secrets of its links."""
    with TemporaryDirectory() as folder:
        with closing(stored(Path(folder))) as database:
            peopled(database)
            _fill(database)
            made = {name: mint(database, scope, name) for name, scope in SCOPES.items()}
            file = Path(database.url.database or "")
        return file.read_bytes(), made


def mint(
    database: Database, scope: Scope, name: str, *, issuer_id: str = "phu-tho"
) -> subscriptions.Secrets:
    """The secrets of a new link."""
    with database.write() as session:
        return subscriptions.subscribe(
            session, issuer_id=issuer_id, scope=scope, name=f"Văn thư {name}", actor="x", now=NOW
        )


def _fill(database: Database) -> None:
    with database.write() as session:
        spans = [
            span(11, "round", "dot-2", "Đợt 2", date(2024, 7, 1), date(2024, 11, 30)),
            span(12, "peak", "cao-diem-1", PEAK, date(2024, 3, 13), date(2024, 5, 7)),
            span(
                13, "peak", "cao-diem-2", "Cao điểm Quốc khánh", date(2024, 8, 1), date(2024, 9, 2)
            ),
            *(_occasion(*given) for given in OCCASIONS),
        ]
        session.add_all(spans)
        session.get_one(Span, 2).first_on = session.get_one(Span, 2).last_on = date(2024, 12, 20)
        session.flush()
        for id_, (duty, title, day, state) in enumerate(DUTIES, start=11):
            session.add(_occurrence(id_, duty, title, day))
            session.flush()
            session.add(_obligation(id_, state))
        moved = session.get_one(Obligation, 1)
        moved.due_at = moved.late_after = datetime.fromisoformat("2024-07-30T17:00+07:00")
        session.flush()


def _occasion(key: str, title: str, on: date, ordinal: int) -> Span:
    row = span(200 + ordinal, "anniversary", key, title, on, on)
    row.ordinal, row.occasion = ordinal, "tron" if ordinal % 10 == 0 else "khac"
    return row


def _occurrence(id_: int, duty: str, title: str, day: str) -> Occurrence:
    due_at = datetime.fromisoformat(f"{day}T17:00+07:00")
    return Occurrence(
        id=id_, campaign_id=1, duty=duty, key="2024", title=title, kind="bao_cao_khac",
        due_at=due_at, late_after=due_at, origin="quoted",
        origin_text="gửi về Sở Nội vụ trước ngày 01 tháng sau", to_unit_id=1,
        proof="number,file", changed_at=APPLIED,
    )  # fmt: skip


def _obligation(id_: int, state: str) -> Obligation:
    return Obligation(
        id=id_, occurrence_id=id_, unit_id=2, state=state, changed_at=APPLIED + timedelta(hours=id_)
    )


LONG = [
    "Báo cáo tổng kết đợt thi đua thứ nhất, gắn với sơ kết 6 tháng đầu năm và đề nghị khen thưởng đột xuất",
    "Báo cáo kết quả phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới”, giai đoạn 2021 - 2025",
    "Hồ sơ đề nghị tặng Cờ thi đua, Bằng khen cho tập thể, cá nhân có thành tích xuất sắc trong đợt cao điểm",
]


def crowd(world: World, count: int) -> None:
    """So many more deadlines with long names, from the second of January on, spread over the year."""
    with world.database.write() as session:
        for n in range(count):
            day = date(2024, 1, 2) + timedelta(days=n * 362 // max(count, 1))
            id_ = 1000 + n
            session.add(_occurrence(id_, f"dong-{n}", f"{LONG[n % 3]}, lần {n + 1}", f"{day}"))
            session.flush()
            session.add(_obligation(id_, "open"))
        ledger.append(session, [ledger.Entry("definition applied", "x", "x", "phu-tho")], now=NOW)
