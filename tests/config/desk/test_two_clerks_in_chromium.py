"""Two clerks at one draft, each with a browser of her own: `make browser`."""

import pytest

from scheduler.access.roles import Role
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.drafted import begin_draft
from tests.directives.letters import letter

pytestmark = pytest.mark.browser
TEXT = "Các đơn vị gửi báo cáo về Ban Thi đua - Khen thưởng tỉnh trước ngày 15/6/2024."
REPORT = "Báo cáo"


@pytest.fixture
def both(served_desk: ServedDesk) -> tuple[Clerk, Clerk]:
    """At the page of one draft."""
    path = begin_draft(served_desk.world, letter(TEXT).text).path
    clerks = [served_desk.clerk(role) for role in (Role.CLERK, Role.ADMIN)]
    for clerk in clerks:
        clerk.go(path)
    return clerks[0], clerks[1]


def open_form(clerk: Clerk, title: str) -> None:
    clerk.press_on(clerk.item(REPORT).get_by_role("link", name="Sửa"))
    clerk.type("Tên gọi", title, within=clerk.page.locator("form#muc"))


def test_second_sees_what_the_first_wrote_and_keeps_hers(both: tuple[Clerk, Clerk]) -> None:
    first, second = both
    open_form(first, "Báo cáo của người thứ nhất")
    open_form(second, "Báo cáo của người thứ hai")
    first.press("Ghi", within=first.page.locator("form#muc"))
    second.press("Ghi", within=second.page.locator("form#muc"))
    said = second.says()
    assert "Có người vừa thay đổi mục này" in said
    assert "Báo cáo của người thứ nhất" in said
    assert "Chuyên viên, Ban Thi đua - Khen thưởng tỉnh" in said
    second.judge(status=409)
    second.press("Ghi của tôi")
    assert "Báo cáo của người thứ hai" in second.says()
    first.page.reload()
    assert "Báo cáo của người thứ hai" in first.says()


def test_second_may_leave_it_as_the_first_wrote_it(both: tuple[Clerk, Clerk]) -> None:
    first, second = both
    open_form(first, "Báo cáo của người thứ nhất")
    open_form(second, "Báo cáo của người thứ hai")
    first.press("Ghi", within=first.page.locator("form#muc"))
    second.press("Ghi", within=second.page.locator("form#muc"))
    second.press("Giữ như", links=True)
    assert "Báo cáo của người thứ nhất" in second.says()
    assert "Báo cáo của người thứ hai" not in second.says()


def test_press_on_an_item_that_was_changed_asks_again(both: tuple[Clerk, Clerk]) -> None:
    first, second = both
    open_form(first, "Báo cáo của người thứ nhất")
    first.press("Ghi", within=first.page.locator("form#muc"))
    second.drop(REPORT)
    assert "Báo cáo của người thứ nhất" in second.says()
    second.judge(status=409)
    second.press("Vẫn bỏ mục này")
    first.page.reload()
    assert first.item("Báo cáo của người thứ nhất").get_by_text("Lấy lại").is_visible()
