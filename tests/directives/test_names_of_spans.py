"""Names of rounds and peaks: whole, without the days and verbs beside them."""

import pytest

from scheduler.directives.rounds.names import told
from tests.directives.letters import read_letter

PEAKS = [
    (
        "Thi đua đột kích “30 ngày ra quân bắn giỏi” từ 01/3/2024.",
        "Thi đua đột kích “30 ngày ra quân bắn giỏi”",
    ),
    ("Mở đợt cao điểm 100 ngày xóa nhà tạm kể từ 01/3/2024.", "đợt cao điểm 100 ngày xóa nhà tạm"),
    ("Mở cao điểm “100 ngày chỉnh trang” kể từ ngày 01/3/2024.", "cao điểm “100 ngày chỉnh trang”"),
    (
        "- Đợt cao điểm thứ nhất (05/3 - 14/4/2024): “Xuân sạch - hẻm sạch”.",
        "Đợt cao điểm thứ nhất: “Xuân sạch - hẻm sạch”",
    ),
    (
        "Mở chiến dịch 45 ngày đêm giải phóng mặt bằng bắt đầu từ 16/11/2024.",
        "chiến dịch 45 ngày đêm giải phóng mặt bằng",
    ),
]


@pytest.mark.parametrize(("body", "name"), PEAKS)
def test_peak_has_its_name_without_its_days(body: str, name: str) -> None:
    assert [one.name for one in read_letter(body).peaks] == [name]


def test_round_of_a_series_has_its_whole_name() -> None:
    long = "đợt về đích gắn với kỷ niệm 80 năm Ngày thành lập Quân đội nhân dân Việt Nam"
    body = (
        "Phong trào chia làm hai đợt:\n- Từ 01/01 đến 30/6: đợt ra quân mừng Đảng, mừng Xuân.\n"
        f"- Từ 01/7 đến 31/12: {long}."
    )
    assert [one.name for one in read_letter(body).phases] == [
        "đợt ra quân mừng Đảng, mừng Xuân",
        long,
    ]


def test_name_that_is_too_long_ends_with_a_phrase() -> None:
    words = "phong trào thi đua " + ", ".join(f"việc tốt số {number}" for number in range(20))
    assert told(words).endswith("việc tốt số 7")
