"""Events of one campaign alone: read, checked, planned, said; phases and dues name them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.definition.check import check
from scheduler.definition.dump import Remarks, dump
from scheduler.definition.models import Definition
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.read import examine_text, read_catalogue, read_definition_text
from scheduler.plan.as_json import plan_as_json
from scheduler.plan.model import Plan, SpanKind
from tests.build import ZONE, plan

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "config/anniversaries.yaml")
TEXT = """\
campaign: thi-dua-2026
title: Thi đua năm 2026
directive: {issuer: Ủy ban nhân dân tỉnh}
phases:
  - {id: dot-1, title: Đợt 1, first_day: 01-01, last_day: 06-30, anniversaries: [quoc-te-lao-dong, dai-hoi]}
  - {id: nuoc-rut, kind: peak, anniversary: bau-cu, lead: 30 days}
occasions:
  - {id: dai-hoi, title: Đại hội XIV của Đảng, day: 2026-01-19}
  - {id: bau-cu, title: Ngày bầu cử, day: 2026-03-15}
  - {id: khong-dot-nao-neu, title: Lễ mít tinh, day: 2026-05-16}
duties:
  - {id: bc, title: Báo cáo, kind: bao_cao_khac, due: {before: bau-cu, days: 10}, to: u0,
     origin: {set: u0}, owed_by: {all: true, except: [u0]}}
"""


def planned(text: str = TEXT) -> Plan:
    return plan(read_definition_text(text, name="f"), catalogue=CATALOGUE)


def faults(text: str) -> list[Problem]:
    document = examine_text(text, name="f")
    return list(check(document, organisation=None, catalogue=CATALOGUE, policies=None))


def test_occasions_are_planned_whether_a_phase_names_them_or_not() -> None:
    own = [(s.key, s.title, s.days) for s in planned().spans if s.kind is SpanKind.OCCASION]
    assert own == [
        ("dai-hoi", "Đại hội XIV của Đảng", (date(2026, 1, 19),) * 2),
        ("bau-cu", "Ngày bầu cử", (date(2026, 3, 15),) * 2),
        ("khong-dot-nao-neu", "Lễ mít tinh", (date(2026, 5, 16),) * 2),
    ]


def test_phase_and_peak_are_held_for_an_occasion() -> None:
    dot_1, peak = planned().spans[:2]
    assert dot_1.anniversaries == ("quoc-te-lao-dong", "dai-hoi")
    assert (peak.title, peak.days) == (
        "Cao điểm Ngày bầu cử",
        (date(2026, 2, 13), date(2026, 3, 15)),
    )


def test_due_is_counted_from_an_occasion() -> None:
    (owed,) = planned().occurrences
    assert owed.due_at is not None
    assert owed.due_at.astimezone(ZONE).date() == date(2026, 3, 5)


def test_program_is_told_of_occasions() -> None:
    told: dict[str, Any] = plan_as_json(planned())
    assert told["occasions"][0] == {
        "id": "dai-hoi",
        "title": "Đại hội XIV của Đảng",
        "day": "2026-01-19",
    }
    named = [one["id"] for one in told["phases"][0]["anniversaries"]]
    assert named == ["quoc-te-lao-dong", "dai-hoi"]


def test_definition_with_occasions_has_no_fault_and_is_written_again() -> None:
    read = read_definition_text(TEXT, name="f")
    assert faults(TEXT) == []
    values = {key: getattr(read, key) for key in Definition.model_fields if getattr(read, key)}
    again = dump(values, Remarks())
    assert "occasions:\n  - id: dai-hoi\n" in again
    assert read_definition_text(again, name="again") == read


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "said"),
    [
        ("id: dai-hoi", "id: dot-1", 8, "occasions[0].id", "đã dùng ở trên"),
        ("id: dai-hoi", "id: quoc-khanh", 8, "occasions[0].id", "của một ngày kỷ niệm"),
        ("day: 2026-01-19", "day: 19/01/2026", 8, "occasions[0].day", "năm-tháng-ngày"),
        ("day: 2026-01-19", "day: 19", 8, "occasions[0].day", "năm-tháng-ngày"),
        ("day: 2026-01-19", "date: 2026-01-19", 8, "occasions[0].date", "Không có mục nào tên"),
        ("day: 2026-01-19", "day: 1926-01-19", 8, "occasions[0].day", "từ 1968"),
        ("anniversary: bau-cu", "anniversary: bau-cur", 6, "phases[1].anniversary", "“bau-cu”?"),
        ("before: bau-cu", "before: bau-cux", 12, "duties[0].due.before", "“bau-cu”?"),
    ],
)
def test_fault_of_an_occasion_is_told(old: str, new: str, line: int, field: str, said: str) -> None:
    try:
        told = faults(TEXT.replace(old, new, 1))
    except DefinitionInvalid as error:
        told = list(error.problems)
    found = [(p.line, p.field) for p in told if said in f"{p.reason} {p.example}" and not p.warning]
    assert (line, field) in found


def test_occasion_outside_its_phase_is_remarked() -> None:
    later = TEXT.replace("day: 2026-01-19", "day: 2026-07-19")
    warned = [problem.reason for problem in faults(later) if problem.warning]
    assert warned == ["Sự kiện “dai-hoi” nằm ngoài đợt này."]
    assert [r.kind.value for r in planned(later).remarks if r.detail == "dai-hoi"] == [
        "occasion_outside"
    ]


def test_plan_says_what_to_confirm_of_the_anniversaries_named() -> None:
    named = TEXT.replace("[quoc-te-lao-dong, dai-hoi]", "[cong-tac-dan-van, hien-mau-tinh-nguyen]")
    told = {r.subject: (r.kind.value, bool(r.detail)) for r in planned(named).remarks}
    assert told["cong-tac-dan-van"] == ("to_confirm", True)
    assert told["hien-mau-tinh-nguyen"] == ("unchecked", False)
    assert not any(r.kind.value in ("to_confirm", "unchecked") for r in planned().remarks)
