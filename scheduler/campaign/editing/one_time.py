"""One time of a duty in force: who owes it and where they stand, and the texts in which it is moved or cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from scheduler.campaign.editing.steering import InForce
from scheduler.definition import rewrite
from scheduler.definition.models import Amendment, Origin
from scheduler.definition.rewrite import Rewritten
from scheduler.errors import NotCalled
from scheduler.plan.model import Roll
from scheduler.states import State
from scheduler.store.agenda import find_campaign
from scheduler.store.holders import load_to_units
from scheduler.store.reminders import load_heard
from scheduler.store.tables import Obligation, Occurrence, Unit

HANDED_IN = (State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True)
class Owing:
    """A unit that owes it: its name, where it stands, whether it has heard of it, and whether it can be told."""

    code: str
    name: str
    state: str
    heard: bool
    reachable: bool


@dataclass(frozen=True)
class OneTime:
    """A row of the agenda with who owes it, in the order of the units file. `called`: on request, by nobody's plan."""

    duty: str
    key: str
    title: str
    due_at: datetime | None
    cut_off_at: datetime | None
    origin: str
    origin_text: str
    decided_at: datetime | None
    withdrawn: bool
    called: bool
    owing: tuple[Owing, ...]
    waits_for: str = ""
    rolled: Roll | None = None

    @property
    def handed_in(self) -> list[Owing]:
        """Whose report is here already; it stays, whatever is decided."""
        return [one for one in self.owing if one.state in HANDED_IN]

    @property
    def heard(self) -> list[Owing]:
        """Who was told of it, and so is told of a change."""
        return [one for one in self.owing if one.heard]

    @property
    def unreached(self) -> list[Owing]:
        """Who cannot be told of it now."""
        return [one for one in self.owing if not one.reachable]


def load(
    session: Session, code: str, duty: str, key: str, *, issuer_id: str, now: datetime
) -> OneTime:
    """That time of that duty, also of one that was withdrawn. Raises UnknownCampaign, NotCalled (there is none)."""
    campaign = find_campaign(session, code, issuer_id=issuer_id)
    if not (duty + key).isprintable():  # from an address; no database keeps a NUL
        raise NotCalled(duty, key, ())
    row = session.exec(
        select(Occurrence).where(
            Occurrence.campaign_id == campaign.id, Occurrence.duty == duty, Occurrence.key == key
        )
    ).first()
    if row is None:
        raise NotCalled(duty, key, ())
    return OneTime(
        duty=row.duty,
        key=row.key,
        title=row.title,
        due_at=row.due_at,
        cut_off_at=row.cut_off_at,
        origin=row.origin,
        origin_text=row.origin_text,
        decided_at=row.decided_at,
        withdrawn=row.withdrawn,
        called=row.called_at is not None,
        owing=tuple(_owing(session, row, issuer_id, now)),
        waits_for=row.waits_for,
        rolled=Roll.parse(row.rolled),
    )


def _owing(session: Session, row: Occurrence, issuer_id: str, now: datetime) -> Sequence[Owing]:
    ways, heard = load_to_units(session, issuer_id, now=now), set(load_heard(session, row))
    found = session.exec(
        select(Obligation, Unit)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(Obligation.occurrence_id == row.id, Obligation.state != State.WITHDRAWN)
        .order_by(col(Unit.id))
    )
    return [
        Owing(unit.code, unit.short, one.state, one.id in heard, unit.id in ways)
        for one, unit in found
    ]


def amendment_of(of: InForce, duty: str, key: str) -> Amendment | None:
    """What was decided of that time; None where its rule stands."""
    for one in of.definition.amendments:
        if (one.duty, one.of) == (duty, key):
            return one
    return None


def is_consolidated(of: InForce, duty: str) -> bool:
    """Whether units owe it earlier than its day says, so that who collects can put reports together."""
    return any(one.consolidation for one in of.definition.duties if one.id == duty)


def moved(of: InForce, duty: str, key: str, due: date, reason: str) -> Rewritten:
    """The text in which that time is due on `due`, for that reason."""
    return _amended(of, duty, key, {"due": due.isoformat()}, reason)


def cancelled(of: InForce, duty: str, key: str, reason: str) -> Rewritten:
    """The text in which nobody owes that time, for that reason."""
    return _amended(of, duty, key, {"cancelled": True}, reason)


def restored(of: InForce, duty: str, key: str) -> Rewritten:
    """The text in which that time is as its duty has it."""
    place = _place(of, duty, key)
    if place is None:
        return Rewritten(of.source)
    only = len(of.definition.amendments) == 1
    return rewrite.drop(of.source, ("amendments",) if only else ("amendments", place))


def _amended(
    of: InForce, duty: str, key: str, decided: Mapping[str, object], reason: str
) -> Rewritten:
    place = _place(of, duty, key)
    at = len(of.definition.amendments) if place is None else place
    origin = Origin(set=reason).model_dump(exclude_none=True)
    values = {"duty": duty, "of": key, **decided, "origin": origin}
    return rewrite.write(of.source, ("amendments", at), values)


def _place(of: InForce, duty: str, key: str) -> int | None:
    places = (
        place
        for place, one in enumerate(of.definition.amendments)
        if (one.duty, one.of) == (duty, key)
    )
    return next(places, None)
