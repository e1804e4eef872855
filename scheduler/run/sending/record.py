"""Writing down how a message ended: its row, what follows for its address, and the ledger."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, select, update
from sqlmodel import Session, col

from scheduler.happenings import Happening
from scheduler.run.firing.reroute import pass_on, reroute
from scheduler.run.outcome import Later, Moved, Outcome, Refused, Sent, Unknown
from scheduler.run.saying.letter import LEFT_POST, Letter, Unsayable
from scheduler.run.saying.told import remember
from scheduler.run.sending import lanes
from scheduler.states import DeliveryState, ItemState
from scheduler.store import announcements, handovers, ledger
from scheduler.store.tables import Address, Delivery, Item, Person

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
        self._set_aside(letter)
        row = self._session.get_one(Delivery, letter.delivery_id)
        if letter.closed or letter.notice.is_empty:
            reason = "the address is closed" if letter.closed else "nothing is left to say"
            row.state, row.ended_at, row.reason = DeliveryState.DROPPED, self._now, reason
            return False
        if letter.ready_at > self._now:
            row.not_before = letter.ready_at
            return False
        row.state, row.claim, row.claimed_at = DeliveryState.CLAIMED, self._holder, self._now
        row.attempts += 1
        return True

    def push_back(self, letter: Unsayable) -> None:
        """Try again later; the ledger says why."""
        row = self._session.get_one(Delivery, letter.delivery_id)
        row.not_before, row.reason = self._now + LONGEST_WAIT, letter.reason
        data: dict[str, object] = {"delivery": letter.delivery_id, "reason": letter.reason}
        address = self._session.get_one(Address, row.address_id)
        issuer_id = self._session.get_one(Person, address.person_id).issuer_id
        entry = ledger.Entry(
            Happening.MESSAGE_FAILED, "delivery", ledger.SCHEDULER, issuer_id, data
        )
        ledger.append(self._session, [entry], now=self._now)

    def _set_aside(self, letter: Letter) -> None:
        if letter.moot:
            self._mark(ItemState.MOOT, col(Item.id).in_([one.item_id for one in letter.moot]))
            data: dict[str, object] = {
                "items": [one.about for one in letter.moot],
                "reasons": sorted({one.reason for one in letter.moot}),
            }
            self._note(letter, Happening.MESSAGE_NOT_SAID, data)
            left = [one.item_id for one in letter.moot if one.reason == LEFT_POST]
            if left and pass_on(self._session, left, now=self._now):
                self._free_key(letter)
        if letter.moot_announcements:
            self._drop_announcements(letter)
        if letter.moot_changes:
            handovers.drop(self._session, letter.moot_changes)
        if letter.closed:
            self._mark_unreachable(letter)

    def _drop_announcements(self, letter: Letter) -> None:
        moot = letter.moot_announcements
        announcements.drop(self._session, [one.item_id for one in moot])
        data: dict[str, object] = {
            "announced": [one.about for one in moot],
            "reasons": sorted({one.reason for one in moot}),
        }
        entry = ledger.Entry(
            Happening.MESSAGE_NOT_SAID, moot[0].about, ledger.SCHEDULER, letter.issuer_id, data
        )
        ledger.append(self._session, [entry], now=self._now)

    def _mark_unreachable(self, letter: Letter) -> None:
        """What this letter says waits until somebody can be reached again."""
        mine = col(Item.delivery_id) == letter.delivery_id
        self._mark(ItemState.UNREACHABLE, mine & (col(Item.state) == ItemState.CARDED))
        handovers.set_aside(self._session, [letter.delivery_id])
        announcements.set_aside(self._session, [letter.delivery_id], now=self._now)
        self._free_key(letter)
        reroute(self._session, [letter.delivery_id], now=self._now)

    def _free_key(self, letter: Letter) -> None:
        """Its items will be in another card, which takes the key."""
        row = self._session.get_one(Delivery, letter.delivery_id)
        row.key = f"{row.key}:{row.id}"

    def _mark(self, state: str, which: ColumnElement[bool]) -> None:
        self._session.execute(update(Item).where(which).values(state=state))

    def outcome(self, letter: Letter, outcome: Outcome) -> None:
        """Write `outcome` down, unless somebody else has taken the delivery over in the meantime."""
        match outcome:
            case Sent(message_id):
                changes = self._ended(DeliveryState.SENT, message_id=message_id)
            case Later(retry_at, reason, pauses_lane):
                changes = self._later(letter, retry_at, reason)
                if pauses_lane:
                    now = self._now
                    lanes.pause(self._session, self._lane, until=retry_at, reason=reason, now=now)
            case Unknown(reason):
                changes = self._unknown(letter, reason)
            case Refused(reason, closes_address):
                changes = self._ended(DeliveryState.REFUSED, reason=reason)
                if closes_address:
                    self._close(letter, reason)
            case Moved(address):
                changes = self._moved(letter, address)
        if self._write(letter, changes):
            if isinstance(outcome, Sent):
                remember(self._session, letter.address_id, outcome.told)
            if isinstance(outcome, Refused) and outcome.closes_address:
                self._mark_unreachable(letter)
            self._note(
                letter, Happening(f"message {changes['state']}"), self._told(letter, outcome)
            )

    def _write(self, letter: Letter, changes: dict[str, object]) -> bool:
        written = self._session.execute(
            update(Delivery)
            .where(col(Delivery.id) == letter.delivery_id, col(Delivery.claim) == self._holder)
            .values(**changes)
        )
        if changes["state"] == DeliveryState.SENT:
            lanes.sent(self._session, self._lane, now=self._now)
        return cast(CursorResult[tuple[()]], written).rowcount == 1

    def _ended(self, state: str, **more: object) -> dict[str, object]:
        return {"state": state, "ended_at": self._now, **more}

    def _later(self, letter: Letter, retry_at: datetime, reason: str) -> dict[str, object]:
        """Each try waits twice as long as the one before, up to a quarter of an hour."""
        row = self._session.get_one(Delivery, letter.delivery_id)
        growing = min(timedelta(seconds=2 ** min(row.attempts, 10)), LONGEST_WAIT)
        not_before = max(retry_at, self._now + growing)
        return {
            "state": DeliveryState.QUEUED,
            "claim": None,
            "not_before": not_before,
            "reason": reason,
        }

    def _unknown(self, letter: Letter, reason: str) -> dict[str, object]:
        if letter.notice.possible_duplicate:
            return self._ended(DeliveryState.UNKNOWN, reason=reason)
        return {
            "state": DeliveryState.QUEUED,
            "claim": None,
            "not_before": self._now + ONCE_MORE,
            "possible_duplicate": True,
            "reason": reason,
        }

    def _moved(self, letter: Letter, value: str) -> dict[str, object]:
        """At once to the new value; an address that moves again and again waits longer each time."""
        again = self._later(letter, self._now, "the address moved")
        if self._session.get_one(Delivery, letter.delivery_id).attempts == 1:
            again["not_before"] = self._now
        row = self._session.get_one(Address, letter.address_id)
        known = self._session.scalars(
            select(Address).where(
                col(Address.lane_id) == row.lane_id,
                col(Address.person_id) == row.person_id,
                col(Address.value) == value,
                col(Address.id) != row.id,
            )
        ).first()
        if known is None:
            row.value = value
            return again
        known.closed_at = known.closed_reason = None
        self._close(letter, "moved")
        return again | {"address_id": known.id}

    def _close(self, letter: Letter, reason: str) -> None:
        address = self._session.get_one(Address, letter.address_id)
        address.closed_at, address.closed_reason = self._now, reason

    def _told(self, letter: Letter, outcome: Outcome) -> dict[str, object]:
        """Who was told what, by which way, and how it ended."""
        changes = [f"{one.reference}/{one.reader.value}" for one in letter.notice.changes]
        announced = [f"{one.reference}/{one.kind}" for one in letter.notice.announced]
        link = letter.notice.desk_link
        return {
            "delivery": letter.delivery_id,
            "lane": self._lane,
            "post": letter.notice.post,
            "items": [f"{item.reference}/{item.step}" for item in letter.notice.items],
            "outcome": type(outcome).__name__,
            "reason": getattr(outcome, "reason", None),
            "message": getattr(outcome, "message_id", None),
            "possible_duplicate": letter.notice.possible_duplicate,
            **({"changes": changes} if changes else {}),
            **({"announced": announced} if announced else {}),
            **({"desk_link": link.reference} if link else {}),
        }

    def _note(self, letter: Letter, kind: Happening, data: dict[str, object]) -> None:
        said = [item.reference for item in letter.notice.items]
        said += [one.reference for one in letter.notice.changes]
        said += [f"{one.reference}/{one.kind}" for one in letter.notice.announced]
        said += [one.about.rpartition("/")[0] for one in letter.moot]
        said += [letter.notice.desk_link.reference] if letter.notice.desk_link else []
        subject = said[0] if said else "delivery"
        entry = ledger.Entry(kind, subject, ledger.SCHEDULER, letter.issuer_id, data)
        ledger.append(self._session, [entry], now=self._now)
