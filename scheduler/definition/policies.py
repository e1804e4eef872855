"""When people are reminded, and who is told next: config/policies.yaml."""

from datetime import time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from scheduler.definition.fields import Clock, Lead, Model, Slug
from scheduler.definition.spans import Span
from scheduler.definition.when import RollTo
from scheduler.steps import LengthUnit, Step, StepKind

# Of `posts.Recipient` those a step may be written for.
Written = Literal["head", "deputy", "block_head", "standing_body"]


class PolicyStep(Model):
    """One notice: so long before the due day, on the day, or so long after it, at a wall-clock time."""

    before: Lead | None = None
    on_day: Literal[True] | None = None
    overdue: Lead | None = None
    at: Clock = time(8, 0)
    to: Annotated[tuple[Written, ...], Field(min_length=1)] = ("head",)
    draft: bool = False  # waits until a person at the standing body sends it

    def fault(self) -> str:
        """Not exactly one of the three."""
        given = sum(value is not None for value in (self.before, self.on_day, self.overdue))
        return "" if given == 1 else "step_one_of"

    @property
    def step(self) -> Step:
        """What it is called, once within a duty: "before-7wd", "day", "overdue-1wd"."""
        if self.on_day:
            return Step(StepKind.DAY)
        if self.before:
            return Step(StepKind.BEFORE, *_length(self.before))
        return Step(StepKind.OVERDUE, *_length(self.overdue or Span()))

    @classmethod
    def of(cls, step: Step, *, at: time, to: tuple[str, ...], draft: bool) -> "PolicyStep":
        """The one that planned `step`; the way back from a plan."""
        side = "on_day" if step.kind is StepKind.DAY else step.kind.value
        length = Span(**{_FIELDS[step.unit]: step.count}) if step.unit else True
        values = {side: length, "at": f"{at:%H:%M}", "to": to, "draft": draft}
        return cls.model_validate(values)


_FIELDS = {
    LengthUnit.WORKING_DAYS: "working_days",
    LengthUnit.DAYS: "days",
    LengthUnit.MONTHS: "months",
}


def _length(span: Span) -> tuple[int, LengthUnit]:
    if span.working_days:
        return span.working_days, LengthUnit.WORKING_DAYS
    if span.months:
        return span.months, LengthUnit.MONTHS
    return span.days, LengthUnit.DAYS


class Hours(Model):
    """When a push may leave, in the campaign's zone; the second is no longer within."""

    from_: Clock = Field(alias="from")
    to: Clock

    def fault(self) -> str:
        """Hours that end before they begin: nothing would ever leave."""
        return "" if self.from_ < self.to else "hours_turned"


class Rolls(Model):
    """Where a last day on a day off goes, by how the definition says it: policies.yaml `roll`.

    Forward is Civil Code 2015 art. 148(5); what must be done within a month would be broken by a day of the next one.
    """

    by: RollTo = "forward"
    before: RollTo = "forward"
    within: RollTo = "back"
    after: RollTo = "forward"
    on: RollTo = "forward"
    every: RollTo = "forward"
    after_each: RollTo = "forward"

    def of(self, kind: str) -> RollTo:
        """Of a rule of that kind; of one that takes the day of something else as of `on`."""
        found: RollTo = getattr(self, kind, self.on)
        return found


class PhaseNotices(Model):
    """What is told of a round or peak by itself, and at which wall-clock time; see `scheduler.plan.announcements`."""

    opening: bool = True
    last_week: bool = False
    anniversary: bool = False
    at: Clock = time(8, 0)


def _steps(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class Policies(Model):
    """The rules of an installation; a duty names one of `reminders` or lists leads of its own."""

    due_time: Clock
    hours: Hours
    cut_off: Lead | None = None
    returned: Lead = Span(working_days=3)  # until when a returned report is due again
    roll: Rolls = Rolls()
    channels: Literal["first", "all"] = "first"  # of those a unit names: which reach its posts
    phases: PhaseNotices = PhaseNotices()
    reminders: dict[Slug, Annotated[tuple[PolicyStep, ...], BeforeValidator(_steps)]]

    def fault(self) -> str:
        """No default list, a list with a step twice, or a time at which nothing leaves any more that day."""
        if "default" not in self.reminders:
            return "policy_default_missing"
        steps = [step.at for steps in self.reminders.values() for step in steps]
        if steps and min(steps) >= self.hours.to:
            return "policy_morning_late"
        if self.phases.at >= self.hours.to:
            return "policy_phases_late"
        lists = self.reminders.values()
        twice = any(len({step.step for step in steps}) != len(steps) for steps in lists)
        return "policy_step_twice" if twice else ""
