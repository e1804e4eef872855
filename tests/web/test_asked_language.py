"""The language asked for is spoken in that answer, and in no other."""

import httpx
import pytest
from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse

from scheduler import language
from scheduler.web.asked_language import ChooseLanguage


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
    app = FastAPI()
    app.add_middleware(ChooseLanguage)

    @app.get("/")
    def said() -> Response:
        return PlainTextResponse(language.current())

    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        assert [(await client.get(f"/{asked}")).text for asked in (query, "")] == [spoken, "vi"]
