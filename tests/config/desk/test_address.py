"""The desk wants https or the machine itself, says so, and works below a proxy's own path."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from config.app import make_app
from config.desk.desk import Desk
from config.desk.entrance.address import keeps_sessions, local, warn_where_none_is_kept
from config.desk.entrance.devices import say_device
from config.desk.visiting import COOKIE
from scheduler.access.roles import Role
from scheduler.language import use
from tests.config.desk.desk_world import SAME_ORIGIN, DeskWorld


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://snv.example", True), ("https://snv.example/thidua", True), ("http://127.0.0.1:8080", True),
        ("http://127.8.8.8", True), ("http://localhost:8080", True), ("http://a.localhost", True),
        ("http://[::1]:8080", True), ("http://snv.example", False), ("http://10.0.0.5:8080", False),
        ("http://0.0.0.0:8080", False), ("http://localhost.example", False), ("http://127.0.0.1.example", False),
        ("ftp://snv.example", False), ("", False),
    ],
)  # fmt: skip
def test_sessions_are_kept_over_https_and_on_the_machine_itself(url: str, kept: bool) -> None:
    assert keeps_sessions(url) == kept


@pytest.mark.parametrize(
    ("url", "lines"), [("http://snv.example", 1), ("https://snv.example", 0), ("http://[::1]:8", 0)]
)
def test_log_says_where_no_session_is_kept(
    caplog: pytest.LogCaptureFixture, url: str, lines: int
) -> None:
    warn_where_none_is_kept(url)
    assert [one.levelname for one in caplog.records] == ["WARNING"] * lines


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/ban", "/ban"), ("/ban/van-ban/3?trang=2", "/ban/van-ban/3?trang=2"), ("/ban?x=1", "/ban?x=1"),
        ("", "/ban"), ("https://evil.example", "/ban"), ("//evil.example/ban", "/ban"), ("/ban//evil.example", "/ban"),
        ("/banana", "/ban"), ("/ban/../lich", "/ban"), ("/ban/%2e%2e/lich", "/ban"), ("/ban/\\evil", "/ban"),
        ("/ban/vao", "/ban"), ("/ban/vao/abc", "/ban"), ("/ban/ra", "/ban"), ("/ban/giu-lai", "/ban"),
        ("/ban/x\r\nSet-Cookie: a=b", "/ban"), ("javascript:alert(1)", "/ban"), ("ban", "/ban"),
    ],
)  # fmt: skip
def test_only_pages_of_the_desk_are_come_back_to(asked: str, led_to: str) -> None:
    assert local(asked) == led_to


CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (CHROME, "Chrome trên Windows"), (f"{CHROME} Edg/126.0.0.0", "Edge trên Windows"),
        (IPHONE, "Safari trên iPhone"), ("curl/8.0", "trình duyệt không rõ tên"), ("", "trình duyệt không rõ tên"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0", "Firefox trên Linux"),
        ("Mozilla/5.0 (Linux; Android 14)", "Android"),
    ],
)  # fmt: skip
def test_device_is_said_as_its_user_knows_it(user_agent: str, said: str) -> None:
    assert say_device(user_agent) == said


def test_device_is_said_in_english() -> None:
    with use("en"):
        assert say_device(CHROME) == "Chrome on Windows"


async def test_below_a_path_of_a_proxy_every_link_and_redirect_leads_there(
    desk: DeskWorld, tmp_path: Path
) -> None:
    installation = replace(desk.desk.installation, base_url="https://snv.example/thidua")
    below = Desk(installation, desk.wall, tmp_path)
    transport = httpx.ASGITransport(make_app(installation, desk=below))
    cookies = {COOKIE: desk.sign_in(Role.CLERK)}
    async with httpx.AsyncClient(
        transport=transport, base_url="https://snv.example", headers=SAME_ORIGIN
    ) as browser:
        led = await browser.get("/ban/van-ban-khac")
        assert led.status_code == 404
        led = await browser.get("/ban")
        assert led.headers["location"] == "/thidua/ban/vao"
        browser.cookies.update(cookies)
        page = await browser.get("/ban")
    assert 'href="/thidua/ban/van-ban"' in page.text and 'action="/thidua/ban/ra"' in page.text
    for lost in ('href="/ban', 'action="/ban', '="/giao-dien'):
        assert lost not in page.text
