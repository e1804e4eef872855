"""A unit's own later day and the day of all: whichever is later holds, and every edit says what becomes of it."""

import json
from datetime import datetime

import pytest

from calendars.query import Scope, load_shown
from scheduler.definition.models import Definition
from scheduler.run.firing.tick import tick
from scheduler.workflow import extension, report
from scheduler.workflow.moved_deadline import closing, deadline
from tests.build import OFFICE, at, definition, duty
from tests.store.test_migration import alembic
from tests.workflow.world import REPORT, RULES, World, latest_extension

NOW = at("2024-07-10 09:00")
ASKED = at("2024-08-09 17:00")  # u1 has until then, the others until 31/7
OWN = """
    SELECT step, ended_at IS NULL FROM reminder
    WHERE obligation_id IS NOT NULL AND substr(step, 1, 3) IN ('bef', 'day', 'ove')
    ORDER BY at, id"""


def due(day: str, **more: object) -> Definition:
    return definition(duty("bc", proof=["number", "file"], due={"by": day}, **more))


def grant_more(world: World, now: datetime) -> None:
    """u1 asks for nine days more and gets them."""
    with world.acting("u1@", now) as (session, case, actor):
        extension.ask(session, case, actor, ASKED, "chờ số liệu", RULES, now=now)
    with world.acting("u0@", now) as (session, case, actor):
        extension.grant(session, case, latest_extension(session), actor, RULES, now=now)


@pytest.fixture
def granted(world: World) -> World:
    """u1 was granted nine days more."""
    grant_more(world, NOW)
    return world


def until(world: World, unit: str = "u1") -> tuple[str, str]:
    """The deadline and the cut-off of `unit`, as days in Hà Nội."""
    with world.acting("u0@", NOW, unit=unit) as (_session, case, _actor):
        ends = deadline(case), closing(case)
    return tuple(f"{end.astimezone(NOW.tzinfo):%d/%m %H:%M}" if end else "" for end in ends)


def pending_own(world: World) -> int:
    """How many planned reminders of u1 alone are still to come."""
    return sum(pending for _step, pending in world.province.rows(OWN))


def fates(world: World) -> list[tuple[str, str, str | None, str]]:
    """What the ledger says became of own deadlines: kind, subject, before, after."""
    rows = world.province.rows(
        "SELECT kind, subject, data FROM ledger WHERE kind LIKE 'own deadline%' ORDER BY seq"
    )
    return [
        (kind.removeprefix("own deadline "), subject, *_days(json.loads(data)))
        for kind, subject, data in rows
    ]


def _days(data: dict[str, str | None]) -> tuple[str | None, ...]:
    return tuple(side and side[:10] for side in (data["before"], data["after"]))


def told(world: World, now: str) -> list[tuple[str, str]]:
    """Unit and step of what a pass at `now` made for somebody."""
    seen = world.one("SELECT coalesce(max(id), 0) FROM item")
    tick(world.province.database, OFFICE, now=at(now))
    return world.province.rows(
        "SELECT code, step FROM item JOIN reminder ON reminder.id = reminder_id"
        " JOIN obligation ON obligation.id = item.obligation_id JOIN unit ON unit.id = unit_id"
        f" WHERE item.id > {seen} ORDER BY code, step"
    )


def test_own_deadline_is_never_earlier_than_that_of_all(granted: World) -> None:
    assert until(granted) == ("09/08 17:00", "31/08 00:00")
    granted.province.apply(due("08-15"), now=NOW)

    assert until(granted) == until(granted, "u2") == ("15/08 17:00", "10/09 00:00")
    assert fates(granted) == [("lifted", "pt-2024/bc/once/u1", "2024-08-09", "2024-08-15")]


def test_own_later_deadline_stays_when_that_of_all_moves(granted: World) -> None:
    for day in ("07-19", "08-05"):
        granted.province.apply(due(day), now=NOW)
        assert until(granted)[0] == "09/08 17:00"

    assert pending_own(granted) == 7
    assert [fate[0] for fate in fates(granted)] == ["kept", "kept"]


def test_own_cut_off_is_never_earlier_than_that_of_all(granted: World) -> None:
    granted.province.apply(due("07-31", cut_off="3 months"), now=NOW)

    assert until(granted) == ("09/08 17:00", "01/11 00:00")


def test_own_reminders_end_when_all_have_longer(granted: World) -> None:
    granted.province.apply(due("08-15"), now=NOW)
    told(granted, "2024-07-10 09:01")

    assert pending_own(granted) == 0
    assert told(granted, "2024-08-06 08:00") == [
        ("u1", "before-7wd"), ("u2", "before-7wd"), ("u3", "before-7wd"),
    ]  # fmt: skip


def test_own_day_that_holds_again_is_reminded_of_again(granted: World) -> None:
    granted.province.apply(due("08-15"), now=NOW)
    granted.province.apply(due("08-05"), now=at("2024-07-12 09:00"))

    assert until(granted)[0] == "09/08 17:00"
    assert fates(granted)[-1] == ("restored", "pt-2024/bc/once/u1", "2024-08-15", "2024-08-09")
    assert pending_own(granted) == 7


def test_unit_hears_that_its_own_day_no_longer_counts(granted: World) -> None:
    """Nobody else has heard of the old day yet."""
    told(granted, "2024-07-10 10:00")
    granted.province.apply(due("08-15"), now=at("2024-07-10 11:00"))
    assert told(granted, "2024-07-10 11:01") == [("u1", "moved")]

    granted.province.apply(due("08-05"), now=at("2024-07-10 12:00"))
    assert told(granted, "2024-07-10 12:01") == [("u1", "moved")]


