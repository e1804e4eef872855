"""Letterheads as pages, tables and scanners leave them: cell by cell, the motto beside or below, in any letters."""

import unicodedata

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source

DATED = "Bạch Sơn, ngày 02 tháng 4 năm 2024"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
FREEDOM = "Độc lập - Tự do - Hạnh phúc"
BODY = "\n\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n\nĐợt 1: từ ngày 10/4/2024 đến ngày 30/6/2024.\n"
PROVINCE = "Ủy ban nhân dân tỉnh Bạch Sơn"
OFFICE = "Sở Nội vụ tỉnh Bạch Sơn"
NUMBER = f"Số: 61/KH-UBND\n{DATED}"
OWN = f"Số: 61/KH-SNV\n{DATED}"
HEADS = [
    # cells of a table
    (
        "|\n**ỦY BAN NHÂN DÂN**\nTỈNH BẠCH SƠN\n-------\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n"
        f"{FREEDOM}\n-----\n|\n|\nSố: 61/KH-UBND\n|\n*{DATED}*\n|",
        PROVINCE,
    ),
    (
        f"| ỦY BAN NHÂN DÂN<br>TỈNH BẠCH SƠN | {STATE}<br>{FREEDOM} |\n| --- | --- |\n| Số: 61/KH-UBND | {DATED} |",
        PROVINCE,
    ),
    (
        f"| **ỦY BAN NHÂN DÂN TỈNH BẠCH SƠN** | **{STATE}** **{FREEDOM}** |\n|---|---|\n| Số: 61/KH-UBND | {DATED} |",
        PROVINCE,
    ),
    (
        f"| ỦY BAN NHÂN DÂN | {STATE} |\n| TỈNH BẠCH SƠN | {FREEDOM} |\n| --- | --- |\n| Số: 61/KH-UBND | {DATED} |",
        PROVINCE,
    ),
    (
        "|UBND TỈNH BẠCH SƠN\n**SỞ NỘI VỤ**|**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n"
        f"**{FREEDOM}**|\n|Số: 61/KH-SNV|{DATED}|",
        OFFICE,
    ),
    # two columns of a page in one line
    (
        f"ỦY BAN NHÂN DÂN          {STATE}\nTỈNH BẠCH SƠN            {FREEDOM}\nSố: 61/KH-UBND     {DATED}",
        PROVINCE,
    ),
    (f"ỦY BAN NHÂN DÂN {STATE}\nTỈNH BẠCH SƠN {FREEDOM}\nSố: 61/KH-UBND {DATED}", PROVINCE),
    (f"ỦY BAN NHÂN DÂN\t{STATE}\nTỈNH BẠCH SƠN\t{FREEDOM}\nSố: 61/KH-UBND\t{DATED}", PROVINCE),
    (
        f"UBND TỈNH BẠCH SƠN     CỘNG HÒA XÃ HỘI CHỦ\nSỞ NỘI VỤ      NGHĨA VIỆT NAM\n{FREEDOM}\n{OWN}",
        OFFICE,
    ),
    (f"UBND TỈNH BẠCH SƠN CỘNG HÒA XÃ HỘI\nSỞ NỘI VỤ CHỦ NGHĨA VIỆT NAM\n{FREEDOM}\n{OWN}", OFFICE),
    # the motto glued on, broken, above, below
    (f"ỦY BAN NHÂN DÂN TỈNH BẠCH SƠN{STATE}\n{FREEDOM}\n{NUMBER}", PROVINCE),
    (f"ỦY BAN NHÂN DÂN TỈNH BẠCH SƠN {STATE.capitalize()}\n{FREEDOM}\n{NUMBER}", PROVINCE),
    (
        "ỦY BAN NHÂN DÂN\nTỈNH BẠCH SƠN\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\n- Hạnh phúc\n"
        + NUMBER,
        PROVINCE,
    ),
    (
        f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\n{FREEDOM}\nỦY BAN NHÂN DÂN\nTỈNH BẠCH SƠN\n{NUMBER}",
        PROVINCE,
    ),
    (f"CỘNG HOÀ XÃ HỘI\nCHỦ NGHĨA\nVIỆT NAM\nỦY BAN NHÂN DÂN\nTỈNH BẠCH SƠN\n{NUMBER}", PROVINCE),
    # the body above
    (f"UBND TỈNH BẠCH SƠN\nSỞ NỘI VỤ\n{OWN}", OFFICE),
    (
        f"UBND TỈNH BẠCH SƠN\nSỞ GIÁO DỤC & ĐÀO TẠO\nSố: 61/KH-SGD&ĐT\n{DATED}",
        "Sở Giáo dục và Đào tạo tỉnh Bạch Sơn",
    ),
    (
        f"TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH BẠCH SƠN\n{STATE}\nSố: 61/KH-LĐLĐ\n{DATED}",
        "Liên đoàn Lao động tỉnh Bạch Sơn",
    ),
    (
        f"BỘ GIAO THÔNG VẬN TẢI\nCỤC ĐƯỜNG BỘ VIỆT NAM\nSố: 61/KH-CĐBVN\n{DATED}",
        "Cục Đường bộ Việt Nam",
    ),
    (
        f"ĐẢNG BỘ TỈNH BẠCH SƠN\nTỈNH ỦY     ĐẢNG CỘNG SẢN VIỆT NAM\nSố: 61-KH/TU    {DATED}",
        "Tỉnh ủy Bạch Sơn",
    ),
    # a motto broken off after its first word, or that lost one
    (
        f"UBND TỈNH BẠCH SƠN\nSỞ NỘI VỤ\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{FREEDOM}\n|\n{OWN}",
        OFFICE,
    ),
    (
        f"UBND TỈNH BẠCH SƠN {STATE} SỞ NỘI VỤ Độc lập - Tự - Hạnh phúc\n{OWN}",
        OFFICE,
    ),
    # words of the page above
    (
        f"UBND TỈNH BẠCH SƠN\n\nĐang tải... (xem toàn văn)\n\nTHÔNG TIN TÀI LIỆU\n\nSố trang 6\n\nUBND TỈNH BẠCH SƠN\n"
        f"SỞ NỘI VỤ\n{OWN}",
        OFFICE,
    ),
    (
        "Trang chủ\nHôm nay:\n57\nHôm qua:\n412\nTuần này:\n1260\nTháng này:\n9841\nNăm này:\n12\nTất cả:\n231507\n"
        f"Đang xem:\n3\nUBND TỈNH BẠCH SƠN\nSỞ NỘI VỤ\n{OWN}",
        OFFICE,
    ),
    # an old font
    (
        f"UBND TỈNH BẠCH SƠN\nPHỊNG NỘI VỤ\nCỘNG HỊA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 61/KH-PNV\n{DATED}",
        "Phòng Nội vụ tỉnh Bạch Sơn",
    ),
    # letters
    (f"UỶ BAN NHÂN DÂN\nTỈNH BẠCH SƠN\n{NUMBER}", PROVINCE),
    (f"U B N D  TỈNH BẠCH SƠN\n{NUMBER}", PROVINCE),
    (f"Uỷ ban nhân dân tỉnh Bạch Sơn\n{STATE}\n{NUMBER}", PROVINCE),
    (f"Ủy ban nhân dân\nTỉnh Bạch Sơn\n{NUMBER}", PROVINCE),
    (f"HỘI ĐỒNG NHÂN DÂN - UỶ BAN NHÂN DÂN\nTỈNH BẠCH SƠN\n{NUMBER}", PROVINCE),
    # a headline with what the body does
    (f"UBND TỈNH BẠCH SƠN BAN HÀNH KẾ HOẠCH THI ĐUA\n{NUMBER}", PROVINCE),
]


