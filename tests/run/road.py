"""The whole road in one process: a province, a clock that obeys, a channel that answers as it is told to."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from scheduler.clock import RehearsalClock
from scheduler.dates.office import Office
from scheduler.run.engines import local
from scheduler.run.firing.tick import tick
from scheduler.run.outcome import Outcome, Sent
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.store.lease import LEASE
from tests.build import OFFICE, Province, at

LANE = "tg-pt"
Answer = Outcome | Exception | Callable[[], Outcome]


@dataclass(frozen=True)
class Said:
    """One message the far side saw."""

    at: datetime
    address: str
    notice: Notice

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Unit and step of each item."""
        return [(item.reference.rsplit("/", 1)[1], str(item.step)) for item in self.notice.items]


@dataclass
class ScriptedChannel:
    """A channel: it notes what it is given, and answers from `answers`; when those are used up, Sent."""

    answers: deque[Answer] = field(default_factory=deque)
    health: deque[Outcome] = field(default_factory=deque)  # what `check` answers; then: well
    said: list[Said] = field(default_factory=list)
    gate: asyncio.Event | None = None  # when set, sending waits for it

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        """Note `notice`, wait for the gate, and answer."""
        self.said.append(Said(notice.now, address, notice))
        if self.gate:
            await self.gate.wait()
        answer = self.answers.popleft() if self.answers else Sent(str(len(self.said)))
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else answer

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        """Nothing to see: these tests are about what is said anew."""
        return Sent(message_id)

    async def check(self) -> Outcome:
        """Well, unless told otherwise."""
        return self.health.popleft() if self.health else Sent("")

    def told(self) -> list[tuple[str, str, str]]:
        """Address, unit and step of everything said so far, in order; and forget it."""
        found = [(one.address, *step) for one in self.said for step in one.steps]
        self.said.clear()
        return found


@dataclass
class Road:
    """Tick and drain by hand."""

    province: Province
    clock: RehearsalClock = field(default_factory=lambda: RehearsalClock(at("2024-01-15 09:00")))
    channel: ScriptedChannel = field(default_factory=ScriptedChannel)
    office: Office = OFFICE

    def drain(self) -> Drain:
        """A drain of a process of its own."""
        return Drain(self.province.database, {LANE: self.channel}, self.office, self.clock)

    def tick(self, now: str) -> list[str]:
        """Tick at that time in Hà Nội; the lanes with mail."""
        self.clock.advance_to(at(now))
        return tick(self.province.database, self.office, now=self.clock.now())

    async def wait_out(self, drain: Drain) -> None:
        """Let `drain` look at its lane as often as ticks come, for as long as a holder may be silent."""
        for _ in range(ceil(LEASE.total_seconds() / local.EVERY_SECONDS)):
            await drain(LANE)
            await self.clock.sleep(local.EVERY_SECONDS)

    async def pass_at(self, now: str) -> list[tuple[str, str, str]]:
        """One pass of the engine at that time; what was told: address, unit, step."""
        for lane in self.tick(now):
            await self.drain()(lane)
        return self.channel.told()

    def ledger(self, kind: str) -> list[str]:
        """Data of the entries of that kind, in order."""
        rows = self.province.rows("SELECT kind, data FROM ledger ORDER BY seq")
        return [data for found, data in rows if found == kind]

    def deliveries(self) -> list[tuple[str, int]]:
        """State and attempts of every delivery, in order."""
        return self.province.rows("SELECT state, attempts FROM delivery ORDER BY id")
