"""What a queued card came to be when it was worded: a letter, or nothing that can be said."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from scheduler.run.saying.notice import Notice


@dataclass(frozen=True)
class Unsayable:
    """A delivery that could not be worded, by a fault of ours or in its data, and why."""

    delivery_id: int
    reason: str


LEFT_POST = "somebody else holds the post"


class Moot(NamedTuple):
    """An item that needs no saying any more: "campaign/duty/occurrence/unit/step", and why."""

    item_id: int
    about: str
    reason: str


@dataclass(frozen=True)
class Letter:
    """A notice with its address, and the items that need no saying any more, each with the reason.

    `notice.is_empty` when nothing is left to say; `ready_at` is when it may
    leave: now, or the next opening of the office. Nothing leaves for a `closed` address: those items wait for a new
    one.
    """

    delivery_id: int
    issuer_id: str
    address_id: int
    address: str
    thread: int | None
    notice: Notice
    moot: tuple[Moot, ...]
    ready_at: datetime
    closed: bool
    moot_changes: tuple[int, ...] = ()  # of `HandoverNotice`: it need not be told any more
    moot_announcements: tuple[
        Moot, ...
    ] = ()  # of `AnnouncementItem`: "campaign/phase/kind", and why
