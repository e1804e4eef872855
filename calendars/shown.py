"""What a feed holds at one instant: pure, from rows already loaded and `now`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from calendars.entry import Entry, Kind, State
from scheduler.plan.identity import sequence
from scheduler.store.deadline import OWED
from scheduler.store.tables import Campaign, Span, Unit

TOMBSTONE = timedelta(days=30)
RIGHT_AFTER = timedelta(seconds=1)  # what HTTP and iCalendar can tell from the moment itself
NEVER_CHANGED = datetime(2024, 1, 1, tzinfo=UTC)  # Last-Modified of a feed that never held anything

_KINDS = {
    "round": Kind.PHASE,
    "peak": Kind.PEAK,
    "anniversary": Kind.ANNIVERSARY,
    "milestone": Kind.MILESTONE,
}
_STATES = {state.value: state for state in State}


@dataclass(frozen=True)
class Shown:
    """What a feed holds at one instant.

    `last_modified` never goes back while rows are never deleted: it counts what fell out of sight too.
    Before `good_until` (None: ever) time alone changes nothing.
    """

    name: str
    filename: str
    entries: tuple[Entry, ...]
    last_modified: datetime
    good_until: datetime | None


class Owed(NamedTuple):
    """One deadline as the store has it. `state` is empty where no unit is meant."""

    campaign_id: int
    duty: str
    key: str
    title: str
    due_at: datetime | None
    shared_due_at: datetime | None
    origin: str
    origin_text: str
    to: str
    proof: str
    revision: int
    changed_at: datetime
    withdrawn: bool
    state: str = ""
    state_revision: int = 0
    state_changed_at: datetime = NEVER_CHANGED


def shown_at(
    now: datetime,
    *,
    about: Campaign | Unit,
    campaigns: Sequence[Campaign],
    spans: Sequence[Span],
    owed: Sequence[Owed],
) -> Shown:
    """The feed about a campaign or a unit at `now`. `spans` and `owed` belong to `campaigns`, withdrawn ones too.

    Time decides two things here: a deadline is overdue from right after its instant, and what was withdrawn
    is left out from right after thirty days.
    """
    moments = _Moments(now)
    by_id = {campaign.id: campaign for campaign in campaigns}
    unit = about.code if isinstance(about, Unit) else None
    entries = [*_spans(spans, by_id, moments), *_deadlines(owed, by_id, unit, moments)]
    for campaign in campaigns:
        moments.changed(campaign.changed_at)
    return Shown(
        name=about.name if isinstance(about, Unit) else about.title,
        filename=f"{about.issuer_id}-{about.code}.ics" if unit else f"{about.code}.ics",
        entries=tuple(entries),
        last_modified=moments.changed_at,
        good_until=moments.good_until,
    )


class _Moments:
    """When the feed last changed, and when time alone will change it next."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.changed_at = NEVER_CHANGED
        self.good_until: datetime | None = None

    def changed(self, at: datetime) -> datetime:
        self.changed_at = max(self.changed_at, at)
        return at

    def is_over(self, at: datetime) -> bool:
        """Whether `at` has passed; either way the feed changes right after it."""
        turns_at = at + RIGHT_AFTER
        if turns_at <= self.now:
            self.changed(turns_at)
            return True
        self.good_until = min(self.good_until or turns_at, turns_at)
        return False


def _spans(
    rows: Sequence[Span], campaigns: Mapping[int | None, Campaign], moments: _Moments
) -> Iterator[Entry]:
    for row in rows:
        changed_at = moments.changed(row.changed_at)
        gone = row.withdrawn and moments.is_over(changed_at + TOMBSTONE)
        if row.first_on is None or gone:
            continue
        campaign = campaigns[row.campaign_id]
        yield Entry(
            issuer=campaign.issuer_id,
            campaign=campaign.code,
            kind=_KINDS[row.kind],
            key=row.key,
            title=row.title,
            zone=campaign.zone,
            revision=sequence(row.revision),
            changed_at=changed_at,
            first_on=row.first_on,
            last_on=row.last_on or row.first_on,
            cancelled=row.withdrawn,
            cancelled_at=changed_at if row.withdrawn else None,
            ordinal=row.ordinal,
            occasion=row.occasion,
            origin=row.origin,
            origin_text=row.origin_text,
            campaign_title=campaign.title,
            directive=campaign.directive,
        )


def _deadlines(
    rows: Sequence[Owed],
    campaigns: Mapping[int | None, Campaign],
    unit: str | None,
    moments: _Moments,
) -> Iterator[Entry]:
    for row in rows:
        changed_at = moments.changed(max(row.changed_at, row.state_changed_at))
        cancelled_at = _cancelled_at(row)
        gone = cancelled_at is not None and moments.is_over(cancelled_at + TOMBSTONE)
        if row.due_at is None or gone:
            continue
        overdue = cancelled_at is None and row.state in OWED and moments.is_over(row.due_at)
        campaign = campaigns[row.campaign_id]
        yield Entry(
            issuer=campaign.issuer_id,
            campaign=campaign.code,
            kind=Kind.DEADLINE,
            key=f"{row.duty}/{row.key}",
            unit=unit,
            title=row.title,
            zone=campaign.zone,
            revision=sequence(row.revision + row.state_revision, overdue=overdue),
            changed_at=max(changed_at, row.due_at + RIGHT_AFTER) if overdue else changed_at,
            due_at=row.due_at,
            cancelled=cancelled_at is not None,
            cancelled_at=cancelled_at,
            state=_STATES.get(row.state, State.OPEN),
            overdue=overdue,
            extended_to=_extended_to(row, campaign.zone),
            origin=row.origin,
            origin_text=row.origin_text,
            to=row.to,
            proof=tuple(row.proof.split(",")) if row.proof else (),
            campaign_title=campaign.title,
            directive=campaign.directive,
        )


def _cancelled_at(row: Owed) -> datetime | None:
    """When it was withdrawn, from everybody or from this unit; the earlier one where both hold."""
    instants = [row.changed_at] if row.withdrawn else []
    if row.state == "withdrawn":
        instants.append(row.state_changed_at)
    return min(instants, default=None)


def _extended_to(row: Owed, zone: str) -> date | None:
    if row.due_at is None or row.shared_due_at is None or row.due_at <= row.shared_due_at:
        return None
    return row.due_at.astimezone(ZoneInfo(zone)).date()
