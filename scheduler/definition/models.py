"""The definition a clerk writes: one campaign of one issuer, with its phases, milestones and duties.

These are the words of campaigns/*.yaml, nothing more: dates stay rules here ("the last day
of July", "ten working days after dot-1"); `scheduler.plan` turns them into days and instants.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from scheduler.definition.fields import (
    Day,
    DayOfYear,
    Lead,
    Line,
    Model,
    Slug,
    TimeKey,
    Whole,
    Year,
)
from scheduler.definition.organisation import STANDING_BODY
from scheduler.definition.when import When

YEAR_OF_ID = re.compile(
    r"(?<!-\d{4})-((?:19|20)\d\d)$"
)  # not of "2026-2030": which is meant is asked


class OriginKind(StrEnum):
    """Which of three a date comes from, as it is stored; of what no rule says, who decided it."""

    QUOTED = "quoted"  # the words of the directive
    DERIVED = "derived"  # a rule, where the directive fixes no day
    SET = "set"  # a person's decision
    CALLED = "called"  # the standing body called for it; no definition says so
    AMENDED = "amended"  # of one time alone: an amendment says so
    CANCELLED = "cancelled"  # of what is owed no more: an amendment says so


class Origin(Model):
    """Where a date comes from; exactly one of the three."""

    quoted: Line | None = None  # the words of the directive
    derived: Line | None = None  # the rule it follows from, when the directive fixes no day
    set: Line | None = None  # who decided it

    def fault(self) -> str:
        """Not exactly one of the three."""
        given = sum(value is not None for value in (self.quoted, self.derived, self.set))
        return "" if given == 1 else "origin_one_of"

    @property
    def kind(self) -> OriginKind:
        """Which of the three it is."""
        if self.quoted is not None:
            return OriginKind.QUOTED
        return OriginKind.DERIVED if self.derived is not None else OriginKind.SET

    @property
    def text(self) -> str:
        """The quote, the rule or the name."""
        return self.quoted or self.derived or self.set or ""


class Directive(Model):
    """The document that launches the campaign, as printed. What it leaves blank stays blank."""

    number: Line | None = None
    type: Line | None = None
    issued_on: Day | None = None
    issued_in: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None = None
    issuer: Line


class PhaseKind(StrEnum):
    """What kind of stretch a phase is."""

    ROUND = "round"  # đợt
    PEAK = "peak"  # cao điểm


class Phase(Model):
    """A named stretch, both days within it; a peak may be given by its anniversary, or an occasion, and a lead."""

    id: Slug
    title: Line | None = None  # a peak is named after its anniversary
    kind: PhaseKind = PhaseKind.ROUND
    first_day: DayOfYear | None = None
    last_day: DayOfYear | None = None
    anniversary: Slug | None = None
    lead: Lead | None = None
    anniversaries: tuple[Slug, ...] = ()
    notices: Literal["none"] | None = None  # whether it is silent, whatever the policy says
    origin: Origin | None = None

    def fault(self) -> str:
        """Neither its days nor its anniversary say when it is, or nothing says its name."""
        if self.anniversary is None and (self.first_day is None or self.last_day is None):
            return "phase_needs_days"
        if self.anniversary is None and self.title is None:
            return "phase_needs_title"
        if self.anniversary is not None and self.first_day is None and self.lead is None:
            return "peak_needs_lead"
        return ""

    @property
    def comes_yearly(self) -> bool:
        """Whether its days are those of every year: its anniversary fixes them, and no day of one year."""
        given = (self.first_day, self.last_day)
        return self.anniversary is not None and not any(isinstance(day, date) for day in given)


class OneOff(Model):
    """An event of this campaign alone, as a congress or an election; phases name it as they name anniversaries."""

    id: Slug
    title: Line
    day: Day


class Milestone(Model):
    """A dated point nobody owes. `day: null` is a point whose day nobody has fixed yet."""

    id: Slug
    title: Line
    day: When | None = None
    origin: Origin | None = None

    def fault(self) -> str:
        """It comes once, nobody calls for it, and it is a day: no hour, and worked or not."""
        day = self.day
        if day is None:
            return ""
        if day.every or day.after_each or day.has_no_day:
            return "milestone_comes_once"
        return "milestone_is_a_day" if day.roll or day.time else ""


class Audience(Model):
    """Who owes: all, or by block, kind, id or headship of a block; less the exceptions."""

    all: Literal[True] | None = None
    blocks: Literal["all"] | tuple[Slug, ...] | None = None
    block_heads: Literal["all"] | tuple[Slug, ...] | None = None
    kinds: tuple[Slug, ...] = ()
    ids: tuple[Slug, ...] = ()
    except_: tuple[Slug, ...] = Field(default=(), alias="except")

    def fault(self) -> str:
        """Nobody is named."""
        named = self.all or self.blocks or self.block_heads or self.kinds or self.ids
        return "" if named else "audience_empty"


class Receiver(Model):
    """Whom a report is for: a unit of the issuer, or by name somebody outside it. `via` takes it in for them."""

    unit: Slug | None = None
    name: Line | None = None
    via: Slug | None = None

    def fault(self) -> str:
        """Neither a unit nor a name, or both."""
        return "" if (self.unit is None) != (self.name is None) else "receiver_one_of"

    @property
    def collects(self) -> str:
        """The id of the unit that takes it in: the standing body where nothing else is said."""
        return self.via or self.unit or STANDING_BODY

    @property
    def is_for_another(self) -> bool:
        """Whether who takes it in takes it for somebody else."""
        return self.name is not None or self.via not in (None, self.unit)


class Manner(Model):
    """How a report is made or sent: told to who owes it, never asked for by us. Exactly one of the two."""

    form: Line | None = None  # "Mẫu số 01"
    channel: Line | None = None  # "Hệ thống quản lý văn bản"

    def fault(self) -> str:
        """Not exactly one of the two."""
        return "" if (self.form is None) != (self.channel is None) else "manner_one_of"


class DutyKind(StrEnum):
    """What is owed. Sơ kết and tổng kết win over the period of a report."""

    PLAN = "ke_hoach"  # send or issue one's own plan
    ENROL = "dang_ky"
    PLEDGE = "ky_giao_uoc"
    INTERIM = "so_ket"
    FINAL = "tong_ket"
    ROUND = "bao_cao_dot"  # result of one round, neither sơ kết nor tổng kết said
    WEEKLY = "bao_cao_tuan"
    MONTHLY = "bao_cao_thang"
    QUARTERLY = "bao_cao_quy"
    HALF_YEAR = "bao_cao_6_thang"
    YEARLY = "bao_cao_nam"
    REPORT = "bao_cao_khac"
    AWARD_FILE = "ho_so_khen_thuong"
    VOTE = "binh_xet"  # marking, voting
    INITIATIVE = "sang_kien"
    OTHER = "khac"


class Duty(Model):
    """A rule: what is owed, by whom, to whom, due when, with which proof. `due: null` waits for a day."""

    id: Slug
    title: Line
    kind: DutyKind
    due: When | None
    origin: Origin
    owed_by: Audience
    to: Slug | Receiver
    proof: tuple[Literal["number", "file", "note"] | Manner, ...] = ("number", "file")
    consolidation: Lead | None = None
    cut_off: Lead | None = None
    reminders: Slug | tuple[Lead, ...] = "default"

    @property
    def receiver(self) -> Receiver:
        """`to`, whichever way it is written."""
        return self.to if isinstance(self.to, Receiver) else Receiver(unit=self.to)


class Amendment(Model):
    """One time of one duty, decided anew: due on another day, or not owed at all (exactly one), with its reason.

    `of` is the key of that time: "2024-06", "2024-q2", "2024-h1", "2024-w23", "2024", the id of a phase, or "once".
    `due` is a last day as `due: {by: …}` names one, at the hour of the duty, before any consolidation.
    """

    duty: Slug
    of: TimeKey
    due: Day | None = None
    cancelled: Literal[True] | None = None
    origin: Origin

    def fault(self) -> str:
        """Neither another day nor cancelled, or both."""
        return "" if (self.due is None) != (self.cancelled is None) else "amendment_one_of"


class Definition(Model):
    """One campaign. `issuer` is the id of the units file; without it, the one whose name the directive prints.

    `year` may be left out where the id ends with it ("phu-tho-2024"); `last_year` is that of a campaign of several.
    `revision`: that of the campaign in the database the file was written out of; one of another is not applied.
    `template`: ready-made duties and milestones that join its own, by the name of their file.
    """

    campaign: Slug
    revision: Annotated[Whole, Field(ge=1)] | None = None
    title: Line
    year: Year
    last_year: Year | None = None
    issuer: Slug | None = None
    timezone: str = "Asia/Ho_Chi_Minh"
    directive: Directive
    theme: Line | None = None
    template: Slug | tuple[Slug, ...] = ()
    phases: tuple[Phase, ...] = ()
    occasions: tuple[OneOff, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    duties: tuple[Duty, ...]
    amendments: tuple[Amendment, ...] = ()  # what was decided of single times since
    notes: tuple[Line, ...] = ()
    unplaced: tuple[Line, ...] = ()  # what the directive asks and no duty says yet, in its words

    @property
    def templates(self) -> tuple[str, ...]:
        """The names of its templates, each once."""
        names = self.template if isinstance(self.template, tuple) else (self.template,)
        return tuple(dict.fromkeys(names))

    def fault(self) -> str:
        """It ends before it begins."""
        ends = self.last_year is not None and self.last_year < self.year
        return "last_year_before_year" if ends else ""

    @property
    def years(self) -> range:
        """The years it lasts, at least one."""
        return range(self.year, max(self.year, self.last_year or self.year) + 1)

    @model_validator(mode="before")
    @classmethod
    def _year_of_the_id(cls, values: object) -> object:
        if not isinstance(values, dict) or "year" in values:
            return values
        found = YEAR_OF_ID.search(str(values.get("campaign")))
        return values | {"year": int(found[1])} if found else values
