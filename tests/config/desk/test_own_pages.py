"""What is somebody's own: sessions by device, their end, and the password."""

from datetime import timedelta

import pytest
from httpx import AsyncClient

from config.desk.visiting import COOKIE
from scheduler.access import accounts
from scheduler.access.roles import Role
from scheduler.store.tables import Account
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS, THEIRS, WALL, DeskWorld

OLD, NEW = "bốn từ không liên quan", "năm từ khác hẳn nhau nữa"


async def is_in(browser: AsyncClient) -> bool:
    return (await browser.get("/ban")).status_code == 200


async def test_signing_out_ends_the_session_and_forgets_the_cookie(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        secret = browser.cookies[COOKIE]
        got = await browser.post("/ban/ra")
        assert (got.status_code, got.headers["location"]) == (303, "/ban/vao")
        assert "Max-Age=0" in got.headers["set-cookie"]
        browser.cookies.clear()
        browser.cookies.set(COOKIE, secret)
        assert not await is_in(browser)


async def test_sessions_are_listed_with_the_one_that_asks_first(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK), desk.visit(Role.CLERK) as browser:
        got = await browser.get("/ban/phien")
    assert Outline(got.text).faults == []
    assert got.text.count("<li>\n<p><strong>") == 2 and got.text.count("phiên này</span>") == 1
    assert got.text.index("phiên này</span>") < got.text.index("ket-thuc")
    assert "09:00 thứ Bảy, 28/11/2026" in got.text


async def test_one_session_is_ended_from_another(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as first, desk.visit(Role.CLERK) as second:
        page = (await second.get("/ban/phien")).text
        numbers = [
            int(part.partition("/")[0])
            for part in page.split("/ban/phien/")[1:]
            if part[0].isdigit()
        ]
        for _pressed_twice in range(2):
            got = await second.post(f"/ban/phien/{numbers[-1]}/ket-thuc")
            assert got.headers["location"] == "/ban/phien"
        assert (await is_in(first), await is_in(second)) == (False, True)
        got = await second.post(f"/ban/phien/{numbers[0]}/ket-thuc")
        assert got.headers["location"] == "/ban/vao" and not await is_in(second)


async def test_all_others_or_all_are_ended(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as first, desk.visit(Role.CLERK) as second:
        await second.post("/ban/phien/ket-thuc-khac")
        assert (await is_in(first), await is_in(second)) == (False, True)
    async with desk.visit(Role.CLERK) as first, desk.visit(Role.CLERK) as second:
        await second.post("/ban/phien/ket-thuc-het")
        assert (await is_in(first), await is_in(second)) == (False, False)


async def test_nobody_ends_the_session_of_another(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as first, desk.visit(Role.CLERK, THEIRS) as second:
        page = (await first.get("/ban/phien")).text
        number = page.split("/ban/phien/")[1].partition("/")[0]
        got = await second.post(f"/ban/phien/{number}/ket-thuc")
        assert got.status_code == 404
        await second.post("/ban/phien/ket-thuc-khac")
        assert await is_in(first)


async def test_session_ends_by_the_real_clock(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        desk.wall.advance_to(WALL + timedelta(hours=1))
        assert await is_in(browser)
        desk.wall.advance_to(WALL + timedelta(hours=4))
        assert not await is_in(browser)


def give_password(desk: DeskWorld, role: Role) -> None:
    desk.sign_in(role)
    with desk.database.read() as session:
        account = accounts.find(session, f"{role}-{OURS}")
    accounts.set_password(desk.database, account, OLD, by="admin", wall=WALL, now=NOW)


async def test_password_is_changed_by_who_knows_it_and_other_sessions_end(desk: DeskWorld) -> None:
    give_password(desk, Role.ADMIN)
    async with desk.visit(Role.ADMIN) as first, desk.visit(Role.ADMIN) as second:
        page = await second.get("/ban/mat-khau")
        assert Outline(page.text).faults == [] and 'id="present"' in page.text
        sent = {"present": OLD, "new": NEW, "again": NEW}
        got = await second.post("/ban/mat-khau", data=sent)
        assert (got.status_code, got.headers["location"]) == (303, "/ban/mat-khau/xong")
        assert (await is_in(first), await is_in(second)) == (False, True)
        page = (await second.get("/ban/phien")).text
        assert page.count("/ket-thuc") == 1
    async with desk.visit(None) as browser:
        got = await browser.post("/ban/vao", data={"name": f"admin-{OURS}", "password": NEW})
        assert got.status_code == 303


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"present": "sai mật khẩu", "new": NEW, "again": NEW}, "Mật khẩu đang dùng không đúng."),
        ({"present": OLD, "new": NEW, "again": OLD}, "không giống nhau"),
        ({"present": OLD, "new": "ngắn", "again": "ngắn"}, "ít nhất 12 ký tự"),
        ({"new": NEW, "again": NEW}, "Đề nghị ghi mục này."),
        ({}, "Có 3 mục cần xem lại"),
    ],
)
async def test_password_that_is_not_taken_changes_nothing(
    desk: DeskWorld, sent: dict[str, str], said: str
) -> None:
    give_password(desk, Role.ADMIN)
    async with desk.visit(Role.ADMIN) as browser:
        got = await browser.post("/ban/mat-khau", data=sent)
    assert (got.status_code, Outline(got.text).faults) == (422, [])
    assert said in got.text and OLD not in got.text and NEW not in got.text
    async with desk.visit(None) as browser:
        got = await browser.post("/ban/vao", data={"name": f"admin-{OURS}", "password": OLD})
        assert got.status_code == 303


async def test_holder_of_a_post_has_no_password_to_choose(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        assert (await browser.get("/ban/mat-khau")).status_code == 404
        got = await browser.post("/ban/mat-khau", data={"new": NEW, "again": NEW})
        assert got.status_code == 404
        assert "/ban/mat-khau" not in (await browser.get("/ban/phien")).text


def test_fixture_makes_accounts_without_password(desk: DeskWorld) -> None:
    desk.sign_in(Role.ADMIN)
    with desk.database.read() as session:
        assert session.get_one(Account, 1).password is None
