"""Deadlines of before get the end of their day, unless a text or a person said the hour."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from scheduler.definition.models import Definition
from scheduler.store.database import Database
from scheduler.store.tables import Obligation, Occurrence, Submission
from tests.build import Province, at, definition, duty, organisation
from tests.store.test_migration import alembic

BEFORE = "0018"
NOW = at("2024-01-15 09:00")
INSERT = """
    INSERT INTO submission (obligation_id, "by", person_id, submitted_at, on_time, due_at, state)
    SELECT id, 'x', 1, '{at}', false, '2024-07-31 10:00:00', 'accepted' FROM obligation"""


def upgraded(database: Database, given: Definition, *before: str) -> None:
    province = Province(database, organisation(2)).open()
    province.apply(given, now=NOW)
    alembic(database, BEFORE)
    for statement in before:
        province.execute(statement)
    database.migrate()


def due(*ends: dict[str, str]) -> Definition:
    owed = {"ids": ["u1"]}
    return definition(*(duty(f"d{n}", due=end, owed_by=owed) for n, end in enumerate(ends)))


def ends(database: Database, table: type[Occurrence] | type[Obligation]) -> list[datetime | None]:
    with database.read() as session:
        return list(session.exec(select(table.late_after).order_by(table.id)))


def test_hour_of_practice_is_told_from_one_a_text_states(database: Database) -> None:
    given = ({"by": "07-31"}, {"by": "07-31", "time": "17:00"}, {"by": "08-07", "time": "10:00"})
    upgraded(database, due(*given))
    assert ends(database, Occurrence) == [
        at("2024-08-01 00:00"), at("2024-07-31 17:00"), at("2024-08-07 10:00"),
    ]  # fmt: skip


def test_office_with_another_hour_is_known_by_what_most_deadlines_show(database: Database) -> None:
    earlier = "UPDATE occurrence SET rule = '', due_at = '{at}:00' WHERE duty = '{duty}'"
    upgraded(
        database,
        due({"by": "07-29"}, {"by": "07-30"}, {"by": "07-31"}),
        earlier.format(at="2024-07-29 09:30", duty="d0"),
        earlier.format(at="2024-07-30 09:30", duty="d1"),
        earlier.format(at="2024-07-31 02:00", duty="d2"),
    )
    assert ends(database, Occurrence) == [
        at("2024-07-30 00:00"), at("2024-07-31 00:00"), at("2024-07-31 09:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "end"),
    [("10:00", at("2024-08-10 00:00")), ("09:00", at("2024-08-09 16:00")), (None, None)],
)
def test_day_of_one_unit_follows_that_of_all(
    database: Database, own: str | None, end: datetime | None
) -> None:
    moved = f"UPDATE obligation SET due_at = '2024-08-09 {own}:00'"
    upgraded(database, due({"by": "07-31"}), *([moved] if own else []))
    assert ends(database, Obligation) == [end]


@pytest.mark.parametrize(
    ("handed_in", "on_time"), [("2024-07-31 16:59:00", True), ("2024-07-31 17:01:00", False)]
)
def test_report_of_the_evening_was_in_time(
    database: Database, handed_in: str, *, on_time: bool
) -> None:
    upgraded(database, due({"by": "07-31"}), INSERT.format(at=handed_in))
    with database.read() as session:
        found = session.exec(select(Submission)).one()
    assert found.on_time is on_time
    assert found.due_at == datetime(2024, 7, 31, 10, tzinfo=UTC)
