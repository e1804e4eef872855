"""The same in, the same out; a diff says what differs and nothing else."""

import os
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Definition
from scheduler.plan.diff import ChangeKind, Changes, diff
from scheduler.plan.model import Plan
from tests.build import definition, duty, organisation, plan

DUES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.dates(min_value=date(2024, 2, 1),
             max_value=date(2024, 12, 20)).map(
        lambda day: {"by": day.isoformat()}
    ),
    st.integers(1, 30).map(lambda count: {"after": "dot-1", "working_days": count}),
    st.sampled_from(["month", "quarter", "half_year", "week"]).map(
        lambda every: {"every": every, "day": 3}
    ),
    st.just({"before": "hoi-nghi"}),
)  # fmt: skip
AUDIENCES = st.one_of(
    st.just({"all": True}),
    st.lists(st.sampled_from(["u0", "u1", "u2", "u3"]), min_size=1, unique=True).map(
        lambda ids: {"ids": ids}
    ),
    st.just({"block_heads": "all"}),
)
ROOT = Path(__file__).parent.parent.parent
UNITS = organisation(4)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    ids = draw(st.lists(st.sampled_from("abcd"), unique=True, min_size=1))
    duties = [
        duty(
            id_,
            title=draw(st.sampled_from(["Báo cáo", "Tổng kết"])),
            due=draw(DUES),
            owed_by=draw(AUDIENCES),
            reminders=draw(st.sampled_from(["default", "once", ["5 days"]])),
        )
        for id_ in ids
    ]
    last = draw(st.sampled_from(["06-30", "09-30"]))
    phase = {"id": "dot-1", "title": "Đợt 1", "first_day": "01-01", "last_day": last}
    milestone = {"id": "hoi-nghi", "title": "Hội nghị"}
    return definition(*duties, phases=[phase], milestones=[milestone])


@given(definitions())
def test_plan_is_the_same_for_the_same_definition(given: Definition) -> None:
    first = plan(given, UNITS)
    again = plan(deepcopy(given), deepcopy(UNITS), calendar=WorkCalendar())

    assert (first, repr(first)) == (again, repr(again))


def test_plan_does_not_hang_on_the_order_of_sets() -> None:
    """Strings are hashed anew in every process; what is printed must not show it."""
    code = (
        "from tests.build import *; o = organisation(9); "
        "print(plan(definition(duty(owed_by={'kinds': ['so'], 'ids': ['u3', 'u5'], "
        "'block_heads': 'all'})), o))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(printed) == 1


@given(definitions())
def test_diff_of_a_plan_with_itself_is_empty(given: Definition) -> None:
    found = plan(given, UNITS)

    assert not diff(found, found)


@given(definitions(), definitions())
def test_diff_applied_gives_the_new_plan(old: Definition, new: Definition) -> None:
    before, after = plan(old, UNITS), plan(new, UNITS)

    assert not diff(_applied(before, diff(before, after)), after)


@given(definitions(), definitions())
def test_diff_names_only_what_differs(old: Definition, new: Definition) -> None:
    before, after = plan(old, UNITS), plan(new, UNITS)

    for change in diff(before, after).occurrences:
        assert change.before != change.after
        had = set(change.before.units) if change.before else set()
        has = set(change.after.units) if change.after else set()
        assert (set(change.joined), set(change.left)) == (has - had, had - has)


def test_diff_ignores_the_order_of_units() -> None:
    found = plan(definition(), UNITS)
    (one,) = found.occurrences

    turned = replace(found, occurrences=(replace(one, units=one.units[::-1]),))
    assert not diff(found, turned)


def test_diff_tells_a_moved_day_from_other_words() -> None:
    base = plan(definition())
    moved = plan(definition(duty(due={"by": "08-15"})))
    worded = plan(definition(duty(title="Báo cáo khác")))

    assert [c.kind for c in diff(base, moved).occurrences] == [ChangeKind.MOVED]
    assert [c.kind for c in diff(base, worded).occurrences] == [ChangeKind.CHANGED]


def test_diff_from_nothing_creates_and_to_nothing_withdraws() -> None:
    found = plan(definition())
    empty = replace(found, spans=(), occurrences=())

    assert {c.kind for c in diff(None, found).occurrences} == {ChangeKind.CREATED}
    assert {c.kind for c in diff(found, empty).occurrences} == {ChangeKind.WITHDRAWN}
    assert {c.kind for c in diff(found, empty).spans} == {ChangeKind.WITHDRAWN}


def _applied(before: Plan, changes: Changes) -> Plan:
    spans = {(s.kind, s.key): s for s in before.spans}
    for span in changes.spans:
        side = span.before or span.after
        assert side is not None
        spans.pop((side.kind, side.key), None)
        if span.after:
            spans[side.kind, side.key] = span.after
    occurrences = {(o.duty, o.key): o for o in before.occurrences}
    for change in changes.occurrences:
        occurrences.pop(change.duty, None)
        if change.after:
            occurrences[change.duty] = change.after
    return replace(before, spans=tuple(spans.values()), occurrences=tuple(occurrences.values()))
