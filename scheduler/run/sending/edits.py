"""Cards that were said before and should say something else now: changed, or said anew where that cannot be."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import ColumnElement, select, update
from sqlmodel import col

from scheduler.clock import Clock
from scheduler.dates.office import Office
from scheduler.run.firing import due
from scheduler.run.outcome import ENDED, Later, Outcome, Sent, Unknown
from scheduler.run.saying.letter import Letter
from scheduler.run.saying.notice import Channel
from scheduler.run.saying.told import load_told, remember
from scheduler.run.saying.wording import write_edits
from scheduler.run.sending import lanes, whose
from scheduler.run.sending.holding import Hold, Keeper
from scheduler.states import DeliveryState
from scheduler.store.database import Database
from scheduler.store.tables import Delivery
from scheduler.store.tables.outbox import EDIT_WANTED

log = logging.getLogger(__name__)

HANDFUL = 8  # as many as one bot's connections; what a crash can double at most


@dataclass(frozen=True)
class Edits:
    """Changes cards of one lane, a handful at a time."""

    database: Database
    office: Office
    clock: Clock
    keeper: Keeper
    rehearsal: bool
    stopping: Callable[[], bool]

    def are_wanted(self, lane: str) -> bool:
        """Asked after each message, so without the write lock."""
        wanted = select(col(Delivery.id)).where(*_editable(lane)).limit(1)
        with self.database.read() as session:
            return session.scalars(wanted).first() is not None

    async def make(self, channel: Channel, hold: Hold) -> bool:
        """Make a handful of cards that show what has changed say so; False when there is none, or it must wait.

        One after the other: whoever answered a card sees it change during a push, and a thousand changed cards
        hold up nothing that is new.
        """
        if self.stopping():
            return False
        edits = await asyncio.to_thread(self._claim, hold)
        for place, (letter, message_id) in enumerate(edits):
            outcome = await self._try(channel, hold, letter, message_id)
            hold.ended[f"edits {ENDED[type(outcome)]}"] += 1
            if isinstance(outcome, Sent) and outcome.message_id != message_id:
                await self._record(partial(self._note, letter, outcome))
            if isinstance(outcome, Later):
                left = [one for one, _ in edits[place:]]
                await self._record(partial(self._put_off, hold.lane, left, outcome))
                return False
        return bool(edits)

    async def _record(self, write: Callable[[], object]) -> None:
        await self.keeper.record(write, stopping=self.stopping)

    async def _try(self, channel: Channel, hold: Hold, letter: Letter, message_id: str) -> Outcome:
        if not await self.keeper.is_ours(hold):
            return Later(self.clock.now(), "the lane is another's")
        try:
            return await channel.edit(letter.address, message_id, letter.notice)
        except Exception as error:  # a fault of ours must not stop the lane
            log.exception("editing delivery %s failed", letter.delivery_id)
            return Unknown(type(error).__name__)

    def _note(self, letter: Letter, sent: Sent) -> None:
        """A channel that cannot change what was said says it anew, under another id."""
        with self.database.write(letter.issuer_id) as session:
            session.get_one(Delivery, letter.delivery_id).message_id = sent.message_id
            remember(session, letter.address_id, sent.told)

    def _claim(self, hold: Hold) -> list[tuple[Letter, str]]:
        now = self.clock.now()
        which, latest = _editable(hold.lane), col(Delivery.id).desc()
        with self.database.write_unowned() as session:
            issuers = whose.own_first(session, which, order=[latest], limit=HANDFUL)
            if not self.keeper.keep(session, hold):
                return []
            if lanes.paused_until(session, hold.lane, now=now):
                return []
            wanted = select(Delivery).where(*which, whose.is_of(issuers))
            rows = list(session.scalars(wanted.order_by(latest).limit(HANDFUL)))
            told = load_told(session, rows)
            if told and due.load_pending(session, issuers, now=now):
                return []  # which may tell of the same: what cannot be edited is not said twice
            for row in rows:
                row.edit_wanted = False
            letters = write_edits(
                session, rows, self.office, told=told, now=now, rehearsal=self.rehearsal
            )
            ids = {row.id: row.message_id for row in rows}
            return [(one, id_) for one in letters if (id_ := ids.get(one.delivery_id))]

    def _put_off(self, lane: str, letters: list[Letter], outcome: Later) -> None:
        with self.database.write(*{one.issuer_id for one in letters}) as session:
            ids = [one.delivery_id for one in letters]
            left = update(Delivery).where(col(Delivery.id).in_(ids))
            session.execute(left.values(edit_wanted=True))
            if outcome.pauses_lane:
                lanes.pause(
                    session,
                    lane,
                    until=outcome.retry_at,
                    reason=outcome.reason,
                    now=self.clock.now(),
                )


def _editable(lane: str) -> tuple[ColumnElement[bool], ...]:
    """What is on its way has no id to edit it by yet: it waits until it has arrived."""
    return EDIT_WANTED, col(Delivery.lane_id) == lane, col(Delivery.state) != DeliveryState.CLAIMED
