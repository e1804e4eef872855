"""Duties that have no day before somebody says a word: on which terms, and when units are asked for theirs. Pure."""

from collections.abc import Mapping
from datetime import date, time
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.say import in_numbers
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.dump import dump
from scheduler.definition.models import Duty
from scheduler.plan.model import PlannedReminder, WaitsFor
from scheduler.posts import Recipient
from scheduler.steps import Step, StepKind

ASKED_AGAIN = 3  # working days after a unit was asked first when it received the document
ASKED_AT = time(8)


def terms_of(duty: Duty, duties: Mapping[str, Duty], waits_for: str) -> str:
    """What whoever says the word needs to know of it: the duty as a definition writes it, see `read_duty`.

    With the rule of the duty whose days it takes; empty for what waits for nobody's word.
    """
    if waits_for not in tuple(WaitsFor):
        return ""
    rule = duty.due
    while rule and rule.same_as and rule.same_as in duties:
        rule = duties[rule.same_as].due
    return dump(duty.model_copy(update={"due": rule}))


def called_title(title: str, day: date, number: int) -> str:
    """What was called for, with the day of the call, in the language of the definition; the second of a day and later
    ones are numbered."""
    told = f"yêu cầu ngày {in_numbers(day)}"
    return f"{title} ({told}, lần {number})" if number > 1 else f"{title} ({told})"


def ask_receipts(
    first_on: date, *, zone: ZoneInfo, calendar: WorkCalendar
) -> tuple[PlannedReminder, ...]:
    """The question to units when they received the document, from `first_on` on, and once more where they said
    nothing; aware, UTC."""
    days = (calendar.roll_forward(first_on), calendar.add(first_on, ASKED_AGAIN))
    return tuple(
        PlannedReminder(
            Step(StepKind.RECEIPT, about=number), civil.at(day, ASKED_AT, zone), (Recipient.HEAD,)
        )
        for number, day in enumerate(days, start=1)
    )