@pytest.mark.parametrize(("head", "issuer"), HEADS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_issuer_of_a_letterhead(
    head: str, issuer: str, form: "unicodedata._NormalizationForm"
) -> None:
    read = import_directive(Source(unicodedata.normalize(form, head + BODY)), catalogue={})
    header = read.header
    assert (header.issuer.value, header.issue_date.value) == (issuer, "2024-04-02")
    assert str(header.number.value).startswith("61")
    assert len(read.phases) == 1


REST = (
    " Đợt 1 từ ngày 10/4/2024 đến ngày 30/6/2024. Các đơn vị gửi báo cáo về Phòng Nội vụ trước ngày 15/7/2024. Phong "
    "trào thi đua sôi nổi."
)


@pytest.mark.parametrize(
    ("told", "issuer"),
    [
        ("UBND tỉnh Bạch Sơn ban hành Kế hoạch số 61/KH-UBND phát động thi đua.", PROVINCE),
        ("Uỷ ban nhân dân tỉnh Bạch Sơn vừa có văn bản phát động phong trào thi đua.", PROVINCE),
        (
            "UBND tỉnh Bạch Sơn tổ chức phát động thi đua và ban hành Kế hoạch số 61/KH-UBND.",
            PROVINCE,
        ),
        ("UBND tỉnh Bạch Sơn tổ chức Hội nghị và ban hành Kế hoạch số 61/KH-UBND.", PROVINCE),
        (
            "Sở Nội vụ tỉnh Bạch Sơn tham mưu UBND tỉnh Bạch Sơn ban hành Kế hoạch số 61/KH-UBND.",
            PROVINCE,
        ),
        (
            "Trường THPT Bạch Sơn tổ chức Lễ phát động thi đua theo Kế hoạch số 61/KH-THPT.",
            "Trường THPT Bạch Sơn",
        ),
        (
            "Ban Tổ chức Tỉnh ủy Bạch Sơn ban hành Kế hoạch số 61-KH/BTCTU phát động phong trào thi đua.",
            "Ban Tổ chức Tỉnh ủy Bạch Sơn",
        ),
    ],
)
def test_what_a_body_does_is_no_part_of_its_name(told: str, issuer: str) -> None:
    text = f"Phát động phong trào thi đua năm 2024\n(20/4/2024)\n{told}{REST}"
    assert import_directive(Source(text), catalogue={}).header.issuer.value == issuer


@pytest.mark.parametrize(
    ("said", "issuer"),
    [
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠCH SƠN", PROVINCE),
        ("Theo Quyết định của Chủ tịch UBND xã Bạch Sơn", "Ủy ban nhân dân xã Bạch Sơn"),
        ("Các xã thực hiện tốt.", "Ủy ban nhân dân"),
        ("Ủy ban nhân dân tỉnh Tân Hà chỉ đạo.", "Ủy ban nhân dân"),
    ],
)
def test_level_of_a_committee_without_a_place_is_that_of_the_text(said: str, issuer: str) -> None:
    text = f"ỦY BAN NHÂN DÂN | {STATE} |\nSố: 61/KH-UBND | {DATED} |{BODY}\n{said}\n"
    assert import_directive(Source(text), catalogue={}).header.issuer.value == issuer


def test_issuer_without_a_letterhead_is_the_committee_of_the_place() -> None:
    text = (
        f"KẾ HOẠCH Phát động thi đua xã Bạch Sơn\n\nỦY BAN NHÂN DÂN\n\nXÃ BẠCH SƠN\n\nSố:     /KH-UBND"
        f"\n\n{STATE}\n{DATED}"
        "\n\nThực hiện Kế hoạch của UBND tỉnh Hòa Lâm, Ủy ban nhân dân xã ban hành kế hoạch.\n"
    )
    issuer = import_directive(Source(text), catalogue={}).header.issuer.value
    assert issuer == "Ủy ban nhân dân xã Bạch Sơn"
