"""The feed of every scope, read back by parsers that are not the writer's. More of them: `python -m tests.readers`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from calendars.contents import Places
from calendars.query import Scope, load_shown
from tests.calendars.pages_world import World, open_world
from tests.calendars.peopled import HEAD
from tests.calendars.stored import BASE
from tests.calendars.test_feed_readers import Reader, by_hand, by_ics, by_vobject, said
from tests.calendars.test_pages import get

SCOPES = {
    "unit": Scope("unit", 2),
    "block": Scope("block", 1),
    "person": Scope("person", HEAD),
    "issuer": Scope("issuer", "phu-tho"),
    "campaign": Scope("campaign", 1),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("world"))
    yield made
    made.database.close()


def test_the_world_has_a_path_for_every_scope(world: World, tmp_path: Path) -> None:
    assert set(world.paths) == set(SCOPES)


@pytest.mark.parametrize("read", [by_vobject, by_ics, by_hand])
@pytest.mark.parametrize("name", SCOPES)
async def test_a_feed_reads_back_as_its_entries_say(world: World, name: str, read: Reader) -> None:
    places = Places(BASE, {"phu-tho": "thidua_phutho_bot"})
    with world.database.read() as session:
        shown = load_shown(session, SCOPES[name], now=world.clock.now(), places=places)
    assert shown is not None
    served = (await get(world, world.paths[name] + ".ics")).content
    assert sorted(read(served), key=str) == sorted(map(said, shown.entries), key=str)
