"""The commands `feed` and `subscribe`, run as the rim runs them."""

import pytest
import typer
from typer.testing import CliRunner, Result

from config.commands.feeds import register
from config.settings import Settings
from scheduler.errors import (
    NobodyHolds,
    UnknownBlock,
    UnknownCampaign,
    UnknownIssuer,
    UnknownSubscription,
    UnknownUnit,
)
from tests.at_terminal import handed
from tests.calendars.peopled import peopled
from tests.calendars.samples import value, values
from tests.calendars.stored import BASE, Served


def run(served: Served, *arguments: str, outside_url: str = BASE, width: int = 200) -> Result:
    app = typer.Typer()
    register(app, Settings())
    given = handed(
        served.database, clock=served.clock, base_url=BASE, outside_url=outside_url, width=width
    )
    return CliRunner().invoke(app, arguments, obj=given)


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
    address, managing = printed.stdout.splitlines()
    assert managing.startswith(f"{BASE}/lien-ket/")
    assert "Dán địa chỉ này" in printed.stderr and "giữ riêng địa chỉ này" in printed.stderr
    assert address.startswith(f"{BASE}/lich/") and address.endswith(".ics")
    assert (await served.get(address.removeprefix(BASE))).status_code == 200


def test_address_that_opens_here_only_is_told_beside_it(served: Served) -> None:
    told = run(served, "subscribe", "--unit", "so-y-te", "--name", "Máy văn thư", outside_url="")
    reads, manages = told.stdout.splitlines()
    assert [reads.startswith(f"{BASE}/lich/"), manages.startswith(f"{BASE}/lien-ket/")] == [
        True,
        True,
    ]
    assert "Người quản trị cần đặt THIDUA_PUBLIC_URL." in told.stderr


def test_feed_names_no_address_where_nobody_outside_finds_us(served: Served) -> None:
    printed = run(served, "feed", "--campaign", "phu-tho-2024", outside_url="").stdout
    assert "BEGIN:VEVENT" in printed
    assert BASE not in printed


@pytest.mark.parametrize(
    ("options", "title"),
    [
        (["--block", "phu-tho/khoi-1"], "Khối 1"),
        (["--campaign", "phu-tho/phu-tho-2024"], "Thi đua năm 2024"),
        (["--issuer", "phu-tho"], "UBND tỉnh Phú Thọ"),
        (["--post", "phu-tho/so-y-te"], "Nhiệm vụ của đơn vị"),
    ],
)
async def test_subscribe_makes_links_to_every_scope(
    served: Served, options: list[str], title: str
) -> None:
    peopled(served.database)
    address = run(served, "subscribe", *options, "--name", "Văn thư").stdout.splitlines()[0]
    document = (await served.get(address.removeprefix(BASE))).content
    assert value(document, "X-WR-CALNAME") == title


def test_subscribe_wants_one_scope(served: Served) -> None:
    both = run(served, "subscribe", "--unit", "a", "--block", "b", "--name", "x")
    assert (both.exit_code, run(served, "subscribe", "--name", "x").exit_code) == (2, 2)


def test_subscribe_to_nobody_is_told(served: Served) -> None:
    unheld = run(served, "subscribe", "--post", "so-y-te:clerk", "--name", "x")
    assert isinstance(unheld.exception, NobodyHolds)
    assert isinstance(
        run(served, "subscribe", "--block", "x", "--name", "x").exception, UnknownBlock
    )


async def test_links_shows_who_fetched_last(served: Served) -> None:
    path = served.link("Máy văn thư")
    before = run(served, "links").stdout
    await served.get(path, user_agent="Google-Calendar-Importer")
    after = run(served, "links", "--issuer", "phu-tho").stdout
    assert "Máy văn thư" in before and "Đơn vị: Sở Y tế" in before and "chưa lần nào" in before
    assert "07:00 01/6/2024" in after and "Google-Calendar-Importer" in after
    assert "Máy văn thư" not in run(served, "links", "--issuer", "khac").stdout


def test_links_are_not_cut_in_80_columns(served: Served) -> None:
    run(served, "subscribe", "--name", "Văn phòng Sở Tài chính", "--issuer", "phu-tho")
    assert "…" not in run(served, "links", width=80).stdout


async def test_revoke_closes_a_link_and_reissue_opens_it_elsewhere(served: Served) -> None:
    path = served.link()
    assert run(served, "revoke", "1").exit_code == 0
    assert (await served.get(path)).status_code == 410
    address = run(served, "reissue", "1").stdout.splitlines()[0]
    assert (await served.get(address.removeprefix(BASE))).status_code == 200
    assert (await served.get(path)).status_code == 410
    assert isinstance(run(served, "revoke", "9").exception, UnknownSubscription)


@pytest.mark.parametrize("command", ["revoke", "reissue"])
@pytest.mark.parametrize("number", ["0", str(2**31), str(2**63)])
def test_number_no_link_has_is_told(served: Served, command: str, number: str) -> None:
    assert isinstance(run(served, command, number).exception, UnknownSubscription)


def test_subscribe_to_no_post_names_those_there_are(served: Served) -> None:
    ended = run(served, "subscribe", "--post", "so-y-te:boss", "--name", "x")
    assert ended.exit_code == 2 and "head, deputy, clerk" in ended.output


@pytest.mark.parametrize("name", ["", "  "])
def test_subscribe_asks_for_a_name(served: Served, name: str) -> None:
    assert run(served, "subscribe", "--unit", "so-y-te", "--name", name).exit_code == 2


def test_links_of_an_unknown_issuer_are_refused(served: Served) -> None:
    assert isinstance(run(served, "links", "--issuer", "x").exception, UnknownIssuer)
