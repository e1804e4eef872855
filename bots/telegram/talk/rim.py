"""What a conversation is given by the rim: the time, the rules, names, and ways to what bots must not know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from scheduler.errors import ThiDuaError
from scheduler.store.files import StoredFile
from scheduler.store.inbox import Transaction
from scheduler.workflow.moved_deadline import Rules

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class FeedLink:
    """The two addresses of a new link: one for calendars, one to manage it with."""

    reads: str
    manages: str


class MakeFeedLink(Protocol):
    """Makes a named, revocable link to the calendar of a unit for a person, within the caller's transaction.

    Raises TooManyLinks when that person was made as many today as there may be.
    """

    def __call__(
        self, session: Transaction, unit_id: int, name: str, *, person_id: int, now: datetime
    ) -> FeedLink: ...


@dataclass(frozen=True)
class DeskLink:
    """A link into the desk that works once, and for how long: minutes of the wall clock."""

    url: str
    minutes: int


class MakeDeskLink(Protocol):
    """Makes a link into the desk for a person who holds a post at a standing body, within the caller's transaction.

    The one made for them before ends. `by`: who asked, for the ledger.
    """

    def __call__(
        self, session: Transaction, *, person_id: int, by: str, now: datetime
    ) -> DeskLink: ...


@dataclass(frozen=True)
class Rim:
    """One update's worth of surroundings. `now` is aware; `zone` serves where no campaign names one.

    `lanes`: all lanes this bot serves; that of the event alone when empty. `fetched`: files of the event by
    Telegram's file id, already kept, or why they were not. `outside_url`: where people find our pages; empty:
    nowhere.
    """

    now: datetime
    rules: Rules
    make_feed_link: MakeFeedLink
    make_desk_link: MakeDeskLink
    bot_username: str = ""
    outside_url: str = ""
    zone: str = DEFAULT_ZONE
    lanes: tuple[str, ...] = ()
    fetched: Mapping[str, StoredFile | ThiDuaError] = field(default_factory=dict)
