"""Why something may not be done to an obligation."""

from dataclasses import dataclass
from datetime import datetime

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
