"""More habits of naming what is owed: labels, qualifiers, respective days, schedules by month."""

import pytest

from tests.directives.letters import dues, read_letter

CLAUSES = [
    (
        "Định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12), các đơn vị báo cáo kết quả về Sở Nội vụ.",
        [("bao_cao_6_thang", "2024-06-15"), ("bao_cao_nam", "2024-12-15")],
    ),
    (
        "Báo cáo gửi trước ngày 10/6 (báo cáo 6 tháng) và trước ngày 10/12 (báo cáo năm).",
        [("bao_cao_6_thang", "2024-06-10"), ("bao_cao_nam", "2024-12-10")],
    ),
    (
        "Gửi báo cáo trước ngày 20/6/2024 đối với báo cáo sơ kết và trước ngày 20/12/2024 đối với báo cáo tổng "
        "kết.",
        [("so_ket", "2024-06-20"), ("tong_ket", "2024-12-20")],
    ),
    (
        "Sơ kết 6 tháng trước ngày 15/7, tổng kết năm trước ngày 15/01/2025.",
        [("so_ket", "2024-07-15"), ("tong_ket", "2025-01-15")],
    ),
    (
        "Xây dựng kế hoạch thi đua của đơn vị. Thời gian hoàn thành trong tháng 3/2024.",
        [("ke_hoach", ("2024-03-01", "2024-03-31"))],
    ),
    (
        "Báo cáo sơ kết, tổng kết gửi về Sở Nội vụ trước ngày 15/6 và 15/12.",
        [("so_ket", "2024-06-15"), ("tong_ket", "2024-12-15")],
    ),
    (
        "Các đơn vị gửi báo cáo 6 tháng, báo cáo năm về Sở Nội vụ trước ngày 15/6 và ngày 15/12.",
        [("bao_cao_6_thang", "2024-06-15"), ("bao_cao_nam", "2024-12-15")],
    ),
    ("Gửi kết quả bình xét về Thường trực Khối trước 30/11.", [("binh_xet", "2024-11-30")]),
    (
        "Các thành viên tự chấm điểm và gửi bảng chấm điểm về Trưởng khối trước ngày 25/11/2024; Khối họp bình "
        "xét trước ngày 05/12/2024.",
        [("binh_xet", "2024-11-25"), ("binh_xet", "2024-12-05")],
    ),
    (
        "Danh sách tập thể, cá nhân đề nghị khen thưởng gửi về Văn phòng trước ngày 01/12/2024.",
        [("ho_so_khen_thuong", "2024-12-01")],
    ),
    (
        "Báo cáo kết quả triển khai về Bộ Nội vụ (qua Ban Thi đua - Khen thưởng Trung ương) trước 30/11/2024.",
        [("bao_cao_khac", "2024-11-30")],
    ),
    (
        "Đăng ký thi đua và giao ước thi đua năm 2024 gửi về Khối trưởng trước ngày 15/3/2024.",
        [("dang_ky", "2024-03-15"), ("ky_giao_uoc", "2024-03-15")],
    ),
    (
        "Kết quả thực hiện báo cáo về UBND xã trước ngày 05 hàng tháng để tổng hợp.",
        [("bao_cao_thang", "---05")],
    ),
    ("Định kỳ ngày 15 hằng tháng báo cáo tiến độ.", [("bao_cao_thang", "---15")]),
    (
        "Hàng quý, vào ngày 20 của tháng cuối quý, các đơn vị báo cáo kết quả.",
        [("bao_cao_quy", "---20")],
    ),
    (
        "Báo cáo quý gửi trước ngày 15 tháng cuối quý; báo cáo 6 tháng gửi trước ngày 15/6; báo cáo năm gửi "
        "trước ngày 15/12.",
        [
            ("bao_cao_quy", "---15"),
            ("bao_cao_6_thang", "2024-06-15"),
            ("bao_cao_nam", "2024-12-15"),
        ],
    ),
    (
        "Báo cáo kết quả thực hiện Đợt 1 trước ngày 05/7/2024; Đợt 2 trước ngày 05/12/2024 về Phòng Nội vụ.",
        [("bao_cao_dot", "2024-07-05"), ("bao_cao_dot", "2024-12-05")],
    ),
    (
        "Hoàn thành việc sơ kết trước ngày 30 tháng 6, tổng kết trước ngày 30 tháng 11 năm 2024.",
        [("so_ket", "2024-06-30"), ("tong_ket", "2024-11-30")],
    ),
    (
        "Tổ chức tổng kết và khen thưởng trong tháng 12/2024.",
        [("tong_ket", ("2024-12-01", "2024-12-31"))],
    ),
    (
        "Hội đồng Thi đua họp xét, bình bầu danh hiệu thi đua từ ngày 10 đến 15/12/2024.",
        [("binh_xet", ("2024-12-10", "2024-12-15"))],
    ),
    ("Hạn cuối nhận hồ sơ là 17h00 ngày 30/11/2024.", [("ho_so_khen_thuong", "2024-11-30")]),
    (
        "Gửi báo cáo bằng văn bản và file mềm trước ngày 10/11/2024; quá thời hạn trên, đơn vị không gửi báo cáo "
        "coi như không hoàn thành nhiệm vụ.",
        [("bao_cao_khac", "2024-11-10")],
    ),
    (
        "Báo cáo số liệu tính đến hết ngày 30/11/2024 gửi trước ngày 05/12/2024.",
        [("bao_cao_khac", "2024-12-05")],
    ),
    (
        "Yêu cầu Thủ trưởng các đơn vị phổ biến, quán triệt và xây dựng kế hoạch thực hiện, hoàn thành trước "
        "ngày 10/02/2024.",
        [("ke_hoach", "2024-02-10")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), CLAUSES)
def test_clause_gives_kind_and_due(body: str, expected: list[object]) -> None:
    assert dues(body) == expected


def test_schedule_by_month_gives_windows() -> None:
    body = "- Tháng 6/2024: Sơ kết phong trào.\n- Tháng 12/2024: Tổng kết phong trào."
    assert dues(body) == [
        ("so_ket", ("2024-06-01", "2024-06-30")),
        ("tong_ket", ("2024-12-01", "2024-12-31")),
    ]


def test_files_due_with_the_final_report_share_its_day() -> None:
    body = "Báo cáo tổng kết: chậm nhất ngày 20/8. Hồ sơ đề nghị khen thưởng gửi cùng báo cáo tổng kết."
    assert dues(body) == [("tong_ket", "2024-08-20"), ("ho_so_khen_thuong", "2024-08-20")]


def test_report_due_in_the_month_after_each_round_has_no_day() -> None:
    one = read_letter(
        "Hết mỗi đợt, các đơn vị làm báo cáo, gửi trước ngày 05 của tháng liền sau."
    ).deadlines[0]
    assert (one.kind.value, one.due, one.recurrence) == ("bao_cao_dot", None, "sau mỗi đợt")
