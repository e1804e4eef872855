"""The form of a duty at the desk: what it means stands at its fields, whole and short enough, nothing is lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from scheduler.access.roles import Role
from scheduler.definition.organisation import Unit
from scheduler.store.organisation import save_organisation
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.drafted import FORTY, begin_draft, load_view
from tests.config.desk.written import path, sent_by, stands, written

HEAD = """campaign: phu-tho-2024
title: Phong trào
issuer: phu-tho
directive: {issuer: Ủy ban nhân dân tỉnh Phú Thọ}
duties:
"""
DUTY = """  - id: {id}
    title: {title}
    kind: bao_cao_khac
    due: {due}
    origin: {{set: Sở Nội vụ}}
    owed_by: {owed}
    to: so-noi-vu
"""


def source(*duties: str) -> str:
    return HEAD + "".join(duties)


def duty(
    id_: str = "a",
    title: str = "Báo cáo A",
    due: str = "{by: 2024-06-28}",
    owed: str = "{all: true}",
) -> str:
    return DUTY.format(id=id_, title=title, due=due, owed=owed)


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


@pytest.fixture
async def clerk(world: DeskWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with world.visit(Role.CLERK) as client:
        yield client


def beside(html: str, id_: str) -> str:
    found = HTMLParser(html).css_first(f"#{id_}")
    assert found, id_
    return str(found.text()).strip()


async def test_whom_it_means_and_when_they_are_reminded_stands_beside(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, source(duty()))
    html = (await clerk.get(path(draft, "/a"))).text
    assert Outline(html).faults == []
    told = beside(html, "who-nay")
    assert told.startswith("21 đơn vị thực hiện, tính đến thứ Sáu, 28/6/2024")
    assert "Sở Nội vụ là nơi nhận" in told and "Sở Y tế" in html
    assert "08:00 thứ Hai, 10/6/2024 (thủ trưởng)" in beside(html, "reminders-nay")
    assert "08:00, trước 14 ngày làm việc: thủ trưởng" in html
    assert "08:00, quá hạn 3 ngày làm việc: trưởng khối (soạn sẵn" in html
    assert "“nhắc ít lần hơn” gồm" in html
    assert "gentle</label>" not in html


async def test_what_was_typed_is_foreseen_before_it_is_written(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, source(duty()))
    form = sent_by((await clerk.get(path(draft, "/a"))).text)
    typed = {
        **form,
        "who": "units",
        "units": "Sở Y tế\nUBND thành phố Việt Trì",
        "due": "",
        "xem": "1",
    }
    picked = {"pick": "month", "pick_day": "20"}
    html = (await clerk.post(path(draft, "/a"), data={**typed, **picked})).text
    assert beside(html, "who-nay") == "2 đơn vị thực hiện, tính đến thứ Hai, 20/5/2024."
    assert stands(world, draft).revision == 1
    written_ = await clerk.post(
        path(draft, "/a"), data={k: v for k, v in {**typed, **picked}.items() if k != "xem"}
    )
    assert written_.status_code == 303
    _path, item = stands(world, draft).entry("a") or pytest.fail("gone")
    assert item.values["due"] == {"every": "month", "by": "20"}
    assert item.values["owed_by"] == {"ids": ["so-y-te", "ubnd-viet-tri"]}


async def test_what_is_named_and_not_there_is_seen_at_its_field_and_kept(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    owed = "{blocks: [khoi-9], ids: [so-cu]}"
    draft = written(world, source(duty(owed=owed).rstrip() + "\n    reminders: la\n"))
    html = (await clerk.get(path(draft, "/a"))).text
    assert "khoi-9 (không có trong danh sách)" in html and "la (không có trong danh sách)" in html
    assert "“so-cu” không có trong danh sách đơn vị" in beside(html, "who-nay")
    for field in ("blocks", "units", "reminders"):
        assert f'href="#{field}' in html, field
    answer = await clerk.post(path(draft, "/a"), data=sent_by(html))
    assert answer.status_code == 303
    assert stands(world, draft).values == draft.values


async def test_a_group_is_open_where_it_is_filled_or_wrong(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, source(duty()))
    page = (await clerk.get(path(draft, "/a"))).text
    assert _open(page) == []
    form = {**sent_by(page), "consolidation": "5 ngày làm việc", "cut_off": "lâu"}
    faulty = await clerk.post(path(draft, "/a"), data=form)
    assert faulty.status_code == 422 and _open(faulty.text) == ["Tổng hợp, thôi tiếp nhận"]
    assert beside(faulty.text, "cut_off-loi").startswith("Lỗi: Chưa đọc được khoảng thời gian")
    await clerk.post(path(draft, "/a"), data={**form, "cut_off": ""})
    page = (await clerk.get(path(draft, "/a"))).text
    assert _open(page) == ["Tổng hợp, thôi tiếp nhận"]
    # the units send earlier by that much
    assert "tính đến thứ Sáu, 21/6/2024" in beside(page, "who-nay")


async def test_two_clerks_see_only_what_a_duty_says(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, source(duty()))
    form = sent_by((await clerk.get(path(draft, "/a"))).text)
    await clerk.post(path(draft, "/a"), data={**form, "cut_off": "10 ngày"})
    both = await clerk.post(path(draft, "/a"), data={**form, "roll": "none"})
    assert both.status_code == 409
    compared = both.text.partition('<form id="muc"')[0]
    assert "Thôi tiếp nhận sau hạn" in compared and "Khi trùng ngày nghỉ" in compared
    assert "Ở tháng nào của kỳ" not in compared and "Tính từ lúc" not in compared
    assert (await clerk.post(path(draft, "/a"), data=sent_by(both.text))).status_code == 303
    _path, item = stands(world, draft).entry("a") or pytest.fail("gone")
    assert item.values["cut_off"] == "10 days"
    assert item.values["due"] == {"by": "2024-06-28", "roll": "none"}


def _open(html: str) -> list[str]:
    found = HTMLParser(html).css("form details[open] > summary")
    return [str(one.text()).strip() for one in found]


async def test_the_longest_form_of_a_large_province_is_short_enough(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    ours = next(one for one in world.desk.installation.organisations if one.issuer.id == OURS)
    communes = tuple(
        Unit(id=f"xa-{n}", name=f"Ủy ban nhân dân xã Thượng Hòa Bình {n}", kind="xa")
        for n in range(280)
    )
    large = ours.model_copy(update={"units": (*ours.units, *communes)})
    with world.database.write() as session:
        save_organisation(session, large, actor="admin", now=NOW)
    many = [duty(f"nv-{n}", f"Báo cáo chuyên đề số {n} về phong trào thi đua") for n in range(60)]
    draft = written(world, source(*many))
    page = await clerk.get(path(draft, "/nv-7"))
    assert len(page.content) <= 50_000
    assert "301 đơn vị thực hiện" in page.text and "và 201 đơn vị khác" in page.text
    begun = begin_draft(world, FORTY)
    item = next(one for one in load_view(world, begun).items if one.kind == "duty")
    beside_document = await clerk.get(f"{begun.path}?muc={item.id}")
    assert len(beside_document.content) <= 50_000
    assert "đơn vị thực hiện, tính đến" in beside_document.text
