"""The page of links: what a link may see, make and close, and that nobody else may."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from calendars.query import Scope
from scheduler.store import ledger
from scheduler.store.tables import LedgerEntry, Subscription
from tests.calendars.pages_world import World, make_link, open_world
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


async def test_a_link_makes_another_for_the_same_calendar(world: World) -> None:
    path = world.paths["unit"]
    made = await get(world, path + "/lien-ket", "POST", data={"ten": " Điện thoại\r\nông An "})
    new = address(made.text)
    assert (await get(world, new + ".ics")).content == (await get(world, path + ".ics")).content
    listed = (await get(world, path + "/lien-ket")).text
    assert "Điện thoại ông An" in listed and new.removeprefix("/lich/") not in listed


async def test_a_link_without_a_name_is_asked_for_one(world: World) -> None:
    got = await get(world, world.paths["unit"] + "/lien-ket", "POST", data={"ten": " "})
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
    path = world.paths["issuer"] + "/lien-ket"
    assert f'value="{choice}"' in (await get(world, path)).text
    made = await get(world, path, "POST", data={"ten": "Mới", "lich": choice})
    assert f"X-WR-CALNAME:{name}" in (await get(world, address(made.text) + ".ics")).text


@pytest.mark.parametrize(
    "choice", ["unit:so-tai-chinh", "issuer:", "block:khoi-1", "person:2", "x"]
)
async def test_a_unit_makes_no_link_to_anything_else(world: World, choice: str) -> None:
    data = {"ten": "Mới", "lich": choice}
    got = await get(world, world.paths["unit"] + "/lien-ket", "POST", data=data)
    assert (got.status_code, links(world)) == (404, 4)


async def test_the_standing_body_cannot_name_another_issuers_unit(world: World) -> None:
    data = {"ten": "Mới", "lich": f"unit:{FOREIGN + 2}"}
    got = await get(world, world.paths["issuer"] + "/lien-ket", "POST", data=data)
    assert got.status_code == 404


async def test_a_link_is_exchanged_for_a_new_address(world: World) -> None:
    path = world.paths["unit"]
    new = address((await get(world, path + "/doi", "POST")).text)
    assert [(await get(world, p + ".ics")).status_code for p in (path, new)] == [410, 200]


async def test_a_link_closes_itself(world: World) -> None:
    path, number = world.paths["unit"], link_of(world, "unit").id
    got = await get(world, path + "/thu-hoi", "POST", data={"so": number})
    assert "đã bị thu hồi" in got.text
    for view in (".ics", "", "/nam", "/lien-ket"):
        assert (await get(world, path + view)).status_code == 410
    assert (await get(world, path + "/doi", "POST")).status_code == 410


async def test_a_link_closes_others_of_its_calendar_only(world: World) -> None:
    path = world.paths["unit"]
    new = address((await get(world, path + "/lien-ket", "POST", data={"ten": "Mất"})).text)
    assert (await get(world, path + "/thu-hoi", "POST", data={"so": 5})).status_code == 200
    assert (await get(world, new + ".ics")).status_code == 410
    other = link_of(world, "block").id
    assert (await get(world, path + "/thu-hoi", "POST", data={"so": other})).status_code == 404
    assert (await get(world, world.paths["block"] + ".ics")).status_code == 200


async def test_the_standing_body_closes_any_link_of_its_own(world: World) -> None:
    foreign = make_link(world.database, Scope("unit", FOREIGN + 2), "x", issuer_id="lai-chau")
    listed = (await get(world, world.paths["issuer"] + "/lien-ket")).text
    assert "Văn thư unit" in listed and "Y tế Lai Châu" not in listed
    ours, theirs = [
        await get(world, world.paths["issuer"] + "/thu-hoi", "POST", data={"so": number})
        for number in (link_of(world, "unit").id, 5)
    ]
    assert (ours.status_code, theirs.status_code) == (200, 404)
    assert (await get(world, world.paths["unit"])).status_code == 410
    assert (await get(world, foreign + ".ics")).status_code == 200


async def test_the_page_shows_who_fetched_last(world: World) -> None:
    path = world.paths["unit"]
    await get(world, path + ".ics", headers={"user-agent": "<b>Outlook</b>"})
    assert "bằng &lt;b&gt;Outlook&lt;/b&gt;" in (await get(world, path + "/lien-ket")).text


async def test_what_a_link_did_is_in_the_ledger_without_its_secret(world: World) -> None:
    path = world.paths["unit"]
    await get(world, path + "/lien-ket", "POST", data={"ten": "Mới"})
    with world.database.read() as session:
        ledger.verify(session)
        last = session.exec(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()  # type: ignore[attr-defined]
        kept = repr([row.model_dump() for row in session.exec(select(LedgerEntry))])
    assert last is not None
    assert (last.kind, last.actor) == ("subscription made", "subscription/1")
    assert path.removeprefix("/lich/") not in kept


async def test_unknown_links_change_nothing(world: World) -> None:
    for path in ("/lich/x/doi", "/lich/x/lien-ket", "/lich/x/thu-hoi"):
        got = await get(world, path, "POST", data={"ten": "x", "so": 1})
        assert (got.status_code, links(world)) == (404, 4)
    for view in ("/doi", "/thu-hoi"):  # reading never changes anything
        assert (await get(world, world.paths["unit"] + view)).status_code == 404
    assert (await get(world, "/cong-khai/phu-tho/phu-tho-2024/doi", "POST")).status_code == 405


def links(world: World) -> int:
    with world.database.read() as session:
        return len(session.exec(select(Subscription)).all())
