"""Campaigns that name a template: planned, applied, applied again after it changed, and rolled over."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.campaign import proposals
from scheduler.campaign.rollover import roll_over
from scheduler.definition.problems import DefinitionInvalid
from scheduler.installation import Installation
from tests.campaign.admin_at_work import Admin

MINE = """\
title: Mẫu của cơ quan
basis: Quy chế của cơ quan
notes: [Ngày do cơ quan ấn định.]
milestones:
  - {id: chot, title: Chốt số liệu, day: {on: 06-14}}
duties:
  - id: them
    title: Báo cáo của mẫu
    kind: bao_cao_6_thang
    due: {by: 06-20}
    origin: {derived: theo quy chế}
    owed_by: {all: true}
"""


@pytest.fixture
def office(admin: Admin, tmp_path: Path) -> Installation:
    """An office with a template of its own, and a definition that names it."""
    (tmp_path / "office/templates").mkdir(parents=True)
    (tmp_path / "office/templates/cua-toi.yaml").write_text(MINE, "utf-8")
    admin.text = admin.text.replace("phases:", "template: cua-toi\nphases:")
    return again(admin, tmp_path)


def again(admin: Admin, tmp_path: Path) -> Installation:
    """The same office, its files read anew."""
    installation = replace(admin.installation(), config_dir=tmp_path / "office")
    installation.database = admin.province.database
    installation.organisations = admin.installation().organisations
    return installation


def proposed(office: Installation, text: str) -> proposals.Proposal:
    return proposals.propose_text(office, text, name="pt.yaml")


def applied(office: Installation, text: str) -> None:
    given = proposed(office, text)
    proposals.apply(office, given, proposals.preview(office, given))


def last_kept(admin: Admin) -> str:
    """The templates of the edition in force."""
    rows = admin.province.rows("SELECT templates FROM definitionrevision ORDER BY revision")
    return str(rows[-1][0])


def change(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "office/templates/cua-toi.yaml"
    file.write_text(MINE.replace(old, new), "utf-8")


def test_plan_marks_what_comes_from_which_template(office: Installation, admin: Admin) -> None:
    given = proposed(office, admin.text)

    assert {o.duty: o.template for o in given.plan.occurrences} == {"bc": "", "them": "cua-toi"}
    assert {s.key: s.template for s in given.plan.spans} == {"dot-1": "", "chot": "cua-toi"}
    assert "Ngày do cơ quan ấn định." in given.definition.notes


def test_template_of_the_office_goes_before_that_of_the_program(
    office: Installation, tmp_path: Path
) -> None:
    assert "bao-cao-dinh-ky" in office.templates
    own = tmp_path / "office/templates/bao-cao-dinh-ky.yaml"
    own.write_text(MINE, "utf-8")
    office.__dict__.pop("templates")

    assert office.templates["bao-cao-dinh-ky"].is_own
    assert office.templates["bao-cao-dinh-ky"].value.title == "Mẫu của cơ quan"


def test_unknown_template_is_a_problem_of_the_definition(
    office: Installation, admin: Admin
) -> None:
    with pytest.raises(DefinitionInvalid) as caught:
        proposed(office, admin.text.replace("cua-toi", "cua-tui"))
    assert [p.field for p in caught.value.problems] == ["template"]
    assert "“cua-toi”" in caught.value.problems[0].reason


def test_template_that_changed_is_shown_and_applied(
    office: Installation, admin: Admin, tmp_path: Path
) -> None:
    applied(office, admin.text)
    assert not proposals.preview(office, proposed(office, admin.text)).is_new
    change(tmp_path, "06-20", "06-21")
    later = again(admin, tmp_path)
    shown = proposals.preview(later, proposed(later, admin.text))

    assert [c.duty[0] for c in shown.changes.occurrences] == ["them"]


def test_words_of_a_template_that_changed_are_a_new_edition(
    office: Installation, admin: Admin, tmp_path: Path
) -> None:
    applied(office, admin.text)
    change(tmp_path, "Ngày do cơ quan ấn định.", "Đã xác nhận.")
    later = again(admin, tmp_path)
    shown = proposals.preview(later, proposed(later, admin.text))

    assert (bool(shown.changes), shown.rewritten) == (False, True)


def test_applied_edition_plans_the_same_after_its_template_changed_or_went(
    office: Installation, admin: Admin, tmp_path: Path
) -> None:
    applied(office, admin.text)
    before = proposed(office, admin.text).plan
    change(tmp_path, "06-20", "06-28")
    rolled = roll_over(again(admin, tmp_path), "pt-2024", year=2025)

    assert rolled.before.plan == before
    assert "template: cua-toi" in rolled.after.source
    due = {o.duty: o.due_at for o in rolled.after.plan.occurrences}["them"]
    assert due and due.day == 30  # 28 June 2025 is a Saturday: the template of today, rolled on


def test_edition_keeps_the_texts_of_its_templates(office: Installation, admin: Admin) -> None:
    applied(office, admin.text)

    assert json.loads(last_kept(admin)) == {"cua-toi": MINE}


def test_edition_without_templates_keeps_none(admin: Admin, tmp_path: Path) -> None:
    applied(again(admin, tmp_path), admin.text)
    assert last_kept(admin) == ""
