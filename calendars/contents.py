"""What a feed holds at one instant: pure, from rows already loaded and `now`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from calendars.entry import Entry, Kind
from scheduler import proof
from scheduler.dates import civil
from scheduler.plan.identity import RIGHT_AFTER, deadline_sequence, page_path, sequence
from scheduler.plan.model import Roll
from scheduler.plan.origins import told_origin
from scheduler.plan.own import OwnReason
from scheduler.states import OWED, State, as_shown
from scheduler.store.columns import split_titles
from scheduler.store.tables import Campaign, Span

TOMBSTONE = timedelta(days=30)
NEVER_CHANGED = datetime(2024, 1, 1, tzinfo=UTC)  # Last-Modified of a feed that never held anything

_KINDS = {kind.in_plan: kind for kind in Kind}


@dataclass(frozen=True)
class Shown:
    """What a feed holds at one instant. An empty `name` is that of somebody's own work, in any language.

    `last_modified` never goes back while rows are never deleted: it counts what fell out of sight too.
    Before `good_until` (None: ever) time alone changes nothing.
    """

    name: str
    filename: str
    entries: tuple[Entry, ...]
    last_modified: datetime
    good_until: datetime | None


@dataclass(frozen=True)
class About:
    """What a feed is called, and what else its sight depends on.

    `changed` are the instants something beside its rows changed it, `turns` those at which time alone will.
    """

    name: str
    filename: str
    changed: tuple[datetime, ...] = ()
    turns: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Places:
    """Where entries point: our pages at `base_url`, and the bot of an issuer by its name without "@"."""

    base_url: str = ""
    bots: Mapping[str, str] = field(default_factory=dict)

    def page(self, campaign: Campaign, kind: Kind, key: str) -> str:
        """The public page of an entry; empty when we do not know our own address."""
        if not self.base_url:
            return ""
        path = page_path((campaign.issuer_id, campaign.code, kind, key))
        return f"{self.base_url.rstrip('/')}/{path}"

    def bot(self, issuer: str) -> str:
        """The chat with the bot of an issuer; empty when it has none."""
        name = self.bots.get(issuer)
        return f"https://t.me/{name}" if name else ""


class Owed(NamedTuple):
    """One deadline as the store has it. `unit` and `state` are empty where no unit is meant.

    `renamed` counts how often the names shown changed: of whom it goes to, and of the unit.
    """

    campaign_id: int
    duty: str
    key: str
    title: str
    due_at: datetime | None
    late_after: datetime | None
    shared_due_at: datetime | None
    origin: str
    origin_text: str
    to: str
    proof: str
    contents: str
    rolled: str
    revision: int
    changed_at: datetime
    withdrawn: bool
    receiver: str = ""
    outside: bool = False
    renamed: int = 0
    renamed_at: datetime = NEVER_CHANGED
    state: str = ""
    state_revision: int = 0
    state_changed_at: datetime = NEVER_CHANGED
    unit: str = ""
    unit_name: str = ""  # only where the feed holds several units
    decided_at: datetime | None = None  # of a day its origin does not tell
    obligation_id: int | None = None
    units: int = 0  # of the tally, where it is shown
    handed_in: int = 0
    counted: int = 0  # revision of the tally
    counted_at: datetime = NEVER_CHANGED
    unsure_on: date | None = None  # a day off nobody confirmed, on which its day depends
    own: OwnReason | None = None  # where the unit has a deadline of its own

    @property
    def is_own(self) -> bool:
        """Whether the unit has another deadline than all."""
        return self.shared_due_at is not None and self.due_at != self.shared_due_at


def shown_at(
    now: datetime,
    *,
    about: About,
    campaigns: Iterable[Campaign],
    spans: Iterable[Span],
    owed: Iterable[Owed],
    places: Places,
) -> Shown:
    """The feed at `now`. `spans` and `owed` belong to `campaigns`, withdrawn ones too.

    Time decides two things here: a deadline is overdue from right after the end of its day (or the hour that was
    stated), and what was withdrawn
    is left out from right after thirty days.
    """
    moments = _Moments(now)
    by_id = {campaign.id: campaign for campaign in campaigns}
    entries = [*_spans(spans, by_id, moments, places), *_deadlines(owed, by_id, moments, places)]
    for instant in (*(campaign.changed_at for campaign in by_id.values()), *about.changed):
        moments.changed(instant)
    for instant in about.turns:
        moments.is_over(instant)
    return Shown(
        name=about.name,
        filename=about.filename,
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
    rows: Iterable[Span],
    campaigns: Mapping[int | None, Campaign],
    moments: _Moments,
    places: Places,
) -> Iterator[Entry]:
    for row in rows:
        campaign, kind = campaigns[row.campaign_id], _KINDS[row.kind]
        changed_at = moments.changed(max(row.changed_at, campaign.renamed_at or NEVER_CHANGED))
        gone = row.withdrawn and moments.is_over(row.changed_at + TOMBSTONE)
        if row.first_on is None or gone:
            continue
        origin = told_origin(row.origin, row.origin_text, row.decided_at, zone=campaign.zone)
        yield Entry(
            issuer=campaign.issuer_id,
            campaign=campaign.code,
            kind=kind,
            key=row.key,
            title=row.title,
            zone=campaign.zone,
            revision=sequence(row.revision + campaign.renamed),
            changed_at=changed_at,
            first_on=row.first_on,
            last_on=row.last_on or row.first_on,
            cancelled=row.withdrawn,
            cancelled_at=row.changed_at if row.withdrawn else None,
            ordinal=row.ordinal,
            occasion=row.occasion,
            origin=origin.kind,
            origin_text=origin.text,
            decided_on=origin.decided_on,
            campaign_title=campaign.title,
            directive=campaign.directive,
            link=places.page(campaign, kind, row.key),
        )


def _deadlines(
    rows: Iterable[Owed],
    campaigns: Mapping[int | None, Campaign],
    moments: _Moments,
    places: Places,
) -> Iterator[Entry]:
    for row in rows:
        campaign, key = campaigns[row.campaign_id], f"{row.duty}/{row.key}"
        changed_at = moments.changed(_changed_at(row, campaign))
        cancelled_at = _cancelled_at(row)
        gone = cancelled_at is not None and moments.is_over(cancelled_at + TOMBSTONE)
        if row.due_at is None or row.late_after is None or gone:
            continue
        overdue = cancelled_at is None and row.state in OWED and moments.is_over(row.late_after)
        origin = told_origin(row.origin, row.origin_text, row.decided_at, zone=campaign.zone)
        yield Entry(
            issuer=campaign.issuer_id,
            campaign=campaign.code,
            kind=Kind.DEADLINE,
            key=key,
            unit=row.unit or None,
            title=row.title,
            zone=campaign.zone,
            revision=deadline_sequence(
                occurrence=row.revision + row.counted,
                obligation=row.state_revision,
                renamed=row.renamed + campaign.renamed,
                overdue=overdue,
            ),
            changed_at=max(changed_at, row.late_after + RIGHT_AFTER) if overdue else changed_at,
            due_at=row.due_at,
            late_after=row.late_after,
            cancelled=cancelled_at is not None,
            cancelled_at=cancelled_at,
            state=_shown_state(row.state),
            overdue=overdue,
            extended_to=_extended_to(row, campaign.zone),
            origin=origin.kind,
            origin_text=origin.text,
            decided_on=origin.decided_on,
            unsure_on=None if row.is_own else row.unsure_on,
            common_due_at=row.shared_due_at if row.is_own else None,
            own=row.own,
            to=row.to,
            receiver=row.receiver,
            outside=bool(row.outside),
            proof=proof.split(row.proof),
            contents=split_titles(row.contents),
            rolled=Roll.parse(row.rolled),
            unit_name=row.unit_name,
            campaign_title=campaign.title,
            directive=campaign.directive,
            link=places.page(campaign, Kind.DEADLINE, key),
            bot=places.bot(campaign.issuer_id) if row.unit else "",
            units=row.units,
            handed_in=row.handed_in,
            counted_on=_day(row.counted_at, campaign.zone) if row.units else None,
        )


def _changed_at(row: Owed, campaign: Campaign) -> datetime:
    renamed_at = max(row.renamed_at, campaign.renamed_at or NEVER_CHANGED)
    return max(row.changed_at, row.state_changed_at, renamed_at, row.counted_at)


def _day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()


def _cancelled_at(row: Owed) -> datetime | None:
    """When it was withdrawn, from everybody or from this unit; the earlier one where both hold."""
    instants = [row.changed_at] if row.withdrawn else []
    if row.state == State.WITHDRAWN:
        instants.append(row.state_changed_at)
    return min(instants, default=None)


def _shown_state(state: str) -> State:
    """What is withdrawn is cancelled, which is no state here; of many units at once none is meant."""
    return State(as_shown(state)) if state not in ("", State.WITHDRAWN) else State.OPEN


def _extended_to(row: Owed, zone: str) -> date | None:
    if row.due_at is None or row.shared_due_at is None or row.due_at <= row.shared_due_at:
        return None
    return civil.ended_on(row.due_at, ZoneInfo(zone))
