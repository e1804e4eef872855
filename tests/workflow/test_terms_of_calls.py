"""What the terms of a duty say beside its days holds for each call and each receipt as for what is planned."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest

from scheduler.definition.models import Duty
from scheduler.errors import CallNeedsDay
from scheduler.plan.model import WaitsFor
from scheduler.store.database import Database
from scheduler.workflow import calling, receiving, report, waiting
from scheduler.workflow.calling import Wish
from tests.build import Province, at, definition, duty, organisation, unit
from tests.databases import Databases, SqliteFiles
from tests.workflow.world import RULES, World

NOW = at("2024-05-07 09:00")  # a Tuesday
REQUEST = {"on_request": True, "working_days": 5}
APPLIED = at("2024-01-03 08:00")


@contextmanager
def asked(databases: Databases, *duties: Duty, units: Any = None) -> Iterator[World]:
    found = units or organisation(4)

    def fill(database: Database) -> None:
        Province(database, found).open().apply(definition(*duties), now=APPLIED)

    database = Database(databases.filled(f"asked {duties} {found}", fill))
    try:
        yield World(Province(database, found))
    finally:
        database.close()


def call(world: World, wish: Wish = Wish(), *, now: datetime = NOW) -> None:
    with world.province.database.write() as session:
        found = waiting.find_waiting(session, "pt-2024", "dx", WaitsFor.REQUEST)
        calling.call(session, found, wish, RULES, by="admin", now=now)


def of_call(world: World, columns: str) -> Any:
    (found,) = world.province.rows(f"SELECT {columns} FROM occurrence WHERE called_at IS NOT NULL")
    return found


def test_a_call_tells_of_what_is_told_in_it(sqlite_files: SqliteFiles) -> None:
    part = duty("ll", title="Số liệu lồng ghép", due={"part_of": "dx"})
    with asked(sqlite_files, duty("dx", due=REQUEST), part) as world:
        call(world)
        assert of_call(world, "contents") == ('["Số liệu lồng ghép"]',)


def test_units_called_are_due_earlier_by_what_who_collects_needs(
    sqlite_files: SqliteFiles,
) -> None:
    given = duty("dx", due=REQUEST, consolidation="2 working days")
    with asked(sqlite_files, given) as world:
        call(world)
        call(world, Wish(date(2024, 5, 20)))  # a day somebody names is that of the units
        rows = world.province.rows(
            "SELECT due_at FROM occurrence WHERE called_at IS NOT NULL ORDER BY id"
        )
        assert [str(due_at)[:10] for (due_at,) in rows] == ["2024-05-10", "2024-05-20"]


def test_units_that_received_it_are_due_earlier_too(sqlite_files: SqliteFiles) -> None:
    terms = {"after": "received", "working_days": 5}
    with asked(sqlite_files, duty("cp", due=terms, consolidation="2 working days")) as world:
        with world.acting("u1@", NOW) as (session, case, actor):
            report.see(session, case, actor, RULES, now=NOW)
        assert world.one("SELECT due_at FROM obligation WHERE due_at IS NOT NULL")[:10] == (
            "2024-05-10"
        )


@pytest.mark.parametrize(
    ("due", "now"),
    [
        ({"on_request": True, "days": 0}, "2024-05-07 18:00"),
        ({"on_request": True, "days": 1, "roll": "back"}, "2024-05-11 09:00"),  # a Saturday
    ],
)
def test_days_of_its_own_that_are_over_are_no_days(
    sqlite_files: SqliteFiles, due: dict[str, Any], now: str
) -> None:
    with asked(sqlite_files, duty("dx", due=due)) as world, pytest.raises(CallNeedsDay):
        call(world, now=at(now))


def test_what_the_standing_body_sends_outside_is_never_closed(sqlite_files: SqliteFiles) -> None:
    given = duty("dx", due=REQUEST, owed_by={"ids": ["u0"]}, to={"name": "Bộ Nội vụ"})
    with asked(sqlite_files, given) as world:
        call(world)
        assert of_call(world, "cut_off_at, receiver") == (None, "Bộ Nội vụ")
        told = world.province.rows("SELECT recipients FROM reminder")
        assert not [to for (to,) in told if "block_head" in to]


def test_what_it_received_for_somebody_outside_has_no_head_of_a_block_above(
    sqlite_files: SqliteFiles,
) -> None:
    terms = {"after": "received", "working_days": 5}
    given = duty("cp", due=terms, owed_by={"ids": ["u0"]}, to={"name": "Bộ Nội vụ"})
    with asked(sqlite_files, given) as world:
        with world.province.database.write() as session:
            found = waiting.find_waiting(session, "pt-2024", "cp", WaitsFor.RECEIPT)
            day = date(2024, 5, 7)
            receiving.enter(session, found, day, RULES, by="admin", now=NOW)
        told = world.province.rows("SELECT recipients FROM reminder WHERE obligation_id > 0")
        assert not [to for (to,) in told if "block_head" in to]


def test_who_took_over_takes_in_what_is_called_since(sqlite_files: SqliteFiles) -> None:
    units = organisation(
        3,
        units=[unit("u0"), unit("u1"), unit("u2"),
               unit("cu", last_day="2024-03-31", into=["u2"])],
    )  # fmt: skip
    given = duty("dx", due=REQUEST, owed_by={"ids": ["u1"]}, to={"unit": "cu", "via": "cu"})
    with asked(sqlite_files, given, units=units) as world:
        call(world)
        assert world.province.rows(
            "SELECT code FROM occurrence JOIN unit ON unit.id = to_unit_id"
            " WHERE called_at IS NOT NULL"
        ) == [("u2",)]


def test_an_hour_of_the_text_counts_though_the_office_shows_the_same(
    sqlite_files: SqliteFiles,
) -> None:
    terms = {"after": "received", "working_days": 5, "time": "17:00"}
    with asked(sqlite_files, duty("cp", due=terms)) as world:
        with world.acting("u1@", NOW) as (session, case, actor):
            report.see(session, case, actor, RULES, now=NOW)
        same = "SELECT late_after = due_at FROM obligation WHERE due_at IS NOT NULL"
        assert world.one(same)


@pytest.mark.parametrize(
    ("due_on", "unsure"),
    [
        (None, date(2026, 11, 24)),  # five working days, of which it may be none
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 27), None),
    ],
)
def test_a_call_says_that_its_day_depends_on_a_day_off_nobody_confirmed(
    sqlite_files: SqliteFiles, due_on: date | None, unsure: date | None
) -> None:
    now = at("2026-11-20 09:00")
    with asked(sqlite_files, duty("dx", due=REQUEST)) as world:
        call(world, Wish(due_on), now=now)
        assert of_call(world, "unsure_on") == (unsure and unsure.isoformat(),)
