"""The desk of the tests, on SQLite; and in a real browser, one a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import Chromium, browsing, program
from tests.config.desk.desk_served import ServedDesk, serving
from tests.config.desk.desk_world import DeskWorld, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    """Nobody signed in yet."""
    world = open_desk(tmp_path)
    yield world
    world.database.close()


@pytest.fixture
def alone(desk: DeskWorld) -> None:
    """With an application that no other test has; for what is kept in its memory, or bound as it is made."""
    assert desk.app


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """With no window open."""
    if program() is None:
        pytest.fail("no chromium on this machine: make browser")
    with browsing() as browser:
        yield browser


@pytest.fixture
def served_desk(tmp_path: Path, browser: Chromium) -> Iterator[ServedDesk]:
    """Nobody signed in yet."""
    with serving(tmp_path, browser) as served:
        yield served
