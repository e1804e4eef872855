"""A served database a test, and the pages of one in a real browser a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calendars.pages_world import World
from tests.calendars.served_pages import serving
from tests.calendars.stored import Served, stored
from tests.chromium import Chromium, browsing, program

Visited = tuple[World, str, Chromium]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    database = stored(tmp_path)
    yield Served(database)
    database.close()


@pytest.fixture(scope="module")
def open_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    """The world, its address, and the browser that looks at it."""
    if program() is None:
        pytest.fail("no chromium on this machine: make browser")
    with serving(tmp_path_factory.mktemp("pages")) as (world, base), browsing() as browser:
        yield world, base, browser


@pytest.fixture
def visited(open_pages: Visited) -> Iterator[Visited]:
    """The same, with no window open."""
    yield open_pages
    open_pages[2].close_windows()
