"""What each command is for, in a line: the list of commands is printed without importing any."""

from scheduler.language import _


def summaries() -> dict[str, str]:
    """By the command's name, in the order they are listed."""
    return {
        "bind": _("Gắn một cuộc trò chuyện Telegram với chức danh của một đơn vị."),
        "plan": _("Xem một định nghĩa sẽ thành những nhiệm vụ, thời hạn và lượt nhắc nào."),
        "apply": _("Áp dụng một định nghĩa: cho xem thay đổi, hỏi, rồi làm đúng như vậy."),
        "export": _(
            "Ghi định nghĩa đang áp dụng ra tệp, kèm số lần áp dụng, để sửa rồi áp dụng lại."
        ),
        "rollover": _(
            "Viết tệp định nghĩa cho năm khác, cho xem những gì đổi ngày và đơn vị nào không còn."
        ),
        "templates": _("Liệt kê các mẫu nhiệm vụ báo cáo có sẵn và căn cứ của từng mẫu."),
        "board": _("Bảng theo dõi: đơn vị chưa gửi báo cáo."),
        "call": _("Yêu cầu báo cáo đột xuất, chuyên đề; hủy một yêu cầu đã gửi."),
        "received": _("Ghi ngày đơn vị nhận được văn bản, khi thời hạn tính từ ngày đó."),
        "ledger": _("Sổ đôn đốc: ai được nhắc gì, lúc nào; ai đã làm gì."),
        "feed": _("In lịch iCalendar của một phong trào hoặc một đơn vị."),
        "subscribe": _(
            "Tạo một liên kết lịch bí mật: địa chỉ để đọc và địa chỉ để quản lý; chỉ hiện một lần."
        ),
        "links": _("Liệt kê liên kết lịch: của ai, ai lấy lần cuối khi nào."),
        "revoke": _("Thu hồi một liên kết lịch và mọi liên kết tạo từ nó: các địa chỉ đó ngừng."),
        "reissue": _("Cấp lại một liên kết lịch bị mất: cả hai địa chỉ mới, hai địa chỉ cũ ngừng."),
        "anniversaries": _("Danh mục ngày kỷ niệm của một năm, cùng ngày riêng của cơ quan."),
        "when": _("Đọc một cụm từ chỉ ngày giờ, in ý nghĩa trên một dòng."),
        "days": _("Ngày nghỉ, ngày làm việc bù của một năm, và căn cứ của từng ngày."),
        "import": _(
            "Đọc chỉ thị, kế hoạch (văn bản, .docx, .pdf, trang web): in bảng, JSON hoặc bản thảo định nghĩa."
        ),
        "drafts": _(
            "Liệt kê bản thảo đang soạn ở bàn làm việc; in hoặc ghi một bản thành định nghĩa."
        ),
        "revisions": _(
            "Liệt kê các lần áp dụng của một phong trào: lúc nào, ai, thay đổi gì; in định nghĩa của một lần."
        ),
        "invite": _("Tạo liên kết mời một lần, ai mở thì giữ chức danh của đơn vị."),
        "init": _("Tạo hoặc nâng cấp cơ sở dữ liệu và nạp các đơn vị."),
        "db": _("Cơ sở dữ liệu: bản sao để diễn tập, dùng lại bản sao lưu."),
        "serve": _("Chạy dịch vụ: lịch, nhắc việc và bot trong một tiến trình."),
        "lanes": _("Kênh gửi: kênh nào chạy, kênh nào dừng, từ lúc nào và lý do."),
        "user": _("Ai vào được bàn làm việc: tài khoản, liên kết đăng nhập một lần, đăng xuất."),
        "units": _("Đơn vị: đọc danh sách từ Excel, lấy danh sách ra tệp, các lần thay đổi."),
        "rehearse": _(
            "Diễn tập một định nghĩa: cả năm trong vài giây, in mọi tin và mọi mục lịch."
        ),
        "demo": _("Trình diễn: các phong trào mẫu, diễn tập một năm, bảng và lịch."),
    }
