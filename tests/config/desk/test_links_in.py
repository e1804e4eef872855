"""A link lets in once; looking at it changes nothing, and its secret goes nowhere."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from bots.telegram.redact import redacted
from config.app import make_app
from config.desk.desk import Desk
from scheduler.access import accounts, links
from scheduler.access.roles import Role
from scheduler.store.tables import Account, DeskSession, SignInLink
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS, SAME_ORIGIN, WALL, DeskWorld, holder

WHO = {"by": "admin", "wall": WALL, "now": NOW}
GOOD = "bốn từ không liên quan"


def link_for_account(desk: DeskWorld) -> str:
    with desk.database.write(OURS) as session:
        account = accounts.add(session, name="thu-ky", role=Role.ADMIN, issuer_id=OURS, **WHO)
        return links.make(session, account_id=account.id, **WHO)


def link_for_clerk(desk: DeskWorld) -> str:
    with desk.database.write(OURS) as session:
        return links.make(session, person_id=holder(session, Role.CLERK, OURS), **WHO)


async def test_opening_a_link_says_for_whom_and_changes_nothing(desk: DeskWorld) -> None:
    secret = link_for_clerk(desk)
    async with desk.visit(None) as browser:
        for method in ("GET", "HEAD", "GET"):
            got = await browser.request(method, f"/ban/vao/{secret}")
            assert got.status_code == 200 and "set-cookie" not in got.headers
    assert Outline(got.text).faults == []
    assert "Chuyên viên" in got.text and "09:30" in got.text
    assert got.text.count("<form") == 1
    assert secret not in got.text.partition("</title>")[0]
    assert got.headers["referrer-policy"] == "strict-origin"
    with desk.database.read() as session:
        assert session.exec(select(SignInLink)).one().used_at is None
        assert session.exec(select(DeskSession)).all() == []


async def test_button_of_a_link_signs_in_once(desk: DeskWorld) -> None:
    secret = link_for_clerk(desk)
    async with desk.visit(None) as browser:
        got = await browser.post(f"/ban/vao/{secret}")
        assert (got.status_code, got.headers["location"]) == (303, "/ban")
        assert "Chuyên viên" in (await browser.get("/ban")).text
    async with desk.visit(None) as browser:
        for method in ("GET", "POST"):
            got = await browser.request(method, f"/ban/vao/{secret}")
            assert got.status_code == 410 and "đã được dùng lúc" in got.text
            assert 'href="/ban"' in got.text and "set-cookie" not in got.headers


async def test_button_pressed_twice_lets_in_all_the_same(desk: DeskWorld) -> None:
    secret = link_for_clerk(desk)
    async with desk.visit(None) as browser:
        for _time in range(2):
            got = await browser.post(f"/ban/vao/{secret}")
            assert (got.status_code, got.headers["location"]) == (303, "/ban")
    with desk.database.read() as session:
        assert len(session.exec(select(DeskSession)).all()) == 1


async def test_link_lapses(desk: DeskWorld) -> None:
    secret = link_for_clerk(desk)
    desk.wall.advance_to(WALL + timedelta(minutes=31))
    async with desk.visit(None) as browser:
        got = await browser.get(f"/ban/vao/{secret}")
        assert got.status_code == 410 and "hết hạn từ" in got.text
        got = await browser.post(f"/ban/vao/{secret}")
        assert got.status_code == 410 and "set-cookie" not in got.headers


async def test_unknown_link_leads_to_the_other_ways(desk: DeskWorld) -> None:
    async with desk.visit(None) as browser:
        got = await browser.get(f"/ban/vao/{'x' * 43}")
    assert got.status_code == 404 and "Tới trang đăng nhập" in got.text


async def test_first_link_of_an_account_leads_to_choosing_a_password(desk: DeskWorld) -> None:
    secret = link_for_account(desk)
    async with desk.visit(None) as browser:
        assert "chọn mật khẩu" in (await browser.get(f"/ban/vao/{secret}")).text
        got = await browser.post(f"/ban/vao/{secret}")
        assert got.headers["location"] == "/ban/mat-khau"
        page = await browser.get("/ban/mat-khau")
        assert "Chọn mật khẩu" in page.text and 'id="present"' not in page.text
        got = await browser.post("/ban/mat-khau", data={"new": GOOD, "again": GOOD})
        assert got.headers["location"] == "/ban/mat-khau/xong"
        assert (await browser.get("/ban/mat-khau/xong")).status_code == 200
    async with desk.visit(None) as browser:
        got = await browser.post("/ban/vao", data={"name": "thu-ky", "password": GOOD})
        assert got.headers["location"] == "/ban"


async def test_link_speaks_the_language_of_its_holder(desk: DeskWorld) -> None:
    secret = link_for_account(desk)
    with desk.database.write(OURS) as session:
        session.exec(select(Account)).one().language = "en"
    async with desk.visit(None) as browser:
        assert '<html lang="en">' in (await browser.get(f"/ban/vao/{secret}")).text
        assert '<html lang="vi">' in (await browser.get(f"/ban/vao/{secret}?lang=vi")).text


async def test_secret_of_a_link_stands_in_no_log(
    desk: DeskWorld, caplog: pytest.LogCaptureFixture
) -> None:
    secret = link_for_clerk(desk)
    with (
        caplog.at_level(logging.DEBUG, logger="scheduler"),
        caplog.at_level(logging.DEBUG, "config"),
    ):
        async with desk.visit(None) as browser:
            await browser.get(f"/ban/vao/{secret}")
            await browser.post(f"/ban/vao/{secret}")
    ours = [one.getMessage() for one in caplog.records if one.name.split(".")[0] != "httpx"]
    assert not any(secret in line for line in ours)
    assert secret not in redacted(f"GET /ban/vao/{secret} 200")


async def test_where_no_session_is_kept_a_link_is_not_used_up(
    desk: DeskWorld, tmp_path: Path
) -> None:
    path = f"/ban/vao/{link_for_account(desk)}"
    installation = replace(desk.desk.installation, base_url="http://snv.example")
    app = make_app(installation, desk=Desk(installation, desk.wall, tmp_path))
    for address, status in (("http://snv.example", 409), ("http://127.0.0.1:8080", 303)):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url=address, headers=SAME_ORIGIN
        ) as browser:
            page, used = await browser.get(path), await browser.post(path)
        assert used.status_code == status
        assert ("không phải https" in page.text) == (status == 409)
        assert ("<form method" in page.text.partition("<main")[2]) == (status != 409)
