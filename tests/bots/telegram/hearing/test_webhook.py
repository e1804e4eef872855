"""The webhook: nothing without the secret, 200 only when the update is in the database."""

import asyncio
import contextlib
import socket
from zoneinfo import ZoneInfo

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.hearing.health import Way
from bots.telegram.hearing.receiver import Hook
from bots.telegram.hearing.routes import BODY_LIMIT, SECRET_HEADER, address, router
from config.app import refusing
from scheduler.errors import DiskFull
from scheduler.web import application
from tests.bots.telegram.receiving import CHAT, LANE, Bot
from tests.loopback import Fault, FaultKind

SECRET = "bi-mat_" + "s" * 20
HEADERS = {SECRET_HEADER: SECRET}


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door).open()


@contextlib.asynccontextmanager
async def serving(app: FastAPI):
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none"))
    server.install_signal_handlers = lambda: None
    serve = asyncio.create_task(server._serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serve
        listener.close()


@pytest.fixture
async def asked():
    """A client of the routes, and what they kept."""
    kept: list[int] = []

    async def keep(updates):
        if any(update.id == 13 for update in updates):
            raise DiskFull("x")
        kept.extend(update.id for update in updates)

    app = application.make(refusing(ZoneInfo("Asia/Ho_Chi_Minh")))
    app.include_router(router({LANE: keep}, secret=SECRET))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        yield client, kept


async def test_update_with_the_secret_is_kept(asked):
    client, kept = asked
    answer = await client.post(f"/telegram/{LANE}", json={"update_id": 5}, headers=HEADERS)
    assert (answer.status_code, answer.content, kept) == (200, b"", [5])


@pytest.mark.parametrize(
    ("lane", "headers"),
    [
        (LANE, {}),
        (LANE, {SECRET_HEADER: SECRET[:-1]}),
        (LANE, {SECRET_HEADER: ""}),
        (LANE, {SECRET_HEADER: "bí mật".encode()}),
        ("tg-khac", HEADERS),
    ],
)
async def test_without_secret_or_lane_there_is_nothing_here(asked, lane, headers):
    client, kept = asked
    answer = await client.post(f"/telegram/{lane}", json={"update_id": 5}, headers=headers)
    assert (answer.status_code, answer.content, kept) == (404, b"", [])


async def test_update_that_cannot_be_kept_is_not_acknowledged(asked):
    client, _kept = asked
    answer = await client.post(f"/telegram/{LANE}", json={"update_id": 13}, headers=HEADERS)
    assert answer.status_code == 507


async def test_huge_body_is_read_no_further(asked):
    client, kept = asked
    body = b"[" + b" " * BODY_LIMIT
    answer = await client.post(f"/telegram/{LANE}", content=body, headers=HEADERS)
    assert (answer.status_code, kept) == (413, [])
    assert "tối đa 1024 kB" in answer.text


@pytest.mark.parametrize(("headers", "status"), [({}, 404), (HEADERS, 413)])
async def test_body_is_not_read_without_the_secret_or_where_it_is_announced_as_huge(
    asked, headers, status
):
    read: list[bytes] = []

    async def endless():
        for _ in range(5000):
            read.append(b" " * 1024)
            yield read[-1]

    headers = headers | {"Content-Length": str(BODY_LIMIT + 1)}
    answer = await asked[0].post(f"/telegram/{LANE}", content=endless(), headers=headers)
    assert (answer.status_code, read) == (status, [])


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[" * 200_000, b'{"update_id": ' + b"9" * 5000 + b"}", b"null"]
)
async def test_what_is_no_update_is_refused(asked, body):
    client, kept = asked
    answer = await client.post(f"/telegram/{LANE}", content=body, headers=HEADERS)
    assert (answer.status_code, kept) == (400, [])


@given(st.binary(max_size=300))
def test_any_body_is_answered(body):
    async def ask() -> int:
        async def keep(updates):
            return None

        app = FastAPI()
        app.include_router(router({LANE: keep}, secret=SECRET))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            answer = await client.post(f"/telegram/{LANE}", content=body, headers=HEADERS)
        return answer.status_code

    assert asyncio.run(ask()) in (200, 400)


async def test_people_are_heard_by_webhook(bot, loopback):
    app, channel = FastAPI(), bot.channel()
    async with serving(app) as base_url:
        hook = Hook(address(base_url, LANE), SECRET)
        loopback.order(Fault(FaultKind.BAD_GATEWAY, method="setWebhook", count=2))
        async with bot.receiving(hook=hook, channel=channel) as receiver:
            app.include_router(router({LANE: receiver.keep}, secret=SECRET))
            loopback.say(CHAT, "a")
            loopback.say(88, "b")
            await bot.until(lambda: bot.texts() == ["Nghe: a"] and bot.texts(88) == ["Nghe: b"])
            assert (receiver.health.way, receiver.health.ready) == (Way.WEBHOOK, True)
            loopback.account().updates.repeat(2)
            loopback.say(99, "c")
            await bot.until(lambda: bot.texts(99) == ["Nghe: c"])
    assert len(loopback.sent) == 3
