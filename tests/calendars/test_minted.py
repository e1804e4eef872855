"""Links made with links: they go with the one they came from, and are few a day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.store import ledger
from tests.calendars.pages_world import World, open_world
from tests.calendars.test_cli import run
from tests.calendars.test_page_links import address, link_of, links
from tests.calendars.test_pages import get

A_DAY = 10


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.database.close()


async def made_with(world: World, path: str, name: str = "Thêm", choice: str = "") -> str:
    """The path of a link made on the page of `path`."""
    data = {"ten": name, "lich": choice}
    return address((await get(world, path + "/lien-ket", "POST", data=data)).text)


async def status(world: World, path: str) -> int:
    return (await get(world, path + ".ics")).status_code


async def test_a_revoked_link_takes_along_what_was_made_with_it_at_any_depth(world: World) -> None:
    path = world.paths["unit"]
    child = await made_with(world, path)
    grandchild = await made_with(world, child)
    await get(world, path + "/thu-hoi", "POST", data={"so": link_of(world, "unit").id})
    assert [await status(world, one) for one in (path, child, grandchild)] == [410] * 3
    assert (
        await get(world, grandchild + "/lien-ket", "POST", data={"ten": "x"})
    ).status_code == 410
    assert await status(world, world.paths["block"]) == 200
    with world.database.read() as session:
        ledger.verify(session)


async def test_a_revoked_link_leaves_the_one_it_was_made_with(world: World) -> None:
    path = world.paths["unit"]
    child = await made_with(world, path)
    await get(world, child + "/thu-hoi", "POST", data={"so": 5})
    assert [await status(world, one) for one in (path, child)] == [200, 410]


async def test_revoking_says_how_many_went_along(world: World) -> None:
    child = await made_with(world, world.paths["unit"])
    await made_with(world, child)
    told = run(world, "revoke", "1").stdout
    assert "2 liên kết tạo từ nó" in told
    assert "tạo từ nó" not in run(world, "revoke", "1").stdout


async def test_revoking_again_takes_along_what_lived_on(world: World) -> None:
    child = await made_with(world, world.paths["unit"])
    run(world, "revoke", "1")
    assert run(world, "reissue", "5").exit_code == 0
    assert await status(world, child) == 410
    assert "1 liên kết tạo từ nó" in run(world, "revoke", "1").stdout


async def test_links_shows_with_which_link_one_was_made(world: World) -> None:
    await made_with(world, world.paths["unit"], "Điện thoại")
    (line,) = [one for one in run(world, "links").stdout.splitlines() if "Điện thoại" in one]
    assert "liên kết 1" in line
    assert '"parent": 1' in run(world, "links", "--json").stdout


async def test_every_address_a_link_had_is_gone(world: World) -> None:
    first = world.paths["unit"]
    second = address((await get(world, first + "/doi", "POST")).text)
    third = address((await get(world, second + "/doi", "POST")).text)
    assert [await status(world, one) for one in (first, second, third)] == [410, 410, 200]
    assert (await get(world, first)).status_code == 410
    assert (await get(world, first + "/doi", "POST")).status_code == 410


async def test_reissuing_says_what_goes_on_that_was_made_with_the_link(world: World) -> None:
    child = await made_with(world, world.paths["unit"])
    told = run(world, "reissue", "1")
    assert "1 liên kết" in told.stderr and "thidua revoke" in told.stderr
    assert await status(world, child) == 200


async def test_the_page_says_what_becomes_of_links_made_with_this_one(world: World) -> None:
    told = (await get(world, world.paths["unit"])).text
    assert "Các liên kết tạo từ nó vẫn dùng được: nếu địa chỉ đã lộ, hãy thu hồi" in told
    assert "Các liên kết tạo từ nó cũng ngừng." in told


async def test_links_made_with_a_link_are_few_a_day_at_any_depth(world: World) -> None:
    path = world.paths["unit"]
    child = await made_with(world, path)
    for _ in range(A_DAY - 1):
        await made_with(world, child)
    for one, form in ((path, "lien-ket"), (child, "lien-ket"), (child, "doi")):
        got = await get(world, f"{one}/{form}", "POST", data={"ten": "Nữa"})
        assert (got.status_code, "10 địa chỉ" in got.text) == (429, True)
    assert links(world) == 4 + A_DAY
    world.clock.advance_to(world.clock.now() + timedelta(days=1))
    assert await status(world, await made_with(world, path)) == 200


async def test_exchanged_addresses_count_too(world: World) -> None:
    path = world.paths["unit"]
    for _ in range(A_DAY):
        path = address((await get(world, path + "/doi", "POST")).text)
    assert (await get(world, path + "/doi", "POST")).status_code == 429
    assert await status(world, path) == 200


async def test_one_link_does_not_use_up_what_another_may_make(world: World) -> None:
    for _ in range(A_DAY):
        await made_with(world, world.paths["unit"])
    assert await status(world, await made_with(world, world.paths["block"])) == 200
    assert run(world, "subscribe", "--unit", "phu-tho/so-y-te", "--name", "x").exit_code == 0
