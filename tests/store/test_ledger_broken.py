"""What was done to the ledger by who owns the machine is found: all of it, and named."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime

import pytest

from scheduler.errors import FaultKind, LedgerBroken
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.ledger import End, Entry, claims, raw
from scheduler.words.ledger import say_ends
from tests.build import Province, at, definition, duty, organisation

NOW = at("2024-07-01 08:00")
GUARDS = ("kept", "whole", "once")


def write(database: Database, *subjects: str, issuer: str | None = None) -> None:
    with database.write() as session:
        entries = [Entry("told", one, "tester", issuer, {"đơn vị": one}) for one in subjects]
        ledger.append(session, entries, now=NOW)


def faults(
    database: Database, *claimed: End, issuer: str | None = None, guards: bool = False
) -> list[tuple[object, ...]]:
    """What is found: kind, chain, first line, last line or detail; of the guards only if asked."""
    try:
        with database.read() as session:
            ledger.verify(session, issuer, claimed=claimed)
    except LedgerBroken as error:
        found = [one for one in error.faults if guards or one.kind is not FaultKind.GUARD]
        return [(one.kind.value, one.chain, one.seq, one.detail or one.until) for one in found]
    return []


@contextmanager
def unguarded(database: Database) -> Iterator[None]:
    """With the triggers gone, as somebody who owns the machine can have it."""
    on = "" if database.is_sqlite else " ON ledger"
    execute(database, *(f"DROP TRIGGER ledger_{name}{on}" for name in GUARDS))
    yield


def execute(database: Database, *statements: str) -> None:
    with database.write() as session:
        for sql in statements:
            session.connection().exec_driver_sql(sql)


def ends(database: Database) -> list[End]:
    with database.read() as session:
        return ledger.verify(session)


@pytest.fixture
def three(database: Database) -> Database:
    """Three lines of the installation, then three of an issuer."""
    write(database, "a", "b", "c")
    write(database, "d", "e", "f", issuer="pt")
    return database


@pytest.mark.parametrize("chain", ["", "pt"])
@pytest.mark.parametrize(
    "change",
    [
        "at = '2024-07-02 01:00:00.000000'",
        "at = '2024-07-02 01:00:00+00:00'",
        "issuer_id = 'lc'",
        "actor = 'x'",
        "kind = 'x'",
        "subject = 'x'",
        "data = '{}'",
        "data = 'no JSON'",
        "data = '[1]'",
        "previous = hash",
        "hash = previous",
        "seq = 7",
        "chain = 'lc'",
    ],
)
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_every_changed_column_is_found(three: Database, change: str, chain: str, seq: int) -> None:
    with unguarded(three):
        execute(three, f"UPDATE ledger SET {change} WHERE chain = '{chain}' AND seq = {seq}")

        assert faults(three)


@pytest.mark.parametrize("chain", ["", "pt"])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_every_missing_line_is_found(three: Database, chain: str, seq: int) -> None:
    with unguarded(three):
        execute(three, f"DELETE FROM ledger WHERE chain = '{chain}' AND seq = {seq}")

        kind = "tail" if seq == 3 else "gap"
        assert (kind, chain, seq, seq) in faults(three)


def test_all_faults_are_told(three: Database) -> None:
    with unguarded(three):
        execute(
            three,
            "UPDATE ledger SET actor = 'x' WHERE chain = 'pt' AND seq = 1",
            "UPDATE ledger SET data = '{' WHERE chain = 'pt' AND seq = 2",
            "DELETE FROM ledger WHERE chain = '' AND seq = 2",
        )

        assert faults(three) == [
            ("gap", "", 2, 2),
            ("seal", "pt", 1, 0),
            ("unreadable", "pt", 2, "data"),
        ]
        assert faults(three, issuer="lc") == [("gap", "", 2, 2)]


@pytest.mark.parametrize(
    ("value", "column"),
    [("x'ff'", "actor"), ("CAST(x'ff' AS TEXT)", "actor"), ("'ngày mai'", "at"), ("'x'", "seq")],
)
def test_garbage_is_a_fault_and_no_crash(sqlite: Database, value: str, column: str) -> None:
    write(sqlite, "a", "b")
    with unguarded(sqlite):
        execute(sqlite, f"UPDATE ledger SET {column} = {value} WHERE seq = 2")

        assert ("unreadable", "", 2, column) in faults(sqlite)


def test_lines_changed_for_each_other_are_found(three: Database) -> None:
    with unguarded(three):
        execute(
            three,
            "UPDATE ledger SET seq = 9 WHERE chain = 'pt' AND seq = 1",
            "UPDATE ledger SET seq = 1 WHERE chain = 'pt' AND seq = 2",
            "UPDATE ledger SET seq = 2 WHERE chain = 'pt' AND seq = 9",
        )

        assert {("seal", "pt", 1, 0), ("seal", "pt", 2, 0)} <= set(faults(three))


def test_a_chain_without_the_one_it_is_tied_to_is_found(three: Database) -> None:
    with unguarded(three):
        execute(
            three, "DELETE FROM ledger WHERE chain = ''", "DELETE FROM ledger_end WHERE chain = ''"
        )

        assert faults(three) == [("tie", "pt", 1, 0)]


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_that_is_gone_is_found(database: Database, name: str) -> None:
    on = "" if database.is_sqlite else " ON ledger"
    execute(database, f"DROP TRIGGER ledger_{name}{on}")

    assert faults(database, guards=True) == [("guard", "", 0, f"ledger_{name}")]


def test_a_guard_that_refuses_nothing_is_found(database: Database) -> None:
    if database.is_sqlite:
        said = "CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger BEGIN SELECT 1; END"
        execute(database, "DROP TRIGGER ledger_kept", said)
        assert faults(database, guards=True) == [("guard", "", 0, "ledger_kept")]
        return
    execute(database, "ALTER TABLE ledger DISABLE TRIGGER ledger_kept")
    assert faults(database, guards=True) == [("guard", "", 0, "ledger_kept")]
    execute(
        database,
        "CREATE OR REPLACE FUNCTION ledger_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    )
    assert len(faults(database, guards=True)) == 3


def test_triggers_switched_off_for_everybody_are_found(database: Database) -> None:
    if database.is_sqlite:
        return  # it has no such switch
    name = database.url.database
    execute(database, f'ALTER DATABASE "{name}" SET session_replication_role = replica')
    with closing(Database(database.url.render_as_string(hide_password=False))) as again:
        assert faults(again, guards=True) == [("guard", "", 0, "session_replication_role")]


@pytest.fixture
def told(database: Database) -> Database:
    """A definition in force, and three messages that were sent."""
    province = Province(database, organisation(3)).open()
    province.apply(definition(duty()), now=at("2024-01-15 09:00"))
    for number in (1, 2, 3):
        execute(
            database,
            "INSERT INTO delivery (key, lane_id, address_id, post_id, state, not_before, attempts,"
            " possible_duplicate, edit_wanted, created_at) SELECT"
            f" 'k{number}', lane_id, address.id, post.id, 'sent', '2024-07-01 00:00:00.000000', 1,"
            " false, false, '2024-07-01 00:00:00.000000' FROM address, post LIMIT 1",
        )
        with database.write() as session:
            entry = Entry("message sent", "x", "engine", "pt", {"delivery": number})
            ledger.append(session, [entry], now=NOW)
    return database


def test_an_emptied_ledger_beside_what_was_applied_and_sent_is_found(told: Database) -> None:
    assert faults(told) == []
    with unguarded(told):
        execute(told, "DELETE FROM ledger", "DELETE FROM ledger_end")

        assert faults(told) == [
            ("applied", "pt", 0, "pt-2024 1"),
            ("sent", "pt", 3, "1–3"),
        ]
        assert faults(told, issuer="lc") == []


def test_a_message_without_its_line_is_found_in_a_chain_sealed_anew(told: Database) -> None:
    with unguarded(told):
        execute(told, "DELETE FROM ledger WHERE chain = 'pt' AND data = '{\"delivery\": 3}'")
        seal_anew(told)

        assert faults(told) == [("sent", "pt", 1, "3")]


def seal_anew(database: Database) -> None:
    """What somebody does who knows how lines are sealed."""
    with database.read() as session:
        rows = [dict(line) for line in raw.lines(session)]
    execute(database, "DELETE FROM ledger", "DELETE FROM ledger_end")
    with database.write() as session:
        for row in rows:
            issuer, moment = row["issuer_id"], row["at"]
            assert isinstance(moment, datetime)
            of = str(issuer) if issuer else None
            told = (str(row[name]) for name in ("kind", "subject", "actor"))
            ledger.append(session, [Entry(*told, of, raw.data_of(row) or {})], now=moment)


def test_a_chain_sealed_anew_is_found_by_an_end_kept_elsewhere(three: Database) -> None:
    kept = ends(three)
    printed = [claims.parse(f"Mã cuối sổ: {end.short}") for end in kept]
    write(three, "g", issuer="pt")
    assert faults(three, *kept, *filter(None, printed)) == []
    with unguarded(three):
        execute(three, "UPDATE ledger SET actor = 'x' WHERE chain = 'pt' AND seq = 2")
        seal_anew(three)

        assert faults(three) == []
        assert faults(three, *kept) == [("claim", "pt", 3, kept[1].hash)]
        assert faults(three, *filter(None, printed)) == [("claim", "pt", 3, kept[1].hash[:16])]


def test_of_one_issuer_the_ends_of_others_are_not_missed(three: Database) -> None:
    write(three, "g", issuer="lc")
    kept = ends(three)

    assert faults(three, *kept, issuer="pt") == []
    other = End("pt", 3, "ab12cd34ef567890")
    assert faults(three, other, *kept, issuer="pt") == [("claim", "pt", 3, other.hash)]


SEAL = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.mark.parametrize(
    ("line", "end"),
    [
        (f"phu-tho-2 12 {SEAL}", End("phu-tho-2", 12, SEAL)),
        (f"Mã cuối sổ: phu-tho 12 {SEAL[:16]}…", End("phu-tho", 12, SEAL[:16])),
        ("Seal of the ledger: 12 12345678", End("", 12, "12345678")),
        (f"Sổ không bị sửa: 12 dòng, dấu cuối {SEAL}", End("", 12, SEAL)),
        (f"The ledger is intact: 1 line, last seal {SEAL}\n", End("", 1, SEAL)),
        (f'{{"entries": 12, "seal": "{SEAL}"}}', End("", 12, SEAL)),
        ("phu-tho 12 ab12", None),
        ("", None),
    ],
)
def test_an_end_is_read_as_it_was_printed(line: str, end: End | None) -> None:
    assert claims.parse(line) == end


def test_ends_are_read_of_a_whole_file() -> None:
    found = [End("", 1, SEAL), End("phu-tho", 12, SEAL)]
    chains = {end.chain: {"entries": end.seq, "seal": end.hash} for end in found}
    for indent in (None, 1):
        assert claims.read(json.dumps({"whole": True, "chains": chains}, indent=indent)) == found
    printed = [replace(end, hash=SEAL[:16]) for end in found]
    assert claims.read("Ghi lại:\n" + "\n".join(say_ends(printed))) == printed
