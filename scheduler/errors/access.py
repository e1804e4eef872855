"""Why somebody is not let into the desk, or cannot be."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scheduler.errors.base import ThiDuaError


@dataclass
class BadName(ThiDuaError):
    """No name an account can have."""

    name: str


@dataclass
class NameTaken(ThiDuaError):
    """Another account has the name, or had it: what it did stays told under it."""

    name: str


@dataclass
class RoleNotGiven(ThiDuaError):
    """No role that goes with an account: it follows from a post, or there is none of that name."""

    role: str


@dataclass
class RoleNeedsIssuer(ThiDuaError):
    """An account of that role is of one issuer."""

    role: str


@dataclass
class RoleTakesNoIssuer(ThiDuaError):
    """An account of that role is of no issuer."""

    role: str


@dataclass
class UnknownAccount(ThiDuaError):
    """No such account, or it is closed, or not of the issuer that asks."""

    name: str


class WhyWeak(StrEnum):
    """What is wrong with a password."""

    SHORT = "short"
    LONG = "long"
    NAME = "name"  # it is the name of the account, or hardly more
    OBVIOUS = "obvious"  # tried first by whoever guesses


@dataclass
class WeakPassword(ThiDuaError):
    """A password that is not taken."""

    reason: WhyWeak


@dataclass
class SignInRefused(ThiDuaError):
    """Name or password are wrong, or the account is closed: which of them is told to nobody."""


@dataclass
class SignInThrottled(ThiDuaError):
    """It was tried too often: nothing is tried before `until_at`."""

    until_at: datetime


@dataclass
class NoWayIn(ThiDuaError):
    """The person holds no post at the standing body, and never did."""


@dataclass
class NotStandingBody(ThiDuaError):
    """Links into the desk are for the standing body of the issuer, which is another unit."""

    unit: str
    standing_body: str


@dataclass
class LinkUnknown(ThiDuaError):
    """No such link into the desk, or a newer one took its place."""


@dataclass
class LinkUsed(ThiDuaError):
    """The link has let somebody in already."""

    used_at: datetime


@dataclass
class LinkExpired(ThiDuaError):
    """The link was not used in time."""

    expired_at: datetime
