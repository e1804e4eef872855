"""The one place that reads the time. Everything below is told `now`."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Time at the rim: what it is, and waiting for it to pass."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC. Somebody may set it back or ahead."""

    def steady(self) -> float:
        """Seconds that pass evenly and that nobody sets: for pace, not for days."""

    async def sleep(self, seconds: float) -> None:
        """Return when `seconds` of this clock's time have passed."""


class WallClock:
    """Real time; with `start`, real pace from that instant on (`thidua serve --at`)."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = start - datetime.now(UTC) if start else timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def steady(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class RehearsalClock:
    """Time that passes only when somebody waits: a year runs in seconds."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def steady(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=max(seconds, 0))
        await asyncio.sleep(0)

    def advance_to(self, instant: datetime) -> None:
        """Jump forward to `instant`; an earlier one changes nothing."""
        self._now = max(self._now, instant.astimezone(UTC))


@dataclass(frozen=True)
class Moment:
    """An instant by two clocks: one may be set, and the other stands still while the machine sleeps."""

    wall: datetime
    steady: float

    @classmethod
    def of(cls, clock: Clock) -> "Moment":
        """The present one."""
        return cls(clock.now(), clock.steady())

    def age(self, clock: Clock) -> timedelta:
        """How long ago it was, by whichever of the two tells more."""
        return max(abs(clock.now() - self.wall), timedelta(seconds=clock.steady() - self.steady))


def monotonic() -> float:
    """Seconds that never go back, for deadlines inside this process only."""
    return time.monotonic()


# What a clock that is put right little by little may differ in a few seconds.
DRIFT = timedelta(seconds=1)


class Watch:
    """Notices that somebody set `wall`: from one question to the next it then passes otherwise than `steady`."""

    def __init__(self, wall: Clock, steady: Callable[[], float] = monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._asked_at = wall.now(), steady()

    def jump(self) -> timedelta:
        """By how much it was set since asked last, negative when back; zero for less than DRIFT."""
        (wall, steady), self._asked_at = self._asked_at, (self._wall.now(), self._steady())
        passed = timedelta(seconds=self._asked_at[1] - steady)
        jump = self._asked_at[0] - wall - passed
        return jump if abs(jump) >= DRIFT else timedelta(0)


async def pause(seconds: float, stop: asyncio.Event) -> None:
    """Wait `seconds`, or until `stop`."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
