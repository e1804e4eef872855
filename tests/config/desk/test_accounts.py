"""Accounts at the desk: an admin's of the own issuer, an operator's of all; a link is shown once."""

import re

import pytest
from httpx import AsyncClient
from sqlmodel import select

from scheduler.access.roles import Role
from scheduler.store.tables import Account, SignInLink
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import OURS, THEIRS, WALL, DeskWorld

PATH = "/ban/tai-khoan"


def names(html: str) -> list[str]:
    return re.findall(r"<li>\s*<p><strong>([^<]+)</strong>", html)


def number(desk: DeskWorld, name: str) -> int:
    with desk.database.read() as session:
        account = session.exec(select(Account).where(Account.name == name)).first()
        return account.id or 0 if account else 0


def link_in(html: str) -> str:
    found = re.search(r'value="https://ban\.example(/ban/vao/[\w-]{43})"', html)
    assert found
    return found[1]


async def add(browser: AsyncClient, **fields: str):  # type: ignore[no-untyped-def]
    return await browser.post(PATH, data={"name": "thu-ky", "role": "viewer"} | fields)


async def test_admin_adds_an_account_and_gets_its_link_once(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        got = await add(browser)
        assert (got.status_code, Outline(got.text).faults) == (200, [])
        link = link_in(got.text)
        assert "đến 09:00 Chủ nhật, 29/11/2026" in got.text
        page = (await browser.get(PATH)).text
        assert names(page) == ["admin-phu-tho", "thu-ky"]
        assert link not in page and "chưa chọn mật khẩu" in page
    async with desk.visit(None) as browser:
        got = await browser.post(link)
        assert got.headers["location"] == "/ban/mat-khau"
        assert "thu-ky" in (await browser.get("/ban")).text
    with desk.database.read() as session:
        account = session.exec(select(Account).where(Account.name == "thu-ky")).one()
        assert (account.role, account.issuer_id) == ("viewer", OURS)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Thư ký"}, "không dùng làm tên tài khoản được"),
        ({"name": "admin-phu-tho"}, "đã có tài khoản dùng"),
        ({"name": ""}, "Đề nghị ghi mục này."),
        ({"role": "operator"}, "Đề nghị chọn một mục trong danh sách."),
        ({"role": "head"}, "Đề nghị chọn một mục trong danh sách."),
    ],
)
async def test_account_that_cannot_be_is_refused_beside_its_field(
    desk: DeskWorld, fields: dict[str, str], said: str
) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        got = await add(browser, **fields)
        assert (got.status_code, Outline(got.text).faults) == (422, [])
        assert got.text.count(said) == 2  # on top and beside
        assert names(got.text) == ["admin-phu-tho"]


async def test_admin_sees_accounts_of_the_own_issuer_alone(desk: DeskWorld) -> None:
    desk.sign_in(Role.VIEWER, THEIRS)
    desk.sign_in(Role.OPERATOR)
    async with desk.visit(Role.ADMIN) as browser:
        page = (await browser.get(PATH)).text
        assert names(page) == ["admin-phu-tho"]
        for name in ("viewer-lai-chau", "operator-phu-tho", "khong-co"):
            for deed in ("lien-ket", "dang-xuat", "dong"):
                got = await browser.post(f"{PATH}/{number(desk, name)}/{deed}")
                assert got.status_code == 404
    with desk.database.read() as session:
        assert session.exec(select(SignInLink)).all() == []
        assert [one.closed_at for one in session.exec(select(Account))] == [None] * 3


async def test_operator_keeps_accounts_of_all_and_says_of_which_issuer(desk: DeskWorld) -> None:
    desk.sign_in(Role.VIEWER, THEIRS)
    async with desk.visit(Role.OPERATOR) as browser:
        page = (await browser.get(PATH)).text
        assert names(page) == ["operator-phu-tho", "viewer-lai-chau"]
        assert "Lai Châu" in page
        got = await add(browser, role="admin", issuer=THEIRS)
        assert got.status_code == 200
        got = await add(browser, name="hai", role="admin", issuer="")
        assert got.status_code == 422 and "Đề nghị chọn cơ quan" in got.text
        got = await add(browser, name="ba", role="operator", issuer=OURS)
        assert got.status_code == 422 and "không thuộc cơ quan" in got.text
        assert (await add(browser, name="bon", role="operator", issuer="")).status_code == 200


async def test_new_link_ends_the_one_before(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        first = link_in((await add(browser)).text)
        second = link_in((await browser.post(f"{PATH}/{number(desk, 'thu-ky')}/lien-ket")).text)
        assert first != second
        assert (await browser.get(first)).status_code == 404
        assert (await browser.get(second)).status_code == 200


async def test_closing_and_signing_out_end_sessions_at_once(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as admin, desk.visit(Role.VIEWER) as viewer:
        got = await admin.post(f"{PATH}/{number(desk, 'viewer-phu-tho')}/dang-xuat")
        assert got.headers["location"] == PATH
        assert (await viewer.get("/ban")).status_code == 303
    async with desk.visit(Role.ADMIN) as admin, desk.visit(Role.VIEWER) as viewer:
        got = await admin.post(f"{PATH}/{number(desk, 'viewer-phu-tho')}/dong")
        assert got.headers["location"] == PATH
        assert (await viewer.get("/ban")).status_code == 303
        assert "đã đóng" in (await admin.get(PATH)).text
        assert (
            await admin.post(f"{PATH}/{number(desk, 'viewer-phu-tho')}/dong")
        ).status_code == 404


async def test_nobody_closes_the_account_in_use(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        got = await browser.post(f"{PATH}/{number(desk, 'admin-phu-tho')}/dong")
        assert got.status_code == 409 and "Không tự đóng" in got.text
        assert f"{PATH}/{number(desk, 'admin-phu-tho')}/dong" not in (await browser.get(PATH)).text
        assert (await browser.get("/ban")).status_code == 200


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY, Role.CLERK, Role.VIEWER])
async def test_others_keep_no_accounts(desk: DeskWorld, role: Role) -> None:
    async with desk.visit(role) as browser:
        assert (await browser.get(PATH)).status_code == 403
        assert (await add(browser)).status_code == 403
        assert (await browser.post(f"{PATH}/1/dong")).status_code == 403
        assert PATH not in (await browser.get("/ban")).text


async def test_many_accounts_are_paged(desk: DeskWorld) -> None:
    with desk.database.write() as session:
        for n in range(60):
            session.add(
                Account(name=f"a{n:02}" + "x" * 37, role="viewer", issuer_id=OURS, made_at=WALL)
            )
    async with desk.visit(Role.OPERATOR) as browser:
        seen: list[str] = []
        for page in ("", "?trang=2", "?trang=3"):
            got = await browser.get(f"{PATH}{page}")
            assert (len(got.content) < 42_000, Outline(got.text).faults) == (True, [])
            seen += names(got.text)
        assert seen == sorted(set(seen)) and len(seen) == 61
        assert 'rel="prev"' in got.text and 'rel="next"' not in got.text
        for odd in ("9", "0", "-1", "x"):
            assert (await browser.get(f"{PATH}?trang={odd}")).status_code == 200
