"""A report on request: it waits, it is called as often as need be, and a wrong call is taken back."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest

from scheduler.definition.models import Definition
from scheduler.errors import (
    CallNeedsDay,
    NotAllowed,
    NotLater,
    NotOwing,
    NotPossible,
    NotWaiting,
    ThiDuaError,
    UnknownBlock,
    UnknownUnit,
)
from scheduler.plan.model import WaitsFor
from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from scheduler.workflow import called as calls
from scheduler.workflow import calling, waiting
from scheduler.workflow.calling import Wish
from tests.build import OFFICE, Province, at, definition, duty, organisation
from tests.databases import Databases
from tests.workflow.world import RULES, World

NOW = at("2024-05-07 09:00")  # a Tuesday
REQUEST = {"on_request": True, "working_days": 5}


def asked(**more: Any) -> Definition:
    """A duty that waits beside one with a day."""
    return definition(duty("dx", **({"due": REQUEST} | more)), duty("bc"))


@pytest.fixture
def world(databases: Databases) -> Iterator[World]:
    def fill(database: Database) -> None:
        province = Province(database, organisation(4)).open()
        province.apply(asked(), now=at("2024-01-03 08:00"))

    with closing(Database(databases.filled("waits to be called", fill))) as database:
        yield World(Province(database, organisation(4)))


def call(
    world: World, wish: Wish = Wish(), *, address: str = "u0@", now: datetime = NOW
) -> calling.Call:
    """The standing body calls."""
    with world.province.database.write() as session:
        actor = world.actor(session, address, now)
        found = waiting.find_waiting(session, "pt-2024", "dx", WaitsFor.REQUEST)
        shown = calling.preview(session, found, wish, RULES, now=now)
        calling.call(session, found, wish, RULES, by=actor, now=now)
        return shown


def withdraw(world: World, key: str, *, now: datetime, address: str = "u0@") -> None:
    with world.province.database.write() as session:
        found = waiting.find_waiting(session, "pt-2024", "dx", WaitsFor.REQUEST)
        (row,) = [one for one in calls.load_called(session, found) if one.key == key]
        calls.withdraw(session, row, "gọi nhầm", by=world.actor(session, address, now), now=now)


def called(world: World) -> list[tuple[str, str, int]]:
    """Key, day and number of units of each call that stands."""
    rows = world.province.rows(
        "SELECT occurrence.key, occurrence.due_at, count(obligation.id) FROM occurrence"
        " JOIN obligation ON occurrence_id = occurrence.id"
        " WHERE called_at IS NOT NULL AND NOT withdrawn GROUP BY occurrence.id, occurrence.key,"
        " occurrence.due_at ORDER BY occurrence.id"
    )
    return [(key, str(due_at)[:10], count) for key, due_at, count in rows]


def told(world: World, now: str) -> list[tuple[str, str]]:
    """Unit and step of what a pass at `now` made for somebody about what was called."""
    seen = world.one("SELECT coalesce(max(id), 0) FROM item")
    tick(world.province.database, OFFICE, now=at(now))
    return world.province.rows(
        "SELECT code, step FROM item JOIN reminder ON reminder.id = reminder_id"
        " JOIN obligation ON obligation.id = item.obligation_id JOIN unit ON unit.id = unit_id"
        " JOIN occurrence ON occurrence.id = obligation.occurrence_id"
        f" WHERE item.id > {seen} AND duty = 'dx' ORDER BY item.id"
    )


def ledger(world: World, kind: str) -> list[tuple[str, dict[str, Any]]]:
    rows = world.province.rows(f"SELECT subject, data FROM ledger WHERE kind = '{kind}'")
    return [(subject, json.loads(data)) for subject, data in rows]


def test_a_duty_that_waits_is_owed_by_nobody(world: World) -> None:
    assert called(world) == []
    rows = world.province.rows(
        "SELECT waits_for, occurrence.due_at, count(obligation.id) FROM occurrence"
        " LEFT JOIN obligation ON occurrence_id = occurrence.id WHERE duty = 'dx'"
        " GROUP BY occurrence.id, waits_for, occurrence.due_at"
    )
    assert rows == [("on_request", None, 0)]
    assert told(world, "2024-12-30 09:00") == []


def test_calling_gives_its_own_days_and_tells_all_at_once(world: World) -> None:
    shown = call(world)
    assert (shown.units, shown.due_at) == (("u1", "u2", "u3"), at("2024-05-14 17:00"))
    assert called(world) == [("2024-05-07", "2024-05-14", 3)]
    assert told(world, "2024-05-07 09:01") == [("u1", "called"), ("u2", "called"), ("u3", "called")]
    assert {step for _unit, step in told(world, "2024-05-09 09:00")} == {"before-3wd"}
    assert {step for _unit, step in told(world, "2024-05-15 08:00")} == {"overdue-1wd"}


def test_a_call_names_its_units_its_day_and_why(world: World) -> None:
    call(world, Wish(due_on=date(2024, 5, 19), units=("u2",), reason="thiệt hại do bão"))
    assert called(world) == [("2024-05-07", "2024-05-20", 1)]  # the 19th is a Sunday
    ((subject, data),) = ledger(world, "duty called")
    assert subject == "pt-2024/dx/2024-05-07"
    assert (data["units"], data["of"], data["reason"]) == (1, ["u2"], "thiệt hại do bão")


def test_one_block_is_called(world: World) -> None:
    assert call(world, Wish(blocks=("k1",))).units == ("u1", "u2", "u3")


def test_several_calls_of_a_day_are_counted(world: World) -> None:
    call(world)
    call(world, Wish(units=("u1",)))
    call(world, now=at("2024-05-08 09:00"))
    assert [key for key, _day, _count in called(world)] == [
        "2024-05-07",
        "2024-05-07-2",
        "2024-05-08",
    ]
    titles = world.province.rows(
        "SELECT title FROM occurrence WHERE called_at IS NOT NULL ORDER BY id"
    )
    assert [title for (title,) in titles] == [
        "Báo cáo dx (yêu cầu ngày 07/5/2024)",
        "Báo cáo dx (yêu cầu ngày 07/5/2024, lần 2)",
        "Báo cáo dx (yêu cầu ngày 08/5/2024)",
    ]


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish(due_on=date(2024, 5, 6)), NotLater),
        (Wish(units=("u9",)), UnknownUnit),
        (Wish(blocks=("k9",)), UnknownBlock),
        (Wish(units=("u0",)), NotOwing),
    ],
)
def test_a_call_for_nothing_is_refused(world: World, wish: Wish, error: type[ThiDuaError]) -> None:
    with pytest.raises(error):
        call(world, wish)
    assert called(world) == []


def test_only_the_standing_body_calls(world: World) -> None:
    with pytest.raises(NotAllowed):
        call(world, address="u1@")
    assert called(world) == []


def test_without_days_of_its_own_the_day_is_asked(world: World) -> None:
    world.province.apply(asked(due={"on_request": True}), now=at("2024-05-06 08:00"))
    with pytest.raises(CallNeedsDay):
        call(world)
    call(world, Wish(due_on=date(2024, 5, 10)))
    assert called(world) == [("2024-05-07", "2024-05-10", 3)]


def test_what_was_called_outlives_the_next_definition(world: World) -> None:
    call(world)
    world.province.apply(asked(title="Báo cáo nhanh"), now=at("2024-05-08 08:00"))
    world.province.apply(definition(duty("bc")), now=at("2024-05-08 09:00"))
    assert called(world) == [("2024-05-07", "2024-05-14", 3)]
    with pytest.raises(NotWaiting):
        call(world, now=at("2024-05-08 10:00"))


def test_the_same_definition_again_changes_nothing(world: World) -> None:
    call(world)
    before = world.province.rows("SELECT count(*) FROM reminder")
    world.province.apply(asked(), now=at("2024-05-08 08:00"))
    assert world.province.rows("SELECT count(*) FROM reminder") == before


def test_a_wrong_call_is_taken_back_with_a_word_to_who_heard(world: World) -> None:
    call(world)
    told(world, "2024-05-07 09:01")
    world.province.execute("UPDATE delivery SET state = 'sent'")
    withdraw(world, "2024-05-07", now=at("2024-05-07 10:00"))
    assert called(world) == []
    assert {step for _unit, step in told(world, "2024-05-07 10:01")} == {"withdrawn"}
    assert told(world, "2024-05-15 08:00") == []
    assert ledger(world, "call withdrawn") == [("pt-2024/dx/2024-05-07", {"reason": "gọi nhầm"})]


def test_a_call_taken_back_is_not_taken_back_twice(world: World) -> None:
    call(world)
    with world.province.database.write() as session:
        found = waiting.find_waiting(session, "pt-2024", "dx", WaitsFor.REQUEST)
        (row,) = calls.load_called(session, found)
        calls.withdraw(session, row, "", by="admin", now=NOW)
        with pytest.raises(NotPossible):
            calls.withdraw(session, row, "", by="admin", now=NOW)
