"""The application as it is served: what half a form leaves behind."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from calendars.query import Scope
from config.app import make_app
from config.settings import HERE
from scheduler.clock import RehearsalClock
from scheduler.installation import Installation
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
    head = f"POST {path}/moi HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nten=A"
    async with served(app, SHORT) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode())
        assert await until_closed(reader) == b""
        writer.close()
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    database.close()
