"""Launches, congresses and meetings with a day or a limit; and what only speaks of one."""

import pytest

from scheduler.directives.draft.draft import draft_of
from tests.directives.letters import read_letter

Days = list[tuple[str, str | None]]

LAUNCHES: list[tuple[str, Days]] = [
    ("Các đơn vị còn lại phát động xong trước ngày 05/02/2024.", [("2024-02-05", None)]),
    ("Các đơn vị phát động đến tận tổ, đội chậm nhất ngày 25/9/2024.", [("2024-09-25", None)]),
    (
        "Các huyện tổ chức phát động sau lễ của tỉnh, chậm nhất là ngày 10/11.",
        [("2024-11-10", None)],
    ),
    ("Cấp xã hoàn thành; các thôn phát động hoàn thành trước 20/3.", [("2024-03-20", None)]),
    ("Tổ chức phát động phong trào, hoàn thành trong tháng 02.", [("2024-02-01", "2024-02-29")]),
    ("- Nhà trường: phát động thi đua trong tiết chào cờ, ngày 08/9.", [("2024-09-08", None)]),
    ("- Ngày 15/02/2024: Huyện đoàn phát động điểm tại một xã.", [("2024-02-15", None)]),
    ("Sơ kết đợt 1 và phát động đợt 2 vào ngày 18/11/2024.", [("2024-11-18", None)]),
    (
        "Hội nghị tổng kết năm 2023, phát động thi đua năm 2024 và ký giao ước giữa các thôn vào ngày 30/01.",
        [("2024-01-30", None)],
    ),
    (
        "- Trong tháng 7/2024: Hội đồng Thi đua - Khen thưởng tỉnh tổ chức Lễ phát động.",
        [("2024-07-01", "2024-07-31")],
    ),
]
CONGRESSES: list[tuple[str, Days]] = [
    (
        "Tổ chức thành công đại hội: 100% chi đoàn xong trước 28/02, 100% đoàn xã, thị trấn xong trước 30/4.",
        [("2024-02-28", None), ("2024-04-30", None)],
    ),
    (
        "Tổ chức đại hội: cấp xã hoàn thành trước ngày 31/3; cấp huyện hoàn thành trước ngày 30/6.",
        [("2024-03-31", None), ("2024-06-30", None)],
    ),
    (
        "Các chi bộ đại hội xong trước ngày 31/3, đảng bộ cơ sở xong trước 30/6.",
        [("2024-03-31", None), ("2024-06-30", None)],
    ),
    ("Đại hội công đoàn cơ sở hoàn thành chậm nhất 30/4.", [("2024-04-30", None)]),
    ("Đại hội Đoàn huyện dự kiến trong nửa đầu tháng 6.", [("2024-06-01", "2024-06-15")]),
]
MEETINGS: list[tuple[str, Days]] = [
    (
        "Tham gia bầu cử đại biểu Hội đồng nhân dân nhiệm kỳ 2024 - 2029 (ngày 22/5).",
        [("2024-05-22", None)],
    ),
    ("Tổ chức lễ biểu dương công nhân tiêu biểu vào ngày 28/4.", [("2024-04-28", None)]),
    ("2 | Gặp gỡ tại Hội nghị viên chức đầu năm | 07/10/2024 | BGH |", [("2024-10-07", None)]),
    ("Hội nghị người lao động các phòng tổ chức xong trước 31/3.", [("2024-03-31", None)]),
    ("Hội nghị cán bộ, công chức tổ chức ngày 20/01/2024.", [("2024-01-20", None)]),
    ("Đợt 1: từ ngày khai giảng 05/9 đến 20/11/2024.", [("2024-09-05", None)]),
    ("Đợt 2: từ lễ ra quân (01/3) đến 30/6/2024.", [("2024-03-01", None)]),
]
NONE = [
    "Ban Tổ chức chấm thi từ 01/9 đến 15/9/2024.",
    "Nhận bài thi từ 01/9 đến 15/9/2024.",
    "Báo cáo kết quả phát động gửi trước ngày 10/3/2024.",
    "Xây dựng kế hoạch phát động, gửi về Sở Nội vụ trước ngày 15/02/2024.",
    "Phong trào thi đua do Tổng Liên đoàn phát động ngày 11/6/2024.",
    "Phát động phong trào thi đua từ ngày 01/3/2024 đến ngày 30/11/2024.",
    "Phát động phong trào thi đua, các đơn vị đăng ký trước ngày 15/3/2024.",
    "Các đại đội phát động, ký giao ước và đăng ký thi đua xong trước ngày 10/02/2024.",
    "Sau khi phát động xong, trước ngày 20/3 các đơn vị gửi báo cáo.",
    "Gửi báo cáo chuẩn bị đại hội trước ngày 15/3/2024.",
    "Thi đua chào mừng đại hội: cấp xã hoàn thành trước ngày 31/3.",
    "Lập thành tích chào mừng đại hội, chi bộ hoàn thành công trình trước ngày 31/3.",
    "Ngày 15/3/2024, các đơn vị gửi danh sách dự lễ tuyên dương.",
    "Thi đua cao điểm diễn tập: đầu tháng 11/2024.",
    "Lễ trao giải: dự kiến cuối tuần thứ hai tháng 11/2024.",
    "Cấp xã hoàn thành trước ngày 31/3/2024.",
    "Lãnh đạo dự phát động tại Hà Nội trong nhiệm kỳ 2024 - 2029, gửi bài trước ngày 22/5.",
]


@pytest.mark.parametrize(("body", "days"), [*LAUNCHES, *CONGRESSES, *MEETINGS])
def test_event_is_told_with_its_day(body: str, days: Days) -> None:
    assert [(one.date, one.until) for one in read_letter(body).milestones] == days


@pytest.mark.parametrize("body", NONE)
def test_what_is_asked_or_only_named_is_no_event(body: str) -> None:
    assert read_letter(body).milestones == ()


def test_name_says_which_event_is_to_be_over() -> None:
    body = "Tổ chức đại hội: cấp xã xong trước 31/3.\nCác đơn vị phát động xong trước 05/02."
    names = [one.name for one in read_letter(body).milestones]
    assert names == ["Đại hội: cấp xã xong", "Các đơn vị phát động xong"]


def test_launch_within_a_month_is_no_campaign_of_a_month() -> None:
    assert read_letter("Tổ chức phát động phong trào thi đua, xong trong tháng 02.").phases == ()


def test_event_of_half_a_month_is_drafted_within_the_month() -> None:
    read = read_letter(
        "Đại hội Đoàn huyện dự kiến trong nửa đầu tháng 6.\nHội thao từ 15/8 đến 18/8."
    )
    drafted = draft_of(read, catalogue={}).text
    assert "day: {within: 2024-06}" in drafted
    assert "day: {on: 2024-08-15}" in drafted


@pytest.mark.parametrize(
    "body",
    [
        "Phát động: 07h30, ngày 02/11.",
        "- Phát động: 07 giờ 30, ngày 02/11/2024.",
        "Thời gian phát động: 07h30, ngày 02/11.",
        "Thời gian phát động: lúc 7 giờ 30 phút ngày 02/11/2024.",
        "Thời gian phát động 07h30 ngày 02/11.",
    ],
)
def test_launch_with_its_hour_is_an_event(body: str) -> None:
    assert [(one.name.capitalize(), one.date) for one in read_letter(body).milestones] == [
        ("Phát động", "2024-11-02")
    ]


def test_time_of_launching_without_an_hour_may_be_a_stretch() -> None:
    read = read_letter("Thời gian phát động: từ 02/11 đến 31/12.")
    assert read.milestones == ()
