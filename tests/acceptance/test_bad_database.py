"""A database that is missing, newer, locked, full or none: a sentence, an exit code, nothing half done."""

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.conftest import CAMPAIGN
from tests.acceptance.program import Program


def told(program: Program, code: int, words: str, *command: str | Path) -> None:
    ended = program.run(*command)
    assert (ended.code, ended.out) == (code, "")
    assert words in ended.said
    assert "Traceback" not in ended.err


def test_missing_database_is_not_made_by_the_way(empty: Program):
    told(empty, 20, "đề nghị chạy `thidua init` trước", "board")
    assert not empty.database.exists()


def test_database_of_a_newer_program(installed: Program):
    with sqlite3.connect(installed.database) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999_later'")
    told(installed, 22, "9999_later", "board")
    told(installed, 22, "đề nghị cập nhật chương trình", "init")


def test_locked_database_changes_nothing(installed: Program):
    holder = sqlite3.connect(installed.database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    told(installed, 23, "đang bị chương trình khác khóa", "bind", "phu-tho/so-khdt", "9")
    holder.execute("ROLLBACK")
    (count,) = holder.execute("SELECT count(*) FROM address WHERE value = '9'").fetchone()
    holder.close()
    assert count == 0


def test_file_that_is_no_database(empty: Program):
    empty.database.write_bytes(b"xin chao, day khong phai co so du lieu\n" * 100)
    told(empty, 25, "Không mở được cơ sở dữ liệu", "board")
    told(empty, 25, "Không mở được cơ sở dữ liệu", "init")


def test_apply_names_the_database_that_may_know_the_issuer(installed: Program, tmp_path: Path):
    own = tmp_path / "own.yaml"
    own.write_bytes(CAMPAIGN.read_bytes())  # of the office: the samples' units are not for it
    installed.must("plan", own)
    folder, nothing, damaged = tmp_path / "folder", tmp_path / "nothing", tmp_path / "damaged"
    folder.mkdir()
    nothing.write_bytes(b"xin chao\n" * 999)
    damaged.write_bytes(installed.database.read_bytes()[:4096] + b"x" * 99_999)
    for file in (folder, nothing, damaged):
        elsewhere = installed.having(database_url=f"sqlite:///{file}")
        for command in (("apply", "--yes"), ("plan",)):
            told(elsewhere, 25, str(file), *command, own)


def test_database_without_one_of_its_tables(installed: Program):
    with sqlite3.connect(installed.database) as database:
        database.execute("DROP TABLE lane")
    other = CAMPAIGN.with_name("lai-chau-2024.yaml")
    for command in (("board",), ("init",), ("apply", "--yes", other), ("serve",), ("plan", other)):
        told(installed, 29, "thiếu bảng lane", *command)


def test_folder_that_cannot_be_written(empty: Program):
    # /proc refuses new files to root, too, whom permissions do not stop
    nowhere = empty.having(database_url="sqlite:////proc/thidua/x.sqlite3")
    told(nowhere, 25, "quyền ghi", "init")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_full_disk_changes_nothing(installed: Program, small_disk: Path):
    installed.must("ledger", "verify")
    program = installed.copied_to(small_disk)
    (small_disk / "filler").write_bytes(b"x" * _free(small_disk))
    ended = program.run("apply", "--yes", CAMPAIGN.with_name("lai-chau-2024.yaml"))
    assert ended.code == 24
    assert "đã đầy. Chưa có gì thay đổi" in ended.said and "Traceback" not in ended.said
    (small_disk / "filler").unlink()
    assert "lai-chau-2024" not in program.must("board", "--json")
    assert "Sổ không bị sửa" in program.must("ledger", "verify")


def _free(folder: Path) -> int:
    """What is left but for the index of the write-ahead log, which SQLite makes to read at all."""
    asked = subprocess.run(
        ["df", "--output=avail", "--block-size=1", str(folder)], capture_output=True, check=True
    )
    return int(asked.stdout.split()[-1]) - 40_960
