"""The folder of kept files: nothing is read, written or removed outside of it, and what is owned stays."""

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.errors import FileLost
from scheduler.store import file_folder
from scheduler.store.file_folder import GRACE, path_of
from scheduler.store.files import open_kept, store

PDF = b"%PDF-1.7 kept"
NOW = datetime(2024, 7, 22, 1, tzinfo=UTC)
OLD = NOW - GRACE - timedelta(seconds=1)


def keep(folder, content: bytes = PDF, *, at: datetime = OLD) -> str:
    """A file kept at `at`; its hash."""
    digest = store(content, name="a.pdf", folder=folder).content_hash
    os.utime(path_of(folder, digest), (at.timestamp(), at.timestamp()))
    return digest


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


@pytest.fixture
def secret(tmp_path):
    """A file of somebody else, beside the folder."""
    file = tmp_path / "secret"
    file.write_bytes(b"%PDF-1.7 secret")
    os.utime(file, (OLD.timestamp(), OLD.timestamp()))
    return file


def test_link_in_place_of_a_file_is_not_followed(folder, secret):
    path = path_of(folder, keep(folder))
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(FileLost):
        open_kept(folder, path.name)


def test_link_in_place_of_a_file_is_replaced_by_the_file(folder, secret):
    path = path_of(folder, keep(folder))
    path.unlink()
    path.symlink_to(secret)
    store(PDF, name="a.pdf", folder=folder)
    assert not path.is_symlink()
    assert path.read_bytes() == PDF
    assert secret.read_bytes() == b"%PDF-1.7 secret"


def test_link_in_place_of_a_folder_is_not_followed(folder, tmp_path):
    path = path_of(folder, keep(folder))
    elsewhere = tmp_path / "elsewhere"
    path.parent.rename(elsewhere)
    path.parent.symlink_to(elsewhere)
    with pytest.raises(FileLost):
        open_kept(folder, path.name)
    with pytest.raises(NotADirectoryError):
        store(PDF, name="a.pdf", folder=folder)
    file_folder.remove_unowned(folder, set(), now=NOW)
    assert (elsewhere / path.name).read_bytes() == PDF


def test_pipe_in_place_of_a_file_does_not_hang(folder):
    path = path_of(folder, keep(folder))
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(FileLost):
        open_kept(folder, path.name)


def test_folder_itself_may_be_a_link(folder, tmp_path):
    (tmp_path / "disk").mkdir()
    folder.symlink_to(tmp_path / "disk")
    with open_kept(folder, keep(folder)) as content:
        assert content.read() == PDF


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_files_are_read_by_their_owner_alone(folder, umask):
    before = os.umask(umask)
    try:
        path = path_of(folder, keep(folder))
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (folder, path.parent, path)]
    assert modes == [0o700, 0o700, 0o600]


def test_what_nobody_owns_goes_after_its_grace(folder):
    gone, owned, fresh = (
        keep(folder), keep(folder, PDF + b"owned"), keep(folder, PDF + b"fresh", at=NOW - GRACE)
    )  # fmt: skip
    assert file_folder.remove_unowned(folder, {owned}, now=NOW) == 1
    assert [path_of(folder, one).exists() for one in (gone, owned, fresh)] == [False, True, True]


def test_file_that_comes_again_has_its_grace_again(folder):
    digest = keep(folder)
    store(PDF, name="b.pdf", folder=folder)
    assert file_folder.remove_unowned(folder, set(), now=datetime.now(UTC)) == 0
    assert path_of(folder, digest).exists()


def test_what_is_not_ours_stays(folder, secret):
    shard = path_of(folder, keep(folder)).parent
    link = shard / ("0" * 64)
    link.symlink_to(secret)
    for name in ("DOC-TOI.txt", f"{shard.name}/ghi-chu.txt", "ff" + "0" * 62):
        shutil.copy2(secret, folder / name)
    file_folder.remove_unowned(folder, set(), now=NOW)
    left = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if not one.is_dir())
    assert left == sorted(
        ["DOC-TOI.txt", f"{shard.name}/ghi-chu.txt", "ff" + "0" * 62, f"{shard.name}/{'0' * 64}"]
    )
    assert secret.exists()


def test_part_of_a_file_left_by_a_crash_goes_too(folder, secret):
    shard = path_of(folder, keep(folder, at=NOW)).parent
    part = shard / f"{file_folder.PART}1"
    shutil.copy2(secret, part)
    assert file_folder.remove_unowned(folder, set(), now=NOW) == 1
    assert not part.exists()


def test_no_folder_is_nothing_to_remove(folder):
    assert file_folder.remove_unowned(folder, set(), now=NOW) == 0
