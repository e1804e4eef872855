"""A step that is none of ours, in whatever row it stands, keeps nobody else from hearing what is due."""

import pytest

from scheduler.run.outcome import Later
from tests.build import at, definition, duty
from tests.run.road import Road

START = at("2024-01-15 09:00")
SEVEN, THREE = "2024-07-22 08:00", "2024-07-26 08:00"
UNREADABLE = "before-7weeks"


@pytest.fixture
def road(both_road: Road) -> Road:
    both_road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    given = definition(duty(owed_by={"ids": ["u2"]}), campaign="other")
    both_road.province.apply(given, now=START)
    return both_road


def damage(road: Road, step: str = "before-7wd") -> None:
    """Of the first campaign, whose head of u1 hears."""
    first = "occurrence_id = (SELECT min(id) FROM occurrence)"
    road.province.execute(
        f"UPDATE reminder SET step = '{UNREADABLE}' WHERE {first} AND step = '{step}'"
    )


async def test_reminder_that_cannot_be_read_is_put_off_and_the_others_are_told(road: Road) -> None:
    damage(road)

    assert await road.pass_at(SEVEN) == [("u2@", "u2", "before-7wd")]
    assert len(road.ledger("reminder failed")) == 1
    assert await road.pass_at("2024-07-22 08:00:02") == []
    assert len(road.ledger("reminder failed")) == 1


async def test_reminder_of_one_unit_that_cannot_be_read_is_put_off_too(road: Road) -> None:
    one = "SELECT id FROM obligation WHERE occurrence_id = reminder.occurrence_id"
    damage(road)
    road.province.execute(
        f"UPDATE reminder SET obligation_id = ({one}) WHERE step = '{UNREADABLE}'"
    )

    assert await road.pass_at(SEVEN) == [("u2@", "u2", "before-7wd")]
    assert len(road.ledger("reminder failed")) == 1


async def test_one_that_can_be_read_again_is_told(road: Road) -> None:
    damage(road)
    await road.pass_at(SEVEN)
    road.province.execute(f"UPDATE reminder SET step = 'before-7wd' WHERE step = '{UNREADABLE}'")

    assert await road.pass_at("2024-07-22 08:15") == [("u1@", "u1", "before-7wd")]


@pytest.mark.parametrize("step", ["before-7wd", "before-3wd"])
async def test_card_that_cannot_be_read_holds_up_no_other_of_its_lane(
    road: Road, step: str
) -> None:
    """Neither what was tried nor the later word that may stand for it."""
    until = at("2024-07-26 08:00:05")
    for morning in (SEVEN, THREE):
        road.channel.answers.extend([Later(until, "500 Internal Server Error")] * 2)
        assert await road.pass_at(morning)
        road.channel.answers.clear()
    damage(road, step)

    told = await road.pass_at("2024-07-26 08:05")
    assert ("u2@", "u2", "before-3wd") in told
    assert road.ledger("message failed") != []


async def test_correction_is_made_though_what_waits_beside_it_cannot_be_read(road: Road) -> None:
    await road.pass_at(SEVEN)
    road.channel.answers.extend([Later(at("2024-07-29 08:00"), "500 Internal Server Error")] * 2)
    await road.pass_at(THREE)
    damage(road, "before-3wd")
    told = """INSERT INTO tolddeadline (address_id, obligation_id, due_at, gone)
        SELECT item.address_id, item.obligation_id, occurrence.due_at, false FROM item
            JOIN obligation ON obligation.id = item.obligation_id
            JOIN occurrence ON occurrence.id = obligation.occurrence_id
            JOIN reminder ON reminder.id = item.reminder_id
        WHERE reminder.step = 'before-7wd' OR reminder.step = 'before-7weeks'
        GROUP BY item.address_id, item.obligation_id, occurrence.due_at"""
    road.province.execute(told)
    road.province.execute("UPDATE delivery SET edit_wanted = true WHERE state = 'sent'")

    await road.pass_at("2024-07-26 08:01")
    assert road.province.rows("SELECT count(*) FROM delivery WHERE edit_wanted = true") == [(0,)]
