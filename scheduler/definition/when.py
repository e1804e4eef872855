"""A rule for a day: how a definition says when something is due."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scheduler.definition.fields import (
    Before,
    By,
    Clock,
    DayOrReference,
    Model,
    Slug,
    Whole,
    Within,
)
from scheduler.definition.spans import DayOfPeriod, MonthDay

RollTo = Literal["forward", "back", "none"]  # where a last day on a day off goes

# Days nobody defines: that of the directive, and of its receipt by each unit.
ISSUED, RECEIVED = "issued", "received"
ON_REQUEST = "on_request"
RESERVED = frozenset({ISSUED, RECEIVED})

DAY_KEYS = ("by", "before", "after", "on")  # of a rule: where a day itself may stand

_DAYS_A_WEEK = 7
_MONTHS_OF = {"week": 1, "month": 1, "quarter": 3, "half_year": 6, "year": 12}
_RULES = (
    "by", "before", "within", "after", "on", "after_each", "part_of", "same_as", ON_REQUEST,
)  # fmt: skip


class LeftOut(Model):
    """A period in which something that comes again is not owed by itself; written short as the period alone."""

    period: Within
    part_of: Slug | None = None  # gộp: the duty whose report tells of it

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, values: object) -> object:
        return values if isinstance(values, dict | LeftOut) else {"period": values}


class When(Model):
    """A rule for one day, or for a day that comes again. Exactly one is given.

    Only `every` goes with another of them: `by` or `before`, with a day of each period (`day` is an older `by`).
    `part_of` and `same_as` take the days of something else, `on_request` those of a person who calls for it.
    """

    every: Literal["week", "month", "quarter", "half_year", "year"] | None = None  # định kỳ
    by: By | None = None  # chậm nhất, đến, hết ngày D: D counts
    before: Before | None = None  # trước ngày D: ends with D-1; with a span: so long before
    within: Within | None = None  # trong tháng, quý: its last day
    after: DayOrReference | None = (
        None  # so long after a day, phase, milestone, anniversary or duty
    )
    on: DayOrReference | None = None  # the day itself
    after_each: Literal["round", "peak"] | None = None  # after each phase of that kind
    part_of: Slug | None = None  # lồng ghép: the duty whose report tells of it
    period: Within | None = None  # with part_of: in which of its reports
    same_as: Slug | None = None  # cùng kỳ: the duty or milestone whose days it has
    on_request: Literal[True] | None = None  # đột xuất: when the standing body calls for it
    except_: tuple[LeftOut, ...] = Field(default=(), alias="except")  # with every
    days: Annotated[Whole, Field(ge=0, le=366)] | None = None
    working_days: Annotated[Whole, Field(ge=0, le=260)] | None = None
    months: Annotated[Whole, Field(ge=1, le=24)] | None = None
    day: Annotated[Whole, Field(ge=1, le=31)] | Literal["last"] | None = None  # with every: by
    of: Literal["first month", "next month"] | None = None  # with every: not its last month
    edge: Literal["first", "last"] = "last"  # from which day of a phase is counted
    time: Clock | None = None  # "before" a time of a day ends with that time, not the day before
    roll: RollTo | None = None  # where it goes on a day off; None: as the policies say

    @model_validator(mode="before")
    @classmethod
    def _one_word(cls, values: object) -> object:
        return {ON_REQUEST: True} if values == ON_REQUEST else values

    def fault(self) -> str:
        """Not exactly one rule, or not what goes with it."""
        given = [name for name in _RULES if getattr(self, name) is not None]
        if self.every is not None:
            return self._fault_of_every(self.every, given)
        if len(given) != 1:
            return "when_one_of"
        if len(self._spans) > 1:
            return "when_one_span"
        if (self.after or self.after_each) and not self._spans:
            return "when_needs_span"
        if self.day is not None or self.of is not None or self.day_of_period is not None:
            return "day_needs_every"
        return self._fault_beside(given[0])

    def _fault_beside(self, rule: str) -> str:
        """What stands beside a rule that it does not go with."""
        if self.except_:
            return "except_needs_every"
        if self.period is not None and rule != "part_of":
            return "period_needs_part_of"
        taken = rule in ("part_of", "same_as")
        if taken and (self.roll or (rule == "part_of" and self.time)):
            return "no_day_of_its_own"
        return "no_day_of_its_own" if taken and self._spans else ""

    def _fault_of_every(self, every: str, given: list[str]) -> str:
        if set(given) - {"by", "before"}:
            return "when_one_of"
        if self.period is not None:
            return "period_needs_part_of"
        named = [value for value in (self.by, self.before, self.day) if value is not None]
        if every == "year":
            alone = len(named) == 1 and isinstance(named[0], MonthDay) and not self.of
            return self._fault_of_exceptions(every) if alone else "every_year_needs_day"
        if len(named) != 1 or self.day_of_period is None:
            return "every_needs_day"
        if every == "week" and (self.day_of_period.number or 0) > _DAYS_A_WEEK:
            return "every_day_of_week"
        if every == "week" and self.of:
            return "every_week_of_month"
        return self._fault_of_exceptions(every)

    def _fault_of_exceptions(self, every: str) -> str:
        """A period that is left out is no part of one that comes again."""
        short = (one for one in self.except_ if one.period.months < _MONTHS_OF[every])
        return "except_too_short" if any(short) else ""

    @property
    def kind(self) -> str:
        """Which of the rules it is: "every", "by" …"""
        if self.every is not None:
            return "every"
        return next((name for name in _RULES if getattr(self, name) is not None), "")

    @property
    def has_no_day(self) -> bool:
        """Whether no calendar tells its day: it is called for, received, or part of something else."""
        return bool(self.on_request or self.part_of) or self.after == RECEIVED

    @property
    def references(self) -> tuple[str, ...]:
        """The ids whose days it is counted from, without those nobody defines."""
        named = (self.after, self.before, self.on, self.same_as, self.part_of)
        return tuple(one for one in named if isinstance(one, str) and one not in RESERVED)

    @property
    def _spans(self) -> list[int]:
        return [span for span in (self.days, self.working_days, self.months) if span is not None]

    @property
    def day_of_period(self) -> DayOfPeriod | None:
        """The day of each period that an `every` names; None when there is none."""
        for given in (self.by, self.before):
            if isinstance(given, DayOfPeriod):
                return given
        if self.day is None:
            return None
        return DayOfPeriod(None if self.day == "last" else self.day)

    @property
    def ends_before(self) -> bool:
        """Whether the day it names no longer counts: "trước ngày 25", but not "trước 16 giờ ngày 25"."""
        return self.before is not None and self.time is None and not self._spans
