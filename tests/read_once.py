"""The program's own files are read once for all tests of a run: each installation would read them anew."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from scheduler import installation
from scheduler.dates.anniversaries import Anniversary
from scheduler.definition.organisation import Organisation

BROUGHT = Path(installation.__file__).parents[1] / "config"


def share(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the tree is kept; what a test writes is read each time."""
    catalogue, units = installation.read_catalogue, installation.read_units
    kept_catalogue: Callable[[Path], dict[str, Anniversary]] = cache(catalogue)
    kept_units: Callable[[Path], Organisation] = cache(units)

    def read_catalogue(path: Path, *, own: Path | None = None) -> dict[str, Anniversary]:
        return (
            dict(kept_catalogue(path))
            if own is None and _is_brought(path)
            else catalogue(path, own=own)
        )

    def read_units(file: Path) -> Organisation:
        return kept_units(file) if _is_brought(file) else units(file)

    monkeypatch.setattr(installation, "read_catalogue", read_catalogue)
    monkeypatch.setattr(installation, "read_units", read_units)


def _is_brought(path: Path) -> bool:
    return path.is_relative_to(BROUGHT)
