"""What a clerk does at the items of a draft beyond taking them as they are: `make browser`."""

import pytest

from scheduler.access.roles import Role
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.drafted import begin_draft
from tests.directives.letters import letter

pytestmark = pytest.mark.browser
TEXT = """Các đơn vị gửi báo cáo về Sở Nội vụ trước ngày 15/6/2024.
Hội nghị biểu dương tổ chức vào ngày 12/12/2024.
"""


@pytest.fixture
def clerk(served_desk: ServedDesk) -> Clerk:
    """At the page of a draft."""
    clerk = served_desk.clerk(Role.CLERK)
    clerk.go(begin_draft(served_desk.world, letter(TEXT).text).path)
    return clerk


def form_of(clerk: Clerk, title: str) -> None:
    clerk.press_on(clerk.item(title).get_by_role("link", name="Sửa"))


def test_date_that_is_not_understood_stays_as_it_was_typed(clerk: Clerk) -> None:
    form_of(clerk, "Báo cáo")
    form = clerk.page.locator("form#muc")
    clerk.type("Thời hạn", "một ngày đẹp trời", within=form)
    clerk.press("Ghi", within=form)
    assert "Có 1 mục cần xem lại" in clerk.says()
    assert form.get_by_label("Thời hạn").input_value() == "một ngày đẹp trời"
    clerk.judge(status=422)
    clerk.page.locator(".faults a").click()
    assert form.get_by_label("Thời hạn").evaluate("e => e === document.activeElement")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30/6", "17:00 thứ Hai, 01/7/2024"),  # that is a Sunday
        ("hết tháng 7", "17:00 thứ Tư, 31/7/2024"),
        ("khi có yêu cầu", "Khi có yêu cầu"),
    ],
)
def test_what_was_typed_is_said_back_before_it_is_kept(
    clerk: Clerk, typed: str, meant: str
) -> None:
    form_of(clerk, "Báo cáo")
    form = clerk.page.locator("form#muc")
    clerk.type("Thời hạn", typed, within=form)
    clerk.press("Xem được hiểu thế nào", within=form)
    assert "Được hiểu là:" in clerk.says()
    assert meant in form.inner_text()
    clerk.judge()
    assert "15/6/2024" in clerk.item("Báo cáo").inner_text()  # nothing was written yet
    clerk.press("Ghi", within=clerk.page.locator("form#muc"))
    assert meant in clerk.item("Báo cáo").inner_text()


def test_sentence_of_the_document_becomes_a_milestone(clerk: Clerk) -> None:
    clerk.press("Thêm từ câu “Hội nghị biểu dương", links=True)
    clerk.press("Mốc", links=True)
    form = clerk.page.locator("form#muc")
    clerk.type("Tên gọi", "Ngày họp mặt toàn tỉnh", within=form)
    clerk.type("Ngày", "12/12", within=form)
    clerk.judge()
    clerk.press("Thêm", within=form)
    item = clerk.item("Ngày họp mặt toàn tỉnh")
    assert "Thứ Năm, 12/12/2024" in item.inner_text()
    assert "Căn cứ: “Hội nghị biểu dương tổ chức vào ngày 12/12/2024" in item.inner_text()


def test_quote_opens_the_document_at_its_sentence(clerk: Clerk) -> None:
    clerk.press("“trước ngày 15/6/2024”", links=True)
    assert clerk.path.startswith("/ban/van-ban/")
    opened = clerk.page.locator("mark.mo")
    assert "gửi báo cáo về Sở Nội vụ trước ngày 15/6/2024" in " ".join(opened.all_inner_texts())
    assert opened.first.is_visible()
    clerk.judge()


def test_dropped_item_can_be_taken_back_and_a_draft_dropped(clerk: Clerk) -> None:
    draft = clerk.path
    clerk.drop("Báo cáo")
    clerk.press_on(clerk.item("Báo cáo").get_by_role("button", name="Lấy lại"))
    assert clerk.item("Báo cáo").get_by_role("button", name="Nhận").is_visible()
    clerk.press("Hủy bản thảo này…", links=True)
    clerk.judge()
    clerk.press("Hủy bản thảo")
    clerk.go(draft)
    assert "Bản thảo này đã hủy, chỉ còn để xem." in clerk.says()
    clerk.judge()
