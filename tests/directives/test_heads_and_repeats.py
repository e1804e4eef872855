"""Titles that are long or stand over a list, a launch in a story, and an anniversary said again by its day."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from tests.directives.letters import dues, read_letter

CALL = """ỦY BAN NHÂN DÂN THÀNH PHỐ HÒA AN

LỜI KÊU GỌI
{title}

Thưa đồng bào! Thành phố phát động đợt thi đua từ 01/7 đến 30/10. Thi đua là yêu nước.

Hòa An, ngày 01 tháng 7 năm 2024
CHỦ TỊCH
"""
TITLE = (
    "Hưởng ứng đợt thi đua 120 ngày đêm giải phóng mặt bằng, chào mừng 70 năm Ngày giải phóng thành phố"
    " (30/10/1954 - 30/10/2024) và đại hội các cấp"
)


def test_long_title_of_a_call_is_its_title() -> None:
    read = import_directive(Source(CALL.format(title=TITLE), "call.txt"), catalogue={})
    assert (read.source_kind.value, read.header.title.value) == ("directive", TITLE)


def test_title_ends_before_a_list() -> None:
    title = "Tổ chức các đợt thi đua năm 2024\n* Đợt 1: “Chăm ngoan” (từ 15/01 đến 30/6)\n* Đợt 2: (01/7 - 31/12)"
    header = read_letter("Thi đua.", title=title).header
    assert (header.title.value, header.theme.value) == ("Tổ chức các đợt thi đua năm 2024", None)


def test_day_of_a_launch_is_no_deadline_for_a_plan() -> None:
    assert dues("Ngày 20/01/2024, tỉnh tổ chức lễ phát động phong trào thi đua.") == []


def test_anniversary_said_again_by_its_day_is_one() -> None:
    body = "Chào mừng 70 năm Ngày giải phóng thành phố (30/10/1954 - 30/10/2024).\nTổng kết dịp kỷ niệm 30/10."
    assert [one.ordinal for one in read_letter(body).anniversaries] == [70]


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ("28 tháng 12 năm 2023", 2024),
        ("05 tháng 01 năm 2024", 2024),
        ("05 tháng 01 năm 2020", 2020),
    ],
)
def test_year_without_its_word_ends_a_title(issued: str, year: int) -> None:
    read = read_letter("Thi đua an toàn.", title="Thi đua phục vụ Tết và hè 2024", issued=issued)
    assert read.header.year.value == year


def test_meeting_held_with_another_has_no_day() -> None:
    assert dues("Tổng kết cả năm cùng Hội nghị người lao động.") == [("tong_ket", None)]


def test_initiatives_taken_in_twice_a_year_stay_initiatives() -> None:
    assert dues("Sáng kiến: nhận hồ sơ 2 đợt/năm (trước 15/6 và 15/11).") == [
        ("sang_kien", "2024-06-15"),
        ("sang_kien", "2024-11-15"),
    ]
