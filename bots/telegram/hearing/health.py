"""How hearing goes: for readiness, and the pauses between tries while it does not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    POLLING = "polling"  # we ask
    WEBHOOK = "webhook"  # we are told
    STANDBY = "standby"  # another process hears; we take over when it stops


@dataclass
class Health:
    """Whether people are heard. Ready from the first success on, until something fails."""

    way: Way
    ready: bool = False
    heard_at: datetime | None = None  # the last success
    fault: str = ""  # why not, without secrets

    def well(self, *, now: datetime) -> None:
        self.ready, self.heard_at, self.fault = True, now, ""

    def ill(self, fault: str) -> None:
        self.ready, self.fault = False, fault

    def as_json(self) -> dict[str, object]:
        """For /readyz."""
        return {
            "way": self.way.value,
            "ready": self.ready,
            "heard_at": self.heard_at.isoformat() if self.heard_at else None,
            "fault": self.fault or None,
        }


@dataclass
class Backoff:
    """Seconds to wait after failures in a row: doubling, up to `longest`."""

    first: float = 0.5
    longest: float = 30.0
    failures: int = 0

    def next(self) -> float:
        """The wait after one more failure."""
        self.failures += 1
        return float(min(self.first * 2 ** min(self.failures - 1, 16), self.longest))

    def over(self) -> None:
        self.failures = 0
