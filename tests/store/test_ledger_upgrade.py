"""A ledger written when there was one chain for all stays sealed, and is what issuers' chains are tied to."""

import hashlib
import json
from datetime import UTC

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.ledger import End, Entry
from tests.build import at
from tests.store.test_migration import alembic

NOW = at("2024-07-01 08:00")
BEFORE = "0017"  # the last revision with one chain


def write_before(database: Database, count: int) -> str:
    """Lines of two issuers and of none, as that program wrote them; the seal of the last, which it printed."""
    alembic(database, BEFORE)
    engine = create_engine(database.url, poolclass=NullPool)
    previous = "0" * 64
    with engine.begin() as connection:
        for seq in range(1, count + 1):
            issuer, data = (None, "pt", "lc")[seq % 3], json.dumps({"lần": seq}, ensure_ascii=False)
            parts = [seq, NOW.astimezone(UTC).isoformat(), issuer, "a", "told", "x", data, previous]
            seal = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
            moment = "2024-07-01 01:00:00.000000" + ("" if database.is_sqlite else "+00:00")
            connection.execute(
                text("INSERT INTO ledger VALUES (:s, :t, :i, 'a', 'told', 'x', :d, :p, :h)"),
                {"s": seq, "t": moment, "i": issuer, "d": data, "p": previous, "h": seal},
            )
            previous = seal
    engine.dispose()
    return previous


def verify(database: Database, *claimed: End) -> list[End]:
    with database.read() as session:
        return ledger.verify(session, claimed=claimed)


def add(database: Database, issuer: str | None) -> None:
    with database.write() as session:
        ledger.append(session, [Entry("told", "y", "tester", issuer)], now=NOW)


def test_ledger_of_one_chain_is_whole_after_the_upgrade(database: Database) -> None:
    printed = End("", 7, write_before(database, 7))
    database.migrate()

    assert verify(database, printed) == [printed]


def test_issuers_go_on_from_where_the_one_chain_ended(database: Database) -> None:
    printed = End("", 7, write_before(database, 7))
    database.migrate()
    for issuer in ("pt", None, "lc", "pt"):
        add(database, issuer)

    assert [(end.chain, end.seq) for end in verify(database, printed)] == [
        ("", 8),
        ("lc", 1),
        ("pt", 2),
    ]


def test_lines_of_an_issuer_are_read_across_the_upgrade(database: Database) -> None:
    write_before(database, 7)
    database.migrate()
    add(database, "pt")
    with database.read() as session:
        found = ledger.load_entries(session, issuer_id="pt", zone=NOW.tzinfo)  # type: ignore[arg-type]

    assert [(one.chain, one.seq) for one in found] == [("", 1), ("", 4), ("", 7), ("pt", 1)]


@pytest.mark.parametrize("sql", ["UPDATE ledger SET actor = 'x'", "DELETE FROM ledger"])
def test_guards_stand_after_the_upgrade(database: Database, sql: str) -> None:
    write_before(database, 2)
    database.migrate()

    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.connection().exec_driver_sql(sql)


def test_several_chains_do_not_go_back_into_one(database: Database) -> None:
    write_before(database, 2)
    database.migrate()
    add(database, "pt")

    with pytest.raises(RuntimeError, match="several chains"):
        alembic(database, BEFORE)
    assert len(verify(database)) == 2
