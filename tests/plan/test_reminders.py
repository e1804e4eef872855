"""When people are reminded, and of what."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.definition.policies import Policies, PolicyStep
from scheduler.plan.model import PlannedReminder
from scheduler.steps import StepKind
from tests.build import CALENDAR, ZONE, at, definition, duty, plan

DAYS = st.dates(date(2024, 2, 1), date(2024, 11, 30))
SPANS = st.builds(
    "{} {}".format,
    st.integers(0, 30),
    st.sampled_from(["days", "working days", "weeks"]),
)
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
STEPS = st.one_of(
    st.builds(lambda span, clock: {"before": span, "at": clock}, SPANS, CLOCKS),
    st.builds(lambda span, clock: {"overdue": span, "at": clock}, SPANS, CLOCKS),
    st.builds(lambda clock: {"on_day": True, "at": clock}, CLOCKS),
)


def policies_of(steps: list[dict[str, Any]], **more: Any) -> Policies:
    given: dict[str, Any] = {
        "due_time": "17:00",
        "hours": {"from": "07:00", "to": "19:00"},
        "cut_off": "15 working days",
        "reminders": {"default": steps},
    }
    return Policies.model_validate(given | more)


def reminders(due: str, **more: Any) -> tuple[PlannedReminder, ...]:
    return plan(definition(duty(due={"by": due}, **more))).occurrences[0].reminders


@given(DAYS, st.lists(STEPS, min_size=1, max_size=5), CLOCKS)
def test_reminders_keep_the_laws(day: date, steps: list[dict[str, Any]], clock: str) -> None:
    distinct = {PolicyStep.model_validate(step).step: step for step in steps}
    whole_day = {"from": "00:00", "to": "23:59"}
    assume(all(step["at"] < whole_day["to"] for step in steps))
    policies = policies_of(list(distinct.values()), due_time=clock, hours=whole_day)
    (one,) = plan(definition(duty(due={"by": day.isoformat()})), policies=policies).occurrences
    assert one.due_at is not None

    instants = [reminder.at for reminder in one.reminders]
    assert instants == sorted(instants)
    for reminder in one.reminders:
        assert CALENDAR.is_working(reminder.at.astimezone(ZONE).date())
        assert (reminder.at > one.due_at) == (reminder.step.kind is StepKind.OVERDUE)
        assert one.cut_off_at is None or reminder.at < one.cut_off_at


def test_reminders_of_the_default_policy() -> None:
    assert [(str(r.step), r.at) for r in reminders("2024-07-31")] == [
        ("before-7wd", at("2024-07-22 08:00")),
        ("before-3wd", at("2024-07-26 08:00")),
        ("before-1wd", at("2024-07-30 08:00")),
        ("day", at("2024-07-31 08:00")),
        ("overdue-1wd", at("2024-08-01 08:00")),
        ("overdue-3wd", at("2024-08-05 08:00")),
        ("overdue-7wd", at("2024-08-09 08:00")),
    ]


def test_reminders_own_leads_replace_those_before() -> None:
    steps = [str(r.step) for r in reminders("2024-07-31", reminders=["2 weeks", "10 days"])]

    assert steps[:3] == ["before-14d", "before-10d", "day"]
    assert "before-7wd" not in steps


def test_reminders_the_same_lead_twice_is_one() -> None:
    steps = [str(r.step) for r in reminders("2024-07-31", reminders=["2 weeks", "14 days"])]

    assert steps.count("before-14d") == 1


def test_reminder_overdue_never_comes_before_it_is_late() -> None:
    policies = policies_of([{"overdue": "0 days", "at": "08:00"}])

    assert plan(definition(duty()), policies=policies).occurrences[0].reminders == ()


def test_reminders_end_with_the_cut_off() -> None:
    steps = [str(r.step) for r in reminders("2024-07-31", cut_off="2 working days")]

    assert steps[-1] == "overdue-1wd"


def test_cut_off_is_the_end_of_its_day() -> None:
    (one,) = plan(definition(duty(cut_off="2 days"))).occurrences

    assert one.cut_off_at == at("2024-08-03 00:00")


def test_cut_off_on_a_day_off_rolls_forward() -> None:
    (one,) = plan(definition(duty(cut_off="3 days"))).occurrences  # Saturday 3 August

    assert one.cut_off_at == at("2024-08-06 00:00")


def test_due_time_of_the_duty_wins() -> None:
    (one,) = plan(definition(duty(due={"by": "07-31", "time": "11:30"}))).occurrences

    assert one.due_at == at("2024-07-31 11:30")


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("Europe/Paris", "2024-04-02", 2),  # just after clocks went forward
        ("Europe/Paris", "2024-10-29", 1),  # just after clocks went back
        ("Asia/Ho_Chi_Minh", "2024-04-02", 7),
    ],
)
def test_reminder_shows_its_wall_clock_on_both_sides_of_a_change(
    zone: str, day: str, offset: int
) -> None:
    given = definition(duty(due={"by": day}), timezone=zone)
    (one,) = plan(given).occurrences

    assert one.due_at is not None
    assert one.due_at.hour == 17 - offset
    before = next(r for r in one.reminders if str(r.step) == "before-3wd")
    shown = before.at.astimezone(ZoneInfo(zone))
    assert (shown.hour, shown.minute) == (8, 0)
    assert before.at < one.due_at - timedelta(days=3)


def test_nobody_is_called_late_on_the_day_itself() -> None:
    """The day ends at 24:00 (Civil Code 2015 art. 148(6)), where no hour is stated."""
    policies = policies_of(
        [{"overdue": "0 days", "at": "18:00"}, {"overdue": "1 day", "at": "00:00"}]
    )
    (one,) = plan(definition(duty(due={"by": "2024-07-31"})), policies=policies).occurrences
    assert [r.at for r in one.reminders] == [at("2024-08-01 00:00")]
    due = {"by": "2024-07-31", "time": "17:00"}
    (stated,) = plan(definition(duty(due=due)), policies=policies).occurrences
    assert [r.at for r in stated.reminders] == [at("2024-07-31 18:00"), at("2024-08-01 00:00")]
