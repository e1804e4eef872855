"""Deadlines: what is owed, by when, and what only looks like one."""

import pytest

from tests.directives.letters import dues, read_letter

CLAUSES = [
    (
        "Các đơn vị gửi báo cáo sơ kết 6 tháng đầu năm về Sở Nội vụ trước ngày 15/6/2024.",
        [("so_ket", "2024-06-15")],
    ),
    (
        "Báo cáo tổng kết gửi về Ban Thi đua - Khen thưởng chậm nhất ngày 10 tháng 12 năm 2024.",
        [("tong_ket", "2024-12-10")],
    ),
    (
        "Định kỳ hằng quý (trước ngày 25 của tháng cuối quý), các đơn vị báo cáo kết quả về Sở Nội vụ.",
        [("bao_cao_quy", "---25")],
    ),
    ("Hằng tháng, trước ngày 20, các đơn vị gửi báo cáo kết quả.", [("bao_cao_thang", "---20")]),
    (
        "Trong vòng 15 ngày kể từ ngày ban hành Kế hoạch này, các đơn vị xây dựng kế hoạch gửi về Sở Nội vụ.",
        [("ke_hoach", "2024-01-30")],
    ),
    (
        "Hồ sơ đề nghị khen thưởng gửi về Sở Nội vụ (qua Ban Thi đua - Khen thưởng) trước ngày 05/12/2024.",
        [("ho_so_khen_thuong", "2024-12-05")],
    ),
    ("Đăng ký thi đua trước 28/2.", [("dang_ky", "2024-02-28")]),
    (
        "Các khối thi đua tổ chức ký giao ước thi đua trong tháng 01/2024.",
        [("ky_giao_uoc", ("2024-01-01", "2024-01-31"))],
    ),
    ("Các cụm, khối bình xét, chấm điểm xong trước 20/12.", [("binh_xet", "2024-12-20")]),
    (
        "Báo cáo kết quả đợt 1 trước ngày 10/7/2024, đợt 2 trước ngày 10/12/2024.",
        [("bao_cao_dot", "2024-07-10"), ("bao_cao_dot", "2024-12-10")],
    ),
    (
        "Báo cáo 6 tháng trước ngày 15/6 và báo cáo năm trước ngày 01/12.",
        [("bao_cao_6_thang", "2024-06-15"), ("bao_cao_nam", "2024-12-01")],
    ),
    (
        "Gửi báo cáo sơ kết trước ngày 20/6/2024, báo cáo tổng kết trước ngày 15/11/2024 để tổng hợp.",
        [("so_ket", "2024-06-20"), ("tong_ket", "2024-11-15")],
    ),
    (
        "Các đơn vị gửi kế hoạch phát động thi đua về Sở Nội vụ trước ngày 31/01/2024.",
        [("ke_hoach", "2024-01-31")],
    ),
    (
        "Xây dựng kế hoạch triển khai và gửi về Hội đồng Thi đua - Khen thưởng tỉnh trước ngày 15 tháng 02 năm 2024.",
        [("ke_hoach", "2024-02-15")],
    ),
    (
        "Trước ngày 15/6/2024, các đơn vị báo cáo sơ kết; trước ngày 30/11/2024 báo cáo tổng kết.",
        [("so_ket", "2024-06-15"), ("tong_ket", "2024-11-30")],
    ),
    (
        "Tổ chức sơ kết vào tháng 7/2024 và tổng kết vào tháng 12/2024.",
        [("so_ket", ("2024-07-01", "2024-07-31")), ("tong_ket", ("2024-12-01", "2024-12-31"))],
    ),
    (
        "Thời gian sơ kết: tuần đầu tháng 7. Thời gian tổng kết: nửa cuối tháng 12.",
        [("so_ket", ("2024-07-01", "2024-07-07")), ("tong_ket", ("2024-12-16", "2024-12-31"))],
    ),
    ("Sáng kiến gửi về Hội đồng sáng kiến trước ngày 30/9/2024.", [("sang_kien", "2024-09-30")]),
    (
        "Chế độ báo cáo:\n- Báo cáo quý I: trước ngày 15/3/2024;\n- Báo cáo 6 tháng: trước ngày 15/6/2024;\n- "
        "Báo cáo quý III: trước ngày 15/9/2024;\n- Báo cáo năm: trước ngày 15/12/2024.",
        [
            ("bao_cao_quy", "2024-03-15"),
            ("bao_cao_6_thang", "2024-06-15"),
            ("bao_cao_quy", "2024-09-15"),
            ("bao_cao_nam", "2024-12-15"),
        ],
    ),
    ("Đến hết năm 2024 có 100% xã đạt chuẩn; giải ngân xong trước ngày 31/12/2024.", []),
    (
        "Hồ sơ khen thưởng đợt 1 gửi trước ngày 30/4/2024; đợt 2 gửi trước ngày 20/8/2024.",
        [("ho_so_khen_thuong", "2024-04-30"), ("ho_so_khen_thuong", "2024-08-20")],
    ),
    (
        "Sau khi kết thúc mỗi đợt thi đua, chậm nhất 10 ngày, các đơn vị gửi báo cáo kết quả về Sở Nội vụ.",
        [("bao_cao_dot", None)],
    ),
    (
        "Các đơn vị báo cáo kết quả về Sở Nội vụ trước 16 giờ thứ Sáu hằng tuần.",
        [("bao_cao_tuan", None)],
    ),
    (
        "Tổng hợp kết quả, báo cáo Chủ tịch UBND tỉnh trước ngày 25 hàng tháng.",
        [("bao_cao_thang", "---25")],
    ),
    (
        "Hội nghị tổng kết phong trào thi đua dự kiến tổ chức ngày 20/12/2024.",
        [("tong_ket", "2024-12-20")],
    ),
    (
        "Báo cáo gửi về Văn phòng trước ngày 20/11/2024 (qua địa chỉ thư điện tử).",
        [("bao_cao_khac", "2024-11-20")],
    ),
    (
        "Tiến hành tổng kết phong trào trong Quý IV năm 2024.",
        [("tong_ket", ("2024-10-01", "2024-12-31"))],
    ),
    (
        "Chậm nhất đến ngày 15/3/2024 các địa phương phải hoàn thành việc đăng ký thi đua và ký kết giao ước.",
        [("dang_ky", "2024-03-15"), ("ky_giao_uoc", "2024-03-15")],
    ),
    ("Gửi báo cáo sơ kết, báo cáo tổng kết và hồ sơ khen thưởng về Sở Nội vụ theo quy định.", []),
    (
        "Họp bình xét thi đua từ ngày 01/12/2024 đến ngày 10/12/2024.",
        [("binh_xet", ("2024-12-01", "2024-12-10"))],
    ),
    ("Thời hạn gửi hồ sơ: trước ngày 30 tháng 11 năm 2024.", [("ho_so_khen_thuong", "2024-11-30")]),
    (
        "Thời gian nhận hồ sơ: từ 01/11/2024 đến 15/11/2024.",
        [("ho_so_khen_thuong", ("2024-11-01", "2024-11-15"))],
    ),
    (
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 05/3/2024 của Tỉnh ủy và báo cáo kết quả theo Công văn số 99/SNV "
        "ngày 10/6/2024.",
        [],
    ),
    (
        "Các đơn vị nộp bản đăng ký danh hiệu thi đua về Phòng Tổ chức trước ngày 10/02/2024.",
        [("dang_ky", "2024-02-10")],
    ),
    (
        "Báo cáo sơ kết gửi trước ngày 15 tháng 6; báo cáo tổng kết gửi trước ngày 15 tháng 12.",
        [("so_ket", "2024-06-15"), ("tong_ket", "2024-12-15")],
    ),
    ("Tổng kết: Tháng 12/2024.", [("tong_ket", ("2024-12-01", "2024-12-31"))]),
    ("Sơ kết 6 tháng đầu năm: hoàn thành trước ngày 10/7/2024.", [("so_ket", "2024-07-10")]),
    (
        "Các đơn vị thực hiện chế độ báo cáo định kỳ hằng quý, 6 tháng, năm theo quy định.",
        [("bao_cao_6_thang", None), ("bao_cao_quy", None), ("bao_cao_nam", None)],
    ),
    (
        "Báo cáo tháng gửi trước ngày 20, báo cáo quý gửi trước ngày 20 của tháng cuối quý.",
        [("bao_cao_thang", "---20"), ("bao_cao_quy", "---20")],
    ),
    (
        "Kế hoạch của các đơn vị gửi về Sở Nội vụ trước 15/02/2024; báo cáo kết quả gửi trước 15/12/2024.",
        [("ke_hoach", "2024-02-15"), ("bao_cao_khac", "2024-12-15")],
    ),
    (
        "Đề nghị Thủ trưởng các cơ quan triển khai, báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) trước ngày "
        "05/12/2024 để tổng hợp, báo cáo Thủ tướng Chính phủ.",
        [("bao_cao_khac", "2024-12-05")],
    ),
    (
        "Phòng Nội vụ tham mưu UBND huyện tổ chức sơ kết trước ngày 10/7/2024, tổng kết trước ngày 20/12/2024.",
        [("so_ket", "2024-07-10"), ("tong_ket", "2024-12-20")],
    ),
    (
        "Hồ sơ gồm: Tờ trình, biên bản, báo cáo thành tích; gửi trước ngày 10/12/2024.",
        [("ho_so_khen_thuong", "2024-12-10")],
    ),
    ("Các trường nộp báo cáo sơ kết học kỳ I trước 15/01/2024", [("so_ket", "2024-01-15")]),
    (
        "Thời gian hoàn thành: trước ngày 31/3/2024 đối với việc ký kết giao ước thi đua.",
        [("ky_giao_uoc", "2024-03-31")],
    ),
    (
        "Bình xét thi đua cuối năm: tháng 11/2024. Gửi hồ sơ: trước 30/11/2024.",
        [("binh_xet", ("2024-11-01", "2024-11-30")), ("ho_so_khen_thuong", "2024-11-30")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), CLAUSES)
def test_clause_gives_kind_and_due(body: str, expected: list[object]) -> None:
    assert dues(body) == expected


def test_deadline_says_who_owes_and_to_whom() -> None:
    body = (
        "- Các sở, ban, ngành gửi báo cáo tổng kết về Sở Nội vụ (qua Ban Thi đua - Khen thưởng) trước ngày "
        "10/12/2024."
    )
    one = read_letter(body).deadlines[0]
    assert one.who == "Các sở, ban, ngành"
    assert one.to_whom == "Sở Nội vụ (qua Ban Thi đua - Khen thưởng)"


def test_weekly_report_has_an_hour_and_no_day() -> None:
    one = read_letter("Các đơn vị báo cáo kết quả trước 16 giờ 30 thứ Năm hằng tuần.").deadlines[0]
    assert (one.kind.value, one.due, one.time, one.recurrence) == (
        "bao_cao_tuan",
        None,
        "16:30",
        "hằng tuần",
    )


def test_hour_of_a_deadline_is_kept() -> None:
    one = read_letter("Gửi báo cáo sơ kết trước 17 giờ 00 ngày 25/6/2024.").deadlines[0]
    assert (one.due, one.time, one.bound) == ("2024-06-25", "17:00", "before")


def test_heading_names_the_duty_of_its_items() -> None:
    body = (
        "1. Về báo cáo sơ kết\n- Gửi bản điện tử có ký số trước ngày 06/6/2024.\n2. Hồ sơ khen thưởng:\n- Khen "
        "chuyên đề: trước ngày 15/7/2024."
    )
    assert dues(body) == [("so_ket", "2024-06-06"), ("ho_so_khen_thuong", "2024-07-15")]


def test_figures_of_a_report_are_no_deadline() -> None:
    body = "Báo cáo sơ kết, số liệu tính từ 01/12/2023 đến 31/5/2024, gửi trước ngày 10/6/2024."
    assert dues(body) == [("so_ket", "2024-06-10")]


def test_fraction_is_no_date() -> None:
    assert dues("Phiếu bình xét có giá trị khi có ít nhất 2/3 số thành viên dự họp.") == []


def test_table_of_deadlines_is_read_by_row() -> None:
    body = (
        "| TT | Việc | Nơi làm | Hạn |\n|---|---|---|---|\n| 1 | Đăng ký thi đua | Các phòng | 20/02/2024 |\n"
        "| 2 | Báo cáo tháng | Các phòng | ngày 28 hằng tháng |\n| 3 | Hội nghị tổng kết | Giám đốc | 25/12/2024 |"
    )
    assert dues(body) == [
        ("dang_ky", "2024-02-20"),
        ("bao_cao_thang", "---28"),
        ("tong_ket", "2024-12-25"),
    ]
