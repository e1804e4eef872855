"""Files that commands write: whole or not at all."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.commands import new_files
from scheduler.errors import FileExists


@contextmanager
def room_for(octets: int) -> Iterator[None]:
    """No file may grow beyond that: what a disk that fills up does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bao-cao.csv"


def test_file_that_does_not_fit_leaves_no_half_of_it(file: Path) -> None:
    with room_for(1000), pytest.raises(OSError):
        new_files.write(file, "x" * 100_000)
    assert list(file.parent.iterdir()) == []


def test_file_that_does_not_fit_leaves_what_was_there(file: Path) -> None:
    file.write_text("năm ngoái", encoding="utf-8")
    with room_for(1000), pytest.raises(OSError) as caught:
        new_files.write(file, "x" * 100_000, force=True)
    assert [one.read_text(encoding="utf-8") for one in file.parent.iterdir()] == ["năm ngoái"]
    assert caught.value.filename == str(file)


def test_file_written_over_stays_as_private_as_it_was(file: Path) -> None:
    file.touch(0o600)
    new_files.write(file, "mới", force=True)
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("mới", 0o600)


def test_file_behind_a_link_is_written_where_the_link_leads(file: Path) -> None:
    file.write_text("cũ", encoding="utf-8")
    link = file.with_name("link.csv")
    link.symlink_to(file)
    new_files.write(link, "mới", force=True)
    assert (link.is_symlink(), file.read_text(encoding="utf-8")) == (True, "mới")


def test_file_that_is_there_is_not_written_over(file: Path) -> None:
    file.touch()
    with pytest.raises(FileExists):
        new_files.write(file, "mới")
