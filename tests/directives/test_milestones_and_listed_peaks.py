"""Events nobody owes, and peaks told by lists."""

import pytest

from tests.directives.letters import read_letter

EVENTS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Lễ phát động phong trào thi đua tổ chức ngày 05/02/2024.", [("2024-02-05", None)]),
    ("Đại hội thi đua yêu nước huyện tổ chức ngày 12/6/2024.", [("2024-06-12", None)]),
    ("Đại hội Đảng bộ (dự kiến tổ chức vào ngày 22 và 23/7/2024).", [("2024-07-22", "2024-07-23")]),
    ("Ngày 26/7/2024 tổ chức thắp nến tri ân.", [("2024-07-26", None)]),
    ("Khởi động: 6h00 ngày 01/6/2024, tại 05 điểm.", [("2024-06-01", None)]),
    ("Bế mạc và trao giải vào ngày 20/12/2024.", [("2024-12-20", None)]),
    ("Hội thao tổ chức từ 15/8 đến 18/8/2024.", [("2024-08-15", "2024-08-18")]),
    ("Kỷ niệm Ngày hội toàn dân (19/8/2005 - 19/8/2024).", []),
    ("Đại hội lần thứ XIX (nhiệm kỳ 2020 - 2025, đại hội ngày 24 - 25/6/2020) đã đề ra.", []),
    ("Thi viết “Người tôi yêu”: hạn cuối 15/8/2024.", []),
    ("Khánh thành công trình trước ngày 30/4/2024.", []),
    ("Hội nghị tổng kết tổ chức ngày 20/12/2024.", []),
    ("Đại hội thi đua yêu nước tỉnh dự kiến tháng 9/2024.", [("2024-09", None)]),
    ("Đại hội điểm hoàn thành trong tháng 3/2024.", [("2024-03-01", "2024-03-31")]),
    ("Lập thành tích chào mừng Đại hội Công đoàn tháng 9/2024.", []),
    ("Báo cáo công tác chuẩn bị đại hội gửi trong tháng 3/2024.", []),
    ("Đợt 1: mở màn đúng lễ khai giảng (05/9/2024), kết thúc 20/11/2024.", [("2024-09-05", None)]),
    ("Đợt 1: từ đầu năm đến 23/5/2024, ngày bầu cử đại biểu các cấp.", [("2024-05-23", None)]),
    ("Đợt 3: từ 01/4 đến ngày bế giảng 28/5/2024.", [("2024-05-28", None)]),
    ("Dâng hương ngày mồng 6 tháng 3 âm lịch.", [("2024-04-14", None)]),
    ("Kỷ niệm 19 năm Ngày hội toàn dân bảo vệ an ninh Tổ quốc (19/8).", []),
]
PEAKS: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "3. Chiến dịch 100 ngày cấp căn cước: khởi động ngày 01/3/2024.",
        [("2024-03-01", "2024-06-08")],
    ),
    (
        "Năm nay có hai chiến dịch: “Xuân tình nguyện” (15/01 - 10/02) và “Hè xanh” (01/6 - 15/8).",
        [("2024-01-15", "2024-02-10"), ("2024-06-01", "2024-08-15")],
    ),
    (
        "Các cao điểm trong năm:\na) Tết trồng cây: từ 15/02 đến 29/02;\nb) Làm sạch biển: tháng 6;",
        [("2024-02-15", "2024-02-29"), ("2024-06-01", "2024-06-30")],
    ),
    ("A. CÁC ĐỢT THI ĐUA CAO ĐIỂM\nMỗi đơn vị chọn một việc.", []),
    ("Giai đoạn nước rút 3 tháng cuối năm: giải ngân.", [("2024-10-01", "2024-12-31")]),
    (
        "Các đợt cao điểm:\n- Mừng Đảng: 15/01 - 03/02.\n- Mừng sinh nhật Bác: 01/5 - 19/5.",
        [("2024-01-15", "2024-02-03"), ("2024-05-01", "2024-05-19")],
    ),
    (
        "Phát động 90 ngày đêm cao điểm thu ngân sách, bắt đầu từ 01/10/2024.",
        [("2024-10-01", "2024-12-29")],
    ),
    (
        "Đợt từ 06/3 đến 16/4; trong đó tuần 20 - 26/3 là tuần cao điểm.",
        [("2024-03-20", "2024-03-26")],
    ),
    ("Lấy tuần từ 08/3 đến 14/3 làm tuần cao điểm áo dài.", [("2024-03-08", "2024-03-14")]),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS, ids=[case[0][:40] for case in EVENTS])
def test_event_with_a_day_is_a_milestone(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.date, one.until) for one in read_letter(text).milestones] == expected


@pytest.mark.parametrize(("text", "expected"), PEAKS, ids=[case[0][:40] for case in PEAKS])
def test_peaks_are_dated(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.start, one.end) for one in read_letter(text).peaks] == expected
