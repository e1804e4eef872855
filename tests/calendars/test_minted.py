"""Links made with links: they go with the one they came from, and are few a day."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from calendars import subscriptions
from calendars.query import Scope
from scheduler.store import ledger
from tests.calendars.pages_world import World, open_world
from tests.calendars.stored import BASE, NOW
from tests.calendars.test_commands import run
from tests.calendars.test_page_links import address, link_of, links
from tests.calendars.test_pages import get

A_DAY = 10


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.database.close()


async def made_with(world: World, scope: str, name: str = "Thêm", choice: str = "") -> str:
    """The path of a link made on the page that manages those of `scope`."""
    data = {"ten": name, "lich": choice}
    return address((await get(world, world.managing[scope] + "/moi", "POST", data=data)).text)


def made_in_turn(world: World, parent_id: int, name: str = "Cháu") -> str:
    """The path of a link made with a link that was itself made with one: the pages once allowed that."""
    with world.database.write() as session:
        made = subscriptions.subscribe(
            session, issuer_id="phu-tho", scope=Scope("unit", 2), name=name, actor="x", now=NOW,
            parent_id=parent_id,
        )  # fmt: skip
    return f"/lich/{made.reads}"


async def form(world: World, scope: str, name: str, number: int | None) -> httpx.Response:
    return await get(world, f"{world.managing[scope]}/{name}", "POST", data={"so": number})


async def status(world: World, path: str) -> int:
    return (await get(world, path + ".ics")).status_code


async def test_a_revoked_link_takes_along_what_was_made_with_it_at_any_depth(world: World) -> None:
    path = world.paths["unit"]
    child = await made_with(world, "unit")
    grandchild = made_in_turn(world, 5)
    await form(world, "unit", "thu-hoi", link_of(world, "unit").id)
    assert [await status(world, one) for one in (path, child, grandchild)] == [410] * 3
    got = await get(world, world.managing["unit"] + "/moi", "POST", data={"ten": "x"})
    assert got.status_code == 410
    assert await status(world, world.paths["block"]) == 200
    with world.database.read() as session:
        ledger.verify(session)


async def test_a_revoked_link_leaves_the_one_it_was_made_with(world: World) -> None:
    child = await made_with(world, "unit")
    await form(world, "unit", "thu-hoi", 5)
    assert [await status(world, one) for one in (world.paths["unit"], child)] == [200, 410]


@pytest.mark.parametrize("again", ["page", "command"])
async def test_a_link_issued_again_still_takes_along_what_was_made_with_it(
    world: World, again: str
) -> None:
    child, other = await made_with(world, "unit"), await made_with(world, "unit")
    new = address((await form(world, "unit", "doi", 5)).text)
    if again == "page":
        first = address((await form(world, "unit", "doi", 1)).text)
    else:
        first = run(world, "reissue", "1").stdout.splitlines()[0].removeprefix(BASE)[:-4]
    mine = (child, new, other, first)
    assert [await status(world, one) for one in mine] == [410, 200, 200, 200]
    run(world, "revoke", "1")
    assert [await status(world, one) for one in mine] == [410] * 4


async def test_revoking_says_how_many_went_along(world: World) -> None:
    await made_with(world, "unit")
    made_in_turn(world, 5)
    told = run(world, "revoke", "1").stdout
    assert "2 liên kết tạo từ nó" in told
    assert "tạo từ nó" not in run(world, "revoke", "1").stdout


async def test_revoking_again_takes_along_what_lived_on(world: World) -> None:
    child = await made_with(world, "unit")
    run(world, "revoke", "1")
    assert run(world, "reissue", "5").exit_code == 0
    assert await status(world, child) == 410
    assert "1 liên kết tạo từ nó" in run(world, "revoke", "1").stdout


async def test_links_shows_with_which_link_one_was_made(world: World) -> None:
    await made_with(world, "unit", "Điện thoại")
    (line,) = [one for one in run(world, "links").stdout.splitlines() if "Điện thoại" in one]
    assert "liên kết 1" in line
    told = json.loads(run(world, "links", "--json").stdout)
    assert [(one["parent"], one["managed"]) for one in told] == [(None, True)] * 4 + [(1, False)]


async def test_every_address_a_link_had_is_gone(world: World) -> None:
    first = world.paths["unit"]
    second = address((await form(world, "unit", "doi", 1)).text)
    third = address((await form(world, "unit", "doi", 1)).text)
    assert [await status(world, one) for one in (first, second, third)] == [410, 410, 200]
    assert (await get(world, first)).status_code == 410
    assert (await get(world, world.managing["unit"])).status_code == 200


async def test_reissuing_says_what_goes_on_that_was_made_with_the_link(world: World) -> None:
    child = await made_with(world, "unit")
    told = run(world, "reissue", "1")
    assert "1 liên kết" in told.stderr and "thidua revoke" in told.stderr
    assert await status(world, child) == 200


async def test_reissuing_what_was_made_with_a_link_says_where_it_is_managed(world: World) -> None:
    await made_with(world, "unit")
    told = run(world, "reissue", "5")
    assert len(told.stdout.splitlines()) == 1
    assert "ở trang của liên kết 1" in told.stderr


@pytest.mark.parametrize("parent", ["revoked", "from before it could be managed"])
async def test_reissuing_what_no_page_manages_gives_it_one_of_its_own(
    world: World, parent: str
) -> None:
    await made_with(world, "unit", "Điện thoại")
    if parent == "revoked":
        run(world, "revoke", "1")
    else:
        with world.database.write() as session:
            subscriptions.find_subscription(session, 1).manage_hash = None
        shown = run(world, "links").stdout.splitlines()
        assert "chưa" in next(one for one in shown if "Điện thoại" in one).split("│")[-2]
    told = run(world, "reissue", "5")
    assert "ở trang của liên kết" not in told.stderr
    _reads, manages = told.stdout.splitlines()
    page = (await get(world, manages.removeprefix(BASE))).text
    assert 'name="so" value="5"' in page


async def test_the_page_says_what_becomes_of_links_made_with_this_one(world: World) -> None:
    told = (await get(world, world.managing["unit"])).text
    assert "Địa chỉ quản lý này và các liên kết tạo từ nó vẫn dùng được." in told
    assert "Các liên kết tạo từ nó cũng ngừng." in told


async def test_links_made_with_a_link_are_few_a_day_at_any_depth(world: World) -> None:
    await made_with(world, "unit")
    for _ in range(A_DAY - 1):
        made_in_turn(world, 5)
    for name, number in (("moi", 0), ("doi", 1), ("doi", 5)):
        data = {"ten": "Nữa", "so": number}
        got = await get(world, f"{world.managing['unit']}/{name}", "POST", data=data)
        assert (got.status_code, "10 địa chỉ" in got.text) == (429, True)
    assert links(world) == 4 + A_DAY
    world.clock.advance_to(world.clock.now() + timedelta(days=1))
    assert await status(world, await made_with(world, "unit")) == 200


async def test_exchanged_addresses_count_too(world: World) -> None:
    path = ""
    for _ in range(A_DAY):
        path = address((await form(world, "unit", "doi", 1)).text)
    assert (await form(world, "unit", "doi", 1)).status_code == 429
    assert await status(world, path) == 200


async def test_one_link_does_not_use_up_what_another_may_make(world: World) -> None:
    for _ in range(A_DAY):
        await made_with(world, "unit")
    assert await status(world, await made_with(world, "block")) == 200
    assert run(world, "subscribe", "--unit", "phu-tho/so-y-te", "--name", "x").exit_code == 0
