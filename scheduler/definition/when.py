"""A rule for a day: how a definition says when something is due."""

from typing import Annotated, Literal

from pydantic import Field

from scheduler.definition.fields import Before, By, Clock, DayOrReference, Model, Whole, Within
from scheduler.definition.spans import DayOfPeriod

_DAYS_A_WEEK = 7


class When(Model):
    """A rule for one day, or for a day that comes again. Exactly one of the first seven is given.

    Only `every` goes with another of them: `by` or `before`, with a day of each period (`day` is an older `by`).
    """

    every: Literal["week", "month", "quarter", "half_year"] | None = None  # định kỳ
    by: By | None = None  # chậm nhất, đến, hết ngày D: D counts
    before: Before | None = None  # trước ngày D: ends with D-1; with a span: so long before
    within: Within | None = None  # trong tháng, quý: its last day
    after: DayOrReference | None = (
        None  # so long after a day, phase, milestone, anniversary or duty
    )
    on: DayOrReference | None = None  # the day itself
    after_each: Literal["round", "peak"] | None = None  # after each phase of that kind
    days: Annotated[Whole, Field(ge=0, le=366)] | None = None
    working_days: Annotated[Whole, Field(ge=0, le=260)] | None = None
    months: Annotated[Whole, Field(ge=1, le=24)] | None = None
    day: Annotated[Whole, Field(ge=1, le=31)] | Literal["last"] | None = None  # with every: by
    of: Literal["first month", "next month"] | None = None  # with every: not its last month
    edge: Literal["first", "last"] = "last"  # from which day of a phase is counted
    time: Clock | None = None  # "before" a time of a day ends with that time, not the day before

    def fault(self) -> str:
        """Not exactly one rule, or not what goes with it."""
        if self.every is not None:
            return self._fault_of_every(self.every)
        rules = (self.by, self.before, self.within, self.after, self.on, self.after_each)
        if sum(rule is not None for rule in rules) != 1:
            return "when_one_of"
        if len(self._spans) > 1:
            return "when_one_span"
        if (self.after or self.after_each) and not self._spans:
            return "when_needs_span"
        if self.day is not None or self.of is not None or self.day_of_period is not None:
            return "day_needs_every"
        return ""

    def _fault_of_every(self, every: str) -> str:
        if any(rule is not None for rule in (self.within, self.after, self.on, self.after_each)):
            return "when_one_of"
        given = [value for value in (self.by, self.before, self.day) if value is not None]
        if len(given) != 1 or self.day_of_period is None:
            return "every_needs_day"
        if every == "week" and (self.day_of_period.number or 0) > _DAYS_A_WEEK:
            return "every_day_of_week"
        return "every_week_of_month" if every == "week" and self.of else ""

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
