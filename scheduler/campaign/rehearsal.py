"""A year in seconds: the real agenda and outbox on a clock that jumps, and a channel that keeps what it is given."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scheduler.clock import Clock, RehearsalClock
from scheduler.dates.office import Office
from scheduler.definition.organisation import Organisation, Unit
from scheduler.installation import Installation
from scheduler.run.firing.tick import tick
from scheduler.run.firing.wake import next_at
from scheduler.run.outcome import Outcome, Sent
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.store import copies
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.serving import Fault, note
from scheduler.store.tables import AnnouncementItem, Item, Lane, Post
from scheduler.store.tables import Unit as UnitRow
from scheduler.store.tables.announcement import UNHEARD
from scheduler.store.tables.outbox import UNREACHABLE

FIRST_ADDRESS = 1_000_001
Look = Callable[[Notice], str]  # the words of a notice as its reader sees them
Progress = Callable[[datetime], None]  # told each instant passed
T = TypeVar("T")
# what an Installation has of files, which need not be read again
_READ_ONCE = ("catalogue", "policies", "templates", "calendar", "office")
_REHEARSING: ContextVar[bool] = ContextVar("rehearsing", default=False)


@dataclass(frozen=True)
class Message:
    """One message of the rehearsal: when (aware, in the issuer's zone), to whom (short name and id), and its words."""

    at: datetime
    issuer: str
    unit_id: str  # as the units file has it
    unit: str
    post: str
    text: str


@dataclass(frozen=True)
class Transcript:
    """What a rehearsal said, oldest first; which units it says nothing to, as they read mail, and which have no way."""

    messages: tuple[Message, ...]
    unreachable: tuple[str, ...]
    by_mail: tuple[str, ...] = ()

    def a_day(self) -> Counter[tuple[str, date]]:
        """Messages a person (unit and post) a day."""
        return Counter((f"{one.unit} ({one.post})", one.at.date()) for one in self.messages)


@dataclass
class Kept:
    """What one address was told at an instant, in the words it has now."""

    at: datetime
    address: str
    text: str


@dataclass(frozen=True)
class KeepingChannel:
    """Says nothing to anybody: appends to `kept` what it is given, as `look` words it. A message's id is its place."""

    kept: list[Kept]
    look: Look
    clock: Clock

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        """Keep `notice`."""
        self.kept.append(Kept(self.clock.now(), address, self.look(notice)))
        return Sent(str(len(self.kept) - 1))

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        """Keep the words of `notice` in place of those before."""
        self.kept[int(message_id)].text = self.look(notice)
        return Sent(message_id)

    async def check(self) -> Outcome:
        """Always there."""
        return Sent("")


@dataclass
class Rehearsal:
    """Runs the agenda of `database` for the units of `organisations`, whose heads get invented addresses."""

    database: Database
    office: Office
    clock: RehearsalClock
    organisations: Sequence[Organisation]
    look: Look

    async def run(self, until: datetime, *, progress: Progress) -> Transcript:
        """From the clock's instant to `until` (not within); `progress` is told each instant passed."""
        readers = self._bind()
        kept: list[Kept] = []
        channel = KeepingChannel(kept, self.look, self.clock)
        channels = {organisation.issuer.lane: channel for organisation in self.organisations}
        drain = Drain(self.database, channels, self.office, self.clock, rehearsal=True)
        await pass_time(drain, list(channels), until, progress)
        messages = (
            self._message(readers[one.address], one) for one in kept if one.address in readers
        )
        untold = self._untold()
        return Transcript(
            tuple(messages),
            unreachable=tuple(name for name, by_mail in untold if not by_mail),
            by_mail=tuple(name for name, by_mail in untold if by_mail),
        )

    def _bind(self) -> dict[str, tuple[Organisation, Unit]]:
        readers: dict[str, tuple[Organisation, Unit]] = {}
        rehearsed = {organisation.issuer.lane for organisation in self.organisations}
        with self.database.write() as session:
            lanes = session.exec(select(Lane.id)).all()
            faults = {lane: None if lane in rehearsed else Fault.NO_TOKEN for lane in lanes}
            note(session, faults, now=self.clock.now())
            for organisation in self.organisations:
                for unit in _by_telegram(organisation.units):
                    address = str(FIRST_ADDRESS + len(readers))
                    readers[address] = (organisation, unit)
                    self._bind_one(session, organisation, unit, address)
        return readers

    def _bind_one(
        self, session: Session, organisation: Organisation, unit: Unit, address: str
    ) -> None:
        bind(
            session,
            find_unit(session, unit.id, issuer_id=organisation.issuer.id),
            address=address,
            actor="rehearsal",
            now=self.clock.now(),
        )

    def _message(self, to: tuple[Organisation, Unit], kept: Kept) -> Message:
        organisation, unit = to
        local = kept.at.astimezone(ZoneInfo(organisation.issuer.timezone))
        name = unit.short or unit.name
        issuer = organisation.issuer.id
        return Message(local, issuer, unit.id, name, unit.head_title, kept.text)

    def _untold(self) -> list[tuple[str, bool]]:
        """Names of units something could not be told to, and whether they have a mailbox."""
        boxes = {
            (organisation.issuer.id, unit.id)
            for organisation in self.organisations
            for unit in organisation.units
            if unit.email
        }
        mine = [organisation.issuer.id for organisation in self.organisations]
        query = (
            select(UnitRow.name, UnitRow.issuer_id, UnitRow.code)
            .join(Post, col(Post.unit_id) == UnitRow.id)
            .join(Item, col(Item.post_id) == Post.id)
            .where(UNREACHABLE, col(UnitRow.issuer_id).in_(mine))
            .distinct()
        )
        unheard = (
            select(UnitRow.name, UnitRow.issuer_id, UnitRow.code)
            .join(AnnouncementItem, col(AnnouncementItem.unit_id) == UnitRow.id)
            .where(UNHEARD, col(UnitRow.issuer_id).in_(mine))
        )
        with self.database.read() as session:
            found = {*session.exec(query), *session.exec(unheard)}
        return sorted((name, (issuer, code) in boxes) for name, issuer, code in found)


def _by_telegram(units: Sequence[Unit]) -> Iterable[Unit]:
    """Units that read Telegram; all of them when the file names no channels at all."""
    return [unit for unit in units if "telegram" in unit.channels] or (
        () if any(unit.channels for unit in units) else units
    )


def rehearsal_context(
    installation: Installation, folder: Path, start: datetime, *, author: str
) -> Installation:
    """The same installation over an empty database in `folder`, at `start`; the ledger names `author`."""
    file = folder / "rehearsal.sqlite3"
    made = replace(
        installation,
        database_url=f"sqlite:///{file}",
        clock=RehearsalClock(start),
        author=author,
    )
    read = {name: value for name, value in vars(installation).items() if name in _READ_ONCE}
    vars(made).update(read, database=copies.open_passing(file, now=start))
    return made


def rehearse(
    installation: Installation,
    organisations: Sequence[Organisation],
    *,
    until: datetime,
    look: Look,
    progress: Callable[[datetime], None],
) -> Transcript:
    """What the units of `organisations` are told from now to `until` (not within); see `rehearsal_context`.

    `look` says how a notice reads, `progress` is told each instant passed. Runs an event loop of its own.
    """
    clock = installation.clock
    assert isinstance(clock, RehearsalClock), "made by rehearsal_context"
    rehearsal = Rehearsal(installation.database, installation.office, clock, organisations, look)
    return run_alone(rehearsal.run(until, progress=progress))


async def pass_time(
    drain: Drain, lanes: Sequence[str], until: datetime, progress: Progress
) -> None:
    """Let everything happen that is due from the instant of `drain`'s clock, a RehearsalClock, to `until` (not within).

    `progress` may end it by raising.
    """
    clock = drain.clock
    assert isinstance(clock, RehearsalClock), "made by rehearsal_context"
    while clock.now() < until:
        for lane in tick(drain.database, drain.office, now=clock.now()):
            await drain(lane)
        progress(clock.now())
        with drain.database.read() as session:
            following = next_at(session, list(lanes), now=clock.now())
        if following is None:
            return
        clock.advance_to(following)


def run_alone(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns, on an event loop of its own whose threads are none: nothing there waits for a far side.

    Our log says nothing of it that is no warning: no message left.
    """
    token = _REHEARSING.set(True)
    try:
        with asyncio.Runner() as runner:  # which takes the context it begins in
            runner.get_loop().set_default_executor(_Inline(1))
            return runner.run(work)
    finally:
        _REHEARSING.reset(token)


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """A filter of our log: what is said within a rehearsal happened to nobody."""
    return record.levelno >= logging.WARNING or not _REHEARSING.get()


class _Inline(ThreadPoolExecutor):
    """Does at once what it is given: handing ten thousand small writes to a thread takes longer than doing them."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:
            done.set_exception(error)
        return done
