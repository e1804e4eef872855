"""Where a last day on a day off goes, by rule and policy, and that it is told."""

from datetime import date
from typing import Any

import pytest

from scheduler.plan.model import PlannedOccurrence, Roll
from tests.build import POLICIES, ZONE, definition, duty, plan

SATURDAY, FRIDAY, MONDAY = date(2027, 7, 31), date(2027, 7, 30), date(2027, 8, 2)


def owed(
    due: dict[str, Any], quoted: str = "", roll: dict[str, str] | None = None
) -> PlannedOccurrence:
    policies = POLICIES.model_copy(update={"roll": POLICIES.roll.model_copy(update=roll or {})})
    origin = {"quoted": quoted} if quoted else {"set": "Sở Nội vụ"}
    given = definition(duty(due=due, origin=origin), year=2027, phases=[])
    (found,) = plan(given, policies=policies).occurrences
    return found


def day(found: PlannedOccurrence) -> date:
    assert found.due_at is not None
    return found.due_at.astimezone(ZONE).date()


@pytest.mark.parametrize(
    ("due", "on", "within"),
    [
        ({"within": "2027-07"}, FRIDAY, "2027-07"),
        ({"within": "07"}, FRIDAY, "2027-07"),
        ({"by": "2027-07-31"}, MONDAY, ""),
        ({"before": "2027-08-01"}, MONDAY, ""),
        ({"by": "2027-07-31", "roll": "back"}, FRIDAY, ""),
        ({"within": "2027-07", "roll": "forward"}, MONDAY, ""),
        ({"after": "2027-07-21", "days": 10}, MONDAY, ""),
    ],
)
def test_last_day_on_a_day_off_goes_where_its_rule_says(
    due: dict[str, Any], on: date, within: str
) -> None:
    found = owed(due)

    assert (day(found), found.rolled) == (on, Roll(SATURDAY, on, within))


def test_last_day_stays_where_nothing_moves_it() -> None:
    found = owed({"by": "2027-07-31", "roll": "none"})

    assert (day(found), found.rolled) == (SATURDAY, None)


def test_working_day_is_not_said_to_move() -> None:
    assert owed({"by": "2027-07-30"}).rolled is None


@pytest.mark.parametrize(("roll", "on"), [("forward", MONDAY), ("none", SATURDAY)])
def test_policies_say_where_it_goes(roll: str, on: date) -> None:
    assert day(owed({"within": "2027-07"}, roll={"within": roll})) == on


@pytest.mark.parametrize(
    ("due", "quoted"),
    [
        ({"within": "2027-07"}, "kết thúc trong tháng 7/2027"),
        ({"within": "2027-07", "roll": "forward"}, "kết thúc trong tháng 7/2027"),
        ({"by": "2027-07-31", "roll": "back"}, "chậm nhất ngày 31/7/2027"),
        ({"by": "2027-07-31", "roll": "none"}, "chậm nhất ngày 31/7/2027"),
        ({"by": "2027-07-31"}, "chậm nhất ngày 31/7/2027"),
    ],
)
def test_quote_tells_the_day_it_went_to(due: dict[str, Any], quoted: str) -> None:
    assert owed(due, quoted).words_hold is True


def test_roll_is_stored_as_it_is_read() -> None:
    roll = Roll(SATURDAY, FRIDAY, "2027-07")

    assert (Roll.parse(str(roll)), Roll.parse("")) == (roll, None)
