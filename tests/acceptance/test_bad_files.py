"""Definition files that cannot be used: a sentence on where and why, an exit code, and nothing done."""

from pathlib import Path

import pytest

from tests.acceptance.conftest import CAMPAIGN
from tests.acceptance.program import Ended, Program

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
    for faults in (SHAPE, SENSE):
        text = GOOD
        for right, wrong in faults.values():
            text = text.replace(right, wrong, 1)
        file.write_text(text, "utf-8")
        ended = refused(installed, file)
        bullets = [line for line in ended.err.splitlines() if line.startswith("• ")]
        assert len(bullets) >= len(faults)
        assert all(line.startswith(f"• {file}:") for line in bullets)
        assert [named for named in faults if named not in ended.said] == []
    assert installed.database.read_bytes() == before


SHAPE = {  # what is read alone, by the words that name it
    "“leed”": ("lead: 30 days", "leed: 30 days"),
    "30/2": ("{within: 2024-07}", "{by: 2024-02-30}"),
    "kind": ("kind: peak", "kind: peek"),
}
SENSE = {  # what must fit the rest
    "last_day": ("last_day: 2024-06-30", "last_day: 2023-06-30"),
    "di-chuc-bac": ("- di-chuc-bac", "- di-chuc-bax"),
    "tong-ket-nam": ("id: ky-giao-uoc", "id: tong-ket-nam"),
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
    assert ended.err.startswith("Tệp chưa dùng được, hãy sửa các chỗ sau:\n• ")
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


def test_unit_nobody_knows_or_two_have(installed: Program):
    unknown = installed.run("bind", "so-thuy-cung", "5")
    assert (unknown.code, unknown.out) == (12, "")
    assert "Không có đơn vị “so-thuy-cung”" in unknown.said
    two = installed.run("bind", "so-noi-vu", "5")
    assert two.code == 12 and "lai-chau, phu-tho" in two.said
