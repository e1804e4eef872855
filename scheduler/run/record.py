"""Writing down how a message ended: its row, what follows for its address, and the ledger."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col

from scheduler.run import lanes
from scheduler.run.notices import Letter
from scheduler.run.outcome import Later, Moved, Outcome, Refused, Sent, Unknown
from scheduler.store import ledger
from scheduler.store.tables import Address, Delivery, Item, Lane

ACTOR = "scheduler"
ONCE_MORE = timedelta(seconds=60)  # after an answer that never came
LONGEST_WAIT = timedelta(minutes=15)


class Record:
    """Changes to deliveries held under `holder`, within the caller's transaction."""

    def __init__(self, session: Session, lane: str, holder: str, now: datetime) -> None:
        self._session = session
        self._lane = lane
        self._holder = holder
        self._now = now

    def claim(self, letter: Letter) -> bool:
        """Mark `letter` as in hand; False, and dropped with its reasons, when there is nothing left to say."""
        for item_id, _ in letter.moot:
            self._session.execute(update(Item).where(col(Item.id) == item_id).values(state="moot"))
        if letter.moot:
            reasons = sorted({reason for _, reason in letter.moot})
            self._note(letter, "not said", {"items": len(letter.moot), "reasons": reasons})
        row = self._session.get_one(Delivery, letter.delivery_id)
        if not letter.notice.items:
            row.state, row.ended_at, row.reason = "dropped", self._now, letter.moot[0][1]
            return False
        row.state, row.claim, row.claimed_at = "claimed", self._holder, self._now
        row.attempts += 1
        return True

    def outcome(self, letter: Letter, outcome: Outcome) -> None:
        """Write `outcome` down, unless somebody else has taken the delivery over in the meantime."""
        match outcome:
            case Sent(message_id):
                changes = self._ended("sent", message_id=message_id)
            case Later(retry_at, reason, pauses_lane):
                changes = self._later(letter, retry_at, reason)
                if pauses_lane:
                    lanes.pause(self._session, self._lane, until=retry_at, reason=reason)
            case Unknown(reason):
                changes = self._unknown(letter, reason)
            case Refused(reason, closes_address):
                changes = self._ended("refused", reason=reason)
                if closes_address:
                    self._close(letter, reason)
            case Moved(address):
                self._session.get_one(Address, letter.address_id).value = address
                changes = {"state": "queued", "claim": None}
        if self._write(letter, changes):
            self._note(letter, str(changes["state"]), self._told(letter, outcome))

    def _write(self, letter: Letter, changes: dict[str, object]) -> bool:
        written = self._session.execute(
            update(Delivery)
            .where(col(Delivery.id) == letter.delivery_id, col(Delivery.claim) == self._holder)
            .values(**changes)
        )
        if changes["state"] == "sent":
            lane = self._session.get_one(Lane, self._lane, populate_existing=True)
            lane.last_sent_at = self._now
        return cast(CursorResult[tuple[()]], written).rowcount == 1

    def _ended(self, state: str, **more: object) -> dict[str, object]:
        return {"state": state, "ended_at": self._now, **more}

    def _later(self, letter: Letter, retry_at: datetime, reason: str) -> dict[str, object]:
        """Each try waits twice as long as the one before, up to a quarter of an hour."""
        row = self._session.get_one(Delivery, letter.delivery_id)
        growing = min(timedelta(seconds=2 ** min(row.attempts, 10)), LONGEST_WAIT)
        not_before = max(retry_at, self._now + growing)
        return {"state": "queued", "claim": None, "not_before": not_before, "reason": reason}

    def _unknown(self, letter: Letter, reason: str) -> dict[str, object]:
        if letter.notice.possible_duplicate:
            return self._ended("unknown", reason=reason)
        return {
            "state": "queued",
            "claim": None,
            "not_before": self._now + ONCE_MORE,
            "possible_duplicate": True,
            "reason": reason,
        }

    def _close(self, letter: Letter, reason: str) -> None:
        address = self._session.get_one(Address, letter.address_id)
        address.closed_at, address.closed_reason = self._now, reason

    def _told(self, letter: Letter, outcome: Outcome) -> dict[str, object]:
        """Who was told what, by which way, and how it ended."""
        return {
            "delivery": letter.delivery_id,
            "lane": self._lane,
            "post": letter.notice.post,
            "items": [f"{item.reference}/{item.step}" for item in letter.notice.items],
            "outcome": type(outcome).__name__,
            "reason": getattr(outcome, "reason", None),
            "message": getattr(outcome, "message_id", None),
            "possible_duplicate": letter.notice.possible_duplicate,
        }

    def _note(self, letter: Letter, kind: str, data: dict[str, object]) -> None:
        subject = letter.notice.items[0].reference if letter.notice.items else "delivery"
        entry = ledger.Entry(f"message {kind}", subject, ACTOR, letter.issuer_id, data)
        ledger.append(self._session, [entry], now=self._now)
