"""Files a command writes: never over one that is there, unless that was asked for."""

from collections.abc import Iterable
from pathlib import Path

from scheduler.errors import FileExists


def refuse_existing(files: Iterable[Path], *, force: bool) -> None:
    """Before any work: raises FileExists at the first that is there, unless `force`."""
    for file in files:
        if not force and (file.exists() or file.is_symlink()):
            raise FileExists(str(file))


def write(file: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write `content` (text as UTF-8). Raises FileExists, also where it came meanwhile; OSError."""
    octets = content.encode() if isinstance(content, str) else content
    try:
        with file.open("wb" if force else "xb") as opened:
            opened.write(octets)
    except FileExistsError as error:
        raise FileExists(str(file)) from error
    except OSError as error:
        error.filename = error.filename or str(file)  # a full disk names none
        raise
