"""The road of a clerk's first day, a stretch at a time; the tests of it walk as far as they need to."""

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
