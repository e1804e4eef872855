"""Ready-made duties: how they are read, and how they join the definition that names them."""

from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest

from scheduler.definition.check import check
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.read import (
    read_catalogue,
    read_document_text,
    read_template,
    read_templates,
)
from scheduler.definition.templates import (
    WrittenTemplate,
    join_templates,
    template_problems,
    templates_of,
)
from tests.build import CALENDAR, organisation, plan
from tests.definition.definition_texts import ORGANISATION, ROOT, policies, spoiled

CATALOGUE = read_catalogue(ROOT / "config/anniversaries.yaml")
SHIPPED = read_templates(ROOT / "config/templates", own=False)
DUTY = """\
  - id: {id}
    title: Báo cáo của mẫu
    kind: bao_cao_khac
    due: {due}
    origin: {{derived: theo mẫu}}
    to: co-quan-thuong-truc
    owed_by: {{all: true}}
"""
BARE = "title: Mẫu\nbasis: Nghị định\nduties:\n"


def template(name: str, text: str) -> dict[str, WrittenTemplate]:
    return {name: read_template(text, name=name)}


def named(names: str) -> Document[Definition]:
    return read_document_text(spoiled("phases:", f"template: {names}\nphases:"), name="mau.yaml")


def checked(document: Document[Definition]) -> tuple[Problem, ...]:
    return check(
        document,
        organisation=ORGANISATION,
        catalogue=CATALOGUE,
        policies=policies(),
    )


def test_duties_of_a_template_stand_behind_those_of_the_definition() -> None:
    known = template("a", BARE + DUTY.format(id="moi", due="{by: 06-30}"))
    joined = join_templates(named("a"), known)

    assert [duty.id for duty in joined.value.duties] == ["so-ket-dot-1", "tong-ket", "moi"]
    assert templates_of(joined) == {"moi": "a"}
    assert checked(joined) == ()


def test_duty_of_the_definition_goes_before_that_of_a_template() -> None:
    known = template("a", BARE + DUTY.format(id="tong-ket", due="{by: 06-30}"))
    joined = join_templates(named("a"), known)

    assert joined.value.duties == named("a").value.duties
    assert templates_of(joined) == {}


def test_of_two_templates_the_one_named_first_goes_before() -> None:
    known = template("a", BARE + DUTY.format(id="x", due="{by: 06-30}"))
    known |= template("b", BARE + DUTY.format(id="x", due="{by: 07-31}"))

    assert templates_of(join_templates(named("[b, a]"), known)) == {"x": "b"}


def test_unknown_template_is_told_with_the_near_one() -> None:
    (problem,) = template_problems(named("[bao-cao-dinh-ky, bao-cao-quys]"), SHIPPED)

    assert (problem.line, problem.field) == (5, "template[1]")
    assert "“bao-cao-quys”" in problem.reason and "“bao-cao-quy”" in problem.reason
    (problem,) = template_problems(named("khac"), SHIPPED)
    assert "bao-cao-dinh-ky" in problem.reason


def test_fault_of_a_template_is_told_where_it_is_named() -> None:
    known = template("a", BARE + DUTY.format(id="x", due="{after: dot-9, days: 3}"))
    (problem,) = checked(join_templates(named("a"), known))

    assert (problem.line, problem.field) == (5, "template")
    assert "“a”" in problem.reason and "“x”" in problem.reason and "dot-9" in problem.reason


def test_faults_of_a_template_file_are_told_with_their_lines() -> None:
    with pytest.raises(DefinitionInvalid) as caught:
        read_template("title: Mẫu\nduties:\n" + DUTY.format(id="x", due="{bye: 06-30}"), name="a")
    assert [problem.field for problem in caught.value.problems] == ["basis", "duties[0].due.bye"]


def test_duty_of_a_template_names_who_owes_or_who_receives() -> None:
    alone = DUTY.format(id="x", due="null").replace("    owed_by: {all: true}\n", "")
    assert read_template(BARE + alone, name="a").value.duties[0].owed_by.ids
    with pytest.raises(DefinitionInvalid) as caught:
        text = alone.replace("    to: co-quan-thuong-truc\n", "")
        read_template(BARE + text, name="a")
    assert "owed_by hoặc to" in caught.value.problems[0].reason


