"""Which units a duty means on its day. Pure over the units of one issuer."""

from dataclasses import dataclass
from datetime import date

from scheduler.definition.models import Audience
from scheduler.definition.organisation import STANDING_BODY, Organisation
from scheduler.plan.audience import Roster


@dataclass(frozen=True)
class Ended:
    """A unit that is named and is not there on that day, and those that owe in its place (names)."""

    name: str
    into: tuple[str, ...]


@dataclass(frozen=True)
class Meant:
    """Names of the units that owe on `on`, each once, in the order of the units file.

    `ended`: those named that are not there on that day; `unknown`: ids that no unit has. `collects`: the unit that is
    among them and owes nothing, because the reports come to it; empty where there is none.
    """

    on: date
    units: tuple[str, ...]
    ended: tuple[Ended, ...] = ()
    unknown: tuple[str, ...] = ()
    collects: str = ""


def meant(audience: Audience, organisation: Organisation, *, on: date, to: str) -> Meant:
    """Whom `audience` means on that day, of a report that the unit `to` takes in."""
    roster, known = Roster(organisation), {one.id for one in organisation.units}
    if organisation.issuer.standing_body in known:
        known.add(STANDING_BODY)
    named = dict.fromkeys((*audience.ids, *audience.except_))
    given = audience.model_copy(
        update={
            "ids": tuple(one for one in audience.ids if one in known),
            "except_": tuple(one for one in audience.except_ if one in known),
        }
    )
    found = roster.owing(given, on)
    collecting = roster.collecting(to, on) if to in known else ""
    left_out = collecting and roster.owes_itself(given, on, to=collecting)
    return Meant(
        on,
        tuple(roster.name(one, on) for one in found if not left_out or one != collecting),
        ended=tuple(
            Ended(
                _name(organisation, one),
                tuple(roster.name(o, on) for o in roster.alive((one,), on)),
            )
            for one in named
            if one in known and not roster.lives_on(one, on)
        ),
        unknown=tuple(one for one in named if one not in known),
        collects=roster.name(collecting, on) if left_out else "",
    )


def _name(organisation: Organisation, id_: str) -> str:
    wanted = organisation.issuer.standing_body if id_ == STANDING_BODY else id_
    return next((one.name for one in organisation.units if one.id == wanted), id_)
