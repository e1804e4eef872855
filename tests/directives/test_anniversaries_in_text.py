"""Anniversaries and peaks as directives name them."""

import pytest

from tests.directives.letters import read_letter

NAMED = [
    ("Từ 05/9 đến ngày Nhà giáo Việt Nam 20/11.", [(None, "2024-11-20", None)]),
    ("Chào mừng lần thứ 42 Ngày Nhà giáo Việt Nam 20/11.", [(None, "2024-11-20", 42)]),
    (
        "Kỷ niệm 15 năm Ngày truyền thống (ngày 22 tháng 12 năm 2009 - ngày 22 tháng 12 năm 2024).",
        [("2009-12-22", "2024-12-22", 15)],
    ),
    (
        "Kỷ niệm 73 năm Ngày thành lập Ngân hàng (06-5-1951 / 06-5-2024).",
        [("1951-05-06", "2024-05-06", 73)],
    ),
    (
        "Thi đua lập thành tích chào mừng kỷ niệm 94 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2024).",
        [("1930-02-03", "2024-02-03", 94)],
    ),
    (
        "chào mừng các ngày lễ lớn: 30/4, 01/5, 19/5.",
        [(None, "2024-04-30", None), (None, "2024-05-01", None), (None, "2024-05-19", None)],
    ),
    (
        "Chào mừng kỷ niệm lần thứ 134 Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2024)",
        [("1890-05-19", "2024-05-19", 134)],
    ),
    (
        "kỷ niệm 79 năm Cách mạng tháng Tám thành công (19/8) và Quốc khánh nước CHXHCN Việt Nam (2/9).",
        [(None, "2024-08-19", 79), (None, "2024-09-02", 79)],
    ),
    (
        "thi đua chào mừng Ngày Nhà giáo Việt Nam 20/11, ngày thành lập Quân đội nhân dân Việt Nam 22/12.",
        [(None, "2024-11-20", None), (None, "2024-12-22", None)],
    ),
    (
        "chào mừng kỷ niệm Ngày thành lập Đảng Cộng sản Việt Nam, Ngày Giải phóng miền Nam, thống nhất đất nước, "
        "Ngày Quốc tế Lao động 01/5",
        [(None, None, None), (None, None, None), (None, "2024-05-01", None)],
    ),
    (
        "Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954-07/5/2024), 49 năm Ngày Giải phóng miền Nam "
        "(30/4/1975-30/4/2024). Tiếp tục tuyên truyền kỷ niệm 70 năm Chiến thắng Điện Biên Phủ.",
        [("1954-05-07", "2024-05-07", 70), ("1975-04-30", "2024-04-30", 49)],
    ),
    (
        "lập thành tích chào mừng 95 năm thành lập Đảng bộ tỉnh (1929 - 2024)",
        [("1929", "2024", 95)],
    ),
    (
        "Trải qua 80 năm xây dựng và phát triển, sau 20 năm chia tách, kế hoạch 5 năm 2021 - 2025.",
        [],
    ),
    (
        "kỷ niệm 76 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2024)",
        [("1948-06-11", "2024-06-11", 76)],
    ),
    (
        "kỷ niệm 60 năm ngày Bác Hồ về thăm huyện (ngày 20/9/1964 - 20/9/2024)",
        [("1964-09-20", "2024-09-20", 60)],
    ),
    (
        "kỷ niệm 35 năm ngày hội Quốc phòng toàn dân (22/12/1989-22/12/2024), 80 năm Ngày thành lập QĐND Việt "
        "Nam (22/12/1944-22/12/2024)",
        [("1989-12-22", "2024-12-22", 35), ("1944-12-22", "2024-12-22", 80)],
    ),
    ("nhiệm kỳ 2020 - 2025, Đại hội đại biểu toàn quốc lần thứ XIII; giai đoạn (2021-2025)", []),
    (
        "hướng tới kỷ niệm 50 năm Ngày Giải phóng miền Nam (30/4/1975 - 30/4/2025), 80 năm Quốc khánh (02/9/1945 "
        "- 02/9/2025)",
        [("1975-04-30", "2025-04-30", 50), ("1945-09-02", "2025-09-02", 80)],
    ),
    (
        "Kỷ niệm Ngày Quốc tế Phụ nữ 8/3 và 1984 năm Khởi nghĩa Hai Bà Trưng.",
        [(None, "2024-03-08", None), (None, None, 1984)],
    ),
    ("Đạt 95% số xã; 10/12 chỉ tiêu; 3/4 số đơn vị.", []),
]
PEAKS = [
    (
        "Phát động đợt thi đua cao điểm 60 ngày đêm từ ngày 01/11/2024.",
        [("2024-11-01", "2024-12-30")],
    ),
    ("1. Đợt cao điểm: từ ngày 01/11/2024 đến ngày 31/12/2024", [("2024-11-01", "2024-12-31")]),
    (
        "Mở đợt thi đua nước rút trong quý IV năm 2024 nhằm hoàn thành kế hoạch.",
        [("2024-10-01", "2024-12-31")],
    ),
    (
        "Chiến dịch Thanh niên tình nguyện hè (từ 01/6 đến 30/7/2024).",
        [("2024-06-01", "2024-07-30")],
    ),
    (
        "Phát động phong trào thi đua đặc biệt chào mừng 70 năm Chiến thắng Điện Biên Phủ, từ ngày 01/3/2024 đến "
        "ngày 07/5/2024.",
        [("2024-03-01", "2024-05-07")],
    ),
    ("Chiến dịch Điện Biên Phủ từ ngày 13/3/1954 đến ngày 07/5/1954 là mốc son.", []),
    ("Tổ chức các đợt thi đua ngắn hạn, cao điểm, chuyên đề phù hợp.", []),
    ("Tháng cao điểm an toàn giao thông: tháng 9/2024.", [("2024-09-01", "2024-09-30")]),
    (
        "Đợt thi đua cao điểm “92 ngày đêm” (từ 01/10/2024 đến 31/12/2024) hoàn thành nhiệm vụ.",
        [("2024-10-01", "2024-12-31")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), NAMED)
def test_anniversary_has_what_is_printed(body: str, expected: list[object]) -> None:
    found = read_letter(body).anniversaries
    assert [(one.historical_date, one.commemorated_date, one.ordinal) for one in found] == expected


@pytest.mark.parametrize(("body", "expected"), PEAKS)
def test_peak_is_read_with_its_days(body: str, expected: list[object]) -> None:
    assert [(one.start, one.end) for one in read_letter(body).peaks] == expected


def test_title_that_launches_a_peak_gives_it_the_days_of_the_campaign() -> None:
    read = read_letter(
        "1. Thời gian: từ ngày 01/8/2024 đến hết ngày 30/11/2024.",
        title="Phát động đợt thi đua cao điểm hoàn thành nhiệm vụ năm 2024",
    )
    assert [(one.start, one.end) for one in read.peaks] == [("2024-08-01", "2024-11-30")]
    assert read.campaign_period is not None
    assert read.campaign_period.end == "2024-11-30"


@pytest.mark.parametrize(
    "body",
    [
        "Kỷ niệm 65 năm Ngày truyền thống Bộ đội Biên phòng. 65 năm Ngày truyền thống BĐBP (03/3/1959 - 03/3/2024).",
        "Mừng 79 năm Ngày truyền thống CAND. Mừng 79 năm Ngày truyền thống Công an nhân dân (19/8/1945 - 19/8/2024).",
        'Chủ đề "Lập công mừng 32 năm tái lập tỉnh" và yêu cầu: mừng 32 năm Ngày tái lập tỉnh (01/4/1992 - 01/4/2024).',
    ],
)
def test_anniversary_said_in_two_ways_is_one(body: str) -> None:
    assert len(read_letter(body).anniversaries) == 1


def test_name_of_an_anniversary_ends_where_the_quotation_ends() -> None:
    found = read_letter(
        'Chủ đề: "Đoàn kết lập công mừng 32 năm tái lập tỉnh" và chỉ thị:'
    ).anniversaries
    assert [one.name for one in found] == ["tái lập tỉnh"]
