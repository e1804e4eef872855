"""Pages in a real browser, on a phone and at a desk. Passed over, with the reason, where there is no browser."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from tests.calendars.chromium import Browser, browsing, program
from tests.calendars.pages_world import World, open_world
from tests.calendars.test_pages import MANAGING, page_of

SIZES = [(390, 844), (1280, 900)]
VIEWS = ["", "/danh-sach", "/thang?thang=2024-05", "/nam", "/in", MANAGING, "?lang=en"]


@contextmanager
def serving(folder: Path) -> Iterator[tuple[World, str]]:
    """The pages on a port of loopback; their addresses name that port."""
    config = uvicorn.Config("", port=0, log_level="error", lifespan="off")
    socket = config.bind_socket()
    base = f"http://127.0.0.1:{socket.getsockname()[1]}"
    world = open_world(folder, base_url=base, rehearsal=True)
    server = uvicorn.Server(uvicorn.Config(world.app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield world, base
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        socket.close()
        world.database.close()


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, str, Browser]]:
    if program() is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with (
        serving(tmp_path_factory.mktemp("pages")) as (world, base),
        browsing(tmp_path_factory.mktemp("chromium")) as browser,
    ):
        yield world, base, browser


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_pages_fit_the_screen_and_fetch_nothing_from_elsewhere(
    visited: tuple[World, str, Browser], view: str, width: int, height: int
) -> None:
    world, base, browser = visited
    seen = browser.visit(base + page_of(world, "issuer", view), width=width, height=height)
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(base)] == []
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert (
        browser.value("getComputedStyle(document.querySelector('.rehearsal')).display") == "block"
    )


TOO_SMALL = """
[...document.querySelectorAll('a.button, button, .top nav a, input[type=text], select')]
  .filter(e => !e.closest('details:not([open])'))
  .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([name, box]) => box.width < 44 || box.height < 44 || box.left < 0 || box.right > innerWidth)
  .map(([name]) => name)
"""


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("view", ["", MANAGING])
def test_buttons_can_be_seen_and_pressed(
    visited: tuple[World, str, Browser], view: str, width: int, height: int
) -> None:
    world, base, browser = visited
    browser.visit(base + page_of(world, "unit", view), width=width, height=height)
    assert browser.value(TOO_SMALL) == []
    if not view:
        assert browser.value("document.querySelectorAll('a.button').length") == 4
        first = "document.querySelector('a.button').getBoundingClientRect().bottom"
        assert browser.value(first) < height


def test_the_picture_of_a_year_can_be_read_on_a_phone(
    visited: tuple[World, str, Browser],
) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/nam", width=390, height=844)
    inside = """
    (() => { const box = document.querySelector('svg.year').getBoundingClientRect();
      return [...document.querySelectorAll('svg.year text')].map(t => t.getBoundingClientRect())
        .filter(t => t.left < box.left - 1 || t.right > box.right + 1 || t.bottom > box.bottom + 1).length })()
    """
    assert browser.value(inside) == 0
    scale = "(s => s.getBoundingClientRect().width / s.viewBox.baseVal.width)"
    assert browser.value(f"12 * {scale}(document.querySelector('svg.year'))") >= 11  # pixels


def test_the_sheet_prints_on_a4(visited: tuple[World, str, Browser], tmp_path: Path) -> None:
    world, base, browser = visited
    browser.visit(base + world.paths["unit"] + "/in", width=1280, height=900)
    browser.paper(tmp_path / "sheet.pdf")
    printed = (tmp_path / "sheet.pdf").read_bytes()
    sheets = printed.count(b"/MediaBox [")
    assert 1 <= sheets <= 2
    assert printed.count(b"/MediaBox [0 0 594.95996 841.91998]") == sheets
