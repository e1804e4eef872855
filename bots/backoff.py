"""How the far side of a channel has been failing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.spell import Spell

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)


@dataclass
class Trouble:
    """How the server has been failing: calls that fail together count once, and wait for the same instant."""

    until: datetime
    spell: Spell
    failures: int = 0

    def failed(self, now: datetime, fault: str) -> datetime:
        """When to try again: 5 s after the first failure, doubling up to 5 min. The log says `fault` once."""
        self.spell.failed(fault)
        waits = now < self.until <= now + LONGEST_PAUSE  # further off: the clock was set back since
        if not waits:
            self.failures += 1
            pause = FIRST_PAUSE * 2 ** min(self.failures - 1, 10)
            self.until = now + min(pause, LONGEST_PAUSE)
        return self.until

    def over(self) -> None:
        """Something got through."""
        self.spell.over()
        self.failures = 0
