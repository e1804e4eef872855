"""Lists of units brought by mistake, and what a lapsed session or a double click does to one: `make browser`."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from config.desk.visiting import COOKIE
from scheduler.access.roles import Role
from scheduler.store.tables import Issuer, UnitList
from tests.config.desk import first_day_papers as papers
from tests.config.desk import wrong_files as files
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.desk_world import OURS
from tests.judging import faults

pytestmark = pytest.mark.browser
LISTS = "/ban/don-vi/tai-len"
MEBIBYTE = 1024 * 1024
PAGE = b"<html><body><table><tr><td>TT</td></tr></table></body></html>"
WRONG: list[tuple[str, Callable[[], bytes], str]] = [
    ("lon.xlsx", lambda: bytes(11 * MEBIBYTE), "quá lớn. Một danh sách có tối đa 10 MB"),
    ("bom.xlsx", lambda: files.package("xl/workbook.xml", size=files.UNPACKED), "quá lớn. Một danh sách"),
    ("KH-37.docx", papers.directive, "đây là văn bản hoặc ảnh, không phải bảng tính."),
    ("quet.pdf", files.pages_without_letters, "đây là văn bản hoặc ảnh, không phải bảng tính."),
    ("anh.png", lambda: files.PICTURE, "đây là văn bản hoặc ảnh, không phải bảng tính."),
    ("cu.xls", lambda: PAGE, "đây là trang web hoặc XML mang tên bảng tính."),
    ("goi.zip", lambda: files.package("danh-sach.txt"), "đây là tệp nén. Đề nghị giải nén"),
    ("hong.xlsx", lambda: papers.units()[:2000], "tệp hỏng hoặc không phải bảng tính."),
    ("trong.csv", lambda: b"", "tệp trống, không có dòng nào."),
    ("ten.csv", lambda: "TT;Ghi chú\n1;x\n2;y\n".encode(), "không thấy cột nào ghi tên đơn vị."),
]  # fmt: skip


def kept(desk: ServedDesk) -> int:
    """How many lists there are."""
    with desk.world.database.read() as session:
        return session.exec(select(func.count(col(UnitList.id)))).one()


def bring(clerk: Clerk, name: str, content: bytes) -> None:
    clerk.go(LISTS)
    clerk.give("Tệp danh sách đơn vị", name, content)
    clerk.press("Tải lên")


def expire(desk: ServedDesk) -> None:
    """Everybody's session, as over lunch."""
    desk.pass_time(timedelta(hours=3))


def come_back(desk: ServedDesk, clerk: Clerk) -> None:
    """The same browser, signed in anew."""
    cookie = {"name": COOKIE, "value": desk.world.sign_in(Role.CLERK)}
    secure = {"url": desk.base.replace("http:", "https:"), "secure": True, "httpOnly": True}
    clerk.page.context.add_cookies([cookie | secure])
    clerk.go("/ban/giu-lai")
    clerk.judge()


@pytest.mark.parametrize(("name", "content", "sentence"), WRONG, ids=[one[0] for one in WRONG])
def test_wrong_list_is_said_with_the_way_on(
    served_desk: ServedDesk, name: str, content: Callable[[], bytes], sentence: str
) -> None:
    clerk = served_desk.clerk(Role.CLERK)
    bring(clerk, name, content())
    assert sentence in clerk.says()
    found = [one for one in faults(clerk.screen, served_desk.base) if "status of 4" not in one]
    assert not found, found
    assert kept(served_desk) == 0
    assert clerk.page.get_by_label("Tệp danh sách đơn vị").is_visible()


def test_list_sent_by_a_lapsed_session_comes_back(served_desk: ServedDesk) -> None:
    clerk = served_desk.clerk(Role.CLERK, scripts=False)
    clerk.go(LISTS)
    clerk.give("Tệp danh sách đơn vị", "danh-sach.xlsx", papers.units())
    expire(served_desk)
    clerk.press("Tải lên")
    assert clerk.path == "/ban/vao" and "được giữ lại 1 giờ" in clerk.says()
    come_back(served_desk, clerk)
    assert "tệp danh-sach.xlsx" in clerk.says()
    clerk.press("Gửi lại")
    assert "Còn 2 lỗi." in clerk.says()
    assert kept(served_desk) == 1


def test_half_filled_duty_of_a_lapsed_session_comes_back(served_desk: ServedDesk) -> None:
    clerk = served_desk.clerk(Role.CLERK, scripts=False)
    clerk.go("/ban/ban-thao/moi")
    clerk.type("Tên phong trào", "Thi đua qua giờ nghỉ trưa")
    clerk.press("Bắt đầu soạn")
    clerk.press("Thêm nhiệm vụ", links=True)
    form = clerk.page.locator("form#muc")
    clerk.type("Tên gọi", "Báo cáo còn dở", within=form)
    expire(served_desk)
    clerk.press("Thêm", within=form)
    assert clerk.path == "/ban/vao"
    come_back(served_desk, clerk)
    assert "Báo cáo còn dở" in clerk.says()
    clerk.press("Gửi lại")
    clerk.judge(status=422)
    assert form.get_by_label("Tên gọi").first.input_value() == "Báo cáo còn dở"


def test_double_click_and_back_apply_one_list_once(served_desk: ServedDesk) -> None:
    clerk = served_desk.clerk(Role.CLERK)
    bring(clerk, "danh-sach.xlsx", papers.units())
    path = clerk.path
    clerk.press("Sửa dòng này 11", links=True)
    clerk.type("Thư điện tử", "syt@anlac.example")
    clerk.press("Ghi")
    clerk.press("Bỏ dòng này")
    clerk.press("Tất cả vẫn hoạt động")
    clerk.page.get_by_role("button", name="Áp dụng danh sách").dblclick()
    clerk.page.get_by_text("Đã áp dụng").first.wait_for()
    clerk.page.go_back()
    clerk.go(path)
    assert "Đã áp dụng" in clerk.says()
    clerk.judge()
    with served_desk.world.database.read() as session:
        assert session.get_one(Issuer, OURS).units_revision == 1
