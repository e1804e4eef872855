"""What goes wrong below /ban is said in the frame of the desk, in the language of who asks."""

import pytest
from fastapi import FastAPI
from sqlmodel import select

from scheduler.access.roles import Role
from scheduler.errors import (
    DatabaseBusy,
    DatabaseUnreachable,
    DiskFull,
    ThiDuaError,
    UnknownDraft,
    Unreached,
)
from scheduler.store.tables import Account
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import DeskWorld


def break_down(app: FastAPI) -> None:
    async def broken() -> None:
        raise RuntimeError("secret words")

    async def busy() -> None:
        raise DatabaseBusy("sqlite:///x")

    app.add_api_route("/ban/hong", broken)
    app.add_api_route("/ban/ban", busy)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/ban/khong-co", 404, "Không có gì ở địa chỉ này."),
        ("/ban/hong", 500, "Máy chủ gặp lỗi."),
        ("/ban/ban", 503, "đang bị chương trình khác khóa"),
    ],
)
async def test_refusal_has_the_navigation_of_who_is_signed_in(
    desk: DeskWorld, path: str, status: int, said: str
) -> None:
    break_down(desk.app)
    async with desk.visit(Role.CLERK) as browser:
        got = await browser.get(path)
    assert (got.status_code, Outline(got.text).faults) == (status, [])
    assert said in got.text and "secret words" not in got.text
    assert 'href="/ban/van-ban"' in got.text and "Chuyên viên" in got.text
    assert got.headers["referrer-policy"] == "same-origin"


async def test_stranger_is_refused_without_navigation(desk: DeskWorld) -> None:
    async with desk.visit(None) as browser:
        got = await browser.get("/ban/khong-co")
    assert (got.status_code, Outline(got.text).faults) == (404, [])
    assert "/ban/van-ban" not in got.text and "Tới trang đăng nhập" in got.text


async def test_form_from_elsewhere_is_refused_in_the_frame(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        got = await browser.post("/ban/ra", headers={"Sec-Fetch-Site": "cross-site"})
    assert got.status_code == 403
    assert "không gửi từ trang này" in got.text and 'href="/ban/van-ban"' in got.text


async def test_refusal_is_in_the_language_of_the_account(desk: DeskWorld) -> None:
    desk.sign_in(Role.VIEWER)
    with desk.database.write() as session:
        session.exec(select(Account)).one().language = "en"
    async with desk.visit(Role.VIEWER) as browser:
        got = await browser.get("/ban/khong-co")
        assert '<html lang="en">' in got.text and "Documents" in got.text
        assert '<html lang="vi">' in (await browser.get("/ban/khong-co?lang=vi")).text


@pytest.mark.parametrize("path", ["/banana", "/khong-co"])
async def test_elsewhere_it_is_a_page_without_frame(desk: DeskWorld, path: str) -> None:
    async with desk.visit(Role.CLERK) as browser:
        got = await browser.get(path)
    assert got.status_code == 404 and "/ban/" not in got.text


@pytest.mark.parametrize(
    "error",
    [
        DatabaseBusy("postgresql://thidua@so-noi-vu/thidua"),
        DiskFull("postgresql://thidua@so-noi-vu/thidua"),
        DatabaseUnreachable("postgresql://thidua@so-noi-vu/thidua", "x", Unreached.PASSWORD),
        UnknownDraft(7),
    ],
)
async def test_page_names_no_database_and_no_command(desk: DeskWorld, error: ThiDuaError) -> None:
    async def fail() -> None:
        raise error

    desk.app.add_api_route("/ban/hong", fail)
    async with desk.visit(Role.CLERK) as browser:
        got = await browser.get("/ban/hong")
    assert got.status_code >= 400 and "đề nghị" in got.text.lower()
    assert "postgresql" not in got.text and "THIDUA_" not in got.text and "`" not in got.text
