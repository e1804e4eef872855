"""A served database a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calendars.stored import Served, stored


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    database = stored(tmp_path)
    yield Served(database)
    database.close()
