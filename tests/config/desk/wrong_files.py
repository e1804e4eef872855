"""Files that are no directive to read, each as a clerk may have it on her desk."""

import zipfile
from io import BytesIO

import pypdf

MEBIBYTE = 1024 * 1024
TOO_LARGE = 31 * MEBIBYTE
UNPACKED = 130_000_000  # more than is read of a package
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
SECRET = """ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ
MẬT
Số: 07/KH-UBND
Phú Thọ, ngày 12 tháng 01 năm 2024
KẾ HOẠCH
Kiểm tra công tác bảo vệ năm 2024
Các đơn vị gửi báo cáo trước ngày 15/6/2024.
"""
LETTER = """Kính gửi quý cơ quan,
Thư viện mở cửa từ thứ Hai đến thứ Sáu, chiều thứ Bảy phục vụ thiếu nhi.
Bạn đọc mang theo thẻ khi mượn sách.
"""


def package(name: str, *, size: int = 0) -> bytes:
    """A zip with that one part, of zeros."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(name, bytes(size))
    return out.getvalue()


def pages_without_letters(*, password: str = "") -> bytes:
    """A PDF as a scanner makes it, to which `password` opens."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
