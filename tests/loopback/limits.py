"""Telegram's limits, enforced as it does: a 429 that says how long to wait."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

OVERALL, OVERALL_SPAN = 30, timedelta(seconds=1)
GROUP, GROUP_SPAN = 20, timedelta(minutes=1)
PRIVATE_BURST = 3  # Telegram lets a short burst pass before it insists on one a second


@dataclass
class _Window:
    """At most `size` admissions in any `span`."""

    size: int
    span: timedelta
    admitted: deque[datetime] = field(default_factory=deque)

    def wait(self, now: datetime) -> float:
        while self.admitted and self.admitted[0] <= now - self.span:
            self.admitted.popleft()
        if len(self.admitted) < self.size:
            return 0
        return (self.admitted[0] + self.span - now).total_seconds()

    def admit(self, now: datetime) -> None:
        self.admitted.append(now)


@dataclass
class _Bucket:
    """One a second, after a burst of PRIVATE_BURST."""

    full_at: datetime | None = None

    def wait(self, now: datetime) -> float:
        ahead = (self.full_at - now).total_seconds() if self.full_at else 0
        return max(ahead - (PRIVATE_BURST - 1), 0)

    def admit(self, now: datetime) -> None:
        self.full_at = max(self.full_at or now, now) + timedelta(seconds=1)


def _group() -> _Window:
    return _Window(GROUP, GROUP_SPAN)


@dataclass
class Limits:
    """30 a second overall, 1 a second a person, 20 a minute a group; what was refused does not count."""

    enforced: bool = True
    refusals: int = 0
    _overall: _Window = field(default_factory=lambda: _Window(OVERALL, OVERALL_SPAN))
    _people: dict[int, _Bucket] = field(default_factory=lambda: defaultdict(_Bucket))
    _groups: dict[int, _Window] = field(default_factory=lambda: defaultdict(_group))

    def admit(self, chat_id: int, *, now: datetime) -> int:
        """0, or the whole seconds to wait before trying again."""
        if not self.enforced:
            return 0
        chat = self._people[chat_id] if chat_id > 0 else self._groups[chat_id]
        wait = max(self._overall.wait(now), chat.wait(now))
        if wait > 0:
            self.refusals += 1
            return math.ceil(wait)
        self._overall.admit(now)
        chat.admit(now)
        return 0
