"""Every way a message can end, and what follows."""

import asyncio
import itertools
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from scheduler.errors import DatabaseBusy
from scheduler.run.outcome import Later, Moved, Outcome, Refused, Unknown
from scheduler.run.saying.letter import Letter
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.run.sending.holding import Hold
from scheduler.store.tables import Delivery
from tests.build import at, definition, duty
from tests.run.road import LANE, Road, ScriptedChannel

SEVEN = ("u1@", "u1", "before-7wd")
MORNING = "2024-07-22 08:00"


@dataclass
class SlowToTheSecond(ScriptedChannel):
    """The second message arrives when `arrives` is set."""

    arrives: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        if address == "u2@":
            await self.arrives.wait()
        return await super().send(address, thread, notice)


@pytest.fixture
def road(road: Road) -> Road:
    """Only u1 owes, one report."""
    owed = duty(owed_by={"ids": ["u1"]})
    road.province.apply(definition(owed), now=at("2024-01-15 09:00"))
    return road


async def test_sent_is_recorded_with_its_id(road: Road) -> None:
    await road.pass_at(MORNING)

    assert road.province.rows("SELECT state, message_id, attempts FROM delivery") == [
        ("sent", "1", 1)
    ]
    assert len(road.ledger("message sent")) == 1


async def test_later_is_tried_again_not_before_its_time(road: Road) -> None:
    road.channel.answers.append(Later(at("2024-07-22 08:10"), "busy"))

    assert await road.pass_at(MORNING) == [SEVEN]
    assert await road.pass_at("2024-07-22 08:09:59") == []
    assert await road.pass_at("2024-07-22 08:10") == [SEVEN]
    assert road.deliveries() == [("sent", 2)]


async def test_later_waits_longer_each_time_up_to_a_quarter_of_an_hour(road: Road) -> None:
    road.channel.answers.extend(Later(at(MORNING), "no network") for _ in range(20))
    waits = []
    road.tick(MORNING)
    for _ in range(12):
        tried_at = road.clock.now()
        await road.drain()(LANE)
        with road.province.database.read() as session:
            (not_before,) = session.exec(select(Delivery.not_before)).all()
        waits.append((not_before - tried_at) / timedelta(seconds=1))
        road.clock.advance_to(not_before)

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


async def test_later_that_pauses_stops_the_whole_lane(road: Road) -> None:
    road.province.apply(
        definition(duty(owed_by={"ids": ["u2"]}), campaign="khac"), now=at("2024-01-15 09:00")
    )
    until = at("2024-07-22 08:05")
    road.channel.answers.extend([Later(until, "429", pauses_lane=True)] * 2)

    assert len(await road.pass_at(MORNING)) == 2
    assert await road.pass_at("2024-07-22 08:04:59") == []
    assert len(await road.pass_at("2024-07-22 08:05")) == 2


async def test_unknown_is_said_once_more_and_flagged(road: Road) -> None:
    road.channel.answers.append(Unknown("timeout"))

    assert await road.pass_at(MORNING) == [SEVEN]
    assert await road.pass_at("2024-07-22 08:00:59") == []
    road.tick("2024-07-22 08:01")
    await road.drain()("tg-pt")
    assert [said.notice.possible_duplicate for said in road.channel.said] == [True]
    assert road.deliveries() == [("sent", 2)]


async def test_unknown_twice_is_ended(road: Road) -> None:
    road.channel.answers.extend([Unknown("timeout")] * 2)
    await road.pass_at(MORNING)
    await road.pass_at("2024-07-22 08:01")

    assert await road.pass_at("2024-07-22 18:00") == []
    assert road.deliveries() == [("unknown", 2)]
    assert len(road.ledger("message unknown")) == 1


async def test_channel_that_raises_is_an_unknown(road: Road) -> None:
    road.channel.answers.append(RuntimeError("a fault of ours"))

    await road.pass_at(MORNING)
    assert road.province.rows("SELECT state, possible_duplicate, reason FROM delivery") == [
        ("queued", True, "RuntimeError")
    ]


async def test_refused_is_never_tried_again(road: Road) -> None:
    road.channel.answers.append(Refused("bad request"))
    await road.pass_at(MORNING)

    assert await road.pass_at("2024-07-22 18:00") == []
    assert road.deliveries() == [("refused", 1)]
    assert await road.pass_at("2024-07-26 08:00") == [("u1@", "u1", "before-3wd")]


async def test_refused_that_closes_the_address_waits_for_another(road: Road) -> None:
    road.channel.answers.append(Refused("blocked by the user", closes_address=True))
    await road.pass_at(MORNING)

    assert await road.pass_at("2024-07-26 08:00") == []
    assert road.province.rows("SELECT closed_reason FROM address WHERE value = 'u1@'") == [
        ("blocked by the user",)
    ]
    road.province.bind("u1", "new@", now=at("2024-07-26 08:30"))
    assert await road.pass_at("2024-07-26 08:30") == [("new@", "u1", "before-3wd")]


