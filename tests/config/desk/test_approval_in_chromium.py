"""Two people where the office wants it: one prepares, another reads it, gives it back once, and approves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.phone import Phone
from tests.chromium import Chromium
from tests.config.desk.clerk import Clerk
from tests.config.desk.office import CLERK, HEAD, ISSUER, STANDING, UNITS, Office, opened

pytestmark = pytest.mark.browser
AT = "2025-01-16T09:00:00+07:00"
TWO = (
    UNITS.replace("units:\n", "  desk: {two_people: true, approve: [head, clerk]}\nunits:\n")
    + "  - {id: so-y-te, name: Sở Y tế, kind: so, channels: [telegram]}\n"
)
TITLE, REMARK = "Thi đua hai người duyệt", "Đề nghị lùi hạn tổng kết sau Tết."
SOURCE = f"""campaign: hai-nguoi-2025
title: {TITLE}
year: 2025
issuer: {ISSUER}
directive: {{issuer: Ủy ban nhân dân tỉnh An Lạc}}
duties:
  - id: tong-ket
    title: Báo cáo tổng kết
    kind: tong_ket
    due: {{by: 2025-01-24}}
    origin: {{set: Sở Nội vụ}}
    owed_by: {{all: true}}
    to: {STANDING}
"""


@pytest.fixture
def office(tmp_path: Path, browser: Chromium) -> Iterator[Office]:
    with opened(tmp_path, browser, AT, TWO) as office:
        yield office


def drafted(office: Office) -> Clerk:
    """A clerk at the overview of a draft of her own."""
    clerk = office.come_in(office.take_post(CLERK, "clerk"))
    clerk.go("/ban/ban-thao/moi")
    clerk.type("Hoặc dán nội dung", SOURCE)
    clerk.press("Đọc tệp này")
    return clerk


def propose(clerk: Clerk) -> None:
    """From the overview, by the page of what would change."""
    clerk.press("Xem thay đổi", links=True)
    clerk.press("Trình phê duyệt")
    clerk.judge()


def told(office: Office, phone: Phone, words: str) -> Clerk:
    """Whoever is told so opens the link of that message."""
    return office.come_in(phone, words, ask=False)


def test_head_gives_back_once_and_approves(office: Office) -> None:
    clerk, head = drafted(office), office.take_post(HEAD, "head")
    propose(clerk)
    draft = clerk.path.removesuffix("/thay-doi")
    assert "Sở Y tế" in clerk.says()
    reader = told(office, head, TITLE)
    assert reader.path == f"{draft}/thay-doi"
    reader.judge()
    reader.press("Chuyển lại để sửa", links=True)
    reader.type("Nội dung cần sửa", REMARK)
    reader.press("Chuyển lại để sửa")
    office.phone(CLERK).heard(REMARK)
    clerk.go(f"{draft}/soan")
    assert REMARK in clerk.says()
    clerk.write_part("Báo cáo tổng kết", {"Thời hạn": "14/02"})
    propose(clerk)
    reader = told(office, head, TITLE)
    assert "17:00 thứ Sáu, 14/02/2025" in reader.says()
    reader.press("Phê duyệt và áp dụng")
    reader.judge()
    assert "Áp dụng lần 1" in reader.says() or "lần 1" in reader.says()
    (row, *_) = next(iter(office.ask("board").values()))
    assert row["unit"] == "so-y-te"
    clerk.go(f"{draft}/soan")
    assert "đã áp dụng" in clerk.says()


def test_who_proposed_may_not_approve_though_she_may_approve_others(office: Office) -> None:
    clerk = drafted(office)
    clerk.press("Xem thay đổi", links=True)
    assert not clerk.page.get_by_role("button", name="Trình phê duyệt").count()
    office.take_post(HEAD, "head")
    clerk.page.reload()
    clerk.press("Trình phê duyệt")
    assert "người khác phê duyệt" in clerk.says()
    assert not clerk.page.get_by_role("button", name="Phê duyệt và áp dụng").count()
    clerk.press("Rút về để sửa tiếp")
    assert clerk.page.get_by_role("button", name="Trình phê duyệt").is_visible()


def test_double_click_applies_once_and_back_shows_that_it_is_done(office: Office) -> None:
    clerk, head = drafted(office), office.take_post(HEAD, "head")
    propose(clerk)
    reader = told(office, head, TITLE)
    reader.page.get_by_role("button", name="Phê duyệt và áp dụng").dblclick()
    reader.page.wait_for_url("**/phong-trao/hai-nguoi-2025**")
    reader.page.go_back()
    reader.page.reload()
    assert not reader.page.get_by_role("button", name="Phê duyệt và áp dụng").count()
    applied = [one for one in office.ask("ledger", "show") if one["kind"] == "definition applied"]
    assert len(applied) == 1
