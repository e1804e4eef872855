"""What an import returns: the values of import-schema “directive-1”, each with the words it was read from."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from scheduler.definition.models import DutyKind
from scheduler.directives.page.view import Quote


class SourceKind(Enum):
    """What the text is."""

    DIRECTIVE = "directive"
    NEWS = "news_report_of_directive"
    OTHER = "not_directive"


@dataclass(frozen=True)
class ReadValue:
    """A value of the header and where it stands; both None when the text does not say it."""

    value: str | int | None = None
    evidence: Quote | None = None


@dataclass(frozen=True)
class Header:
    """The head of the document."""

    number: ReadValue = ReadValue()
    type: ReadValue = ReadValue()
    issuer: ReadValue = ReadValue()
    issue_date: ReadValue = ReadValue()
    year: ReadValue = ReadValue()
    theme: ReadValue = ReadValue()
    title: ReadValue = ReadValue()


@dataclass(frozen=True)
class ReadPeriod:
    """The whole campaign's first and last day (ISO)."""

    start: str | None
    end: str | None
    end_text: str | None
    evidence: Quote


@dataclass(frozen=True)
class ReadPhase:
    """A round or a peak. `begins`..`ends` are its place in the reading view, for tying anniversaries to it."""

    id: str
    name: str
    ordinal: int | None
    start: str | None
    end: str | None
    evidence: Quote
    begins: int
    ends: int
    anniversaries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Commemoration:
    """An anniversary as the text names it; a half that is not printed is None."""

    id: str
    name: str
    historical_date: str | None
    commemorated_date: str | None
    ordinal: int | None
    evidence: Quote
    places: tuple[int, ...] = ()  # every place of the reading view where it is said
    tied_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Window:
    """A vague due: some day from first to last."""

    first: str
    last: str
    text: str


class TieKind(Enum):
    """What a due waits for, where it is no day."""

    ON_REQUEST = "on_request"  # somebody asks
    SAME_AS = "same_as"  # the days of another report
    PART_OF = "part_of"  # another report contains it
    BEFORE = "before"  # a meeting, so long before
    AFTER = "after"  # a meeting, so long after
    ISSUED = "issued"  # so long after the document is signed
    RECEIVED = "received"  # so long after a unit has it


@dataclass(frozen=True)
class Tie:
    """What a due is tied to: the words for it, and how long after or before."""

    kind: TieKind
    to: str = ""
    count: int | None = None
    unit: str | None = None  # days, working_days, months


@dataclass(frozen=True)
class LeftOut:
    """A period in which what recurs is not sent, and the report that holds it then, where one is named."""

    period: str  # "06", "Q4", as a definition writes it
    other: str | None = None


@dataclass(frozen=True)
class ReadDuty:
    """Something owed. `due` None: the text gives no date; `relative` or `due_text` then say what it does say."""

    id: str
    kind: DutyKind
    what: str
    due: str | Window | None
    evidence: Quote
    who: str | None = None
    to_whom: str | None = None
    bound: str | None = None  # before, by, on
    recurrence: str | None = None
    relative: str | None = None
    time: str | None = None
    due_text: str | None = None
    weekday: int | None = None  # of what comes every week: Monday is 1
    of: str | None = None  # of what comes every period: its “first month” or the “next month”
    either: tuple[
        tuple[date, date], ...
    ] = ()  # first and last days, of which a person has to choose
    tie: Tie | None = None  # what it waits for; beside a due that follows from it too
    left_out: tuple[LeftOut, ...] = ()
    forms: tuple[str, ...] = ()  # by which forms it is made: “Mẫu số 01”
    channels: tuple[str, ...] = ()  # over which it is sent: “Hệ thống quản lý văn bản”
    place: tuple[int, int] = (0, 0)  # of the reading view, of the sentence that asks for it


@dataclass(frozen=True)
class ReadMilestone:
    """A dated point nobody owes; `until` is the last day of one that lasts several.

    `date` is a day, or a month (2024-09) when the text tells no more."""

    id: str
    name: str
    date: str
    evidence: Quote
    until: str | None = None
    some_day: bool = False  # of these days, and not all of them: “trong nửa đầu tháng 6”


@dataclass(frozen=True)
class ReadOccasion:
    """An event that comes once and is welcomed, with the day (ISO) that stands behind its name."""

    name: str
    day: str | None
    evidence: Quote
    places: tuple[int, ...] = ()  # every place of the reading view where it is said


@dataclass(frozen=True)
class Note:
    """A doubt: typo, inconsistency, missing, ocr, layout, unicode, trap, web_chrome, convention."""

    kind: str
    text: str
    evidence: Quote | None = None


@dataclass(frozen=True)
class ReadDirective:
    """One document, read."""

    file: str
    source_kind: SourceKind
    header: Header = field(default_factory=Header)
    campaign_period: ReadPeriod | None = None
    phases: tuple[ReadPhase, ...] = ()
    peaks: tuple[ReadPhase, ...] = ()
    anniversaries: tuple[Commemoration, ...] = ()
    deadlines: tuple[ReadDuty, ...] = ()
    milestones: tuple[ReadMilestone, ...] = ()
    notes: tuple[Note, ...] = ()
    last_year: int | None = None  # of a campaign of several years
    occasions: tuple[ReadOccasion, ...] = ()
    unplaced: tuple[Note, ...] = ()  # whole clauses that ask for what no deadline says
