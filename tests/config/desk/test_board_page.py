"""The board of a campaign as a page: what it says, to whom, and how it is narrowed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from scheduler.access.roles import Role
from scheduler.campaign import proposals
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from tests.config.desk.desk_world import NOW, OURS, THEIRS, DeskWorld, open_desk

CODE = "phu-tho-2024"
BOARD = f"/ban/phong-trao/{CODE}"
LOOKING = [role for role in Role if role is not Role.OPERATOR]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with its database: ours and theirs have a campaign each; of our units one can be reached."""
    folder = tmp_path_factory.mktemp("boards")
    world = open_desk(folder)
    installation = world.desk.installation
    for code in (CODE, "lai-chau-2024"):
        file = installation.config_dir / "campaigns" / f"{code}.yaml"
        proposal = proposals.propose(installation, file)
        proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    with world.database.write() as session:
        unit = find_unit(session, "ubnd-viet-tri", issuer_id=OURS)
        bind(session, unit, address="1", actor="admin", now=NOW)
    world.database.close()
    return folder


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[DeskWorld]:
    """On a copy of that."""
    world = open_desk(tmp_path)
    shutil.copy(filled / "thidua.sqlite3", tmp_path)
    yield world
    world.database.close()


async def shown(desk: DeskWorld, path: str, role: Role = Role.CLERK) -> HTMLParser:
    async with desk.visit(role) as browser:
        page = await browser.get(path)
    assert page.status_code == 200 and len(page.content) < 50 * 1024
    return HTMLParser(page.text)


def texts(page: HTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


async def test_board_says_units_duties_dates_and_states_in_words(desk: DeskWorld) -> None:
    page = await shown(desk, BOARD)
    heads = texts(page, "thead th")
    assert heads[0] == "Đơn vị" and heads[1] == "1. Ký giao ước thi đua chưa ấn định thời hạn"
    assert heads[2].endswith("17:00 thứ Tư, 31/7/2024")
    units = texts(page, "tbody th")
    assert (len(units), units[:2]) == (21, ["TP Việt Trì", "TX Phú Thọ chưa có kênh"])
    assert set(texts(page, "tbody td")) == {"chưa gửi"}


async def test_heads_of_rows_and_columns_say_what_they_head(desk: DeskWorld) -> None:
    page = await shown(desk, BOARD)
    assert {node.attributes["scope"] for node in page.css("thead th")} == {"col"}
    assert {node.attributes["scope"] for node in page.css("tbody th")} == {"row"}
    assert page.css_first("td").attributes["data-t"] == "1. Ký giao ước thi đua"


async def test_links_narrow_it_by_block_and_state_and_keep_each_other(desk: DeskWorld) -> None:
    links = {
        node.text().split(" ")[0]: node for node in (await shown(desk, BOARD)).css(".choices a")
    }
    assert {"còn", "chưa", "Khối", "tất"} == set(links)
    narrowed = await shown(desk, f"{BOARD}?khoi=khoi-4")
    assert texts(narrowed, "tbody th") == ["Điện lực chưa có kênh", "Bưu điện chưa có kênh"]
    wanted = [
        a.attributes["href"]
        for a in narrowed.css(".choices a")
        if "chua-co-kenh" in a.attributes["href"]
    ]
    both = await shown(desk, wanted[0])
    assert "khoi=khoi-4" in wanted[0] and len(texts(both, "tbody th")) == 2
    assert texts(both, ".choices a[aria-current]") == [
        "chưa có kênh 6",
        "Khối thi đua các doanh nghiệp",
    ]


@pytest.mark.parametrize(
    "query",
    ["trang=999", "trang=-1", "trang=x", "tinh-trang=gi", "cot=0", "cot=9", "trang=" + "9" * 400],
)
async def test_address_that_was_tampered_with_shows_the_board(desk: DeskWorld, query: str) -> None:
    assert len(texts(await shown(desk, f"{BOARD}?{query}"), "tbody th")) == 21


@pytest.mark.parametrize("query", ["khoi=khoi-99", "tinh-trang=qua-han"])
async def test_nothing_fits_is_said(desk: DeskWorld, query: str) -> None:
    page = await shown(desk, f"{BOARD}?{query}")
    assert texts(page, ".note") == ["Không có đơn vị nào như vậy."] and not page.css("table")


@pytest.mark.parametrize("role", Role)
async def test_who_may_look_sees_it_and_no_other_issuers(desk: DeskWorld, role: Role) -> None:
    async with desk.visit(role) as browser:
        answers = [
            (await browser.get(f"/ban/phong-trao/{code}")).status_code
            for code in (CODE, "lai-chau-2024", "khong-co", f"{THEIRS}/lai-chau-2024")
        ]
    assert answers == ([200, 404, 404, 404] if role in LOOKING else [403, 403, 403, 404])


async def test_it_is_whole_in_english(desk: DeskWorld) -> None:
    page = await shown(desk, f"{BOARD}?lang=en")
    text = re.sub(r"\s+", " ", page.body.text())
    assert "nothing yet" in text
    for left in ("Đơn vị", "Tình trạng", "chưa gửi", "chưa có kênh", "tất cả"):
        assert left not in text


async def test_style_sheets_of_the_page_are_served(desk: DeskWorld) -> None:
    page = await shown(desk, BOARD)
    sheets = [link.attributes["href"] for link in page.css("link[rel=stylesheet]")]
    async with desk.visit(None) as browser:
        answers = [await browser.get(sheet) for sheet in sheets]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert sum(len(answer.content) for answer in answers) <= 16 * 1024
