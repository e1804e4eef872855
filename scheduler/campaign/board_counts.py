"""How many obligations of a campaign stand where: what a board can be narrowed to, and what a first page counts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from scheduler.language import _
from scheduler.states import OWED, ExtensionState, State
from scheduler.store import holders
from scheduler.store.deadline import effective_late
from scheduler.store.tables import Campaign, Extension, Obligation, Occurrence, Unit
from scheduler.words import state


class Standing(StrEnum):
    """Where obligations stand, as people look for them; one may stand at several. The values are parts of addresses."""

    OWED = "con-phai-gui"
    LATE = "qua-han"
    ASKED = "de-nghi-gia-han"  # still to be answered
    GRANTED = "duoc-gia-han"  # more time, and still owed
    RETURNED = "tra-lai"
    UNREACHED = "chua-co-kenh"  # owed by a unit that nobody can be told at
    SUBMITTED = "da-gui"  # still to be looked at
    ACCEPTED = "da-tiep-nhan"
    WAIVED = "duoc-mien"


Counts = Mapping[Standing, int]


def word(standing: Standing) -> str:
    """ "quá hạn": what is counted, in words."""
    return {
        Standing.OWED: _("còn phải gửi"),
        Standing.LATE: state.word("", overdue=True),
        Standing.ASKED: state.word(ExtensionState.ASKED),
        Standing.GRANTED: state.word(ExtensionState.GRANTED),
        Standing.RETURNED: state.word(State.RETURNED),
        Standing.UNREACHED: _("chưa có kênh"),
        Standing.SUBMITTED: _("đã gửi, chờ tiếp nhận"),
        Standing.ACCEPTED: state.word(State.ACCEPTED),
        Standing.WAIVED: state.word(State.WAIVED),
    }[standing]


def stands(standing: Standing, *, now: datetime) -> ColumnElement[bool]:
    """Whether an obligation stands there at `now`: for a query that joins Obligation and Occurrence."""
    owed = col(Obligation.state).in_(OWED)
    unreached = col(Obligation.unit_id).not_in(holders.reached_units(now))
    every: dict[Standing, ColumnElement[bool]] = {
        Standing.OWED: owed,
        Standing.LATE: and_(owed, effective_late() < now),
        Standing.ASKED: _wished(ExtensionState.ASKED),
        Standing.GRANTED: and_(owed, _wished(ExtensionState.GRANTED)),
        Standing.RETURNED: col(Obligation.state) == State.RETURNED.value,
        Standing.UNREACHED: and_(owed, unreached),
        Standing.SUBMITTED: col(Obligation.state) == State.SUBMITTED.value,
        Standing.ACCEPTED: col(Obligation.state) == State.ACCEPTED.value,
        Standing.WAIVED: col(Obligation.state) == State.WAIVED.value,
    }
    return every[standing]


def _wished(wish: ExtensionState) -> ColumnElement[bool]:
    """As a cell of the board has it: whether the last wish for more time stands so."""
    last = select_columns(func.max(col(Extension.id))).group_by(col(Extension.obligation_id))
    wishes = select_columns(col(Extension.obligation_id)).where(
        col(Extension.state) == wish.value, col(Extension.id).in_(last)
    )
    return col(Obligation.id).in_(wishes)


def live(*which: ColumnElement[bool]) -> Iterable[ColumnElement[bool]]:
    """Conditions of a query that joins Obligation and Occurrence: what is not withdrawn, of those."""
    return (
        col(Occurrence.withdrawn).is_(False),
        col(Obligation.state) != State.WITHDRAWN.value,
        *which,
    )


def load_counts(
    session: Session, issuer_id: str, *which: ColumnElement[bool], now: datetime
) -> dict[int, Counts]:
    """How many obligations stand where at `now`, by id of the campaign; of the issuer's, those `which` picks.

    `which`: conditions on Campaign, Occurrence, Obligation and Unit.
    """
    sums = [func.sum(case((stands(one, now=now), 1), else_=0)) for one in Standing]
    query = (
        select_columns(col(Occurrence.campaign_id), *sums)
        .select_from(Obligation)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(*live(col(Campaign.issuer_id) == issuer_id, *which))
        .group_by(col(Occurrence.campaign_id))
    )
    rows: Any = session.execute(query)
    return {
        campaign_id: dict(zip(Standing, map(int, counts), strict=True))
        for campaign_id, *counts in rows
    }
