"""Coming into the desk and leaving it, in a real browser: `make browser`."""

from datetime import timedelta

import pytest

from scheduler.access.roles import Role
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.drafted import begin_draft
from tests.directives.letters import letter

pytestmark = pytest.mark.browser
NAME, PASSWORD = "van-thu.snv", "bưởi đoan hùng tháng chín"
LONG = "Các đơn vị gửi báo cáo về Ban Thi đua - Khen thưởng tỉnh trước ngày 15/6/2024."


def path_in(desk: ServedDesk, printed: str) -> str:
    """The path of the link that a command printed."""
    address = next(word for word in printed.split() if word.startswith("http"))
    assert address.startswith(f"{desk.base}/ban/vao/")
    return address.removeprefix(desk.base)


def chosen(desk: ServedDesk, name: str = NAME) -> Clerk:
    """Whoever it is chose a password by the link that was printed, and is signed in."""
    clerk = desk.clerk()
    clerk.go(
        path_in(desk, desk.thidua("user", "add", name, "--role", "admin", "--issuer", "phu-tho"))
    )
    assert f"Liên kết này dành cho {name}," in clerk.says()
    clerk.judge()
    clerk.press("Vào bàn làm việc")
    assert clerk.path == "/ban/mat-khau"
    clerk.type("Mật khẩu mới", PASSWORD)
    clerk.type("Mật khẩu mới, lần thứ hai", PASSWORD)
    clerk.press("Ghi mật khẩu")
    assert f"Lần sau đăng nhập bằng tên “{name}”" in clerk.says()
    return clerk


def sign_in(clerk: Clerk, password: str = PASSWORD) -> None:
    clerk.type("Tên tài khoản", NAME)
    clerk.type("Mật khẩu", password)
    clerk.press("Đăng nhập")


def test_account_chooses_a_password_and_signs_in_with_it(served_desk: ServedDesk) -> None:
    clerk = chosen(served_desk)
    clerk.press("Đăng xuất")
    clerk.go("/ban/van-ban?trang=1")
    assert clerk.path == "/ban/vao"
    sign_in(clerk, "sai mật khẩu rồi nhé")
    assert "Tên hoặc mật khẩu không đúng." in clerk.says()
    clerk.judge(status=422)
    sign_in(clerk)
    assert clerk.page.url == f"{served_desk.base}/ban/van-ban?trang=1"  # as was asked for


def test_holder_of_a_post_comes_in_by_a_link_once(served_desk: ServedDesk) -> None:
    served_desk.world.sign_in(Role.CLERK, "lai-chau")  # so that the post is held
    clerk, other = served_desk.clerk(), served_desk.clerk()
    path = path_in(served_desk, served_desk.thidua("user", "link", "--unit", "lai-chau/so-noi-vu"))
    for _look in range(2):  # as scanners of mail do
        other.go(path)
    clerk.go(path)
    clerk.press("Vào bàn làm việc")
    assert clerk.path == "/ban"
    other.press("Vào bàn làm việc")
    assert "Liên kết đăng nhập này đã được dùng lúc" in other.says()
    other.judge(status=410)
    other.press("đăng nhập", links=True)
    assert other.path == "/ban/vao"


def test_lapsed_link_and_one_that_never_was_say_the_way_on(served_desk: ServedDesk) -> None:
    chosen(served_desk)
    clerk = served_desk.clerk()
    path = path_in(served_desk, served_desk.thidua("user", "link", NAME))
    served_desk.pass_time(timedelta(minutes=35))
    clerk.go(path)
    assert "Liên kết đăng nhập này hết hạn từ" in clerk.says()
    clerk.judge(status=410)
    clerk.go("/ban/vao/khong-co-lien-ket-nay")
    assert "Liên kết đăng nhập này không đúng" in clerk.says()


def test_signing_out_everywhere_is_seen_by_the_other_browser(served_desk: ServedDesk) -> None:
    clerk, other = chosen(served_desk), served_desk.clerk()
    other.go("/ban/vao")
    sign_in(other)
    clerk.go("/ban/phien")
    clerk.judge()
    clerk.press("Kết thúc các phiên khác")
    other.press("Văn bản", links=True)
    assert other.path == "/ban/vao"
    assert clerk.path == "/ban/phien"


def test_form_sent_after_the_session_lapsed_comes_back(served_desk: ServedDesk) -> None:
    clerk = chosen(served_desk)
    clerk.go(begin_draft(served_desk.world, letter(LONG).text).path)
    clerk.press_on(clerk.item("Báo cáo").get_by_role("link", name="Sửa"))
    clerk.type("Tên gọi", "Báo cáo tôi vừa gõ", within=clerk.page.locator("form#muc"))
    served_desk.pass_time(timedelta(hours=3))
    clerk.press("Ghi", within=clerk.page.locator("form#muc"))
    assert "Nội dung vừa gửi được giữ lại" in clerk.says()
    clerk.judge()
    sign_in(clerk)
    assert clerk.path == "/ban/giu-lai"
    assert "Báo cáo tôi vừa gõ" in clerk.says()
    clerk.judge()
    clerk.press("Gửi lại")
    assert clerk.path.startswith("/ban/ban-thao/")
    assert "Báo cáo tôi vừa gõ" in clerk.says()


def test_document_pasted_after_the_session_lapsed_comes_back(served_desk: ServedDesk) -> None:
    clerk = chosen(served_desk)
    clerk.go("/ban/van-ban/moi")
    clerk.type("Hoặc dán nội dung văn bản", letter(LONG).text)
    served_desk.pass_time(timedelta(hours=3))
    clerk.press("Tải lên")
    sign_in(clerk)
    clerk.judge()
    clerk.press("Gửi lại")
    clerk.wait_for_draft()
    assert "15/6/2024" in clerk.says()


def test_nothing_is_kept_for_somebody_else(served_desk: ServedDesk) -> None:
    clerk = chosen(served_desk)
    chosen(served_desk, "nguoi-khac.snv")
    clerk.go("/ban/van-ban/moi")
    clerk.type("Hoặc dán nội dung văn bản", letter(LONG).text)
    served_desk.pass_time(timedelta(hours=3))
    clerk.press("Tải lên")
    clerk.type("Tên tài khoản", "nguoi-khac.snv")
    clerk.type("Mật khẩu", PASSWORD)
    clerk.press("Đăng nhập")
    assert "15/6/2024" not in clerk.says()
    assert clerk.path != "/ban/giu-lai"
