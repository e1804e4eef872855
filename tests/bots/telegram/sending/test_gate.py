"""The gate keeps Telegram's limits, whatever comes, and lets answers pass first."""

import asyncio
from bisect import bisect_left
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.telegram.sending.gate import Gate, GateClosed, Priority
from tests.bots.telegram.sending.simulated_clock import SimulatedClock
from tests.loopback.limits import Limits

LATENCY = 0.15  # seconds a call takes


class Push:
    """Calls through one gate in simulated time, and the instants at which they left."""

    def __init__(self, *, latency: float = LATENCY) -> None:
        self.clock = SimulatedClock()
        self.gate = Gate(self.clock)
        self.left: list[tuple[float, int | None]] = []
        self.waits: dict[Priority, list[float]] = {priority: [] for priority in Priority}
        self.refused = 0
        self._latency = latency
        self._limits = Limits()

    async def call(
        self, chat: int | None, priority: Priority = Priority.BULK, *, at: float = 0
    ) -> None:
        await self.clock.sleep(at)
        asked = self.clock.elapsed
        async with self.gate.passing(chat, priority):
            self.left.append((self.clock.elapsed, chat))
            self.waits[priority].append(self.clock.elapsed - asked)
            if chat is not None:
                self.refused += bool(self._limits.admit(chat, now=self.clock.now()))
            await self.clock.sleep(self._latency)

    def worst_window(self) -> int:
        """Most calls in any span of one second."""
        times = [at for at, _ in self.left]
        return max(bisect_left(times, at + 1.0 - 1e-6) - i for i, at in enumerate(times))


async def test_push_of_5000_is_even_and_answers_pass_first():
    push = Push()
    bulk = [push.call(chat) for chat in range(1, 5001)]
    answers = [
        push.call(chat if n % 2 else None, Priority.ANSWER, at=0.5 + n * 0.97)
        for n, chat in enumerate(range(10_001, 10_200))
    ]
    await push.clock.run(*bulk, *answers)
    assert len(push.left) == 5199
    assert push.worst_window() <= 26
    assert push.refused == 0
    assert max(push.waits[Priority.ANSWER]) < 0.1
    assert 5199 / push.clock.elapsed >= 0.95 * 25


chats = st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, -10, -11, None])
calls = st.tuples(chats, st.sampled_from(Priority), st.floats(0, 5))


@settings(max_examples=60, deadline=None)
@given(st.lists(calls, min_size=1, max_size=120))
def test_gate_never_exceeds_a_limit(given_calls):
    push = Push()

    async def play() -> None:
        await push.clock.run(*(push.call(c, p, at=at) for c, p, at in given_calls))

    asyncio.run(play())
    assert push.refused == 0
    assert push.worst_window() <= 26
    for chat in {chat for _, chat in push.left if chat is not None}:
        times = [at for at, c in push.left if c == chat]
        rest = 1 if chat > 0 else 3.2
        assert all(b - a >= rest - 1e-6 for a, b in pairwise(times))


async def test_calls_of_one_chat_keep_their_order():
    push = Push()
    order: list[int] = []

    async def call(number: int) -> None:
        async with push.gate.passing(7):
            order.append(number)

    await push.clock.run(*(call(number) for number in range(10)))
    assert order == list(range(10))


async def test_pause_holds_answers_for_what_was_asked_and_half_a_second():
    push = Push()

    async def refused() -> None:
        await push.call(1)
        push.gate.pause(7)

    await push.clock.run(refused(), push.call(2, Priority.ANSWER, at=1))
    assert [chat for _, chat in push.left] == [1, 2]
    assert push.left[1][0] == pytest.approx(LATENCY + 7.5, abs=0.01)


async def test_pause_sends_waiting_and_coming_bulk_home():
    push = Push()
    told: list[datetime] = []

    async def bulk(chat: int, *, at: float = 0) -> None:
        try:
            await push.call(chat, at=at)
        except GateClosed as closed:
            told.append(closed.until)

    async def pause() -> None:
        await push.clock.sleep(0.1)
        push.gate.pause(7)

    await push.clock.run(pause(), *(bulk(chat) for chat in range(1, 41)), bulk(99, at=5))
    opens_at = push.clock.start + timedelta(seconds=7.6)
    assert len(push.left) == 3
    assert told == [opens_at] * 38
    await push.clock.run(push.call(1, at=7.6 - push.clock.elapsed))
    assert len(push.left) == 4


async def test_shorter_pause_does_not_end_a_longer_one():
    push = Push()
    longer = push.gate.pause(30)
    assert push.gate.pause(1) == longer
    await push.clock.run(push.call(1, Priority.ANSWER))
    assert push.left[0][0] >= 30.5


async def test_slow_line_full_of_bulk_leaves_room_for_answers():
    push = Push(latency=60)
    bulk = [push.call(chat) for chat in range(1, 20)]
    await push.clock.run(*bulk, push.call(99, Priority.ANSWER, at=10))
    assert push.waits[Priority.ANSWER] == [0]


async def test_cancelled_caller_gives_its_place_away():
    push = Push()

    async def cancel() -> None:
        waiting = [asyncio.ensure_future(push.call(chat)) for chat in range(1, 40)]
        await push.clock.sleep(0.1)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    await push.clock.run(cancel())
    await push.clock.run(*(push.call(chat) for chat in range(100, 120)))
    assert {chat for _, chat in push.left} >= set(range(100, 120))


async def test_clock_set_back_only_delays_a_little():
    clock = SimulatedClock()
    gate = Gate(clock)

    async def pass_once() -> None:
        async with gate.passing(1):
            pass

    await clock.run(pass_once())
    clock.set_back(hours=1)
    back_at = clock.now()
    await clock.run(pass_once())
    assert clock.now() - back_at <= timedelta(seconds=1.1)


async def test_clock_set_ahead_ends_no_pause():
    clock = SimulatedClock()
    gate = Gate(clock)
    gate.pause(7)
    clock.set_by(timedelta(hours=1))
    began = clock.steady()

    async def answer() -> None:
        async with gate.passing(1, Priority.ANSWER):
            pass

    await clock.run(answer())
    assert clock.steady() - began >= 7
