"""A plan of our own words as a Word file: a table of days, a month, a duty every quarter, a clause without a day."""

from io import BytesIO

import docx

NUMBER = "118/KH-UBND"
PARAGRAPHS = (
    ("ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    (f"Số: {NUMBER}", "Phú Thọ, ngày 09 tháng 01 năm 2024"),
)  # fmt: skip
TITLE = "Tổ chức phong trào thi đua “Bản làng xanh, phố phường sạch” năm 2024"
HEAD = ("KẾ HOẠCH", TITLE)
BODY = (
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức phong trào thi đua như sau:",
    "I. THỜI GIAN",
    "Đợt 1: từ ngày 15/01/2024 đến hết ngày 30/6/2024.",
    "Đợt 2: từ ngày 01/7/2024 đến hết ngày 30/11/2024.",
    "II. CHẾ ĐỘ BÁO CÁO",
    "1. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố, thị xã gửi báo cáo kết quả thực hiện hằng quý "
    "về Sở Nội vụ trước ngày 20 tháng cuối quý.",
    "2. Các đơn vị gửi báo cáo sơ kết Đợt 1 về Sở Nội vụ trong tháng 7 năm 2024.",
    "3. Thời hạn các nội dung khác theo bảng sau:",
)
TABLE = (
    ("STT", "Nội dung", "Đơn vị thực hiện", "Thời hạn"),
    ("1", "Gửi đăng ký thi đua về Sở Nội vụ", "Các đơn vị", "Trước ngày 28/02/2024"),
    ("2", "Gửi báo cáo tổng kết phong trào về Sở Nội vụ", "Các đơn vị", "Trước ngày 05/12/2024"),
)
END = (
    "4. Các đơn vị báo cáo đột xuất theo yêu cầu của Ủy ban nhân dân tỉnh và tổ chức hội nghị "
    "giao ban trực tuyến vào thời gian thích hợp.",
    "5. Thủ trưởng các đơn vị báo cáo Ủy ban nhân dân tỉnh kết quả triển khai thực hiện theo quy định.",
    "Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.",
)


def written() -> bytes:
    """The octets of the file."""
    document = docx.Document()
    for row in PARAGRAPHS:
        for cell, text in zip(document.add_table(1, 2).rows[0].cells, row, strict=True):
            cell.text = text
    for text in (*HEAD, *BODY):
        document.add_paragraph(text)
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for row, texts in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for text in END:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
