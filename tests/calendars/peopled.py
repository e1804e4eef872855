"""More rows for the stored database: a block, people in posts, and a second issuer with the same codes."""

from datetime import date, datetime, timedelta
from typing import Any

from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import (
    Block,
    Campaign,
    Holder,
    Issuer,
    Obligation,
    Occurrence,
    Person,
    Post,
    Span,
    Unit,
)
from tests.calendars.stored import APPLIED, DUE

HEAD, DEPUTY = 1, 2  # people: who heads the health department, and who stands in
FOREIGN = 100  # added to the ids of rows of the second issuer


def peopled(database: Database) -> None:
    """Block khoi-1 (health, finance), a duty owed by both, heads, and Lai Châu with the same codes."""
    with database.write() as session:
        session.add(Block(id=1, issuer_id="phu-tho", code="khoi-1", name="Khối 1"))
        session.flush()
        session.get_one(Unit, 2).block_id = 1
        session.add(_unit(3, "so-tai-chinh", "Sở Tài chính", "phu-tho", block_id=1))
        session.add(_unit(4, "so-cong-thuong", "Sở Công Thương", "phu-tho"))
        session.flush()
        session.add(Obligation(id=2, occurrence_id=1, unit_id=3, changed_at=APPLIED))
        session.add(Obligation(id=3, occurrence_id=1, unit_id=4, changed_at=APPLIED))
        session.flush()
        for post_id, unit_id in ((1, 2), (2, 3), (3, 4)):
            session.add(Post(id=post_id, unit_id=unit_id, kind="head", title="Giám đốc"))
        for person_id in (HEAD, DEPUTY):
            session.add(Person(id=person_id, issuer_id="phu-tho"))
        session.flush()
        session.add(Holder(post_id=1, person_id=HEAD, from_at=APPLIED))
    _foreign(database)


def _unit(id_: int, code: str, name: str, issuer: str, block_id: int | None = None) -> Unit:
    return Unit(
        id=id_, issuer_id=issuer, code=code, name=name, short=name, kind="so", block_id=block_id
    )


def _foreign(database: Database) -> None:
    with database.write() as session:
        for rows in (
            [_issuer()],
            [Block(id=FOREIGN, issuer_id="lai-chau", code="khoi-1", name="Khối khác")],
            [_unit(FOREIGN + 2, "so-y-te", "Y tế Lai Châu", "lai-chau", block_id=FOREIGN)],
            [_campaign()],
            [_occurrence(), _span()],
            [
                Obligation(
                    id=FOREIGN,
                    occurrence_id=FOREIGN,
                    unit_id=FOREIGN + 2,
                    due_at=DUE,
                    late_after=DUE,
                    changed_at=APPLIED,
                )
            ],
            [Post(id=FOREIGN, unit_id=FOREIGN + 2, kind="clerk", title="Chuyên viên")],
            [Person(id=FOREIGN, issuer_id="lai-chau")],
            [Holder(post_id=FOREIGN, person_id=FOREIGN, from_at=APPLIED)],
        ):
            session.add_all(rows)
            session.flush()


def _issuer() -> Issuer:
    return Issuer(
        id="lai-chau", name="UBND tỉnh Lai Châu", lane_id="bot", zone="Asia/Ho_Chi_Minh",
        standing_body="so-y-te", standing_body_title="",
    )  # fmt: skip


def _campaign() -> Campaign:
    return Campaign(
        id=FOREIGN, issuer_id="lai-chau", code="phu-tho-2024", title="Phong trào Lai Châu",
        directive="", zone="Asia/Ho_Chi_Minh", year=2024, revision=1, changed_at=APPLIED,
    )  # fmt: skip


def _occurrence() -> Occurrence:
    return Occurrence(
        id=FOREIGN, campaign_id=FOREIGN, duty="so-ket-dot-1", key="2024", title="Việc Lai Châu",
        kind="so_ket", due_at=DUE - timedelta(days=1), late_after=DUE - timedelta(days=1),
        origin="set", origin_text="Lai Châu",
        to_unit_id=FOREIGN + 2, proof="", changed_at=APPLIED,
    )  # fmt: skip


def _span() -> Span:
    return Span(
        id=FOREIGN, campaign_id=FOREIGN, kind="round", key="dot-1", title="Đợt Lai Châu",
        first_on=date(2024, 1, 1), last_on=date(2024, 2, 1), changed_at=APPLIED,
    )  # fmt: skip


def hold(database: Database, post_id: int, person_id: int, *, now: datetime, **more: Any) -> None:
    """Let a person hold a post, or stand in for it, from `now`, as the core does."""
    with database.write() as session:
        session.add(Holder(post_id=post_id, person_id=person_id, from_at=now, **more))
        ledger.append(session, [ledger.Entry("holder bound", "test", "test", "phu-tho")], now=now)
