"""“Ban hành kế hoạch phát động phong trào … (từ … đến …)”: the days of the movement, and none its plan is due in."""

import pytest

from tests.directives.letters import dues, read_letter

PLANNED = [
    "Sở ban hành kế hoạch phát động phong trào thi đua 6 tháng cuối năm 2024 (từ ngày 01/6/2024 đến ngày 30/9/2024).",
    "Trường xây dựng kế hoạch tổ chức đợt thi đua “Hai tốt” từ ngày 01/6/2024 đến ngày 30/9/2024 như sau.",
    "Công đoàn triển khai kế hoạch phát động đợt thi đua nước rút (từ 01/6/2024 đến 30/9/2024) trong toàn ngành.",
    "Bệnh viện ban hành kế hoạch thực hiện chiến dịch làm sạch dữ liệu, từ ngày 01/6/2024 đến ngày 30/9/2024.",
    "Ban Chỉ huy lập kế hoạch mở đợt cao điểm 120 ngày: từ ngày 01/6/2024 đến ngày 30/9/2024.",
]


@pytest.mark.parametrize("words", PLANNED[:3])
def test_the_days_of_a_movement_are_no_due_of_its_plan(words: str) -> None:
    assert dues(f"{words}\n") == []


@pytest.mark.parametrize("words", PLANNED[3:])
def test_nor_those_of_a_drive(words: str) -> None:
    assert all(kind != "ke_hoach" for kind, _due in dues(f"{words}\n"))


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("- Nộp kế hoạch phát động phong trào từ ngày 10/3/2024 đến ngày 15/3/2024.", ("2024-03-10", "2024-03-15")),
        ("- Xây dựng kế hoạch phát động phong trào thi đua trước ngày 10/3/2024.", "2024-03-10"),
        ("- Xây dựng kế hoạch thi đua từ ngày 10/3/2024 đến ngày 15/3/2024.", ("2024-03-10", "2024-03-15")),
    ],
)  # fmt: skip
def test_a_plan_still_has_its_own_days(words: str, right: object) -> None:
    assert dues(f"{words}\n") == [("ke_hoach", right)]


@pytest.mark.parametrize(
    "half",
    ["6 tháng cuối năm 2024", "06 tháng cuối năm 2024", "sáu tháng cuối năm 2024"],
)
def test_days_beside_a_half_year_are_the_movements(half: str) -> None:
    words = f"Sở ban hành kế hoạch phát động phong trào thi đua {half} (từ ngày 01/6/2024 đến ngày 30/9/2024)."
    read = read_letter(f"{words}\n", title=f"Phát động phong trào thi đua {half}")
    assert [(one.start, one.end) for one in read.phases] == [("2024-06-01", "2024-09-30")]


def test_a_half_year_alone_is_the_movements() -> None:
    words = "Sở phát động phong trào thi đua 6 tháng cuối năm 2024."
    read = read_letter(f"{words}\n", title="Phát động phong trào thi đua 6 tháng cuối năm 2024")
    assert [(one.start, one.end) for one in read.phases] == [("2024-07-01", "2024-12-31")]
