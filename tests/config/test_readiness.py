"""/readyz: how old the last tick is, on a clock that may have been set since."""

import logging
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from config.app import STALE, make_app
from scheduler.clock import RehearsalClock
from scheduler.errors import DatabaseUnreachable
from scheduler.installation import Installation
from scheduler.store.database import Database
from scheduler.store.pulse import beat
from tests.build import ZONE, at

NOW = at("2024-07-22 08:00")


def context_of(database: Database) -> Installation:
    return Installation(
        database_url=str(database.url),
        config_dir=Path(),
        program_dir=Path(),
        clock=RehearsalClock(NOW),
        zone=ZONE,
        base_url="http://localhost",
        author="test",
    )


def asked(installation: Installation) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(make_app(installation))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


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
    async with asked(context_of(sqlite)) as web:
        assert (await web.get("/readyz")).status_code == status


async def test_database_that_cannot_be_read_is_said_once_however_often_it_is_asked(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="config.app")
    installation = context_of(sqlite)

    def away() -> None:
        raise DatabaseUnreachable("somewhere", "gone")

    async with asked(installation) as web:
        with monkeypatch.context() as gone:
            gone.setattr(installation.database, "read", away)
            for _ in range(5):
                assert "cannot be read" in (await web.get("/readyz")).text
        await web.get("/readyz")
    levels = [record.levelname for record in caplog.records if record.name == "config.app"]
    assert levels == ["WARNING", "INFO"]
