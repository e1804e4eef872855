"""Anniversaries in a plan: one span for each name a day is counted by, with its class and decree."""

from datetime import date
from pathlib import Path

from scheduler.definition.read import read_catalogue
from scheduler.plan.as_json import plan_as_json
from scheduler.plan.model import Plan, SpanKind
from tests.build import definition, duty, plan

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "config/anniversaries.yaml")
NAMED = ["hoi-phu-nu", "quoc-phong-toan-dan", "gio-to-hung-vuong", "quoc-te-phu-nu"]


def planned() -> Plan:
    phase = {"id": "ca-nam", "title": "Cả năm", "first_day": "01-01", "last_day": "12-31"}
    named = definition(phases=[phase | {"anniversaries": NAMED}])
    return plan(named, catalogue=CATALOGUE)


def test_day_counted_by_two_names_has_two_spans() -> None:
    days = [span for span in planned().spans if span.kind is SpanKind.ANNIVERSARY]
    told = {span.key: (span.title, span.first_on, span.ordinal, span.occasion) for span in days}

    day = date(2024, 10, 20)
    union, both = "Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam", "like_nd111 khac"
    assert told["hoi-phu-nu"] == (union, day, 94, both)
    assert told["hoi-phu-nu.2010"] == ("Ngày Phụ nữ Việt Nam", day, 14, both)
    assert planned().spans[0].anniversaries == tuple(told)


def test_program_reads_class_and_decree_apart() -> None:
    (phase,) = plan_as_json(planned())["phases"]  # type: ignore[misc]
    told = [
        (one["id"], one["ordinal"], one["class"], one["decree"]) for one in phase["anniversaries"]
    ]

    assert told == [
        ("hoi-phu-nu", 94, "khac", "like_nd111"),
        ("hoi-phu-nu.2010", 14, "khac", "like_nd111"),
        ("quoc-phong-toan-dan", 35, "khac", "nd111"),
        ("gio-to-hung-vuong", None, "khac", "nd145"),
        ("quoc-te-phu-nu", 114, None, None),
    ]  # fmt: skip


def test_peak_may_be_called_like_its_anniversary() -> None:
    peak = {"id": "dien-bien-phu", "kind": "peak", "anniversary": "dien-bien-phu", "lead": "7 days"}
    found = plan(definition(duty(), phases=[peak]), catalogue=CATALOGUE)

    assert [(s.kind, s.first_on) for s in found.spans[:2]] == [
        (SpanKind.PEAK, date(2024, 4, 30)), (SpanKind.ANNIVERSARY, date(2024, 5, 7)),
    ]  # fmt: skip


def test_milestone_called_like_an_anniversary_does_not_move_what_is_held_for_that() -> None:
    peak = {"id": "a", "kind": "peak", "anniversary": "dien-bien-phu", "lead": "7 days"}
    later = {"id": "dien-bien-phu", "title": "Lễ", "day": None}
    found = plan(definition(duty(), phases=[peak], milestones=[later]), catalogue=CATALOGUE)

    assert found.spans[0].last_on == date(2024, 5, 7)
