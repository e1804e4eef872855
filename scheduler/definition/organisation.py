"""The issuer and its units, as units/ISSUER.yaml writes them."""

from datetime import date
from typing import Literal

from scheduler.definition.fields import Address, Day, Line, Model, Slug, Year
from scheduler.language import ADDRESS

STANDING_BODY = "co-quan-thuong-truc"  # what a definition may call the issuer's standing body


class Rotation(Model):
    """Who heads a block in one calendar year, and who stands in."""

    year: Year
    head: Slug
    deputy: Slug | None = None
    basis: Line | None = None


class Block(Model):
    """A group of units with a yearly rotating head (khối, cụm thi đua)."""

    id: Slug
    name: Line
    rotation: tuple[Rotation, ...] = ()


class Unit(Model):
    """Who owes. Lives from its first day to its last, both within; `into` takes over after that."""

    id: Slug
    name: Line
    short: Line | None = None
    kind: Slug
    block: Slug | None = None
    head_title: Line = "Thủ trưởng đơn vị"
    first_day: Day | None = None
    last_day: Day | None = None
    into: tuple[Slug, ...] = ()
    week: Literal["public_sector", "enterprise", "six_day"] = "public_sector"
    channels: tuple[Literal["telegram", "email"], ...] = ()
    email: Line | None = None
    basis: Line | None = None

    def fault(self) -> str:
        """It ends before it starts."""
        backward = self.first_day and self.last_day and self.last_day < self.first_day
        return "ends_before_it_starts" if backward else ""


DeskPost = Literal["head", "deputy", "clerk"]


class Desk(Model):
    """Which posts of the standing body make drafts at the desk, and which put them into force.

    `two_people`: nobody puts into force what they proposed or wrote last, whatever else they may do.
    """

    define: tuple[DeskPost, ...] = ("clerk",)
    approve: tuple[DeskPost, ...] = ("head",)
    two_people: bool = False


class Issuer(Model):
    """The body that launches campaigns. `lane` is the bot its messages leave by. Lives as a unit does.

    `address`: how it addresses who reads, in small letters: "đồng chí", "ông/bà", "thầy/cô".
    """

    id: Slug
    name: Line
    short: Line | None = None
    lane: Slug
    timezone: str = "Asia/Ho_Chi_Minh"
    standing_body: Slug
    standing_body_title: Line = "Cơ quan thường trực"
    address: Address = ADDRESS
    desk: Desk = Desk()
    sample: bool = False
    last_day: Day | None = None  # of a body that was merged or dissolved; its units end with it
    into: tuple[Slug, ...] = ()  # the issuers that took over, whose units files need not be at hand
    basis: Line | None = None


class Organisation(Model):
    """One units file."""

    issuer: Issuer
    blocks: tuple[Block, ...] = ()
    units: tuple[Unit, ...]
    basis: Line | None = None

    def last_day_of(self, unit: Unit) -> date | None:
        """The last day on which `unit` exists: its own or its issuer's, whichever comes first."""
        days = [day for day in (unit.last_day, self.issuer.last_day) if day]
        return min(days, default=None)

    def lives_on(self, unit: Unit, day: date) -> bool:
        """Whether `unit` exists on `day`."""
        return (unit.first_day or day) <= day <= (self.last_day_of(unit) or day)
