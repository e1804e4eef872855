"""One run tells every fault that can be decided: of writing, of shape and of sense; and nothing that only follows."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.definition.check import check
from scheduler.definition.check_units import check_organisation
from scheduler.definition.mend import mend
from scheduler.definition.models import Definition
from scheduler.definition.problems import MAX_PROBLEMS, DefinitionInvalid, Problem
from scheduler.definition.read import (
    examine_organisation,
    examine_text,
    read_catalogue,
    read_policies,
)
from scheduler.definition.tree import plain
from scheduler.definition.yaml import parse
from tests.definition import test_check_definition as sense
from tests.definition import test_read_fields as shape
from tests.definition.definition_texts import (
    GOOD,
    ORGANISATION,
    ROOT,
    places,
    policies,
    spoiled,
)
from tests.definition.test_check_units import UNITS

CATALOGUE = read_catalogue(ROOT / "config/anniversaries.yaml")
POLICIES = policies()


def all_faults(text: str) -> tuple[Problem, ...]:
    document = examine_text(text, name="mau.yaml")
    found = check(document, organisation=ORGANISATION, catalogue=CATALOGUE, policies=POLICIES)
    return tuple(problem for problem in found if not problem.warning)


def told(found: tuple[Problem, ...]) -> set[tuple[int, str, str]]:
    return {(problem.line, problem.field, problem.reason) for problem in found}


def test_writing_shape_and_sense_are_told_together_by_line() -> None:
    text = (
        GOOD.replace("title: Đợt 1\n", "title: Đợt 1\n    title: Đợt I\n")
        .replace("dien-bien-phu]", "dien-bien-fu]")
        .replace("{on: 12-20}", "{on: dot-9}")
        .replace("due: {by: 2024-07-31}", "due: {by: 2024-02-30}")
        .replace("to: so-noi-vu", "to: so-x", 1)
        .replace("kind: tong_ket", "kind: tongket")
        .replace("ids: [so-y-te]", "ids: [so-y, So Y]")
        .replace("reminders: gentle", "reminders: hourly")
    )

    assert places(all_faults(text)) == [
        (8, "phases[0].title"),
        (11, "phases[0].anniversaries[0]"),
        (13, "milestones[0].day.on"),
        (18, "duties[0].due.by"),
        (21, "duties[0].to"),
        (24, "duties[1].kind"),
        (27, "duties[1].owed_by.ids[0]"),
        (27, "duties[1].owed_by.ids[1]"),
        (29, "duties[1].reminders"),
    ]


_SAME_LINES = [
    (old, new)
    for old, new, *_rest in (*shape.CASES, *sense.CASES)
    if old.count("\n") == new.count("\n")
]
_DECIDES = {  # what the other fault is then compared with is not known
    "campain: mau-2024\n",
    "first_day: 13-01",
    "anniversary: a",
    "{before: tong-ket, days: 1}",  # a circle, unless one of it has another id
}


@given(st.sampled_from(_SAME_LINES), st.sampled_from(_SAME_LINES))
def test_two_faults_are_told_as_each_alone(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = spoiled(*one), spoiled(*other)
    text = first.replace(*other, 1)
    assume(one != other and text == second.replace(*one, 1))
    assume(not {one[1], other[1]} & _DECIDES)

    both = all_faults(text)

    assert told(both) == told(all_faults(first)) | told(all_faults(second))


AFTER = spoiled("due: {by: 2024-07-31}", "due: {after: dot-1, days: 9}").replace(
    "{before: hoi-nghi, working_days: 5}", "{after_each: round, days: 1}"
)


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("title: Đợt 1", "tilte: Đợt 1", ["phases[0].tilte"]),
        ("last_day: 2024-06-30", "last_day: 2024-06-31", ["phases[0].last_day"]),
        ("    last_day: 2024-06-30\n", "", ["phases[0]"]),
        ("- id: dot-1", "- idd: dot-1", ["phases[0].id", "phases[0].idd"]),
        ("- id: dot-1", "- id: Đợt 1", ["phases[0].id"]),
        ("title: Đợt 1", "kind: roud\n    title: Đợt 1", ["phases[0].kind"]),
        ("title: Đợt 1", "knid: round\n    title: Đợt 1", ["phases[0].knid"]),
        ("phases:", "phase:", ["phase"]),
        ("phases:\n", "phases: []\nphases:\n", ["phases"]),
        ("milestones:\n", "  - dot-1\nmilestones:\n", ["phases[1]"]),
    ],
)
def test_faulty_phase_is_no_unknown_one(old: str, new: str, fields: list[str]) -> None:
    assert old in AFTER

    assert [problem.field for problem in all_faults(AFTER.replace(old, new, 1))] == fields


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("due: {by: 2024-07-31}", "due: {by: 2024-02-30, within: 07}", ["", ".by"]),
        ("due: {by: 2024-07-31}", "due: {by: 2024-02-30, time: 25:00}", [".by", ".time"]),
        ("due: {by: 2024-07-31}", "due: {aftr: dot-1, days: 3}", [".aftr"]),
        ("due: {by: 2024-07-31}", "due: {after: [dot-1], days: 3}", [".after"]),
    ],
)
def test_rule_over_several_values_is_told_where_they_are_known(
    old: str, new: str, fields: list[str]
) -> None:
    found = all_faults(spoiled(old, new))

    assert [problem.field.removeprefix("duties[0].due") for problem in found] == fields


def test_year_that_cannot_be_read_hides_what_is_counted_from_it() -> None:
    text = spoiled("year: 2024", "year: hai").replace("first_day: 2024-01-01", "first_day: 02-29")

    assert [problem.field for problem in all_faults(text)] == ["year"]


def test_faults_of_shape_and_sense_stop_at_a_hundred_together() -> None:
    units = ", ".join(f"x{number}" for number in range(MAX_PROBLEMS + 7))
    text = spoiled("kind: so_ket", "kind: soket").replace("[so-noi-vu]", f"[{units}]")

    found = all_faults(text)

    assert (len(found), found[0].field) == (MAX_PROBLEMS + 1, "duties[0].kind")
    assert "Còn lỗi khác" in found[-1].reason


def test_warnings_leave_room_for_a_fault() -> None:
    old = "  - id: tong-ket\n"
    far = "".join(
        f"  - {{id: xa-{n}, title: x, day: {{on: 2042-01-01}}}}\n" for n in range(MAX_PROBLEMS + 1)
    )
    text = GOOD.replace("duties:\n", f"{far}duties:\n").replace(old, "  - id: so-ket-dot-1\n")

    assert [problem.field for problem in all_faults(text)] == ["duties[1].id"]


def test_what_cannot_be_leant_on_is_not_told() -> None:
    text = spoiled("ids: [so-y-te]", "ids: [so-x]").replace("dien-bien-phu]", "dien-bien-fu]")

    found = check(
        examine_text(text.replace("{on: 12-20}", "{on: 02-30}"), name="f"),
        organisation=None,
        catalogue=None,
        policies=None,
    )

    assert [problem.field for problem in found] == ["milestones[0].day.on"]


def test_nothing_is_so_faulty_that_the_rest_is_not_checked() -> None:
    values = plain(parse("year: x\nphases: 5\nduties: [{id: 1 1}, abc, {due: {by: 9}}]", name="f"))

    value = mend(values, Definition).value

    assert value is not None
    assert [duty.kind.value for duty in value.duties] == ["ke_hoach"] * 3


def units_faults(tmp_path: Path, *edits: tuple[str, str]) -> list[str]:
    text = UNITS
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "mau.yaml"
    path.write_text(text, encoding="utf-8")
    return [problem.field for problem in check_organisation(examine_organisation(path))]


def test_units_tell_shape_and_sense_together(tmp_path: Path) -> None:
    found = units_faults(
        tmp_path,
        ("lane: tg-mau", "lane: TG MAU"),
        ("year: 2024", "year: 3024"),
        ("head: so-y-te", "head: so-x"),
        ("kind: so, block: khoi-1", "block: khoi-9"),
        ("last_day: 2025-02-28", "last_day: 28/2/2025"),
        ("into: [so-y-te]", "into: [so-z]"),
    )

    assert found == [
        "issuer.lane",
        "blocks[0].rotation[0].year",
        "blocks[0].rotation[0].head",
        "units[1].kind",
        "units[1].block",
        "units[2].last_day",
        "units[2].into[0]",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("id: so-y-te", "id: Sở Y tế", ["units[1].id"]),
        ("id: so-y-te", "if: so-y-te", ["units[1].id", "units[1].if"]),
        ("- id: khoi-1", "- id: Khối 1", ["blocks[0].id"]),
        ("last_day: 2025-02-28", "lastday: 2025-02-28", ["units[2].lastday"]),
        ("units:", "unit:", ["units", "unit"]),
    ],
)
def test_units_tell_nothing_that_only_follows(
    tmp_path: Path, old: str, new: str, fields: list[str]
) -> None:
    assert units_faults(tmp_path, (old, new)) == fields


def test_policies_tell_values_and_rules_together(tmp_path: Path) -> None:
    path = tmp_path / "policies.yaml"
    path.write_text(
        "due_time: 17h\nhours: {from: 07:00, to: 19:00}\n"
        "reminders:\n  normal:\n    - {at: 08:00}\n    - {before: 1 dya, on_day: true}\n",
        encoding="utf-8",
    )

    with pytest.raises(DefinitionInvalid) as caught:
        read_policies(path)

    assert places(caught.value.problems) == [
        (1, "due_time"),
        (5, "reminders.normal[0]"),
        (6, "reminders.normal[1]"),
        (6, "reminders.normal[1].before"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("{before: hoi-nghi, working_days: 5}", "{after: dot-1, days: năm}", "due.days"),
        ("{ids: [so-y-te], kinds: [so], block_heads: [khoi-1]}", "{kinds: so}", "owed_by.kinds"),
    ],
)
def test_value_that_cannot_be_read_is_not_missing_too(old: str, new: str, field: str) -> None:
    assert [one.field for one in all_faults(spoiled(old, new))] == [f"duties[1].{field}"]
