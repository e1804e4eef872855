"""What no route takes, or one refuses: a page for people, a sentence for calendars, for machines as ever."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bots.telegram.hearing.routes import router as hook_router
from config.app import make_app
from config.settings import HERE
from scheduler.clock import RehearsalClock
from scheduler.errors import BodyTooBig, DatabaseBusy
from scheduler.installation import Installation
from tests.calendars.pages_world import World, open_world
from tests.calendars.stored import BASE, NOW
from tests.calendars.test_pages import Outline

LONG = "x" * 8000
PAGES = (
    "//", "///x", "/lich", "/lich/", "/lich/x/", "/lich/x/y", "/lich/x/y/z", "/lien-ket", "/lien-ket/",
    "/lien-ket/x", "/lich/%2e%2e/%2e%2e", "/lich/%00", "/lich/%ff%fe", "/%F0%9F%98%80", f"/{LONG}", f"/lich/{LONG}",
    "/cong-khai", "/cong-khai/a", "/cong-khai/%00/%00", "/robots.txt", "/x?lang=xx", "/..%2f", "/docs",
)  # fmt: skip
FEEDS = ("/lich/x.ics", "/lich/x.ics/", "/lich/x/y.ics", "/x.ics", f"/lich/{LONG}.ics", "//x.ics")
FAULTS = {
    "/fault/422": RequestValidationError([]),
    "/fault/400": HTTPException(400),
    "/fault/413": BodyTooBig(64 * 1024),
    "/fault/503": DatabaseBusy("sqlite:///x"),
    "/fault/500": RuntimeError("boom"),
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    url, zone = str(made.database.url), ZoneInfo("Asia/Ho_Chi_Minh")
    made.app = make_app(Installation(url, HERE, HERE, RehearsalClock(NOW), zone, BASE, "test"))
    add_faults(made.app)
    yield made
    made.database.close()


def add_faults(app: FastAPI) -> None:
    async def hear(_updates: object) -> None:
        return None

    app.include_router(hook_router({"tg-a": hear}, secret="s" * 20))

    @app.get("/fault/{status}")
    @app.get("/fault/{status}.ics")
    @app.get("/telegram/fault/{status}")
    def fail(status: str) -> None:
        raise FAULTS[f"/fault/{status}"]


async def ask(world: World, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(world.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://forged.example") as client:
        return await client.request(method, f"http://forged.example{path}", headers=headers)


def is_page(got: httpx.Response, *, lang: str = "vi") -> bool:
    assert Outline(got.text).faults == []
    assert got.headers["cache-control"] == "private, no-store"
    assert got.headers["x-robots-tag"].startswith("noindex")
    assert "style-src 'self'" in got.headers["content-security-policy"]
    return got.headers["content-type"] == "text/html; charset=utf-8" and (
        f'<html lang="{lang}">' in got.text
    )


@pytest.mark.parametrize("path", PAGES)
async def test_strange_paths_are_one_page(world: World, path: str) -> None:
    got, usual = await ask(world, path), await ask(world, "/lich/khong-co")
    assert (got.status_code, is_page(got)) == (404, True)
    assert got.content == usual.content
    assert "location" not in got.headers and "forged" not in got.text


@pytest.mark.parametrize("path", FEEDS)
async def test_strange_feeds_are_one_sentence(world: World, path: str) -> None:
    got = await ask(world, path)
    assert (got.status_code, got.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert got.text == "Không có gì ở địa chỉ này.\n"
    assert got.headers["cache-control"].startswith("private")


async def test_no_address_is_taken_from_the_host_a_stranger_names(world: World) -> None:
    for path in (world.paths["unit"], world.paths["unit"] + ".ics", world.paths["unit"] + "/nam",
                 world.managing["unit"], "/healthz", world.paths["campaign"]):  # fmt: skip
        got = await ask(world, path + "/")
        assert (got.status_code, got.headers.get("location")) == (404, None)
        assert "forged" not in (await ask(world, path)).text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_a_page_that_reads_takes_nothing_else(world: World, method: str) -> None:
    for path in (world.paths["unit"], world.paths["unit"] + "/nam", world.paths["campaign"], "/"):
        got = await ask(world, path, method)
        assert (got.status_code, is_page(got)) == (405, True)
        assert {one.strip() for one in got.headers["allow"].split(",")} == {"GET", "HEAD"}
        assert "Method Not Allowed" not in got.text and "tải lại trang" in got.text
    got = await ask(world, world.paths["unit"] + ".ics", method)
    assert (got.status_code, got.headers["content-type"]) == (405, "text/plain; charset=utf-8")
    assert "GET" in got.headers["allow"]


async def test_a_form_is_not_a_page(world: World) -> None:
    for method in ("GET", "HEAD", "OPTIONS"):
        got = await ask(world, world.managing["unit"] + "/doi", method)
        assert (got.status_code, got.headers["allow"]) == (405, "POST")
        assert (got.content == b"") == (method == "HEAD")


@pytest.mark.parametrize("path", ["/", "/x", "/lich/x.ics"])
async def test_head_is_get_without_a_body(world: World, path: str) -> None:
    got, head = await ask(world, path), await ask(world, path, "HEAD")
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("path", FAULTS)
async def test_a_page_that_fails_says_so_in_a_sentence(world: World, path: str) -> None:
    got = await ask(world, path)
    assert (got.status_code, is_page(got)) == (int(path[-3:]), True)
    plain = await ask(world, path + ".ics")
    assert plain.status_code == int(path[-3:])
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert plain.text.count("\n") == 1 and "detail" not in plain.text and "boom" not in plain.text


@pytest.mark.parametrize("path", ["/x", "/fault/500", "/fault/422", "/fault/503"])
async def test_who_asks_in_english_is_told_in_english(world: World, path: str) -> None:
    assert is_page(await ask(world, path + "?lang=en"), lang="en")


async def test_machines_are_answered_as_ever(world: World) -> None:
    for path, method in (("/healthz", "POST"), ("/readyz", "DELETE"), ("/telegram/tg-a", "GET"),
                         ("/telegram/x", "GET")):  # fmt: skip
        got = await ask(world, path, method)
        assert (got.status_code, got.json()) == (405, {"detail": "Method Not Allowed"})
        assert got.headers["allow"]
    assert (await ask(world, "/telegram/tg-a", "POST")).status_code == 404
    for status in ("500", "503"):
        got = await ask(world, f"/telegram/fault/{status}")
        assert (got.status_code, got.headers["content-type"][:10]) == (int(status), "text/plain")
