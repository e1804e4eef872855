"""Definition files that cannot be used: a sentence on where and why, an exit code, and nothing done."""

import shutil
from pathlib import Path

import pytest

from tests.acceptance.conftest import CAMPAIGN, SAMPLES
from tests.acceptance.program import ROOT, Ended, Program

INVALID = 11
GOOD = CAMPAIGN.read_text("utf-8")


def refused(program: Program, file: Path, *, code: int = INVALID) -> Ended:
    """`apply FILE`, which is to be refused in a sentence."""
    ended = program.run("apply", "--yes", file)
    assert (ended.code, ended.out) == (code, "")
    assert "Traceback" not in ended.err and "Error" not in ended.err
    return ended


def test_all_faults_are_told_at_once_with_their_lines(installed: Program, tmp_path: Path):
    file = tmp_path / "faulty.yaml"
    before = installed.database.read_bytes()
    text = GOOD
    for right, wrong in FAULTS.values():
        assert right in text
        text = text.replace(right, wrong, 1)
    file.write_text(text, "utf-8")
    ended = refused(installed, file)
    bullets = [line for line in ended.err.splitlines() if line.startswith("• ")]
    lines = [int(line.removeprefix(f"• {file}:").split(":")[0]) for line in bullets]
    assert lines == sorted(lines)
    assert len(bullets) >= len(FAULTS)
    assert [named for named in FAULTS if named not in ended.said] == []
    assert installed.database.read_bytes() == before


FAULTS = {  # by the words that name it: of writing, of shape (read alone), and what must fit the rest
    "“title” đã có": ("title: ", "title: Hai lần\ntitle: "),
    "“leed”": ("lead: 30 days", "leed: 30 days"),
    "30/02": ("{within: 2024-07}", "{by: 2024-02-30}"),
    "kind": ("kind: peak", "kind: peek"),
    "last_day": ("last_day: 2024-06-30", "last_day: 2023-06-30"),
    "di-chuc-bac": ("- di-chuc-bac", "- di-chuc-bax"),
    "tong-ket-nam": ("id: ky-giao-uoc", "id: tong-ket-nam"),
    "“cao-bang”": ("issuer: phu-tho", "issuer: cao-bang"),
}
CASES = {
    "double-id": (GOOD.replace("id: tong-ket-nam", "id: so-ket-dot-1"), "so-ket-dot-1"),
    "phase-ends-first": (GOOD.replace("last_day: 2024-06-30", "last_day: 2023-06-30"), "last_day"),
    "unknown-anniversary": (GOOD.replace("- di-chuc-bac", "- di-chuc-bax"), "di-chuc-bac"),
    "circular-dates": (
        GOOD.replace("{within: 2024-07}", "{after: tong-ket-nam, working_days: 5}").replace(
            "{after: het-ky-bao-cao-nam, working_days: 5}", "{after: so-ket-dot-1, working_days: 5}"
        ),
        "vòng",
    ),
    "bomb": (
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n"
            for before, after in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "",
    ),
    "not-yaml": ("campaign: [", ""),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "named"), CASES.values(), ids=CASES.keys())
def test_file_is_refused_in_a_sentence(installed: Program, tmp_path: Path, text: str, named: str):
    file = tmp_path / "bad.yaml"
    file.write_text(text, "utf-8")
    ended = refused(installed, file)
    assert ended.err.startswith("Tệp chưa dùng được, đề nghị sửa các chỗ sau:\n• ")
    assert named in ended.said


def test_what_is_no_text_file_is_refused(installed: Program, tmp_path: Path):
    large, binary = tmp_path / "large.yaml", tmp_path / "binary.yaml"
    large.write_bytes(b"# " + b"x" * 10_000_000)
    binary.write_bytes(bytes(range(256)))
    for file in (large, binary, tmp_path, tmp_path / "missing.yaml"):
        assert str(file) in refused(installed, file).said


def test_issuer_nobody_knows_is_told_with_those_known(installed: Program, tmp_path: Path):
    file = tmp_path / "foreign.yaml"
    file.write_text(GOOD.replace("issuer: phu-tho", "issuer: cao-bang"), "utf-8")
    ended = refused(installed, file, code=14)
    assert "cao-bang" in ended.said and "tuan-giao" in ended.said


def test_faults_of_the_files_a_definition_leans_on_are_told_with_its_own(
    empty: Program, tmp_path: Path
):
    config = tmp_path / "config"
    for name in ("units", "campaigns"):
        shutil.copytree(SAMPLES / name, config / name)
    shutil.copytree(ROOT / "config" / "workdays", config / "workdays")
    shutil.copy(ROOT / "config" / "policies.yaml", config)
    spoil(config / "policies.yaml", "due_time:", "duetime:")
    spoil(config / "units" / "lai-chau.yaml", "lane:", "lain:")
    spoil(config / "units" / "phu-tho.yaml", "standing_body: ", "standing_body: x-")
    spoil(config / "workdays" / "2024.yaml", "year: 2024", "year: 2O24")
    campaign = config / "campaigns" / "phu-tho-2024.yaml"
    spoil(campaign, "- di-chuc-bac", "- di-chuc-bax")
    ended = refused(empty.having(config_dir=str(config)), campaign)
    named = ("bax", "duetime", "“lain”", "“x-", "2024.yaml")
    assert [name for name in named if name not in ended.said] == []


def spoil(file: Path, right: str, wrong: str) -> None:
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), "utf-8")


def test_unit_nobody_knows_or_two_have(installed: Program):
    unknown = installed.run("bind", "so-thuy-cung", "5")
    assert (unknown.code, unknown.out) == (12, "")
    assert "Không có đơn vị “so-thuy-cung”" in unknown.said
    two = installed.run("bind", "so-noi-vu", "5")
    assert two.code == 12 and "lai-chau, phu-tho" in two.said
