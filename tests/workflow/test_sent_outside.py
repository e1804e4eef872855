"""What the standing body itself sends to somebody outside ends when it is sent."""

import pytest

from scheduler.errors import NotPossible
from scheduler.workflow import extension, report
from scheduler.workflow.cases import load_handed
from tests.build import at, definition, duty
from tests.workflow.conftest import made_world
from tests.workflow.world import REPORT, RULES

NOW = at("2024-07-25 09:00")
OWN = {"owed_by": {"ids": ["co-quan-thuong-truc"]}, "to": {"name": "Bộ Nội vụ"}}


@pytest.fixture
def world(sqlite_files):
    with made_world(sqlite_files, duty("bc", proof=["number", "file"], **OWN)) as world:
        yield world


def sent(world):
    with world.acting("u0@", NOW, unit="u0") as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=NOW)


def test_sent_outside_waits_for_nobody(world):
    sent(world)
    with world.province.database.read() as session:
        waiting = load_handed(session, world.actor(session, "u0@", NOW))

    assert (world.state("u0"), world.told("submitted"), waiting) == ("submitted", 0, [])


def test_ledger_says_to_whom_it_was_sent(world):
    sent(world)
    told = world.one("SELECT data FROM ledger WHERE kind = 'report submitted'")
    assert "Bộ Nội vụ" in told


@pytest.mark.parametrize("decide", ["accept", "give_back"])
def test_nobody_takes_in_or_gives_back_what_was_sent_outside(world, decide):
    sent(world)
    with pytest.raises(NotPossible), world.acting("u0@", NOW, unit="u0") as (session, case, actor):
        if decide == "accept":
            report.accept(session, case, actor, now=NOW)
        else:
            report.give_back(session, case, actor, "thiếu", RULES, now=NOW)


def test_sent_late_it_is_still_taken_down(world):
    late = at("2024-12-20 09:00")
    with world.acting("u0@", late, unit="u0") as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=late)
    assert world.one("SELECT on_time FROM submission") == 0


def test_more_time_closes_nothing_either(world):
    wanted = at("2024-08-15 17:00")
    with world.acting("u0@", NOW, unit="u0") as (session, case, actor):
        wish = extension.ask(session, case, actor, wanted, "Bộ gia hạn", RULES, now=NOW)
        extension.grant(session, case, wish, actor, RULES, now=NOW)
    assert world.one("SELECT cut_off_at FROM obligation WHERE due_at IS NOT NULL") is None


def test_of_other_units_the_standing_body_takes_it_in(sqlite_files):
    given = duty("bc", proof=["number", "file"], to={"name": "Ủy ban nhân dân tỉnh", "via": "u0"})
    with made_world(sqlite_files, given) as world:
        with world.acting("u1@", NOW) as (session, case, actor):
            report.submit(session, case, actor, REPORT, now=NOW)
        with world.acting("u0@", NOW) as (session, case, actor):
            report.accept(session, case, actor, now=NOW)
        assert (world.state(), world.told("submitted")) == ("accepted", 1)


def test_receiver_is_stored_and_changed_as_what_it_is(world):
    province = world.province
    assert province.plan().occurrences[0].receiver == "Bộ Nội vụ"
    to = {"name": "Chính phủ"}
    province.apply(definition(duty("bc", proof=["number", "file"], **(OWN | {"to": to}))), now=NOW)

    assert province.plan().occurrences[0].receiver == "Chính phủ"
    assert world.one("SELECT revision FROM occurrence") == 2
