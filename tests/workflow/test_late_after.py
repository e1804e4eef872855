"""A day counts to 24:00 (Civil Code 2015 art. 148(6)): 17:00 is what an office shows, not when a report is late."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from calendars.query import Scope, load_shown
from scheduler.campaign.board import load_boards
from scheduler.definition.models import Definition
from scheduler.errors import NotLater
from scheduler.store.database import Database
from scheduler.workflow import extension, report
from scheduler.workflow.late import load_late
from tests.build import Province, at, definition, duty, organisation
from tests.databases import Databases
from tests.workflow.world import REPORT, RULES, World, latest_extension

EVENING = at("2024-07-31 17:01")
MIDNIGHT = at("2024-08-01 00:00")
A_MOMENT = timedelta(seconds=1)
ASKED = at("2024-07-10 09:00")


@pytest.fixture
def world(databases: Databases) -> Iterator[World]:
    """u1, u2 and u3 owe one report by 31/7, of which the text states no hour."""

    def fill(database: Database) -> None:
        Province(database, organisation(4)).open().apply(due("07-31"), now=ASKED)

    with closing(Database(databases.filled("late after", fill))) as database:
        yield World(Province(database, organisation(4)))


def due(day: str, **more: object) -> Definition:
    return definition(duty("bc", due={"by": day} | more))


def told_late(world: World, now: datetime, unit: str = "u1") -> set[str]:
    """Who says that `unit` is late at `now`: the board, the list of who is late, the feed of the unit."""
    with world.province.database.write() as session:
        ((_campaign, rows),) = load_boards(session, None, now=now)
        (one,) = load_late(session, world.actor(session, "u0@", now), now=now)
        shown = load_shown(session, Scope("unit", 1 + int(unit[1:])), now=now)
    assert shown is not None, "the unit has a feed"
    said = {
        "board": any(cell.overdue for row in rows if row.unit == unit for cell in row.cells),
        "list": f"Đơn vị {unit}" in one.late,
        "feed": any(entry.overdue for entry in shown.entries),
    }
    return {name for name, late in said.items() if late}


EVERYWHERE = {"board", "list", "feed"}


def hand_in(world: World, now: datetime) -> bool:
    """Whether a report of u1 at `now` is in time."""
    with world.acting("u1@", now) as (session, case, actor):
        return report.submit(session, case, actor, REPORT, now=now).on_time


def grant(world: World, until: datetime, *, now: datetime = ASKED) -> None:
    with world.acting("u1@", now) as (session, case, actor):
        extension.ask(session, case, actor, until, "chờ số liệu", RULES, now=now)
    with world.acting("u0@", now) as (session, case, actor):
        extension.grant(session, case, latest_extension(session), actor, RULES, now=now)


@pytest.mark.parametrize("now", [EVENING, MIDNIGHT - A_MOMENT, MIDNIGHT])
def test_nobody_is_late_before_the_day_is_over(world: World, now: datetime) -> None:
    assert told_late(world, now) == set()
    assert hand_in(world, now)


def test_everybody_is_late_once_the_day_is_over(world: World) -> None:
    assert told_late(world, MIDNIGHT + A_MOMENT) == EVERYWHERE
    assert not hand_in(world, MIDNIGHT + A_MOMENT)


def test_hour_the_text_states_is_the_end(world: World) -> None:
    world.province.apply(due("07-31", time="17:00"), now=ASKED)
    assert told_late(world, EVENING) == EVERYWHERE
    assert not hand_in(world, EVENING)


def test_feed_still_shows_the_hour_of_the_office(world: World) -> None:
    with world.province.database.read() as session:
        shown = load_shown(session, Scope("unit", 2), now=EVENING)
    assert shown is not None
    assert [entry.due_at for entry in shown.entries if entry.unit] == [at("2024-07-31 17:00")]
    assert shown.good_until == MIDNIGHT + A_MOMENT


def test_granted_day_counts_to_its_end(world: World) -> None:
    grant(world, at("2024-08-09 17:00"))
    assert told_late(world, at("2024-08-09 23:59")) == set()
    assert told_late(world, at("2024-08-10 00:01")) == EVERYWHERE


def test_granted_hour_is_the_end_of_it(world: World) -> None:
    """Somebody asked for it, so that hour is meant."""
    grant(world, at("2024-08-09 16:00"))
    assert told_late(world, at("2024-08-09 16:01")) == EVERYWHERE


def test_granted_day_of_a_stated_hour_keeps_that_hour(world: World) -> None:
    world.province.apply(due("07-31", time="11:00"), now=ASKED)
    grant(world, at("2024-08-09 11:00"))
    assert told_late(world, at("2024-08-09 11:01")) == EVERYWHERE


def test_hour_granted_on_the_day_of_all_takes_nothing_away(world: World) -> None:
    grant(world, at("2024-07-31 18:00"))
    assert told_late(world, at("2024-07-31 18:01")) == set()


def test_returned_report_has_the_whole_of_its_last_day(world: World) -> None:
    hand_in(world, EVENING)
    with world.acting("u0@", EVENING) as (session, case, actor):
        report.give_back(session, case, actor, "thiếu biểu 2", RULES, now=EVENING)
    assert told_late(world, at("2024-08-05 23:59")) == set()  # the third working day
    assert told_late(world, at("2024-08-06 00:01")) == EVERYWHERE


def test_more_time_can_be_asked_for_until_that_day_is_over(world: World) -> None:
    late = at("2024-08-01 21:00")
    grant(world, at("2024-08-01 17:00"), now=late)
    assert told_late(world, late) == set()
    with pytest.raises(NotLater):
        grant(world, at("2024-08-01 17:00"), now=at("2024-08-02 00:01"))


def test_day_of_all_that_moves_moves_its_end(world: World) -> None:
    world.province.apply(due("08-15"), now=ASKED)
    assert told_late(world, at("2024-08-15 23:59")) == set()
    assert told_late(world, at("2024-08-16 00:01")) == EVERYWHERE


def test_hour_stated_afterwards_is_a_change_calendars_hear_of(world: World) -> None:
    before = world.one("SELECT revision - hidden_revisions FROM occurrence")
    world.province.apply(due("07-31", time="17:00"), now=ASKED)
    assert world.one("SELECT revision - hidden_revisions FROM occurrence") == before + 1
