"""The commands `feed` and `subscribe`, run as the rim runs them."""

from dataclasses import dataclass

import pytest
import typer
from typer.testing import CliRunner, Result

from calendars.cli import register
from scheduler.errors import UnknownCampaign, UnknownUnit
from scheduler.run.clock import Clock
from scheduler.store.database import Database
from tests.calendars.samples import values
from tests.calendars.stored import BASE, Served


@dataclass
class Given:
    """What the commands take from the context."""

    database: Database
    clock: Clock
    base_url: str = BASE
    author: str = "test"


def run(served: Served, *arguments: str) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, arguments, obj=Given(served.database, served.clock))


async def test_feed_prints_what_the_public_address_serves(served: Served) -> None:
    printed = run(served, "feed", "--campaign", "phu-tho-2024")
    got = await served.get("/cong-khai/phu-tho/phu-tho-2024.ics")
    assert (printed.exit_code, printed.stdout_bytes) == (0, got.content)


async def test_feed_prints_what_the_link_serves(served: Served) -> None:
    printed = run(served, "feed", "--unit", "phu-tho/so-y-te")
    assert printed.stdout_bytes == (await served.get(served.link())).content


def test_feed_of_a_unit_in_one_campaign_holds_its_deadlines(served: Served) -> None:
    printed = run(served, "feed", "--campaign", "phu-tho-2024", "--unit", "so-y-te")
    assert values(printed.stdout_bytes, "UID") == [
        "phu-tho+phu-tho-2024+phase+dot-1@thidua",
        "phu-tho+phu-tho-2024+deadline+so-ket-dot-1%2F2024+so-y-te@thidua",
    ]


def test_feed_of_nothing_is_refused(served: Served) -> None:
    assert run(served, "feed").exit_code == 2


def test_feed_of_an_unknown_campaign_or_unit_is_told(served: Served) -> None:
    assert isinstance(run(served, "feed", "--campaign", "x").exception, UnknownCampaign)
    assert isinstance(run(served, "feed", "--unit", "x").exception, UnknownUnit)


async def test_subscribe_prints_an_address_that_works(served: Served) -> None:
    printed = run(served, "subscribe", "--unit", "so-y-te", "--name", "Máy văn thư")
    address = printed.stdout.strip()
    assert address.startswith(f"{BASE}/lich/") and address.endswith(".ics")
    assert (await served.get(address.removeprefix(BASE))).status_code == 200


@pytest.mark.parametrize("name", ["", "  "])
def test_subscribe_asks_for_a_name(served: Served, name: str) -> None:
    assert run(served, "subscribe", "--unit", "so-y-te", "--name", name).exit_code == 2
