"""Every page of the desk as axe-core, a phone and a keyboard find it: `make browser`.

With DESK_PICTURES=FOLDER in the environment each is put there as a picture, too.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select
from tests.config.desk.drafted import SEEDS, begin_draft

from scheduler.access.roles import Role
from scheduler.store.tables import DraftItem
from tests.chromium import DESK, PHONE, Chromium, Scheme
from tests.config.desk.desk_served import ServedDesk, serving
from tests.config.test_app import routes_of
from tests.judging import by_keyboard, skips, visit

pytestmark = pytest.mark.browser
SEED = SEEDS / "004_e96787b870ed94e5.txt"
PICTURES = os.environ.get("DESK_PICTURES")
DRAFTS, DOCUMENTS = "/ban/ban-thao", "/ban/van-ban"
DRAFT = f"{DRAFTS}/{{draft_id:int}}"
# by the route: who looks, and what is asked for there, in the words of `places`
VISITS: dict[str, list[tuple[Role | None, str]]] = {
    "/ban": [(Role.CLERK, "/ban"), (Role.CLERK, "/ban?lang=en")],
    "/ban/vao": [(None, "/ban/vao"), (None, "/ban/vao?lang=en")],
    DRAFTS: [(Role.CLERK, DRAFTS)],
    DRAFT: [
        (Role.CLERK, "{draft}"),
        (Role.CLERK, "{draft}?lang=en"),
        (Role.VIEWER, "{draft}"),
        *((Role.CLERK, f"{{draft}}?muc={{{kind}}}") for kind in ("field", "round", "peak", "duty")),
        (Role.CLERK, "{draft}?them=#muc"),
        (Role.CLERK, "{draft}?tu={unplaced}"),
        *((Role.CLERK, f"{{draft}}?them=&loai={kind}") for kind in ("milestone", "occasion", "peak")),
    ],
    f"{DRAFT}/con-lai": [(Role.CLERK, "{draft}/con-lai")],
    f"{DRAFT}/bo": [(Role.CLERK, "{draft}/bo")],
    f"{DOCUMENTS}/{{document_id:int}}": [
        (Role.CLERK, "{document}"),
        (Role.CLERK, "{document}?cho=5000"),
    ],
}  # fmt: skip
# what leads elsewhere, or is no page
ELSEWHERE = {f"{DRAFT}/ban-thao.yaml", f"{DRAFT}/muc/{{item_id:int}}", f"{DRAFT}/them"}
ALL = [one for visits in VISITS.values() for one in visits]


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory, browser: Chromium) -> Iterator[ServedDesk]:
    """A desk with something on each page."""
    with serving(tmp_path_factory.mktemp("desk"), browser) as served:
        begun = begin_draft(served.world, SEED.read_text("utf-8"), name="KH-210.txt")
        with served.world.database.read() as session:
            items = session.exec(select(DraftItem).order_by(col(DraftItem.id).desc())).all()
        served.places = {one.kind: str(one.id) for one in items}
        served.places |= {"draft": begun.path, "document": f"{DOCUMENTS}/{begun.document}"}
        yield served


@pytest.fixture
def seen(looked_at: ServedDesk) -> Iterator[ServedDesk]:
    """The same, with no window open."""
    yield looked_at
    looked_at.browser.close_windows()


def test_every_page_is_visited(seen: ServedDesk) -> None:
    routes = routes_of(seen.world.app.router)
    pages = {path for path, methods in routes if "GET" in methods and path.startswith("/ban")}
    shown = {path for path in pages if not path.endswith(".css")} - ELSEWHERE
    assert shown == set(VISITS)


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("role", "path"), ALL)
def test_nothing_is_wrong_with_a_page(
    seen: ServedDesk, role: Role | None, path: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    path = path.format(**seen.places)
    screen = seen.open(role, size=size, scheme=scheme)
    found = visit(screen, seen.base + path)
    if PICTURES:
        name = path.strip("/").translate(str.maketrans("/?=&", "____"))
        file = Path(PICTURES) / f"{name}-{role or 'stranger'}-{size[0]}-{scheme}.png"
        screen.page.screenshot(path=file, full_page=True)
    assert found == []


@pytest.mark.parametrize(("role", "path"), ALL)
def test_a_keyboard_reaches_everything(seen: ServedDesk, role: Role | None, path: str) -> None:
    path = path.format(**seen.places)
    screen = seen.open(role)
    screen.page.goto(seen.base + path)
    assert by_keyboard(screen) == []
    screen = seen.open(role)
    screen.page.goto(seen.base + path)
    assert skips(screen) == []
