"""The days of each template that is brought, beside the texts they stand on: in 2026, and nothing else."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.definition.read import (
    read_catalogue,
    read_document_text,
    read_policies,
    read_templates,
)
from scheduler.definition.spans import MonthDay
from scheduler.definition.templates import join_templates, templates_of
from scheduler.plan.model import Plan
from tests.build import CALENDAR, organisation, plan
from tests.definition.definition_texts import ROOT, spoiled

CATALOGUE = read_catalogue(ROOT / "config/anniversaries.yaml")
POLICIES = read_policies(Path(ROOT / "config/policies.yaml"))
SHIPPED = read_templates(ROOT / "config/templates", own=False)
DECREE_9 = "Nghị định số 09/2019/NĐ-CP"


def planned(name: str) -> Plan:
    """What the template alone becomes in 2026."""
    text = spoiled("phases:", f"template: {name}\nphases:")
    text = text.replace("year: 2024", "year: 2026").replace("2024-", "2026-")
    given = join_templates(read_document_text(text, name="mau.yaml"), SHIPPED)
    own = [duty for duty in given.value.duties if duty.id in templates_of(given)]
    value = given.value.model_copy(update={"duties": tuple(own)})
    return plan(value, organisation(), catalogue=CATALOGUE, policies=POLICIES)


def due(name: str) -> dict[str, str]:
    return {o.duty: written(o.due_at) for o in planned(name).occurrences}


def written(at: datetime | None) -> str:
    return f"{at.astimezone(ZoneInfo('Asia/Ho_Chi_Minh')):%d/%m/%Y %H:%M}" if at else "-"


@pytest.mark.parametrize(
    ("name", "days"),
    [
        (
            "bao-cao-chinh-phu",
            {
                "bao-cao-chinh-phu-6-thang": "25/06/2026 17:00",
                "bao-cao-chinh-phu-nam": "25/12/2026 17:00",
            },
        ),
        # the 14th of June is a Sunday: two working days later all the same
        (
            "bao-cao-dinh-ky",
            {"bao-cao-6-thang": "16/06/2026 17:00", "bao-cao-nam": "16/12/2026 17:00"},
        ),
        (
            "bao-cao-quy",
            {
                "bao-cao-quy-1": "17/03/2026 17:00",
                "bao-cao-quy-2": "16/06/2026 17:00",
                "bao-cao-quy-3": "16/09/2026 17:00",
                "bao-cao-quy-4": "16/12/2026 17:00",
            },
        ),
        ("ho-so-khen-thuong", {"ho-so-khen-thuong-nam": "09/12/2026 17:00"}),
        ("dang-ky-giao-uoc", {"dang-ky-thi-dua": "-", "ky-giao-uoc": "-"}),
        (
            "nam-hoc",
            {
                "dang-ky-thi-dua-nam-hoc": "29/09/2026 17:00",
                "tong-ket-nam-hoc": "14/07/2027 17:00",
                "ho-so-khen-thuong-nam-hoc": "30/07/2027 17:00",
            },
        ),
    ],
)
def test_template_is_due_on_the_days_of_its_text(name: str, days: dict[str, str]) -> None:
    assert due(name) == days


def test_monthly_reports_are_two_working_days_after_the_fourteenth() -> None:
    found = planned("bao-cao-thang").occurrences
    closed = [date(2026, month, 14) for month in range(1, 13)]

    assert [o.due_at and o.due_at.date() for o in found] == [CALENDAR.add(d, 2) for d in closed]


@pytest.mark.parametrize("name", ["bao-cao-thang", "bao-cao-quy", "bao-cao-dinh-ky"])
def test_figures_are_closed_on_the_fourteenth(name: str) -> None:
    """Nghị định 09/2019/NĐ-CP, Điều 12."""
    template = SHIPPED[name].value
    on = [one.day.on for one in template.milestones if one.day]
    days = [day.day for day in on if isinstance(day, MonthDay)]

    assert days == [14] * len(template.duties)
    assert {one.origin.derived for one in template.milestones} == {f"{DECREE_9}, Điều 12"}


@pytest.mark.parametrize(
    ("name", "place"),
    [("ho-so-khen-thuong", "Bắc Ninh"), ("nam-hoc", "Nam Định")],
)
def test_days_of_one_province_are_said_to_be_its_own(name: str, place: str) -> None:
    template = SHIPPED[name].value

    assert template.practice_of == f"tỉnh {place}"
    assert place in template.basis
    assert "không phải của cả nước" in template.notes[0]
    assert [d.id for d in template.duties if place not in str(d.origin.derived)] == []


def test_awards_tell_that_their_decree_is_to_end() -> None:
    """Decree 152/2025/NĐ-CP is listed as in force until 01/3/2027: a dossier of 2027 needs its successor."""
    notes = " ".join(SHIPPED["ho-so-khen-thuong"].value.notes)

    assert "152/2025/NĐ-CP" in notes and "01/3/2027" in notes


def test_template_of_no_text_sets_no_day() -> None:
    loose = [one.value for one in SHIPPED.values() if not one.value.checked]

    assert [(t.title, d.id) for t in loose for d in t.duties if d.due is not None] == []


def test_numbers_that_are_no_law_are_told_to_a_person() -> None:
    """Two working days are one province's, three more of intake are the template's own."""
    for name in ("bao-cao-thang", "bao-cao-quy", "bao-cao-dinh-ky"):
        note = SHIPPED[name].value.notes[1]
        said = ("ít nhất 01 ngày làm việc", "tỉnh Khánh Hòa", "Cơ quan xác nhận")
        assert [word for word in said if word not in note] == []


def test_no_template_files_for_flags_of_the_government() -> None:
    """Which day those dossiers are due was found in no text."""
    texts = [one.text for one in SHIPPED.values()]
    assert [text for text in texts if "Cờ thi đua" in text] == []
