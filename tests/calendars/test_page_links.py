"""The page that manages links: what it shows, makes and closes, and that it rules nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from calendars.query import Scope
from scheduler.store import ledger
from scheduler.store.tables import LedgerEntry, Subscription
from tests.calendars.pages_world import World, mint, open_world
from tests.calendars.peopled import FOREIGN
from tests.calendars.stored import BASE
from tests.calendars.test_pages import get


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.database.close()


def address(html: str) -> str:
    """Path of the new link a page shows."""
    found = re.search(rf'value="{BASE}(/lich/[\w-]{{43}})\.ics"', html)
    assert found is not None
    return found[1]


def link_of(world: World, scope: str) -> Subscription:
    with world.database.read() as session:
        found = session.exec(select(Subscription).where(Subscription.name == f"Văn thư {scope}"))
        return found.one()


async def made(world: World, scope: str, **data: str) -> httpx.Response:
    """What the form for a new link is answered with."""
    return await get(world, world.managing[scope] + "/moi", "POST", data=data)


async def close(world: World, scope: str, number: int | None) -> httpx.Response:
    return await get(world, world.managing[scope] + "/thu-hoi", "POST", data={"so": number})


async def test_a_link_makes_another_for_the_same_calendar(world: World) -> None:
    path = world.paths["unit"]
    new = address((await made(world, "unit", ten=" Điện thoại\r\nông An ")).text)
    assert (await get(world, new + ".ics")).content == (await get(world, path + ".ics")).content
    listed = (await get(world, world.managing["unit"])).text
    assert "Điện thoại ông An" in listed and new.removeprefix("/lich/") not in listed


async def test_address_that_opens_here_only_is_told_with_it_and_not_drawn(tmp_path: Path) -> None:
    world = open_world(tmp_path, base_url="http://127.0.0.1:8080")
    path = world.paths["unit"]
    told, drawn = "Người quản trị cần đặt THIDUA_PUBLIC_URL.", "<figure>"
    for page in (
        await get(world, path),
        await made(world, "unit", ten="Máy"),
    ):
        assert (told in page.text, drawn in page.text) == (True, False)
    world.database.close()


async def test_a_link_without_a_name_is_asked_for_one(world: World) -> None:
    got = await made(world, "unit", ten=" ")
    assert (got.status_code, 'aria-invalid="true"' in got.text) == (200, True)


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        ("unit:so-tai-chinh", "Sở Tài chính"),
        ("block:khoi-1", "Khối 1"),
        ("campaign:phu-tho-2024", "Thi đua năm 2024"),
        ("issuer:", "UBND tỉnh Phú Thọ"),
    ],
)
async def test_the_standing_body_makes_links_to_any_calendar_of_its_own(
    world: World, choice: str, name: str
) -> None:
    assert f'value="{choice}"' in (await get(world, world.managing["issuer"])).text
    got = await made(world, "issuer", ten="Mới", lich=choice)
    assert f"X-WR-CALNAME:{name}" in (await get(world, address(got.text) + ".ics")).text


@pytest.mark.parametrize(
    "choice", ["unit:so-tai-chinh", "issuer:", "block:khoi-1", "person:2", "x"]
)
async def test_a_unit_makes_no_link_to_anything_else(world: World, choice: str) -> None:
    got = await made(world, "unit", ten="Mới", lich=choice)
    assert (got.status_code, links(world)) == (404, 4)


async def test_the_standing_body_cannot_name_another_issuers_unit(world: World) -> None:
    got = await made(world, "issuer", ten="Mới", lich=f"unit:{FOREIGN + 2}")
    assert got.status_code == 404


async def test_what_is_made_with_a_link_is_managed_with_that_one_alone(world: World) -> None:
    await made(world, "unit", ten="Mới")
    with world.database.read() as session:
        assert session.get_one(Subscription, 5).manage_hash is None
    assert "trang quản lý liên kết" in (await made(world, "unit", ten="Mới")).text


async def test_a_link_is_exchanged_for_a_new_address(world: World) -> None:
    path = world.paths["unit"]
    got = await get(world, world.managing["unit"] + "/doi", "POST", data={"so": 1})
    new = address(got.text)
    assert [(await get(world, p + ".ics")).status_code for p in (path, new)] == [410, 200]


async def test_a_link_is_given_a_new_address_only_where_it_was_made(world: World) -> None:
    await made(world, "unit", ten="Mới")
    for scope, number, status in (("unit", 5, 200), ("issuer", 5, 404), ("issuer", 1, 404)):
        data = {"so": number}
        got = await get(world, world.managing[scope] + "/doi", "POST", data=data)
        assert got.status_code == status
    await close(world, "unit", 5)
    got = await get(world, world.managing["unit"] + "/doi", "POST", data={"so": 5})
    assert got.status_code == 404


async def test_a_link_closes_itself(world: World) -> None:
    path, number = world.paths["unit"], link_of(world, "unit").id
    assert "đã bị thu hồi" in (await close(world, "unit", number)).text
    for view in (".ics", "", "/nam", "/lien-ket"):
        assert (await get(world, path + view)).status_code == 410
    assert (await get(world, world.managing["unit"])).status_code == 410
    assert (await get(world, world.managing["unit"] + "/doi", "POST")).status_code == 410


async def test_a_link_closes_others_of_its_calendar_only(world: World) -> None:
    new = address((await made(world, "unit", ten="Mất")).text)
    assert (await close(world, "unit", 5)).status_code == 200
    assert (await get(world, new + ".ics")).status_code == 410
    assert (await close(world, "unit", link_of(world, "block").id)).status_code == 404
    assert (await get(world, world.paths["block"] + ".ics")).status_code == 200


async def test_the_standing_body_closes_any_link_of_its_own(world: World) -> None:
    foreign = mint(world.database, Scope("unit", FOREIGN + 2), "x", issuer_id="lai-chau").reads
    listed = (await get(world, world.managing["issuer"])).text
    assert "Văn thư unit" in listed and "Y tế Lai Châu" not in listed
    ours, theirs = [
        await close(world, "issuer", number) for number in (link_of(world, "unit").id, 5)
    ]
    assert (ours.status_code, theirs.status_code) == (200, 404)
    assert (await get(world, world.paths["unit"])).status_code == 410
    assert (await get(world, f"/lich/{foreign}.ics")).status_code == 200


async def test_its_own_link_and_those_made_with_it_come_before_all_others(world: World) -> None:
    await made(world, "issuer", ten="Con", lich="unit:so-y-te")
    for number in range(110):
        mint(world.database, Scope("unit", 2), str(number))
    html = (await get(world, world.managing["issuer"])).text
    names = re.findall(r'<p class="title">([^<]+?) ?<', html)
    assert names[:3] == ["Văn thư issuer", "Con", "Văn thư 109"]
    assert "Còn 15 liên kết cũ hơn" in html
    assert 'name="so" value="4"' in html and 'name="so" value="5"' in html


async def test_the_page_shows_who_fetched_last(world: World) -> None:
    await get(world, world.paths["unit"] + ".ics", headers={"user-agent": "<b>Outlook</b>"})
    assert "bằng &lt;b&gt;Outlook&lt;/b&gt;" in (await get(world, world.managing["unit"])).text


async def test_what_a_link_did_is_in_the_ledger_without_its_secrets(world: World) -> None:
    await made(world, "unit", ten="Mới")
    with world.database.read() as session:
        ledger.verify(session)
        last = session.exec(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()  # type: ignore[attr-defined]
        tables = [session.exec(select(table)) for table in (LedgerEntry, Subscription)]
        kept = repr([row.model_dump() for rows in tables for row in rows])
    assert last is not None
    assert (last.kind, last.actor) == ("subscription made", "subscription/1")
    for path in (world.paths["unit"], world.managing["unit"]):
        assert path.rpartition("/")[2] not in kept


async def test_unknown_links_change_nothing(world: World) -> None:
    for name in ("doi", "moi", "thu-hoi"):
        got = await get(world, f"/lien-ket/x/{name}", "POST", data={"ten": "x", "so": 1})
        assert (got.status_code, links(world)) == (404, 4)
    for name in ("/doi", "/moi", "/thu-hoi"):  # reading never changes anything
        assert (await get(world, world.managing["unit"] + name)).status_code == 405
    assert (await get(world, "/cong-khai/phu-tho/phu-tho-2024/doi", "POST")).status_code == 405


@pytest.mark.parametrize("name", ["doi", "moi", "thu-hoi"])
async def test_a_form_from_elsewhere_changes_nothing(world: World, name: str) -> None:
    """Whoever holds the secret, too: a page elsewhere may know it, from a screen or a mail."""
    number = link_of(world, "unit").id
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"origin": ""}):
        got = await get(
            world, f"{world.managing['unit']}/{name}", "POST",
            data={"ten": "x", "so": number}, headers=headers,
        )  # fmt: skip
        assert (got.status_code, links(world)) == (403, 4)
        assert "Đề nghị mở lại trang" in got.text
    assert (await get(world, world.paths["unit"])).status_code == 200


def links(world: World) -> int:
    with world.database.read() as session:
        return len(session.exec(select(Subscription)).all())
