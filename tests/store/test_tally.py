"""How many have handed in: counted from the first reminder to the cut-off, and written when it is told otherwise."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from calendars.entry import Entry, Kind
from calendars.words import handed_in_of
from scheduler.store import ledger, tally
from scheduler.store.database import Database
from scheduler.store.tables import LedgerEntry, Obligation, Tally
from tests.build import Province, at, definition, duty, organisation
from tests.databases import Databases

APPLIED = at("2024-01-15 09:00")
LATER = at("2024-07-27 06:00")  # reminders have gone out since
UNITS = 12


@pytest.fixture
def province(databases: Databases) -> Iterator[Province]:
    with closing(Database(databases.migrated())) as database:
        province = Province(database, organisation(UNITS + 1)).open(bound=False)
        province.apply(definition(duty(owed_by={"all": True, "except": ["u0"]})), now=APPLIED)
        yield province


def count(province: Province, day: str) -> tuple[int, ...] | None:
    """Count at 06:00 of that day; units, handed in and revision of the row."""
    with province.database.write() as session:
        tally.count(session, now=at(f"{day} 06:00"))
    with province.database.read() as session:
        row = session.exec(select(Tally).order_by("occurrence_id")).first()  # of the first duty
        return (row.units, row.handed_in, row.revision) if row else None


def let(province: Province, state: str, units: range) -> None:
    with province.database.write() as session:
        rows = session.exec(select(Obligation).order_by("id")).all()
        for number in units:
            rows[number].state = state


def test_nothing_is_counted_before_the_first_reminder(province: Province) -> None:
    assert count(province, "2024-03-01") is None
    assert count(province, "2024-07-27") == (UNITS, 0, 1)


def test_the_first_report_begins_the_count(province: Province) -> None:
    let(province, "submitted", range(1))
    assert count(province, "2024-03-01") == (UNITS, 1, 1)
    let(province, "returned", range(1))
    assert count(province, "2024-03-02") == (UNITS, 0, 2)


def test_the_row_changes_only_when_it_is_told_otherwise(province: Province) -> None:
    let(province, "submitted", range(6))
    assert count(province, "2024-07-27") == (UNITS, 6, 1)
    let(province, "accepted", range(6))
    assert count(province, "2024-07-28") == (UNITS, 6, 1)
    let(province, "submitted", range(6, 7))  # 7 of 12: still half of them
    assert count(province, "2024-07-29") == (UNITS, 6, 1)
    let(province, "accepted", range(6, 8))  # 8 of 12: 60 %
    assert count(province, "2024-07-30") == (UNITS, 8, 2)
    with province.database.read() as session:
        row = session.exec(select(Tally)).one()
        assert row.changed_at == at("2024-07-30 06:00")
        kinds = [entry.kind for entry in session.exec(select(LedgerEntry))]
        assert kinds.count("reports counted") == 2
        ledger.verify(session)


def test_who_was_let_off_is_not_among_the_units(province: Province) -> None:
    let(province, "waived", range(2))
    let(province, "withdrawn", range(2, 4))
    let(province, "seen", range(4, 5))
    let(province, "accepted", range(5, 12))
    assert count(province, "2024-07-27") == (UNITS - 4, 7, 1)
    let(province, "waived", range(UNITS))
    assert count(province, "2024-07-28") == (0, 0, 2)


def test_the_count_stands_still_long_after_the_cut_off(province: Province) -> None:
    assert count(province, "2024-07-27") == (UNITS, 0, 1)
    let(province, "submitted", range(UNITS))
    assert count(province, "2024-12-30") == (UNITS, 0, 1)


def test_what_is_withdrawn_is_counted_no_more(province: Province) -> None:
    assert count(province, "2024-07-27") == (UNITS, 0, 1)
    province.apply(definition(duty("khac")), now=LATER)
    let(province, "accepted", range(1))
    assert count(province, "2024-07-28") == (UNITS, 0, 1)


def said(handed_in: int, units: int) -> str:
    entry = Entry(
        issuer="a", campaign="b", kind=Kind.DEADLINE, key="c", title="d", zone="UTC", revision=1,
        changed_at=APPLIED, due_at=LATER, units=units, handed_in=tally.coarse(handed_in, units),
        counted_on=LATER.date(),
    )  # fmt: skip
    return handed_in_of(entry).partition(" (")[0].removeprefix("Đã gửi: ")


@pytest.mark.parametrize(
    ("handed_in", "units", "words"),
    [
        (0, 0, ""),
        (0, 3, "chưa đơn vị nào trong 3 đơn vị"),
        (2, 3, "2/3 đơn vị"),
        (9, 10, "9/10 đơn vị"),
        (10, 10, "đủ 10/10 đơn vị"),
        (0, 100, "chưa đơn vị nào trong 100 đơn vị"),
        (1, 100, "dưới 10 % của 100 đơn vị"),
        (10, 100, "từ 10 % của 100 đơn vị"),
        (79, 100, "từ 70 % của 100 đơn vị"),
        (80, 100, "từ 80 % của 100 đơn vị"),
        (99, 100, "từ 90 % của 100 đơn vị"),
        (100, 100, "đủ 100/100 đơn vị"),
        (5, 11, "từ 40 % của 11 đơn vị"),
    ],
)
def test_the_count_is_told_coarsely(handed_in: int, units: int, words: str) -> None:
    assert said(handed_in, units) == words


@given(st.integers(1, 6000).flatmap(lambda units: st.tuples(st.integers(0, units), st.just(units))))
def test_what_is_stored_is_told_as_what_was_counted(counted: tuple[int, int]) -> None:
    handed_in, units = counted
    told = tally.coarse(handed_in, units)
    assert 0 <= told <= handed_in and tally.coarse(told, units) == told
    assert tally.steps(told, units) == tally.steps(handed_in, units)
    assert (told == 0) == (handed_in == 0) and (told == units) == (handed_in == units)


@given(st.integers(11, 6000))
def test_what_is_stored_has_few_values(units: int) -> None:
    assert len({tally.coarse(handed_in, units) for handed_in in range(units + 1)}) <= 12


def test_counting_again_on_the_same_day_changes_nothing(province: Province) -> None:
    with province.database.write() as session:
        assert tally.count(session, now=LATER) == 1
        assert tally.count(session, now=LATER + timedelta(hours=1)) == 0
