"""A command typed wrongly is told in the reader's language, with the name of what is wrong."""

import os
from pathlib import Path

import pytest
import typer.main

from config.command import build
from config.commands import usage
from config.settings import Settings
from scheduler import language


def told(*words: str, spoken: str = "vi") -> str:
    """What is said of those words, without where help is."""
    command = typer.main.get_command(build(Settings(), words))
    with language.use(spoken), pytest.raises(typer.TyperException) as caught:
        command(args=list(words), standalone_mode=False)
    with language.use(spoken):
        return usage.told(caught.value).removesuffix(" Xem cách dùng: thêm --help.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("board --json=1", "Tùy chọn --json không nhận giá trị."),
        ("--help=1", "Tùy chọn --help không nhận giá trị."),
        ("board --help=1", "Tùy chọn --help không nhận giá trị."),
        ("--version=1", "Tùy chọn --version không nhận giá trị."),
        ("board --csv", "Tùy chọn --csv cần một giá trị."),
        ("board --jsn", "Không có tùy chọn --jsn."),
        ("boad", "Không có lệnh “boad”. Có phải “board”?"),
        ("xyz", "Không có lệnh “xyz”."),
        ("ledger verfy", "Không có lệnh “verfy”. Có phải “verify”?"),
        ("ledger", "Thiếu tên lệnh."),
        ("plan", "Thiếu FILE."),
        ("user add", "Thiếu NAME."),
        ("bind u1 -123 group x -y", "Không có tùy chọn -y."),
        ("bind u1 -123 group -4", "Thừa “group -4”."),
        ("revoke 1 2", "Thừa “2”."),
        ("revoke x", "Giá trị của NUMBER không đúng kiểu."),
        ("rollover x 1900", "YEAR nhỏ nhất là 1968."),
        ("rollover x 2900", "YEAR lớn nhất là 2050."),
        ("plan x --units /tmp", "--units là một thư mục, ở đây cần một tệp."),
        ("plan x --units /nowhere", "Không có tệp hay thư mục đã nêu ở --units."),
    ],
)
def test_what_is_wrong_is_named(words: str, sentence: str) -> None:
    assert told(*words.split()) == sentence


@pytest.mark.parametrize("words", ["board --json=1", "boad", "ledger", "plan", "rollover x 1900"])
def test_english_is_ours_too(words: str) -> None:
    """The library's own says which type its own library would like."""
    said = told(*words.split(), spoken="en")
    assert said.endswith(" For help: add --help.")
    assert "Input should" not in said and "parameter:" not in said and "không" not in said


def test_folder_is_no_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.touch()
    assert told("import", "x", "--out", str(file)) == "--out là một tệp, ở đây cần một thư mục."


def test_file_nobody_may_read_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.touch()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may read everything
    said = told("plan", "x", "--units", str(file))
    assert said == "Không có quyền đọc tệp hay thư mục đã nêu ở --units."


def test_what_was_typed_moves_no_cursor() -> None:
    assert told("revoke", "1", "\x1b[2J") == "Thừa “\ufffd[2J”."
