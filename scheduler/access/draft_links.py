"""That a draft waits for somebody's word, put into the outbox with a way into the desk to it.

As with a link that is asked for, the message holds no secret while it waits: the link is made when it is worded to be
sent, see `scheduler.run.saying.desk_links`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, select

from scheduler.access.approvers import Colleague
from scheduler.store import holders
from scheduler.store.holders import Way
from scheduler.store.tables import Delivery, Draft
from scheduler.store.tables.outbox import DESK_LINK

LASTS = timedelta(hours=24)  # such a link: who is told has not asked for it, and may read it later
_DRAFT = "draft-"


class Word(StrEnum):
    """What is told of a draft."""

    ASKED = "asked"  # it waits for approval
    RETURNED = "returned"  # it was given back, with a remark


@dataclass(frozen=True)
class Key:
    """What the key of such a message tells: which draft, what of it, and since when that is so."""

    draft_id: int
    word: Word
    since: str

    @classmethod
    def parse(cls, key: str) -> "Key | None":
        """That of a delivery; None for every other message."""
        parts = key.split(":")
        if parts[0] != DESK_LINK or len(parts) != 5 or not parts[1].startswith(_DRAFT):
            return None
        return cls(int(parts[1].removeprefix(_DRAFT)), Word(parts[2]), parts[3])

    def of(self, address_id: int) -> str:
        """The key of the message to that address."""
        return f"{DESK_LINK}:{_DRAFT}{self.draft_id}:{self.word}:{self.since}:{address_id}"


def since(at: datetime) -> str:
    """An instant as it stands in a key."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S}"


def tell(
    session: Session, draft: Draft, word: Word, people: Iterable[Colleague], *, now: datetime
) -> None:
    """Tell that of the draft to each of `people` who can be told by a post, by the best way; twice is as once."""
    key = Key(draft.id or 0, word, since(now))
    for way in _ways(session, list(people), now):
        own = key.of(way.address_id)
        if session.exec(select(Delivery.id).where(Delivery.key == own)).first() is not None:
            continue
        row = Delivery(
            key=own, lane_id=way.lane_id, address_id=way.address_id, post_id=way.post_id,
            not_before=now, created_at=now,
        )  # fmt: skip
        session.add(row)
        session.flush()


def _ways(session: Session, people: list[Colleague], now: datetime) -> Iterator[Way]:
    posts = {post for one in people for post in one.post_ids}
    found = holders.load_to_posts(session, posts, now=now)
    for one in people:
        mine = [way for post in one.post_ids for way in found.get(post, ())]
        yield from [way for way in mine if way.person_id == one.person_id][:1]
