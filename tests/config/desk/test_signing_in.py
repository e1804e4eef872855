"""Signing in by password: what is told, what is counted, where it leads, which cookie is set."""

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient, Response
from sqlmodel import Session
from starlette.types import Message, Receive, Scope, Send

from config.desk.visiting import COOKIE
from scheduler.access import accounts, asked_links
from scheduler.access.roles import Role
from scheduler.errors import DatabaseBusy
from scheduler.store.tables import Account
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import BASE, NOW, OURS, SAME_ORIGIN, WALL, DeskWorld

NAME, PASSWORD = "thu-ky", "bốn từ không liên quan"


@pytest.fixture
def known(desk: DeskWorld) -> DeskWorld:
    """A desk with an account that has a password."""
    who = {"by": "admin", "wall": WALL, "now": NOW}
    with desk.database.write(OURS) as session:
        account = accounts.add(session, name=NAME, role=Role.ADMIN, issuer_id=OURS, **who)
    accounts.set_password(desk.database, account, PASSWORD, **who)
    return desk


async def sign_in(browser: AsyncClient, **fields: str) -> Response:
    sent = {"name": NAME, "password": PASSWORD} | fields
    return await browser.post("/ban/vao", data=sent)


async def test_password_opens_the_desk_with_a_cookie_of_this_host_alone(known: DeskWorld) -> None:
    async with known.visit(None) as browser:
        got = await sign_in(browser)
        assert (got.status_code, got.headers["location"]) == (303, "/ban")
        cookie = got.headers["set-cookie"]
        assert cookie.startswith(f"{COOKIE}=") and COOKIE.startswith("__Host-")
        assert set(cookie.split("; ")[1:]) == {
            "HttpOnly", "Max-Age=129600", "Path=/", "SameSite=lax", "Secure",
        }  # fmt: skip
        assert NAME in (await browser.get("/ban")).text


@pytest.mark.parametrize(
    "fields", [{"name": "ai-do"}, {"password": "mật khẩu nào khác"}, {"password": "x" * 257}]
)
async def test_wrong_name_and_wrong_password_are_told_alike(
    known: DeskWorld, fields: dict[str, str]
) -> None:
    async with known.visit(None) as browser:
        got = await sign_in(browser, **fields)
    assert (got.status_code, Outline(got.text).faults) == (422, [])
    assert "<title>Lỗi: Đăng nhập" in got.text and 'role="alert"' in got.text
    assert ("Tên hoặc mật khẩu không đúng." in got.text) == (len(fields.get("password", "")) < 257)
    assert "set-cookie" not in got.headers and fields.get("password", PASSWORD) not in got.text
    assert f'value="{fields.get("name", NAME)}"' in got.text


async def test_empty_form_names_both_fields(known: DeskWorld) -> None:
    async with known.visit(None) as browser:
        got = await browser.post("/ban/vao", data={})
    assert got.status_code == 422
    assert 'href="#name"' in got.text and 'href="#password"' in got.text


async def test_after_too_many_tries_the_time_is_told(known: DeskWorld) -> None:
    async with known.visit(None) as browser:
        for _n in range(5):
            got = await sign_in(browser, password="sai")
            assert got.status_code == 422
        got = await sign_in(browser)
        assert (got.status_code, got.headers["retry-after"]) == (429, "60")
        assert "tạm dừng" in got.text and "09:01" in got.text
        known.wall.advance_to(WALL + timedelta(minutes=2))
        assert (await sign_in(browser)).status_code == 303


async def test_signing_in_leads_to_the_page_that_was_asked_for(known: DeskWorld) -> None:
    async with known.visit(None) as browser:
        got = await browser.get("/ban/phien?x=1")
        assert got.headers["location"] == "/ban/vao?toi=%2Fban%2Fphien%3Fx%3D1"
        page = await browser.get(got.headers["location"])
        assert 'name="toi" type="hidden" value="/ban/phien?x=1"' in page.text
        got = await sign_in(browser, toi="/ban/phien?x=1")
        assert got.headers["location"] == "/ban/phien?x=1"
        got = await browser.get("/ban/vao?toi=/ban/phien")
        assert (got.status_code, got.headers["location"]) == (303, "/ban/phien")


