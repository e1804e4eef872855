"""The list of drafts, what one still lacks, its file, and dropping it."""

import re

from config.desk.desk import DRAFTS
from scheduler.access.roles import Role
from scheduler.campaign import proposals
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import THEIRS, DeskWorld
from tests.config.desk.drafted import CLERK, FORTY, HEAD, begin_draft, load_view


async def test_list_names_title_document_and_who_changed_it(desk: DeskWorld) -> None:
    begun = begin_draft(desk, FORTY, name="KH-210.txt")
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(DRAFTS)
    assert page.status_code == 200 and Outline(page.text).faults == []
    left = load_view(desk, begun).left
    for words in (f'href="{begun.path}"', "KH-210.txt", CLERK, f"Còn {left} mục cần xem lại"):
        assert words in page.text
    assert 'href="/ban/van-ban/moi"' in page.text


async def test_list_holds_drafts_of_ones_own_issuer(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.ADMIN, THEIRS) as browser:
        page = await browser.get(DRAFTS)
    assert begun.path not in page.text and "Chưa có bản thảo nào." in page.text


async def test_viewer_is_not_offered_to_begin(desk: DeskWorld) -> None:
    async with desk.visit(Role.VIEWER) as browser:
        assert "/ban/van-ban/moi" not in (await browser.get(DRAFTS)).text


async def test_what_is_missing_leads_to_its_item(desk: DeskWorld) -> None:
    begun = begin_draft(desk, FORTY)
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(f"{begun.path}/con-lai")
        assert page.status_code == 200 and Outline(page.text).faults == []
        assert len(page.content) <= 50_000
        item = re.search(rf'href="({begun.path}\?muc=\d+)#m\d+"', page.text)
        assert item
        assert '<form id="muc"' in (await browser.get(item[1])).text


READY = (
    HEAD
    + """Các cơ quan, đơn vị tích cực hưởng ứng phong trào thi đua.
"""
)


async def test_file_of_a_ready_draft_is_one_that_is_planned(desk: DeskWorld) -> None:
    begun = begin_draft(desk, READY)
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(f"{begun.path}/con-lai")
        assert "Bản thảo đã đủ để lập kế hoạch." in page.text
        assert f"thidua plan ban-thao-{begun.draft}.yaml" in page.text
        got = await browser.get(f"{begun.path}/ban-thao.yaml")
    assert got.headers["content-disposition"] == (
        f'attachment; filename="ban-thao-{begun.draft}.yaml"'
    )
    assert "no-store" in got.headers["cache-control"]
    proposal = proposals.propose_text(desk.desk.installation, got.text, name="ban-thao.yaml")
    assert [one.id for one in proposal.definition.phases] == ["dot-1", "dot-2"]


async def test_a_draft_is_dropped_after_one_question(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.CLERK) as browser:
        asked = await browser.get(f"{begun.path}/bo")
        assert Outline(asked.text).faults == [] and load_view(desk, begun).state == "open"
        for _click in range(2):
            done = await browser.post(f"{begun.path}/bo")
            assert (done.status_code, done.headers["location"]) == (303, DRAFTS)
        assert begun.path not in (await browser.get(DRAFTS)).text
        page = await browser.get(begun.path)
    assert page.status_code == 200 and 'name="viec"' not in page.text
    assert "Bản thảo này đã hủy" in page.text


async def test_pages_are_in_the_language_of_who_looks(desk: DeskWorld) -> None:
    begun = begin_draft(desk)
    async with desk.visit(Role.CLERK) as browser:
        for path in ("", "/con-lai", "/bo", "?muc=1"):
            page = await browser.get(f"{begun.path}{path}{'&' if '?' in path else '?'}lang=en")
            assert page.status_code == 200 and 'lang="en"' in page.text
        assert "Accept" in (await browser.get(f"{begun.path}?lang=en")).text
