"""What a lane will not bring is told over the next: it is not served, or silent for long. Nothing stays behind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.definition.organisation import Organisation
from scheduler.run.outcome import Later, Outcome
from scheduler.run.sending import lanes
from scheduler.store.database import Database
from scheduler.store.mailboxes import save_mailboxes
from scheduler.store.serving import Fault, note
from scheduler.workflow import late
from tests.build import Province, at, definition, duty, organisation, unit
from tests.run.road import LANE, Road

START = at("2024-01-15 09:00")
FIRST, QUARTER_LATER, SECOND = "2024-07-22 08:00", "2024-07-22 08:15", "2024-07-26 08:00"
MAILBOX = "u1@pt.example"
ITEMS = """
    SELECT unit.code, address.value, item.state FROM item
    JOIN obligation ON obligation.id = item.obligation_id JOIN unit ON unit.id = unit_id
    LEFT JOIN address ON address.id = item.address_id ORDER BY unit.code, item.id"""
REASONS = "SELECT state, reason FROM delivery ORDER BY id"


def units() -> Organisation:
    """u1 has a chat and a mailbox; u2 has a chat alone."""
    reads = unit("u1", channels=["telegram", "email"], email=MAILBOX)
    return organisation(units=[unit("u0"), reads, unit("u2")])


@pytest.fixture
def road(database: Database) -> Road:
    province = Province(database, units()).open()
    province.apply(definition(duty(owed_by={"ids": ["u1", "u2"]})), now=START)
    return Road(province)


def serve(road: Road, **faults: Fault | None) -> None:
    """Note that these lanes are served, or why not; "_" stands for "-"."""
    named = {name.replace("_", "-"): fault for name, fault in faults.items()}
    with road.province.database.write() as session:
        note(session, named, now=road.clock.now())


def pause(road: Road, since: str, until: str) -> None:
    with road.province.database.write() as session:
        lanes.pause(session, LANE, until=at(until), reason="502", now=at(since))


def well(road: Road) -> None:
    with road.province.database.write() as session:
        lanes.well(session, LANE, now=at("2024-07-22 08:20"))


def test_nothing_is_put_into_a_lane_that_is_not_served(road: Road) -> None:
    serve(road, tg_pt=Fault.NO_TOKEN, mail_pt=None)
    assert road.tick(FIRST) == ["mail-pt"]
    assert road.province.rows(ITEMS) == [("u1", MAILBOX, "carded"), ("u2", None, "unreachable")]


def test_what_waits_in_a_lane_that_is_not_served_any_more_goes_over(road: Road) -> None:
    serve(road, tg_pt=None, mail_pt=None)
    assert road.tick(FIRST) == [LANE]
    serve(road, tg_pt=Fault.TOKEN_REFUSED)
    assert road.tick(FIRST) == ["mail-pt"]
    assert road.province.rows(ITEMS) == [("u1", MAILBOX, "carded"), ("u2", "u2@", "unreachable")]
    gone, waiting = ("dropped", "the lane is not served"), ("queued", None)
    assert road.province.rows(REASONS) == [gone, gone, waiting]
    (moved,) = road.ledger("messages moved")
    assert '"messages": 2' in moved


async def test_lane_served_again_takes_up_what_waited_once(road: Road) -> None:
    serve(road, tg_pt=Fault.NO_TOKEN, mail_pt=Fault.NO_SERVER)
    assert road.tick(FIRST) == []
    assert road.tick(SECOND) == []
    serve(road, tg_pt=None)
    told = await road.pass_at(SECOND)
    assert sorted(told) == [("u1@", "u1", "before-3wd"), ("u2@", "u2", "before-3wd")]
    assert await road.pass_at(SECOND) == []


def test_what_a_dead_process_had_in_hand_goes_over_too(road: Road) -> None:
    road.tick(FIRST)
    road.province.execute("UPDATE delivery SET state = 'claimed', claim = 'dead'")
    serve(road, tg_pt=Fault.NO_TOKEN, mail_pt=None)
    assert road.tick(FIRST) == ["mail-pt"]


def test_what_a_living_process_has_in_hand_stays_though_its_clock_is_behind(road: Road) -> None:
    """It gives a sign of life every few seconds, by its own clock; of a dead one it is given up in the end."""
    road.tick(FIRST)
    with road.province.database.write() as session:
        assert lanes.take(session, LANE, "alive", now=at(FIRST) - timedelta(minutes=5))
    road.province.execute("UPDATE delivery SET state = 'claimed', claim = 'alive'")
    serve(road, tg_pt=Fault.NO_TOKEN, mail_pt=None)
    assert road.tick(FIRST) == [LANE]
    assert road.tick(QUARTER_LATER) == ["mail-pt"]


async def test_silent_lane_is_left_where_another_way_is_open(road: Road) -> None:
    serve(road, tg_pt=None, mail_pt=None)
    road.tick(FIRST)
    pause(road, FIRST, "2024-07-22 08:05")
    assert road.tick("2024-07-22 08:14") == [LANE]
    pause(road, "2024-07-22 08:05", "2024-07-22 08:20")
    assert road.tick(QUARTER_LATER) == ["mail-pt", LANE]
    assert road.province.rows(ITEMS) == [("u1", MAILBOX, "carded"), ("u2", "u2@", "carded")]
    well(road)
    assert await road.pass_at("2024-07-22 08:21") == [("u2@", "u2", "before-7wd")]


def test_nothing_is_begun_in_a_silent_lane_where_another_way_is_open(road: Road) -> None:
    serve(road, tg_pt=None, mail_pt=None)
    pause(road, "2024-07-22 07:00", "2024-07-22 09:00")
    assert road.tick(FIRST) == ["mail-pt", LANE]
    assert road.province.rows(ITEMS) == [("u1", MAILBOX, "carded"), ("u2", "u2@", "carded")]


def test_what_may_have_arrived_waits_for_its_silent_lane(road: Road) -> None:
    serve(road, tg_pt=None, mail_pt=None)
    road.tick(FIRST)
    road.province.execute("UPDATE delivery SET possible_duplicate = true")
    pause(road, FIRST, "2024-07-22 09:00")
    assert road.tick(QUARTER_LATER) == [LANE]


def test_lane_made_after_the_service_has_looked_waits_for_its_next_start(road: Road) -> None:
    serve(road, tg_pt=None, mail_pt=None)
    other = organisation(issuer={"id": "lc", "lane": "tg-lc"})
    Province(road.province.database, other).open(bound=False)
    rows = road.province.rows("SELECT id, served, fault FROM lane ORDER BY id")
    assert [(id_, bool(served), fault) for id_, served, fault in rows] == [
        ("mail-pt", True, None),
        ("tg-lc", False, "new"),
        ("tg-pt", True, None),
    ]


async def test_who_takes_a_post_over_while_a_message_is_in_hand_is_told_what_did_not_leave(
    road: Road,
) -> None:
    later = Later(at("2024-07-22 08:01"), "500")

    def replaced() -> Outcome:
        road.province.bind("u2", "new@", now=at(FIRST))
        return later

    road.channel.answers.extend([later, replaced])
    assert len(await road.pass_at(FIRST)) == 2
    await road.pass_at("2024-07-22 08:02")
    assert await road.pass_at("2024-07-22 08:03") == [("new@", "u2", "before-7wd")]


async def test_what_was_for_a_mailbox_that_is_no_more_goes_to_the_chat(road: Road) -> None:
    serve(road, tg_pt=Fault.NO_TOKEN, mail_pt=None)
    assert road.tick(FIRST) == ["mail-pt"]
    serve(road, tg_pt=None)
    with road.province.database.write() as session:
        save_mailboxes(session, organisation(3), actor="admin", now=at(FIRST))

    assert await replace(road.drain(), channels={"mail-pt": road.channel})("mail-pt") == 0
    told = await road.pass_at("2024-07-22 08:01")
    assert sorted(told) == [("u1@", "u1", "before-7wd"), ("u2@", "u2", "before-7wd")]


def test_unit_told_over_another_channel_is_not_on_the_list_for_paper(road: Road) -> None:
    road = replace(road, office=replace(road.office, everywhere=True))
    serve(road, tg_pt=None, mail_pt=None)
    road.tick(FIRST)
    serve(road, tg_pt=Fault.TOKEN_REFUSED)
    road.tick("2024-07-22 08:01")

    with road.province.database.read() as session:
        assert late.load_unreached(session, "pt", now=road.clock.now()) == ("Đơn vị u2",)