@pytest.mark.parametrize("toi", ["https://evil.example", "//evil.example", "/lich/x", "/ban/ra"])
async def test_signing_in_leads_nowhere_else(known: DeskWorld, toi: str) -> None:
    async with known.visit(None) as browser:
        assert (await sign_in(browser, toi=toi)).headers["location"] == "/ban"


async def test_page_of_signing_in_is_for_both_languages(desk: DeskWorld) -> None:
    async with desk.visit(None) as browser:
        led = await browser.get("/ban/phien?lang=en")
        assert led.headers["location"] == "/ban/vao?toi=%2Fban%2Fphien&lang=en"
        page = await browser.get(led.headers["location"])
        assert '<html lang="en">' in page.text and 'action="/ban/vao?lang=en"' in page.text
        assert 'href="/ban/vao?toi=%2Fban%2Fphien&amp;lang=vi"' in page.text


@pytest.mark.parametrize(
    ("address", "told"),
    [("https://ban.example", False), ("http://127.0.0.1:8080", False), ("http://10.0.0.5", True)],
)
async def test_page_says_where_no_session_is_kept(
    desk: DeskWorld, address: str, told: bool
) -> None:
    async with desk.visit(None) as browser:
        page = await browser.get(f"{address}/ban/vao")
    assert ("Địa chỉ này không phải https" in page.text) == told


async def test_stranger_may_not_send_a_long_form(desk: DeskWorld) -> None:
    async with desk.visit(None) as browser:
        got = await browser.post("/ban/vao", data={"name": "x" * 70_000})
    assert got.status_code == 413


async def test_pages_are_kept_by_nobody_and_run_no_script(known: DeskWorld) -> None:
    async with known.visit(Role.ADMIN) as browser:
        for path in ("/ban", "/ban/vao/x", "/ban/phien", "/ban/tai-khoan", "/ban/khong-co"):
            got = await browser.get(path)
            policy = got.headers["content-security-policy"]
            assert "default-src 'none'" in policy and "script-src" not in policy
            assert "unsafe" not in policy and "<script" not in got.text
            assert got.headers["cache-control"] == "private, no-store"
            assert got.headers["referrer-policy"] == "same-origin"
            assert len(got.content) < 38_000


