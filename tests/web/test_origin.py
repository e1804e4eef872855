"""Where a form may come from, told by Sec-Fetch-Site or, where a browser sends none, by Origin."""

import pytest
from fastapi import Request

from scheduler.web.errors import Refusal
from scheduler.web.origin import SameOrigin

HOST = "lich.example:8080"


async def passes(method: str, headers: dict[str, str], base_url: str = "") -> bool:
    raw = [(name.encode(), value.encode()) for name, value in ({"host": HOST} | headers).items()]
    request = Request({"type": "http", "method": method, "path": "/", "headers": raw})
    try:
        await SameOrigin(base_url)(request)
    except Refusal as refusal:
        assert refusal.status_code == 403
        return False
    return True


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "same-origin", "origin": f"https://{HOST}"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}"},
    ],
)
async def test_a_form_of_ours_is_taken(headers: dict[str, str]) -> None:
    assert await passes("POST", headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": ""},
        {"sec-fetch-site": "cross-site", "origin": f"https://{HOST}"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": HOST},
        {"origin": "https://lich.example"},
        {"origin": f"https://{HOST}.evil.example"},
        {"origin": f"https://evil.example/{HOST}"},
        {"origin": f"https://{HOST}@evil.example"},
        {"origin": "https://[", "host": HOST},
        {"origin": "https://", "host": ""},
        {"referer": f"https://{HOST}/"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "X"])
async def test_everything_else_is_refused(method: str, headers: dict[str, str]) -> None:
    assert not await passes(method, headers)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
async def test_who_reads_may_come_from_anywhere(method: str) -> None:
    assert await passes(method, {"sec-fetch-site": "cross-site", "origin": "https://evil.example"})


async def test_behind_a_proxy_that_names_another_host_the_public_address_counts() -> None:
    headers = {"origin": "https://thidua.example", "host": "127.0.0.1:8080"}
    assert await passes("POST", headers, "https://Thidua.example/lich")
    assert not await passes("POST", headers)
