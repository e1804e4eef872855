"""A deadline that would be another day, were a day off nobody confirmed a day off, says so wherever it is told."""

from datetime import date
from typing import Any

import pytest

from calendars.query import Scope, load_shown
from calendars.words import description_of, origin_of
from scheduler.campaign.remark_words import sentence
from scheduler.dates.workdays import WorkCalendar, YearOverride
from scheduler.definition.models import Definition
from scheduler.plan.as_json import plan_as_json
from scheduler.plan.model import Plan, Remark, RemarkKind
from scheduler.store.database import Database
from tests.build import Province, at, definition, duty, organisation, plan

CULTURE = date(2026, 11, 24)  # a Tuesday
ACT = YearOverride(2026, frozenset(), frozenset(), "", {CULTURE: "Nghị quyết thử của Quốc hội"})


def due(**rule: Any) -> Definition:
    extra = {key: rule.pop(key) for key in ("consolidation",) if key in rule}
    return definition(duty(due=rule, **extra), year=2026)


def unsure(given: Definition, **more: Any) -> date | None:
    (one,) = plan(given, **more).occurrences
    return one.unsure_on


UNSURE = [
    {"by": "2026-11-24"},
    {"after": "2026-11-20", "working_days": 5},
    {"before": "2026-11-27", "working_days": 4},
    {"by": "2026-11-30", "consolidation": "5 working days"},
]
SURE = [
    {"by": "2026-11-23"},
    {"by": "2026-11-25"},
    {"after": "2026-11-20", "days": 10},
    {"after": "2026-11-24", "working_days": 2},
    {"by": "2026-11-23", "consolidation": "5 working days"},
    {"by": "2025-11-24"},
]


@pytest.mark.parametrize("rule", UNSURE)
def test_deadline_that_depends_on_it_is_told_in_the_plan(rule: dict[str, Any]) -> None:
    found: Plan = plan(due(**rule))
    assert [one.unsure_on for one in found.occurrences] == [CULTURE]
    told = Remark(RemarkKind.DAY_OFF_UNSURE, "bc", "24/11/2026")
    assert told in found.remarks
    assert "24/11/2026, chưa xác nhận là ngày nghỉ" in sentence(told)
    obligations: Any = plan_as_json(found)["obligations"]
    assert {one["depends_on_day_off"] for one in obligations} == {"2026-11-24"}


@pytest.mark.parametrize("rule", SURE)
def test_deadline_that_does_not_is_sure(rule: dict[str, Any]) -> None:
    assert unsure(due(**rule)) is None


@pytest.mark.parametrize("rule", UNSURE)
def test_nothing_depends_on_it_once_the_act_is_entered(rule: dict[str, Any]) -> None:
    assert unsure(due(**rule), calendar=WorkCalendar({2026: ACT})) is None


def test_calendars_say_so_below_where_the_day_comes_from(database: Database) -> None:
    province = Province(database, organisation(2)).open()
    given = due(by="2026-11-24")
    province.apply(given, now=at("2026-10-01 09:00"))
    with database.read() as session:
        shown = load_shown(session, Scope("unit", 2), now=at("2026-10-01 10:00"))
    assert shown is not None
    (entry,) = [one for one in shown.entries if one.unit]
    lines = description_of(entry).splitlines()
    told = "Ngày 24/11/2026 chưa xác nhận là ngày nghỉ; nếu được nghỉ, thời hạn này sẽ thay đổi"
    assert lines[lines.index(origin_of(entry)) + 1] == told
    province.apply(given, now=at("2026-10-02 09:00"))  # read back as it was planned
    assert province.rows("SELECT revision FROM occurrence") == [(1,)]
