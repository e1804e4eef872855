"""What who takes reports in sends to somebody outside itself: nobody takes that in here."""

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import col

from scheduler.states import State
from scheduler.store.tables import Obligation, Occurrence


def is_sent_outside(occurrence: Occurrence, obligation: Obligation) -> bool:
    """Whether the unit that owes would take it in itself for a receiver: it ends when it is sent."""
    return bool(occurrence.receiver) and obligation.unit_id == occurrence.to_unit_id


def sent_outside() -> ColumnElement[bool]:
    """The same, for a query that joins Obligation and Occurrence."""
    own = col(Obligation.unit_id) == col(Occurrence.to_unit_id)
    return and_(col(Occurrence.receiver) != "", own)


def sent_outside_alone() -> ColumnElement[bool]:
    """Whether nobody else owes it, for a query of Occurrence."""
    others = aliased(Obligation)
    return and_(
        col(Occurrence.receiver) != "",
        ~exists().where(
            col(others.occurrence_id) == col(Occurrence.id),
            col(others.unit_id) != col(Occurrence.to_unit_id),
            col(others.state) != State.WITHDRAWN.value,
        ),
    )
