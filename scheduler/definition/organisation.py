"""The issuer and its units, as units/ISSUER.yaml writes them."""

from datetime import date
from typing import Literal

from scheduler.definition.fields import Day, Line, Model, Slug, Year

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
    week: Literal["public_sector", "enterprise"] = "public_sector"
    channels: tuple[Literal["telegram", "email"], ...] = ()
    email: Line | None = None
    basis: Line | None = None

    def fault(self) -> str:
        """It ends before it starts."""
        backward = self.first_day and self.last_day and self.last_day < self.first_day
        return "ends_before_it_starts" if backward else ""

    def lives_on(self, day: date) -> bool:
        """Whether the unit exists on `day`."""
        return (self.first_day or day) <= day <= (self.last_day or day)


class Issuer(Model):
    """The body that launches campaigns. `lane` is the bot its messages leave by."""

    id: Slug
    name: Line
    short: Line | None = None
    lane: Slug
    timezone: str = "Asia/Ho_Chi_Minh"
    standing_body: Slug
    standing_body_title: Line = "Cơ quan thường trực"
    sample: bool = False


class Organisation(Model):
    """One units file."""

    issuer: Issuer
    blocks: tuple[Block, ...] = ()
    units: tuple[Unit, ...]
    basis: Line | None = None
