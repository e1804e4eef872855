"""Single times of a duty that were decided anew: their day, and what has its days from them."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scheduler.definition.document import Document
from scheduler.plan.amended_times import amended_time_problems
from scheduler.plan.diff import ChangeKind, diff
from scheduler.plan.model import Plan, PlannedOccurrence, Remark, RemarkKind
from tests.build import CALENDAR, POLICIES, ZONE, definition, duty, plan

MONTHLY = duty("thang", title="Báo cáo tháng", due={"every": "month", "by": 15})
SET = {"set": "Sở Nội vụ: họp tỉnh"}


def _planned(*duties: Any, amendments: Any = ()) -> Plan:
    return plan(definition(*duties, amendments=amendments))


def _moved(of: str, due: str, of_duty: str = "thang") -> dict[str, object]:
    return {"duty": of_duty, "of": of, "due": due, "origin": SET}


def _cancelled(of: str, of_duty: str = "thang") -> dict[str, object]:
    return {"duty": of_duty, "of": of, "cancelled": True, "origin": SET}


def _days(found: Plan, of: str) -> dict[str, date]:
    return {
        one.key: one.due_at.astimezone(ZONE).date()
        for one in found.occurrences
        if one.duty == of and one.due_at
    }


def _one(found: Plan, of: str, key: str) -> PlannedOccurrence:
    return next(one for one in found.occurrences if (one.duty, one.key) == (of, key))


def test_time_is_due_on_the_day_decided_with_its_reason_and_reminders() -> None:
    found = _planned(MONTHLY, amendments=[_moved("2024-05", "2024-05-28")])

    moved = _one(found, "thang", "2024-05")
    assert _days(found, "thang")["2024-05"] == date(2024, 5, 28)
    assert (moved.origin, moved.origin_text) == ("amended", "Sở Nội vụ: họp tỉnh")
    same = _planned(duty("thang", title="Báo cáo tháng", due={"every": "month", "by": 28}))
    assert moved.reminders == _one(same, "thang", "2024-05").reminders


def test_day_off_rolls_as_any_last_day_does() -> None:
    found = _planned(MONTHLY, amendments=[_moved("2024-05", "2024-05-25")])  # a Saturday

    rolled = _one(found, "thang", "2024-05").rolled
    assert rolled and (rolled.from_on, rolled.to_on) == (date(2024, 5, 25), date(2024, 5, 27))


def test_cancelled_time_is_not_owed_and_the_others_stay() -> None:
    before = _planned(MONTHLY)
    found = _planned(MONTHLY, amendments=[_cancelled("2024-05")])

    assert found.occurrences == tuple(one for one in before.occurrences if one.key != "2024-05")


def test_duty_of_the_same_days_follows() -> None:
    other = duty("khac", due={"same_as": "thang"})
    amended = [_moved("2024-05", "2024-05-28"), _cancelled("2024-06")]
    found = _planned(MONTHLY, other, amendments=amended)

    assert _days(found, "khac") == _days(found, "thang")
    assert _one(found, "khac", "2024-05").origin_text == other.origin.text


def test_what_is_counted_from_it_follows() -> None:
    summary = duty("tong-hop", due={"after": "bc", "working_days": 2})
    found = _planned(duty(), summary, amendments=[_moved("once", "2024-08-05", "bc")])

    assert _days(found, "tong-hop")["once"] == date(2024, 8, 7)


def test_units_are_due_earlier_by_the_consolidation() -> None:
    host = duty("thang", due={"every": "month", "by": 15}, consolidation="5 working days")
    found = _planned(host, amendments=[_moved("2024-05", "2024-05-28")])

    assert _days(found, "thang")["2024-05"] == date(2024, 5, 21)


def test_part_of_a_cancelled_report_is_told_nowhere_and_remarked() -> None:
    part = duty("le", due={"part_of": "thang", "period": "05"})
    found = _planned(MONTHLY, part, amendments=[_cancelled("2024-05")])

    assert Remark(RemarkKind.NO_HOST, "le", "thang") in found.remarks


def test_duty_without_a_day_gets_one() -> None:
    found = _planned(
        duty().model_copy(update={"due": None}), amendments=[_moved("once", "2024-08-05", "bc")]
    )

    assert _days(found, "bc") == {"once": date(2024, 8, 5)}


def test_difference_says_moved_and_withdrawn_with_the_reason() -> None:
    amended = [_moved("2024-05", "2024-05-28"), _cancelled("2024-06")]
    changes = diff(_planned(MONTHLY), _planned(MONTHLY, amendments=amended)).occurrences

    assert [(one.kind, one.duty[1]) for one in changes] == [
        (ChangeKind.MOVED, "2024-05"),
        (ChangeKind.WITHDRAWN, "2024-06"),
    ]
    assert changes[1].cancelled and changes[1].cancelled.origin_text == "Sở Nội vụ: họp tỉnh"


def test_time_that_the_duty_does_not_have_is_a_fault_with_those_it_has() -> None:
    value = definition(MONTHLY, amendments=[_moved("2024-13", "2024-05-28")])
    found = list(
        amended_time_problems(
            Document("f", value), catalogue={}, policies=POLICIES, calendar=CALENDAR
        )
    )

    assert [one.field for one in found] == ["amendments[0].of"]
    assert "2024-01, 2024-02" in found[0].reason


@given(
    st.sampled_from(
        [
            {"every": "month", "by": 15},
            {"every": "quarter", "before": 25},
            {"every": "week", "by": 5},
            {"after_each": "round", "days": 5},
            {"by": "2024-05-31"},
        ]
    ),
    st.data(),
)
def test_only_what_is_amended_changes(due: dict[str, object], data: st.DataObject) -> None:
    owed = duty("mot", due=due), duty("hai", due=due)
    before = plan(definition(*owed))
    chosen = data.draw(
        st.sampled_from([one.key for one in before.occurrences if one.duty == "mot"])
    )
    day = data.draw(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
    entry = data.draw(
        st.sampled_from([_moved(chosen, day.isoformat(), "mot"), _cancelled(chosen, "mot")])
    )

    after = plan(definition(*owed, amendments=[entry]))

    def kept(found: Plan) -> set[PlannedOccurrence]:
        return {one for one in found.occurrences if (one.duty, one.key) != ("mot", chosen)}

    assert kept(after) == kept(before)
    assert replace(after, occurrences=(), remarks=()) == replace(before, occurrences=(), remarks=())
