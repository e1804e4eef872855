"""A day ends at 24:00 (Civil Code 2015 art. 148(6)): when something is late stands beside the hour that is shown.

Beside it, too, the day off on which a deadline depends while nobody confirmed it: known from the next plan on.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_MIDNIGHT, _USUAL = time(0), time(17)
_STATED = "'time':"  # in the rule of a duty: its text says the hour
_OCCURRENCES = """
    SELECT occurrence.id, occurrence.due_at, occurrence.rule, campaign.zone
    FROM occurrence JOIN campaign ON campaign.id = occurrence.campaign_id
    WHERE occurrence.due_at IS NOT NULL"""
_OBLIGATIONS = """
    SELECT obligation.id, obligation.due_at, obligation.occurrence_id, campaign.zone
    FROM obligation JOIN occurrence ON occurrence.id = obligation.occurrence_id
    JOIN campaign ON campaign.id = occurrence.campaign_id WHERE obligation.due_at IS NOT NULL"""
_LATE = """
    SELECT submission.id, submission.due_at, submission.submitted_at, obligation.occurrence_id, campaign.zone
    FROM submission JOIN obligation ON obligation.id = submission.obligation_id
    JOIN occurrence ON occurrence.id = obligation.occurrence_id
    JOIN campaign ON campaign.id = occurrence.campaign_id
    WHERE NOT submission.on_time AND submission.due_at IS NOT NULL"""


def _column() -> sa.Column[datetime]:
    kind = scheduler.store.columns.UtcDateTime(timezone=True)
    return sa.Column("late_after", kind, nullable=True)


def upgrade() -> None:
    """The hour an office shows by practice leaves the rest of the day; an hour of a text, or of a person, counts."""
    for table in ("occurrence", "obligation"):
        op.add_column(table, _column())
    op.add_column("occurrence", sa.Column("unsure_on", sa.Date(), nullable=True))
    occurrences = _read(_OCCURRENCES, "due_at")
    office = _practice(row for row in occurrences if _STATED not in row.rule)
    stated = {row.id: _STATED in row.rule or _clock(row) != office for row in occurrences}
    clocks = {row.id: _clock(row) for row in occurrences}

    def late_after(row: Any) -> datetime:
        clock = _clock(row)
        same = clock == clocks.get(row.occurrence_id)
        return _end(row, stated=stated[row.occurrence_id] if same else clock != office)

    ends = {row.id: _end(row, stated=stated[row.id]) for row in occurrences}
    _write("UPDATE occurrence SET late_after = :end WHERE id = :id", ends)
    ends = {row.id: late_after(row) for row in _read(_OBLIGATIONS, "due_at")}
    _write("UPDATE obligation SET late_after = :end WHERE id = :id", ends)
    late = {row.id: row for row in _read(_LATE, "due_at", "submitted_at")}
    ends = {id_: end for id_, row in late.items() if row.submitted_at <= (end := late_after(row))}
    _write("UPDATE submission SET on_time = (submitted_at <= :end) WHERE id = :id", ends)


def downgrade() -> None:
    op.drop_column("occurrence", "unsure_on")
    for table in ("occurrence", "obligation"):
        op.drop_column(table, "late_after")


def _read(query: str, *instants: str) -> list[Any]:
    kind = scheduler.store.columns.UtcDateTime(timezone=True)
    typed = sa.text(query).columns(**dict.fromkeys(instants, kind))
    return list(op.get_bind().execute(typed))


def _write(update: str, ends: dict[int, datetime]) -> None:
    kind = scheduler.store.columns.UtcDateTime(timezone=True)
    typed = sa.text(update).bindparams(sa.bindparam("end", type_=kind))
    if ends:
        op.get_bind().execute(typed, [{"id": id_, "end": end} for id_, end in ends.items()])


def _practice(rows: Iterable[Any]) -> time:
    """The clock most deadlines show; the usual one where several do."""
    seen = Counter(_clock(row) for row in rows)
    return max(seen, key=lambda clock: (seen[clock], clock == _USUAL), default=_USUAL)


def _clock(row: Any) -> time:
    local: datetime = row.due_at.astimezone(ZoneInfo(row.zone))
    return local.time()


def _end(row: Any, *, stated: bool) -> datetime:
    zone = ZoneInfo(row.zone)
    local: datetime = row.due_at.astimezone(zone)
    if stated or local.time() == _MIDNIGHT:
        return local.astimezone(UTC)
    tomorrow = local.date() + timedelta(days=1)
    return datetime.combine(tomorrow, _MIDNIGHT, zone).astimezone(UTC)
