"""The desk of the tests, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.desk.desk_world import DeskWorld, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    """Nobody signed in yet."""
    world = open_desk(tmp_path)
    yield world
    world.database.close()
