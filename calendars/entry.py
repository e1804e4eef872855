"""What a feed shows, as values: one entry for each phase, peak, anniversary, occasion, milestone and deadline."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from scheduler.plan import identity
from scheduler.plan.model import Roll
from scheduler.plan.own import OwnReason
from scheduler.states import State


class Kind(StrEnum):
    """What an entry is."""

    PHASE = "phase"  # đợt
    PEAK = "peak"  # cao điểm
    ANNIVERSARY = "anniversary"  # ngày kỷ niệm
    OCCASION = "occasion"  # sự kiện of this campaign alone
    MILESTONE = "milestone"  # mốc nobody owes
    DEADLINE = "deadline"  # thời hạn gửi

    @property
    def in_plan(self) -> str:
        """What the plan calls it."""
        return "round" if self is Kind.PHASE else self.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One row of a feed, already decided: nothing below this line reads a clock or a database.

    Whoever makes it decides what time decides: `overdue` once `late_after` has passed (and then `revision`
    and `changed_at` have grown with it), and that a cancelled entry is left out thirty days after it was.
    An entry is either all day, `first_on` to `last_on` (both within), or timed, `due_at` for `duration`.
    `revision` and `changed_at` grow with every change a reader can see. Raises ValueError when neither holds.
    """

    issuer: str
    campaign: str
    kind: Kind
    key: str
    unit: str | None = None
    title: str
    zone: str
    revision: int
    changed_at: datetime  # aware; the row's own, never the time of the fetch
    first_on: date | None = None
    last_on: date | None = None
    due_at: datetime | None = None  # aware
    late_after: datetime | None = (
        None  # aware; when it is overdue, the end of the day or a stated hour
    )
    cancelled: bool = False
    cancelled_at: datetime | None = None
    state: State = (
        State.OPEN
    )  # as calendars show it, see `states.as_shown`; that of the other kinds stays open
    overdue: bool = False
    extended_to: date | None = None  # day in `zone`; also `due_at` is the extended one then
    ordinal: int | None = None
    occasion: str | None = None  # class of the year with its decree, as plans keep it
    origin: str = ""  # quoted, derived, set
    origin_text: str = ""
    decided_on: date | None = None  # day in `zone`, where the words of the origin tell it no more
    unsure_on: date | None = None  # a day off nobody confirmed, on which it depends
    common_due_at: datetime | None = None  # aware; of all, where the unit has a deadline of its own
    own: OwnReason | None = None  # why it has
    to: str = ""
    receiver: str = ""  # whose report it is, where `to` takes it in for somebody else
    outside: bool = False  # who owes it is who takes it in, and sends it to the receiver
    proof: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()  # titles of reports that are told in it
    rolled: Roll | None = None  # where its day would be a day off
    unit_name: str = ""  # shown in the title where a feed holds several units
    campaign_title: str = ""
    directive: str = ""
    link: str = ""  # page of the entry; never an address with a secret
    bot: str = ""  # where the unit answers
    units: int = 0  # that owe it, where it is told how many have handed in; else 0
    handed_in: int = 0  # as `scheduler.store.tally` makes it coarse
    counted_on: date | None = None  # day in `zone` since which it is told so

    def __post_init__(self) -> None:
        if (self.first_on is None) == (self.due_at is None):
            raise ValueError("an entry is either all day or timed")
        if self.first_on is not None and (self.last_on is None or self.last_on < self.first_on):
            raise ValueError("an all-day entry ends on or after its first day")
        for instant in (self.changed_at, self.due_at, self.cancelled_at, self.common_due_at):
            if instant is not None and instant.tzinfo is None:
                raise ValueError("an aware instant expected")

    @property
    def name(self) -> tuple[str, ...]:
        """Identity: issuer, campaign, kind, key and, when it is owed by one unit, the unit."""
        parts = (self.issuer, self.campaign, self.kind.value, self.key)
        return parts if self.unit is None else (*parts, self.unit)


def uid(entry: Entry) -> str:
    """UID of `entry`: see `scheduler.plan.identity`, for a mail about the same deadline carries it too."""
    return identity.uid(entry.name)
