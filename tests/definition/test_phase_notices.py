"""What an office writes of the notices of rounds and peaks, and how a mistake in it is told."""

from pathlib import Path

import pytest

from scheduler.definition.dump import dump
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import read_definition_text, read_policies
from tests.definition.definition_texts import ROOT, policies

WRITTEN = next(
    line
    for line in (ROOT / "config/policies.yaml").read_text("utf-8").splitlines()
    if line.startswith("phases:")
)
EXAMPLE = 'phases: {opening: true, at: "08:00"}'
CAMPAIGN = """\
campaign: mau-2024
title: Thi đua
directive: {issuer: Ủy ban nhân dân tỉnh}
phases:
  - {id: dot-1, title: Đợt 1, first_day: 2024-01-01, last_day: 2024-06-30, notices: SAID}
duties: []
"""


def with_phases(line: str, folder: Path) -> Path:
    file = folder / "policies.yaml"
    shipped = (ROOT / "config/policies.yaml").read_text("utf-8")
    file.write_text(shipped.replace(WRITTEN, line), "utf-8")
    return file


def test_shipped_policy_tells_openings_alone() -> None:
    told = policies().phases
    assert (told.opening, told.last_week, told.anniversary) == (True, False, False)


def test_policies_of_before_tell_openings_too(tmp_path: Path) -> None:
    assert read_policies(with_phases("", tmp_path)).phases == policies().phases


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("phases: {opening: maybe}", f"Chỉ viết true hoặc false. Ví dụ: {EXAMPLE}"),
        ("phases: {anniversary: 3}", f"Chỉ viết true hoặc false. Ví dụ: {EXAMPLE}"),
        ('phases: {at: "25:00"}', "Giờ viết bằng giờ:phút, từ 00:00 đến 23:59."),
        ("phases: true", f"Ví dụ: {EXAMPLE}"),
        ("phases: {closing: true}", "Các mục được dùng: opening, last_week, anniversary, at."),
        ("phases: {openin: true}", "Có phải là “opening”?"),
    ],
)
def test_a_mistake_is_told_with_an_example(line: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(DefinitionInvalid) as refused:
        read_policies(with_phases(line, tmp_path))
    (problem,) = refused.value.problems
    assert told in str(problem)


def test_a_phase_may_say_that_it_is_silent() -> None:
    given = read_definition_text(CAMPAIGN.replace("SAID", "none"), name="mau-2024.yaml")
    assert given.phases[0].notices == "none"
    assert "notices: none" in dump(given)


def test_anything_else_it_says_is_refused() -> None:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition_text(CAMPAIGN.replace("SAID", "never"), name="mau-2024.yaml")
    assert "Chỉ có một cách viết: notices: none." in str(refused.value.problems[0])
