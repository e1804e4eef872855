"""Why a database is out of reach, in words that tell what to do. No password is in them."""

from scheduler.errors import DatabaseUnreachable, Unreached
from scheduler.language import _


def say_unreached(error: DatabaseUnreachable) -> str:
    """A database that cannot be used, why, and what to do."""
    why = _why_unreached().get(error.why)
    if why is None:
        why = _("{reason}. Kiểm tra THIDUA_DATABASE_URL.").format(reason=error.reason)
    return _("Không mở được cơ sở dữ liệu {url}: {why}").format(url=error.url, why=why)


def _why_unreached() -> dict[Unreached, str]:
    """What is wrong, and what to do."""
    return {
        Unreached.PASSWORD: _(
            "máy chủ không nhận mật khẩu này. Sửa mật khẩu trong THIDUA_DATABASE_URL."
        ),
        Unreached.ROLE: _(
            "máy chủ không có tài khoản này. Sửa tên đăng nhập trong THIDUA_DATABASE_URL, hoặc tạo tài khoản."
        ),
        Unreached.DATABASE: _(
            "máy chủ không có cơ sở dữ liệu tên này. Sửa tên trong THIDUA_DATABASE_URL, hoặc tạo bằng `createdb`."
        ),
        Unreached.HOST: _(
            "không tìm thấy máy chủ tên này. Kiểm tra tên máy trong THIDUA_DATABASE_URL và đường mạng."
        ),
        Unreached.REFUSED: _(
            "không có PostgreSQL nào nhận kết nối ở địa chỉ này."
            " Kiểm tra nó đã chạy chưa, tên máy và cổng trong THIDUA_DATABASE_URL."
        ),
        Unreached.SILENT: _(
            "máy chủ không trả lời. Kiểm tra đường mạng và tường lửa, rồi thử lại."
        ),
        Unreached.TLS: _(
            "không lập được kết nối mã hóa (TLS). Kiểm tra sslmode trong THIDUA_DATABASE_URL và chứng thư của máy chủ."
        ),
        Unreached.REJECTED: _(
            "máy chủ không nhận tài khoản này từ máy này, hoặc đòi kết nối mã hóa."
            " Đề nghị người quản trị PostgreSQL xem pg_hba.conf."
        ),
        Unreached.CROWDED: _(
            "máy chủ đã hết chỗ kết nối. Thử lại sau ít phút, hoặc tăng max_connections của PostgreSQL."
        ),
        Unreached.STARTING: _("máy chủ đang khởi động hoặc đang dừng. Thử lại sau ít phút."),
        Unreached.PERMISSION: _(
            "tài khoản thiếu quyền. Đề nghị đặt tài khoản làm chủ cơ sở dữ liệu: `ALTER DATABASE … OWNER TO …`."
        ),
        Unreached.READ_ONLY: _(
            "chỉ đọc được, không ghi được. Kiểm tra quyền ghi của tệp và thư mục, hoặc dùng máy chủ PostgreSQL chính."
        ),
        Unreached.FILE: _(
            "không đọc hoặc ghi được tệp hay thư mục của nó. Kiểm tra đường dẫn và quyền ghi."
        ),
        Unreached.DAMAGED: _(
            "tệp đã hỏng hoặc không phải cơ sở dữ liệu. Đề nghị giữ nguyên tệp, và đưa bản sao lưu vào dùng."
        ),
    }
