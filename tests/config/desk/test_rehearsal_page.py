"""The time machine of the desk: asked for, waited for, read day by day and unit by unit."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from config.long_work import doers
from scheduler.access.roles import Role
from scheduler.campaign.editing import begin, deeds
from scheduler.campaign.editing.working import Working
from scheduler.run.works import AtWork, Works
from scheduler.store import drafts
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

SAMPLE = Path("config/samples/campaigns/phu-tho-2024.yaml")
DAYS = {"tu": "25/6/2024", "den": "05/7/2024"}


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


def begun(world: DeskWorld, source: str = "") -> Working:
    source = source or SAMPLE.read_text("utf-8")
    with world.database.write(OURS) as session:
        return begin.from_text(session, source, issuer_id=OURS, by=CLERK, now=NOW)


def engine(world: DeskWorld) -> Works:
    installation = world.desk.installation
    return Works(world.database, doers(installation), installation.clock)


async def work_off(works: Works) -> bool:
    """In a thread of its own, as in `thidua serve`."""
    return await asyncio.to_thread(works.work_off)


class Killed(BaseException):
    """The process is gone."""


@pytest_asyncio.fixture
async def clerk(world: DeskWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with world.visit(Role.CLERK) as browser:
        browser.follow_redirects = True
        yield browser


async def test_days_stand_in_the_form_already(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    page = await clerk.get(f"/ban/ban-thao/{begun(world).id}/dien-tap")
    assert re.findall(r'name="(tu|den)"[^>]* value="([^"]*)"', page.text) == [
        ("tu", "01/01/2024"),
        ("den", "14/01/2025"),
    ]


async def test_what_is_asked_for_is_waited_for_and_then_read(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    path = f"/ban/ban-thao/{begun(world).id}/dien-tap"
    waiting = await clerk.post(path, data=DAYS)
    assert waiting.headers["Refresh"] == "2"
    assert "Đang chờ đến lượt diễn tập." in waiting.text
    await clerk.post(path, data=DAYS)  # pressed twice
    assert await work_off(engine(world))
    assert not await work_off(engine(world))
    done = await clerk.get(path)
    assert "Refresh" not in done.headers
    assert "<svg" in done.text and "style=" not in done.text
    assert "Tháng 7/2024" in done.text
    month = await clerk.get(f"{path}/1?ngay=2024-07")
    assert "thứ Hai, 01/7/2024" in month.text
    day = await clerk.get(f"{path}/1?ngay=2024-07-01")
    assert "Bắt đầu hôm nay: Đợt thi đua thứ hai\n\nKính gửi" in day.text  # line by line
    unit = await clerk.get(f"{path}/1?ngay=2024-07&don-vi=so-gddt")
    assert "Sở Giáo dục và Đào tạo" in unit.text and "Lâm Thao" not in unit.text
    for page in (done, month, day, unit, await clerk.get(f"{path}/1")):
        assert page.status_code == 200 and len(page.content) < 50_000


async def test_who_waits_sees_how_far_it_is(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    path = f"/ban/ban-thao/{begun(world).id}/dien-tap"
    await clerk.post(path, data=DAYS)

    def half(at_work: AtWork) -> dict[str, object]:
        at_work.tell(183, 366)
        raise Killed

    with pytest.raises(Killed):
        await work_off(Works(world.database, {"rehearsal": half}, world.desk.installation.clock))
    page = await clerk.get(path)
    assert "xong 183/366 ngày" in page.text and 'max="366" value="183"' in page.text


async def test_days_that_are_none_are_said_beside_the_field(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    path = f"/ban/ban-thao/{begun(world).id}/dien-tap"
    answer = await clerk.post(path, data={"tu": "30/02/2024", "den": "01/01/2024"})
    assert answer.status_code == 422 and 'aria-describedby="tu-goi-y tu-loi"' in answer.text
    answer = await clerk.post(path, data={"tu": "02/01/2024", "den": "01/01/2024"})
    assert "Ngày cuối phải từ ngày đầu trở đi." in answer.text
    years = SAMPLE.read_text("utf-8").replace("year: 2024", "year: 2024\nlast_year: 2028", 1)
    path = f"/ban/ban-thao/{begun(world, years).id}/dien-tap"
    answer = await clerk.post(path, data={"tu": "02/01/2024", "den": "31/12/2027"})
    assert "Mỗi lần diễn tập nhiều nhất 3 năm." in answer.text


async def test_what_was_corrected_since_is_said_to_be_old(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    working = begun(world)
    path = f"/ban/ban-thao/{working.id}/dien-tap"
    await clerk.post(path, data=DAYS)
    assert await work_off(engine(world))
    assert "đã sửa sau lần diễn tập này" not in (await clerk.get(path)).text
    with world.database.write(OURS) as session:
        draft = drafts.find(session, working.id, OURS)
        deeds.write_field(session, draft, draft.revision, ("title",), "Khác", by=CLERK, now=NOW)
    assert "đã sửa sau lần diễn tập này" in (await clerk.get(path)).text


async def test_who_waits_for_what_was_corrected_meanwhile_is_told(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    working = begun(world)
    path = f"/ban/ban-thao/{working.id}/dien-tap"
    await clerk.post(path, data=DAYS)
    with world.database.write(OURS) as session:
        draft = drafts.find(session, working.id, OURS)
        deeds.write_field(session, draft, draft.revision, ("title",), "Khác", by=CLERK, now=NOW)
    assert not await work_off(engine(world))
    page = await clerk.get(path)
    assert "lần diễn tập đang chạy đã dừng" in page.text and "Refresh" not in page.headers
    assert "đã dừng" not in (await clerk.post(path, data=DAYS)).text


async def test_text_that_cannot_be_planned_leads_to_its_faults(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    working = begun(
        world, "campaign: pt\ntitle: A\nyear: 2024\ndirective: {issuer: A}\nduties: []\n"
    )
    path = f"/ban/ban-thao/{working.id}/dien-tap"
    page = await clerk.get(path)
    assert "chưa lập được kế hoạch" in page.text and f"{working.id}/soan" in page.text
    await clerk.post(path, data=DAYS)
    assert await work_off(engine(world))
    assert "Chưa diễn tập được" in (await clerk.get(path)).text


async def test_of_who_only_looks_nothing_is_asked(world: DeskWorld) -> None:
    path = f"/ban/ban-thao/{begun(world).id}/dien-tap"
    async with world.visit(Role.VIEWER) as browser:
        page = await browser.get(path)
        assert page.status_code == 200 and 'name="tu"' not in page.text
        assert (await browser.post(path, data=DAYS)).status_code == 403
