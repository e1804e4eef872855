"""A campaign for another year: what moved and what waits is seen, then it is a draft like any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from scheduler.access.roles import Role
from scheduler.store.tables import Draft
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import DeskWorld
from tests.config.desk.in_force import PAGE, campaign_in_force

YEAR = f"{PAGE}/nam-khac"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    world = campaign_in_force(tmp_path)
    yield world
    world.database.close()


async def test_both_years_and_what_waits_are_shown(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(YEAR)
    assert (page.status_code, Outline(page.text).faults) == (200, [])
    assert len(page.content) < 50_000
    assert "Lập bản thảo năm 2025" in page.text
    assert "thứ Năm, 31/7/2025" in page.text and "thứ Tư, 31/7/2024" in page.text
    assert "xác nhận ngày của năm 2025" in page.text


async def test_draft_of_it_is_made_once(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        first = await browser.post(YEAR, data={"nam": "2026"})
        second = await browser.post(YEAR, data={"nam": "2026"})
        page = await browser.get(first.headers["location"])
    assert first.headers["location"] == second.headers["location"] and page.status_code == 200
    with desk.database.read() as session:
        draft = session.exec(select(Draft)).one()
    assert draft.source and "campaign: phu-tho-2026" in draft.source
    assert (draft.campaign, draft.based_on) == ("", 0)


@pytest.mark.parametrize("year", ["2024", "1900", "x"])
async def test_year_there_cannot_be_is_told_at_its_field(desk: DeskWorld, year: str) -> None:
    async with desk.visit(Role.CLERK) as browser:
        seen = await browser.get(YEAR, params={"nam": year})
        sent = await browser.post(YEAR, data={"nam": year})
    assert (seen.status_code, sent.status_code) == (422, 422)
    assert 'href="#nam"' in seen.text and Outline(seen.text).faults == []
