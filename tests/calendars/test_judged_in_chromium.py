"""Every page of the calendars as axe-core, a phone and a keyboard find it: `make browser`."""

import pytest

from tests.calendars.conftest import Visited
from tests.calendars.pages_world import World
from tests.chromium import DESK, PHONE, Scheme
from tests.config.test_app import routes_of
from tests.judging import by_keyboard, skips, visit

pytestmark = pytest.mark.browser
READ, PUBLIC = "/lich/{token}", "/cong-khai/{issuer}/{campaign}"
# by the route: what follows the address of a unit's or the campaign's calendar, or of who manages its links
VISITS = {
    READ: ("unit", ["", "?lang=en"]),
    f"{READ}/{{view}}": ("unit", ["/danh-sach", "/thang?thang=2024-05", "/nam", "/in"]),
    f"{READ}/lien-ket": ("unit", ["/lien-ket"]),  # gone: says where links are managed now
    PUBLIC: ("campaign", [""]),
    f"{PUBLIC}/{{view}}": ("campaign", ["/danh-sach", "/thang?thang=2024-05", "/nam", "/in"]),
    f"{PUBLIC}/muc/{{kind}}/{{key:path}}": ("campaign", ["/muc/anniversary/dien-bien-phu"]),
    "/lien-ket/{secret}": ("managing", [""]),
}
ALL = [(who, view) for who, views in VISITS.values() for view in views]


def address(world: World, who: str, view: str) -> str:
    return (world.managing["unit"] if who == "managing" else world.paths[who]) + view


def test_every_page_is_visited(visited: Visited) -> None:
    world, _base, _browser = visited
    read = {path for path, methods in routes_of(world.app.router) if "GET" in methods}
    pages = {path for path in read if not path.endswith((".ics", ".css", ".svg"))}
    assert pages == set(VISITS)


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("who", "view"), ALL)
def test_nothing_is_wrong_with_a_page(
    visited: Visited, who: str, view: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    world, base, browser = visited
    screen = browser.open(size, scheme=scheme)
    status = 410 if view == "/lien-ket" else 200
    assert visit(screen, base + address(world, who, view), status=status) == []


@pytest.mark.parametrize(("who", "view"), ALL)
def test_a_keyboard_reaches_everything(visited: Visited, who: str, view: str) -> None:
    world, base, browser = visited
    url = base + address(world, who, view)
    assert by_keyboard(browser.visit(url)) == []
    assert skips(browser.visit(url)) == []
