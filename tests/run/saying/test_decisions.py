"""What the standing body decides is told by the outbox, once, with its reason, on each kind of database."""

from datetime import datetime

import pytest

from calendars.query import Scope, load_shown
from scheduler.run.saying.notice import Notice
from scheduler.states import State
from scheduler.workflow import extension, report
from tests.build import at, definition, duty
from tests.run.road import Road
from tests.workflow.world import RULES, World, latest_extension

ONLY_U1 = duty(owed_by={"ids": ["u1"]})
ASKED, DECIDED = at("2024-07-22 09:00"), at("2024-07-22 10:00")


@pytest.fixture
async def told(both_road: Road) -> Road:
    """u1 was reminded of its report."""
    both_road.province.apply(definition(ONLY_U1), now=at("2024-01-15 09:00"))
    await both_road.pass_at("2024-07-22 08:00")
    return both_road


async def said(road: Road, now: str) -> list[Notice]:
    for lane in road.tick(now):
        await road.drain()(lane)
    notices = [one.notice for one in road.channel.said]
    road.channel.said.clear()
    return notices


def waive(road: Road) -> None:
    with World(road.province).acting("u0@", DECIDED) as (session, case, actor):
        report.waive(session, case, actor, "đơn vị mới sáp nhập", now=DECIDED)


def ask(road: Road, now: datetime = ASKED) -> None:
    with World(road.province).acting("u1@", now) as (session, case, actor):
        until = at("2024-08-09 17:00")
        extension.ask(session, case, actor, until, "chờ số liệu", RULES, now=now)


def refuse(road: Road, now: datetime = DECIDED) -> None:
    with World(road.province).acting("u0@", now) as (session, case, actor):
        wish = latest_extension(session)
        extension.refuse(session, case, wish, actor, "cần đúng hạn", now=now)


async def test_waiver_is_told_once_with_its_reason_and_nothing_after_it(told: Road) -> None:
    waive(told)
    [notice] = await said(told, "2024-07-22 10:01")
    [item] = notice.items
    assert item.about is not None
    assert (item.state, item.about.state, item.about.answer) == (
        "waived",
        "waived",
        "đơn vị mới sáp nhập",
    )
    for day in ("2024-07-26", "2024-07-30", "2024-07-31", "2024-08-01", "2024-08-05", "2024-08-09"):
        assert await said(told, f"{day} 08:00") == []


async def test_waiver_ends_the_wish_for_more_time(told: Road) -> None:
    ask(told)
    waive(told)
    assert told.province.rows("SELECT state FROM extension") == [("overtaken",)]


async def test_feed_of_the_unit_shows_it_waived(told: Road) -> None:
    waive(told)
    unit = told.province.rows("SELECT id FROM unit WHERE code = 'u1'")[0][0]
    with told.province.database.read() as session:
        shown = load_shown(session, Scope("unit", unit), now=DECIDED)
    assert shown is not None
    assert [one.state for one in shown.entries if one.due_at] == [State.WAIVED]


async def test_refusal_outlives_a_stop_over_the_next_reminder(told: Road) -> None:
    ask(told)
    refuse(told)
    notices = await said(told, "2024-07-26 08:00")  # three working days before
    steps = sorted(str(item.step) for notice in notices for item in notice.items)
    assert steps == ["extension_asked-1", "extension_refused-1"]