def test_year_of_a_school_begins_in_its_month() -> None:
    known = template(
        "a",
        "first_month: 9\n"
        + BARE
        + DUTY.format(id="x", due="{before: 09-30}")
        + DUTY.format(id="y", due="{by: 07-15}")
        + DUTY.format(id="z", due="{after: 05-31, days: 10}"),
    )
    *_own, autumn, summer, later = join_templates(named("a"), known).value.duties

    assert autumn.due and autumn.due.before == date(2024, 9, 30)
    assert summer.due and summer.due.by == date(2025, 7, 15)
    assert later.due and later.due.after == date(2025, 5, 31)


def test_every_shipped_template_stands_on_something_and_joins_without_a_fault() -> None:
    assert len(SHIPPED) >= 5
    for name, one in SHIPPED.items():
        joined = join_templates(named(name), SHIPPED)
        assert one.value.basis and one.value.notes
        assert len(templates_of(joined)) == len((*one.value.duties, *one.value.milestones))
        assert [p for p in checked(joined) if not p.warning] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_template_plans_days_of_its_own_year(name: str) -> None:
    given = join_templates(named(name), SHIPPED)
    own = given.value.model_copy(
        update={"duties": tuple(d for d in given.value.duties if d.id in templates_of(given))}
    )
    found = plan(own, organisation(), catalogue=CATALOGUE, policies=policies())
    years = {o.due_at.year for o in found.occurrences if o.due_at}

    assert years <= ({2024, 2025} if SHIPPED[name].value.first_month > 1 else {2024})
    undated = {o.duty for o in found.occurrences if o.due_at is None}
    assert undated == {d.id for d in SHIPPED[name].value.duties if d.due is None}


def test_no_shipped_template_takes_an_id_of_another() -> None:
    ids = [one.id for t in SHIPPED.values() for one in chain(t.value.duties, t.value.milestones)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("year", range(2024, 2041))
def test_reports_of_decree_9_leave_time_to_write_and_time_to_sum_up(year: int) -> None:
    """Decree 09/2019/NĐ-CP: cut-off on the 14th, at least one working day to send, upward by the 25th."""
    text = spoiled("phases:", "template: [bao-cao-dinh-ky, bao-cao-chinh-phu]\nphases:")
    text = text.replace("year: 2024", f"year: {year}").replace("2024-", f"{year}-")
    given = join_templates(read_document_text(text, name="mau.yaml"), SHIPPED).value
    own = ("so-ket-dot-1", "tong-ket")
    given = given.model_copy(
        update={"duties": tuple(duty for duty in given.duties if duty.id not in own)}
    )
    found = plan(given, organisation(), catalogue=CATALOGUE, policies=policies())
    due = {o.duty: o for o in found.occurrences}

    for period, month in (("6-thang", 6), ("nam", 12)):
        unit, upward = due[f"bao-cao-{period}"], due[f"bao-cao-chinh-phu-{period}"]
        assert unit.due_at and unit.cut_off_at and upward.due_at
        closed = date(year, month, 14)
        assert CALENDAR.count(closed, unit.due_at.date()) == 2
        assert upward.due_at.date() == date(year, month, 25)  # a day off, too
        assert unit.cut_off_at + timedelta(days=1) <= upward.due_at
    assert [r.kind for r in found.remarks if r.kind == "intake_after_upward"] == []


def test_templates_are_read_from_a_folder_or_none(tmp_path: Path) -> None:
    (tmp_path / "cua-toi.yaml").write_text(BARE + DUTY.format(id="x", due="null"), "utf-8")

    assert list(read_templates(tmp_path, own=True)) == ["cua-toi"]
    assert read_templates(tmp_path / "khong-co", own=True) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BARE + DUTY.format(id="x", due="null") * 2, "hai mục cùng mã"),
        ("title: Mẫu\nbasis: Nghị định\n", "ít nhất một nhiệm vụ"),
    ],
)
def test_template_says_each_thing_once_and_something(text: str, said: str) -> None:
    """Of two duties of one id the second was dropped without a word."""
    with pytest.raises(DefinitionInvalid) as caught:
        read_template(text, name="a")
    assert [said in problem.reason for problem in caught.value.problems] == [True]
