"""From a directive to a draft that `thidua plan` takes, as the clerk does it: `make browser` (-s: what it takes)."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from scheduler.access.roles import Role
from scheduler.store.tables import Document, Draft
from tests.config.desk import own_document
from tests.config.desk.clerk import Clerk
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.drafted import LAI_CHAU, SEEDS

pytestmark = pytest.mark.browser
SO_NOI_VU, ALL = "Sở Nội vụ", "tất cả đơn vị"
PHU_THO = "004_e96787b870ed94e5.txt"


def clerk_at(desk: ServedDesk, issuer: str = "phu-tho") -> Clerk:
    """Without JavaScript: no page needs any."""
    return desk.clerk(Role.CLERK, issuer=issuer, scripts=False)


def days(desk: ServedDesk, file: Path) -> dict[str, str]:
    """What `thidua plan` makes of the file: day by the name of each deadline."""
    plan = json.loads(desk.thidua("plan", file, "--json"))
    return {one["title"]: one["due_at"][:10] for one in plan["obligations"]}


def downloaded(clerk: Clerk, folder: Path) -> Path:
    """The file of the draft, from the page of what is left."""
    clerk.effort.clicks += 1
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("link", name="Tải tệp bản thảo").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def told(name: str, clerk: Clerk) -> None:
    print(f"\n{clerk.effort.row(name)}")


def kept(desk: ServedDesk) -> tuple[int, int]:
    """How many documents and drafts there are."""
    with desk.world.database.read() as session:
        documents = session.exec(select(func.count(col(Document.id)))).one()
        return documents, session.exec(select(func.count(col(Draft.id)))).one()


def test_plan_of_phu_tho(served_desk: ServedDesk, tmp_path: Path) -> None:
    """One day, and who owes, that the document leaves open are typed; two peaks without days and a clause go."""
    clerk = clerk_at(served_desk)
    clerk.bring("KH-210.txt", (SEEDS / PHU_THO).read_bytes())
    clerk.wait_for_draft()
    clerk.accept_all()
    clerk.correct("Tổng kết các đợt thi đua, gắn với sơ kết", {}, chosen=ALL)
    by = "Ban TĐKT, sau khi có lịch hội nghị"
    typed = {"Thời hạn": "20/12", "Người ấn định ngày": by}
    clerk.correct("Tổng kết phong trào thi đua", typed, chosen=ALL)
    assert "17:00 thứ Sáu, 20/12/2024" in clerk.says()
    clerk.press("Mục tiếp theo cần xem lại", links=True)
    clerk.drop("Các đợt thi đua cao điểm chào mừng 70 năm")
    clerk.drop("80 năm ngày thành lập Quân đội Nhân dân")
    clerk.pass_over("Thủ trưởng các đơn vị thành viên trong các Khối thi đua")
    clerk.pass_over("Lặp từ")
    assert clerk.is_done()
    file = downloaded(clerk, tmp_path)
    told("004, Phú Thọ 2024", clerk)
    assert days(served_desk, file) == {
        "Tổng kết các đợt thi đua, gắn với sơ kết việc thực hiện nhiệm vụ 06 tháng đầu năm 2024": "2024-07-31",
        "Tổng kết phong trào thi đua": "2024-12-20",
    }


def test_directive_of_lai_chau_that_names_no_day(served_desk: ServedDesk, tmp_path: Path) -> None:
    """What it asks without a day becomes a report of which the clerk sets the day."""
    clerk = clerk_at(served_desk, "lai-chau")
    clerk.bring("CT-01.txt", (SEEDS / LAI_CHAU).read_bytes())
    clerk.wait_for_draft()
    clerk.accept_all()
    title = "Báo cáo kết quả thực hiện Chỉ thị"
    clerk.make_duty(
        "báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) kết quả",
        {"Tên gọi": title, "Thời hạn": "15/12", "Người ấn định ngày": SO_NOI_VU},
        chosen=ALL,
    )
    assert "17:00 thứ Sáu, 15/12/2023" in clerk.says()
    clerk.pass_over("đồng thời, phối hợp với các đồng chí thành viên Hội đồng")
    for remark in ("thành lập tỉnh", "thành lập Đảng bộ tỉnh", "chia tách và thành lập tỉnh"):
        clerk.pass_over(f"chưa gắn với đợt nào: {remark}")
    for remark in ("Đảng bộ tỉnh: văn bản ghi 75 năm", "thành lập tỉnh: văn bản ghi 20 năm"):
        clerk.pass_over(remark)
    clerk.pass_over("văn bản không giao việc có hạn")
    assert clerk.is_done()
    file = downloaded(clerk, tmp_path)
    told("003, Lai Châu 2023", clerk)
    assert days(served_desk, file) == {title: "2023-12-15"}


def test_own_plan_with_a_table(served_desk: ServedDesk, tmp_path: Path) -> None:
    """A month without a day, a duty of every quarter and one on request stand; the clause without a day goes."""
    clerk = clerk_at(served_desk)
    clerk.bring("KH-118.docx", own_document.written())
    clerk.wait_for_draft()
    clerk.accept_all()
    clerk.correct("Tên phong trào", {"Giá trị": own_document.TITLE})
    clerk.accept_doubtful()
    clerk.pass_over("Thủ trưởng các đơn vị báo cáo Ủy ban nhân dân tỉnh")
    assert clerk.is_done()
    file = downloaded(clerk, tmp_path)
    told("own, Phú Thọ 2024", clerk)
    assert days(served_desk, file) == {
        "Báo cáo kết quả thực hiện hằng quý I/2024": "2024-03-19",
        "Báo cáo kết quả thực hiện hằng quý II/2024": "2024-06-19",
        "Báo cáo kết quả thực hiện hằng quý III/2024": "2024-09-19",
        "Báo cáo sơ kết Đợt 1": "2024-07-31",
        "Đăng ký thi đua": "2024-02-27",
        "Báo cáo tổng kết phong trào": "2024-12-04",
    }


def test_pressing_twice_brings_one_document_and_one_draft(served_desk: ServedDesk) -> None:
    clerk = clerk_at(served_desk)
    clerk.go("/ban/van-ban/moi")
    clerk.give("Tệp văn bản", "KH-118.docx", own_document.written())
    clerk.page.get_by_role("button", name="Tải lên").dblclick()
    clerk.page.wait_for_url(re.compile(r"/ban-thao/\d+|/da-co"), timeout=40_000)
    clerk.go("/ban/van-ban")
    assert kept(served_desk) == (1, 1)


def test_same_file_again_leads_to_the_draft_that_is_open(served_desk: ServedDesk) -> None:
    clerk = clerk_at(served_desk)
    content = own_document.written()
    clerk.bring("KH-118.docx", content)
    clerk.wait_for_draft()
    draft = clerk.path
    served_desk.pass_time(timedelta(minutes=20))  # no second press on one button
    clerk.bring("KH-118 bản sao.docx", content)
    clerk.page.wait_for_url("**/da-co")
    assert "Văn bản này đã có" in clerk.says()
    clerk.press("Mở bản thảo đang soạn", links=True)
    assert (clerk.path, kept(served_desk)) == (draft, (1, 1))


def test_going_back_shows_what_was_done_and_does_nothing_twice(served_desk: ServedDesk) -> None:
    clerk = clerk_at(served_desk)
    clerk.bring("KH-118.docx", own_document.written())
    clerk.wait_for_draft()
    draft = clerk.path
    clerk.accept("Đăng ký thi đua")
    clerk.page.go_back()
    assert clerk.path == draft
    assert "đã nhận 1 mục" in clerk.says()
    clerk.page.go_forward()
    clerk.page.reload()
    assert "đã nhận 1 mục" in clerk.says()
