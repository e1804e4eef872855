"""What a channel is given to say: plain values, already decided; the channel only words and sends them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Protocol

from scheduler.language import ADDRESS
from scheduler.plan.model import AnnouncementKind, Roll
from scheduler.plan.own import OwnReason
from scheduler.run.outcome import Outcome, Told
from scheduler.steps import Step
from scheduler.store.handovers import ToldAs
from scheduler.workflow.superior import Escalation

UNDATED = datetime(9000, 1, 1, tzinfo=UTC)  # behind all that has a day; never shown


class Reader(StrEnum):
    """Who reads a notice, as far as the obligation is concerned."""

    UNIT = "unit"  # that owes
    STANDING_BODY = "standing_body"
    OTHER = "other"  # the head of the block: is told, has nothing to do
    FORMER = "former"  # somebody who answered for it and does no longer


@dataclass(frozen=True)
class About:
    """The report, the wish for more time or the waiver that a notice of something that happened is about."""

    id: int
    state: str  # submitted, accepted, returned; asked, granted, refused, overtaken; waived
    number: str | None = None
    note: str | None = None
    files: int = 0
    wanted_at: datetime | None = None
    granted_at: datetime | None = None
    reason: str | None = None  # why more time is wished for
    answer: str | None = None  # why it was returned, refused or waived
    decided_at: datetime | None = None
    decided_by: str | None = None
    on_time: bool = True  # of a report
    days_late: int | None = None  # working days; None where that is not known
    time: int = 1  # which time it was handed in


@dataclass(frozen=True)
class NoticeItem:
    """One obligation in a notice, as it stands at the moment of sending. Instants are aware, in the campaign's zone."""

    obligation_id: int
    reference: str  # campaign/duty/occurrence/unit
    step: Step
    duty: str  # title of the duty
    campaign: str  # title of the campaign
    directive: str  # "210/KH-UBND ngày 15/01/2024"; empty when it has no number and day
    unit: str  # name of the unit that owes
    to: str  # name of the unit that collects
    due_at: datetime  # UNDATED where it is not `dated`
    late_after: datetime  # the end of that day, unless an hour was stated
    cut_off_at: datetime | None
    working_days_left: int  # after today, up to and with the due day; negative: late by so many
    origin: str  # as of `OriginKind`
    origin_text: str  # the sentence of the directive, the rule, who set it
    revision: int
    proof: tuple[str, ...] = ()
    receiver: str = ""  # whose report it is, where `to` takes it in for somebody else
    outside: bool = False  # the unit is who takes it in, and sends it to the receiver
    state: str = "open"  # see scheduler.states
    state_at: datetime | None = None
    state_by: str | None = None  # "Giám đốc, Sở Tài chính"
    page: str = ""  # path of its public page; see scheduler.plan.identity
    uid: str = ""  # by which calendars know this deadline; see scheduler.plan.identity
    sequence: int = 0  # of what calendars show of it; grows with every change a reader can see
    reader: Reader = Reader.UNIT
    may_give: bool = True  # whether the reader can let somebody else do it
    about: About | None = None
    common_due_at: datetime | None = None  # of all, where this unit has a deadline of its own
    own: OwnReason | None = None  # why it has
    decided_on: date | None = None  # where the words of the origin tell the day no more
    rolled: Roll | None = None  # where its day would be a day off
    contents: tuple[str, ...] = ()  # titles of reports that are told in it
    escalation: Escalation | None = None  # the one this tells of, for all units it names
    dated: bool = True  # whether there is a deadline yet
    received_on: date | None = (
        None  # where it is counted from the day the unit received the document
    )
    told: Told | None = None  # of an edit: what the calendar of who reads it was told last
    unsure_on: date | None = None  # a day off nobody confirmed, on which the deadline depends
    occurrence_id: int = 0  # one duty, once, of all units
    coming: bool = False  # of an edit: another message to the same address tells it anew

    def is_late(self, now: datetime) -> bool:
        """Whether its time is over at `now`."""
        return self.late_after < now

    def is_closed(self, now: datetime) -> bool:
        """Whether nothing is taken in any more at `now`."""
        return self.cut_off_at is not None and self.cut_off_at <= now

    def place(self) -> tuple[datetime, bool, str]:
        """By which items are put in order: a report to a superior stays behind what is due with it, whoever of its
        units still owes."""
        return self.due_at, self.escalation is not None, self.reference


@dataclass(frozen=True)
class StandingBody:
    """Who collects for the issuer, and where answers reach them; what is not known is empty."""

    name: str
    mailbox: str = ""
    bot: str = ""  # name of the issuer's bot, without "@"


