"""What was named and is not there, or is in several places."""

from dataclasses import dataclass

from scheduler.errors.base import ThiDuaError


@dataclass
class UnknownIssuer(ThiDuaError):
    """No issuer of that id or name in the database."""

    issuer: str
    known: tuple[str, ...] = ()


@dataclass
class UnknownUnit(ThiDuaError):
    """No such unit of this issuer, or several issuers have one and none was named."""

    unit: str
    issuers: tuple[str, ...] = ()


@dataclass
class UnknownBlock(ThiDuaError):
    """No block of that code, or several issuers have one."""

    block: str
    issuers: tuple[str, ...] = ()


@dataclass
class NobodyHolds(ThiDuaError):
    """A link to somebody's own work needs somebody who holds the post."""

    unit: str
    post: str


@dataclass
class UnknownCampaign(ThiDuaError):
    """No such campaign, or several issuers have one and none was named."""

    campaign: str
    issuers: tuple[str, ...] = ()


@dataclass
class UnknownSubscription(ThiDuaError):
    """No such link, or it belongs to another issuer."""

    subscription: int


@dataclass
class NotOfIssuer(ThiDuaError):
    """A link may show only what belongs to the issuer it is made for."""

    issuer: str
    scope: str


@dataclass
class UnknownDocument(ThiDuaError):
    """No document of that number is kept, or it is another issuer's."""

    document: int
