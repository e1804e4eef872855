"""Emptying one lane: take a handful, send with no transaction open, record how each one ended."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlmodel import Session, col

from scheduler.clock import Clock, WallClock
from scheduler.dates.office import Office
from scheduler.errors import AWAY, ThiDuaError
from scheduler.run.firing import due
from scheduler.run.outcome import ENDED, Later, Outcome, Sent, Unknown
from scheduler.run.saying.letter import Letter, Unsayable
from scheduler.run.saying.notice import Channel
from scheduler.run.saying.wording import write_letters
from scheduler.run.sending import edits, lanes, whose
from scheduler.run.sending.holding import Hold, Keeper
from scheduler.run.sending.record import Record
from scheduler.states import DeliveryState
from scheduler.store.database import Database
from scheduler.store.tables import Delivery
from scheduler.store.tables.outbox import WAITING

log = logging.getLogger(__name__)

LEAST_CLAIM = 3  # wording three at once costs hardly more than one
OUTDATED = timedelta(seconds=50)  # what was worded so long ago is worded anew
UNSURE = timedelta(minutes=1)  # before a lane that gave no clear answer is asked again
_LONGEST_WAITING = (col(Delivery.not_before).asc(), col(Delivery.id).asc())


@dataclass(frozen=True)
class Drain:
    """Sends what waits in a lane. One of these serves all lanes of a process."""

    database: Database
    channels: Mapping[str, Channel]  # by lane
    office: Office
    clock: Clock
    wall: Clock = field(default_factory=WallClock)  # of sessions, also where `clock` is another
    rehearsal: bool = False
    handful: int = edits.HANDFUL  # in hand at once
    stopping: Callable[[], bool] = lambda: False  # when true nothing new is begun

    @cached_property
    def _keeper(self) -> Keeper:
        return Keeper(self.database, self.clock)

    @cached_property
    def _edits(self) -> edits.Edits:
        keeper, stopping = self._keeper, self.stopping
        return edits.Edits(self.database, self.office, self.clock, keeper, self.rehearsal, stopping)

    async def __call__(self, lane: str) -> int:
        """Send everything `lane` has to send now and return how many messages were tried.

        Returns at once when another process drains the lane, when it is paused, or has no channel.
        """
        channel = self.channels.get(lane)
        if channel is None:
            return 0
        began_at = self.clock.steady()
        async with self._keeper.holding(lane) as hold:
            try:
                return await self._empty(channel, hold)
            finally:
                if hold.ended:
                    told = ", ".join(f"{count} {how}" for how, count in hold.ended.items())
                    seconds = self.clock.steady() - began_at
                    log.info("lane %s: %s, in %.1f s", lane, told, seconds)

    async def _empty(self, channel: Channel, hold: Hold) -> int:
        tried = 0
        in_hand: set[asyncio.Task[bool]] = set()
        editing: asyncio.Task[bool] | None = None
        more_edits = True
        try:
            while True:
                room = self.handful - len(in_hand)
                wanted = 0 if self.stopping() or room < LEAST_CLAIM else room
                letters = await asyncio.to_thread(self._claim, hold, wanted)
                in_hand |= {asyncio.create_task(self._send(channel, hold, one)) for one in letters}
                tried += len(letters)
                if (
                    more_edits
                    and editing not in in_hand
                    and await asyncio.to_thread(self._edits.are_wanted, hold.lane)
                ):
                    editing = asyncio.create_task(self._edits.make(channel, hold))
                    in_hand.add(editing)
                if not in_hand:
                    break
                done, in_hand = await asyncio.wait(in_hand, return_when="FIRST_COMPLETED")
                results = [task.result() for task in done]  # all of them: each may raise
                more_edits = any(results)
            await self._prove(channel, hold)
        except ThiDuaError:
            # what is on its way arrives all the same: it has to be written down, else it is sent again
            await asyncio.gather(*in_hand, return_exceptions=True)
            raise
        finally:
            for task in in_hand:
                task.cancel()
        return tried

    def _claim(self, hold: Hold, room: int) -> list[Letter]:
        """Up to `room` letters that are ours alone; nothing when the lane is held, paused or empty."""
        while room:
            now = self.clock.now()
            with self.database.write_unowned() as session:
                issuers = self._own(session, hold, room, now)
                if not self._keeper.keep(session, hold):
                    return []
                if lanes.paused_until(session, hold.lane, now=now):
                    return []
                self._recover(session, hold, issuers)
                rows = self._next(session, hold.lane, issuers, room, now)
                letters = self._worded(session, rows, hold, now)
            if letters or not rows:
                return letters  # a handful of which nothing needs saying is followed by the next
        return []

    async def _prove(self, channel: Channel, hold: Hold) -> None:
        """Ask the far side of a lane whose pause is over: what waited may have gone another way."""
        if self.stopping() or not await asyncio.to_thread(self._is_unproven, hold.lane):
            return
        try:
            outcome = await channel.check()
        except Exception:  # a fault of ours must not stop the lane
            log.exception("lane %s cannot be asked how it is", hold.lane)
            return
        await asyncio.to_thread(self._write_proof, hold, outcome)

    def _is_unproven(self, lane: str) -> bool:
        with self.database.read() as session:
            return lanes.is_unproven(session, lane, now=self.clock.now())

    def _write_proof(self, hold: Hold, outcome: Outcome) -> None:
        now, lane = self.clock.now(), hold.lane
        with self.database.write_unowned() as session:
            if not self._keeper.keep(session, hold):
                return
            match outcome:
                case Sent():
                    lanes.well(session, lane, now=now)
                case Later(until, reason):
                    lanes.pause(session, lane, until=until, reason=reason, now=now)
                case _:
                    lanes.pause(session, lane, until=now + UNSURE, reason=str(outcome), now=now)

    def _worded(
        self, session: Session, rows: list[Delivery], hold: Hold, now: datetime
    ) -> list[Letter]:
        record = Record(session, hold.lane, hold.holder, now)
        claimed = []
        wall = self.wall.now()
        for letter in write_letters(
            session, rows, self.office, now=now, wall=wall, rehearsal=self.rehearsal
        ):
            if isinstance(letter, Unsayable):
                record.push_back(letter)
            elif record.claim(letter):
                claimed.append(letter)
        return claimed

    def _own(self, session: Session, hold: Hold, room: int, now: datetime) -> set[str]:
        """Issuers of what is taken in hand next, or was in hand of somebody dead."""
        free = or_(col(Delivery.state) == DeliveryState.QUEUED, _is_of_another(hold))
        which = (*_ready(hold.lane, now), free)
        return whose.own_first(session, which, order=_LONGEST_WAITING, limit=room)

    def _next(
        self, session: Session, lane: str, issuers: Collection[str], room: int, now: datetime
    ) -> list[Delivery]:
        """What may leave now of `issuers`, the longest waiting first."""
        query = (
            select(Delivery)
            .where(
                *_ready(lane, now),
                col(Delivery.state) == DeliveryState.QUEUED,
                whose.is_of(issuers),
            )
            .order_by(*_LONGEST_WAITING)
            .limit(room)
        )
        return list(session.scalars(query))

    def _recover(self, session: Session, hold: Hold, issuers: Collection[str]) -> None:
        """What a dead sender had in hand may have left: send it once more, and say that it may be double."""
        in_hand = (
            col(Delivery.state) == DeliveryState.CLAIMED,
            _is_of_another(hold),
            whose.is_of(issuers),
        )
        session.execute(
            update(Delivery)
            .where(WAITING, col(Delivery.lane_id) == hold.lane, *in_hand)
            .values(state=DeliveryState.QUEUED, claim=None, possible_duplicate=True)
            .execution_options(synchronize_session=False)
        )

    async def _send(self, channel: Channel, hold: Hold, letter: Letter) -> bool:
        """True: time has passed, and cards may have changed in it."""
        outcome = await self._try(channel, hold, letter)
        hold.ended[ENDED[type(outcome)]] += 1
        await self._record(hold, letter, outcome)
        return True

    async def _try(self, channel: Channel, hold: Hold, letter: Letter) -> Outcome:
        now = self.clock.now()
        if abs(now - letter.notice.now) > OUTDATED:
            return Later(now, "it was worded too long ago")
        if not await self._keeper.is_ours(hold):
            return Later(now, "the lane is another's")  # and then this is not written down
        try:
            return await channel.send(letter.address, letter.thread, letter.notice)
        except (
            Exception
        ) as error:  # a fault of ours must neither stop the lane nor lose the message
            log.exception("sending delivery %s failed", letter.delivery_id)
            return Unknown(type(error).__name__)

    async def _record(self, hold: Hold, letter: Letter, outcome: Outcome) -> None:
        """Raises the errors of AWAY."""
        try:
            await self._keeper.record(
                lambda: self._write_outcome(hold, letter, outcome), stopping=self.stopping
            )
        except AWAY:
            log.warning(
                "delivery %s is not recorded at the end: it may be double, and then says so",
                letter.delivery_id,
            )
            raise

    def _write_outcome(self, hold: Hold, letter: Letter, outcome: Outcome) -> None:
        with self.database.write(letter.issuer_id) as session:
            record = Record(session, hold.lane, hold.holder, self.clock.now())
            record.outcome(letter, outcome)


def _ready(lane: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What may leave by `lane` now, or is leaving.

    A card held until its morning leaves after the pass that fires what is due of its issuer by then: else it
    outruns what belongs into it, and a person hears twice.
    """
    not_before = col(Delivery.not_before)
    held_back = due.is_pending(whose.issuer_id(), by=not_before, now=now)
    return WAITING, col(Delivery.lane_id) == lane, not_before <= now, ~held_back


def _is_of_another(hold: Hold) -> ColumnElement[bool]:
    return func.coalesce(Delivery.claim, "") != hold.holder
