"""Files a command writes: whole or not at all, and never over one that is there unless that was asked for."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scheduler.errors import FileExists


def refuse_existing(files: Iterable[Path], *, force: bool) -> None:
    """Before any work: raises FileExists at the first that is there, unless `force`."""
    for file in files:
        if not force and (file.exists() or file.is_symlink()):
            raise FileExists(str(file))


def write(file: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write `content` (text as UTF-8). Raises FileExists, also where it came meanwhile; OSError.

    What goes wrong leaves no half of it, and with `force` what was there before.
    """
    octets = content.encode() if isinstance(content, str) else content
    try:
        if force and file.is_file():
            _replace(file.resolve(), octets)
        elif force and file.exists():  # a device keeps nothing
            file.write_bytes(octets)
        else:
            _make(file, octets)
    except FileExistsError as error:
        raise FileExists(str(file)) from error
    except OSError as error:
        error.filename = str(
            file
        )  # a full disk names none, and what stands in for it means nothing
        raise


def _make(file: Path, octets: bytes) -> None:
    with file.open("xb") as opened:
        try:
            opened.write(octets)
            opened.flush()
        except OSError:
            file.unlink()
            raise


def _replace(file: Path, octets: bytes) -> None:
    """By one step; who may read it stays as it was."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as new:
        try:
            new.write(octets)
            new.flush()
            shutil.copymode(file, new.name)
            os.replace(new.name, file)
        except OSError:
            os.unlink(new.name)
            raise
