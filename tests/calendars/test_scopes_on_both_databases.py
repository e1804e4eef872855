"""The queries of every scope mean the same on SQLite and on PostgreSQL."""

import pytest

from calendars.query import Scope, find_public, load_shown
from calendars.words import title_of
from scheduler.store.database import Database
from scheduler.store.tables import Obligation, Occurrence
from tests.calendars.peopled import HEAD, peopled
from tests.calendars.stored import DUE, NOW, change, fill

REPORT = "Báo cáo sơ kết đợt 1"
MOVED = f"gia hạn đến 28/6: {REPORT} – Sở Y tế"


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        (Scope("campaign", 1), ["Đợt 1", f"Hạn: {REPORT}"]),
        (Scope("unit", 2), ["Đợt 1", f"gia hạn đến 28/6: {REPORT}"]),
        (Scope("unit", 3), ["Đợt 1", f"[HỦY] {REPORT}"]),
        (Scope("block", 1), ["Đợt 1", f"Hạn: {REPORT}", MOVED]),
        (Scope("person", HEAD), ["Đợt 1", MOVED]),
        (Scope("issuer", "phu-tho"), ["Đợt 1", f"Hạn: {REPORT}", MOVED]),
    ],
)
def test_every_scope_loads_alike(database: Database, scope: Scope, titles: list[str]) -> None:
    fill(database)
    peopled(database)
    with database.write() as session:
        session.get_one(Occurrence, 1).due_at = NOW
        change(session, session.get_one(Obligation, 1), now=NOW, due_at=DUE)
        change(session, session.get_one(Obligation, 2), now=NOW, state="withdrawn")
    with database.read() as session:
        shown = load_shown(session, scope, now=NOW)
    assert shown is not None
    assert [title_of(entry) for entry in shown.entries] == titles


def test_a_block_let_off_as_a_whole_sees_it_cancelled(database: Database) -> None:
    fill(database)
    peopled(database)
    with database.write() as session:
        for id_ in (1, 2):
            change(session, session.get_one(Obligation, id_), now=NOW, state="withdrawn")
    with database.read() as session:
        shown = load_shown(session, Scope("block", 1), now=NOW)
    assert shown is not None
    assert [entry.cancelled_at for entry in shown.entries if entry.due_at] == [NOW]


@pytest.mark.parametrize(
    ("issuer", "code", "found"),
    [
        ("phu-tho", "phu-tho-2024", Scope("campaign", 1)),
        ("phu-tho", "\0", None),
        ("\0", "phu-tho-2024", None),
    ],
)
def test_names_that_strangers_make_up_are_none(
    database: Database, issuer: str, code: str, found: Scope | None
) -> None:
    fill(database)
    with database.read() as session:
        assert find_public(session, issuer, code) == found
