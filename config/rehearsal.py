"""A year in seconds: the real tables, outbox and channel, against a Bot API of our own, on a clock that jumps."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bots.telegram.loopback.server import serving
from bots.telegram.loopback.world import Loopback
from bots.telegram.sending.channel import TelegramChannel, connect
from scheduler.clock import RehearsalClock
from scheduler.dates.office import Office
from scheduler.definition.organisation import Organisation, Unit
from scheduler.run.firing.tick import tick
from scheduler.run.firing.wake import next_at
from scheduler.run.sending.drain import Drain
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.serving import Fault, note
from scheduler.store.tables import Item, Lane, Post
from scheduler.store.tables import Unit as UnitRow

FIRST_CHAT = 1_000_001
TOKEN = "{number}:rehearsal-of-lane-{lane}"


@dataclass(frozen=True)
class Told:
    """One message of the rehearsal: when (aware, in the campaign's zone), to whom (short name), and its words."""

    at: datetime
    issuer: str
    unit: str
    post: str
    text: str


@dataclass(frozen=True)
class Transcript:
    """What a rehearsal said, oldest first, and which units nobody could be reached for."""

    messages: tuple[Told, ...]
    unreachable: tuple[str, ...]

    def a_day(self) -> Counter[tuple[str, date]]:
        """Messages a person (unit and post) a day."""
        return Counter((f"{told.unit} ({told.post})", told.at.date()) for told in self.messages)


@dataclass
class Rehearsal:
    """Runs the agenda of `database` for the units of `organisations`, whose heads get invented chats."""

    database: Database
    office: Office
    clock: RehearsalClock
    organisations: Sequence[Organisation]

    async def run(self, until: datetime, *, progress: Callable[[datetime], None]) -> Transcript:
        """From the clock's instant to `until` (not within); `progress` is told each instant passed."""
        chats = self._bind()
        loopback = Loopback(clock=self.clock)
        async with serving(loopback) as door:
            channels = {
                organisation.issuer.lane: connect(
                    TOKEN.format(number=number, lane=organisation.issuer.lane),
                    clock=self.clock,
                    base_url=door.base_url,
                    one_at_a_time=True,
                )
                for number, organisation in enumerate(self.organisations, start=100_001)
            }
            try:
                await self._pass_time(channels, until, progress)
            finally:
                await asyncio.gather(*(channel.close() for channel in channels.values()))
        messages = (
            self._told(chats[seen.chat], seen.at, seen.text)
            for seen in loopback.sent
            if seen.chat in chats
        )
        return Transcript(tuple(messages), self._unreachable())

    async def _pass_time(
        self,
        channels: Mapping[str, TelegramChannel],
        until: datetime,
        progress: Callable[[datetime], None],
    ) -> None:
        drain = Drain(self.database, channels, self.office, self.clock, rehearsal=True)
        while self.clock.now() < until:
            for lane in tick(self.database, self.office, now=self.clock.now()):
                await drain(lane)
            progress(self.clock.now())
            with self.database.read() as session:
                following = next_at(session, list(channels), now=self.clock.now())
            if following is None:
                return
            self.clock.advance_to(following)

    def _bind(self) -> dict[int, tuple[Organisation, Unit]]:
        chats: dict[int, tuple[Organisation, Unit]] = {}
        rehearsed = {organisation.issuer.lane for organisation in self.organisations}
        with self.database.write() as session:
            lanes = session.exec(select(Lane.id)).all()
            faults = {lane: None if lane in rehearsed else Fault.NO_TOKEN for lane in lanes}
            note(session, faults, now=self.clock.now())
            for organisation in self.organisations:
                for unit in _by_telegram(organisation.units):
                    chat = FIRST_CHAT + len(chats)
                    chats[chat] = (organisation, unit)
                    self._bind_one(session, organisation, unit, chat)
        return chats

    def _bind_one(
        self, session: Session, organisation: Organisation, unit: Unit, chat: int
    ) -> None:
        bind(
            session,
            find_unit(session, unit.id, issuer_id=organisation.issuer.id),
            address=str(chat),
            actor="rehearsal",
            now=self.clock.now(),
        )

    def _told(self, to: tuple[Organisation, Unit], at: datetime, text: str) -> Told:
        organisation, unit = to
        local = at.astimezone(ZoneInfo(organisation.issuer.timezone))
        return Told(local, organisation.issuer.id, unit.short or unit.name, unit.head_title, text)

    def _unreachable(self) -> tuple[str, ...]:
        mine = {organisation.issuer.id for organisation in self.organisations}
        query = (
            select(UnitRow.name, UnitRow.issuer_id)
            .join(Post, col(Post.unit_id) == UnitRow.id)
            .join(Item, col(Item.post_id) == Post.id)
            .where(Item.state == "unreachable")
            .distinct()
        )
        with self.database.read() as session:
            return tuple(sorted(name for name, issuer in session.exec(query) if issuer in mine))


def _by_telegram(units: Sequence[Unit]) -> Iterable[Unit]:
    """Units that read Telegram; all of them when the file names no channels at all."""
    return [unit for unit in units if "telegram" in unit.channels] or (
        () if any(unit.channels for unit in units) else units
    )
