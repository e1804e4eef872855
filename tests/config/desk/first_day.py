"""The road of a clerk's first day, a stretch at a time; the tests of it walk as far as they need to."""

import re
import time

from tests.config.desk import first_day_papers as papers
from tests.config.desk.clerk import Clerk
from tests.config.desk.office import CLERK, Office

MORNING = "2025-01-16T09:00:00+07:00"  # a Thursday
PATIENCE = 40_000  # milliseconds until a page that waits for work is another


def begin(office: Office) -> Clerk:
    """The clerk takes her post and comes in by the link of the bot, both before her day is counted."""
    clerk = office.come_in(office.take_post(CLERK, "clerk"))
    clerk.effort = type(clerk.effort)()
    return clerk


def bring_units(clerk: Clerk) -> None:
    """The office's own Excel list; its two faults are put right at the desk, and it is applied."""
    clerk.press("Đơn vị", links=True)
    clerk.judge()
    clerk.press("Tải danh sách lên", links=True)
    clerk.judge()
    clerk.give("Tệp danh sách đơn vị", "danh-sach.xlsx", papers.units())
    clerk.press("Tải lên")
    clerk.judge()
    assert "Còn 2 lỗi." in clerk.says() and "C15" in clerk.says()
    clerk.press("Sửa dòng này 11", links=True)
    clerk.judge()
    clerk.type("Thư điện tử", "syt@anlac.example")
    clerk.press("Ghi")
    clerk.press("Bỏ dòng này")
    clerk.judge()
    clerk.effort.corrections += 2
    clerk.press("Áp dụng danh sách")
    clerk.judge()


def bring_directive(clerk: Clerk) -> None:
    """From the first page to the draft that was read."""
    clerk.press("Tải văn bản phát động lên", links=True)
    clerk.judge()
    clerk.give("Tệp văn bản", "KH-37.docx", papers.directive())
    clerk.press("Tải lên")
    clerk.wait_for_draft()
    clerk.judge()


def review(clerk: Clerk) -> None:
    """Everything is as the plan says but who owes the monthly report, which waits for the units; then a definition."""
    clerk.accept_all()
    clerk.pass_over("Thủ trưởng các đơn vị báo cáo Ủy ban nhân dân tỉnh")
    clerk.judge()
    assert clerk.is_done()
    clerk.press("Lập thành định nghĩa")
    clerk.judge()


MONTHLY, FARAWAY = "Báo cáo kết quả phong trào", "UBND huyện Suối Đá"
READ_AS = "Báo cáo kết quả thực hiện phong trào hằng tháng"


def correct(clerk: Clerk) -> None:
    """A name that reads better with a month behind it."""
    clerk.write_part(READ_AS, {"Tên gọi": MONTHLY})
    clerk.judge()


def look(clerk: Clerk) -> None:
    """What would change, and the first messages, which the program works off meanwhile."""
    clerk.press("Xem thay đổi", links=True)
    clerk.judge()
    clerk.effort.decisions += 1
    clerk.press("Soạn thử mười tin đầu tiên")
    begun = time.monotonic()
    clerk.page.locator("p.letter").first.wait_for(state="attached", timeout=PATIENCE)
    clerk.effort.seconds += time.monotonic() - begun
    clerk.judge()
    clerk.press("Về trang thay đổi", links=True)


def invite(clerk: Clerk) -> str:
    """Whom nobody can tell yet: the link for who holds the post there. Back on the page of what would change."""
    clerk.press_on(
        clerk.page.get_by_role("button", name=re.compile(f"Tạo liên kết mời.*{FARAWAY}"))
    )
    clerk.judge()
    link = clerk.page.get_by_label("Liên kết mời").input_value()
    clerk.press("Về trang thay đổi", links=True)
    return link
