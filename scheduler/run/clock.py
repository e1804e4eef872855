"""The one place that reads the time. Everything below is told `now`."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Time at the rim: what it is, and waiting for it to pass."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Return when `seconds` of this clock's time have passed."""


class WallClock:
    """Real time; with `start`, real pace from that instant on (`thidua serve --at`)."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = start - datetime.now(UTC) if start else timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class RehearsalClock:
    """Time that passes only when somebody waits: a year runs in seconds."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=max(seconds, 0))
        await asyncio.sleep(0)

    def advance_to(self, instant: datetime) -> None:
        """Jump forward to `instant`; an earlier one changes nothing."""
        self._now = max(self._now, instant.astimezone(UTC))


def monotonic() -> float:
    """Seconds that never go back, for deadlines inside this process only."""
    return time.monotonic()
