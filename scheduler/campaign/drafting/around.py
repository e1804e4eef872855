"""What typed words may lean on: the draft they belong to, and the units of its issuer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from sqlalchemy import select
from sqlmodel import Session, col

from scheduler import body_names
from scheduler.campaign.drafting.items import DROPPED, DraftView, Item
from scheduler.campaign.drafting.written import PARTS, Kind
from scheduler.definition.models import YEAR_OF_ID
from scheduler.definition.organisation import STANDING_BODY, Organisation
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.head.campaign_year import SCHOOL_YEAR
from scheduler.installation import Installation
from scheduler.posts import Recipient
from scheduler.store.organisation import block_names
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Issuer, Unit
from scheduler.words import post

_A_DAY = len("2024-01-15")


@dataclass(frozen=True)
class Around:
    """The draft, and the units and blocks of its issuer (name by id)."""

    view: DraftView
    installation: Installation
    units: Mapping[str, str]
    blocks: Mapping[str, str]
    kinds: tuple[str, ...] = ()  # of units
    ended: frozenset[str] = (
        frozenset()
    )  # units that are no more: shown by name, and not to be named anew
    issuer: str = ""  # its name

    @cached_property
    def calendar(self) -> Calendar:
        """Of the campaign, as far as the head of the draft tells its year and the day of its document."""
        issued = str(self.field("directive.issued_on") or "")
        said = YEAR_OF_ID.search(str(self.field("campaign") or ""))
        year = self._year("year") or (int(said[1]) if said else None)
        last = self._year("last_year")
        day = date.fromisoformat(issued) if len(issued) == _A_DAY else None
        titles = f"{self.field('title') or ''} {self.field('theme') or ''}".lower()
        return Calendar(
            year,
            school=SCHOOL_YEAR.search(titles) is not None,
            issued=day,
            workdays=self.installation.calendar,
            last_year=last,
        )

    @property
    def standing(self) -> Iterator[Item]:
        """The entries that were not dropped, in the order of the definition."""
        return (one for one in self.view.in_order if one.kind in PARTS and one.state != DROPPED)

    @cached_property
    def organisation(self) -> Organisation:
        """The units of the issuer as a file would write them, read where somebody asks."""
        with self.installation.database.read() as session:
            return load_in_force(session, self.view.issuer_id)

    @property
    def receivers(self) -> dict[str, str]:
        """Who may owe and receive, by id: the standing body, and every unit that is still there."""
        alive = {id_: name for id_, name in self.units.items() if id_ not in self.ended}
        return {STANDING_BODY: post.name(Recipient.STANDING_BODY), **alive}

    @property
    def issued_by_another(self) -> str:
        """Who issued the document, where that is neither the issuer of the draft nor one of its units; else empty."""
        body = str(self.field("directive.issuer") or "")
        own = (self.issuer, *self.units.values())
        return "" if any(body_names.begins(body, one) for one in own) else body

    def _year(self, key: str) -> int | None:
        value = str(self.field(key) or "")
        return int(value) if value.isdigit() and len(value) == len("2024") else None

    def field(self, key: str) -> object:
        """The value of a field of the head; None where the draft has none."""
        wanted = (Kind.FIELD, key)
        found = (one for one in self.view.items if (one.kind, one.key) == wanted)
        return next((one.values.get("value") for one in found if one.state != DROPPED), None)


def around(session: Session, view: DraftView, installation: Installation) -> Around:
    """With the units and blocks of the issuer of that draft."""
    columns = (col(Unit.code), col(Unit.name), col(Unit.kind), col(Unit.last_on))
    found = session.execute(select(*columns).where(col(Unit.issuer_id) == view.issuer_id))
    units = cast(Sequence[tuple[str, str, str, date | None]], found.all())
    today = installation.clock.now().astimezone(installation.zone).date()
    return Around(
        view,
        installation,
        {code: name for code, name, _kind, _last in units},
        block_names(session, view.issuer_id),
        tuple(dict.fromkeys(kind for _code, _name, kind, _last in units)),
        frozenset(code for code, _name, _kind, last in units if last and last < today),
        session.get_one(Issuer, view.issuer_id).name,
    )
