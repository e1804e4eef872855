"""Terminals, pipes and folders of all kinds: the words come out, never a traceback."""

import json
import os
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.acceptance.conftest import CAMPAIGN
from tests.acceptance.program import COMMAND, Program

TITLE = "Thi đua thực hiện thắng lợi nhiệm vụ"


def test_plain_environment_prints_vietnamese(installed: Program):
    ended = installed.run_anew("plan", CAMPAIGN, environment={"LANG": "C", "LC_ALL": "C"})
    assert ended.code == 0 and TITLE in ended.out


def test_ascii_forced_does_not_crash_and_keeps_json_whole(installed: Program):
    ascii = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    table = installed.run_anew("board", "phu-tho-2024", environment=ascii)
    assert (table.code, table.err) == (0, "")
    wrong = installed.run_anew("bind", "khong-co", "1", environment=ascii)
    assert wrong.code == 12 and "khong-co" in wrong.err
    plan = installed.run_anew("plan", "--json", CAMPAIGN, environment=ascii)
    assert json.loads(plan.out)["campaign"] == "phu-tho-2024"


def test_narrow_terminal(installed: Program):
    ended = installed.run("plan", CAMPAIGN, environment={"COLUMNS": "40"})
    assert ended.code == 0
    assert max(map(len, ended.out.splitlines())) <= 40


def test_version_is_that_of_the_package(empty: Program):
    ended = empty.run("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"thidua {version('thidua')}\n", "")
    assert "--version" in empty.must("--help")


def test_reader_that_goes_away_early(installed: Program):
    shell = f"set -o pipefail; '{COMMAND}' plan '{CAMPAIGN}' | head -n 1"
    done = subprocess.run(
        ["bash", "-c", shell], env=installed.environment, cwd=installed.home, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.stderr == b""
    assert done.returncode == 0
    assert TITLE in done.stdout.decode()


@pytest.mark.parametrize("words", ["feed --campaign phu-tho-2024", "--help", "--version"])
def test_reader_that_never_read(installed: Program, words: str):
    done = shell(installed, f"set -o pipefail; '{COMMAND}' {words} | true")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", [">&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_stop_nothing(installed: Program, closed: str):
    done = shell(installed, f"'{COMMAND}' board {closed}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", ["feed --campaign phu-tho-2024", "board"])
def test_output_to_a_full_disk_is_told(installed: Program, words: str):
    done = shell(installed, f"'{COMMAND}' {words} > /dev/full")
    assert (done.returncode, done.stderr) == (2, "Không ghi được lời in ra: ổ đĩa đã đầy.\n")


def shell(program: Program, line: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", line], env=program.environment, cwd=program.home, capture_output=True,
        check=False, text=True,
    )  # fmt: skip


def test_runs_from_a_folder_that_cannot_be_written(installed: Program):
    assert installed.run("board", cwd=Path("/proc")).code == 0


def test_relative_paths_are_those_of_the_caller(installed: Program, tmp_path: Path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "pt.yaml").write_bytes(CAMPAIGN.read_bytes())
    assert installed.run("plan", "pt.yaml", cwd=folder).code == 0


def test_words_typed_wrongly_exit_2_in_vietnamese(empty: Program):
    for words, told in {
        ("serv",): "Không có lệnh “serv”. Có phải “serve”?",
        ("board", "--jsn"): "Không có tùy chọn --jsn.",
        ("plan", "a.yaml", "b", "c"): "Thừa “b c”.",
        ("bind", "a"): "Thiếu CHAT_ID.",
        ("bind", "a", "x"): "Mã cuộc trò chuyện là một số",
        ("rehearse", "x.yaml", "--from", "2024-01-01"): "Thiếu --to.",
        ("serve", "--at", "mai"): "Thời điểm viết dạng 2024-06-25T07:59:50+07:00.",
        ("rollover", "phu-tho-2024", "sang-nam"): "Giá trị của YEAR không đúng kiểu.",
        ("rollover", "phu-tho-2024", "1900"): "YEAR nhỏ nhất là 1968.",
        ("init", "--units", "/nowhere"): "Không có tệp hay thư mục đã nêu ở --units.",
        ("board", "--lang", "fr"): "--lang là vi hoặc en.",
    }.items():
        ended = empty.run(*words)
        assert (ended.code, ended.out) == (2, ""), words
        assert told in ended.said


def test_file_that_cannot_be_written_is_told(installed: Program):
    ended = installed.run("rollover", "phu-tho-2024", "2025", "--out", "khong-co/x.yaml")
    assert ended.code == 2 and ended.err.startswith("Không đọc hoặc ghi được khong-co/x.yaml: ")


def test_span_of_a_rehearsal_is_checked(installed: Program):
    for span in (("2024-02-30", "2024-03-01"), ("2024-03-01", "2024-02-01"), ("mai", "kia")):
        ended = installed.run("rehearse", CAMPAIGN, "--from", span[0], "--to", span[1])
        assert ended.code == 2
        assert "Ngày viết dạng" in ended.said or "--to phải" in ended.said


def test_help_needs_no_database_and_speaks_english(empty: Program):
    assert "đôn đốc" in empty.run("--help").out
    assert empty.run("--lang", "en", "--help").code == 0
    assert os.listdir(empty.home) == []


def test_help_is_vietnamese_all_through(installed: Program):
    told = installed.must("subscribe", "--help")
    assert "Tùy chọn" in told and "[bắt buộc]" in told
    assert "Options" not in told and "Show this message" not in told
    assert "Options" not in installed.run().out


def test_help_is_english_when_asked(installed: Program):
    assert "Options" in installed.must("--lang", "en", "subscribe", "--help")
