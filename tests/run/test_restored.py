"""A backup put to work again says nothing twice: what may have arrived waits for a person."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import make_url

from scheduler.run import restored
from scheduler.run.restored import Held
from scheduler.store.database import Database
from tests.build import OFFICE, Province, at, definition, duty, organisation
from tests.databases import Databases
from tests.run.road import LANE, Road

UNITS = 6
BACKUP = "2024-07-22 08:00"  # the notices of 7 working days before are due
CRASH = "2024-07-26 10:00"  # those of 3 working days before have left
AGAIN = "2024-07-26 14:00"
EVERYBODY = [f"u{n}" for n in range(1, UNITS)]


@pytest.fixture
def live(databases: Databases) -> Iterator[Road]:
    """An office at work; of its first five cards two have left when the backup is made."""

    def fill(database: Database) -> None:
        province = Province(database, organisation(UNITS)).open()
        province.apply(definition(duty(owed_by={"ids": EVERYBODY})), now=at("2024-01-15 09:00"))

    with closing(Database(databases.filled("restored", fill))) as database:
        yield Road(Province(database, organisation(UNITS)))


ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@contextmanager
def backup(databases: Databases, live: Road) -> Iterator[Road]:
    """What stands in the database now, in a database of its own."""
    live.province.database.close()
    name = make_url(live.province.database.url).database or ""
    with closing(Database(databases.copied(name))) as database:
        yield Road(Province(database, organisation(UNITS)))


async def some(road: Road, now: str, count: int) -> None:
    """As a process that dies after `count` cards."""
    road.tick(now)
    road.province.execute(
        f"UPDATE delivery SET not_before = '2030-01-01 00:00:00+00:00' WHERE id > {count}"
    )
    await road.drain()(LANE)
    road.province.execute(f"UPDATE delivery SET not_before = created_at WHERE id > {count}")


def hold(road: Road, now: str) -> datetime | None:
    with road.province.database.write() as session:
        return restored.hold(session, OFFICE, actor="admin", now=at(now))


def held(road: Road) -> list[Held]:
    with road.province.database.read() as session:
        return restored.load_held(session)


async def test_restored_backup_says_nothing_twice(databases: Databases, live: Road) -> None:
    await some(live, BACKUP, 2)
    with backup(databases, live) as road:
        live.tick(BACKUP)
        await live.drain()(LANE)  # the rest, and what came due later, was told and then lost
        await live.pass_at(CRASH)
        stopped_at = hold(road, AGAIN)

        assert await road.pass_at(AGAIN) == []
        assert stopped_at == at(BACKUP)
        said = [[ref.rsplit("/", 1)[1] for ref in one.about] for one in held(road)]
        assert sorted(said) == [[unit] for unit in EVERYBODY]
        assert len(road.ledger("message held")) == len(said)
        hold(road, AGAIN)
        assert len(held(road)) == len(said)


@ON_SQLITE
async def test_what_is_due_later_leaves_as_ever(databases: Databases, live: Road) -> None:
    await some(live, BACKUP, 2)
    with backup(databases, live) as road:
        hold(road, AGAIN)

        told = await road.pass_at("2024-07-30 08:00")
        assert told == [(f"{unit}@", unit, "before-1wd") for unit in EVERYBODY]


@ON_SQLITE
async def test_card_kept_for_the_next_morning_is_not_held(databases: Databases, live: Road) -> None:
    live.tick("2024-07-22 19:30")  # after hours: it leaves the next morning
    with backup(databases, live) as road:
        hold(road, "2024-07-22 21:00")

        assert held(road) == []
        assert len(await road.pass_at("2024-07-23 08:00")) == len(EVERYBODY)


@ON_SQLITE
async def test_what_fires_after_hours_into_a_card_that_waits_is_held_with_it(
    databases: Databases, live: Road
) -> None:
    live.tick("2024-07-22 19:30")
    with backup(databases, live) as road:
        road.province.apply(
            definition(duty(owed_by={"ids": EVERYBODY}), duty(id="b", owed_by={"ids": ["u1"]})),
            now=at("2024-07-22 20:00"),
        )
        hold(road, "2024-07-22 21:00")

        assert [one.unit for one in held(road)] == ["Đơn vị u1"]


async def test_released_messages_leave_and_say_that_they_may_be_double(
    databases: Databases, live: Road
) -> None:
    live.tick(BACKUP)
    with backup(databases, live) as road:
        hold(road, AGAIN)
        now = at(AGAIN) + timedelta(minutes=1)
        with road.province.database.write() as session:
            restored.release(session, restored.load_held(session)[:2], actor="admin", now=now)
            restored.drop(session, restored.load_held(session), actor="admin", now=now)
        for lane in road.tick("2024-07-26 14:01"):
            await road.drain()(lane)

        assert [one.notice.possible_duplicate for one in road.channel.said] == [True, True]
        assert held(road) == []
        assert len(road.ledger("message released")) == 2
        assert len(road.ledger("message dropped")) == 3


@ON_SQLITE
async def test_released_reminder_is_not_said_after_the_later_one(
    databases: Databases, live: Road
) -> None:
    live.tick(BACKUP)
    with backup(databases, live) as road:
        hold(road, BACKUP)
        assert len(await road.pass_at(CRASH)) == len(EVERYBODY)
        with road.province.database.write() as session:
            restored.release(session, restored.load_held(session), actor="admin", now=at(AGAIN))

        assert await road.pass_at("2024-07-26 14:01") == []


@ON_SQLITE
async def test_held_message_goes_to_who_holds_the_post_when_it_is_released(
    databases: Databases, live: Road
) -> None:
    live.tick(BACKUP)
    with backup(databases, live) as road:
        hold(road, AGAIN)
        road.province.bind("u1", "new@", now=at("2024-07-26 14:00:30"))
        with road.province.database.write() as session:
            restored.release(
                session, restored.load_held(session), actor="admin", now=at("2024-07-26 14:01")
            )

        told = await road.pass_at("2024-07-26 14:02")
        assert ("new@", "u1", "before-3wd") in told


@ON_SQLITE
async def test_who_may_have_heard_of_a_duty_hears_that_it_was_withdrawn(
    databases: Databases, live: Road
) -> None:
    live.tick(BACKUP)
    with backup(databases, live) as road:
        hold(road, AGAIN)
        with road.province.database.write() as session:
            restored.drop(session, restored.load_held(session)[:1], actor="admin", now=at(AGAIN))
        road.province.apply(
            definition(duty("khac", owed_by={"ids": ["u1"]})), now=at("2024-07-26 14:01")
        )
        told = await road.pass_at("2024-07-26 14:02")
        assert [one for one in told if one[2] == "withdrawn"] == [
            (f"{unit}@", unit, "withdrawn") for unit in EVERYBODY
        ]
