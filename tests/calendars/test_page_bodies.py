"""What a form brings is looked at only behind a link that holds, and no further than a form is long."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from calendars import subscriptions
from tests.calendars.pages_world import World, open_world
from tests.calendars.stored import NOW
from tests.calendars.test_page_links import links
from tests.calendars.test_pages import get

FORMS = ("doi", "moi", "thu-hoi")
FORM = {"content-type": "application/x-www-form-urlencoded"}
LIMIT = 64 * 1024
PIECE = b"x" * 1024


class Sent:
    """A body without an end that counts how many pieces of it were asked for."""

    def __init__(self) -> None:
        self.pieces = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"ten="
        while self.pieces < 10_000:
            self.pieces += 1
            yield PIECE


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.database.close()


async def post(world: World, path: str, sent: Sent, **headers: str) -> httpx.Response:
    return await get(world, path, "POST", content=sent, headers=FORM | headers)


@pytest.mark.parametrize("form", FORMS)
async def test_nothing_of_a_strangers_body_is_read(world: World, form: str) -> None:
    sent = Sent()
    got = await post(world, f"/lien-ket/khong-co/{form}", sent)
    assert (got.status_code, sent.pieces) == (404, 0)


@pytest.mark.parametrize("form", FORMS)
async def test_nothing_is_read_behind_a_revoked_link(world: World, form: str) -> None:
    with world.database.write() as session:
        subscriptions.revoke(session, 1, issuer_id="phu-tho", actor="x", now=NOW)
    sent = Sent()
    got = await post(world, f"{world.managing['unit']}/{form}", sent)
    assert (got.status_code, sent.pieces) == (410, 0)


async def test_a_stranger_does_not_wait_for_who_writes(world: World) -> None:
    with world.database.write():
        got = await get(world, "/lien-ket/khong-co/doi", "POST")
    assert got.status_code == 404


async def test_a_form_announced_as_too_long_is_not_read(world: World) -> None:
    sent = Sent()
    headers = {"content-length": "1500000000"}
    got = await post(world, world.managing["unit"] + "/moi", sent, **headers)
    assert (got.status_code, sent.pieces, links(world)) == (413, 0, 4)
    assert "tối đa 64 kB" in got.text


async def test_a_form_that_grows_too_long_is_read_no_further(world: World) -> None:
    sent = Sent()
    got = await post(world, world.managing["unit"] + "/moi", sent)
    assert (got.status_code, links(world)) == (413, 4)
    assert sent.pieces * len(PIECE) <= LIMIT + len(PIECE)


async def test_a_number_that_is_none_closes_nothing(world: World) -> None:
    for number in ("", "x", "9" * 30, "-1"):
        got = await get(world, world.managing["unit"] + "/thu-hoi", "POST", data={"so": number})
        assert got.status_code == 404
    assert (await get(world, world.paths["unit"])).status_code == 200
