"""Two clerks at one definition in the making: at two parts nobody waits, at one the second sees the first's change."""

import pytest

from scheduler.access.roles import Role
from scheduler.campaign.editing import begin
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.desk_world import NOW, OURS

pytestmark = pytest.mark.browser
ROUND, REPORT = "Đợt 1", "Báo cáo sơ kết đợt 1"
SOURCE = """# của tổ soạn thảo
campaign: hai-nguoi-2024
title: Thi đua hai người
year: 2024
directive: {issuer: Ủy ban nhân dân tỉnh Phú Thọ}
phases:
  - {id: dot-1, title: Đợt 1, first_day: 2024-06-03, last_day: 2024-08-30, origin: {set: Sở Nội vụ}}
duties:
  - id: so-ket
    title: Báo cáo sơ kết đợt 1
    kind: so_ket
    due: {by: 2024-08-15}  # theo lịch hội nghị
    origin: {set: Sở Nội vụ}
    owed_by: {all: true}
    to: co-quan-thuong-truc
"""


@pytest.fixture
def both(served_desk: ServedDesk) -> tuple[Clerk, Clerk]:
    """At the overview of one draft."""
    with served_desk.world.database.write(OURS) as session:
        draft = begin.from_text(session, SOURCE, issuer_id=OURS, by="Chuyên viên", now=NOW)
    clerks = [served_desk.clerk(role) for role in (Role.CLERK, Role.ADMIN)]
    for clerk in clerks:
        clerk.go(f"/ban/ban-thao/{draft.id}/soan")
    return clerks[0], clerks[1]


def open_with(clerk: Clerk, part: str, label: str, text: str) -> None:
    clerk.open_part(part)
    clerk.type(label, text, within=clerk.page.locator("form#muc"))


def save(clerk: Clerk) -> None:
    clerk.press("Ghi", within=clerk.page.locator("form#muc"))


def test_at_two_parts_both_are_written(both: tuple[Clerk, Clerk]) -> None:
    first, second = both
    open_with(first, ROUND, "Tên gọi", "Đợt thứ nhất")
    open_with(second, REPORT, "Thời hạn", "20/8")
    save(first)
    save(second)
    said = second.says()
    assert "Đợt thứ nhất" in said and "17:00 thứ Ba, 20/8/2024" in said
    second.judge()


def test_at_one_part_the_second_sees_the_first_and_untouched_fields_are_hers(
    both: tuple[Clerk, Clerk],
) -> None:
    first, second = both
    open_with(first, REPORT, "Tên gọi", "Báo cáo sơ kết của người thứ nhất")
    open_with(second, REPORT, "Thời hạn", "20/8")
    save(first)
    save(second)
    assert "Có người vừa thay đổi mục này" in second.says()
    assert "Chuyên viên, Ban Thi đua - Khen thưởng tỉnh" in second.says()
    second.judge(status=409)
    second.press("Ghi của tôi")
    said = second.says()
    assert "Báo cáo sơ kết của người thứ nhất" in said and "17:00 thứ Ba, 20/8/2024" in said
    first.page.reload()
    assert "17:00 thứ Ba, 20/8/2024" in first.says()


def test_second_may_keep_what_the_first_wrote(both: tuple[Clerk, Clerk]) -> None:
    first, second = both
    open_with(first, REPORT, "Thời hạn", "13/8")
    open_with(second, REPORT, "Thời hạn", "20/8")
    save(first)
    save(second)
    second.press("Giữ như", links=True)
    second.page.go_back()
    second.go(first.path)
    assert "17:00 thứ Ba, 13/8/2024" in second.says()
    assert "20/8/2024" not in second.says()


def test_double_click_on_add_adds_one(both: tuple[Clerk, Clerk]) -> None:
    first, _second = both
    first.press("Thêm nhiệm vụ", links=True)
    form = first.page.locator("form#muc")
    first.type("Tên gọi", "Báo cáo nhanh", within=form)
    first.type("Thời hạn", "28/6", within=form)
    first.type("Người ấn định ngày", "Sở Nội vụ", within=form)
    first.type("Nơi nhận", "cơ quan thường trực", within=form)
    form.get_by_role("button", name="Thêm", exact=True).dblclick()
    first.page.wait_for_url("**/soan?**")
    first.page.reload()
    assert first.page.locator("h3").get_by_text("Báo cáo nhanh", exact=True).count() == 1


def test_going_back_to_a_form_and_sending_it_again_asks_first(both: tuple[Clerk, Clerk]) -> None:
    first, _second = both
    open_with(first, REPORT, "Thời hạn", "13/8")
    save(first)
    first.page.go_back()
    first.type("Thời hạn", "20/8", within=first.page.locator("form#muc"))
    save(first)
    assert "Có người vừa thay đổi mục này" in first.says() or "20/8/2024" in first.says()
    first.judge(status=409 if "Có người" in first.says() else 200)
