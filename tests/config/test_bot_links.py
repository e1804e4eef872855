"""Links the bot makes for a person, in the database: both addresses work, and there is room for some a day."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from bots.telegram.event import Place, Pressed, Say, Toast
from bots.telegram.sending.channel import TelegramChannel
from config.reception import Reception
from config.settings import HERE
from scheduler.clock import RehearsalClock
from scheduler.installation import Installation
from scheduler.store.tables import Address
from tests.calendars.pages_world import World, open_world
from tests.calendars.peopled import HEAD, hold
from tests.calendars.stored import BASE, NOW
from tests.calendars.test_pages import get

A_DAY = 10
WALL = datetime(2026, 11, 28, 2, tzinfo=UTC)


class Phone:
    """The head of the health department before the bot."""

    def __init__(self, world: World, user: str) -> None:
        self.wall = RehearsalClock(WALL)
        self._world = world
        self._place = Place("bot", 1, user, user)
        zone, url = ZoneInfo("Asia/Ho_Chi_Minh"), str(world.database.url)
        installation = Installation(
            url, HERE, HERE, RehearsalClock(NOW), zone, BASE, "test", outside_url=BASE
        )
        channel = cast(TelegramChannel, SimpleNamespace(identity=None))
        self._reception = Reception(
            installation, channel, ("bot",), Path("/nowhere"), wall=self.wall
        )

    def ask(self) -> str:
        """Press the button that makes a link; what is said."""
        pressed = Pressed(self._place, "1", "fl:2:0:0", "1")
        with self._world.database.write() as session:
            now = self._world.clock.now()
            answers = self._reception.respond(session, pressed, now=now, fetched={})
        return " ".join(one.text for one in answers.items if isinstance(one, Say | Toast))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    with made.database.write() as session:
        for person_id, value in ((HEAD, "101"), (2, "102")):
            session.add(Address(person_id=person_id, lane_id="bot", value=value))
    hold(made.database, 1, 2, now=NOW)
    yield made
    made.database.close()


async def test_the_bot_tells_both_addresses_and_both_hold(world: World) -> None:
    told = Phone(world, "101").ask()
    paths = re.findall(rf"{BASE}(/\S+?)</code>", told)
    assert [path.split("/")[1] for path in paths] == ["lich", "lien-ket"]
    assert [(await get(world, path)).status_code for path in paths] == [200, 200]
    assert "chỉ hiện lần này" in told


def test_the_bot_makes_ten_links_a_day_for_one_person(world: World) -> None:
    phone, other = Phone(world, "101"), Phone(world, "102")
    assert ["/lich/" in phone.ask() for _ in range(A_DAY)] == [True] * A_DAY
    told = phone.ask()
    assert "10 địa chỉ lịch trong 24 giờ" in told and "/lich/" not in told
    assert "/lich/" in other.ask()
    world.clock.advance_to(NOW + timedelta(hours=25))
    assert "/lich/" in phone.ask()
