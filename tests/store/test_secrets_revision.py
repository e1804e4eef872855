"""What the revision of secrets makes of a database that was there before."""

from datetime import UTC, datetime

from sqlmodel import select

from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import FormerSecret, Issuer, Lane, Subscription
from tests.store.test_migration import alembic

BEFORE = "0008"
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def link(number: int, *, revoked: bool = False) -> Subscription:
    return Subscription(
        id=number, issuer_id="a", scope="issuer", scope_id=0, name="x", token_hash=str(number),
        created_at=NOW, revoked_at=NOW if revoked else None,
    )  # fmt: skip


def child(number: int, parent_id: int) -> Subscription:
    row = link(number)
    row.parent_id = parent_id
    return row


def issuer() -> Issuer:
    return Issuer(
        id="a", name="A", lane_id="tg-a", zone="UTC", standing_body="b", standing_body_title="B"
    )


def made(number: int, actor: str) -> ledger.Entry:
    return ledger.Entry("subscription made", f"subscription/{number}", actor, "a", {})


def test_links_learn_from_the_ledger_with_which_link_they_were_made(database: Database) -> None:
    with database.write() as session:
        session.add(Lane(id="tg-a", channel="telegram"))
        session.flush()
        session.add(issuer())
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


def test_links_from_before_read_on_and_are_managed_by_nobody(database: Database) -> None:
    with database.write() as session:
        session.add(Lane(id="tg-a", channel="telegram"))
        session.flush()
        session.add(issuer())
        session.flush()
        session.add(link(1))
        session.flush()
        session.add_all(
            [child(2, 1), FormerSecret(token_hash="r", subscription_id=1, ended_at=NOW)]
        )
        session.get_one(Subscription, 1).manage_hash = "m"
        session.add(FormerSecret(token_hash="n", subscription_id=1, ended_at=NOW, manages=True))
    alembic(database, "0012")

    database.migrate()

    with database.read() as session:
        rows = session.exec(select(Subscription).order_by("id")).all()
        assert [(row.token_hash, row.parent_id, row.manage_hash) for row in rows] == [
            ("1", None, None),
            ("2", 1, None),
        ]
        formers = session.exec(select(FormerSecret)).all()
        assert [(row.token_hash, row.manages) for row in formers] == [("r", False)]
