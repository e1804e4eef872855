"""One sender a lane; what is said is what is true when it leaves."""

import asyncio
import logging
from datetime import timedelta

import pytest

from scheduler.run.outcome import Sent
from scheduler.run.sending import holding, lanes
from scheduler.run.sending.holding import Hold
from scheduler.store.lease import LEASE
from tests.build import Province, at, definition, duty, organisation
from tests.run.road import LANE, Road

START = at("2024-01-15 09:00")
MORNING = "2024-07-22 08:00"
LATER = "2024-07-22 01:30:00+00:00"
SEVEN = ("u1@", "u1", "before-7wd")


@pytest.fixture
def road(both_road: Road) -> Road:
    both_road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    return both_road


async def until_said(road: Road, count: int) -> None:
    """Let the others run until the far side has seen so many messages."""
    async with asyncio.timeout(20):
        while len(road.channel.said) < count:
            await asyncio.sleep(0.001)  # the drain works in threads: poll, with a limit


async def test_two_drainers_of_a_lane_send_once(road: Road) -> None:
    road.tick(MORNING)
    road.channel.gate = asyncio.Event()
    first = asyncio.create_task(road.drain()(LANE))
    await until_said(road, 1)

    assert await road.drain()(LANE) == 0
    road.channel.gate.set()
    assert await first == 1
    assert road.deliveries() == [("sent", 1)]


async def test_many_drainers_at_once_send_once(road: Road) -> None:
    road.tick(MORNING)

    assert sum(await asyncio.gather(*(road.drain()(LANE) for _ in range(4)))) == 1
    assert road.channel.told() == [SEVEN]


async def test_frozen_drainer_writes_nothing_over_the_other(road: Road) -> None:
    road.tick(MORNING)
    frozen, gate = road.channel, asyncio.Event()
    frozen.gate = gate
    frozen.answers.append(lambda: Sent("late"))
    asleep = asyncio.create_task(road.drain()(LANE))
    await until_said(road, 1)

    frozen.gate = None
    frozen.answers.appendleft(Sent("taken over"))
    other = road.drain()
    await road.wait_out(other)
    await other(LANE)
    gate.set()
    await asleep

    assert [said.notice.possible_duplicate for said in frozen.said] == [False, True]
    assert road.province.rows("SELECT state, message_id FROM delivery") == [("sent", "taken over")]
    assert len(road.ledger("message sent")) == 1


