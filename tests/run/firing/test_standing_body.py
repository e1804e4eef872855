"""What goes to the standing body: head, deputy and clerk each hear of it, once a person, on both databases."""

import pytest

from scheduler.run.outcome import Refused
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.ledger import claims
from scheduler.store.organisation import save_organisation
from scheduler.store.serving import note
from scheduler.words.telling import write_list
from tests.build import Province, at, definition, duty, organisation, unit
from tests.run.road import LANE, Road

START = at("2024-01-15 09:00")
EVE, DAY = "2024-08-08 09:00", "2024-08-09 08:00"
STEP = ("u1", "overdue-7wd")
ITEMS = """
    SELECT post.kind, address.value, item.state FROM item
    JOIN reminder ON reminder.id = item.reminder_id AND reminder.step = 'overdue-7wd'
    LEFT JOIN post ON post.id = item.post_id LEFT JOIN address ON address.id = item.address_id
    ORDER BY address.value, item.id"""


async def road_to(database: Database, *posts: tuple[str, str], bound: bool = True) -> Road:
    """u1 owes a report to u0, at which `posts` (kind, address) are held; everything before DAY is over."""
    road = Road(Province(database, organisation(2)).open(bound=bound))
    for post, address in posts:
        road.province.bind("u0", address, now=START, post=post)
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    await road.pass_at(EVE)
    await road.pass_at(EVE)
    return road


async def test_head_deputy_and_clerk_are_told(database: Database) -> None:
    road = await road_to(database, ("deputy", "u0-deputy@"), ("clerk", "u0-clerk@"))
    told = await road.pass_at(DAY)
    assert sorted(told) == [(f"{who}@", *STEP) for who in ("u0-clerk", "u0-deputy", "u0")]


async def test_what_is_late_takes_the_end_of_the_ledger_to_the_standing_body(
    database: Database,
) -> None:
    road = await road_to(database)
    road.tick(DAY)
    with database.read() as session:
        (end,) = ledger.load_ends(session, "pt")
    await road.drain()(LANE)
    (late,) = road.channel.said
    assert (late.address, late.notice.ledger_end) == ("u0@", end.short)
    assert any(
        line.text == f"Mã cuối sổ: {end.short}"
        for line in write_list(late.notice, late.notice.items)
    )
    with database.read() as session:
        kept = claims.parse(late.notice.ledger_end)
        assert kept is not None
        ledger.verify(session, claimed=[kept])


async def test_units_are_not_told_where_the_ledger_ends(database: Database) -> None:
    road = Road(Province(database, organisation(2)).open())
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    road.tick(EVE)
    await road.drain()(LANE)
    ends = {one.address: one.notice.ledger_end for one in road.channel.said}
    assert ends["u1@"] == ""


async def test_person_with_two_posts_is_told_once(database: Database) -> None:
    road = await road_to(database, ("clerk", "u0@"))
    assert await road.pass_at(DAY) == [("u0@", *STEP)]
    assert road.province.rows(ITEMS) == [("head", "u0@", "carded")]


async def test_empty_posts_beside_a_clerk_are_not_unreachable(database: Database) -> None:
    road = await road_to(database, ("deputy", "gone@"), ("clerk", "u0-clerk@"), bound=False)
    road.province.execute("UPDATE address SET closed_at = '2024-08-01' WHERE value = 'gone@'")
    assert await road.pass_at(DAY) == [("u0-clerk@", *STEP)]
    assert road.province.rows(ITEMS) == [("clerk", "u0-clerk@", "carded")]


async def test_standing_body_nobody_holds_is_unreachable_once(database: Database) -> None:
    road = await road_to(database, bound=False)
    assert await road.pass_at(DAY) == []
    assert road.province.rows(ITEMS) == [("head", None, "unreachable")]


async def test_standing_body_nobody_can_be_reached_at_is_unreachable_once(
    database: Database,
) -> None:
    road = await road_to(database, ("deputy", "u0-deputy@"), ("clerk", "u0-clerk@"))
    road.province.execute("UPDATE address SET closed_at = '2024-08-01'")
    assert await road.pass_at(DAY) == []
    assert road.province.rows(ITEMS) == [("head", None, "unreachable")]


@pytest.mark.parametrize("post", ["head", "deputy", "clerk"])
async def test_whoever_comes_to_the_standing_body_takes_up_what_waits(
    database: Database, post: str
) -> None:
    road = await road_to(database, bound=False)
    await road.pass_at(DAY)
    road.province.bind("u0", "new@", now=at(DAY), post=post)
    assert ("new@", *STEP) in await road.pass_at(DAY)
    assert road.province.rows(ITEMS) == [(post, "new@", "carded")]


async def test_clerk_takes_up_nothing_that_is_for_the_head_of_the_unit(
    database: Database,
) -> None:
    road = Road(Province(database, organisation(2)).open(bound=False))
    road.province.apply(definition(duty(owed_by={"ids": ["u0"]})), now=START)
    await road.pass_at("2024-07-22 08:00")
    road.province.bind("u0", "clerk@", now=at("2024-07-22 08:00"), post="clerk")
    assert await road.pass_at("2024-07-22 08:00") == []


async def test_one_who_cannot_be_reached_any_more_is_not_missed_while_others_are_told(
    database: Database,
) -> None:
    road = await road_to(database, ("clerk", "u0-clerk@"))
    gone = Refused("bot was blocked by the user", closes_address=True)
    road.channel.answers.append(gone)
    await road.pass_at(DAY)
    assert sorted(state for _post, _who, state in road.province.rows(ITEMS)) == ["carded", "moot"]


async def test_last_one_who_cannot_be_reached_any_more_is_unreachable(database: Database) -> None:
    road = await road_to(database, ("clerk", "u0-clerk@"))
    gone = Refused("bot was blocked by the user", closes_address=True)
    road.channel.answers.extend([gone, gone])
    await road.pass_at(DAY)
    assert sorted(state for _post, _who, state in road.province.rows(ITEMS)) == [
        "moot",
        "unreachable",
    ]


@pytest.mark.parametrize("channels", [("email", "telegram"), ("telegram", "email")])
async def test_mailbox_of_the_standing_body_counts_as_its_head(
    database: Database, channels: tuple[str, ...]
) -> None:
    road = await road_to(database, ("clerk", "u0@"), ("deputy", "u0-deputy@"))
    mailed = unit("u0", channels=list(channels), email="u0@pt.example")
    given = organisation(units=[mailed, unit("u1")]).model_copy(update={"blocks": ()})
    with database.write() as session:
        save_organisation(session, given, actor="admin", now=START)
        note(session, {"mail-pt": None}, now=START)
    road.tick(DAY)
    told = [address for _post, address, _state in road.province.rows(ITEMS)]
    mailbox = ["u0@pt.example"] if channels[0] == "email" else []
    assert told == sorted(["u0-deputy@", "u0@", *mailbox])
