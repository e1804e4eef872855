"""Events of one year do not come again: rolled over, they go, with what hangs on them, and a clerk is told."""

import pytest

from scheduler.definition.check import check
from scheduler.definition.models import Definition
from scheduler.definition.read import examine_text, read_definition_text
from scheduler.definition.roll import roll
from tests.definition.test_occasions import CATALOGUE, TEXT

IN_LINES = """\
campaign: thi-dua-2026
title: Thi đua năm 2026
directive: {issuer: Ủy ban nhân dân tỉnh}
occasions:
  - id: dai-hoi
    title: "Đại hội [XIV] của Đảng"
    day: 2026-01-19
  - id: bau-cu
    title: Ngày bầu cử
    day: 2026-03-15
# các đợt
phases:
  - id: dot-1
    title: Đợt 1
    first_day: 01-01
    last_day: 06-30
    anniversaries:
      - quoc-te-lao-dong
      - dai-hoi
  - id: nuoc-rut  # cao điểm
    kind: peak
    anniversary: bau-cu
    lead: 30 days
  - id: dot-2
    title: Đợt 2
    first_day: 07-01
    last_day: 12-31
    anniversaries:
      - dai-hoi
milestones:
  - id: hop
    title: Hội nghị
    day:
      after: dai-hoi
      days: 3
duties:
  - id: a
    title: Báo cáo a
    kind: bao_cao_khac
    due:
      before: bau-cu
      days: 10
    origin: {set: u0}
    owed_by: {all: true}
    to: u0
  - {id: b, title: Báo cáo b, kind: bao_cao_khac, due: {after_each: peak, days: 5}, to: u0,
     origin: {set: u0}, owed_by: {all: true}}
  - {id: c, title: Báo cáo c, kind: bao_cao_khac, due: {after: nuoc-rut, days: 5}, to: u0,
     origin: {set: u0}, owed_by: {all: true}}
  - {id: d, title: Báo cáo d, kind: bao_cao_khac, due: {by: 07-31}, to: u0,
     origin: {set: u0}, owed_by: {all: true}}
"""
IN_BRACKETS = (
    "{campaign: thi-dua-2026, title: T, directive: {issuer: U}, occasions: [{id: x, title: X, day: 2026-01-19}],\n"
    " phases: [{id: p, title: P, first_day: 01-01, last_day: 02-01, anniversaries: [x]},\n"
    "  {id: q, kind: peak, anniversary: x, lead: 3 days}], duties: []}\n"
)


def rolled(text: str) -> tuple[str, Definition]:
    said = roll(text, year=2027)
    problems = check(
        examine_text(said, name="f"), organisation=None, catalogue=CATALOGUE, policies=None
    )
    assert [problem.reason for problem in problems] == []
    return said, read_definition_text(said, name="f")


def test_occasions_go_with_a_remark_each() -> None:
    said, definition = rolled(IN_LINES)

    assert definition.occasions == ()
    assert "# đã bỏ sự kiện riêng của năm 2026: Đại hội [XIV] của Đảng (19/01/2026)\n" in said
    assert "# đã bỏ sự kiện riêng của năm 2026: Ngày bầu cử (15/3/2026)\n# các đợt\nphases:" in said


def test_phases_lose_the_name_and_the_peak_of_an_occasion_goes() -> None:
    said, definition = rolled(IN_LINES)

    held_for = [(phase.id, phase.anniversaries) for phase in definition.phases]
    assert held_for == [("dot-1", ("quoc-te-lao-dong",)), ("dot-2", ())]
    assert "  # đã bỏ đợt “nuoc-rut” theo sự kiện riêng của năm 2026\n  - id: dot-2\n" in said


def test_what_was_counted_from_an_occasion_waits_for_a_day() -> None:
    said, definition = rolled(IN_LINES)

    assert definition.milestones[0].day is None
    assert [duty.id for duty in definition.duties if duty.due is None] == ["a", "b", "c"]
    remark = "# theo sự kiện riêng của năm 2026, đã bỏ: ấn định ngày mới"
    assert said.count(remark) == 4
    assert f"    due: null  {remark}\n    origin: " in said


@pytest.mark.parametrize("text", [TEXT, IN_LINES, IN_LINES.replace("\n", "\r\n"), IN_BRACKETS])
def test_nothing_else_changes(text: str) -> None:
    _said, definition = rolled(text)
    before = read_definition_text(text, name="f")

    assert [duty.id for duty in definition.duties] == [duty.id for duty in before.duties]
    assert definition.directive == before.directive
    gone = {occasion.id for occasion in before.occasions}
    kept = [phase.id for phase in before.phases if phase.anniversary not in gone]
    assert [phase.id for phase in definition.phases] == kept


def test_file_in_brackets_keeps_its_remark() -> None:
    said, definition = rolled(IN_BRACKETS)
    assert definition.occasions == ()
    assert said.count("# đã bỏ sự kiện riêng của năm 2026: X (19/01/2026)") == 1


def test_campaign_whose_only_phase_was_of_an_occasion_has_none() -> None:
    dot_1 = next(line for line in TEXT.splitlines(keepends=True) if "id: dot-1" in line)
    said, definition = rolled(TEXT.replace(dot_1, ""))

    assert definition.phases == ()
    assert "\n# đã bỏ đợt “nuoc-rut”" in said
