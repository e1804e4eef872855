"""What every answer wears: headers of ours where it has none, and the language asked for."""

import httpx
import pytest
from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse

from scheduler import language
from scheduler.web.dress import Dress

HEADERS = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


def dressed() -> FastAPI:
    app = FastAPI()
    count = iter(range(9))
    app.add_middleware(Dress, headers=HEADERS, more=lambda: {"X-Count": str(next(count))})

    @app.get("/")
    def plain() -> Response:
        return PlainTextResponse(language.current())

    @app.get("/own")
    def own() -> Response:
        return PlainTextResponse("", headers={"x-robots-tag": "all"})

    return app


async def get(path: str, *, app: FastAPI | None = None) -> httpx.Response:
    transport = httpx.ASGITransport(app or dressed())
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        return await client.get(path)


@pytest.mark.parametrize("path", ["/", "/nowhere"])
async def test_every_answer_has_the_headers(path):
    answer = await get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


async def test_headers_of_the_answer_itself_stay():
    answer = await get("/own")
    assert answer.headers.get_list("X-Robots-Tag") == ["all"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_further_headers_are_made_for_each_answer():
    app = dressed()
    assert [(await get("/", app=app)).headers["X-Count"] for _ in range(2)] == ["0", "1"]


@pytest.mark.parametrize(
    ("query", "spoken"),
    [
        ("", "vi"),
        ("?lang=en", "en"),
        ("?lang=vi&lang=en", "en"),
        ("?lang=", "vi"),
        ("?lang=xx", "vi"),
        ("?lang=%FF&x=%", "vi"),
        ("?language=en", "vi"),
    ],
)
async def test_language_asked_for_is_spoken_in_this_answer_only(query, spoken):
    app = dressed()
    assert (await get("/" + query, app=app)).text == spoken
    assert (await get("/", app=app)).text == "vi"
