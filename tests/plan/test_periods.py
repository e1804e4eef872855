"""What comes again: which times are left out, in which report they are told, and what each time is called."""

from datetime import date
from typing import Any

import pytest

from scheduler.plan.model import Plan, Remark, RemarkKind
from tests.build import ZONE, definition, duty, plan


def monthly(**due: Any) -> Any:
    return duty("thang", title="Báo cáo tháng", due={"every": "month", "by": 15} | due)


def planned(*duties: Any, **more: Any) -> Plan:
    return plan(definition(*duties, **({"phases": []} | more)))


def titles(found: Plan, of: str) -> list[str]:
    return [one.title for one in found.occurrences if one.duty == of]


def contents(found: Plan) -> dict[str, tuple[str, ...]]:
    """Titles of reports, by the report they are told in."""
    return {one.title: one.contents for one in found.occurrences if one.contents}


@pytest.mark.parametrize(
    ("due", "first"),
    [
        ({"every": "month", "by": 15}, "Báo cáo tháng 01/2024"),
        ({"every": "month", "by": 5, "of": "next month"}, "Báo cáo tháng 01/2024"),
        ({"every": "quarter", "by": 15}, "Báo cáo tháng (Quý I/2024)"),
        ({"every": "half_year", "by": 15}, "Báo cáo tháng (6 tháng đầu năm 2024)"),
        ({"every": "year", "by": "12-10"}, "Báo cáo tháng (năm 2024)"),
        ({"every": "week", "by": 5}, "Báo cáo tháng (tuần 1/2024)"),
    ],
)
def test_title_says_which_time_is_meant(due: dict[str, Any], first: str) -> None:
    assert titles(planned(duty("thang", title="Báo cáo tháng", due=due)), "thang")[0] == first


def test_report_of_january_due_in_february_says_january() -> None:
    found = planned(monthly(by=5, of="next month")).occurrences[0]

    assert found.due_at is not None
    assert (found.title, found.due_at.astimezone(ZONE).date()) == (
        "Báo cáo tháng 01/2024",
        date(2024, 2, 5),
    )


def test_title_says_after_which_round_it_comes() -> None:
    found = plan(definition(duty("bc", due={"after_each": "round", "days": 5})))

    assert titles(found, "bc") == ["Báo cáo bc (Đợt 1)"]


def test_periods_that_are_left_out_are_not_owed() -> None:
    found = planned(monthly(**{"except": ["06", "Q4", "2025-01"]}))

    assert [one.key[-2:] for one in found.occurrences] == [
        "01", "02", "03", "04", "05", "07", "08", "09",
    ]  # fmt: skip


def test_week_is_left_out_with_the_month_of_its_day() -> None:
    found = planned(duty("tuan", due={"every": "week", "by": 5, "except": ["02"]}))

    assert [one.key for one in found.occurrences][3:6] == ["2024-w04", "2024-w09", "2024-w10"]


def test_left_out_month_is_told_in_the_yearly_report() -> None:
    yearly = duty("nam", title="Báo cáo năm", due={"by": "12-20"})
    found = planned(monthly(**{"except": ["06", {"period": "12", "part_of": "nam"}]}), yearly)

    assert contents(found) == {"Báo cáo năm": ("Báo cáo tháng 12/2024",)}


def test_left_out_month_is_told_in_the_report_of_its_quarter() -> None:
    quarterly = duty("quy", title="Báo cáo quý", due={"every": "quarter", "by": 20})
    found = planned(monthly(**{"except": [{"period": "06", "part_of": "quy"}]}), quarterly)

    assert contents(found) == {"Báo cáo quý II/2024": ("Báo cáo tháng 6/2024",)}


def test_part_of_a_report_is_owed_with_it_alone() -> None:
    part = duty("cd", title="Báo cáo chuyển đổi số", due={"part_of": "thang", "period": "12"})
    found = planned(monthly(), part)

    assert titles(found, "cd") == []
    assert contents(found) == {"Báo cáo tháng 12/2024": ("Báo cáo chuyển đổi số",)}


def test_part_without_a_period_is_told_each_time() -> None:
    found = planned(monthly(), duty("cd", due={"part_of": "thang"}))

    assert len(contents(found)) == 12


def test_part_of_a_part_is_told_in_the_report_that_is_written() -> None:
    found = planned(duty("a", due={"part_of": "b"}), duty("b", due={"part_of": "nam"}), duty("nam"))

    assert contents(found) == {"Báo cáo nam": ("Báo cáo a", "Báo cáo b")}


