"""What a plan holds: days, what is owed, and when who is reminded. Values only, in a fixed order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from scheduler.definition.when import ON_REQUEST, RECEIVED
from scheduler.steps import Step


class SpanKind(StrEnum):
    """What a span of the calendar is; the first two as phases of a definition name them."""

    ROUND = "round"  # đợt
    PEAK = "peak"  # cao điểm
    ANNIVERSARY = "anniversary"  # ngày kỷ niệm
    OCCASION = "occasion"  # sự kiện of this campaign alone
    MILESTONE = "milestone"  # mốc


PHASES = (SpanKind.ROUND, SpanKind.PEAK)
HELD_FOR = (SpanKind.ANNIVERSARY, SpanKind.OCCASION)  # what phases are held for


class WaitsFor(StrEnum):
    """On whose word a duty gets its day, where no rule of the definition tells it; as `When` has them."""

    REQUEST = ON_REQUEST  # of the standing body, which calls it
    RECEIPT = RECEIVED  # of each unit: when it received the document


class RemarkKind(StrEnum):
    """What a person should look at."""

    UNDATED = "undated"  # it has no day, so nobody is reminded
    ON_REQUEST = "on_request"  # nor has what waits until it is called for,
    RECEIVED = "received"  # what counts from a day of each unit,
    NOT_ISSUED = "not_issued"  # from the day of a document that names none,
    WAITS_FOR = "waits_for"  # or from something that has no day itself
    NO_HOST = "no_host"  # a part of a report that is never written
    OTHER_UNITS = "other_units"  # a part of a report that others owe
    YEAR_NOT_ANNOUNCED = "year_not_announced"  # whose days off are computed by law
    NOBODY_OWES = "nobody_owes"
    OWES_ITSELF = "owes_itself"  # who collects need not hand in
    OUTSIDE_PHASE = "outside_phase"  # an anniversary
    ISSUER_ENDED = "issuer_ended"  # the body that launches it, before its days
    STANDING_BODY_ENDED = "standing_body_ended"
    RECEIVER_ENDED = "receiver_ended"  # who reports go to
    UNIT_ENDED = "unit_ended"  # one that the definition names, or that owed the year before
    BLOCK_EMPTY = "block_empty"  # no unit of it lives any more
    BLOCK_WITHOUT_HEAD = "block_without_head"  # nobody is named for that year
    IN_NO_BLOCK = "in_no_block"  # living units that a duty of all blocks leaves out
    INTAKE_AFTER_UPWARD = "intake_after_upward"  # units may be late for the report made of theirs
    DAY_OFF_UNSURE = "day_off_unsure"  # its day depends on a day off nobody confirmed
    BEFORE_IT_BEGINS = "before_it_begins"  # a day of a campaign that ends in another year
    OCCASION_OUTSIDE = "occasion_outside"  # a phase that names it
    TO_CONFIRM = "to_confirm"  # of an anniversary, what the catalogue asks of a person
    UNCHECKED = "unchecked"  # an anniversary of which no source was found


@dataclass(frozen=True)
class Heading:
    """What a campaign says of itself, in every entry and card."""

    title: str
    directive: str  # "210/KH-UBND ngày 15/01/2024"; empty when it has neither
    zone: str
    year: int
    last_year: int | None = None  # of a campaign of several


@dataclass(frozen=True)
class Roll:
    """A last day on a day off, and the day it went to; `within`: the period it may not leave ("2027-07", "2027-Q3")."""

    from_on: date
    to_on: date
    within: str = ""

    @classmethod
    def parse(cls, stored: str) -> "Roll | None":
        """The one that `str` made `stored` of; None of an empty one."""
        if not stored:
            return None
        begins, ends, within = stored.split("/")
        return cls(date.fromisoformat(begins), date.fromisoformat(ends), within)

    def __str__(self) -> str:
        return f"{self.from_on.isoformat()}/{self.to_on.isoformat()}/{self.within}"


class AnnouncementKind(StrEnum):
    """What of a phase or an anniversary is told by itself; each is told once a day it tells of."""

    OPENING = "opening"  # a round or peak begins
    LAST_WEEK = "last_week"  # it ends within seven days
    ANNIVERSARY = "anniversary"  # a day that rounds or peaks are held for


@dataclass(frozen=True)
class PlannedAnnouncement:
    """A notice of a span at an instant (aware, UTC), to the heads of all units that owe something in the campaign.

    `day` is the day it tells of: the first, the last or the anniversary itself.
    """

    kind: AnnouncementKind
    day: date
    at: datetime
    units: tuple[str, ...] = field(
        default=(), compare=False
    )  # alive on `day`; of a stored one: found out when it is told


@dataclass(frozen=True)
class PlannedSpan:
    """A phase, peak, anniversary, occasion or milestone; both days within. A milestone nobody dated has none."""

    kind: SpanKind
    key: str
    title: str
    first_on: date | None
    last_on: date | None
    ordinal: int | None = None
    occasion: str | None = None  # class of the year with its decree: dates/anniversaries.year_class
    origin: str = ""
    origin_text: str = ""
    anniversaries: tuple[str, ...] = ()
    template: str = field(default="", compare=False)  # it came from
    announcements: tuple[PlannedAnnouncement, ...] = ()
    rule: str = field(
        default="", compare=False
    )  # of a stored one: that came with the words of its origin
    words_hold: bool | None = field(
        default=None, compare=False
    )  # whether those tell the day; None: unread

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last."""
        return self.first_on, self.last_on


