"""/readyz: how old the last tick is, on a clock that may have been set since."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from config.app import STALE, make_app
from scheduler.admin.context import Context
from scheduler.run.clock import RehearsalClock
from scheduler.store.database import Database
from scheduler.store.pulse import beat
from tests.build import ZONE, at

NOW = at("2024-07-22 08:00")


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (timedelta(seconds=3), 200),
        (timedelta(seconds=-3), 200),
        (STALE, 503),
        (-STALE, 503),
        (timedelta(hours=-7), 503),
    ],
    ids=str,
)
async def test_beat_from_the_past_or_the_future_is_not_fresh(
    sqlite: Database, age: timedelta, status: int
) -> None:
    with sqlite.write() as session:
        beat(session, "tick", now=NOW - age)
    context = Context(
        database_url=str(sqlite.url),
        config_dir=Path(),
        program_dir=Path(),
        clock=RehearsalClock(NOW),
        zone=ZONE,
        base_url="http://localhost",
        author="test",
    )

    transport = httpx.ASGITransport(make_app(context))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as web:
        assert (await web.get("/readyz")).status_code == status
