"""A clock on which many wait at once, and time jumps to the next who wakes."""

import asyncio
import heapq
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

SETTLE_ROUNDS = 12  # steps of the loop after which everything that could run has run


class SimulatedClock:
    """The only sleeping in a simulation is on this clock; `run` drives it."""

    def __init__(self, start: datetime = datetime(2024, 6, 25, 1, tzinfo=UTC)) -> None:
        self.start = self._now = start
        self._sleepers: list[tuple[datetime, int, asyncio.Event]] = []
        self._count = 0
        self._set_by = timedelta(0)

    def now(self) -> datetime:
        return self._now

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return (self._now - self.start).total_seconds()

    def set_back(self, hours: int) -> None:
        """As when somebody corrects the machine's clock."""
        self.set_by(timedelta(hours=-hours))

    def set_by(self, jump: timedelta) -> None:
        """As when somebody sets the machine's clock back or ahead, while nobody sleeps."""
        self._now += jump
        self._set_by += jump

    def steady(self) -> float:
        return (self._now - self._set_by - self.start).total_seconds()

    async def sleep(self, seconds: float) -> None:
        self._count += 1
        event = asyncio.Event()
        wakes_at = self._now + timedelta(seconds=max(seconds, 0))
        heapq.heappush(self._sleepers, (wakes_at, self._count, event))
        await event.wait()

    async def run(self, *works: Coroutine[Any, Any, None]) -> None:
        """Run `works` to their end in simulated time."""
        tasks = [asyncio.ensure_future(work) for work in works]
        while not all(task.done() for task in tasks):
            for _ in range(SETTLE_ROUNDS):
                await asyncio.sleep(0)
            if self._sleepers:
                self._now, _, event = heapq.heappop(self._sleepers)
                event.set()
        await asyncio.gather(*tasks)
