"""Headers of ours on every answer that has none of its own."""

import httpx
import pytest
from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse

from scheduler.web.headers import EVERY, AddHeaders


def app_with_headers() -> FastAPI:
    app = FastAPI()
    count = iter(range(9))
    app.add_middleware(AddHeaders, more=lambda: {"X-Count": str(next(count))})

    @app.get("/")
    def plain() -> Response:
        return PlainTextResponse("")

    @app.get("/own")
    def own() -> Response:
        return PlainTextResponse("", headers={"x-robots-tag": "all"})

    return app


async def get(path: str, *, app: FastAPI | None = None) -> httpx.Response:
    transport = httpx.ASGITransport(app or app_with_headers())
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        return await client.get(path)


@pytest.mark.parametrize("path", ["/", "/nowhere"])
async def test_every_answer_has_the_headers(path):
    answer = await get(path)
    assert {name: answer.headers[name] for name in EVERY} == EVERY


async def test_headers_of_the_answer_itself_stay():
    answer = await get("/own")
    assert answer.headers.get_list("X-Robots-Tag") == ["all"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_further_headers_are_made_for_each_answer():
    app = app_with_headers()
    assert [(await get("/", app=app)).headers["X-Count"] for _ in range(2)] == ["0", "1"]
