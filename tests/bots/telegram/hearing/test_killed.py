"""kill -9 with answers in work: after a restart everybody is answered, and nothing is done twice."""

import asyncio
import contextlib
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.bots.telegram.receiving import Bot
from tests.loopback import Fault, FaultKind

ROOT = Path(__file__).parents[4]
PEOPLE = range(71, 76)
MARK = "Tin này có thể được gửi lặp; nếu đã nhận, đề nghị bỏ qua."


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door).open()


@contextlib.asynccontextmanager
async def process(bot: Bot, *more: str):
    command = [
        "-m",
        "tests.bots.telegram.hearing.receiver_process",
        str(bot.database.url),
        bot.door.base_url,
    ]
    running = await asyncio.create_subprocess_exec(sys.executable, *command, *more, cwd=ROOT)
    try:
        yield running
    finally:
        if running.returncode is None:
            running.send_signal(signal.SIGTERM)
        await asyncio.wait_for(running.wait(), 20)


async def kill(running: asyncio.subprocess.Process) -> None:
    running.kill()
    await running.wait()


def say_all(loopback) -> None:
    for chat in PEOPLE:
        loopback.say(chat, "báo cáo")


def counts(bot: Bot) -> list[int]:
    return [len(bot.texts(chat)) for chat in PEOPLE]


def is_whole(bot: Bot) -> bool:
    """Each update handled once."""
    heard = Counter(bot.heard())
    return len(heard) == len(PEOPLE) and set(heard.values()) == {1}


async def test_killed_in_the_act_answers_everybody_once(bot, loopback, tmp_path):
    held = tmp_path / "held"
    say_all(loopback)
    async with process(bot, str(held)) as running:
        await bot.until(held.exists, seconds=30)
        await kill(running)
    assert (counts(bot), len(bot.inbox())) == ([0] * 5, 5)
    async with process(bot):
        await bot.until(lambda: counts(bot) == [1] * 5, seconds=30)
    assert is_whole(bot)
    assert counts(bot) == [1] * 5


async def test_killed_while_sending_answers_everybody_once(bot, loopback):
    loopback.order(Fault(FaultKind.STALL_BEFORE, method="sendMessage", count=-1))
    say_all(loopback)
    async with process(bot) as running:
        await bot.until(lambda: sum(r.attempts for r in bot.stored_replies()) == 5, seconds=30)
        await kill(running)
    loopback.account().faults.clear()
    async with process(bot):
        await bot.until(lambda: counts(bot) == [1] * 5, seconds=30)
    assert is_whole(bot)
    assert counts(bot) == [1] * 5


async def test_killed_after_sending_doubles_only_what_was_on_its_way(bot, loopback):
    loopback.order(Fault(FaultKind.STALL_AFTER, method="sendMessage", count=2))
    say_all(loopback)
    async with process(bot) as running:
        await bot.until(lambda: counts(bot) == [1] * 5, seconds=30)
        await bot.until(lambda: sum(r.ended_at is not None for r in bot.stored_replies()) == 3)
        await kill(running)
    async with process(bot):
        await bot.until(lambda: sum(counts(bot)) == 7, seconds=30)
    assert is_whole(bot)
    assert sorted(counts(bot)) == [1, 1, 1, 2, 2]
    marked = [text.endswith(MARK) for chat in PEOPLE for text in bot.texts(chat)[1:]]
    first = [text.endswith(MARK) for chat in PEOPLE for text in bot.texts(chat)[:1]]
    assert (marked, any(first)) == ([True, True], False)


@pytest.mark.slow  # a storm; one kill at each point is proved above
async def test_killed_again_and_again_answers_everybody(database, loopback, door):
    bot = Bot(database, loopback, door).open()
    say_all(loopback)
    kills = 6
    for past in range(0, kills * 2, 2):
        async with process(bot) as running:
            await bot.until(lambda past=past: progress(bot) > past, seconds=30)
            await kill(running)
    async with process(bot):
        await bot.until(lambda: all(counts(bot)) and all(r.ended_at for r in bot.stored_replies()))
    assert is_whole(bot)
    assert all(1 <= count <= 1 + kills for count in counts(bot))


def progress(bot: Bot) -> int:
    """Grows with everything that is kept, handled and sent."""
    return len(bot.inbox()) + len(bot.stored_replies()) + sum(counts(bot))


async def test_stop_by_signal_finishes_what_is_in_work(bot, loopback):
    say_all(loopback)
    async with process(bot) as running:
        await bot.until(lambda: any(counts(bot)), seconds=30)
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 10) == 0
    async with process(bot):
        await bot.until(lambda: counts(bot) == [1] * 5, seconds=30)
    assert is_whole(bot)
    assert counts(bot) == [1] * 5
