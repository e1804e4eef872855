"""Laws of the ledger: whatever is written verifies, and whatever is done to it is found."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from scheduler.errors import LedgerBroken
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.ledger import Entry
from tests.build import at
from tests.databases import SqliteFiles

NOW = at("2024-07-01 08:00")
ISSUERS = st.sampled_from([None, "pt", "lc", "cb"])
WRITES = st.lists(st.lists(ISSUERS, min_size=1, max_size=4), min_size=1, max_size=6)
COLUMNS = (
    "chain",
    "seq",
    "at",
    "issuer_id",
    "actor",
    "kind",
    "subject",
    "data",
    "previous",
    "hash",
)
VALUES = st.sampled_from(
    ["x", "", "0", 0, 1, 2, 99, None, "pt", "{}", "2024-07-01 01:00:00.000000"]
)


class Undone(Exception):
    """Nothing of what a trial did stays."""


@pytest.fixture(scope="module")
def book(sqlite_files: SqliteFiles) -> Iterator[Database]:
    with closing(Database(sqlite_files.migrated())) as database:
        yield database


def write(session: Session, writes: list[list[str | None]]) -> None:
    number = 0
    for issuers in writes:
        entries = []
        for issuer in issuers:
            number += 1
            entries.append(Entry("told", f"s{number}", "tester", issuer, {"n": number}))
        ledger.append(session, entries, now=NOW)


def rows(session: Session) -> list[tuple[object, ...]]:
    found = session.connection().exec_driver_sql("SELECT rowid, * FROM ledger ORDER BY rowid")
    return [tuple(row) for row in found]


def content(found: list[tuple[object, ...]]) -> list[str]:
    """Wherever the lines lie."""
    return sorted(str(row[1:]) for row in found)


def do(session: Session, sql: str, *values: object) -> None:
    session.connection().exec_driver_sql(sql, values)


@given(WRITES)
@settings(max_examples=40)
def test_any_order_of_writes_verifies(book: Database, writes: list[list[str | None]]) -> None:
    with pytest.raises(Undone), book.write() as session:
        write(session, writes)
        ends = {end.chain: end.seq for end in ledger.verify(session)}
        given = [issuer or "" for issuers in writes for issuer in issuers]
        assert ends == {chain: given.count(chain) for chain in set(given)}
        raise Undone


@given(WRITES, st.data())
@settings(max_examples=120)
def test_any_change_deletion_or_swap_is_found(
    book: Database, writes: list[list[str | None]], data: st.DataObject
) -> None:
    with pytest.raises(Undone), book.write() as session:
        write(session, writes)
        for name in ("kept", "whole", "once"):
            do(session, f"DROP TRIGGER ledger_{name}")
        before = rows(session)
        alter(session, data, before)
        if content(rows(session)) != content(before):
            with pytest.raises(LedgerBroken) as broken:
                ledger.verify(session)
            assert any(fault.kind != "guard" for fault in broken.value.faults)
        raise Undone


def alter(session: Session, data: st.DataObject, before: list[tuple[object, ...]]) -> None:
    one = data.draw(st.sampled_from(before))
    match data.draw(st.sampled_from(["change", "delete", "swap"])):
        case "change":
            column, value = data.draw(st.sampled_from(COLUMNS)), data.draw(VALUES)
            sql = f"UPDATE OR IGNORE ledger SET {column} = ? WHERE rowid = ?"
            do(session, sql, value, one[0])
        case "delete":
            do(session, "DELETE FROM ledger WHERE rowid = ?", one[0])
        case _:
            other = data.draw(st.sampled_from(before))
            do(session, "DELETE FROM ledger WHERE rowid IN (?, ?)", one[0], other[0])
            for mine, place in ((one, other), (other, one)):
                holes = ", ".join("?" * len(mine[3:]))
                sql = f"INSERT OR IGNORE INTO ledger VALUES (?, ?, {holes})"
                do(session, sql, place[1], place[2], *mine[3:])
