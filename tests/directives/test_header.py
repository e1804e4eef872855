"""The header: number, type, issuer, day of issue, year, theme."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from tests.directives.letters import read_letter

HEADS = [
    (
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO HÒA AN\nTRƯỜNG THPT LÊ LỢI\n\nSố: 12/KH-THPTLL\n\nHòa An, ngày 5 tháng 9 năm "
        "2023\n\nKẾ HOẠCH\nPhát động thi đua năm học 2023-2024\n\nThi đua.",
        ("12/KH-THPTLL", "kế hoạch", "Trường THPT Lê Lợi", "2023-09-05", 2023),
    ),
    (
        "UBND TỈNH HÒA AN\nSỞ NỘI VỤ\nSố: 1234/SNV-TĐKT\nV/v phát động thi đua năm 2024\nHòa An, ngày 02 tháng "
        "01 năm 2024\nKính gửi: Các sở, ban, ngành.\nThi đua.",
        ("1234/SNV-TĐKT", "công văn", "Sở Nội vụ tỉnh Hòa An", "2024-01-02", 2024),
    ),
    (
        "ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ TÂN LẬP   Độc lập - Tự do - Hạnh phúc\nSố:     "
        " /KH-UBND     Tân Lập, ngày     tháng 8 năm 2025\nKẾ HOẠCH\nPhát động thi đua 6 tháng cuối năm "
        "2025\nThi đua.",
        (None, "kế hoạch", "Ủy ban nhân dân xã Tân Lập", "2025-08", 2025),
    ),
    (
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÒA AN\nCÔNG ĐOÀN NGÀNH Y TẾ\nSố: 05/KH-CĐYT\nHòa An, ngày 10/02/2022\nKẾ "
        "HOẠCH\nTổ chức phong trào thi đua năm 2022\nThi đua",
        ("05/KH-CĐYT", "kế hoạch", "Công đoàn ngành Y tế", "2022-02-10", 2022),
    ),
    (
        "ĐẢNG BỘ TỈNH HÒA AN\nĐẢNG ỦY KHỐI CÁC CƠ QUAN\n*\nSố 12-KH/ĐUK\nĐẢNG CỘNG SẢN VIỆT NAM\nHòa An, ngày 12 "
        "tháng 3 năm 2021\nKẾ HOẠCH\nphát động phong trào thi đua năm 2021\nThi đua",
        ("12-KH/ĐUK", "kế hoạch", "Đảng ủy Khối các cơ quan", "2021-03-12", 2021),
    ),
    (
        "THỦ TƯỚNG CHÍNH PHỦ\n--------\nSố: 19/CT-TTg\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 16 tháng "
        "7 năm 2021\nCHỈ THỊ\nVỀ VIỆC PHÁT ĐỘNG THI ĐUA NĂM 2021\nthi đua",
        ("19/CT-TTg", "chỉ thị", "Thủ tướng Chính phủ", "2021-07-16", 2021),
    ),
    (
        "BỘ CÔNG THƯƠNG\nTỔNG CỤC QUẢN LÝ THỊ TRƯỜNG\nSố: 77/QĐ-TCQLTT\nHà Nội, ngày 1 tháng 3 năm 2022\nQUYẾT "
        "ĐỊNH\nVề việc ban hành Quy chế khối thi đua năm 2022\nTỔNG CỤC TRƯỞNG\nCăn cứ Luật; thi đua",
        ("77/QĐ-TCQLTT", "quyết định", "Tổng cục Quản lý thị trường", "2022-03-01", 2022),
    ),
    (
        "UBND HUYỆN HÒA BÌNH\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 88/PGDĐT-TĐ\nHòa Bình, ngày 8 tháng 10 năm "
        "2022\nV/v đăng ký thi đua năm học 2022-2023\nKính gửi: các trường\nthi đua",
        ("88/PGDĐT-TĐ", "công văn", "Phòng Giáo dục và Đào tạo huyện Hòa Bình", "2022-10-08", 2022),
    ),
    (
        "TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM\nTỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC\nCÔNG TY ĐIỆN LỰC HÒA AN\nSố: "
        "321/KH-PCHA\nHòa An, ngày 4 tháng 4 năm 2024\nKẾ HOẠCH\nThi đua quý II năm 2024\nthi đua",
        ("321/KH-PCHA", "kế hoạch", "Công ty Điện lực Hòa An", "2024-04-04", 2024),
    ),
    (
        "SỞ NỘI VỤ TỈNH HÒA AN\nSố: 7/SNV-TĐ\nV/v báo cáo thi đua năm 2023\nHòa An, ngày 5 tháng 9 năm 2023\nKính "
        "gửi: Các sở.\nthi đua khen thưởng\nGIÁM ĐỐC\nSỞ Y TẾ\nCÔNG VĂN ĐẾN\nSố: 4410 Ngày: 07-09-2023",
        ("7/SNV-TĐ", "công văn", "Sở Nội vụ tỉnh Hòa An", "2023-09-05", 2023),
    ),
    (
        "UBND TỈNH HÒA AN CỌNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ XÂY DỰNG Độc lập - Tự do - Hạnh phúc\nSố: 9/KH-SXD\n"
        "Hòa An, ngày 5 tháng 9 năm 2023\nVĂN BẢN ĐẾN\nKẾ HOẠCH\nThi đua năm 2023\nthi đua",
        ("9/KH-SXD", "kế hoạch", "Sở Xây dựng tỉnh Hòa An", "2023-09-05", 2023),
    ),
    (
        "HỘI CỰU CHIẾN BINH VIỆT NAM\nBCH HỘI CCB TỈNH HÒA AN\nSố: 55/KH-CCB\nHòa An, ngày 24 tháng 12 năm 2024\nKẾ "
        "HOẠCH\nPhong trào thi đua năm 2025\nthi đua",
        ("55/KH-CCB", "kế hoạch", "Hội CCB tỉnh Hòa An", "2024-12-24", 2025),
    ),
    (
        "CỤM THI ĐUA SỐ II\nHỘI NÔNG DÂN CÁC TỈNH MIỀN NÚI\nSố: 01-QĐ/CTĐ II\nHòa An, ngày 1 tháng 2 năm 2024\nQUY "
        "ĐỊNH\nVề bình xét thi đua năm 2024\nthi đua",
        ("01-QĐ/CTĐ II", "quy định", "Cụm thi đua số II", "2024-02-01", 2024),
    ),
    (
        "LỜI KÊU GỌI\nThi đua mừng Quốc khánh\nToàn thể thi đua lao động giỏi đến 02/9/2024, đăng ký thi đua trước "
        "ngày 15/7/2024, gửi báo cáo tổng kết trước ngày 15/9/2024.\nHòa An, ngày 1 tháng 7 năm 2024",
        (None, "lời kêu gọi", None, "2024-07-01", 2024),
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_head_is_read(text: str, expected: tuple[object, ...]) -> None:
    header = import_directive(Source(text), catalogue={}).header
    read = (header.number, header.type, header.issuer, header.issue_date, header.year)
    assert tuple(one.value for one in read) == expected


@pytest.mark.parametrize(
    ("body", "theme"),
    [
        ("Chủ đề thi đua: “Kỷ cương, sáng tạo”.", "Kỷ cương, sáng tạo"),
        (
            'Phát động thi đua với khẩu hiệu: "Nhanh hơn, tốt hơn, sạch hơn".',
            "Nhanh hơn, tốt hơn, sạch hơn",
        ),
        (
            "Thực hiện theo Đại hội Thi đua yêu nước lần thứ X với chủ đề “Đoàn kết, sáng tạo”.",
            None,
        ),
        ("Đợt 1 với chủ đề của đợt là “Mừng Đảng, mừng Xuân”.", None),
    ],
)
def test_theme_is_that_of_the_campaign_only(body: str, theme: str | None) -> None:
    assert read_letter(body).header.theme.value == theme


def test_stamp_of_the_receiver_is_neither_number_nor_date() -> None:
    text = (
        "VĂN BẢN ĐẾN\nSố: 7505. Ngày: 20/02/2024\nỦY BAN NHÂN DÂN TỈNH HÒA AN\nSố: 12/KH-UBND\n"
        "Hòa An, ngày 15 tháng 02 năm 2024\nKẾ HOẠCH\nPhát động thi đua năm 2024\nThi đua."
    )
    header = import_directive(Source(text), catalogue={}).header
    assert (header.number.value, header.issue_date.value) == ("12/KH-UBND", "2024-02-15")


def test_number_may_carry_its_year_before_the_symbol() -> None:
    text = "KHỐI THI ĐUA SỐ 3\nSố 05-2022/QC-KTĐ\n\nQUY CHẾ\nHoạt động của Khối\n\nĐiều 1. Khối có 09 trường.\n"
    read = import_directive(Source(text, "letter.txt"), catalogue={})
    assert read.header.number.value == "05-2022/QC-KTĐ"


@pytest.mark.parametrize(
    "issued", ["15 tháng 13 năm 2024", "31 tháng 6 năm 2024", "0 tháng 42 năm 2024"]
)
def test_day_of_issue_that_cannot_be_is_no_day(issued: str) -> None:
    read = read_letter("Gửi báo cáo sơ kết trước ngày 15/6/2024.", issued=issued)
    assert (read.header.issue_date.value, read.header.year.value) == (None, 2024)
