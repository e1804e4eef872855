"""Every page of the desk as axe-core, a phone and a keyboard find it: `make browser`.

With DESK_PICTURES=FOLDER in the environment each is put there as a picture, too.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.access.roles import Role
from tests.chromium import DESK, PHONE, Chromium, Screen
from tests.config.desk.desk_served import ServedDesk, serving
from tests.config.desk.furnished import furnish
from tests.config.desk.visits import ALL, CODE, ELSEWHERE, REFUSED, VISITS
from tests.config.test_app import routes_of
from tests.judging import by_keyboard, findings, skips, visit

pytestmark = pytest.mark.browser
WIDE = (1920, 1080)
PICTURES = os.environ.get("DESK_PICTURES")


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory, browser: Chromium) -> Iterator[ServedDesk]:
    """A desk with something on each page."""
    with serving(tmp_path_factory.mktemp("desk"), browser) as served:
        furnish(served, CODE)
        yield served


@pytest.fixture
def seen(looked_at: ServedDesk) -> Iterator[ServedDesk]:
    """The same, with no window open."""
    yield looked_at
    looked_at.browser.close_windows()


def test_every_page_is_visited(seen: ServedDesk) -> None:
    routes = routes_of(seen.world.app.router)
    pages = {path for path, methods in routes if "GET" in methods and path.startswith("/ban/")}
    shown = {path for path in pages if not path.endswith(".css")} - ELSEWHERE
    assert shown | {"/ban"} == set(VISITS)


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize(("role", "path"), ALL)
def test_nothing_is_wrong_with_a_page(
    seen: ServedDesk, role: Role | None, path: str, size: tuple[int, int]
) -> None:
    screen = seen.open(role, size=size)
    url = seen.base + path.format(**seen.places)
    found = visit(screen, url)
    _draw(screen, role, path, "light")
    screen.page.emulate_media(color_scheme="dark")
    _draw(screen, role, path, "dark")
    assert found + findings(screen.page) == []


@pytest.mark.parametrize(("role", "path", "status"), REFUSED)
def test_nothing_is_wrong_with_a_page_of_an_error(
    seen: ServedDesk, role: Role | None, path: str, status: int
) -> None:
    screen = seen.open(role, size=PHONE)
    assert visit(screen, seen.base + path, status=status) == []
    _draw(screen, role, path, "light")


@pytest.mark.parametrize(
    "path",
    [
        "/ban",
        f"/ban/phong-trao/{CODE}",
        "{draft}",
        "{document}",
        "{written}/soan",
        "{written}/thay-doi",
    ],
)
def test_nothing_is_wrong_on_a_large_screen(seen: ServedDesk, path: str) -> None:
    screen = seen.open(Role.CLERK, size=WIDE)
    assert visit(screen, seen.base + path.format(**seen.places)) == []
    _draw(screen, Role.CLERK, path, "light")


def _draw(screen: Screen, role: Role | None, path: str, scheme: str) -> None:
    if PICTURES:
        name = path.strip("/").translate(str.maketrans("/?=&#{}", "____---"))
        width = (screen.page.viewport_size or {})["width"]
        file = Path(PICTURES) / f"{name}-{role or 'stranger'}-{width}-{scheme}.png"
        screen.page.screenshot(path=file, full_page=True)


@pytest.mark.parametrize(("role", "path"), ALL)
def test_a_keyboard_reaches_everything(seen: ServedDesk, role: Role | None, path: str) -> None:
    screen = seen.open(role)
    url = seen.base + path.format(**seen.places)
    screen.page.goto(url)
    wrong = by_keyboard(screen)
    screen.page.goto("about:blank")
    screen.page.goto(url.partition("#")[0])
    assert wrong + skips(screen) == []
