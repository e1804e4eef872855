"""Why a file or a pasted text is not read, and what to do next: said alike by commands and pages."""

from scheduler import errors
from scheduler.language import _


def say_unreadable(error: errors.UnreadableFile) -> str:
    """What to do about a file without text."""
    sentences = {
        errors.WhyUnreadable.MISSING: _("{file}: không mở được. Kiểm tra đường dẫn và quyền đọc."),
        errors.WhyUnreadable.TOO_LARGE: _("{file}: quá lớn. Tách riêng văn bản cần đọc."),
        errors.WhyUnreadable.BROKEN: _(
            "{file}: tệp hỏng hoặc không đúng định dạng. Mở và lưu lại rồi thử lần nữa."
        ),
        errors.WhyUnreadable.LOCKED: _("{file}: tệp có mật khẩu. Bỏ mật khẩu rồi thử lại."),
        errors.WhyUnreadable.SCANNED: _(
            "{file}: bản quét không có lớp chữ. Nhận dạng chữ (OCR) rồi nhập lại tệp .txt hoặc .docx."
        ),
        errors.WhyUnreadable.EMPTY: _("{file}: không có chữ nào."),
        errors.WhyUnreadable.OLD_WORD: _(
            "{file}: định dạng .doc cũ. Lưu thành .docx rồi nhập lại."
        ),
        errors.WhyUnreadable.PACKED: _("{file}: đây là tệp nén. Giải nén rồi nhập tệp bên trong."),
        errors.WhyUnreadable.SHEET: _(
            "{file}: đây là bảng tính, không phải văn bản. Danh sách đơn vị thì tải lên ở trang Đơn vị hoặc dùng"
            " `thidua units import`; văn bản thì lưu thành .docx rồi nhập lại."
        ),
        errors.WhyUnreadable.DEFINITION: _(
            "{file}: đây đã là định nghĩa phong trào. Xem bằng `thidua plan`, áp dụng bằng `thidua apply`."
        ),
        errors.WhyUnreadable.MACHINE_FULL: _(
            "{file}: máy đang quá bận nên chưa đọc được. Thử lại sau ít phút."
        ),
        errors.WhyUnreadable.COSTLY: _(
            "{file}: đọc tốn quá nhiều thời gian hoặc bộ nhớ. Chép phần chữ vào tệp .txt hoặc .docx mới rồi nhập lại."
        ),
    }
    return sentences[error.reason].format(file=error.file)


def say_secret(error: errors.SecretDocument) -> str:
    """Why a document marked as a state secret is not taken, and what to do with it instead."""
    levels = {
        errors.Secrecy.SECRET: _("Mật"),
        errors.Secrecy.HIGHLY_SECRET: _("Tối mật"),
        errors.Secrecy.TOP_SECRET: _("Tuyệt mật"),
    }
    return _(
        "Văn bản có dấu “{level}” nên không được đưa vào hệ thống có kết nối mạng; chưa lưu gì. Đề nghị xử lý theo "
        "quy định bảo vệ bí mật nhà nước của cơ quan, và xóa tệp khỏi máy đang nối mạng."
    ).format(level=levels[error.level])


def say_not_kept(error: errors.NotKept) -> str:
    """What to do where the folder of files takes nothing."""
    return _(
        "Không ghi được tệp vào thư mục lưu ({reason}); chưa lưu gì. Đề nghị báo người vận hành xem ổ đĩa và"
        " quyền ghi, rồi tải lại."
    ).format(**vars(error))


def say_altered(error: errors.DocumentAltered) -> str:
    """What to do about octets that are no longer those of their SHA-256."""
    return _(
        "Tệp của văn bản số {document} không còn đúng như khi tải lên. Đề nghị báo người vận hành đối chiếu"
        " với bản sao lưu."
    ).format(**vars(error))
