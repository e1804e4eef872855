"""Propose, preview, apply: what is refused, and that applying does exactly what was shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.campaign import proposals, rollover
from scheduler.campaign.proposals import Preview, Proposal
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import PlanChanged, UnknownIssuer
from scheduler.plan.diff import ChangeKind
from tests.build import organisation
from tests.campaign.admin_at_work import Admin

SECOND = """\
  - id: tk
    title: Tổng kết
    kind: tong_ket
    due: {by: 12-20}
    origin: {set: Sở Nội vụ}
    owed_by: {ids: [u1]}
    to: u0
"""


def propose(admin: Admin) -> Proposal:
    return proposals.propose_text(admin.installation(), admin.text, name="nhap.yaml")


def preview(admin: Admin) -> tuple[Proposal, Preview]:
    proposal = propose(admin)
    return proposal, proposals.preview(admin.installation(), proposal)


def test_issuer_nobody_knows_is_told_with_its_line_and_those_known(admin: Admin) -> None:
    admin.edit("issuer: pt\n", "issuer: xx\n")
    with pytest.raises(UnknownIssuer) as refused:
        propose(admin)
    assert (refused.value.issuer, refused.value.known) == ("xx", ("pt",))

    admin.edit("by: 07-31", "by: 07-32")  # with another fault it is one of them
    with pytest.raises(DefinitionInvalid) as invalid:
        propose(admin)
    told = [str(problem) for problem in invalid.value.problems]
    assert any("nhap.yaml:4" in line and "xx" in line for line in told), told


def test_issuer_is_found_by_its_printed_name(admin: Admin) -> None:
    admin.edit("issuer: pt\n", "")
    assert propose(admin).organisation.issuer.id == "pt"


def test_of_two_issuers_of_one_name_the_id_tells_which(admin: Admin) -> None:
    other = organisation(3, issuer={"id": "lc", "lane": "tg-lc"})
    installation = replace(admin.installation())
    installation.database = admin.province.database
    installation.organisations = (other, organisation(3))
    by_id = proposals.propose_text(installation, admin.text, name="a")
    assert by_id.organisation.issuer.id == "pt"

    with pytest.raises(DefinitionInvalid) as refused:
        proposals.propose_text(installation, admin.text.replace("issuer: pt\n", ""), name="a")
    (problem,) = refused.value.problems
    assert "UBND tỉnh" in str(problem) and "lc, pt" in str(problem) and "issuer: lc" in str(problem)


@pytest.mark.parametrize(
    ("edits", "kinds"),
    [
        ([("by: 07-31", "by: 08-15")], {"bc": ChangeKind.MOVED}),
        ([("title: Báo cáo bc", "title: Báo cáo khác")], {"bc": ChangeKind.CHANGED}),
        ([("except: [u0]", "except: [u0, u2]")], {"bc": ChangeKind.CHANGED}),
        ([("    to: u0\n", "    to: u0\n" + SECOND)], {"tk": ChangeKind.CREATED}),
        (
            [("id: bc\n", "id: khac\n")],
            {"bc": ChangeKind.WITHDRAWN, "khac": ChangeKind.CREATED},
        ),
        ([], {}),
    ],
)
def test_what_is_shown_is_what_changes_and_then_nothing_is_left(
    admin: Admin, edits: list[tuple[str, str]], kinds: dict[str, ChangeKind]
) -> None:
    rows = "SELECT duty, title, due_at, withdrawn, revision FROM occurrence"
    owed = (
        "SELECT duty, code FROM obligation JOIN unit ON unit.id = unit_id"
        " JOIN occurrence ON occurrence.id = occurrence_id WHERE NOT withdrawn AND state != 'withdrawn'"
    )
    before = {row[0]: row for row in admin.province.rows(rows)}
    owed_before = set(admin.province.rows(owed))
    for old, new in edits:
        admin.edit(old, new)
    proposal, shown = preview(admin)
    listed = {change.occurrence.duty: change for change in shown.changes.occurrences}
    assert {duty: change.kind for duty, change in listed.items()} == kinds

    proposals.apply(admin.installation(), proposal, shown)

    after = {row[0]: row for row in admin.province.rows(rows)}
    assert {duty for duty in before | after if before.get(duty) != after.get(duty)} == set(kinds)
    owed_after = set(admin.province.rows(owed))
    joined = {(duty, unit) for duty, change in listed.items() for unit in change.joined}
    left = {(duty, unit) for duty, change in listed.items() for unit in change.left}
    assert (owed_after - owed_before, owed_before - owed_after) == (joined, left)
    assert preview(admin)[1].is_new is False


def test_somebody_faster_changes_the_plan_under_us(admin: Admin) -> None:
    admin.edit("by: 07-31", "by: 08-15")
    proposal, shown = preview(admin)
    faster = Admin(admin.province, admin.folder, now="2024-01-15 10:00")
    faster.edit("by: 07-31", "by: 08-20")
    faster.apply()
    rows = admin.province.rows("SELECT * FROM occurrence")

    with pytest.raises(PlanChanged):
        proposals.apply(admin.installation(), proposal, shown)
    assert admin.province.rows("SELECT * FROM occurrence") == rows
    assert len(admin.ledger("definition applied")) == 2


def test_definition_of_the_folder_and_of_the_database_are_found(
    admin: Admin, tmp_path: Path
) -> None:
    installation = replace(admin.installation(), config_dir=tmp_path)
    installation.database = admin.province.database
    file = tmp_path / "campaigns/pt-2024.yaml"
    assert rollover.find_definition(installation, "pt-2024") == (file, admin.text, {})

    file.parent.mkdir()
    file.write_text("tệp", "utf-8")
    assert rollover.find_definition(installation, "pt-2024") == (file, "tệp".encode(), None)
