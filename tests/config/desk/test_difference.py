"""What applying a draft would do, who puts it into force, and approval by another."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import select

from scheduler.access import links
from scheduler.access.roles import Role
from scheduler.campaign.editing import begin, deeds
from scheduler.campaign.editing.working import Working
from scheduler.states import WorkState
from scheduler.store import drafts
from scheduler.store.organisation import save_organisation
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Campaign, Draft, Invite, Issuer, RehearsedMessage, Work
from tests.config.desk.desk_world import NOW, OURS, WALL, DeskWorld, holder
from tests.config.desk.drafted import CLERK

CODE = "phu-tho-2024"
SOURCE = Path("config/samples/campaigns/phu-tho-2024.yaml").read_text("utf-8")
BOARD = f"/ban/phong-trao/{CODE}"
AT_ONCE = "lượt nhắc kế tiếp: ngay sau khi áp dụng, trong giờ gửi tin"


def begun(world: DeskWorld, source: str = SOURCE, **given: object) -> Working:
    with world.database.write(OURS) as session:
        return begin.from_text(session, source, issuer_id=OURS, by=CLERK, now=NOW, **given)


def base(draft: Working) -> str:
    return f"/ban/ban-thao/{draft.id}"


async def page(browser: httpx.AsyncClient, draft: Working) -> str:
    answer = await browser.get(f"{base(draft)}/thay-doi")
    assert answer.status_code == 200 and len(answer.content) < 50_000
    return answer.text


def sent(html: str) -> dict[str, str]:
    """The hidden fields of its form."""
    return dict(re.findall(r'name="(revision|digest|trinh)" value="(\w+)"', html))


async def apply(browser: httpx.AsyncClient, draft: Working) -> httpx.Response:
    given = sent(await page(browser, draft))
    return await browser.post(f"{base(draft)}/ap-dung", data=given)


async def give_back(browser: httpx.AsyncClient, draft: Working, remark: str) -> httpx.Response:
    """As it was first proposed."""
    given = {"revision": "1", "remark": remark}
    return await browser.post(f"{base(draft)}/tra-lai", data=given)


def change_title(world: DeskWorld, draft: Working, *, by: str) -> None:
    with world.database.write(OURS) as session:
        row = drafts.find(session, draft.id, OURS)
        deeds.write_field(session, row, 1, ("title",), "Tên mới", by=by, now=NOW)


def state(world: DeskWorld, draft: Working) -> str:
    with world.database.read() as session:
        return session.get_one(Draft, draft.id).state


def two_people(world: DeskWorld) -> None:
    with world.database.write(OURS) as session:
        session.get_one(Issuer, OURS).desk_two_people = True


async def test_it_tells_days_in_full_who_hears_and_who_cannot(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.ADMIN) as browser:
        html = await page(browser, draft)
    assert "17:00 thứ Tư, 31/7/2024" in html
    assert "21 đơn vị phải báo cáo, 12 đơn vị có người nhận tin" in html
    assert "9 đơn vị chưa nhận được tin" in html
    assert "Khối thi đua các huyện, thành, thị: 6" in html
    assert "<strong>Sở Kế hoạch và Đầu tư</strong>: chưa ai mở lời mời của bot" in html
    assert "thêm: 23" in html
    assert f'href="{base(draft)}/soan/dot-1"' in html


async def test_it_names_what_gets_no_reminder_before_it_is_applied(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        html = await page(browser, begun(desk))
    told = html.index("“Ký giao ước thi đua” chưa ấn định thời hạn: chưa nhắc đơn vị nào.")
    assert html.index("Đề nghị xem lại") < told < html.index('id="doi"')


async def test_many_who_cannot_be_told_fit_on_the_page(desk: DeskWorld, tmp_path: Path) -> None:
    desk.desk.installation.config_dir = tmp_path / "office"  # the units are those of the database
    with desk.database.write(OURS) as session:
        kept = load_in_force(session, OURS)
        town = next(one for one in kept.units if one.id == "ubnd-tx-phu-tho")
        more = [
            town.model_copy(
                update={"id": f"xa-{n}", "name": f"Ủy ban nhân dân xã Vĩnh Phước Đông {n}"}
            )
            for n in range(900)
        ]
        given = kept.model_copy(update={"units": (*kept.units, *more)})
        save_organisation(session, given, actor="x", now=NOW + timedelta(minutes=1))
    async with desk.visit(Role.ADMIN) as browser:
        html = await page(browser, begun(desk))  # which is no larger than any
    assert "909 đơn vị chưa nhận được tin" in html
    assert "… và 894 đơn vị nữa" in html and "… và 609 đơn vị nữa" in html


async def test_it_is_applied_once_and_the_campaign_says_so(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.ADMIN) as browser:
        given = sent(await page(browser, draft))
        answers = [await browser.post(f"{base(draft)}/ap-dung", data=given) for _ in range(2)]
        led = {(one.status_code, one.headers["location"]) for one in answers}
        assert led == {(303, f"{BOARD}?vua={draft.id}")}
        board = (await browser.get(answers[0].headers["location"])).text
        over = await page(browser, draft)
    assert "Đã áp dụng lần 1." in board and "lượt nhắc kế tiếp: 08:00 thứ Năm, 11/7/2024" in board
    assert "Đã áp dụng lần 1: admin-phu-tho" in over and "ap-dung" not in over
    with desk.database.read() as session:
        assert [one.revision for one in session.exec(select(Campaign))] == [1]


async def test_the_campaign_says_what_was_told_at_once(desk: DeskWorld) -> None:
    clock = desk.desk.installation.clock
    clock.advance_to(datetime(2024, 7, 29, 2, tzinfo=UTC))  # of the report of 31 July all is told
    draft = begun(desk)
    async with desk.visit(Role.ADMIN) as browser:
        assert AT_ONCE in await page(browser, draft)
        board = (await apply(browser, draft)).headers["location"]
        assert AT_ONCE in (await browser.get(board)).text
        source = SOURCE.replace("Đợt thi đua thứ nhất", "Đợt 1", 1)
        await apply(browser, begun(desk, source, campaign=CODE, based_on=1))
        again = (await browser.get(board)).text
    assert "Đã áp dụng lần 1." in again and AT_ONCE not in again  # another is in force


async def test_what_was_changed_meanwhile_is_shown_anew(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.ADMIN) as browser:
        given = sent(await page(browser, draft))
        change_title(desk, draft, by=CLERK)
        answer = await browser.post(f"{base(draft)}/ap-dung", data=given)
        assert answer.status_code == 409
        assert f"{CLERK} vừa sửa bản thảo" in answer.text and "tên: Tên mới" in answer.text
        answer = await browser.post(f"{base(draft)}/ap-dung", data=sent(answer.text))
    assert answer.status_code == 303


async def test_problems_lead_to_the_part_they_are_about(desk: DeskWorld) -> None:
    source = SOURCE.replace("id: ky-giao-uoc", "id: ky-giao-uoc\n    reminders: khong-co")
    source = source.replace("year: 2024", "year: 20244\nnam: 2024", 1)
    draft = begun(desk, source)
    async with desk.visit(Role.ADMIN) as browser:
        html = await page(browser, draft)
        overview = (await browser.get(f"{base(draft)}/soan")).text
    assert "phải sửa trước khi áp dụng" in html and "ap-dung" not in html
    # of "nam" no form knows
    for step in ("soan/ky-giao-uoc#reminders", "soan/chung#year", "yaml#van_ban"):
        assert f'<a href="{base(draft)}/{step}">Mở để sửa' in html
    rows = [one for one in HTMLParser(html).css("ul.rows li") if one.css_first("a")]
    found = {str(one.css_first("a").attributes["href"]): one.text() for one in rows}
    line = source.partition("nam: 2024")[0].count("\n") + 1
    assert f"dòng {line}" in found[f"{base(draft)}/yaml#van_ban"]
    assert (
        "Ví dụ:" not in found[f"{base(draft)}/soan/chung#year"]
    )  # which is YAML, where a form asks
    assert "chung#nam" not in overview


async def test_who_only_prepares_proposes_and_another_applies(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.CLERK) as clerk, desk.visit(Role.HEAD) as head:
        html = await page(clerk, draft)
        assert "Trình phê duyệt" in html and "/ap-dung" not in html
        assert "Người phê duyệt: Trưởng Ban Thi đua - Khen thưởng tỉnh." in html
        answer = await clerk.post(f"{base(draft)}/trinh", data=sent(html))
        assert answer.headers["location"] == f"{base(draft)}/thay-doi"
        waits = await page(clerk, draft)
        assert "Rút về để sửa tiếp" in waits and "/trinh" not in waits
        assert "/rut" not in await page(head, draft)
        first = (await head.get("/ban")).text
        assert "Chờ phê duyệt" in first and f'href="{base(draft)}/thay-doi"' in first
        assert (await apply(head, draft)).status_code == 303
    assert state(desk, draft) == "applied"


async def test_it_is_given_back_with_a_remark_and_proposed_again(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.CLERK) as clerk, desk.visit(Role.HEAD) as head:
        await clerk.post(f"{base(draft)}/trinh", data={"revision": "1"})
        empty = await head.post(f"{base(draft)}/tra-lai", data={"remark": " "})
        assert empty.status_code == 422
        for _ in range(2):
            await give_back(head, draft, "Sửa hạn\nđợt 1")
        change_title(desk, draft, by=CLERK)
        for html in (await page(clerk, draft), (await clerk.get(f"{base(draft)}/soan")).text):
            assert (
                "Được chuyển lại để sửa (Trưởng Ban Thi đua" in html
            )  # not by who changed it since
        assert "<p>Sửa hạn</p><p>đợt 1</p>" in html and state(desk, draft) == "open"
        await clerk.post(f"{base(draft)}/trinh", data={"revision": "2"})
        await clerk.post(f"{base(draft)}/rut")
    assert state(desk, draft) == "open"


async def test_what_waits_no_more_is_not_applied_as_if_it_did(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.CLERK) as clerk, desk.visit(Role.HEAD) as head:
        await clerk.post(f"{base(draft)}/trinh", data={"revision": "1"})
        given = sent(await page(head, draft))
        await clerk.post(f"{base(draft)}/rut")
        answer = await head.post(f"{base(draft)}/ap-dung", data=given)
        assert answer.status_code == 409 and "trở lại để soạn tiếp" in answer.text
        assert state(desk, draft) == "open"
        await clerk.post(f"{base(draft)}/trinh", data={"revision": "1"})
        answer = await head.post(f"{base(draft)}/ap-dung", data=given)  # the same waits again
    assert answer.status_code == 303


async def test_a_remark_is_about_what_was_seen_and_is_not_lost(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.CLERK) as clerk, desk.visit(Role.HEAD) as head:
        await clerk.post(f"{base(draft)}/trinh", data={"revision": "1"})
        await clerk.post(f"{base(draft)}/rut")
        over = await give_back(head, draft, "Sửa hạn")
        assert over.status_code == 409 and "đã hủy" not in over.text
        assert "trở lại để soạn tiếp" in over.text and "<blockquote>Sửa hạn" in over.text
        change_title(desk, draft, by=CLERK)
        await clerk.post(f"{base(draft)}/trinh", data={"revision": "2"})
        anew = await give_back(head, draft, "Sửa hạn")
        assert (
            anew.status_code == 409
            and "trình lại" in anew.text
            and "Sửa hạn</textarea>" in anew.text
        )
        assert state(desk, draft) == "proposed"
        again = {"remark": "Sửa hạn", **sent(anew.text)}
        await head.post(f"{base(draft)}/tra-lai", data=again)
    assert state(desk, draft) == "open"


async def test_where_two_are_wanted_nobody_approves_their_own(desk: DeskWorld) -> None:
    two_people(desk)
    draft = begun(desk)
    with desk.database.write(OURS) as session:
        holder(session, Role.HEAD, OURS)
    async with desk.visit(Role.ADMIN) as admin, desk.visit(Role.HEAD) as head:
        html = await page(admin, draft)
        assert "/ap-dung" not in html and "/trinh" in html
        await admin.post(f"{base(draft)}/trinh", data=sent(html))
        own = await page(admin, draft)
        assert "người khác phê duyệt" in own and "/ap-dung" not in own
        refused = await admin.post(f"{base(draft)}/ap-dung", data={"revision": "1"})
        assert refused.status_code == 409 and "người thứ hai phê duyệt" in refused.text
        assert (await apply(head, draft)).status_code == 303


async def test_nobody_to_approve_is_said_before_proposing(desk: DeskWorld) -> None:
    draft = begun(desk)
    with desk.database.write(OURS) as session:
        session.get_one(Issuer, OURS).desk_approve = "deputy"
    async with desk.visit(Role.CLERK) as clerk:
        html = await page(clerk, draft)
        assert "Chưa có người phê duyệt" in html and '/trinh"' not in html
        answer = await clerk.post(f"{base(draft)}/trinh", data={"revision": "1"})
        assert answer.status_code == 409 and state(desk, draft) == "open"


@pytest.mark.parametrize("is_disputed", [False, True])
async def test_a_draft_is_brought_onto_the_newest(desk: DeskWorld, *, is_disputed: bool) -> None:
    first = begun(desk)
    async with desk.visit(Role.ADMIN) as browser:
        await apply(browser, first)
        mine = begun(
            desk,
            SOURCE.replace("title: Thi đua", "title: Cùng thi đua", 1),
            campaign=CODE,
            based_on=1,
        )
        theirs = SOURCE.replace("title: Thi đua", "title: Hăng hái thi đua", 1)
        theirs = (
            theirs if is_disputed else SOURCE.replace("title: Đợt thi đua thứ nhất", "title: Đợt 1")
        )
        other = begun(desk, theirs, campaign=CODE, based_on=1)
        given = sent(await page(browser, mine))
        await apply(browser, other)
        late = await browser.post(f"{base(mine)}/ap-dung", data=given)
        assert late.status_code == 409 and "Đưa bản thảo lên lần mới nhất" in late.text
        up = await browser.post(f"{base(mine)}/len-moi", data={"revision": "1"})
        if is_disputed:
            assert up.status_code == 409 and "Hăng hái thi đua" in up.text
            chosen = {"revision": "1", "phan.title": "minh"}
            up = await browser.post(f"{base(mine)}/len-moi", data=chosen)
        assert up.status_code == 303
        assert (await apply(browser, mine)).status_code == 303
        board = (await browser.get(BOARD)).text
    assert "Cùng thi đua" in board
    with desk.database.read() as session:
        assert session.exec(select(Campaign)).one().revision == 3
        assert ("Đợt 1" in (session.get_one(Draft, mine.id).source or "")) is not is_disputed


async def test_a_unit_nobody_is_told_for_gets_an_invitation(desk: DeskWorld) -> None:
    draft = begun(desk)
    async with desk.visit(Role.CLERK) as clerk, desk.visit(Role.HEAD) as head:
        code = re.search(r'name="don_vi" value="([\w-]+)"', await page(clerk, draft))
        assert code and "don_vi" not in await page(head, draft)
        answer = await clerk.post(f"{base(draft)}/moi", data={"don_vi": code[1]})
        assert answer.status_code == 200 and 'id="loi-moi"' in answer.text
    with desk.database.read() as session:
        assert len(session.exec(select(Invite)).all()) == 1


async def test_a_link_that_tells_of_it_leads_there(desk: DeskWorld) -> None:
    draft = begun(desk)
    with desk.database.write(OURS) as session:
        person = holder(session, Role.HEAD, OURS)
        secret = links.make(session, person_id=person, by="x", wall=WALL, now=NOW)
    path = links.address_of("", secret, to=f"{base(draft)}/thay-doi")
    async with desk.visit(None) as browser:
        assert (await browser.get(path)).status_code == 200
        for _twice in range(2):
            answer = await browser.post(path)
            assert answer.headers["location"] == f"{base(draft)}/thay-doi"
        again = await browser.get(path)
        assert again.headers["location"] == f"{base(draft)}/thay-doi"
        elsewhere = await browser.get(links.address_of("", secret, to="https://x.example"))
        assert elsewhere.headers["location"] == "/ban"


async def test_the_first_messages_are_waited_for_on_a_page_of_their_own(desk: DeskWorld) -> None:
    """Nothing that is read or decided on shows itself anew."""
    draft = begun(desk)
    async with desk.visit(Role.ADMIN) as browser:
        asking = await browser.get(f"{base(draft)}/thay-doi")
        assert f'action="{base(draft)}/thay-doi/tin"' in asking.text
        nothing = await browser.get(f"{base(draft)}/thay-doi/tin")
        assert "refresh" not in nothing.headers
        with desk.database.read() as session:
            assert session.exec(select(Work)).all() == []  # who looks changes nothing
        for _twice in range(2):
            asked = await browser.post(f"{base(draft)}/thay-doi/tin")
            assert asked.headers["location"] == f"{base(draft)}/thay-doi/tin"
        whole = await browser.get(f"{base(draft)}/thay-doi")
        assert "refresh" not in whole.headers and f'href="{base(draft)}/thay-doi/tin"' in whole.text
        waits = await browser.get(f"{base(draft)}/thay-doi/tin")
        assert waits.headers["refresh"] == "2; url=?luot=1"
        last = await browser.get(f"{base(draft)}/thay-doi/tin?luot=60")
        assert "refresh" not in last.headers and "Xem lại" in last.text
        with desk.database.write(OURS) as session:
            work = session.exec(select(Work)).one()
            work.state = WorkState.DONE
            told = {"at": NOW, "unit": "buu-dien", "name": "Bưu điện", "post": "Giám đốc"}
            session.add(RehearsedMessage(work_id=work.id, seq=1, text="Hạn 31/7", **told))
        there = await browser.get(f"{base(draft)}/thay-doi/tin")
        assert "refresh" not in there.headers and "Hạn 31/7" in there.text
        assert "chưa có ai nhận" in there.text  # it would read so, if anybody did
        assert "Hạn 31/7" in await page(browser, draft)
        await apply(browser, draft)
        for send in (browser.get, browser.post):  # of what is over there are none
            over = await send(f"{base(draft)}/thay-doi/tin")
            assert over.headers["location"] == f"{base(draft)}/thay-doi"
