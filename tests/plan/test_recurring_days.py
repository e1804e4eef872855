"""Days that come again: every recurrence × bound × hour of the definition, and the period each belongs to."""

from datetime import time
from typing import Any

import pytest

from scheduler.plan.model import PlannedOccurrence
from tests.build import ZONE, definition, duty, plan

# Of each rule the first occurrences of 2024, as the clocks in Hà Nội show them.
CASES = [
    # every week: Friday 5/1, Thursday before it, the Sunday before a Monday (rolls to it)
    ({"every": "week", "by": 5}, ["2024-w01 05/01 17:00", "2024-w02 12/01 17:00"]),
    ({"every": "week", "day": 5}, ["2024-w01 05/01 17:00", "2024-w02 12/01 17:00"]),
    ({"every": "week", "before": 5}, ["2024-w01 04/01 17:00", "2024-w02 11/01 17:00"]),
    ({"every": "week", "before": 1}, ["2024-w01 08/01 17:00", "2024-w02 15/01 17:00"]),
    ({"every": "week", "by": "last"}, ["2024-w01 08/01 17:00", "2024-w02 15/01 17:00"]),
    ({"every": "week", "before": 5, "time": "16:00"}, ["2024-w01 05/01 16:00"]),
    ({"every": "week", "by": 5, "time": "09:30"}, ["2024-w01 05/01 09:30"]),
    # every month: the 25th counts; before it, the 24th; before an hour of it, that hour
    ({"every": "month", "by": 25}, ["2024-01 25/01 17:00", "2024-02 26/02 17:00"]),
    ({"every": "month", "day": 25}, ["2024-01 25/01 17:00", "2024-02 26/02 17:00"]),
    ({"every": "month", "before": 25}, ["2024-01 24/01 17:00", "2024-02 26/02 17:00"]),
    ({"every": "month", "before": 20, "time": "16:00"}, ["2024-01 22/01 16:00", "2024-02 20/02 16:00"]),
    ({"every": "month", "by": 20, "time": "16:00"}, ["2024-01 22/01 16:00", "2024-02 20/02 16:00"]),
    # before day 1 is the last day of the month before, and belongs to that month
    ({"every": "month", "before": 1}, ["2024-01 31/01 17:00", "2024-02 29/02 17:00"]),
    ({"every": "month", "before": 1, "time": "10:00"}, ["2024-01 02/01 10:00", "2024-02 01/02 10:00"]),
    ({"every": "month", "by": "last"}, ["2024-01 31/01 17:00", "2024-02 29/02 17:00"]),
    ({"every": "month", "before": "last"}, ["2024-01 30/01 17:00", "2024-02 28/02 17:00"]),
    ({"every": "month", "by": 31}, ["2024-01 31/01 17:00", "2024-02 29/02 17:00"]),
    ({"every": "month", "before": 31}, ["2024-01 30/01 17:00", "2024-02 29/02 17:00"]),
    ({"every": "month", "by": 5, "of": "next month"}, ["2024-01 05/02 17:00", "2024-02 05/03 17:00"]),
    ({"every": "month", "before": 5, "of": "next month"}, ["2024-01 05/02 17:00", "2024-02 04/03 17:00"]),
    ({"every": "month", "before": 1, "of": "next month"}, ["2024-01 31/01 17:00", "2024-02 29/02 17:00"]),
    # every quarter: of its last month unless another is named
    ({"every": "quarter", "by": 25}, ["2024-q1 25/03 17:00", "2024-q2 25/06 17:00"]),
    ({"every": "quarter", "before": 25}, ["2024-q1 25/03 17:00", "2024-q2 24/06 17:00"]),
    ({"every": "quarter", "before": 1}, ["2024-q1 29/02 17:00", "2024-q2 31/05 17:00"]),
    ({"every": "quarter", "before": 25, "time": "11:00"}, ["2024-q1 25/03 11:00", "2024-q2 25/06 11:00"]),
    ({"every": "quarter", "by": 10, "of": "first month"}, ["2024-q1 10/01 17:00", "2024-q2 10/04 17:00"]),
    ({"every": "quarter", "before": 5, "of": "next month"}, ["2024-q1 04/04 17:00", "2024-q2 04/07 17:00"]),
    # every half-year
    ({"every": "half_year", "by": 10}, ["2024-h1 10/06 17:00", "2024-h2 10/12 17:00"]),
    ({"every": "half_year", "before": 11}, ["2024-h1 10/06 17:00", "2024-h2 10/12 17:00"]),
    ({"every": "half_year", "before": 1}, ["2024-h1 31/05 17:00", "2024-h2 02/12 17:00"]),
    ({"every": "half_year", "before": 10, "time": "15:00"}, ["2024-h1 10/06 15:00", "2024-h2 10/12 15:00"]),
    ({"every": "half_year", "before": 5, "of": "next month"}, ["2024-h1 04/07 17:00", "2024-h2 06/01 17:00"]),
]  # fmt: skip


def occurrences(due: dict[str, Any], **more: Any) -> tuple[PlannedOccurrence, ...]:
    return plan(definition(duty(due=due), **({"phases": []} | more))).occurrences


def told(one: PlannedOccurrence) -> str:
    assert one.due_at is not None
    return f"{one.key} {one.due_at.astimezone(ZONE):%d/%m %H:%M}"


@pytest.mark.parametrize(("due", "first"), CASES, ids=lambda value: str(value))
def test_recurring_due_is_on_the_day_and_hour_it_says(
    due: dict[str, Any], first: list[str]
) -> None:
    assert [told(one) for one in occurrences(due)][: len(first)] == first


@pytest.mark.parametrize(
    ("due", "count"),
    [
        ({"every": "month", "before": 1}, 12),
        ({"every": "month", "before": 1, "of": "next month"}, 12),
        ({"every": "month", "by": 5, "of": "next month"}, 12),
        ({"every": "quarter", "by": 5, "of": "next month"}, 4),
        ({"every": "quarter", "by": 5, "of": "first month"}, 4),
        ({"every": "half_year", "before": 1}, 2),
    ],
    ids=str,
)
def test_recurring_due_comes_once_a_period_of_the_campaign(due: dict[str, Any], count: int) -> None:
    found = occurrences(due)

    assert (len(found), len({one.key for one in found})) == (count, count)


def test_due_of_the_next_month_is_asked_for_the_last_period_too() -> None:
    due = {"every": "month", "by": 5, "of": "next month"}

    assert told(occurrences(due)[-1]) == "2024-12 06/01 17:00"  # 05/01/2025 is a Sunday


def test_due_of_the_next_month_asks_for_no_period_outside_the_rounds() -> None:
    round_ = {"id": "dot-1", "title": "Đợt 1", "first_day": "03-01", "last_day": "05-15"}
    due = {"every": "month", "by": 5, "of": "next month"}

    keys = [one.key for one in occurrences(due, phases=[round_])]

    assert keys == ["2024-03", "2024-04", "2024-05"]


def test_before_an_hour_of_a_day_ends_at_that_hour() -> None:
    (one,) = occurrences({"before": "2024-06-20", "time": "16:00"})

    assert told(one) == "once 20/06 16:00"


def test_hour_goes_with_days_counted_back() -> None:
    (one,) = occurrences({"before": "2024-06-20", "days": 3, "time": "16:00"})

    assert told(one) == "once 17/06 16:00"


def test_hour_of_a_due_is_a_time_of_the_rule() -> None:
    (rule,) = (duty(due={"every": "month", "before": 20, "time": "16:00"}).due,)

    assert rule is not None and rule.time == time(16)
