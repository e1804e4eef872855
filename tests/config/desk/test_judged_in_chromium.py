"""Every page of the desk as axe-core, a phone and a keyboard find it: `make browser`.

With DESK_PICTURES=FOLDER in the environment each is put there as a picture, too.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from config.long_work import doers
from scheduler.access import links
from scheduler.access.roles import Role
from scheduler.campaign import brought_lists, proposals
from scheduler.campaign.editing import begin, deeds, rehearsal_work
from scheduler.campaign.editing.rehearsing import Days
from scheduler.run.works import Works
from scheduler.store.tables import Account, Draft, DraftItem
from scheduler.unit_lists.choices import Choices
from scheduler.unit_lists.workbook import Sheet
from tests.chromium import DESK, PHONE, Chromium, Screen
from tests.config.desk.desk_served import ServedDesk, serving
from tests.config.desk.desk_world import OURS
from tests.config.desk.drafted import SEEDS, begin_draft
from tests.config.desk.furnished import furnish
from tests.config.desk.written import SAMPLE, path, written
from tests.config.test_app import routes_of
from tests.judging import by_keyboard, findings, skips, visit

pytestmark = pytest.mark.browser
SEED, OTHER = SEEDS / "004_e96787b870ed94e5.txt", SEEDS / "003_066e2bd63e1af010.txt"
CODE = "phu-tho-2024"
PAGE, CAMPAIGN = f"/ban/phong-trao/{CODE}", "/ban/phong-trao/{code}"
WIDE = (1920, 1080)
PICTURES = os.environ.get("DESK_PICTURES")
DRAFTS, DOCUMENTS = "/ban/ban-thao", "/ban/van-ban"
DRAFT, DOCUMENT = f"{DRAFTS}/{{draft_id:int}}", f"{DOCUMENTS}/{{document_id:int}}"
EDITOR = f"{DRAFT}/soan"
KINDS = ("round", "peak", "occasion", "milestone", "duty")
KEYS = (
    "dot-he",
    "cao-diem-quoc-khanh",
    "ngay-hoi",
    "hop-mat",
    "bao-cao-thang",
    "so-ket",
    "dot-xuat",
)
UNITS = "/ban/don-vi"
# with an anniversary that nobody knows, and something that no duty says yet
FAULTY = SAMPLE.read_text("utf-8").replace("anniversary: dien-bien-phu", "anniversary: khong-co")
FAULTY += "unplaced:\n- Các sở gửi danh sách điển hình tiên tiến về Sở Nội vụ.\n"
FORGOTTEN = f"{DOCUMENTS}/moi/khong-co"
Visits = list[tuple[Role | None, str]]


def by(role: Role | None, *paths: str) -> Visits:
    """That role looks there."""
    return [(role, path) for path in paths]


# by the route: who looks, and what is asked for there, in the words of `places`
VISITS: dict[str, Visits] = {
    "/ban": [*by(Role.CLERK, "/ban", "/ban?lang=en"), *by(Role.OPERATOR, "/ban")],
    "/ban/vao": by(None, "/ban/vao", "/ban/vao?lang=en"),
    "/ban/vao/lien-ket": by(None, "/ban/vao/lien-ket"),
    "/ban/vao/{secret}": by(None, "/ban/vao/{secret}"),
    "/ban/phien": by(Role.ADMIN, "/ban/phien"),
    "/ban/mat-khau": by(Role.ADMIN, "/ban/mat-khau"),
    "/ban/mat-khau/xong": by(Role.ADMIN, "/ban/mat-khau/xong"),
    "/ban/tai-khoan": [*by(Role.ADMIN, "/ban/tai-khoan"), *by(Role.OPERATOR, "/ban/tai-khoan")],
    "/ban/phong-trao/{code}": by(
        Role.CLERK, f"/ban/phong-trao/{CODE}", f"/ban/phong-trao/{CODE}?lang=en"
    ),
    f"{CAMPAIGN}/nhiem-vu": by(Role.CLERK, f"{PAGE}/nhiem-vu"),
    f"{CAMPAIGN}/lan/{{duty}}/{{key}}": by(Role.CLERK, f"{PAGE}/lan/so-ket-dot-1/once"),
    f"{CAMPAIGN}/dinh-nghia": by(Role.CLERK, f"{PAGE}/dinh-nghia"),
    f"{CAMPAIGN}/dinh-nghia/{{number:int}}": by(Role.CLERK, f"{PAGE}/dinh-nghia/1"),
    f"{CAMPAIGN}/dot-xuat": by(Role.CLERK, f"{PAGE}/dot-xuat"),
    f"{CAMPAIGN}/nam-khac": by(Role.CLERK, f"{PAGE}/nam-khac"),
    DOCUMENTS: by(Role.CLERK, DOCUMENTS),
    f"{DOCUMENTS}/moi": by(Role.CLERK, f"{DOCUMENTS}/moi"),
    f"{DOCUMENTS}/moi/{{key}}": [],  # is among REFUSED; where it is waited for: test_wrong_files_in_chromium
    DOCUMENT: by(Role.CLERK, "{document}", "{document}?cho=5000"),
    f"{DOCUMENT}/da-co": by(Role.CLERK, "{document}/da-co"),
    DRAFTS: by(Role.CLERK, DRAFTS),
    DRAFT: [
        *by(Role.CLERK, "{draft}", "{draft}?lang=en", "{draft}?trang=2", "{decided}"),
        *by(Role.CLERK, *(f"{{draft}}?muc={{{kind}}}" for kind in ("field", "round", "peak", "duty"))),
        *by(Role.CLERK, "{draft}?them=", "{draft}?them=#muc", "{draft}?tu={unplaced}"),
        *by(Role.CLERK, *(f"{{draft}}?them=&loai={kind}" for kind in ("milestone", "occasion", "peak"))),
        *by(Role.VIEWER, "{draft}"),
    ],
    f"{DRAFT}/thay-doi/tin": [],  # shows itself anew until the messages are there
    f"{DRAFT}/con-lai": by(Role.CLERK, "{draft}/con-lai"),
    f"{DRAFT}/yaml": [*by(Role.CLERK, "{rewritten}/yaml?da-ghi=1"), *by(Role.VIEWER, "{rewritten}/yaml")],
    f"{DRAFT}/lich-su": by(Role.CLERK, "{rewritten}/lich-su", "{rewritten}/lich-su?ban=2", "{rewritten}/lich-su?ban=1&lang=en"),
    f"{DRAFT}/bo": by(Role.CLERK, "{draft}/bo", "{written}/bo"),
    f"{DRAFTS}/moi": by(Role.CLERK, f"{DRAFTS}/moi"),
    f"{EDITOR}/mau": by(Role.CLERK, "{written}/soan/mau"),
    f"{DRAFT}/thay-doi": [
        *by(Role.CLERK, *(f"{{{name}}}/thay-doi" for name in ("written", "changing", "broken", "waiting"))),
        *by(Role.HEAD, "{waiting}/thay-doi", "{waiting}/thay-doi?lang=en"),
        *by(Role.VIEWER, "{written}/thay-doi"),
    ],
    f"{DRAFT}/tra-lai": by(Role.HEAD, "{waiting}/tra-lai"),
    EDITOR: [
        *by(Role.CLERK, "{written}/soan", "{written}/soan?lang=en", "{broken}/soan"),
        *by(Role.CLERK, "{changing}/soan"),
        *by(Role.VIEWER, "{written}/soan"),
    ],
    f"{EDITOR}/chung": by(Role.CLERK, "{written}/soan/chung"),
    f"{EDITOR}/them/{{kind}}": by(
        Role.CLERK, *(f"{{written}}/soan/them/{kind}" for kind in KINDS), "{written}/soan/them/duty?tu=0"
    ),
    f"{EDITOR}/{{step}}": [
        *by(Role.CLERK, *(f"{{written}}/soan/{key}" for key in KEYS), "{written}/soan/so-ket?lang=en"),
        *by(Role.CLERK, "{broken}/soan/dot-he", "{broken}/soan/bao-cao-thang"),
        *by(Role.VIEWER, "{written}/soan/so-ket"),
    ],
    f"{EDITOR}/{{step}}/bo": by(Role.CLERK, "{written}/soan/dot-he/bo", "{written}/soan/so-ket/bo"),
    f"{EDITOR}/{{step}}/ngay-ky-niem": by(
        Role.CLERK, "{written}/soan/dot-he/ngay-ky-niem", "{written}/soan/dot-he/ngay-ky-niem?tim=quoc"
    ),
    UNITS: by(Role.CLERK, UNITS, f"{UNITS}?tim=so&khoi=khoi-2", f"{UNITS}?lang=en"),
    f"{UNITS}/tai-len": by(Role.CLERK, f"{UNITS}/tai-len"),
    f"{UNITS}/danh-sach/{{number:int}}": [
        *by(Role.CLERK, "{units}", "{units}?dong=3#dong", "{sound_units}", "{units}?lang=en"),
        *by(Role.VIEWER, "{units}"),
    ],
    f"{UNITS}/danh-sach/{{number:int}}/cot": by(Role.CLERK, "{units}/cot"),
    f"{UNITS}/lich-su": by(Role.CLERK, f"{UNITS}/lich-su"),
    f"{UNITS}/lich-su/{{number:int}}": by(Role.CLERK, f"{UNITS}/lich-su/0"),
    f"{UNITS}/{{code}}": [
        *by(Role.CLERK, f"{UNITS}/buu-dien"),
        *by(Role.VIEWER, f"{UNITS}/buu-dien"),
    ],
    f"{DRAFT}/dien-tap": [
        *by(Role.CLERK, "{rehearsed}", "{rehearsed}?lang=en", "{rehearsing}", "{unrehearsed}"),
        *by(Role.VIEWER, "{rehearsed}"),
    ],
    f"{DRAFT}/dien-tap/{{number:int}}": by(
        Role.CLERK,
        "{rehearsed}/1",
        "{rehearsed}/1?tin=1",
        *(f"{{rehearsed}}/1?ngay={when}" for when in ("2024-07", "2024-07-01", "2024-07-07")),
    ),
}  # fmt: skip
EDITOR = f"{DRAFT}/soan"
VISITS |= {
    f"{DRAFTS}/moi": by(Role.CLERK, f"{DRAFTS}/moi", f"{DRAFTS}/moi?lang=en"),
    EDITOR: [
        *by(Role.CLERK, "{written}/soan", "{written}/soan?lang=en", "{faulty}/soan"),
        *by(Role.VIEWER, "{written}/soan"),
    ],
    f"{EDITOR}/chung": by(Role.CLERK, "{written}/soan/chung", "{written}/soan/chung?lang=en"),
    f"{EDITOR}/them/{{kind}}": by(
        Role.CLERK,
        *(f"{{written}}/soan/them/{kind}" for kind in ("round", "peak", "occasion", "milestone")),
        "{faulty}/soan/them/duty?tu=0",
    ),
    f"{EDITOR}/{{step}}": [
        *by(Role.CLERK, "{written}/soan/dot-1", "{written}/soan/hoi-nghi-tong-ket"),
        *by(Role.CLERK, "{written}/soan/tong-ket-nam", "{faulty}/soan/cao-diem-dien-bien"),
        *by(Role.VIEWER, "{written}/soan/dot-1"),
    ],
    f"{EDITOR}/{{step}}/bo": by(Role.CLERK, "{written}/soan/dot-1/bo"),
    f"{EDITOR}/{{step}}/ngay-ky-niem": by(
        Role.CLERK,
        *(f"{{written}}/soan/dot-1/ngay-ky-niem{query}" for query in ("", "?tim=quoc", "?thang=9")),
    ),
}
# what leads elsewhere, is no page, or is judged where somebody is led to it (test_ways_in_in_chromium)
ELSEWHERE = {
    f"{DRAFT}/ban-thao.yaml",
    f"{DRAFT}/muc/{{item_id:int}}",
    f"{DRAFT}/them",
    f"{DRAFTS}/moi/tep",
    f"{EDITOR}/chua-doc/bo",
    f"{DOCUMENT}/tep",
    f"{DRAFTS}/moi/tep",
    f"{EDITOR}/chua-doc/bo",
    "/ban/giu-lai",
    f"{UNITS}/danh-sach.xlsx",
    f"{UNITS}/danh-sach.csv",
}
# who is told what is wrong with what they asked for
REFUSED: list[tuple[Role | None, str, int]] = [
    (Role.CLERK, FORGOTTEN, 404),
    (Role.CLERK, f"{DRAFTS}/999", 404),
    (Role.CLERK, "/ban/khong-co", 404),
    (Role.VIEWER, f"{DOCUMENTS}/moi", 403),
    (None, "/ban/vao/khong-co", 404),
]
ALL = [one for visits in VISITS.values() for one in visits]


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory, browser: Chromium) -> Iterator[ServedDesk]:
    """A desk with something on each page."""
    with serving(tmp_path_factory.mktemp("desk"), browser) as served:
        installation = served.world.desk.installation
        proposal = proposals.propose(
            installation, installation.config_dir / "campaigns" / f"{CODE}.yaml"
        )
        proposals.apply(installation, proposal, proposals.preview(installation, proposal))
        decided = begin_draft(served.world, OTHER.read_text("utf-8"))
        begun = begin_draft(served.world, SEED.read_text("utf-8"), name="KH-210.txt")
        for role in (Role.ADMIN, Role.VIEWER):
            served.world.sign_in(role)
        with served.world.database.write() as session:
            served.places = _places(session, served)
        served.places |= _rehearse(served)
        served.places |= furnish(served, CODE) | {
            "draft": begun.path,
            "document": f"{DOCUMENTS}/{begun.document}",
            "decided": decided.path,
            "rewritten": _rewritten(served),
            "units": _bring_units(served, ("x(at)y", "Zalo")),
            "sound_units": _bring_units(served, ("x@y.example", "email")),
            "written": path(written(served.world)).removesuffix("/soan"),
            "faulty": path(written(served.world, FAULTY)).removesuffix("/soan"),
        }
        clerk = served.clerk(Role.CLERK)
        clerk.go(decided.path)
        clerk.accept_all()
        clerk.drop("Loại văn bản")
        yield served


def _rewritten(served: ServedDesk) -> str:
    """A draft written down of whose text two have written something, and not all of it can be planned."""
    draft = written(served.world)
    with served.world.database.write(OURS) as session:
        row = session.get_one(Draft, draft.id)
        text = draft.source.replace("kind: so_ket", "kind: sai").replace("Thi đua", "Phong trào")
        deeds.write_text(session, row, 1, text, by="Phó Giám đốc", now=served.world.desk.now)
    return f"{DRAFTS}/{draft.id}"


def _rehearse(served: ServedDesk) -> dict[str, str]:
    """The page of a draft that is rehearsed, of one that will be, and of one that was never."""
    installation, now = served.world.desk.installation, served.world.desk.now
    source = (installation.config_dir / "campaigns" / f"{CODE}.yaml").read_text("utf-8")
    days = Days(date(2024, 6, 25), date(2024, 7, 5))
    names = ("rehearsed", "rehearsing", "unrehearsed")
    works = Works(served.world.database, doers(installation), installation.clock)
    pages = {}
    for name in names:
        with served.world.database.write() as session:
            draft = begin.from_text(session, source, issuer_id="phu-tho", by="x", now=now)
            if name != "unrehearsed":
                rehearsal_work.ask(session, draft, days, by="x", now=now)
        if name == "rehearsed":
            with ThreadPoolExecutor(1) as thread:  # Playwright has a loop of its own in this one
                assert thread.submit(works.work_off).result()
        pages[name] = f"{DRAFTS}/{draft.id}/dien-tap"
    return pages


def _places(session: Session, served: ServedDesk) -> dict[str, str]:
    """One item of each kind, and a link that nobody has used."""
    items = session.exec(select(DraftItem).order_by(col(DraftItem.id))).all()
    account = session.exec(select(Account)).first()
    assert account is not None
    wall, now = served.world.wall.now(), served.world.desk.now
    secret = links.make(session, account_id=account.id, by="x", wall=wall, now=now)
    return {**{one.kind: str(one.id) for one in items}, "secret": secret}


def _bring_units(served: ServedDesk, told: tuple[str, str]) -> str:
    """A list of units, the page of which says most of what it can: an unused column, a total, who is missing."""
    rows = (
        ("TT", "Tên đơn vị", "Email", "Kênh", "Khối thi đua", "Trưởng khối", "Điện thoại"),
        ("1", "Sở Nội vụ", "snv@y.example", "", "Khối thi đua các sở, ngành", "x", "0210"),
        ("2", "Sở Hoàn toàn mới", *told, "Khối thi đua các sở, ngành", "", "0211"),
        ("", "Tổng cộng: 2 đơn vị"),
    )
    with served.world.database.write() as session:
        row = brought_lists.keep(
            session,
            [Sheet("Đơn vị", rows)],
            issuer_id="phu-tho",
            name="don-vi.xlsx",
            by="Chuyên viên",
            now=served.world.desk.now,
        )
        row.corrected = Choices(all_stay=told[1] == "email").rows_text()
        return f"{UNITS}/danh-sach/{row.id}"


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


@pytest.mark.parametrize("path", ["/ban", f"/ban/phong-trao/{CODE}", "{draft}", "{document}"])
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