@dataclass(frozen=True)
class HalfMade:
    """A report somebody else began and has not handed in."""

    duty: str  # empty: files for a duty that was not chosen yet
    number: str
    files: int


@dataclass(frozen=True)
class PostChange:
    """That a post changed hands, as it is told to one reader. `at` is aware, in the issuer's zone."""

    reader: ToldAs
    reference: str  # unit/kind of the post, for the ledger
    post: str  # in full, with its unit
    unit: str
    at: datetime
    is_group: bool = False  # a group chat of the unit, no person
    is_mailbox: bool = False  # a mailbox of the unit, of which no person is known
    succeeds: bool = True  # somebody held it until then
    is_vacant: bool = False  # nobody holds it now
    reports: int = 0  # half-made ones that went over
    open: int | None = None  # what the unit owes now; None: it is not counted any more
    half_made: tuple[HalfMade, ...] = ()  # of who reads, to go on with
    stand_ins: int = 0  # who stands in for the holder, as the former let them
    is_standing_body: bool = False  # the unit is
    waiting: int = 0  # what waits there for a decision of who reads
    links: tuple[int, ...] = ()  # open calendar links of the unit that the former made
    heads: str = ""  # the block the unit heads now


@dataclass(frozen=True)
class KeptDay:
    """An anniversary that a phase is held for; `ordinal` and `occasion` (its class) None where it is not counted."""

    title: str
    on: date
    ordinal: int | None = None
    occasion: str | None = None


@dataclass(frozen=True)
class OwedWithin:
    """What a unit of the reader's has to hand in while a phase lasts, or next after it."""

    duty: str
    unit: str
    due_at: datetime  # aware, in the campaign's zone


@dataclass(frozen=True)
class Announced:
    """What a round, a peak or an anniversary tells by itself. Nothing is to be answered to it."""

    kind: AnnouncementKind
    reference: str  # campaign/phase
    title: str
    campaign: str
    directive: str  # empty when it has no number and day
    first_on: date
    last_on: date
    working_days_left: int  # after today up to and with the last day
    ordinal: int | None = None  # of an anniversary
    occasion: str | None = None
    days: tuple[KeptDay, ...] = ()  # that a phase is held for, the earliest first
    owed: tuple[OwedWithin, ...] = ()  # the nearest first
    told_before: date | None = None  # another day for the same, that people heard of


@dataclass(frozen=True)
class ToldDraft:
    """A definition in the making that waits for who reads: to be approved, or to be corrected where there is a
    `remark`. `by`: who proposed it, or gave it back, at `at` (aware, UTC)."""

    title: str
    by: str
    at: datetime
    remark: str = ""


@dataclass(frozen=True)
class DeskLink:
    """A link that opens the desk once, asked for by who reads, or `about` what waits for them there. `path` below our
    address; never shown but to them."""

    reference: str  # unit/kind of the post, for the ledger
    unit: str  # the standing body
    path: str = field(repr=False)
    minutes: int  # that it lasts, by the wall clock
    about: ToldDraft | None = None


@dataclass(frozen=True)
class Notice:
    """One message to one person: one item or several merged into one card, nearest first.

    `changes`: posts that changed hands, said before all else; `announced`: phases, said behind all else. With either
    there may be no item.
    """

    delivery_id: int
    issuer: str
    zone: str
    post: str  # title of the post it goes to, in full: "Chủ tịch UBND huyện Lâm Thao"
    language: str
    now: datetime  # aware, in the campaign's zone
    items: tuple[NoticeItem, ...]
    standing_body: StandingBody
    possible_duplicate: bool = False
    rehearsal: bool = False
    unit: str = ""  # that the post belongs to
    address: str = ADDRESS  # how the issuer addresses who reads
    changes: tuple[PostChange, ...] = ()
    announced: tuple[Announced, ...] = ()
    desk_link: DeskLink | None = None  # then there is nothing else
    ledger_end: str = ""  # where the issuer's chain ended, for the standing body to keep

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.items or self.changes or self.announced or self.desk_link)

    @property
    def is_to_unit(self) -> bool:
        """Whether it goes to the chat of the unit, and so to nobody by a title."""
        return self.post == self.unit


class Channel(Protocol):
    """A way to reach people: one module, one line in the table of channels."""

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        """Say `notice` at `address`. Never raises for what the far side does: that is an Outcome."""

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        """Make what was said as `message_id` say `notice`; a channel that cannot answers Sent.

        It may say anew what calendars were `told` otherwise, unless that is `coming` in another message.
        """

    async def check(self) -> Outcome:
        """Whether the far side would take a message now: Sent with no id, though nothing was, or why not."""
