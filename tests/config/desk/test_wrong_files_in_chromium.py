"""What a clerk may bring in by mistake: each is one sentence and the way on, and nothing is kept: `make browser`."""

from collections.abc import Callable

import pytest
from sqlmodel import col, func, select

from config.desk.documents import uploads
from scheduler.access.roles import Role
from scheduler.store.tables import Document, Draft
from tests.config.desk import own_document
from tests.config.desk import wrong_files as files
from tests.config.desk.desk_served import ServedDesk
from tests.directives.letters import letter
from tests.judging import faults

pytestmark = pytest.mark.browser
PLAN = letter("Các đơn vị gửi báo cáo về Sở Nội vụ trước ngày 15/6/2024.").text
LONG = "Các đơn vị gửi báo cáo đợt này về Sở Nội vụ trước ngày 15/6/2024, kèm theo danh sách các tập thể, cá nhân.\n"
WRONG: list[tuple[str, Callable[[], bytes], str]] = [
    ("lon.docx", lambda: bytes(files.TOO_LARGE), "quá lớn. Tách riêng văn bản cần đọc."),
    ("bom.docx", lambda: files.package("word/document.xml", size=files.UNPACKED), "quá lớn. Tách riêng"),
    ("bom.xlsx", lambda: files.package("xl/workbook.xml", size=files.UNPACKED), "đây là bảng tính"),
    ("bang.xlsx", lambda: files.package("xl/workbook.xml"), "Danh sách đơn vị thì tải lên ở trang Đơn vị"),
    ("goi.zip", lambda: files.package("KH.txt"), "đây là tệp nén. Giải nén rồi nhập tệp bên trong."),
    ("cu.doc", lambda: files.OLD_WORD, "định dạng .doc cũ. Lưu thành .docx rồi nhập lại."),
    ("anh.png", lambda: files.PICTURE, "Nhận dạng chữ (OCR)"),
    ("quet.pdf", files.pages_without_letters, "bản quét không có lớp chữ. Nhận dạng chữ (OCR)"),
    ("khoa.pdf", lambda: files.pages_without_letters(password="x"), "Bỏ mật khẩu rồi thử lại."),
    ("hong.docx", lambda: own_document.written()[:9000], "tệp hỏng hoặc không đúng định dạng"),
    ("trong.txt", lambda: b"", "không có chữ nào."),
    ("kin.txt", files.SECRET.encode, "Văn bản có dấu “Mật” nên không được đưa vào hệ thống có kết nối mạng"),
    ("thu.txt", files.LETTER.encode, "đọc được nhưng không thấy nội dung phát động thi đua. Chưa lưu gì."),
    ("pt.yaml", lambda: b"campaign: a-2024\ntitle: A\nyear: 2024\n", "đây đã là định nghĩa phong trào."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), WRONG, ids=[one[0] for one in WRONG])
def test_wrong_file_is_said_with_the_way_on(
    served_desk: ServedDesk, name: str, content: Callable[[], bytes], sentence: str
) -> None:
    clerk = served_desk.clerk(Role.CLERK)
    clerk.bring(name, content())
    clerk.page.get_by_text("Đang đọc văn bản").first.wait_for(state="hidden", timeout=30_000)
    assert sentence in clerk.says()
    found = [one for one in faults(clerk.screen, served_desk.base) if "status of 4" not in one]
    assert not found, found
    with served_desk.world.database.read() as session:
        assert session.exec(select(func.count(col(Document.id)))).one() == 0
        assert session.exec(select(func.count(col(Draft.id)))).one() == 0
    assert not [*served_desk.world.desk.files.rglob("*")]
    if name == "thu.txt":
        clerk.press("Không lưu")
    else:
        assert clerk.page.get_by_label("Tệp văn bản").is_visible()


def test_letter_is_kept_where_she_says_so(served_desk: ServedDesk) -> None:
    clerk = served_desk.clerk(Role.CLERK)
    clerk.bring("thu.txt", files.LETTER.encode())
    clerk.page.get_by_role("button", name="Vẫn lưu và lập bản thảo").wait_for()
    clerk.press("Vẫn lưu và lập bản thảo")
    clerk.wait_for_draft()
    assert "Thư viện mở cửa" in clerk.says()


def test_long_document_shows_that_it_is_being_read(
    served_desk: ServedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two megabytes, which takes a second: here nobody is patient enough for that."""
    monkeypatch.setattr(uploads, "PATIENCE", 0)
    clerk = served_desk.clerk(Role.CLERK)
    clerk.bring("dai.txt", (PLAN + LONG * 9000).encode())
    assert "Đang đọc văn bản" in clerk.page.inner_text("main")
    clerk.judge()
    clerk.wait_for_draft()
    assert "Trang 1/" in clerk.says()
    clerk.judge()
