"""What the revision of secrets makes of a database that was there before."""

from datetime import UTC, datetime

from sqlmodel import select

from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import Issuer, Lane, Subscription
from tests.store.test_migration import alembic

BEFORE = "0008"
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def link(number: int, *, revoked: bool = False) -> Subscription:
    return Subscription(
        id=number, issuer_id="a", scope="issuer", scope_id=0, name="x", token_hash=str(number),
        created_at=NOW, revoked_at=NOW if revoked else None,
    )  # fmt: skip


def made(number: int, actor: str) -> ledger.Entry:
    return ledger.Entry("subscription made", f"subscription/{number}", actor, "a", {})


def test_links_learn_from_the_ledger_with_which_link_they_were_made(database: Database) -> None:
    with database.write() as session:
        session.add(Lane(id="tg-a", channel="telegram"))
        session.flush()
        session.add(
            Issuer(
                id="a", name="A", lane_id="tg-a", zone="UTC", standing_body="b",
                standing_body_title="B",
            )
        )  # fmt: skip
        session.flush()
        session.add_all([link(1), link(2), link(3), link(4, revoked=True), link(5), link(6)])
        entries = [made(1, "admin"), made(2, "subscription/1"), made(3, "subscription/2")]
        entries += [made(5, "subscription/4"), made(6, "subscription/5")]
        ledger.append(session, entries, now=NOW)
    alembic(database, BEFORE)

    database.migrate()

    with database.read() as session:
        rows = session.exec(select(Subscription).order_by("id")).all()
        assert [row.parent_id for row in rows] == [None, 1, 2, None, 4, 5]
        assert [row.revoked_at for row in rows] == [None] * 3 + [NOW] * 3
