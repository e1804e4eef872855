"""Requests no page of ours sends: answered with a page, never with a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import AsyncClient

from scheduler.access.roles import Role
from tests.config.desk.addresses import NOWHERE, Things, addresses, make_things
from tests.config.desk.desk_world import OURS, DeskWorld, open_desk
from tests.databases import Databases

TOO_LARGE = ("2147483648", "9" * 20, "9" * 5000)
# A character alone that only stands in pairs: no UTF-8 has it, a charset of the sender's own makes it.
HALF = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n\\ud800\r\n'


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Iterator[DeskWorld]:
    """On each kind of database: what one keeps another may refuse."""
    world = open_desk(tmp_path, databases.migrated())
    yield world
    world.database.close()


@pytest.mark.parametrize("number", TOO_LARGE)
async def test_number_that_no_row_has_leads_nowhere(desk: DeskWorld, number: str) -> None:
    kinds = ("phien", "tai-khoan", "van-ban", "ban-thao")
    things = Things(NOWHERE.ids | dict.fromkeys(kinds, number), number)
    numbered = [one for one in addresses(desk) if one[1].split("/")[2:3] != ["vao"]]
    numbered = [one for one in numbered if "{}" in one[1] and "/moi/" not in one[1]]
    async with desk.visit(Role.ADMIN) as browser:
        found = {one: await _status(browser, *one, things) for one in numbered}
    assert found == dict.fromkeys(numbered, 404)


async def _status(browser: AsyncClient, method: str, path: str, things: Things) -> int:
    sent = {"viec": "nhan.1.1"} if method == "POST" else None
    answer = await browser.request(method, things.fill(path), data=sent, follow_redirects=True)
    return answer.status_code


@pytest.mark.parametrize("path", ["/ban/phong-trao/%00", "/ban/phong-trao/x%00?khoi=%00"])
async def test_code_that_no_database_keeps_leads_nowhere(desk: DeskWorld, path: str) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/ban/vao", "/ban/vao/lien-ket"])
async def test_half_a_character_is_no_fault(desk: DeskWorld, path: str) -> None:
    fields = ("name", "password", "address", "toi")
    body = b"".join(HALF % one.encode() for one in fields) + b"--x--\r\n"
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    async with desk.visit(None) as browser:
        got = await browser.post(path, content=body, headers={"Content-Type": kind})
    assert got.status_code in (303, 422)


@pytest.mark.parametrize("revision", ["9" * 20, "-1", "x"])
async def test_revision_that_nothing_has_is_an_old_one(desk: DeskWorld, revision: str) -> None:
    things = make_things(desk, Role.ADMIN, OURS)
    sent = {"revision": revision, "value": "Phong trào khác"}
    async with desk.visit(Role.ADMIN) as browser:
        got = await browser.post(things.fill("/ban/ban-thao/{}/muc/{}"), data=sent)
    assert got.status_code in (409, 422)