def test_part_of_a_report_nobody_writes_is_remarked() -> None:
    found = planned(
        monthly(**{"except": ["12"]}), duty("cd", due={"part_of": "thang", "period": "12"})
    )

    assert Remark(RemarkKind.NO_HOST, "cd", "thang") in found.remarks


def test_part_of_a_report_that_others_owe_is_remarked() -> None:
    few = duty("cd", due={"part_of": "nam"}, owed_by={"ids": ["u1"]})
    found = planned(few, duty("nam"))

    assert Remark(RemarkKind.OTHER_UNITS, "cd", "nam") in found.remarks


def test_same_days_as_another_report() -> None:
    found = planned(monthly(), duty("cung-ky", due={"same_as": "thang"}))
    days = {
        of: [(one.key, one.due_at) for one in found.occurrences if one.duty == of]
        for of in ("thang", "cung-ky")
    }

    assert days["cung-ky"] == days["thang"] and len(days["thang"]) == 12


def test_same_day_as_a_milestone() -> None:
    milestone = {"id": "hn", "title": "Hội nghị", "day": {"on": "2024-12-20"}}
    (found,) = planned(duty(due={"same_as": "hn"}), milestones=[milestone]).occurrences

    assert found.due_at and found.due_at.astimezone(ZONE).date() == date(2024, 12, 20)


def test_same_day_as_a_part_is_that_of_the_report() -> None:
    found = planned(duty("a", due={"same_as": "b"}), duty("b", due={"part_of": "nam"}), duty("nam"))

    assert found.occurrences[0].due_at == found.occurrences[1].due_at is not None


@pytest.mark.parametrize(
    ("due", "waits_for", "kind"),
    [
        ("on_request", "on_request", RemarkKind.ON_REQUEST),
        ({"on_request": True, "working_days": 5}, "on_request", RemarkKind.ON_REQUEST),
        ({"after": "received", "days": 5}, "received", RemarkKind.RECEIVED),
        ({"after": "issued", "days": 10}, "issued", RemarkKind.NOT_ISSUED),
        ({"before": "hn", "days": 10}, "hn", RemarkKind.WAITS_FOR),
        ({"same_as": "hn"}, "hn", RemarkKind.WAITS_FOR),
    ],
)
def test_without_a_day_a_duty_says_what_it_waits_for(
    due: Any, waits_for: str, kind: RemarkKind
) -> None:
    milestone = {"id": "hn", "title": "Hội nghị"}
    found = planned(duty(due=due), milestones=[milestone])
    (one,) = found.occurrences

    assert (one.due_at, one.waits_for) == (None, waits_for)
    assert kind in {remark.kind for remark in found.remarks if remark.subject == "bc"}


def test_days_after_the_directive_was_issued() -> None:
    directive = {"number": "1/CT", "issuer": "UBND tỉnh", "issued_on": "2024-03-04"}
    (found,) = planned(duty(due={"after": "issued", "days": 10}), directive=directive).occurrences

    assert found.due_at and found.due_at.astimezone(ZONE).date() == date(2024, 3, 14)


def test_conference_that_gets_its_day_dates_what_comes_before_it() -> None:
    milestone = {"id": "hn", "title": "Hội nghị", "day": {"on": "2024-12-20"}}
    (found,) = planned(duty(due={"before": "hn", "days": 10}), milestones=[milestone]).occurrences

    assert found.due_at and found.due_at.astimezone(ZONE).date() == date(2024, 12, 10)


def test_who_collects_does_not_differ_in_the_parts_it_collects() -> None:
    found = planned(
        duty("cd", due={"part_of": "nam"}, owed_by={"all": True}),
        duty("nam", owed_by={"all": True}),
    )

    assert not [one for one in found.remarks if one.kind is RemarkKind.OTHER_UNITS]


def test_title_names_a_peak_that_is_called_after_what_it_is_for() -> None:
    peaks = [
        {"id": "a", "kind": "peak", "anniversary": "dai-hoi", "lead": "30 days"},
        {"id": "b", "kind": "peak", "anniversary": "bau-cu", "lead": "30 days"},
    ]
    days = [
        {"id": "dai-hoi", "title": "Đại hội", "day": "2024-03-10"},
        {"id": "bau-cu", "title": "Bầu cử", "day": "2024-06-10"},
    ]
    after = duty("bc", title="Kết quả", due={"after_each": "peak", "days": 5})

    found = planned(after, phases=peaks, occasions=days)

    assert titles(found, "bc") == ["Kết quả (Cao điểm Đại hội)", "Kết quả (Cao điểm Bầu cử)"]
