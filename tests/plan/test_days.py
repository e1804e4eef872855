"""On which days what is owed falls due."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import CircularDates, NoSuchDay, UnknownReference
from scheduler.plan.model import PlannedOccurrence
from tests.build import CALENDAR, ZONE, definition, duty, plan

# Two years whose notices are known; consolidation and leads stay within.
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
MILESTONE = "hoi-nghi"


def due_days(due: dict[str, Any], **more: Any) -> dict[str, date | None]:
    """Due day of each occurrence of a duty with that rule, by key."""
    given = definition(duty(due=due), **more)
    return {one.key: day_of(one) for one in plan(given).occurrences}


def day_of(one: PlannedOccurrence) -> date | None:
    return one.due_at.astimezone(ZONE).date() if one.due_at else None


@given(DAYS)
def test_due_day_rolls_forward_to_a_working_day(day: date) -> None:
    assert due_days({"by": day.isoformat()}) == {"once": CALENDAR.roll_forward(day)}


@given(DAYS, st.integers(1, 60))
def test_due_day_working_days_after_and_before_are_inverse(day: date, count: int) -> None:
    start = CALENDAR.roll_forward(day)
    milestone = {"id": MILESTONE, "title": "Hội nghị", "day": {"on": start.isoformat()}}
    later = due_days({"after": MILESTONE, "working_days": count}, milestones=[milestone])["once"]
    assert later is not None
    milestone["day"] = {"on": later.isoformat()}
    back = due_days({"before": MILESTONE, "working_days": count}, milestones=[milestone])["once"]

    assert (CALENDAR.count(start, later), back) == (count, start)


def test_due_day_before_a_day_ends_with_the_day_before() -> None:
    assert due_days({"before": "2024-07-10"}) == {"once": date(2024, 7, 9)}


@pytest.mark.parametrize(
    ("edge", "due"), [("last", date(2024, 7, 10)), ("first", date(2024, 1, 11))]
)
def test_due_day_after_a_phase_counts_from_its_edge(edge: str, due: date) -> None:
    rule = {"after": "dot-1", "days": 10, "edge": edge}

    assert due_days(rule) == {"once": due}


def test_due_day_months_after_keep_the_day_of_the_month() -> None:
    assert due_days({"after": "dot-1", "months": 1}) == {"once": date(2024, 7, 30)}


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("07", date(2024, 7, 31)),
        ("2024-08", date(2024, 8, 30)),  # 31/8 is a Saturday: in August, not in September
        ("Q1", date(2024, 3, 29)),  # 31/3 is a Sunday
        ("H1", date(2024, 6, 28)),
        ("2024", date(2024, 12, 31)),
        ("2025-Q1", date(2025, 3, 31)),
    ],
)
def test_due_day_within_a_period_is_its_last(period: str, due: date) -> None:
    assert due_days({"within": period}) == {"once": due}


def test_due_days_every_month() -> None:
    found = due_days({"every": "month", "day": 25}, phases=[])

    assert list(found) == [f"2024-{month:02}" for month in range(1, 13)]
    assert found["2024-05"] == date(2024, 5, 27)  # the 25th is a Saturday


def test_due_days_every_month_on_its_last() -> None:
    found = due_days({"every": "month", "day": "last"}, phases=[])

    assert (found["2024-02"], found["2024-04"]) == (date(2024, 2, 29), date(2024, 5, 2))


def test_due_days_every_month_clamp_to_short_months() -> None:
    assert due_days({"every": "month", "day": 31}, phases=[])["2024-02"] == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("every", "keys"),
    [
        ("quarter", ["2024-q1", "2024-q2", "2024-q3", "2024-q4"]),
        ("half_year", ["2024-h1", "2024-h2"]),
    ],
)
def test_due_days_every_longer_period(every: str, keys: list[str]) -> None:
    assert list(due_days({"every": every, "day": 15}, phases=[])) == keys


def test_due_days_stay_within_the_rounds() -> None:
    assert list(due_days({"every": "quarter", "day": 15})) == ["2024-q1", "2024-q2"]


@given(st.integers(1, 7))
def test_due_days_every_week_are_fifty_two(weekday: int) -> None:
    found = due_days({"every": "week", "day": weekday}, phases=[])

    assert len(found) in (52, 53)
    assert next(iter(found)) == "2024-w01"


def test_due_days_after_each_round_begins() -> None:
    first = {"id": "d1", "title": "Đợt 1", "first_day": "2024-01-02", "last_day": "2024-06-28"}
    found = due_days({"after_each": "round", "working_days": 5, "edge": "first"}, phases=[first])

    assert found == {"d1": date(2024, 1, 9)}


def test_due_days_after_each_round() -> None:
    second = {"id": "dot-2", "title": "Đợt 2", "first_day": "07-01", "last_day": "12-31"}
    peak = {"id": "cao-diem", "title": "Cao điểm", "kind": "peak",
            "first_day": "04-01", "last_day": "04-30"}  # fmt: skip
    first = {"id": "dot-1", "title": "Đợt 1", "first_day": "01-01", "last_day": "06-30"}
    found = due_days({"after_each": "round", "working_days": 5}, phases=[first, second, peak])

    assert found == {"dot-1": date(2024, 7, 5), "dot-2": date(2025, 1, 8)}


@given(DAYS, st.integers(1, 20))
def test_consolidation_asks_units_earlier(day: date, count: int) -> None:
    legal = CALENDAR.roll_forward(day)
    (one,) = plan(
        definition(
            duty(due={"by": day.isoformat()}, consolidation=f"{count} working days"), phases=[]
        )
    ).occurrences

    asked = day_of(one)
    assert asked is not None and asked < legal
    assert CALENDAR.count(asked, legal) == count


def test_consolidation_in_days_rolls_back_not_forward() -> None:
    one = duty(due={"by": "2024-07-31"}, consolidation="3 days")  # Sunday 28 July

    assert day_of(plan(definition(one)).occurrences[0]) == date(2024, 7, 26)


def test_undated_duty_has_no_reminders() -> None:
    given = definition(
        duty("a", due={"after": MILESTONE, "days": 3}),
        duty("b", due={"before": MILESTONE}),
        milestones=[{"id": MILESTONE, "title": "Hội nghị"}],
    )

    found = plan(given)
    assert [(one.due_at, one.cut_off_at, one.reminders) for one in found.occurrences] == [
        (None, None, ())
    ] * 2
    assert {(r.kind, r.subject) for r in found.remarks} == {
        ("undated", MILESTONE), ("waits_for", "a"), ("waits_for", "b"),
    }  # fmt: skip


def test_undated_duty_is_owed_by_those_alive_at_the_end_of_the_campaign() -> None:
    given = definition(duty().model_copy(update={"due": None}))

    assert plan(given).occurrences[0].units == ("u1", "u2")


def test_dates_in_a_circle_are_refused() -> None:
    given = definition(
        duty("a", due={"after": "b", "days": 1}),
        duty("b", due={"before": "a", "days": 1}),
    )

    with pytest.raises(CircularDates) as told:
        plan(given)
    assert told.value.circle[0] == told.value.circle[-1]


def test_date_from_itself_is_refused() -> None:
    with pytest.raises(CircularDates):
        plan(definition(duty("a", due={"after": "a", "days": 1})))


@pytest.mark.parametrize("due", [{"after": "khong-co", "days": 1}, {"before": "khong-co"}])
def test_unknown_reference_is_refused(due: dict[str, Any]) -> None:
    with pytest.raises(UnknownReference) as told:
        plan(definition(duty(due=due)))
    assert told.value.reference == "khong-co"


@pytest.mark.parametrize("field", ["anniversary", "anniversaries"])
def test_unknown_anniversary_is_refused(field: str) -> None:
    phase: dict[str, Any] = {"id": "dot-1", "title": "Đợt", "first_day": "01-01"}
    more = {"anniversary": "khong-co"} if field == "anniversary" else {
        "anniversaries": ["khong-co"]}  # fmt: skip

    with pytest.raises(UnknownReference):
        plan(definition(phases=[phase | {"last_day": "06-30"} | more]))


@pytest.mark.parametrize(
    "given",
    [
        duty(to="khong-co"),
        duty(owed_by={"ids": ["khong-co"]}),
        duty(owed_by={"all": True, "except": ["khong-co"]}),
        duty(reminders="khong-co"),
    ],
)
def test_unknown_unit_or_policy_is_refused(given: Any) -> None:
    with pytest.raises(UnknownReference):
        plan(definition(given))


def test_29_february_of_a_common_year_is_refused() -> None:
    given = definition(duty(due={"by": "02-29"}), year=2023)

    with pytest.raises(NoSuchDay) as told:
        plan(given)
    assert (told.value.day, told.value.month, told.value.year) == (29, 2, 2023)


def test_29_february_of_a_leap_year_is_a_day() -> None:
    assert due_days({"by": "02-29"}) == {"once": date(2024, 2, 29)}
