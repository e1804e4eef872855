"""Files that give no text: why, and a sentence that says what to do about each."""

from dataclasses import dataclass
from enum import Enum

from scheduler.errors import ThiDuaError
from scheduler.language import _


class Reason(Enum):
    """Why a file cannot be read."""

    MISSING = "missing"
    TOO_LARGE = "too large"
    BROKEN = "broken"  # the format says one thing, the content another
    LOCKED = "locked"  # a password is asked for
    SCANNED = "scanned"  # pages are pictures, there is no text layer
    EMPTY = "empty"
    OLD_WORD = "old word"  # .doc of Word 97-2003
    PACKED = "packed"  # an archive of other files
    SHEET = "sheet"  # a spreadsheet
    DEFINITION = "definition"  # what a draft becomes, not what it is made from
    COSTLY = "costly"  # made to take more time or memory than any directive
    MACHINE_FULL = "machine full"  # the machine starts no process to read it


@dataclass
class UnreadableFile(ThiDuaError):
    """A file that gives no text."""

    file: str
    reason: Reason


def say_unreadable(problem: UnreadableFile) -> str:
    """A sentence that says what to do about a file without text."""
    sentences = {
        Reason.MISSING: _("{file}: không mở được. Kiểm tra đường dẫn và quyền đọc."),
        Reason.TOO_LARGE: _("{file}: quá lớn. Tách riêng văn bản cần đọc."),
        Reason.BROKEN: _(
            "{file}: tệp hỏng hoặc không đúng định dạng. Mở và lưu lại rồi thử lần nữa."
        ),
        Reason.LOCKED: _("{file}: tệp có mật khẩu. Bỏ mật khẩu rồi thử lại."),
        Reason.SCANNED: _(
            "{file}: bản quét không có lớp chữ. Nhận dạng chữ (OCR) rồi nhập lại tệp .txt hoặc .docx."
        ),
        Reason.EMPTY: _("{file}: không có chữ nào."),
        Reason.OLD_WORD: _("{file}: định dạng .doc cũ. Lưu thành .docx rồi nhập lại."),
        Reason.PACKED: _("{file}: đây là tệp nén. Giải nén rồi nhập tệp bên trong."),
        Reason.SHEET: _(
            "{file}: đây là bảng tính, không lệnh nào đọc. Chép phần chữ vào tệp .docx hoặc .txt rồi nhập lại."
        ),
        Reason.DEFINITION: _(
            "{file}: đây đã là định nghĩa phong trào. Xem bằng `thidua plan`, áp dụng bằng `thidua apply`."
        ),
        Reason.MACHINE_FULL: _("{file}: máy đang quá bận nên chưa đọc được. Thử lại sau ít phút."),
        Reason.COSTLY: _(
            "{file}: đọc tốn quá nhiều thời gian hoặc bộ nhớ. Chép phần chữ vào tệp .txt hoặc .docx mới rồi nhập lại."
        ),
    }
    return sentences[problem.reason].format(file=problem.file)
