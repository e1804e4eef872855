"""A report that is called, and one asked when it was received, on the road to people: once, and never in vain."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import pytest

from scheduler.clock import RehearsalClock
from scheduler.plan.model import WaitsFor
from scheduler.store.database import Database
from scheduler.workflow import called as calls
from scheduler.workflow import calling, waiting
from scheduler.workflow.calling import Wish
from tests.build import Province, at, definition, duty, organisation
from tests.databases import SqliteFiles
from tests.run.road import Road
from tests.workflow.world import RULES

SATURDAY = at("2024-05-11 09:00")


@pytest.fixture
def road(sqlite_files: SqliteFiles) -> Iterator[Road]:
    def fill(database: Database) -> None:
        given = definition(
            duty("dx", due={"on_request": True, "working_days": 5}, owed_by={"ids": ["u1"]})
        )
        Province(database, organisation(3)).open().apply(given, now=at("2024-01-03 08:00"))

    with closing(Database(sqlite_files.filled("called on the road", fill))) as database:
        yield Road(Province(database, organisation(3)), RehearsalClock(SATURDAY))


def call(road: Road, now: datetime, wish: Wish = Wish()) -> None:
    with road.province.database.write() as session:
        found = waiting.find_waiting(session, "pt-2024", "dx", WaitsFor.REQUEST)
        calling.call(session, found, wish, RULES, by="admin", now=now)


def withdraw(road: Road, now: datetime) -> None:
    with road.province.database.write() as session:
        found = waiting.find_waiting(session, "pt-2024", "dx", WaitsFor.REQUEST)
        (row,) = calls.load_called(session, found)
        calls.withdraw(session, row, "", by="admin", now=now)


async def test_a_call_on_a_day_off_waits_for_hours_and_is_said_once(road: Road) -> None:
    call(road, SATURDAY)
    assert await road.pass_at("2024-05-11 09:01") == []
    assert await road.pass_at("2024-05-12 12:00") == []
    assert await road.pass_at("2024-05-13 07:00") == [("u1@", "u1", "called")]
    assert await road.pass_at("2024-05-13 08:00") == []


async def test_a_call_due_today_is_told_though_hours_are_over(road: Road) -> None:
    call(road, at("2024-05-14 16:00"), Wish(due_on=at("2024-05-14 00:00").date()))
    assert await road.pass_at("2024-05-14 16:01") == [("u1@", "u1", "called")]


async def test_a_call_taken_back_between_tick_and_drain_is_never_said(road: Road) -> None:
    call(road, at("2024-05-13 09:00"))
    lanes = road.tick("2024-05-13 09:01")
    withdraw(road, at("2024-05-13 09:02"))
    for lane in lanes:
        await road.drain()(lane)
    assert road.channel.told() == []
    assert await road.pass_at("2024-05-13 09:03") == []
    assert await road.pass_at("2024-05-21 08:00") == []


async def test_a_drainer_killed_before_it_sent_leaves_the_call_to_the_next(road: Road) -> None:
    call(road, at("2024-05-13 09:00"))
    road.tick("2024-05-13 09:01")
    assert await road.pass_at("2024-05-13 09:05") == [("u1@", "u1", "called")]
    assert await road.pass_at("2024-05-13 09:06") == []


async def test_late_after_the_day_is_over_not_before(road: Road) -> None:
    call(road, at("2024-05-13 09:00"))  # due on Monday the 20th
    await road.pass_at("2024-05-13 09:01")
    await road.pass_at("2024-05-20 08:00")
    assert await road.pass_at("2024-05-20 18:30") == []
    assert await road.pass_at("2024-05-21 08:00") == [("u1@", "u1", "overdue-1wd")]
