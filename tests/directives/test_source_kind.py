"""A directive, a news story about one, or something else."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.source import Source
from tests.directives.letters import read_letter

STORY = """Thứ năm, 15/02/2024, 08:30 [GMT+7]

Hòa An phát động phong trào thi đua năm 2024

UBND tỉnh Hòa An vừa ban hành Kế hoạch số 45/KH-UBND ngày 12/02/2024 về phát động phong trào thi đua năm 2024.

Theo Kế hoạch, đợt 1 từ ngày 15/02/2024 đến ngày 30/6/2024. Các đơn vị gửi báo cáo tổng kết trước ngày 10/12/2024.

Bình luận
Tin liên quan
Trao Huân chương (12/01/2024)
"""
OTHERS = {
    "recipe": "Cách nấu phở: ninh xương 6 giờ, chần bánh, chan nước dùng. Đăng ngày 12/3/2024.",
    "law": "QUỐC HỘI\nLuật số: 06/2022/QH15\nHà Nội, ngày 15 tháng 6 năm 2022\nLUẬT\nTHI ĐUA, KHEN THƯỞNG\nĐiều 1. "
    "Phạm vi.",
    "report": "UBND TỈNH HÒA AN\nSố: 12/BC-UBND\nHòa An, ngày 02 tháng 12 năm 2024\nBÁO CÁO\nKết quả phong trào thi "
    "đua năm 2024\nThi đua.",
    "award": "UBND TỈNH HÒA AN\nSố: 99/QĐ-UBND\nHòa An, ngày 02 tháng 12 năm 2024\nQUYẾT ĐỊNH\nVề việc tặng Bằng khen "
    "phong trào thi đua\nĐiều 1.",
    "ceremony": "Sáng 19/8/2024, tỉnh Hòa An tổ chức lễ kỷ niệm 79 năm Cách mạng tháng Tám (19/8/1945 - 19/8/2024).",
    "empty": "",
}


def test_letter_is_a_directive() -> None:
    assert read_letter("Các đơn vị thi đua.").source_kind.value == "directive"


def test_story_is_told_from_the_directive_it_reports() -> None:
    read = import_directive(Source(STORY), catalogue={})
    assert read.source_kind.value == "news_report_of_directive"
    header = read.header
    assert (header.number.value, header.type.value) == ("45/KH-UBND", "kế hoạch")
    assert (header.issuer.value, header.issue_date.value) == (
        "Ủy ban nhân dân tỉnh Hòa An",
        "2024-02-12",
    )
    assert [(one.start, one.end) for one in read.phases] == [("2024-02-15", "2024-06-30")]
    assert [one.due for one in read.deadlines] == ["2024-12-10"]


@pytest.mark.parametrize("name", OTHERS)
def test_other_papers_are_none_and_give_nothing(name: str) -> None:
    read = import_directive(Source(OTHERS[name]), catalogue={})
    assert read.source_kind.value == "not_directive"
    assert (read.phases, read.deadlines, read.anniversaries) == ((), (), ())
