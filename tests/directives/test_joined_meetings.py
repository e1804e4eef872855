"""Sơ kết and tổng kết that are held with another meeting, and have no day."""

import pytest

from tests.directives.letters import dues, read_letter

BOTH = [
    "Việc sơ kết, tổng kết thi đua gắn với sơ kết học kỳ I và tổng kết năm học.",
    "Sơ kết, tổng kết phong trào gắn với sơ kết, tổng kết công tác năm.",
    "Việc sơ kết, tổng kết thi đua được lồng ghép vào hội nghị sơ kết, tổng kết của đơn vị.",
    "Công tác sơ kết, tổng kết phong trào được tổ chức lồng ghép với hội nghị cán bộ.",
    "Việc sơ kết và tổng kết phong trào thực hiện cùng với sơ kết 6 tháng và tổng kết năm.",
    "Tổ chức sơ kết, tổng kết phong trào thi đua gắn với tổng kết năm học.",
    "Sơ, tổng kết phong trào gắn với sơ kết, tổng kết nhiệm vụ chính trị.",
    "Kết hợp sơ kết, tổng kết phong trào với hội nghị tổng kết công tác năm.",
    "Sơ kết phong trào gắn với sơ kết 6 tháng; tổng kết gắn với tổng kết năm.",
]
NONE = [
    "Việc sơ kết, tổng kết gắn với biểu dương, khen thưởng kịp thời.",
    "Sơ kết, tổng kết kịp thời, gắn với nhân rộng điển hình tiên tiến.",
    "Đẩy mạnh công tác sơ kết, tổng kết và nhân rộng điển hình tiên tiến.",
]


@pytest.mark.parametrize("body", BOTH)
def test_both_are_owed_without_a_day(body: str) -> None:
    assert dues(body) == [("so_ket", None), ("tong_ket", None)]


def test_each_keeps_its_own_words() -> None:
    read = read_letter(BOTH[0])
    assert [(one.what, one.due_text) for one in read.deadlines] == [
        ("sơ kết thi đua", "gắn với sơ kết học kỳ I"),
        ("tổng kết thi đua", "gắn với tổng kết năm học"),
    ]


def test_one_that_is_named_alone_is_alone() -> None:
    assert dues("Tổng kết phong trào gắn với tổng kết năm học.") == [("tong_ket", None)]


@pytest.mark.parametrize("body", NONE)
def test_praise_is_no_meeting(body: str) -> None:
    assert dues(body) == []