@dataclass(frozen=True)
class PlannedReminder:
    """A notice at an instant (aware, UTC), for every unit of the occurrence that still owes then."""

    step: Step
    at: datetime
    recipients: tuple[str, ...]
    draft: bool = False


@dataclass(frozen=True)
class PlannedOccurrence:
    """One duty, once. `due_at` is what is shown, `late_after` when it is late, `cut_off_at` when nothing is taken in
    any more: aware, in UTC; None while a day is not known."""

    duty: str
    key: str
    title: str
    kind: str
    due_at: datetime | None
    late_after: datetime | None
    cut_off_at: datetime | None
    origin: str
    origin_text: str
    to: str
    proof: tuple[str, ...]
    units: tuple[str, ...]
    reminders: tuple[PlannedReminder, ...] = ()
    receiver: str = ""  # whose report it is, where `to` takes it in for somebody else
    template: str = field(default="", compare=False)  # it came from
    unsure_on: date | None = None  # a day off nobody confirmed, on which its day depends
    terms: str = ""  # the duty as written, where it waits for a word: see WaitsFor
    rule: str = field(
        default="", compare=False
    )  # of a stored one: that came with the words of its origin
    words_hold: bool | None = field(
        default=None, compare=False
    )  # whether those tell the day; None: unread
    contents: tuple[str, ...] = ()  # titles of reports that are told in this one
    rolled: Roll | None = None  # where its day, before any consolidation, would be a day off
    # without a day: issued, received, on_request, or the id of what has none itself; a stored one tells it with `terms`
    waits_for: str = field(default="", compare=False)

    @property
    def is_sent_outside(self) -> bool:
        """Whether who takes it in is all that owes it, and sends it to the receiver."""
        return is_sent_outside(self.receiver, self.units, self.to)

    @property
    def days(self) -> tuple[datetime | None]:
        """What its origin tells."""
        return (self.due_at,)


def is_sent_outside(receiver: str, units: tuple[str, ...], to: str) -> bool:
    """Whether `to` alone owes it to a receiver it would take it in for: nobody takes it in here."""
    return bool(receiver) and units == (to,)


@dataclass(frozen=True)
class Remark:
    """Something a person should look at before applying: kind, the id or name it is about, and since when."""

    kind: RemarkKind
    subject: str
    detail: str = ""
    on: date | None = None  # the last day of what has ended; the day of what comes too early


@dataclass(frozen=True)
class OwnDeadline:
    """A later day one unit was granted, or was given with a report to do again; aware, in UTC."""

    duty: str
    key: str
    unit: str
    due_at: datetime


@dataclass(frozen=True)
class Cancelled:
    """A time of a duty that is owed no more, and why: as the origin of a day."""

    duty: str
    key: str
    origin: str
    origin_text: str


@dataclass(frozen=True)
class Plan:
    """Everything one definition asks for. Spans and occurrences stand in the order of the file."""

    campaign: str
    heading: Heading
    spans: tuple[PlannedSpan, ...]
    occurrences: tuple[PlannedOccurrence, ...]
    remarks: tuple[Remark, ...] = ()
    own: tuple[OwnDeadline, ...] = field(
        default=(), compare=False
    )  # of a stored plan: no definition says them
    cancelled: tuple[Cancelled, ...] = field(
        default=(), compare=False
    )  # of a new one: a stored one has no such rows

    @property
    def zone(self) -> str:
        """In which its days are days."""
        return self.heading.zone

    def marked(self, templates: Mapping[str, str]) -> "Plan":
        """The same, with what came from a template saying from which; `templates` by the id of duty or milestone."""
        return replace(
            self,
            spans=tuple(replace(one, template=templates.get(one.key, "")) for one in self.spans),
            occurrences=tuple(
                replace(one, template=templates.get(one.duty, "")) for one in self.occurrences
            ),
        )
