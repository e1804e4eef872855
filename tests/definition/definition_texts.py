"""Small texts for the tests of definitions: one good campaign, and ways to spoil it."""

from pathlib import Path

from scheduler.definition.check import check
from scheduler.definition.organisation import Block, Issuer, Organisation, Rotation, Unit
from scheduler.definition.policies import Policies
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.definition.read import (
    read_catalogue,
    read_definition_text,
    read_document_text,
    read_policies,
)

ROOT = Path(__file__).parents[2]

GOOD = """\
campaign: mau-2024
title: Phong trào mẫu năm 2024
year: 2024
directive: {number: 1/KH, issued_on: 2024-01-15, issuer: Ủy ban nhân dân tỉnh Mẫu}
phases:
  - id: dot-1
    title: Đợt 1
    first_day: 2024-01-01
    last_day: 2024-06-30
    anniversaries: [dien-bien-phu]
milestones:
  - {id: hoi-nghi, title: Hội nghị, day: {on: 12-20}}
duties:
  - id: so-ket-dot-1
    title: Báo cáo sơ kết đợt 1
    kind: so_ket
    due: {by: 2024-07-31}
    origin: {quoted: kết thúc trong tháng 7/2024}
    owed_by: {blocks: all, except: [so-noi-vu]}
    to: so-noi-vu
  - id: tong-ket
    title: Báo cáo tổng kết
    kind: tong_ket
    due: {before: hoi-nghi, working_days: 5}
    origin: {set: Cơ quan thường trực}
    owed_by: {ids: [so-y-te], kinds: [so], block_heads: [khoi-1]}
    to: so-noi-vu
    reminders: gentle
"""

ORGANISATION = Organisation(
    issuer=Issuer(
        id="mau", name="Ủy ban nhân dân tỉnh Mẫu", lane="tg-mau", standing_body="so-noi-vu"
    ),
    blocks=(Block(id="khoi-1", name="Khối 1", rotation=(Rotation(year=2024, head="so-y-te"),)),),
    units=(
        Unit(id="so-noi-vu", name="Sở Nội vụ", kind="so"),
        Unit(id="so-y-te", name="Sở Y tế", kind="so", block="khoi-1"),
    ),
)


def spoiled(old: str, new: str) -> str:
    """The good campaign with one text in place of another."""
    assert old in GOOD, old
    return GOOD.replace(old, new, 1)


def faults(text: str | bytes) -> tuple[Problem, ...]:
    """What reading the text complains about; empty when it is good."""
    try:
        read_definition_text(text, name="mau.yaml")
    except DefinitionInvalid as error:
        return error.problems
    return ()


def cross_faults(text: str, *, organisation: Organisation = ORGANISATION) -> tuple[Problem, ...]:
    """What the checks across the file complain about."""
    return check(
        read_document_text(text, name="mau.yaml"),
        organisation=organisation,
        catalogue=read_catalogue(ROOT / "config/anniversaries.yaml"),
        policies=policies(),
    )


def policies() -> Policies:
    """The policies of the repository."""
    return read_policies(ROOT / "config/policies.yaml")


def places(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    """Line and field of each problem."""
    return [(problem.line, problem.field) for problem in problems]
