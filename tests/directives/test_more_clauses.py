"""Deadline sentences without a verb, with the duty in another sentence, and several dues in one."""

import pytest

from tests.directives.letters import dues

CLAUSES: list[tuple[str, list[tuple[str, object]]]] = [
    (
        "Đăng ký thi đua: sở, ngành trước ngày 31/01; xã, phường trước ngày 10/02; doanh nghiệp trước ngày 20/02.",
        [("dang_ky", "2024-01-31"), ("dang_ky", "2024-02-10"), ("dang_ky", "2024-02-20")],
    ),
    ("Báo cáo kết quả mỗi đợt: trong 05 ngày đầu của tháng kế tiếp.", [("bao_cao_dot", None)]),
    ("Báo cáo tháng: trong tuần đầu của tháng sau.", [("bao_cao_thang", None)]),
    ("Cuối mỗi đợt, chậm nhất sau 5 ngày, gửi báo cáo kết quả.", [("bao_cao_dot", None)]),
    ("Trong cao điểm: báo cáo ngày trước 15 giờ.", [("bao_cao_khac", None)]),
    (
        "Tổng kết cao điểm gửi trước ngày 17/02/2024 kèm hồ sơ khen thưởng.",
        [("tong_ket", "2024-02-17"), ("ho_so_khen_thuong", "2024-02-17")],
    ),
    ("Tính đến ngày 10/01/2024 còn 14 đơn vị chưa gửi báo cáo.", []),
    ("Qua theo dõi, đến ngày 31/01/2024 vẫn còn 3 đơn vị chưa gửi báo cáo sơ kết.", []),
    (
        "Các đơn vị gửi đăng ký trước 31/3, trong khi báo cáo sơ kết phải có trước ngày 20/6.",
        [("dang_ky", "2024-03-31"), ("so_ket", "2024-06-20")],
    ),
    (
        "Hồ sơ tặng Cờ gửi trong vòng 07 ngày kể từ ngày bỏ phiếu, nhưng không quá ngày 10/12/2024.",
        [("ho_so_khen_thuong", "2024-12-10")],
    ),
    ("Đăng ký thi đua: hạn cuối .../3/2024.", [("dang_ky", "2024-03")]),
    (
        "Gửi bản đăng ký thi đua và kế hoạch triển khai về Sở chậm nhất là ngày 29/02/2024.",
        [("dang_ky", "2024-02-29"), ("ke_hoach", "2024-02-29")],
    ),
    (
        "Kết quả đợt một và đợt hai gửi trước ngày 25 tháng 5 và trước ngày 20 tháng 10.",
        [("bao_cao_dot", "2024-05-25"), ("bao_cao_dot", "2024-10-20")],
    ),
    (
        "Khen tổng kết năm: sau khi bình xét, Trưởng khối chuyển hồ sơ trong 03 ngày.",
        [("ho_so_khen_thuong", None)],
    ),
    (
        "Ngày 20/6 và 20/11 là hạn báo cáo sơ kết, tổng kết.",
        [("so_ket", "2024-06-20"), ("tong_ket", "2024-11-20")],
    ),
    (
        "Hằng tháng, trước ngày 25, báo cáo kết quả; 6 tháng trước ngày 15/6, năm trước ngày 15/12.",
        [
            ("bao_cao_thang", "---25"),
            ("bao_cao_6_thang", "2024-06-15"),
            ("bao_cao_nam", "2024-12-15"),
        ],
    ),
    (
        "Báo cáo 6 tháng, năm gửi về Sở Nội vụ lần lượt trước ngày 10/6, 10/12.",
        [("bao_cao_6_thang", "2024-06-10"), ("bao_cao_nam", "2024-12-10")],
    ),
    (
        "Báo cáo sơ, tổng kết trước ngày 15/6 và 15/12.",
        [("so_ket", "2024-06-15"), ("tong_ket", "2024-12-15")],
    ),
    ("Triển khai ngay, kết quả báo về Ban trước 05/5.", [("bao_cao_khac", "2024-05-05")]),
    (
        "Quý I đăng ký; tháng 6 sơ kết; tháng 11 tổng kết.",
        [
            ("dang_ky", ("2024-01-01", "2024-03-31")),
            ("so_ket", ("2024-06-01", "2024-06-30")),
            ("tong_ket", ("2024-11-01", "2024-11-30")),
        ],
    ),
    ("Đăng ký tham gia trước Tết Nguyên đán (10/02/2024).", [("dang_ky", "2024-02-10")]),
    (
        "Báo cáo tổng kết trước 15/11/2024.\nBảng tự chấm gửi cùng báo cáo tổng kết.",
        [("tong_ket", "2024-11-15"), ("binh_xet", "2024-11-15")],
    ),
    ("Báo cáo chuyên đề: sau khi lễ kỷ niệm của tỉnh kết thúc.", [("bao_cao_khac", None)]),
    (
        "Hội đồng sáng kiến nhận hồ sơ, hạn là ngày làm việc cuối cùng của quý.",
        [("sang_kien", None)],
    ),
    ("Sơ kết từng đợt chậm nhất sau 5 ngày kết thúc đợt.", [("so_ket", None)]),
    ("Các thôn mỗi tuần báo cáo 1 lần vào chiều thứ Sáu.", [("bao_cao_tuan", None)]),
    (
        "Hồ sơ trình khen: khen thường xuyên - 15/01/2025; khen theo niên hạn - trước ngày 30/4 và 31/10.",
        [
            ("ho_so_khen_thuong", "2025-01-15"),
            ("ho_so_khen_thuong", "2024-04-30"),
            ("ho_so_khen_thuong", "2024-10-31"),
        ],
    ),
    ("Tổng kết, khen thưởng tại lễ kỷ niệm ngày 01/9/2024.", [("tong_ket", "2024-09-01")]),
    (
        "II. Báo cáo\n- Kết quả 6 tháng: ngày 30/5\n- Kết quả năm: ngày 05/11",
        [("bao_cao_6_thang", "2024-05-30"), ("bao_cao_nam", "2024-11-05")],
    ),
    (
        "Báo cáo về Sở: học kỳ I ngày 15/01/2025; cả năm học ngày 15/6/2025.",
        [("bao_cao_khac", "2025-01-15"), ("bao_cao_nam", "2025-06-15")],
    ),
    ("Kỷ niệm 74 năm ngày truyền thống ngành (28/8/1950 - 28/8/2024), gửi báo cáo đúng hạn.", []),
]


@pytest.mark.parametrize(("clause", "expected"), CLAUSES, ids=[case[0][:50] for case in CLAUSES])
def test_clause_gives_its_dues(clause: str, expected: list[tuple[str, object]]) -> None:
    assert dues(clause) == expected


def test_stamp_and_signer_below_the_text_owe_nothing() -> None:
    tail = "\nTRƯỞNG BAN\n(Đã ký)\nSỞ CÔNG THƯƠNG\nVĂN BẢN ĐẾN\nSố: 4410 Ngày: 07-02-2024\nHồ sơ trước 01/3."
    assert dues("Gửi báo cáo tổng kết trước 01/12." + tail) == [("tong_ket", "2024-12-01")]


def test_link_inside_a_story_does_not_end_it() -> None:
    text = "Gửi báo cáo sơ kết trước 20/6.\nXEM THÊM: Giá thép ngày 17/3 tăng\nGửi báo cáo tổng kết trước 25/11."
    assert dues(text) == [("so_ket", "2024-06-20"), ("tong_ket", "2024-11-25")]
