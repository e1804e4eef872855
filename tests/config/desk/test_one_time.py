"""One time of a duty is moved or cancelled from its page: seen first, with its reason, once, by who may."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from scheduler.access.roles import Role
from scheduler.clock import RehearsalClock
from scheduler.store.tables import Draft, Issuer, LedgerEntry
from tests.build import ZONE
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS, THEIRS, DeskWorld
from tests.config.desk.in_force import PAGE, campaign_in_force, definition, revision, row

JUNE = f"{PAGE}/lan/thang/2024-06"
WHY = "Công văn số 12/SNV ngày 06/5/2024"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    world = campaign_in_force(tmp_path)
    yield world
    world.database.close()


def hidden(html: str) -> dict[str, str]:
    """What the form that does it sends along."""
    form = html.partition('name="chac"')[2].partition("</form>")[0]
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    deed = re.search(r'name="viec" value="(\w+)"', form)
    return {**found, "chac": "1", "viec": deed[1] if deed else ""}


async def seen(browser: httpx.AsyncClient, path: str = JUNE, **sent: str) -> httpx.Response:
    page = await browser.post(path, data=sent)
    assert Outline(page.text).faults == [] and len(page.content) < 50_000
    return page


async def test_page_says_what_it_is_who_owes_it_and_who_cannot_be_told(desk: DeskWorld) -> None:
    async with desk.visit(Role.VIEWER) as browser:
        page = await browser.get(JUNE)
    assert (page.status_code, Outline(page.text).faults) == (200, [])
    assert "17:00 thứ Hai, 17/6/2024" in page.text  # the 15th is a Saturday
    assert "chưa có người nhận tin" in page.text
    assert "<button" not in page.text.partition("<main")[2].partition("</main>")[0]


async def test_move_is_seen_in_full_before_anything_is_done(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        page = await seen(browser, viec="doi", due="28/6", reason=WHY)
    assert "Hạn mới là thứ Sáu, 28/6/2024, còn 39 ngày làm việc." in page.text
    assert "<ins>17:00 thứ Sáu, 28/6/2024" in page.text
    assert revision(desk) == 1


async def test_confirmed_move_is_in_force_with_its_reason_and_author(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        sent = hidden((await seen(browser, viec="doi", due="28/6", reason=WHY)).text)
        done = await browser.post(JUNE, data=sent)
        again = await browser.post(JUNE, data=sent)
        page = await browser.get(done.headers["location"])
        revisions = await browser.get(f"{PAGE}/dinh-nghia")
    assert "thêm điều chỉnh lần 2024-06 của “Báo cáo tháng”" in revisions.text
    assert (done.status_code, again.status_code, revision(desk)) == (303, 303, 2)
    moved = row(desk, "thang", "2024-06")
    assert moved.due_at and moved.due_at.astimezone(ZONE).date() == date(2024, 6, 28)
    assert [(one.of, one.origin.text) for one in definition(desk).amendments] == [("2024-06", WHY)]
    assert "Đã áp dụng, lần 2." in page.text and WHY in page.text
    with desk.database.read() as session:
        lines = session.exec(
            select(LedgerEntry).where(LedgerEntry.subject == "phu-tho-2024/thang/2024-06")
        ).all()
        assert lines[-1].actor == "admin-phu-tho" and WHY in str(lines[-1].data)


async def test_day_off_says_where_the_deadline_goes(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        page = await seen(browser, viec="doi", due="22/6", reason="Công văn\nsố 12/SNV")
        assert "Hạn mới là thứ Hai, 24/6/2024, còn 35 ngày làm việc." in page.text
        went = "22/6/2024 là thứ Bảy; chuyển sang ngày làm việc tiếp theo, thứ Hai, 24/6/2024."
        assert went in page.text
        done = await browser.post(JUNE, data=hidden(page.text))
        after = await browser.get(done.headers["location"])
    assert went in after.text
    assert definition(desk).amendments[0].origin.text == "Công văn số 12/SNV"  # within a sentence


async def test_day_of_the_rule_that_is_past_does_not_come_back(desk: DeskWorld) -> None:
    may = f"{PAGE}/lan/thang/2024-05"
    async with desk.visit(Role.ADMIN) as browser:
        await browser.post(
            may, data=hidden((await seen(browser, may, viec="huy", reason=WHY)).text)
        )
    clock = desk.desk.installation.clock
    assert isinstance(clock, RehearsalClock)
    clock.advance_to(NOW + timedelta(days=20))
    async with desk.visit(Role.ADMIN) as browser:
        page = await browser.post(may, data={"viec": "lai"})
    assert page.status_code == 422
    assert "Hạn quy định của lần này, thứ Tư, 15/5/2024, đã qua" in page.text
    assert 'name="chac"' not in page.text


async def test_cancelled_time_is_withdrawn_and_comes_back(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        sent = hidden((await seen(browser, viec="huy", reason=WHY)).text)
        await browser.post(JUNE, data=sent)
        assert row(desk, "thang", "2024-06").withdrawn
        page = await browser.get(JUNE)
        assert "Lần này đã được hủy" in page.text
        back = hidden((await seen(browser, viec="lai")).text)
        await browser.post(JUNE, data=back)
    assert not row(desk, "thang", "2024-06").withdrawn
    assert definition(desk).amendments == () and revision(desk) == 3


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"viec": "doi", "due": "28/6", "reason": ""}, "Đề nghị ghi mục này."),
        ({"viec": "huy", "reason": " "}, "Đề nghị ghi mục này."),
        ({"viec": "doi", "due": "", "reason": WHY}, "Đề nghị ghi một ngày."),
        ({"viec": "doi", "due": "2/5", "reason": WHY}, "đã qua"),
        ({"viec": "doi", "due": "17/6", "reason": WHY}, "đã là ngày này"),
        ({"viec": "doi", "due": "hôm nào", "reason": WHY}, "đề nghị ghi đủ ngày và tháng"),
    ],
)
async def test_what_is_wrong_is_told_at_its_field(
    desk: DeskWorld, sent: dict[str, str], told: str
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.post(JUNE, data=sent)
    assert page.status_code == 422 and told in page.text
    assert Outline(page.text).faults == []


async def test_clerk_who_may_not_approve_gets_the_draft_of_it(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        sent = hidden((await seen(browser, viec="huy", reason=WHY)).text)
        first = await browser.post(JUNE, data=sent)
        second = await browser.post(JUNE, data=sent)
    assert first.headers["location"] == second.headers["location"]
    assert first.headers["location"].endswith("/thay-doi") and revision(desk) == 1
    with desk.database.read() as session:
        draft = session.exec(select(Draft)).one()
        assert (draft.campaign, draft.based_on) == ("phu-tho-2024", 1)


async def test_two_people_are_asked_where_the_issuer_wants_them(desk: DeskWorld) -> None:
    with desk.database.write() as session:
        issuer = session.get_one(Issuer, OURS)
        issuer.desk_two_people = True
        session.add(issuer)
    async with desk.visit(Role.ADMIN) as browser:
        sent = hidden((await seen(browser, viec="huy", reason=WHY)).text)
        await browser.post(JUNE, data=sent)
    assert revision(desk) == 1


async def test_what_others_changed_meanwhile_is_shown_before_it_is_done(desk: DeskWorld) -> None:
    july = f"{PAGE}/lan/thang/2024-07"
    async with desk.visit(Role.ADMIN) as browser:
        sent = hidden((await seen(browser, viec="huy", reason=WHY)).text)
        other = hidden((await seen(browser, july, viec="huy", reason=WHY)).text)
        await browser.post(july, data=other)
        late = await browser.post(JUNE, data=sent)
        assert (late.status_code, revision(desk)) == (409, 2)
        await browser.post(JUNE, data=hidden(late.text))
    assert [one.of for one in definition(desk).amendments] == ["2024-07", "2024-06"]


async def test_what_nobody_has_is_not_there(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        assert (await browser.get(f"{PAGE}/lan/thang/2024-13")).status_code == 404
    async with desk.visit(Role.ADMIN, THEIRS) as browser:
        assert (await browser.get(JUNE)).status_code == 404
