"""`thidua plan FILE --json` for the five campaigns, against what the directives print."""

import json
from typing import Any

import pytest

from tests.acceptance.conftest import CAMPAIGN
from tests.acceptance.program import Program

FIVE = ("phu-tho-2024", "tuan-giao-2021", "lai-chau-2023", "lai-chau-2024", "ha-giang-2024")
ORIGINS = {"quoted", "derived", "set"}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The plan of each campaign; no database is needed."""
    program = Program(tmp_path_factory.mktemp("plans"))
    files = {name: CAMPAIGN.with_name(f"{name}.yaml") for name in FIVE}
    return {name: json.loads(program.must("plan", "--json", file)) for name, file in files.items()}


def occasions(plan: Any) -> list[tuple[str, str, int | None, str | None]]:
    """(id, day, ordinal, class) in the order of the plan."""
    return [
        (a["id"], a["on"], a["ordinal"], a["class"])
        for phase in plan["phases"]
        if phase["kind"] == "round"
        for a in phase["anniversaries"]
    ]


def dues(plan: Any) -> dict[tuple[str, str], set[str | None]]:
    """The instants at which each duty's occurrence is due."""
    found: dict[tuple[str, str], set[str | None]] = {}
    for one in plan["obligations"]:
        found.setdefault((one["duty"], one["occurrence"]), set()).add(one["due_at"])
    return found


@pytest.mark.parametrize("name", FIVE)
def test_keys_are_those_programs_rely_on(plans: dict[str, Any], name: str):
    plan = plans[name]
    assert plan["campaign"] == name
    for phase in plan["phases"]:
        assert {"id", "first_day", "last_day", "anniversaries"} <= phase.keys()
        assert all({"id", "on", "ordinal", "class"} <= a.keys() for a in phase["anniversaries"])
    for one in plan["obligations"]:
        assert {"duty", "unit", "due_at", "cut_off_at", "origin"} <= one.keys()
        assert one["origin"]["kind"] in ORIGINS and one["origin"]["text"]
    for reminder in plan["reminders"]:
        assert {"duty", "step", "at", "units"} <= reminder.keys()
        assert reminder["units"]


def test_phu_tho_rounds_and_peaks(plans: dict[str, Any]):
    spans = {p["id"]: (p["first_day"], p["last_day"]) for p in plans["phu-tho-2024"]["phases"]}
    assert spans == {
        "dot-1": ("2024-01-01", "2024-06-30"),
        "dot-2": ("2024-07-01", "2024-12-31"),
        "cao-diem-dien-bien": ("2024-04-07", "2024-05-07"),
        "cao-diem-quan-doi": ("2024-11-22", "2024-12-22"),
    }


def test_phu_tho_anniversaries_have_the_printed_ordinals(plans: dict[str, Any]):
    assert occasions(plans["phu-tho-2024"]) == [
        ("thanh-lap-dang", "2024-02-03", 94, "khac"),
        ("tet-nguyen-dan", "2024-02-10", None, None),
        ("giai-phong-mien-nam", "2024-04-30", 49, "khac"),
        ("dien-bien-phu", "2024-05-07", 70, "tron"),
        ("sinh-chu-tich-ho-chi-minh", "2024-05-19", 134, "khac"),
        ("thi-dua-yeu-nuoc", "2024-06-11", 76, "khac"),
        ("thuong-binh-liet-si", "2024-07-27", 77, "khac"),
        ("cach-mang-thang-tam", "2024-08-19", 79, "khac"),
        ("quoc-khanh", "2024-09-02", 79, "khac"),
        ("bac-ho-tham-den-hung", "2024-09-19", 70, "tron"),
        ("di-chuc-bac", "2024-09-02", 55, "khac"),
        ("quan-doi-nhan-dan", "2024-12-22", 80, "tron"),
        ("quoc-phong-toan-dan", "2024-12-22", 35, "khac"),
    ]


def test_phu_tho_deadlines(plans: dict[str, Any]):
    assert dues(plans["phu-tho-2024"]) == {
        ("ky-giao-uoc", "once"): {None},
        ("so-ket-dot-1", "once"): {"2024-07-31T17:00:00+07:00"},
        ("tong-ket-nam", "once"): {"2024-12-20T17:00:00+07:00"},
    }
    kinds = {one["duty"]: one["origin"]["kind"] for one in plans["phu-tho-2024"]["obligations"]}
    assert kinds == {"ky-giao-uoc": "quoted", "so-ket-dot-1": "quoted", "tong-ket-nam": "derived"}


def test_phu_tho_reminders_of_the_summer_report(plans: dict[str, Any]):
    steps = {
        r["step"]: r["at"]
        for r in plans["phu-tho-2024"]["reminders"]
        if r["duty"] == "so-ket-dot-1"
    }
    assert steps == {
        "before-14wd": "2024-07-11T08:00:00+07:00",
        "before-7wd": "2024-07-22T08:00:00+07:00",
        "before-3wd": "2024-07-26T08:00:00+07:00",
        "before-1wd": "2024-07-30T08:00:00+07:00",
        "day": "2024-07-31T08:00:00+07:00",
        "overdue-1wd": "2024-08-01T08:00:00+07:00",
        "overdue-3wd": "2024-08-05T08:00:00+07:00",
        "overdue-7wd": "2024-08-09T08:00:00+07:00",
    }


def test_same_input_gives_the_same_bytes(empty: Program):
    first, again = (empty.must("plan", "--json", CAMPAIGN) for _ in range(2))
    assert first == again
