"""A rule for a day: how a definition says when something is due."""

from typing import Annotated, Literal

from pydantic import Field

from scheduler.definition.fields import Clock, DayOfYear, DayOrReference, Model, Whole, Within

_DAYS_A_WEEK = 7


class When(Model):
    """A rule for one day, or for a day that comes again. Exactly one of the first seven."""

    by: DayOfYear | None = None  # chậm nhất, đến, hết ngày D: D counts
    before: DayOrReference | None = None  # trước ngày D: ends with D-1; with a span: so long before
    within: Within | None = None  # trong tháng, quý: its last day
    after: DayOrReference | None = (
        None  # so long after a day, phase, milestone, anniversary or duty
    )
    on: DayOrReference | None = None  # the day itself
    every: Literal["week", "month", "quarter", "half_year"] | None = None  # định kỳ
    after_each: Literal["round", "peak"] | None = None  # after each phase of that kind
    days: Annotated[Whole, Field(ge=0, le=366)] | None = None
    working_days: Annotated[Whole, Field(ge=0, le=260)] | None = None
    months: Annotated[Whole, Field(ge=1, le=24)] | None = None
    day: Annotated[Whole, Field(ge=1, le=31)] | Literal["last"] | None = None  # with every
    edge: Literal["first", "last"] = "last"  # from which day of a phase is counted
    time: Clock | None = None

    def fault(self) -> str:
        """Not exactly one rule, or not what goes with it."""
        rules = (
            self.by,
            self.before,
            self.within,
            self.after,
            self.on,
            self.every,
            self.after_each,
        )
        if sum(rule is not None for rule in rules) != 1:
            return "when_one_of"
        spans = [s for s in (self.days, self.working_days, self.months) if s is not None]
        if len(spans) > 1:
            return "when_one_span"
        if (self.after or self.after_each) and not spans:
            return "when_needs_span"
        if (self.every is not None) != (self.day is not None):
            return "every_needs_day"
        if self.every == "week" and isinstance(self.day, int) and self.day > _DAYS_A_WEEK:
            return "every_day_of_week"
        return ""