async def test_cancelled_drainer_loses_nothing(road: Road) -> None:
    road.tick(MORNING)
    road.channel.gate = asyncio.Event()
    task = asyncio.create_task(road.drain()(LANE))
    await until_said(road, 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    road.channel.gate = None
    assert road.tick("2024-07-22 08:00:02") == [LANE]
    await road.drain()(LANE)
    assert [said.notice.possible_duplicate for said in road.channel.said] == [False, True]


async def test_lane_of_a_dead_drainer_is_taken_after_its_lease(
    road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with road.province.database.write() as session:
        assert lanes.take(session, LANE, "dead", now=at(MORNING))
    road.tick(MORNING)
    other = road.drain()

    await road.wait_out(other)
    assert road.channel.told() == []
    await other(LANE)
    assert road.channel.told() == [SEVEN]
    waits = [r.getMessage() for r in caplog.records if "held by another process" in r.getMessage()]
    assert len(waits) == 1 and LANE in waits[0]


async def test_lane_of_a_living_drainer_is_never_taken(road: Road) -> None:
    """Whatever its clock shows: only whether it goes on counts."""
    with road.province.database.write() as session:
        lanes.take(session, LANE, "alive", now=at(MORNING) - timedelta(hours=7))
    road.tick(MORNING)
    other = road.drain()
    for minute in range(60):
        await other(LANE)
        await road.clock.sleep(2)
        with road.province.database.write() as session:
            then = at(MORNING) + timedelta(minutes=minute - 420)
            assert lanes.renew(session, ["alive"], now=then) == {"alive"}
    assert road.channel.said == []


async def test_database_that_was_away_makes_nobody_dead(road: Road) -> None:
    """Nobody could give a sign of life meanwhile, nor look for one."""
    with road.province.database.write() as session:
        lanes.take(session, LANE, "alive", now=at(MORNING))
    road.tick(MORNING)
    other = road.drain()
    await other(LANE)
    await road.clock.sleep(300)
    await other(LANE)
    assert road.channel.said == []


async def test_sender_that_slept_sends_nothing_more_of_a_lane_that_was_taken(road: Road) -> None:
    """Of eight in hand those that had not left are another's now, also when that one is done."""
    road.province.units = organisation(9)
    road.province.open().apply(definition(duty(owed_by={"all": True})), now=START)
    road.tick(MORNING)
    sleeper, gate = road.drain(), asyncio.Event()
    is_ours = sleeper._keeper.is_ours

    async def asleep(hold: Hold) -> bool:
        await gate.wait()
        return await is_ours(hold)

    sleeper._keeper.is_ours = asleep  # type: ignore[method-assign]
    sleeping = asyncio.create_task(sleeper(LANE))
    async with asyncio.timeout(20):
        while "claimed" not in [state for state, _attempts in road.deliveries()]:
            await asyncio.sleep(0.001)
    other = road.drain()
    await road.wait_out(other)
    while await other(LANE):
        pass
    told = road.channel.told()
    gate.set()
    await sleeping

    assert len(told) == len({unit for unit, *_ in told})
    assert road.channel.said == []
    assert {state for state, _attempts in road.deliveries()} == {"sent"}


async def test_sender_that_slept_goes_on_where_nobody_took_its_lane(road: Road) -> None:
    road.tick(MORNING)
    drain = road.drain()
    async with drain._keeper.holding(LANE) as hold:
        with road.province.database.write() as session:
            assert drain._keeper.keep(session, hold)
        await road.clock.sleep(LEASE.total_seconds() * 3)
        assert await drain._keeper.is_ours(hold)
        with road.province.database.write() as session:
            lanes.release(session, LANE, hold.holder)
        await road.clock.sleep(LEASE.total_seconds())
        assert not await drain._keeper.is_ours(hold)


async def test_sign_of_life_is_given_during_one_long_send(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "HEARTBEAT_SECONDS", 0.01)
    road.tick(MORNING)
    road.channel.gate = asyncio.Event()
    sending = asyncio.create_task(road.drain()(LANE))
    await until_said(road, 1)
    road.clock.advance_to(at("2024-07-22 08:30"))
    async with asyncio.timeout(20):
        while road.province.rows(f"SELECT 1 FROM lane WHERE held_until < '{LATER}'"):
            await asyncio.sleep(0.005)  # poll, with a limit
    road.channel.gate.set()
    await sending
    assert road.province.rows("SELECT holder, held_until FROM lane") == [(None, None)]


async def test_lane_without_channel_waits(road: Road) -> None:
    road.tick(MORNING)

    assert await road.drain()("tg-khac") == 0
    assert road.deliveries() == [("queued", 0)]


async def test_what_was_handed_in_meanwhile_is_not_said(road: Road) -> None:
    road.tick(MORNING)
    road.province.execute("UPDATE obligation SET state = 'submitted'")

    assert await road.pass_at("2024-07-22 08:01") == []
    assert road.deliveries() == [("dropped", 0)]
    assert "submitted" in road.ledger("message not said")[0]


async def test_what_was_withdrawn_meanwhile_is_not_said(road: Road) -> None:
    road.tick(MORNING)
    road.province.apply(definition(duty("khac", owed_by={"ids": ["u2"]})), now=at(MORNING))

    assert await road.pass_at("2024-07-22 08:01") == [("u2@", "u2", "before-7wd")]


async def test_what_was_moved_meanwhile_is_said_as_moved(road: Road) -> None:
    road.tick(MORNING)
    moved = duty(owed_by={"ids": ["u1"]}, due={"by": "08-30"})
    road.province.apply(definition(moved), now=at(MORNING))

    assert await road.pass_at("2024-07-22 08:01") == [("u1@", "u1", "moved")]


async def test_what_was_moved_twice_is_said_once(road: Road) -> None:
    await road.pass_at(MORNING)
    for day in ("08-30", "08-29"):
        moved = duty(owed_by={"ids": ["u1"]}, due={"by": day})
        road.province.apply(definition(moved), now=at("2024-07-22 09:00"))
        road.tick("2024-07-22 09:00")
    await road.drain()(LANE)

    said = road.channel.said[-1].notice.items
    assert [(str(item.step), item.due_at) for item in said] == [("moved", at("2024-08-29 17:00"))]
    assert len(road.channel.said) == 1


async def test_what_lost_its_day_meanwhile_is_not_said(road: Road) -> None:
    road.tick(MORNING)
    undated = duty(owed_by={"ids": ["u1"]}).model_copy(update={"due": None})
    road.province.apply(definition(undated), now=at(MORNING))

    assert await road.pass_at("2024-07-22 08:01") == []
    assert road.deliveries() == [("dropped", 0)]


async def test_what_lost_and_got_back_its_day_is_said_as_moved(road: Road) -> None:
    await road.pass_at(MORNING)
    undated = duty(owed_by={"ids": ["u1"]}).model_copy(update={"due": None})
    road.province.apply(definition(undated), now=at("2024-07-22 09:00"))
    again = duty(owed_by={"ids": ["u1"]}, due={"by": "08-30"})
    road.province.apply(definition(again), now=at("2024-07-22 09:30"))

    assert await road.pass_at("2024-07-22 10:00") == [("u1@", "u1", "moved")]


async def test_deadline_of_one_unit_moved_meanwhile_is_not_said(road: Road) -> None:
    road.tick(MORNING)
    road.province.execute("UPDATE obligation SET due_at = '2024-08-30 10:00:00+00:00'")

    assert await road.pass_at("2024-07-22 08:01") == []


async def test_reworded_meanwhile_is_said_in_the_new_words(road: Road) -> None:
    road.tick(MORNING)
    worded = duty(owed_by={"ids": ["u1"]}, title="Báo cáo sơ kết")
    road.province.apply(definition(worded), now=at(MORNING))
    road.tick("2024-07-22 08:01")
    await road.drain()(LANE)

    assert [item.duty for said in road.channel.said for item in said.notice.items] == [
        "Báo cáo sơ kết"
    ]


async def test_who_no_longer_holds_the_post_is_not_told(road: Road) -> None:
    road.tick(MORNING)
    road.province.bind("u1", "new@", now=at("2024-07-22 08:00:30"))

    assert await road.pass_at("2024-07-22 08:01") == [("new@", "u1", "before-7wd")]


async def test_word_to_a_post_no_longer_held_swallows_no_other(road: Road) -> None:
    """One chat, two posts, both told of u1; the later word goes to the post that was given up."""
    road.province.bind("u0", "u1@", now=START)
    road.province.execute("UPDATE reminder SET recipients = 'head,standing_body'")
    road.tick(MORNING)
    road.province.execute(
        "UPDATE holder SET until_at = '2024-07-22 00:30:00+00:00' WHERE until_at IS NULL "
        "AND post_id = (SELECT post.id FROM post JOIN unit ON unit.id = unit_id WHERE code = 'u0')"
    )

    assert await road.pass_at("2024-07-22 08:01") == [SEVEN]


async def test_a_long_lane_is_emptied_though_much_of_it_is_moot(road: Road) -> None:
    road.province.units = organisation(40)
    road.province.open().apply(definition(duty(owed_by={"all": True})), now=START)
    road.tick(MORNING)
    road.province.execute(
        "UPDATE obligation SET state = 'submitted' WHERE unit_id IN "
        "(SELECT id FROM unit WHERE code NOT IN ('u38', 'u39'))"
    )

    told = await road.pass_at("2024-07-22 08:01")
    assert sorted(unit for _, unit, _ in told) == ["u38", "u39"]


async def test_two_issuers_on_one_lane_never_mix(road: Road) -> None:
    theirs = Province(
        road.province.database, organisation(3, issuer={"id": "lc", "name": "UBND Lai Châu"})
    ).open()
    theirs.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    road.tick(MORNING)
    await road.drain()(LANE)

    assert sorted(said.notice.issuer for said in road.channel.said) == [
        "UBND Lai Châu",
        "UBND tỉnh",
    ]
    assert [len(said.notice.items) for said in road.channel.said] == [1, 1]
