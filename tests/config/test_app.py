"""The application as it is served: what half a form leaves behind."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from fastapi import APIRouter
from starlette.routing import Route

from bots.telegram.hearing.routes import PATH as HOOK
from bots.telegram.hearing.routes import router as hook_router
from calendars.query import Scope
from config.app import make_app
from config.settings import HERE
from scheduler.clock import RehearsalClock
from scheduler.installation import Installation
from scheduler.web.origin import SAFE
from tests.calendars.pages_world import mint
from tests.calendars.stored import BASE, NOW, stored
from tests.config.test_listening import SHORT, served, until_closed


async def test_half_a_form_leaves_no_traceback(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = stored(tmp_path)
    path = f"/lien-ket/{mint(database, Scope('unit', 2), 'unit').manages}"
    url, zone = str(database.url), ZoneInfo("Asia/Ho_Chi_Minh")
    app = make_app(Installation(url, HERE, HERE, RehearsalClock(NOW), zone, BASE, "test"))
    head = f"POST {path}/moi HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nContent-Length: 100\r\n\r\nten=A"
    async with served(app, SHORT) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode())
        assert await until_closed(reader) == b""
        writer.close()
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    database.close()


async def test_whatever_changes_something_is_taken_from_our_own_pages_only(tmp_path: Path) -> None:
    """But for what Telegram brings, which knows a secret."""
    database = stored(tmp_path)
    url, zone = str(database.url), ZoneInfo("Asia/Ho_Chi_Minh")
    app = make_app(Installation(url, HERE, HERE, RehearsalClock(NOW), zone, BASE, "test"))
    app.include_router(hook_router({}, secret="s" * 20))
    changing = [
        (path, method)
        for path, methods in routes_of(app.router)
        for method in methods - SAFE
        if not path.startswith(HOOK)
    ]
    assert len(changing) == 3
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        for path, method in changing:
            assert (await client.request(method, path)).status_code == 403
    database.close()


def routes_of(router: APIRouter) -> Iterator[tuple[str, set[str]]]:
    """Path and methods of every route, however deep its router was included."""
    for route in router.routes:
        if isinstance(route, Route):
            yield route.path, set(route.methods or ())
        else:
            yield from routes_of(route.original_router)  # type: ignore[attr-defined]
