"""Why something may not be done to an obligation."""

from dataclasses import dataclass
from datetime import date, datetime

from scheduler.errors.base import ThiDuaError


@dataclass
class NotAllowed(ThiDuaError):
    """The person holds no post that may do this."""

    action: str


@dataclass
class PostPassedOn(ThiDuaError):
    """The person held the post that may do this until `at`, and does no longer."""

    post: str  # with its unit
    at: datetime


@dataclass
class NotPossible(ThiDuaError):
    """The obligation has moved on: it is in `state` since `at`, by `by`; `until`: what more time was given."""

    action: str
    state: str
    at: datetime | None = None
    by: str | None = None
    until: datetime | None = None


@dataclass
class CutOffPassed(ThiDuaError):
    """Nothing is taken in any more since `cut_off_at`."""

    cut_off_at: datetime


@dataclass
class ProofMissing(ThiDuaError):
    """The duty asks for more: "number", "file" or "note"."""

    missing: tuple[str, ...]


@dataclass
class NotLater(ThiDuaError):
    """A wish for more time must name a later instant than the deadline and lie in the future."""

    due_at: datetime


@dataclass
class NotWaiting(ThiDuaError):
    """No duty of that campaign waits for such a word under that id; `known` are those that do."""

    campaign: str
    duty: str
    known: tuple[str, ...] = ()


@dataclass
class NotCalled(ThiDuaError):
    """There is no call of that key for a report of that duty; `known` are those that stand."""

    duty: str
    key: str
    known: tuple[str, ...] = ()


@dataclass
class CallNeedsDay(ThiDuaError):
    """The definition does not say how long a called report may take, and who calls it named no day."""

    duty: str


@dataclass
class NotOwing(ThiDuaError):
    """None of the units named owes that duty."""

    duty: str


@dataclass
class NotReceivedYet(ThiDuaError):
    """A day of receipt that has not come yet."""

    day: date
