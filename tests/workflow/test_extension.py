"""More time: asked, granted, refused; what the unit is reminded of follows at once."""

import pytest

from scheduler.errors import CutOffPassed, NotAllowed, NotLater, NotPossible
from scheduler.workflow import extension, report
from tests.build import at
from tests.workflow.world import REPORT, RULES, World, latest_extension

NOW = at("2024-07-25 09:00")
AUGUST = at("2024-08-09 17:00")


def asked(world: World, due_at=AUGUST, now=NOW) -> None:
    with world.acting("u1@", now) as (session, case, actor):
        extension.ask(session, case, actor, due_at, "chờ số liệu", RULES, now=now)


def granted(world: World, now=NOW, due_at=None) -> None:
    with world.acting("u0@", now) as (session, case, actor):
        wish = latest_extension(session)
        extension.grant(session, case, wish, actor, RULES, due_at=due_at, now=now)


def own_reminders(world: World) -> list[tuple[str, str]]:
    """Steps planned for u1 alone that are still to come, notices of what happened left out."""
    rows = world.province.rows(
        "SELECT step, substr(at, 1, 10) FROM reminder WHERE obligation_id IS NOT NULL"
        " AND ended_at IS NULL AND step NOT LIKE 'extension%' ORDER BY at"
    )
    return [tuple(row) for row in rows]


def test_extension_is_asked_of_the_standing_body(world):
    asked(world)
    assert world.told("extension_asked") == 1
    assert world.state() == "open"


def test_granted_extension_moves_deadline_and_reminders(world):
    asked(world)
    granted(world)
    assert world.one("SELECT due_at FROM obligation WHERE due_at IS NOT NULL").startswith(
        "2024-08-09 10:00"
    )
    assert own_reminders(world) == [
        ("before-7wd", "2024-07-31"),
        ("before-3wd", "2024-08-06"),
        ("before-1wd", "2024-08-08"),
        ("day", "2024-08-09"),
        ("overdue-1wd", "2024-08-12"),
        ("overdue-3wd", "2024-08-14"),
        ("overdue-7wd", "2024-08-20"),
    ]


def test_second_extension_replaces_the_reminders_of_the_first(world):
    asked(world)
    granted(world)
    later = at("2024-08-05 09:00")
    asked(world, at("2024-08-16 17:00"), later)
    granted(world, later)
    days = [day for step, day in own_reminders(world) if step == "day"]
    assert days == ["2024-08-16"]


def test_leads_of_the_duty_itself_follow_the_deadline(world):
    world.province.execute("UPDATE reminder SET step = 'before-5d' WHERE step = 'before-7wd'")
    asked(world)
    granted(world)
    assert ("before-5d", "2024-08-02") in own_reminders(world)


def test_approver_may_name_another_day(world):
    asked(world)
    granted(world, due_at=at("2024-08-05 17:00"))
    assert world.one("SELECT granted_due_at FROM extension").startswith("2024-08-05")


def test_deadline_on_a_day_off_rolls_on(world):
    asked(world, at("2024-08-10 17:00"))  # a Saturday
    assert world.one("SELECT wanted_due_at FROM extension").startswith("2024-08-12")


def test_refusal_keeps_its_reason(world):
    asked(world)
    with world.acting("u0@", NOW) as (session, case, actor):
        extension.refuse(session, case, latest_extension(session), actor, "đã muộn", now=NOW)
    assert world.one("SELECT answer FROM extension") == "đã muộn"
    assert world.told("extension_refused") == 1


def test_extension_is_decided_once(world):
    asked(world)
    granted(world)
    with pytest.raises(NotPossible) as caught:
        granted(world)
    assert caught.value.state == "granted"


def test_new_wish_overtakes_the_open_one(world):
    asked(world)
    asked(world, at("2024-08-16 17:00"))
    states = world.province.rows("SELECT state FROM extension ORDER BY id")
    assert states == [("overtaken",), ("asked",)]


def test_report_overtakes_the_wish(world):
    asked(world)
    with world.acting("u1@", NOW) as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=NOW)
    with pytest.raises(NotPossible):
        granted(world)


def test_nothing_is_asked_after_the_cut_off(world):
    with pytest.raises(CutOffPassed):
        asked(world, at("2024-12-31 17:00"), at("2024-08-22 00:00"))


def test_earlier_day_is_no_extension(world):
    with pytest.raises(NotLater):
        asked(world, at("2024-07-30 17:00"))


def test_only_the_standing_body_grants(world):
    asked(world)
    with (
        pytest.raises(NotAllowed),
        world.acting("u1@", NOW) as (session, case, actor),
    ):
        extension.grant(session, case, latest_extension(session), actor, RULES, now=NOW)


def test_wish_of_another_unit_is_not_granted_with_this_case(world):
    asked(world)
    with (
        pytest.raises(NotAllowed),
        world.acting("u0@", NOW, unit="u2") as (session, case, actor),
    ):
        extension.grant(session, case, latest_extension(session), actor, RULES, now=NOW)