async def test_form_from_elsewhere_signs_nobody_in(known: DeskWorld) -> None:
    async with known.visit(None) as browser:
        got = await browser.post(
            "/ban/vao",
            data={"name": NAME, "password": PASSWORD},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
    assert got.status_code == 403 and "set-cookie" not in got.headers


async def test_language_is_chosen_once_and_stays(known: DeskWorld) -> None:
    async with known.visit(None) as browser:
        await sign_in(browser)
        got = await browser.post("/ban/ngon-ngu", data={"lang": "en", "toi": "/ban/phien"})
        assert got.headers["location"] == "/ban/phien"
        for path in ("/ban/phien", "/ban", "/ban/khong-co"):
            assert '<html lang="en">' in (await browser.get(path)).text
        await browser.post("/ban/ngon-ngu", data={"lang": "xx"})
        assert '<html lang="en">' in (await browser.get("/ban")).text
    with known.database.read() as session:
        assert session.get_one(Account, 1).language == "en"


@pytest.mark.parametrize("role", Role)
async def test_everybody_chooses_their_language(desk: DeskWorld, role: Role) -> None:
    async with desk.visit(role) as browser:
        await browser.post("/ban/ngon-ngu", data={"lang": "en"})
        assert '<html lang="en">' in (await browser.get("/ban")).text


@pytest.mark.parametrize("address", ["snv@phutho.example", "ai-do@elsewhere.example", "khong-phai"])
async def test_link_by_mail_is_answered_alike_whoever_asks(desk: DeskWorld, address: str) -> None:
    async with desk.visit(None) as browser:
        got = await browser.post("/ban/vao/lien-ket?lang=en", data={"address": address})
        assert (got.status_code, got.headers["location"]) == (303, "/ban/vao/lien-ket?lang=en")
        page = await browser.get("/ban/vao/lien-ket")
        assert page.status_code == 200 and "thư có liên kết đăng nhập" in page.text
        assert Outline(page.text).faults == []


async def test_link_by_mail_is_asked_for_a_few_times_only(desk: DeskWorld) -> None:
    sent = {"address": "ai-do@elsewhere.example"}
    async with desk.visit(None) as browser:
        for _n in range(3):
            assert (await browser.post("/ban/vao/lien-ket", data=sent)).status_code == 303
        got = await browser.post("/ban/vao/lien-ket", data=sent)
        assert (got.status_code, got.headers["retry-after"]) == (429, "60")
        assert 'href="#address"' in got.text and Outline(got.text).faults == []
        got = await browser.post("/ban/vao/lien-ket", data={})
        assert got.status_code == 422 and "Đề nghị ghi mục này." in got.text


async def test_link_asked_for_too_often_is_told_as_that(desk: DeskWorld) -> None:
    sent = {"address": "ai-do@elsewhere.example"}
    async with desk.visit(None) as browser:
        for _n in range(3):
            await browser.post("/ban/vao/lien-ket", data=sent)
        got = await browser.post("/ban/vao/lien-ket", data=sent)
    assert "Đã yêu cầu liên kết nhiều lần nên tạm dừng." in got.text and "09:01" in got.text
    assert "nhập sai" not in got.text


@pytest.mark.parametrize("path", ["/ban/vao", "/ban/vao/lien-ket"])
async def test_other_language_of_a_refused_form_is_the_page_of_signing_in(
    desk: DeskWorld, path: str
) -> None:
    async with desk.visit(None) as browser:
        got = await browser.post(path, data={})
    assert 'href="/ban/vao?lang=en"' in got.text and "lien-ket?lang" not in got.text


async def test_other_language_of_a_refused_sign_in_leads_to_the_same_page(desk: DeskWorld) -> None:
    async with desk.visit(None) as browser:
        got = await browser.post("/ban/vao?lang=en", data={"toi": "/ban/phien?x=1"})
        assert 'href="/ban/vao?toi=%2Fban%2Fphien%3Fx%3D1&amp;lang=vi"' in got.text
        got = await browser.post("/ban/vao", data={"toi": "https://evil.example"})
        assert 'href="/ban/vao?lang=en"' in got.text


async def test_who_asks_for_a_link_is_answered_before_anybody_is_looked_for(
    desk: DeskWorld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """How long it takes tells nothing; nor does a database that is away by then."""
    told: list[str] = []

    def look(*_args: object, **_values: object) -> None:
        told.append("looked")
        raise DatabaseBusy("sqlite:///x")

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def tell(message: Message) -> None:
            told.append(message["type"])
            await send(message)

        await desk.app(scope, receive, tell)

    monkeypatch.setattr(asked_links, "load_issuers", look)
    transport = ASGITransport(watched)
    async with AsyncClient(transport=transport, base_url=BASE, headers=SAME_ORIGIN) as browser:
        got = await browser.post("/ban/vao/lien-ket", data={"address": "snv@phutho.example"})
    assert (got.status_code, told[-2:]) == (303, ["http.response.body", "looked"])
    assert "not mailed" in caplog.text and "snv@" not in caplog.text


async def test_nobody_waits_to_write_for_a_link_that_no_mailbox_asks_for(
    desk: DeskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody may ask, and writing for all issuers would keep each of them waiting."""
    taken: list[tuple[str, ...]] = []
    write = desk.database.write

    def watched(*issuers: str) -> AbstractContextManager[Session]:
        taken.append(issuers)
        return write(*issuers)

    monkeypatch.setattr(desk.database, "write", watched)
    async with desk.visit(None) as browser:
        got = await browser.post("/ban/vao/lien-ket", data={"address": "ai-do@xa.example"})
    assert (got.status_code, taken) == (303, [])
