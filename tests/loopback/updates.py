"""Updates waiting to be fetched or pushed, and the bell that wakes who waits for them."""

import asyncio
from dataclasses import dataclass, field

from tests.loopback.envelope import JsonDict

# Telegram leaves these out unless they are asked for.
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Bell:
    """Wakes everyone who waits; may be rung from another thread."""

    def __init__(self) -> None:
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def ring(self) -> None:
        waiting, self._waiting = self._waiting, []
        for loop, event in waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    async def wait(self, seconds: float) -> None:
        """Return at the next ring, or after `seconds` of real time."""
        event = asyncio.Event()
        ticket = (asyncio.get_running_loop(), event)
        self._waiting.append(ticket)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            if ticket in self._waiting:
                self._waiting.remove(ticket)


@dataclass
class Updates:
    """One bot's updates, oldest first. `turn` numbers the polls: a new one ends the one before."""

    bell: Bell = field(default_factory=Bell)
    allowed: frozenset[str] = frozenset()
    waiting: list[JsonDict] = field(default_factory=list)
    delivered: list[JsonDict] = field(default_factory=list)
    turn: int = 0
    polling: bool = False
    last_id: int = 100

    def push(self, kind: str, payload: JsonDict) -> int:
        """The new update's id; 0 when the bot does not want this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in UNASKED
        if not wanted:
            return 0
        self.last_id += 1
        self.waiting.append({"update_id": self.last_id, kind: payload})
        self.bell.ring()
        return self.last_id

    def confirm(self, offset: int) -> None:
        """Drop what is older than `offset`; a negative one keeps only the last so many."""
        if offset < 0:
            offset = min([u["update_id"] for u in self.waiting[offset:]], default=0)
        done = [u for u in self.waiting if u["update_id"] < offset]
        self.waiting = [u for u in self.waiting if u["update_id"] >= offset]
        self.delivered += done

    def repeat(self, count: int = 1) -> None:
        """Deliver the last `count` confirmed updates again, as Telegram does now and then."""
        again = self.delivered[-count:]
        self.delivered = self.delivered[: -len(again)] if again else self.delivered
        self.waiting = again + self.waiting
        self.bell.ring()

    def reverse(self) -> None:
        """Hand out what waits in the wrong order."""
        self.waiting.reverse()
