"""The folder of kept files: each under its hash in a folder of two letters; no link in it is ever followed.

The folder itself may be a link: an operator made that one. Everything below is opened relative to it.
"""

import contextlib
import fcntl
import os
import re
import stat
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from scheduler.store import private

GRACE = timedelta(days=14)  # as long as the updates that brought them are kept
PART = ".part-"  # a file on its way
_HASH = re.compile(r"[0-9a-f]{64}")
_SHARD = re.compile(r"[0-9a-f]{2}")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


def path_of(folder: Path, content_hash: str) -> Path:
    """Where a file of that hash lies. Raises ValueError for what is no hash."""
    if not _HASH.fullmatch(content_hash):
        raise ValueError("a SHA-256 in hex expected")
    return folder / content_hash[:2] / content_hash


def put(folder: Path, content_hash: str, content: bytes) -> None:
    """Keep `content`, once however often it comes; its grace begins anew. Raises OSError."""
    path = path_of(folder, content_hash)
    private.make_folder(folder)
    with _opened(folder) as root:
        with contextlib.suppress(FileExistsError):
            os.mkdir(path.parent.name, mode=0o700, dir_fd=root)
        with _opened(path.parent.name, within=root) as shard, _locked(root):
            if _is_file(path.name, shard):
                os.utime(path.name, dir_fd=shard, follow_symlinks=False)
            else:
                _write(path.name, content, shard)


def open_file(folder: Path, content_hash: str) -> BinaryIO:
    """What is kept under that hash, open for reading. Raises OSError."""
    path = path_of(folder, content_hash)
    with _opened(folder) as root, _opened(path.parent.name, within=root) as shard:
        # a pipe must not hang us
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        file = os.fdopen(os.open(path.name, flags, dir_fd=shard), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError("not a file")
    return file


def remove_unowned(
    folder: Path, owned: Collection[str], since: datetime | None = None, *, now: datetime
) -> int:
    """Remove the files, by their hashes not among `owned`, that came longer ago than GRACE; how many went.

    What came before `since` stays. What is not named as we name files stays, and so do links. Raises OSError.
    """
    if not folder.is_dir():
        return 0
    span = (since.timestamp() if since else 0.0, (now - GRACE).timestamp())
    removed = 0
    with _opened(folder) as root:
        for shard_name in filter(_SHARD.fullmatch, sorted(os.listdir(root))):
            try:
                opened = _opened(shard_name, within=root)
                with opened as shard:
                    names = [name for name in os.listdir(shard) if _is_ours(name, shard_name)]
                    for name in names:
                        if name not in owned:
                            removed += _remove_old(name, shard, root, span)
            except NotADirectoryError:  # a link or a file: none of ours
                continue
    return removed


def _is_ours(name: str, shard_name: str) -> bool:
    if name.startswith(PART):
        return True
    return _HASH.fullmatch(name) is not None and name.startswith(shard_name)


def _remove_old(name: str, shard: int, root: int, span: tuple[float, float]) -> bool:
    """Of a file that came within `span`. Looked at again under the lock: the same file may just have come once more."""
    with _locked(root):
        found = os.stat(name, dir_fd=shard, follow_symlinks=False)
        if not (stat.S_ISREG(found.st_mode) and span[0] <= found.st_mtime < span[1]):
            return False
        os.unlink(name, dir_fd=shard)
    return True


def _is_file(name: str, shard: int) -> bool:
    try:
        return stat.S_ISREG(os.stat(name, dir_fd=shard, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        return False


def _write(name: str, content: bytes, shard: int) -> None:
    """Whole or not at all, also when the power fails; takes the place of a link that stands there."""
    part = f"{PART}{token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(part, flags, 0o600, dir_fd=shard), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, name, src_dir_fd=shard, dst_dir_fd=shard)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(part, dir_fd=shard)
        raise


@contextlib.contextmanager
def _opened(folder: Path | str, *, within: int | None = None) -> Iterator[int]:
    """`folder` as a descriptor; one `within` another must be no link. Raises OSError."""
    flags = _FOLDER if within is None else _FOLDER | os.O_NOFOLLOW
    descriptor = os.open(folder, flags, dir_fd=within)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _locked(root: int) -> Iterator[None]:
    """Nobody else keeps or removes a file meanwhile; ends with the process, too."""
    fcntl.flock(root, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(root, fcntl.LOCK_UN)
