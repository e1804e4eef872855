"""Ready-made duties of a written draft: seen with their days, used, left, copied out to be changed."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from scheduler.access.roles import Role
from scheduler.campaign.editing import planned
from scheduler.campaign.editing.working import Working
from scheduler.store.tables import Draft
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import DeskWorld, open_desk
from tests.config.desk.written import path, stands, written

SOURCE = """campaign: nam-hoc-thu-nghiem
title: Phong trào năm học
year: 2024
issuer: phu-tho
directive: {issuer: Ủy ban nhân dân tỉnh Phú Thọ}
duties:
  - id: tong-ket-nam-hoc   # own one
    title: Tổng kết riêng
    kind: tong_ket
    due: {by: 2025-06-30}
    origin: {set: Sở Nội vụ}
    owed_by: {all: true}
    to: so-noi-vu
"""


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


@pytest.fixture
async def clerk(world: DeskWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with world.visit(Role.CLERK) as client:
        yield client


async def press(clerk: httpx.AsyncClient, draft: Working, what: str, **more: str) -> httpx.Response:
    sent = {"viec": what, "revision": str(draft.revision), **more}
    return await clerk.post(path(draft, "/mau"), data=sent)


def owed(world: DeskWorld, draft: Working) -> dict[str, str]:
    """Duties of the plan by id, with their days."""
    found = planned.plan(world.desk.installation, draft)
    assert found.proposal, found.problems
    return {one.duty: str(one.due_at)[:10] for one in found.proposal.plan.occurrences}


async def test_templates_are_shown_with_the_days_of_the_campaign(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, SOURCE)
    page = await clerk.get(path(draft, "/mau"))
    assert Outline(page.text).faults == [] and len(page.content) <= 50_000
    assert "Nghị định số 09/2019/NĐ-CP, Điều 13 khoản 1" in page.text
    assert "30/7/2025" in page.text  # before 31 July of the school year that began in 2024
    assert "đã có nhiệm vụ riêng cùng mã" in page.text


async def test_a_template_joins_and_leaves_again(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, SOURCE)
    done = await press(clerk, draft, "dung.nam-hoc")
    assert done.headers["location"] == path(draft, "/mau?vua=nam-hoc#nam-hoc")
    used = stands(world, draft)
    assert used.values["template"] == ["nam-hoc"] and "# own one" in used.source
    assert {"dang-ky-thi-dua-nam-hoc", "tong-ket-nam-hoc"} <= owed(world, used).keys()
    overview = (await clerk.get(path(draft))).text
    assert "Đăng ký danh hiệu thi đua năm học" in overview and 'id="tu-mau"' in overview
    await press(clerk, used, "thoi.nam-hoc")
    assert stands(world, draft).values == draft.values


async def test_what_is_copied_out_is_planned_as_before_and_is_its_own(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    draft = written(world, SOURCE)
    await press(clerk, draft, "dung.nam-hoc")
    used = stands(world, draft)
    await press(clerk, used, "chep.nam-hoc")
    copied = stands(world, draft)
    assert "template" not in copied.values and "# own one" in copied.source
    assert owed(world, copied) == owed(world, used)
    _path, item = copied.entry("dang-ky-thi-dua-nam-hoc") or pytest.fail("not there")
    assert item.values["origin"] == {
        "derived": "trước ngày 30/9, như tỉnh Nam Định cho năm học 2021–2022"
    }
    assert (await clerk.get(path(draft, "/dang-ky-thi-dua-nam-hoc"))).status_code == 200


async def test_comments_that_go_are_said_before(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world, SOURCE.replace("duties:", "template: nam-hoc  # đã duyệt\nduties:"))
    asked = await press(clerk, draft, "thoi.nam-hoc")
    assert asked.status_code == 409 and "đã duyệt" in asked.text
    assert stands(world, draft).source == draft.source
    assert (await press(clerk, draft, "thoi.nam-hoc", mat="1")).status_code == 303
    assert "template" not in stands(world, draft).values


async def test_a_draft_of_a_campaign_keeps_planning_with_the_texts_it_uses(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    text = world.desk.installation.templates["nam-hoc"].text
    draft = written(world, SOURCE.replace("duties:", "template: nam-hoc\nduties:"))
    with world.database.write() as session:
        session.get_one(Draft, draft.id).templates = json.dumps({"nam-hoc": text})
    await press(clerk, draft, "dung.dang-ky-giao-uoc")
    now = stands(world, draft)
    assert now.templates and set(now.templates) == {"nam-hoc", "dang-ky-giao-uoc"}
    assert "dang-ky-thi-dua" in owed(world, now)


async def test_what_is_no_template_is_not_there(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    draft = written(world, SOURCE)
    assert (await press(clerk, draft, "dung.khong-co")).status_code == 404
    assert (await press(clerk, draft, "x.nam-hoc")).status_code == 422
