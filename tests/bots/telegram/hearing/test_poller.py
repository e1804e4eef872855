"""The poller: acknowledges only what is kept, survives every answer, and never fights another one."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bots.telegram.hearing import receiver
from bots.telegram.hearing.health import Backoff, Health, Way
from bots.telegram.hearing.poller import Poller
from scheduler.errors import DatabaseBusy, DiskFull
from scheduler.store import inbox, lease
from scheduler.store.tables import Lane
from tests.bots.telegram.receiving import CHAT, LANE, QUICK, Bot
from tests.loopback import Fault, FaultKind


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door).open()


async def test_nothing_is_acknowledged_before_it_is_kept(bot, loopback):
    channel, stop, kept = bot.channel(), asyncio.Event(), []

    async def keep(updates):
        if len(kept) == 2:
            stop.set()
        kept.append([update.id for update in updates])
        if len(kept) < 3:
            raise DiskFull("x")

    loopback.say(CHAT, "a")
    poller = Poller(channel, keep, Health(Way.POLLING), bot.clock, poll_seconds=1, backoff=QUICK)
    await asyncio.wait_for(poller.run(stop), 10)
    await channel.close()
    assert kept == [[101]] * 3
    assert loopback.account().updates.delivered == []


async def test_poller_listens_for_what_we_read_only(bot, loopback):
    async with bot.receiving() as hearing:
        await bot.until(lambda: hearing.health.ready or loopback.account().updates.allowed)
    assert loopback.account().updates.allowed == {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    }


FAULTS = ["401", "404", "409", "500", "502", "429", "drop-before", "drop-after", "stall-before"]


@pytest.mark.parametrize("kind", FAULTS)
async def test_fault_shows_as_unready_and_passes(bot, loopback, kind):
    loopback.order(Fault(FaultKind(kind), method="getUpdates", count=-1, seconds=1))
    channel, stop, health = bot.channel(), asyncio.Event(), Health(Way.POLLING, ready=True)
    heard: list[int] = []

    async def keep(updates):
        heard.extend(update.id for update in updates)

    poller = Poller(
        channel, keep, health, bot.clock, poll_seconds=1, slack_seconds=0, backoff=QUICK
    )
    running = asyncio.create_task(poller.run(stop))
    await bot.until(lambda: health.fault)
    assert not health.ready
    assert "ttttt" not in health.fault
    loopback.account().faults.clear()
    loopback.say(CHAT, "a")
    await bot.until(lambda: heard)
    assert (health.ready, health.fault) == (True, "")
    stop.set()
    await asyncio.wait_for(running, 5)
    await channel.close()


@pytest.mark.parametrize("kind", ["500", "502", "401", "drop-before"])
async def test_fault_that_lasts_is_said_in_two_lines(bot, loopback, caplog, kind):
    caplog.set_level(logging.INFO, logger="bots.telegram.hearing.poller")
    loopback.order(Fault(FaultKind(kind), method="getUpdates", count=6, seconds=1))
    channel, stop = bot.channel(), asyncio.Event()
    health = Health(Way.POLLING, ready=True)

    async def keep(_updates):
        pass

    poller = Poller(channel, keep, health, bot.clock, poll_seconds=0, backoff=QUICK, lane=LANE)
    running = asyncio.create_task(poller.run(stop))
    await bot.until(lambda: health.heard_at)
    stop.set()
    await asyncio.wait_for(running, 5)
    await channel.close()
    told = [r for r in caplog.records if r.name.startswith("bots.") or r.levelno > logging.INFO]
    assert [record.levelname for record in told] == ["WARNING", "INFO"]
    assert "after 6 failures" in told[1].getMessage() and LANE in told[0].getMessage()
    assert not any(r.exc_info or "html" in r.getMessage().lower() for r in told)


async def test_shut_door_is_waited_for(bot, loopback, door):
    async with bot.receiving() as hearing:
        await door.shut()
        await bot.until(lambda: hearing.health.fault)
        loopback.say(CHAT, "trong lúc mất mạng")
        await door.open()
        await bot.until(lambda: bot.texts() == ["Nghe: trong lúc mất mạng"])
        assert hearing.health.ready


async def test_webhook_set_before_is_removed(bot, loopback):
    channel = bot.channel()
    await channel.bot.set_webhook("http://127.0.0.1:9/old")
    loopback.say(CHAT, "a")
    async with bot.receiving(channel=channel):
        await bot.until(lambda: bot.texts() == ["Nghe: a"])


async def test_offset_is_forgotten_when_nothing_waits(bot, loopback):
    """After a week of silence ids may begin again, lower."""
    updates = loopback.account().updates
    async with bot.receiving(poll_seconds=0):
        loopback.say(CHAT, "a")
        await bot.until(lambda: bot.texts() == ["Nghe: a"])
        turn = updates.turn
        await bot.until(lambda: updates.turn > turn + 2)
        updates.last_id = 50
        loopback.say(88, "b")
        await bot.until(lambda: bot.texts(88) == ["Nghe: b"])


async def test_two_receivers_never_poll_one_lane(bot, loopback):
    async with bot.receiving() as first:
        await bot.until(lambda: first.health.way is Way.POLLING)
        async with bot.receiving() as second:
            for number in range(5):
                loopback.say(70 + number, "a")
            await bot.until(lambda: len(loopback.sent) == 5)
            assert (second.health.way, second.health.ready) == (Way.STANDBY, True)
            assert first.health.fault == ""
    assert len(loopback.sent) == 5


async def test_dead_receiver_is_followed_and_a_living_one_is_not(bot):
    with bot.database.write() as session:
        now = bot.clock.now()
        assert inbox.take(session, LANE, "first", now=now, by_force=False)
        sign = inbox.last_sign(session, LANE)
        assert not inbox.take(session, LANE, "me", now=now, by_force=False)
        later = now + timedelta(hours=7)
        assert inbox.take(session, LANE, "first", now=later, by_force=False)
        assert not inbox.take(session, LANE, "me", now=later, by_force=False, dead=sign)
        sign = inbox.last_sign(session, LANE)
        assert inbox.take(session, LANE, "me", now=now, by_force=False, dead=sign)


async def test_receiver_that_waits_takes_over_from_a_dead_one(bot, loopback, monkeypatch):
    monkeypatch.setattr(receiver, "RENEW_SECONDS", 0.02)
    monkeypatch.setattr(lease, "LEASE", timedelta(seconds=0.2))
    with bot.database.write() as session:
        inbox.take(session, LANE, "dead", now=bot.clock.now(), by_force=False)
    loopback.say(CHAT, "a")
    async with bot.receiving() as hearing:
        await bot.until(lambda: bot.texts() == ["Nghe: a"])
        assert hearing.health.way is Way.POLLING


async def test_database_that_is_away_is_not_called_another_process(
    bot, loopback, monkeypatch, caplog
):
    """Longer than a lease, from the first second on or later: nobody is heard, nobody else is, and it passes."""
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(receiver, "RENEW_SECONDS", 0.02)
    monkeypatch.setattr(receiver, "LEASE", timedelta(seconds=0.2))
    write, away = bot.database.write_unowned, asyncio.Event()

    def away_now():
        if away.is_set():
            raise DatabaseBusy("somewhere")
        return write()

    monkeypatch.setattr(bot.database, "write_unowned", away_now)
    away.set()
    async with bot.receiving() as hearing:
        await bot.until(lambda: hearing.health.fault == "the database is away")
        assert not hearing.health.ready
        away.clear()
        await bot.until(lambda: hearing.health.ready)
        away.set()
        await bot.until(lambda: hearing.health.way is Way.STANDBY)
        await bot.until(lambda: hearing.health.fault == "the database is away")
        assert not hearing.health.ready
        away.clear()
        loopback.say(CHAT, "a")
        await bot.until(lambda: bot.texts() == ["Nghe: a"])
        assert (hearing.health.ready, hearing.health.fault) == (True, "")
    assert "another process" not in caplog.text
    assert caplog.text.count("heard by nobody until the database is back") == 1


async def test_sole_process_takes_over_at_once(bot, loopback):
    with bot.database.write() as session:
        inbox.take(session, LANE, "dead", now=bot.clock.now(), by_force=False)
    loopback.say(CHAT, "a")
    async with bot.receiving(alone=True):
        await bot.until(lambda: bot.texts() == ["Nghe: a"])
    with bot.database.read() as session:
        assert session.get_one(Lane, LANE).receiver is None


def test_backoff_doubles_up_to_its_limit_and_begins_again():
    backoff = Backoff(first=0.5, longest=30)
    waits = [backoff.next() for _ in range(8)]
    backoff.over()
    assert [*waits, backoff.next()] == [0.5, 1, 2, 4, 8, 16, 30, 30, 0.5]
