"""What only we may read, whatever the umask: the database and what lies beside it, the files of reports."""

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def make_file(path: Path) -> None:
    """An empty file of ours; one that is there stays as it is. Raises OSError."""
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE)
        os.close(handle)
        path.chmod(FILE)


def make_folder(path: Path) -> None:
    """A folder of ours, with those above it that are missing; those that are there stay as they are.

    Raises OSError.
    """
    if path.is_dir():
        return
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        path.mkdir()
        path.chmod(FOLDER)


def tighten(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Close to others what they could read or write: what is closed now, and what is not ours to close.

    What is no file and no folder (a link, too) stays as it is.
    """
    closed: list[Path] = []
    open_: list[Path] = []
    for path in paths:
        try:
            mode = path.lstat().st_mode
            wanted = FOLDER if stat.S_ISDIR(mode) else FILE
            if _is_kept(mode) and stat.S_IMODE(mode) & ~wanted:
                path.chmod(wanted)
                closed.append(path)
        except FileNotFoundError:
            continue
        except OSError:
            open_.append(path)
    return closed, open_


def below(folder: Path) -> Iterator[Path]:
    """`folder` and all that lies in it, links not followed."""
    yield folder
    for root, folders, files in os.walk(folder):
        yield from (Path(root, name) for name in (*folders, *files))


def _is_kept(mode: int) -> bool:
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