def test_unit_whose_own_day_goes_hears_it_once_with_the_others(granted: World) -> None:
    told(granted, "2024-07-22 08:00")
    granted.province.apply(due("08-15"), now=at("2024-07-22 09:00"))

    assert told(granted, "2024-07-22 09:01") == [("u1", "moved"), ("u2", "moved"), ("u3", "moved")]


@pytest.mark.parametrize("state", ["queued", "held"])
def test_what_waited_for_the_own_day_is_not_said_any_more(granted: World, state: str) -> None:
    assert ("u1", "before-7wd") in told(granted, "2024-07-31 19:30")  # too late to leave
    granted.province.execute(f"UPDATE delivery SET state = '{state}' WHERE state = 'queued'")
    granted.province.apply(due("08-15"), now=at("2024-07-31 20:00"))

    assert granted.province.rows(
        "SELECT DISTINCT item.state FROM item JOIN reminder ON reminder.id = reminder_id"
        " WHERE reminder.obligation_id IS NOT NULL AND step LIKE 'before%'"
    ) == [("moot",)]


def test_short_clock_of_a_returned_report_gives_way_too(world: World) -> None:
    late = at("2024-07-30 09:00")
    with world.acting("u1@", late) as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=late)
    with world.acting("u0@", late) as (session, case, actor):
        report.give_back(session, case, actor, "thiếu số liệu", RULES, now=late)
    own, _closing = until(world)
    assert own == "02/08 17:00"

    world.province.apply(due("08-30"), now=late)
    assert until(world) == until(world, "u2")
    assert [fate[0] for fate in fates(world)] == ["lifted"]


def test_duty_that_returns_keeps_the_own_day_and_its_reminders(granted: World) -> None:
    granted.province.apply(definition(duty("khac")), now=NOW)
    granted.province.apply(due("07-31"), now=NOW)

    assert until(granted)[0] == "09/08 17:00"
    assert pending_own(granted) == 7


def test_own_day_that_all_had_passed_before_the_upgrade_is_not_reminded_of(
    both_world: World,
) -> None:
    grant_more(both_world, NOW)
    database = both_world.province.database
    alembic(database, "0007")
    both_world.province.execute("UPDATE occurrence SET due_at = '2024-08-15 10:00:00+00:00'")
    database.migrate()
    assert pending_own(both_world) == 0

    both_world.province.apply(due("08-01"), now=at("2024-07-11 09:00"))
    assert until(both_world)[0] == "09/08 17:00"
    assert pending_own(both_world) > 0


def test_feed_of_all_moves_the_own_entry_with_the_others(granted: World) -> None:
    """It does not vanish: calendars that have it would keep it."""

    def days() -> list[tuple[str, int, int]]:
        with granted.province.database.read() as session:
            found = load_shown(session, Scope("issuer", "pt"), now=NOW)
        assert found is not None, "the issuer is known"
        owed = [entry for entry in found.entries if entry.due_at]
        return sorted((one.unit or "", one.due_at.day, one.revision) for one in owed if one.due_at)

    (_all, _, before), (_u1, day, own_before) = days()
    assert day == 9
    granted.province.apply(due("08-15"), now=NOW)
    assert [(unit, day) for unit, day, _ in days()] == [("", 15), ("u1", 15)]
    assert [one[2] for one in days()] > [before, own_before]


def test_own_day_gives_way_and_counts_again_on_both_databases(both_world: World) -> None:
    world = both_world
    grant_more(world, NOW)
    told(world, "2024-07-10 10:00")
    world.province.apply(definition(duty("bc", due={"by": "08-15"})), now=at("2024-07-10 11:00"))
    assert (until(world)[0], pending_own(world)) == ("15/08 17:00", 0)
    assert told(world, "2024-07-10 11:01") == [("u1", "moved")]

    world.province.apply(definition(duty("bc")), now=at("2024-07-10 12:00"))
    assert (until(world)[0], pending_own(world)) == ("09/08 17:00", 7)
    assert told(world, "2024-07-22 08:00") == [
        ("u1", "moved"), ("u2", "before-7wd"), ("u3", "before-7wd"),
    ]  # fmt: skip


def test_report_to_a_superior_about_a_day_that_moved_waits_no_longer(world: World) -> None:
    told(world, "2024-08-05 08:00")
    waiting = "SELECT count(*) FROM item WHERE state = 'draft'"
    assert world.one(waiting) == 3

    world.province.apply(due("07-26"), now=at("2024-08-05 09:00"))
    assert world.one(waiting) == 3  # they are late all the more
    world.province.apply(due("08-30"), now=at("2024-08-05 09:30"))
    assert world.one(waiting) == 0


@pytest.mark.parametrize("edits", [0, 1, 2, 3])
def test_own_reminder_is_not_taken_for_one_of_all_that_was_told(world: World, edits: int) -> None:
    """Steps and revisions of both are counted apart, so they may be the same."""
    for number in range(edits):
        world.province.apply(due("07-31", title=f"Báo cáo {number}"), now=NOW)
    assert ("u1", "before-7wd") in told(world, "2024-07-22 08:00")
    grant_more(world, at("2024-07-22 10:00"))

    assert ("u1", "before-7wd") in told(world, "2024-07-31 08:00")
