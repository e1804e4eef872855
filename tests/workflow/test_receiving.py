"""What is due so long after a unit received the document: asked of each, counted for each, told and kept."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest

from calendars.query import Scope, load_shown
from scheduler.definition.models import Definition
from scheduler.errors import NotAllowed, NotOwing, NotReceivedYet, UnknownUnit
from scheduler.plan.diff import diff
from scheduler.plan.model import WaitsFor
from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from scheduler.store.organisation import unit_ids
from scheduler.workflow import extension, nudging, receiving, report, waiting
from scheduler.workflow.moved_deadline import deadline
from tests.build import OFFICE, Province, at, definition, duty, organisation, plan
from tests.databases import Databases
from tests.workflow.world import REPORT, RULES, World, latest_extension

APPLIED = at("2024-03-04 08:00")  # a Monday
RECEIVED = {"after": "received", "working_days": 5}


def owed(**more: Any) -> Definition:
    return definition(duty("cp", **({"due": RECEIVED} | more)))


@pytest.fixture
def world(databases: Databases) -> Iterator[World]:
    def fill(database: Database) -> None:
        province = Province(database, organisation(4)).open()
        province.apply(owed(), now=APPLIED)

    with closing(Database(databases.filled("waits for receipts", fill))) as database:
        yield World(Province(database, organisation(4)))


def until(world: World, unit: str = "u1") -> datetime | None:
    with world.acting("u0@", APPLIED, unit=unit) as (_session, case, _actor):
        return deadline(case)


def seen(world: World, now: str, unit: str = "u1") -> None:
    with world.acting(f"{unit}@", at(now), unit=unit) as (session, case, actor):
        report.see(session, case, actor, RULES, now=at(now))


def enter(
    world: World, day: date, now: str, units: Sequence[str] = (), address: str = "u0@"
) -> list[receiving.Noted]:
    with world.province.database.write() as session:
        found = waiting.find_waiting(session, "pt-2024", "cp", WaitsFor.RECEIPT)
        actor = world.actor(session, address, at(now))
        return receiving.enter(session, found, day, RULES, units=units, by=actor, now=at(now))


def told(world: World, now: str) -> list[tuple[str, str]]:
    """Unit and step of what a pass at `now` made for somebody; received-… without its number."""
    before = world.one("SELECT coalesce(max(id), 0) FROM item")
    tick(world.province.database, OFFICE, now=at(now))
    rows = world.province.rows(
        "SELECT code, step FROM item JOIN reminder ON reminder.id = reminder_id"
        " JOIN obligation ON obligation.id = item.obligation_id JOIN unit ON unit.id = unit_id"
        f" WHERE item.id > {before} ORDER BY item.id"
    )
    return [(unit, step.split("-")[0] if "received" in step else step) for unit, step in rows]


def test_nobody_has_a_day_before_it_is_received_and_each_is_asked(world: World) -> None:
    assert until(world) is None
    asked = told(world, "2024-03-04 08:01")
    assert asked == [("u1", "receipt-2"), ("u2", "receipt-2"), ("u3", "receipt-2")]


def test_first_seen_starts_the_days_of_that_unit_alone(world: World) -> None:
    seen(world, "2024-03-05 09:00")
    assert until(world) == at("2024-03-12 17:00")
    assert until(world, "u2") is None
    assert world.one("SELECT received_by FROM obligation WHERE received_on IS NOT NULL") == (
        "Thủ trưởng đơn vị, Đơn vị u1"
    )


def test_its_reminders_follow_and_no_other_unit_hears_them(world: World) -> None:
    told(world, "2024-03-04 08:01")
    seen(world, "2024-03-05 09:00")
    assert told(world, "2024-03-07 08:00") == [("u1", "before-3wd")]
    assert told(world, "2024-03-13 08:00") == [("u1", "overdue-1wd")]


def test_standing_body_enters_the_day_of_all_or_of_some(world: World) -> None:
    noted = enter(world, date(2024, 3, 1), "2024-03-06 09:00", ["u2"])
    assert [(one.unit, one.after_at) for one in noted] == [("Đơn vị u2", at("2024-03-08 17:00"))]
    enter(world, date(2024, 3, 5), "2024-03-06 10:00")
    assert [until(world, unit) for unit in ("u1", "u2", "u3")] == [at("2024-03-12 17:00")] * 3


def test_day_of_the_standing_body_goes_before_what_the_unit_said(world: World) -> None:
    seen(world, "2024-03-07 09:00")
    enter(world, date(2024, 3, 4), "2024-03-08 09:00", ["u1"])
    assert until(world) == at("2024-03-11 17:00")


def test_seen_later_does_not_move_what_the_standing_body_said(world: World) -> None:
    enter(world, date(2024, 3, 4), "2024-03-05 09:00")
    seen(world, "2024-03-08 09:00")
    assert until(world) == at("2024-03-11 17:00")


def test_unit_is_told_its_day_and_asked_no_more(world: World) -> None:
    enter(world, date(2024, 3, 4), "2024-03-04 07:30", ["u1"])
    assert told(world, "2024-03-04 08:01") == [
        ("u2", "receipt-2"),
        ("u3", "receipt-2"),
        ("u1", "received"),
    ]


def test_ledger_names_the_day_and_both_deadlines(world: World) -> None:
    seen(world, "2024-03-05 09:00")
    subject, data = world.province.rows(
        "SELECT subject, data FROM ledger WHERE kind = 'receipt noted'"
    )[0]
    assert subject == "pt-2024/cp/once/u1"
    assert '"day":"2024-03-05"' in data.replace(" ", "")


def test_more_time_that_was_granted_is_not_cut_short(world: World) -> None:
    now = at("2024-03-06 09:00")
    seen(world, "2024-03-05 09:00")
    with world.acting("u1@", now) as (session, case, actor):
        extension.ask(session, case, actor, at("2024-03-22 17:00"), "chờ", RULES, now=now)
    with world.acting("u0@", now) as (session, case, actor):
        extension.grant(session, case, latest_extension(session), actor, RULES, now=now)
    enter(world, date(2024, 3, 4), "2024-03-07 09:00", ["u1"])
    assert until(world) == at("2024-03-22 17:00")


def test_who_handed_in_keeps_the_day_it_handed_in_by(world: World) -> None:
    seen(world, "2024-03-05 09:00")
    with world.acting("u1@", at("2024-03-06 09:00")) as (session, case, actor):
        assert report.submit(session, case, actor, REPORT, now=at("2024-03-06 09:00")).on_time
    assert [one.unit for one in enter(world, date(2024, 3, 5), "2024-03-07 09:00")] == [
        "Đơn vị u2",
        "Đơn vị u3",
    ]
    with pytest.raises(NotOwing):
        enter(world, date(2024, 3, 5), "2024-03-07 09:00", ["u1"])


def test_a_day_to_come_an_unknown_unit_and_a_unit_itself_are_refused(world: World) -> None:
    with pytest.raises(NotReceivedYet):
        enter(world, date(2024, 3, 7), "2024-03-06 09:00")
    with pytest.raises(UnknownUnit):
        enter(world, date(2024, 3, 6), "2024-03-06 09:00", ["u9"])
    with pytest.raises(NotAllowed):
        enter(world, date(2024, 3, 6), "2024-03-06 09:00", address="u1@")


def test_feed_of_a_unit_shows_its_own_day_only(world: World) -> None:
    seen(world, "2024-03-05 09:00")
    with world.province.database.read() as session:
        ids = unit_ids(session, "pt")
        shown = [
            load_shown(session, Scope("unit", ids[unit]), now=at("2024-03-06 09:00"))
            for unit in ("u1", "u2")
        ]
    dues = [[entry.due_at for entry in one.entries if entry.due_at] if one else [] for one in shown]
    assert dues == [[at("2024-03-12 17:00")], []]


def test_same_definition_again_keeps_every_day_and_asks_nobody_again(world: World) -> None:
    told(world, "2024-03-04 08:01")
    seen(world, "2024-03-05 09:00")
    world.province.apply(owed(), now=at("2024-03-06 08:00"))
    world.province.apply(owed(title="Báo cáo kết quả"), now=at("2024-03-06 09:00"))
    assert until(world) == at("2024-03-12 17:00")
    assert told(world, "2024-03-06 09:01") == []


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ({"after": "received", "working_days": 7}, "2024-03-14 17:00"),
        ({"by": "03-08"}, "2024-03-08 17:00"),
        ({"by": "03-29"}, "2024-03-29 17:00"),
    ],
)
def test_days_follow_other_terms_of_the_duty(world: World, due: dict[str, Any], day: str) -> None:
    seen(world, "2024-03-05 09:00")
    seen(world, "2024-03-05 09:00", "u2")
    now = at("2024-03-06 09:00")
    with world.acting("u2@", now, unit="u2") as (session, case, actor):
        extension.ask(session, case, actor, at("2024-04-22 17:00"), "chờ", RULES, now=now)
    with world.acting("u0@", now, unit="u2") as (session, case, actor):
        extension.grant(session, case, latest_extension(session), actor, RULES, now=now)
    changes = diff(world.province.plan(), plan(owed(due=due), world.province.units))
    world.province.apply(owed(due=due), now=now)
    with world.province.database.write() as session:
        campaign = world.province.campaign(session)
        assert campaign is not None
        receiving.recount(session, campaign, changes, RULES, by="admin", now=now)
    assert (until(world), until(world, "u2")) == (at(day), at("2024-04-22 17:00"))


def test_issued_later_units_are_asked_when_it_is_issued(databases: Databases) -> None:
    with closing(Database(databases.migrated())) as database:
        world = World(Province(database, organisation(4)).open())
        directive = {"number": "9/CT", "issuer": "UBND tỉnh", "issued_on": "2024-03-11"}
        world.province.apply(definition(duty("cp", due=RECEIVED), directive=directive), now=APPLIED)
        assert told(world, "2024-03-08 09:00") == []
        assert {step for _unit, step in told(world, "2024-03-11 08:01")} == {"receipt-1"}
        assert {step for _unit, step in told(world, "2024-03-14 08:01")} == {"receipt-2"}


def test_who_had_confirmed_before_days_counted_from_receipt_has_its_day(world: World) -> None:
    fixed, now = owed(due={"by": "07-31"}), at("2024-03-07 09:00")
    world.province.apply(fixed, now=at("2024-03-04 09:00"))
    seen(world, "2024-03-05 09:00")
    changes = diff(world.province.plan(), plan(owed(), world.province.units))
    world.province.apply(owed(), now=now)
    with world.province.database.write() as session:
        campaign = world.province.campaign(session)
        assert campaign is not None
        receiving.recount(session, campaign, changes, RULES, by="admin", now=now)
    assert (until(world), until(world, "u2")) == (at("2024-03-12 17:00"), None)
    assert ("u1", "received") in told(world, "2024-03-07 09:01")


def test_reminder_by_hand_tells_nobody_whose_day_is_not_known(world: World) -> None:
    told(world, "2024-03-04 08:01")
    seen(world, "2024-03-05 09:00")
    now = at("2024-03-06 09:00")
    with world.province.database.write() as session:
        one = waiting.find_waiting(session, "pt-2024", "cp", WaitsFor.RECEIPT).occurrence
        actor = world.actor(session, "u0@", now)
        assert nudging.preview(session, one.id or 0, actor, now=now).count == 1
        nudging.remind(session, one.id or 0, actor, again=False, now=now)
    assert told(world, "2024-03-06 09:01") == [("u1", "nudge-1")]
