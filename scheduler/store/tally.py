"""How many units have handed in, counted once a day at a coarse grain: what calendars of a standing body say.

A row changes only when what is said of it changes, so that a feed reads the same in between (FEEDS rule 23).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlmodel import Session, col

from scheduler.happenings import Happening
from scheduler.states import State
from scheduler.store import ledger
from scheduler.store.tables import Campaign, Obligation, Occurrence, Reminder, Tally

FEW = 10  # units, up to which they are told one by one
STEPS = 10  # of so many parts of all units the full ones are told
AFTER = timedelta(
    days=30
)  # from the cut-off; reports are looked at that long, then the row stands still

_HANDED_IN = (State.SUBMITTED, State.ACCEPTED)  # by a nil report too; a returned one is owed again
_LET_OFF = (State.WAIVED, State.WITHDRAWN)


@dataclass(frozen=True)
class _Counted:
    occurrence_id: int
    issuer_id: str
    units: int
    handed_in: int


def coarse(handed_in: int, units: int) -> int:
    """The least number that is told in the same words as `handed_in` of `units`.

    None, all, and each of up to FEW units are told as they are; of more units, how many tenths are full.
    """
    if units <= FEW or handed_in in (0, units):
        return handed_in
    return max(1, -(-steps(handed_in, units) * units // STEPS))


def steps(handed_in: int, units: int) -> int:
    """How many tenths of `units`, which are some, are full."""
    return STEPS * handed_in // units


def count(session: Session, *, now: datetime) -> int:
    """Write down how it stands at `now`, an entry of the ledger an issuer; how many rows changed.

    Of each deadline from its first reminder, or its first report, to AFTER its cut-off.
    """
    live = _live(now)
    known = {row.occurrence_id: row for row in session.scalars(_rows(Tally, live))}
    reminded = _reminded(session, live, now)
    changed: dict[str, int] = {}
    for one in _counts(session, live):
        begun = one.occurrence_id in reminded or one.handed_in or one.occurrence_id in known
        if begun and _write(session, known, one, now=now):
            changed[one.issuer_id] = changed.get(one.issuer_id, 0) + 1
    ledger.append(session, _entries(changed), now=now)
    return sum(changed.values())


def _live(now: datetime) -> Select[int | None]:
    ends_at = func.coalesce(col(Occurrence.cut_off_at), col(Occurrence.late_after))
    return select(col(Occurrence.id)).where(
        col(Occurrence.withdrawn).is_(False),
        col(Occurrence.due_at).is_not(None),
        ends_at > now - AFTER,
    )


def _rows(table: type[Tally], live: Select[int | None]) -> Select[Tally]:
    return select(table).where(col(table.occurrence_id).in_(live))


def _reminded(session: Session, live: Select[int | None], now: datetime) -> set[int]:
    query = select(col(Reminder.occurrence_id)).where(
        col(Reminder.occurrence_id).in_(live), col(Reminder.at) <= now
    )
    return set(session.scalars(query.distinct()))


def _counts(session: Session, live: Select[int | None]) -> Iterable[_Counted]:
    state, occurrence_id = col(Obligation.state), col(Obligation.occurrence_id)
    query = (
        select(
            occurrence_id,
            col(Campaign.issuer_id),
            func.sum(case((state.not_in(_LET_OFF), 1), else_=0)),
            func.sum(case((state.in_(_HANDED_IN), 1), else_=0)),
        )
        .join(Occurrence, col(Occurrence.id) == occurrence_id)
        .join(Campaign, col(Campaign.id) == col(Occurrence.campaign_id))
        .where(occurrence_id.in_(live))
        .group_by(occurrence_id, col(Campaign.issuer_id))
        .order_by(occurrence_id)
    )
    rows: Any = session.execute(query)
    return [_Counted(*row) for row in rows]


def _write(session: Session, known: Mapping[int, Tally], one: _Counted, *, now: datetime) -> bool:
    """Whether something else is said from now on."""
    told = (one.units, coarse(one.handed_in, one.units))
    row = known.get(one.occurrence_id) or Tally(
        occurrence_id=one.occurrence_id, units=0, handed_in=0, revision=0, changed_at=now
    )
    if told == (row.units, row.handed_in):
        return False
    row.units, row.handed_in = told
    row.revision, row.changed_at = row.revision + 1, now
    session.add(row)
    return True


def _entries(changed: Mapping[str, int]) -> Iterable[ledger.Entry]:
    for issuer_id, rows in changed.items():
        data: dict[str, object] = {"deadlines": rows}
        yield ledger.Entry(
            Happening.REPORTS_COUNTED, f"issuer/{issuer_id}", ledger.SCHEDULER, issuer_id, data
        )
