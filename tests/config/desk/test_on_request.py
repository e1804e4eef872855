"""A report on request from the page of a campaign: two clicks, whom it touches said before the second, sent once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from scheduler.access.roles import Role
from scheduler.store.tables import Draft, LedgerEntry, Obligation, Occurrence
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import DeskWorld
from tests.config.desk.in_force import PAGE, campaign_in_force, definition, revision

ASK = f"{PAGE}/dot-xuat"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    world = campaign_in_force(tmp_path)
    yield world
    world.database.close()


def form_of(html: str) -> dict[str, str]:
    """What the form sends as it stands, with the button that sends."""
    form = html.partition(f'action="{ASK}"')[2].partition("</form>")[0]
    inputs = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form)
    texts = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\s?([^<]*)</textarea>', form)
    return {**dict(inputs), **dict(texts), "gui": "1"}


def calls(world: DeskWorld) -> list[Occurrence]:
    with world.database.read() as session:
        query = select(Occurrence).where(col(Occurrence.called_at).is_not(None))
        return list(session.exec(query))


async def test_form_comes_filled_and_says_whom_it_touches(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get(ASK)
    assert (page.status_code, Outline(page.text).faults) == (200, [])
    assert len(page.content) < 50_000
    assert (
        "21 đơn vị phải báo cáo chậm nhất 17:00 thứ Năm, 09/5/2024" in page.text
    )  # 3 working days
    assert "chưa có người nhận tin" in page.text and calls(desk) == []


async def test_second_click_calls_once(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        sent = form_of((await browser.get(ASK)).text)
        first = await browser.post(ASK, data=sent)
        second = await browser.post(ASK, data=sent)
        page = await browser.get(first.headers["location"])
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"] and page.status_code == 200
    with desk.database.read() as session:
        (row,) = calls(desk)
        owed = session.exec(select(Obligation).where(Obligation.occurrence_id == row.id)).all()
        line = session.exec(select(LedgerEntry).where(LedgerEntry.kind == "duty called")).one()
    assert len(owed) == 21 and line.actor == "Chuyên viên, Ban Thi đua - Khen thưởng tỉnh"


async def test_call_is_taken_back_with_its_reason(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        sent = form_of((await browser.get(ASK)).text)
        path = (await browser.post(ASK, data=sent)).headers["location"].partition("?")[0]
        assert (await browser.post(path, data={"viec": "thu-hoi"})).status_code == 422
        for _again in range(2):
            done = await browser.post(path, data={"viec": "thu-hoi", "reason": "gửi nhầm"})
            assert done.status_code == 303
        page = await browser.get(done.headers["location"])
    assert "Đã hủy yêu cầu." in page.text and Outline(page.text).faults == []
    with desk.database.read() as session:
        kinds = select(LedgerEntry).where(LedgerEntry.kind == "call withdrawn")
        assert "gửi nhầm" in str(session.exec(kinds).one().data)


async def test_what_was_changed_is_shown_once_more(desk: DeskWorld) -> None:
    async with desk.visit(Role.CLERK) as browser:
        sent = form_of((await browser.get(ASK)).text) | {"units": "Sở Y tế", "due": "17/5"}
        page = await browser.post(ASK, data=sent)
        assert (page.status_code, calls(desk)) == (409, [])
        assert "1 đơn vị phải báo cáo chậm nhất 17:00 thứ Sáu, 17/5/2024" in page.text
        assert (await browser.post(ASK, data=form_of(page.text))).status_code == 303
    assert len(calls(desk)) == 1


async def test_other_report_is_a_new_duty_of_the_definition(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        shown = await browser.get(f"{ASK}?loai=moi")
        sent = form_of(shown.text) | {"title": "Báo cáo bão số 3", "reason": "Công điện 12"}
        seen = await browser.post(ASK, data=sent)
        sent = form_of(seen.text)
        first = await browser.post(ASK, data=sent)
        second = await browser.post(ASK, data=sent)
    assert (first.status_code, second.status_code, revision(desk)) == (303, 303, 2)
    duty = definition(desk).duties[-1]
    assert (duty.title, duty.origin.text) == ("Báo cáo bão số 3", "admin-phu-tho: Công điện 12")


async def test_other_report_of_who_may_not_approve_is_proposed(desk: DeskWorld) -> None:
    desk.sign_in(Role.HEAD)  # who approves
    async with desk.visit(Role.CLERK) as browser:
        shown = await browser.get(f"{ASK}?loai=moi")
        answer = await browser.post(ASK, data=form_of(shown.text))
    assert answer.headers["location"].endswith("/thay-doi") and revision(desk) == 1
    with desk.database.read() as session:
        assert session.exec(select(Draft)).one().state == "proposed"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"due": ""}, "Đề nghị ghi mục này."),
        ({"due": "2/5"}, "đã qua"),
        ({"units": "Sở Xây nhà"}, "Không có “Sở Xây nhà” trong danh sách."),
        ({"duty": "khong-co"}, "Đề nghị chọn một mục trong danh sách."),
        ({"duty": "moi", "title": " "}, "Đề nghị ghi mục này."),
    ],
)
async def test_what_is_wrong_is_told_at_its_field(
    desk: DeskWorld, given: dict[str, str], told: str
) -> None:
    async with desk.visit(Role.CLERK) as browser:
        sent = form_of((await browser.get(ASK)).text) | given
        page = await browser.post(ASK, data=sent)
    assert page.status_code == 422 and told in page.text
    assert Outline(page.text).faults == [] and calls(desk) == []


async def test_a_second_request_of_the_day_to_others_is_sent_too(desk: DeskWorld) -> None:
    led_to = set()
    async with desk.visit(Role.CLERK) as browser:
        form = form_of((await browser.get(ASK)).text)
        for units, reason in (("Sở Y tế", "dịch bệnh"), ("Sở Tài chính", "giải ngân")):
            shown = await browser.post(ASK, data=form | {"units": units, "reason": reason})
            done = await browser.post(ASK, data=form_of(shown.text))
            led_to.add(done.headers["location"])
    assert len(led_to) == 2 == len(calls(desk))


async def test_two_new_reports_of_one_name_are_two(desk: DeskWorld) -> None:
    async with desk.visit(Role.ADMIN) as browser:
        form = form_of((await browser.get(f"{ASK}?loai=moi")).text)
        assert (await browser.post(ASK, data=form)).status_code == 303
        shown = await browser.post(ASK, data=form | {"units": "Sở Y tế"})
        assert (shown.status_code, revision(desk)) == (409, 2)
        assert (await browser.post(ASK, data=form_of(shown.text))).status_code == 303
    both = definition(desk).duties[-2:]
    assert both[0].owed_by.all and both[1].owed_by.ids == ("so-y-te",)
