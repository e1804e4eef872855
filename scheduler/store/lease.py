"""Leases: who holds a lane, and whether they still live. No clock of two machines is compared.

Who holds one gives a sign of life every few seconds. Who waits for it looks whether that goes on, and measures how
long it has not by a clock of its own that nobody sets.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

LEASE = timedelta(seconds=9)  # without a sign of life until another takes over
HEARTBEAT_SECONDS = 3.0  # between two signs
FRESH = timedelta(seconds=5)  # since the last sign; on an older one nothing is begun without asking
LONGEST_LOOK = 4.0  # seconds between two looks that count: the database may have been away


@dataclass(frozen=True)
class Sign:
    """The last sign of life of `holder`: until when it meant to hold the lease, by its own clock."""

    holder: str
    until: datetime | None


@dataclass
class _Seen:
    sign: Sign
    looked_at: float
    silent: float = 0.0  # seconds


@dataclass
class Vigil:
    """What one process sees of the leases it waits for. `steady`: seconds of a clock that nobody sets."""

    _seen: dict[str, _Seen] = field(default_factory=dict)

    def dead(self, lane: str) -> Sign | None:
        """The sign of who holds `lane` and has been silent for LEASE; None while they may live."""
        seen = self._seen.get(lane)
        return seen.sign if seen and seen.silent >= LEASE.total_seconds() else None

    def look(self, lane: str, sign: Sign, *, steady: float) -> bool:
        """Note that `sign` is the last one of who holds `lane`; whether nobody was seen to hold it before."""
        before = self._seen.get(lane)
        if before is None or before.sign != sign:
            self._seen[lane] = _Seen(sign, steady)
            return before is None
        before.silent += min(steady - before.looked_at, LONGEST_LOOK)
        before.looked_at = steady
        return False

    def end(self, lane: str) -> None:
        """Nobody is waited for any more."""
        self._seen.pop(lane, None)
