"""Queries of deadlines: as the definition has them, as units owe them, or once for many units."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, literal, null, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from calendars.contents import NEVER_CHANGED, Owed
from scheduler.states import State
from scheduler.store.deadline import effective_due, effective_late
from scheduler.store.outside import sent_outside, sent_outside_alone
from scheduler.store.own_reasons import load_reasons
from scheduler.store.tables import Obligation, Occurrence, Tally, Unit
from scheduler.store.versions import shown_at_of, shown_revision_of

Rows = Select[*tuple[Any, ...]]

_To = aliased(Unit)  # whom it goes to


def load(session: Session, *queries: Rows) -> Iterator[Owed]:
    """What the queries find, in no order."""
    for query in queries:
        found = [_owed(*row) for row in session.execute(query)]
        moved = {row.obligation_id for row in found if row.is_own and row.obligation_id}
        reasons = load_reasons(session, moved) if moved else {}
        for row in found:
            yield row._replace(own=reasons.get(row.obligation_id or 0)) if row.is_own else row


def of_all() -> Rows:
    """Deadlines as the definition has them, whoever owes."""
    return _rows(_OF_ALL, literal(""), literal(0), null(), outside=sent_outside_alone())


def of_all_counted() -> Rows:
    """The same with how many units have handed in, for the standing body alone."""
    tally = (
        func.coalesce(col(Tally.units), 0),
        func.coalesce(col(Tally.handed_in), 0),
        func.coalesce(col(Tally.revision), 0),
        Tally.changed_at,
    )
    rows = _rows(
        _OF_ALL, literal(""), literal(0), null(), tally=tally, outside=sent_outside_alone()
    )
    return rows.outerjoin(Tally, col(Tally.occurrence_id) == col(Occurrence.id))


def of_units(*, named: bool) -> Rows:
    """Deadlines of single units, with how each stands; `named` where a feed holds several units."""
    rows = _rows(
        (effective_due(), effective_late()),
        col(Obligation.state),
        shown_revision_of(Obligation),
        shown_at_of(Obligation),
        (
            Unit.renamed,
            Unit.renamed_at,
            Unit.code,
            Unit.short if named else literal(""),
            Obligation.id,
        ),
        outside=sent_outside(),
    )
    owed = rows.join(Obligation, col(Obligation.occurrence_id) == col(Occurrence.id))
    return owed.join(Unit, col(Unit.id) == col(Obligation.unit_id))


def of_any(unit_ids: Select[Any]) -> Rows:
    """Deadlines some of these units owe, one row for all of them: withdrawn when the last was let off.

    An occurrence counts a revision whenever units join or leave it, so that both ways show in its SEQUENCE.
    """
    gone = col(Obligation.state) == State.WITHDRAWN
    theirs = (
        select(
            col(Obligation.occurrence_id).label("id"),
            func.min(case((gone, 1), else_=0)).label("gone"),
            func.max(case((gone, shown_at_of(Obligation)))).label("gone_at"),
        )
        .where(col(Obligation.unit_id).in_(unit_ids))
        .group_by(col(Obligation.occurrence_id))
        .subquery()
    )
    nobody = theirs.c.gone == 1
    state, state_changed_at = (
        case((nobody, State.WITHDRAWN.value), else_=""),
        case((nobody, theirs.c.gone_at)),
    )
    rows = _rows(_OF_ALL, state, literal(0), state_changed_at, outside=sent_outside_alone())
    return rows.join(theirs, theirs.c.id == col(Occurrence.id))


_OF_ALL = (Occurrence.due_at, Occurrence.late_after)
_NO_UNIT = (literal(0), null(), literal(""), literal(""), null())
_NO_TALLY = (literal(0), literal(0), literal(0), null())


def _rows(
    due: tuple[Any, ...],
    state: Any,
    revision: Any,
    changed_at: Any,
    unit: tuple[Any, ...] = _NO_UNIT,
    *,
    tally: tuple[Any, ...] = _NO_TALLY,
    outside: Any,
) -> Rows:
    """In the order `_owed` reads; `due` is its deadline and after when it is late, `unit` how often and when it was
    renamed, its code, its name and what it owes.

    `tally` is its units, how many of them have handed in, its revision and when it changed.
    """
    renamed, renamed_at, code, name, obligation_id = unit
    columns: tuple[Any, ...] = (
        Occurrence.campaign_id,
        Occurrence.duty,
        Occurrence.key,
        Occurrence.title,
        *due,
        Occurrence.due_at,
        Occurrence.origin,
        Occurrence.origin_text,
        _To.name,
        Occurrence.proof,
        Occurrence.contents,
        Occurrence.rolled,
        shown_revision_of(Occurrence),
        shown_at_of(Occurrence),
        Occurrence.withdrawn,
        Occurrence.receiver,
        outside,
        _To.renamed,
        _To.renamed_at,
        renamed,
        renamed_at,
        state,
        revision,
        changed_at,
        code,
        name,
        Occurrence.decided_at,
        obligation_id,
        *tally,
        Occurrence.unsure_on,
    )
    rows: Rows = select(*columns).select_from(Occurrence)
    return rows.join(_To, col(_To.id) == col(Occurrence.to_unit_id))


def _owed(*row: Any) -> Owed:
    to_renamed, to_renamed_at, renamed, renamed_at = row[18:22]
    state, revision, changed_at, *unit = row[22:29]
    units, handed_in, counted, counted_at, unsure_on = row[29:]
    both_at = max(_instant(to_renamed_at), _instant(renamed_at))
    own = (state, revision, _instant(changed_at), *unit)
    tally = (units, handed_in, counted, _instant(counted_at))
    return Owed._make((*row[:18], to_renamed + renamed, both_at, *own, *tally, unsure_on, None))


def _instant(value: datetime | None) -> datetime:
    return value or NEVER_CHANGED
