"""The anniversaries of a phase are picked from the catalogue."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from scheduler.access.roles import Role
from scheduler.campaign.editing import anniversaries
from tests.config.desk.desk_world import DeskWorld, open_desk
from tests.config.desk.written import path, stands, written

PICKER = "/dot-1/ngay-ky-niem"
# of the sample, in the order of its days
NAMED = [
    "thanh-lap-dang",
    "tet-nguyen-dan",
    "giai-phong-mien-nam",
    "dien-bien-phu",
    "sinh-chu-tich-ho-chi-minh",
    "thi-dua-yeu-nuoc",
]


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


@pytest.fixture
async def clerk(world: DeskWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with world.visit(Role.CLERK) as client:
        yield client


def offered(html: str) -> dict[str, list[str]]:
    """What each group offers, by its heading."""
    return {
        group.css_first("legend").text(strip=True): [
            one.attributes.get("value") or "" for one in group.css("input[name=ngay]")
        ]
        for group in HTMLParser(html).css("fieldset")
        if group.css("input[name=ngay]")
    }


async def test_what_is_chosen_comes_first_then_what_lies_within(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    page = (await clerk.get(path(written(world), PICKER))).text
    groups = offered(page)
    assert list(groups)[:2] == ["Đã chọn 6 ngày", "Tháng 01/2024, trong thời gian của đợt"]
    assert groups.pop("Đã chọn 6 ngày") == NAMED
    assert "gio-to-hung-vuong" in groups["Tháng 4/2024, trong thời gian của đợt"]
    assert all("quoc-khanh" not in listed for listed in groups.values())
    assert "70 năm Ngày Chiến thắng Điện Biên Phủ" in page and "thứ Ba, 07/5/2024. năm tròn" in page
    assert "thứ Năm, 18/4/2024. ngày 10 tháng 3 âm lịch" in page


async def test_a_search_needs_no_marks_and_loses_no_tick(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    sent = {
        "goc": " ".join(NAMED),
        "ngay": ["dien-bien-phu", "gio-to-hung-vuong"],
        "tim": "quoc kh",
    }
    page = (await clerk.post(path(written(world), PICKER), data={**sent, "xem": "tim"})).text
    chosen, found = offered(page).items()
    assert chosen[1] == ["gio-to-hung-vuong", "dien-bien-phu"]
    assert "quoc-khanh" in found[1]


async def test_what_is_ticked_is_written_behind_what_stood(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world)
    sent = {"goc": " ".join(NAMED), "ngay": ["gio-to-hung-vuong", *NAMED], "ghi": "1"}
    assert (await clerk.post(path(draft, PICKER), data=sent)).status_code == 303
    _path, item = stands(world, draft).entry("dot-1") or pytest.fail("gone")
    assert item.values["anniversaries"] == [*NAMED, "gio-to-hung-vuong"]
    assert "“mừng Xuân Giáp Thìn 2024”" in stands(world, draft).source


def test_what_another_picked_meanwhile_stays() -> None:
    assert anniversaries.joined(["a", "b", "x"], ["a", "b"], ["b", "c"]) == ["b", "x", "c"]
