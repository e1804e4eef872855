"""What lies on a clerk's desk on her first day: a plan of a province there is not, as a Word file. Our own words."""

from io import BytesIO

import docx
import xlsxwriter

NUMBER = "37/KH-UBND"
TITLE = "Tổ chức phong trào thi đua “An Lạc vững bước, chuyển đổi số về đích” năm 2025"
LETTERHEAD = (
    ("ỦY BAN NHÂN DÂN\nTỈNH AN LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    (f"Số: {NUMBER}", "An Lạc, ngày 14 tháng 01 năm 2025"),
)  # fmt: skip
BODY = (
    "KẾ HOẠCH",
    TITLE,
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức phong trào thi đua như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "Khơi dậy tinh thần thi đua trong cán bộ, công chức, viên chức và Nhân dân; lấy chuyển đổi số làm khâu đột phá, "
    "bảo đảm thiết thực, không hình thức.",
    "II. THỜI GIAN THỰC HIỆN",
    "1. Đợt 1: từ ngày 15/01/2025 đến hết ngày 30/6/2025.",
    "2. Đợt 2: từ ngày 01/7/2025 đến hết ngày 15/12/2025.",
    "3. Đợt cao điểm chào mừng kỷ niệm 50 năm Ngày Giải phóng miền Nam, thống nhất đất nước (30/4/1975 - 30/4/2025): "
    "từ ngày 01/4/2025 đến ngày 30/4/2025.",
    "4. Đợt cao điểm chào mừng kỷ niệm 80 năm Ngày Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam "
    "(02/9/1945 - 02/9/2025): từ ngày 01/8/2025 đến ngày 02/9/2025.",
    "III. CHẾ ĐỘ THÔNG TIN, BÁO CÁO",
    "1. Ủy ban nhân dân các huyện, thành phố gửi báo cáo kết quả thực hiện phong trào hằng tháng "
    "về Sở Nội vụ trước ngày 20.",
    "2. Các đơn vị sơ kết phong trào và gửi báo cáo sơ kết Đợt 1 về Sở Nội vụ trong tháng 7 năm 2025.",
    "3. Các đơn vị tổng kết phong trào, gửi báo cáo tổng kết về Sở Nội vụ trước ngày 10/12/2025 để tổng hợp, "
    "báo cáo Ủy ban nhân dân tỉnh.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố đăng ký nội dung thi đua với Sở Nội vụ "
    "trước ngày 14/02/2025.",
    "2. Thủ trưởng các đơn vị báo cáo Ủy ban nhân dân tỉnh kết quả triển khai thực hiện theo quy định.",
    "Nơi nhận:\n- Các sở, ban, ngành;\n- UBND các huyện, thành phố;\n- Lưu: VT.",
)


def directive() -> bytes:
    """The octets of the plan."""
    document = docx.Document()
    for row in LETTERHEAD:
        for cell, text in zip(document.add_table(1, 2).rows[0].cells, row, strict=True):
            cell.text = text
    for text in BODY:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


BLOCKS = {
    "Khối thi đua số 1": "Sở Tài chính",
    "Khối thi đua số 2": "Sở Y tế",
    "Khối thi đua các huyện, thành phố": "UBND thành phố An Lạc",
}
COLUMNS = (
    "TT",
    "Khối thi đua",
    "Tên cơ quan, đơn vị",
    "Trưởng khối năm 2025",
    "Thư điện tử",
    "Kênh nhận tin",
)
BOTH, MAIL, BOT = "Telegram, thư điện tử", "Thư điện tử", "Telegram"
# block, name, e-mail, channel; one e-mail is wrong and one unit stands twice
ROWS = (
    (0, "Sở Nội vụ", "snv@anlac.example", BOTH),
    (0, "Sở Tài chính", "stc@anlac.example", BOTH),
    (0, "Sở Kế hoạch và Đầu tư", "skhdt@anlac.example", BOTH),
    (0, "Văn phòng UBND tỉnh", "vanphong@anlac.example", MAIL),
    (0, "Thanh tra tỉnh", "", BOT),
    (1, "Sở Y tế", "syt anlac.example", BOTH),
    (1, "Sở Giáo dục và Đào tạo", "sgddt@anlac.example", BOTH),
    (1, "Sở Văn hóa, Thể thao và Du lịch", "svhttdl@anlac.example", BOTH),
    (1, "Sở Lao động - Thương binh và Xã hội", "", BOT),
    (1, "SỞ TÀI CHÍNH", "stc@anlac.example", BOTH),
    (2, "UBND thành phố An Lạc", "tpanlac@anlac.example", BOTH),
    (2, "UBND huyện Bến Nghè", "bennghe@anlac.example", BOTH),
    (2, "UBND huyện Núi Voi", "nuivoi@anlac.example", BOTH),
    (2, "UBND huyện Suối Đá", "", BOT),
)
FAULTS = 2  # an address that is none, a unit that stands twice
FIRST_ROW = 6  # of the units; above it the title lines and the header


def units(rows: tuple[tuple[int, str, str, str], ...] = ROWS) -> bytes:
    """The octets of the office's Excel list: title lines, blocks in merged cells, a number before each unit."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet, bold = workbook.add_worksheet("Danh sách"), workbook.add_format({"bold": True})
        sheet.merge_range("A1:F1", "ỦY BAN NHÂN DÂN TỈNH AN LẠC", bold)
        sheet.merge_range(
            "A2:F2", "DANH SÁCH CƠ QUAN, ĐƠN VỊ THAM GIA PHONG TRÀO THI ĐUA NĂM 2025", bold
        )
        sheet.merge_range("A3:F3", f"(Kèm theo Kế hoạch số {NUMBER})")
        sheet.write_row(FIRST_ROW - 2, 0, COLUMNS, bold)
        for number, (_block, name, mail, channel) in enumerate(rows, start=1):
            sheet.write_row(FIRST_ROW - 2 + number, 0, (number, "", name, "", mail, channel))
        for at, (block, head) in enumerate(BLOCKS.items()):
            own = [FIRST_ROW - 1 + n for n, row in enumerate(rows) if row[0] == at]
            for column, text in ((1, block), (3, head)):
                sheet.merge_range(own[0], column, own[-1], column, text)
        sheet.write(FIRST_ROW + len(rows), 1, f"Tổng cộng: {len(rows)} đơn vị")
    return out.getvalue()
