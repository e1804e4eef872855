"""What is due is said once, at the right time, by whatever detour the engine took."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from scheduler.store.tables import Obligation, Reminder, Unit
from tests.build import at, definition, duty, organisation, unit
from tests.run.road import Road

U1: dict[str, Any] = {"owed_by": {"ids": ["u1"]}}
START = at("2024-01-15 09:00")


async def test_year_of_one_duty(both_road: Road) -> None:
    road = both_road
    road.province.apply(definition(duty(**U1)), now=START)
    told: list[tuple[str, str]] = []
    for day in [*range(20, 32)]:
        told += [(f"07-{day}", step) for *_, step in await road.pass_at(f"2024-07-{day} 08:00")]
    for day in range(1, 10):
        told += [(f"08-{day}", step) for *_, step in await road.pass_at(f"2024-08-0{day} 08:00")]

    assert told == [
        ("07-22", "before-7wd"), ("07-26", "before-3wd"), ("07-30", "before-1wd"), ("07-31", "day"),
        ("08-1", "overdue-1wd"), ("08-5", "draft-6"), ("08-9", "overdue-7wd"),
    ]  # fmt: skip


async def test_repeated_ticks_say_it_once(road: Road) -> None:
    road.province.apply(definition(duty(**U1)), now=START)
    told = []
    for second in range(5):
        told += await road.pass_at(f"2024-07-22 08:00:0{second}")

    assert told == [("u1@", "u1", "before-7wd")]


async def test_catch_up_says_only_the_last_and_why(road: Road) -> None:
    road.province.apply(definition(duty(**U1)), now=START)

    assert await road.pass_at("2024-07-30 09:00") == [("u1@", "u1", "before-1wd")]
    merged = road.ledger("reminder merged")
    assert len(merged) == 2
    assert all("a later reminder of the same obligation" in data for data in merged)


async def test_catch_up_ends_with_the_cut_off(road: Road) -> None:
    road.province.apply(definition(duty(**U1)), now=START)

    assert await road.pass_at("2025-03-03 09:00") == []
    assert all("cut-off" in data for data in road.ledger("reminder stale"))
    assert road.province.rows("SELECT count(*) FROM reminder WHERE ended_at IS NULL") == [(0,)]


@pytest.mark.parametrize(
    ("woken", "left"),
    [
        ("2024-07-22 20:00", "2024-07-23 07:00"),  # after hours: the next opening
        ("2024-07-27 10:00", "2024-07-29 07:00"),  # a Saturday: Monday
        ("2024-07-31 06:30", "2024-07-31 06:30"),  # due that day: at once
        ("2024-07-31 20:30", "2024-08-01 07:00"),  # too late for that: nobody is woken
        ("2024-07-23 06:59", "2024-07-23 07:00"),
        ("2024-07-23 18:59", "2024-07-23 18:59"),
        ("2024-07-23 19:00", "2024-07-24 07:00"),
    ],
)
async def test_hours_of_the_office_are_kept(road: Road, woken: str, left: str) -> None:
    road.province.apply(definition(duty(**U1)), now=START)

    told = await road.pass_at(woken)
    assert bool(told) == (woken == left)
    if woken != left:
        assert len(await road.pass_at(left)) == 1


async def test_hours_are_kept_by_what_was_left_over(road: Road) -> None:
    """Queued in the morning, but the process was away until the evening."""
    road.province.apply(definition(duty(**U1)), now=START)
    road.tick("2024-07-22 08:00")

    assert await road.pass_at("2024-07-22 21:00") == []
    assert await road.pass_at("2024-07-23 07:00") == [("u1@", "u1", "before-7wd")]


async def test_one_morning_is_one_card(road: Road) -> None:
    road.province.apply(definition(duty("a", **U1), duty("b", **U1)), now=START)
    road.tick("2024-07-22 08:00")
    await road.drain()("tg-pt")

    (said,) = road.channel.said
    assert [item.reference for item in said.notice.items] == [
        "pt-2024/a/once/u1",
        "pt-2024/b/once/u1",
    ]


async def test_items_of_a_card_come_nearest_first(road: Road) -> None:
    near, far = duty("z", due={"by": "07-26"}, **U1), duty("a", due={"by": "08-01"}, **U1)
    road.province.apply(definition(far, near), now=START)
    road.tick("2024-07-23 08:00")
    await road.drain()("tg-pt")

    (said,) = road.channel.said
    assert [item.due_at for item in said.notice.items] == [
        at("2024-07-26 17:00"),
        at("2024-08-01 17:00"),
    ]
    assert [item.working_days_left for item in said.notice.items] == [3, 7]


async def test_card_not_sent_yet_takes_in_the_next(road: Road) -> None:
    near, far = duty("a", due={"by": "07-30"}, **U1), duty("b", due={"by": "07-31"}, **U1)
    road.province.apply(definition(near, far), now=START)
    road.tick("2024-07-19 08:00")  # a
    road.tick("2024-07-22 08:00")  # b, before anybody drained

    await road.drain()("tg-pt")
    assert [len(said.notice.items) for said in road.channel.said] == [2]


async def test_escalation_steps_wait(road: Road) -> None:
    road.province.apply(definition(duty(**U1)), now=START)
    await road.pass_at("2024-08-02 09:00")

    assert await road.pass_at("2024-08-05 08:00") == [("u0@", "u1", "draft-6")]
    drafts = "SELECT item.state FROM item JOIN reminder ON reminder.id = reminder_id WHERE draft"
    assert road.province.rows(drafts) == [("draft",)]


async def test_escalation_and_a_reminder_of_one_morning_are_one_card(road: Road) -> None:
    other = duty("b", due={"by": "07-25"}, **U1)  # seven working days late when the draft is made
    road.province.apply(definition(duty("a", **U1), other), now=START)
    await road.pass_at("2024-08-02 09:00")
    road.tick("2024-08-05 08:00")
    await road.drain()("tg-pt")

    (said,) = [one for one in road.channel.said if one.address == "u0@"]
    assert [step.partition("-")[0] for _unit, step in said.steps] == ["overdue", "draft"]


async def test_escalation_takes_no_word_from_what_leaves_by_itself(road: Road) -> None:
    """After a pause the escalation that waits must not swallow the one that need not wait."""
    road.province.apply(definition(duty(**U1)), now=START)
    road.province.execute("UPDATE reminder SET recipients = 'head' WHERE step = 'overdue-3wd'")

    assert await road.pass_at("2024-08-06 08:00") == [
        ("u0@", "u1", "draft-6"),
        ("u1@", "u1", "overdue-1wd"),
    ]


async def test_standing_body_hears_of_the_late_ones(road: Road) -> None:
    road.province.apply(definition(), now=START)
    await road.pass_at("2024-08-05 09:00")

    assert await road.pass_at("2024-08-09 08:00") == [
        ("u0@", "u1", "overdue-7wd"),
        ("u0@", "u2", "overdue-7wd"),
    ]


@pytest.mark.parametrize(("last_day", "told"), [(None, "u1@"), ("2024-07-31", "u2@")])
async def test_block_head_that_ended_is_followed_by_its_deputy(
    road: Road, last_day: str | None, told: str
) -> None:
    road.province.units = organisation(
        units=[unit("u0"), unit("u1", last_day=last_day), unit("u2"), unit("u3")]
    )
    road.province.open().apply(definition(duty(owed_by={"ids": ["u3"]})), now=START)
    road.province.execute("UPDATE reminder SET draft = false WHERE step = 'overdue-3wd'")
    await road.pass_at("2024-08-02 09:00")

    assert await road.pass_at("2024-08-05 08:00") == [(told, "u3", "overdue-3wd")]


async def test_unreachable_units_are_listed(road: Road) -> None:
    road.province.units = organisation(5)
    road.province.open(bound=False).apply(definition(), now=START)
    told = await road.pass_at("2024-07-22 08:00")

    assert {unit for _, unit, _ in told} == {"u1", "u2"}
    assert road.province.rows(
        "SELECT code FROM item JOIN obligation ON obligation.id = obligation_id "
        "JOIN unit ON unit.id = unit_id WHERE item.state = 'unreachable' ORDER BY code"
    ) == [("u3",), ("u4",)]


async def test_unit_with_a_moved_deadline_hears_only_its_own_reminders(road: Road) -> None:
    road.province.apply(definition(), now=START)
    extend(road, "u1", at("2024-08-30 17:00"), reminded_at=at("2024-08-27 08:00"))
    told = []
    for day in ("07-22", "07-26", "07-30", "07-31", "08-01", "08-09"):
        told += await road.pass_at(f"2024-{day} 08:00")

    assert {unit for _, unit, _ in told} == {"u2"}
    assert await road.pass_at("2024-08-27 08:00") == [("u1@", "u1", "before-3wd")]


def extend(road: Road, code: str, due_at: datetime, *, reminded_at: datetime) -> None:
    """Grant that unit a later deadline, with a reminder of its own."""
    with road.province.database.write() as session:
        found = session.exec(select(Obligation).join(Unit).where(Unit.code == code)).one()
        found.due_at = due_at
        own = Reminder(
            occurrence_id=found.occurrence_id,
            obligation_id=found.id,
            revision=1,
            step="before-3wd",
            at=reminded_at,
            recipients="head",
        )
        session.add(own)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE reminder SET recipients = 'khong-ai' WHERE {broken}",
        "UPDATE campaign SET zone = 'Sao/Hoa' WHERE code = 'broken'",
        "UPDATE occurrence SET due_at = NULL WHERE id = 0",
    ],
)
async def test_reminder_that_cannot_be_computed_does_not_block_the_others(
    both_road: Road, damage: str
) -> None:
    road = both_road
    road.province.apply(definition(duty(**U1), campaign="broken"), now=START)
    road.province.apply(definition(duty(**U1)), now=START)
    broken = "occurrence_id = (SELECT min(id) FROM occurrence)"
    road.province.execute(damage.format(broken=broken))

    told = await road.pass_at("2024-07-22 08:00")
    assert ("u1@", "u1", "before-7wd") in told
    if "WHERE id = 0" not in damage:
        assert len(told) == 1
        assert road.ledger("reminder failed") != []
        assert await road.pass_at("2024-07-22 08:00:02") == []
        assert len(road.ledger("reminder failed")) == 1


async def test_reminder_that_was_pushed_back_is_tried_again(road: Road) -> None:
    road.province.apply(definition(duty(**U1)), now=START)
    road.province.execute("UPDATE reminder SET recipients = 'khong-ai' WHERE step = 'before-7wd'")
    assert await road.pass_at("2024-07-22 08:00") == []
    road.province.execute("UPDATE reminder SET recipients = 'head' WHERE step = 'before-7wd'")

    assert await road.pass_at("2024-07-22 08:15") == [("u1@", "u1", "before-7wd")]


@pytest.mark.parametrize(("into", "heirs"), [(["u2"], {"u2"}), (["u2", "u4"], {None})])
async def test_block_head_that_ended_without_a_deputy_is_followed_by_its_only_successor(
    both_road: Road, into: list[str], heirs: set[str | None]
) -> None:
    road = both_road
    ended = unit("u1", last_day="2024-07-31", into=into)
    units = [unit("u0"), ended, *(unit(f"u{number}") for number in (2, 3, 4))]
    road.province.units = organisation(units=units)
    road.province.open().apply(definition(duty(owed_by={"ids": ["u3"]})), now=START)
    road.province.execute("UPDATE blockhead SET deputy_id = NULL")
    await road.pass_at("2024-08-05 08:00")

    rows = road.province.rows(
        "SELECT unit.code FROM item LEFT JOIN post ON post.id = post_id"
        " LEFT JOIN unit ON unit.id = post.unit_id WHERE item.state = 'draft'"
    )
    assert {code for (code,) in rows} == heirs
