"""One bot at work: a token refused, at start or in between, rests its lanes; one known again is served again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from config.attendance import Attendance
from scheduler.store.serving import Fault as LaneFault
from scheduler.store.tables import Lane
from tests.bots.telegram.receiving import CHAT, LANE, Bot
from tests.loopback import Fault, FaultKind


class Installation:
    """The two parts of a context that attendance asks for."""

    def __init__(self, bot: Bot) -> None:
        self.database, self.clock = bot.database, bot.clock


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door).open()


@contextlib.asynccontextmanager
async def attending(bot: Bot) -> AsyncIterator[Attendance]:
    channel = bot.channel()
    attendance = Attendance(
        Installation(bot),  # type: ignore[arg-type]
        channel,
        bot.receiver(channel),
        refused={LANE: LaneFault.TOKEN_REFUSED},
        settings="THIDUA_TELEGRAM_TOKEN",
        again_seconds=0.05,
    )
    stop = asyncio.Event()
    running = asyncio.create_task(attendance.run(stop))
    try:
        yield attendance
    finally:
        stop.set()
        await asyncio.wait_for(running, 10)
        await channel.close()


def fault(bot: Bot) -> str | None:
    with bot.database.read() as session:
        lane = session.get_one(Lane, LANE)
        return lane.fault if lane.checked_at else "not looked at"


def refuse(bot: Bot, count: int = -1) -> None:
    bot.loopback.order(Fault(FaultKind.UNAUTHORIZED, count=count))


async def test_token_refused_at_start_rests_the_lane_and_says_where_to_look(bot, loopback, caplog):
    refuse(bot)
    async with attending(bot) as attendance:
        await bot.until(lambda: fault(bot) == "token_refused")
        await bot.until(lambda: attendance.receiver.health.fault == "token refused")
    (told,) = {r.getMessage() for r in caplog.records if r.levelname == "ERROR"}
    assert f"token of {LANE}" in told and "THIDUA_TELEGRAM_TOKEN" in told


async def test_token_refused_in_between_rests_the_lane_until_it_is_known_again(bot, loopback):
    async with attending(bot) as attendance:
        await bot.until(lambda: fault(bot) is None and attendance.receiver.health.ready)
        refuse(bot)
        loopback.say(CHAT, "wake the poll")
        await bot.until(lambda: fault(bot) == "token_refused")
        assert not attendance.receiver.health.ready
        loopback.account().faults.clear()
        await bot.until(lambda: fault(bot) is None)
        await bot.until(lambda: "Nghe: wake the poll" in bot.texts())


async def test_single_refusal_is_a_slip(bot, loopback):
    refuse(bot, 1)
    async with attending(bot) as attendance:
        await bot.until(lambda: attendance.receiver.health.ready)
        await bot.until(lambda: fault(bot) is None)
