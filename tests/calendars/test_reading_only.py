"""FEEDS rule 32a: an address that reads never manages, and the other way round."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from scheduler.store.tables import Subscription
from tests.calendars.pages_world import World, open_world
from tests.calendars.test_commands import run
from tests.calendars.test_page_links import links
from tests.calendars.test_pages import Outline, get

FORMS = ("doi", "thu-hoi", "lien-ket", "moi")
VIEWS = ("", "/danh-sach", "/thang", "/nam", "/in")
SCOPES = ("unit", "block", "person", "issuer")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.database.close()


def secret(path: str) -> str:
    return path.rpartition("/")[2]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("scope", SCOPES)
async def test_rule_32a_no_form_acts_at_an_address_that_reads(
    world: World, scope: str, name: str
) -> None:
    data = {"ten": "x", "so": 1, "lich": ""}
    for path in (world.paths[scope], world.paths[scope] + ".ics"):
        got = await get(world, f"{path}/{name}", "POST", data=data)
        assert got.status_code in (404, 405)
    assert links(world) == 4
    assert (await get(world, world.paths[scope] + ".ics")).status_code == 200
    assert (await get(world, world.paths["unit"] + ".ics")).status_code == 200


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scope", SCOPES)
async def test_rule_32a_no_page_that_reads_shows_a_form_or_another_link(
    world: World, scope: str, view: str
) -> None:
    html = (await get(world, world.paths[scope] + view)).text
    assert "<form" not in html and "/lien-ket" not in html
    assert secret(world.managing[scope]) not in html


async def test_rule_32a_each_secret_opens_its_own_address_only(world: World) -> None:
    reads, manages = secret(world.paths["unit"]), secret(world.managing["unit"])
    for path in (f"/lich/{manages}", f"/lich/{manages}.ics", f"/lien-ket/{reads}"):
        assert (await get(world, path)).status_code == 404
    for name in ("doi", "moi", "thu-hoi"):
        got = await get(world, f"/lien-ket/{reads}/{name}", "POST", data={"ten": "x", "so": 1})
        assert (got.status_code, links(world)) == (404, 4)


async def test_rule_32a_a_page_that_reads_says_where_links_are_managed(world: World) -> None:
    for path, status in ((world.paths["unit"], 200), (world.paths["unit"] + "/lien-ket", 410)):
        got = await get(world, path)
        assert got.status_code == status
        assert "chỉ để đọc" in got.text and "/lich trong bot" in got.text
        assert "thidua reissue" in got.text
    assert "only reads" in (await get(world, world.paths["unit"] + "?lang=en")).text


async def test_rule_32a_the_page_that_manages_is_kept_by_nobody(world: World) -> None:
    path = world.managing["unit"]
    for got in (await get(world, path), await get(world, path + "/moi", "POST", data={"ten": "x"})):
        assert (got.status_code, Outline(got.text).faults) == (200, [])
        assert got.headers["referrer-policy"] == "same-origin"
        assert got.headers["cache-control"] == "private, no-store"
        assert got.headers["x-robots-tag"] == "noindex, nofollow"
        assert 'name="referrer"' not in got.text  # which would win over the header
        assert world.paths["unit"] not in got.text


async def test_rule_32a_a_link_from_before_reads_on_and_is_issued_again_to_be_managed(
    world: World,
) -> None:
    with world.database.write() as session:
        session.exec(select(Subscription).where(Subscription.id == 1)).one().manage_hash = None
    path = world.paths["unit"]
    assert run(world, "links").stdout.count("chưa có địa chỉ quản lý") == 1
    assert (await get(world, path + ".ics")).status_code == 200
    assert (await get(world, world.managing["unit"])).status_code == 404
    reads, manages = run(world, "reissue", "1").stdout.split()
    for address, status in ((reads, 200), (manages, 200), (path + ".ics", 410)):
        assert (await get(world, address)).status_code == status


async def test_rule_32a_a_link_issued_again_leaves_both_addresses(world: World) -> None:
    run(world, "reissue", "1")
    for path in (world.paths["unit"], world.managing["unit"]):
        got = await get(world, path)
        assert (got.status_code, "đã bị thu hồi" in got.text) == (410, True)
