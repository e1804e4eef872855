"""The definitions a campaign had: who, when, what changed; an older one is taken back as a draft only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import select

from scheduler.access.roles import Role
from scheduler.campaign import proposals
from scheduler.store.agenda import find_campaign
from scheduler.store.editions import load_edition
from scheduler.store.tables import Draft
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import OURS, DeskWorld
from tests.config.desk.in_force import CODE, PAGE, campaign_in_force, revision

LIST = f"{PAGE}/dinh-nghia"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    """After a second revision that moves a day and gives the report another name."""
    world = campaign_in_force(tmp_path)
    source = text(world).replace("by: 15", "by: 20").replace("Báo cáo tháng", "Báo cáo hằng tháng")
    found = proposals.propose_text(world.desk.installation, source, name="")
    shown = proposals.preview(world.desk.installation, found)
    proposals.apply(world.desk.installation, found, shown, by="Giám đốc")
    yield world
    world.database.close()


def text(world: DeskWorld) -> str:
    with world.database.read() as session:
        return load_edition(session, find_campaign(session, CODE, issuer_id=OURS)).source


async def test_each_says_when_by_whom_and_what_changed(desk: DeskWorld) -> None:
    async with desk.visit(Role.VIEWER) as browser:
        page = await browser.get(LIST)
    assert (page.status_code, Outline(page.text).faults) == (200, [])
    assert "sửa nhiệm vụ “Báo cáo hằng tháng”" in page.text and "Giám đốc" in page.text
    assert page.text.index("Lần 2") < page.text.index("Lần 1")


async def test_one_shows_the_days_it_moved_and_its_text(desk: DeskWorld) -> None:
    async with desk.visit(Role.VIEWER) as browser:
        page = await browser.get(f"{LIST}/2")
        first = await browser.get(f"{LIST}/1")
        assert (await browser.get(f"{LIST}/3")).status_code == 404
    assert Outline(page.text).faults == [] and len(page.content) < 50_000
    assert "17:00 thứ Năm, 20/6/2024" in page.text
    assert "\n    due: {every: month, by: 20}\n" in page.text and "by: 15" in first.text
    lines = [one.text() for one in HTMLParser(page.text).css(".dong del, .dong ins")]
    assert "− Dòng bỏ:     due: {every: month, by: 15}" in lines
    assert "+ Dòng thêm:     due: {every: month, by: 20}" in lines
    assert 'class="dong"' not in first.text
    assert "<form" not in first.text.partition("<main")[2].partition("</main>")[0]


async def test_older_one_is_taken_back_as_a_draft_on_the_newest(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        answer = await browser.post(f"{LIST}/1/lay-lai")
        again = await browser.post(f"{LIST}/1/lay-lai")
    with desk.database.read() as session:
        draft = session.exec(select(Draft)).one()
    assert answer.headers["location"] == f"/ban/ban-thao/{draft.id}/thay-doi"
    assert again.headers["location"] == answer.headers["location"]
    assert draft.source and "by: 15" in draft.source
    assert (draft.campaign, draft.based_on, revision(desk)) == (CODE, 2, 2)


async def test_campaign_is_changed_in_a_draft(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        answer = await browser.post(f"{PAGE}/sua")
        page = await browser.get(answer.headers["location"])
    assert page.status_code == 200 and "Báo cáo hằng tháng" in page.text


async def test_every_time_is_listed_by_its_day(desk: DeskWorld) -> None:
    async with desk.visit(Role.VIEWER) as browser:
        page = await browser.get(f"{PAGE}/nhiem-vu")
    assert (page.status_code, Outline(page.text).faults) == (200, [])
    assert len(page.content) < 50_000
    assert page.text.index("tháng 5/2024") < page.text.index("tháng 6/2024")
    assert f'href="{PAGE}/lan/thang/2024-06"' in page.text