async def test_closed_address_is_not_tried_with_what_is_queued(road: Road) -> None:
    road.tick(MORNING)
    road.province.execute(
        "UPDATE address SET closed_at = '2024-07-22 01:00:00' WHERE value = 'u1@'"
    )

    assert await road.pass_at("2024-07-22 08:01") == []
    assert road.deliveries() == [("dropped", 0)]
    assert road.province.rows("SELECT state FROM item") == [("unreachable",)]


async def test_moved_address_is_stored_and_told_at_once(road: Road) -> None:
    road.channel.answers.append(Moved("-100u1"))

    told = await road.pass_at(MORNING)
    assert [address for address, *_ in told] == ["u1@", "-100u1"]
    assert await road.pass_at("2024-07-26 08:00") == [("-100u1", "u1", "before-3wd")]


async def test_address_that_moves_for_ever_does_not_hold_the_lane(road: Road) -> None:
    road.channel.answers.extend([Moved("a@"), Moved("b@")] * 10)

    assert len(await road.pass_at(MORNING)) == 2
    assert road.deliveries() == [("queued", 2)]


async def test_address_that_moved_to_a_known_one_becomes_that(road: Road) -> None:
    road.province.execute(
        "INSERT INTO address (person_id, lane_id, value) "
        "SELECT person_id, lane_id, 'group@' FROM address WHERE value = 'u1@'"
    )
    road.province.execute(
        "UPDATE address SET closed_at = '2024-01-01 01:00:00' WHERE value = 'group@'"
    )
    road.channel.answers.append(Moved("group@"))

    assert [address for address, *_ in await road.pass_at(MORNING)] == ["u1@", "group@"]
    assert await road.pass_at("2024-07-26 08:00") == [("group@", "u1", "before-3wd")]


async def test_database_away_while_recording_repeats_nothing(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, away = road.province.database, [True] * 5
    write = database.write

    def sometimes_away(*issuers: str, **more: Any) -> object:
        if road.channel.said and away:
            away.pop()
            raise DatabaseBusy("somewhere")
        return write(*issuers, **more)

    monkeypatch.setattr(database, "write", sometimes_away)
    assert await road.pass_at(MORNING) == [SEVEN]
    assert (away, road.deliveries()) == ([], [("sent", 1)])


async def test_end_comes_in_time_though_the_database_stays_away(
    road: Road, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is sent and cannot be written down is said again by the next process, and marked."""
    database, write = road.province.database, road.province.database.write

    def away_once_it_is_said(*issuers: str, **more: Any) -> object:
        if road.channel.said:
            raise DatabaseBusy("somewhere")
        return write(*issuers, **more)

    road.tick(MORNING)
    with monkeypatch.context() as away:
        away.setattr(database, "write", away_once_it_is_said)
        drain = replace(road.drain(), stopping=lambda: bool(road.channel.said))
        begun_at = road.clock.steady()
        with pytest.raises(DatabaseBusy):
            await drain(LANE)
    assert road.clock.steady() - begun_at < 15
    assert "may be double" in caplog.text

    other = road.drain()
    await road.wait_out(other)
    await other(LANE)
    assert [said.notice.possible_duplicate for said in road.channel.said] == [False, True]
    assert road.deliveries() == [("sent", 2)]


async def test_what_is_on_its_way_is_recorded_though_the_database_is_busy(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = duty(owed_by={"ids": ["u1", "u2"]})
    road.province.apply(definition(both), now=at("2024-01-15 09:30"))
    channel = road.channel = SlowToTheSecond()
    claim, claims = Drain._claim, itertools.count()

    def busy_the_second_time(drain: Drain, hold: Hold, room: int) -> list[Letter]:
        if next(claims) == 1:
            loop.call_soon_threadsafe(channel.arrives.set)
            raise DatabaseBusy("somewhere")
        return claim(drain, hold, room)

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(Drain, "_claim", busy_the_second_time)
    with pytest.raises(DatabaseBusy):
        await road.pass_at(MORNING)
    assert road.deliveries() == [("sent", 1), ("sent", 1)]


async def test_card_that_cannot_be_worded_does_not_block_the_lane(road: Road) -> None:
    road.province.apply(
        definition(duty(owed_by={"ids": ["u2"]}), campaign="khac"), now=at("2024-01-15 09:00")
    )
    road.tick(MORNING)
    road.province.execute("UPDATE campaign SET zone = 'Sao/Hoa' WHERE code = 'khac'")

    assert await road.pass_at(MORNING) == [SEVEN]
    assert len(road.ledger("message failed")) == 1
    road.province.execute("UPDATE campaign SET zone = 'Asia/Ho_Chi_Minh' WHERE code = 'khac'")
    assert await road.pass_at("2024-07-22 08:15") == [("u2@", "u2", "before-7wd")]
