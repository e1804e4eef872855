"""What --help says of options and arguments, in the reader's language: the library has words of its own, in English."""

from collections.abc import Iterator

import typer
from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from scheduler.language import _, current
from scheduler.words import due, post

Command = TyperCommand | TyperGroup


def explain(command: Command) -> None:
    """Give every parameter below `command` its sentence, and the headings of the help theirs."""
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Đối số")
    rich_utils.OPTIONS_PANEL_TITLE = _("Tùy chọn")
    rich_utils.COMMANDS_PANEL_TITLE = _("Lệnh")
    rich_utils.REQUIRED_LONG_STRING = _("[bắt buộc]")
    rich_utils.DEFAULT_STRING = _("[mặc định: {}]")
    told = sentences()
    for words, one in walk(command):
        asking = one.get_help_option(typer.Context(one))
        if asking:
            asking.help = _("In phần trợ giúp này.")
        if words == "plan":
            one.epilog = due.office_practice()
        for parameter in one.params:
            assert isinstance(parameter, TyperArgument | TyperOption)
            name = parameter.name or ""
            parameter.help = told.get(f"{words} {name}") or told.get(name)


def walk(command: Command, words: str = "") -> Iterator[tuple[str, Command]]:
    """`command` and all below it, each with its words behind `thidua`."""
    yield words, command
    for name, below in getattr(command, "commands", {}).items():
        yield from walk(below, f"{words} {name}".strip())


def sentences() -> dict[str, str]:
    """By the parameter's name; with its command before it where the name means something else there."""
    body = _("Cơ quan thường trực: MÃ hoặc CƠ-QUAN/MÃ; người giữ chức danh ở đó.")
    desk_post = _("Chức danh ở cơ quan thường trực: head, deputy hoặc clerk (mặc định).")
    return {
        "lang": _("Ngôn ngữ của lời in ra: vi hoặc en."),
        "version": _("In số phiên bản của chương trình."),
        "at": _("Diễn tập: mọi lệnh coi như đang ở thời điểm này, ví dụ 2024-06-28T08:00."),
        "as_json": _("In JSON cho chương trình khác đọc."),
        "unit": _("Mã đơn vị, hoặc CƠ-QUAN/ĐƠN-VỊ khi hai nơi có cùng mã."),
        "template": _("Tên mẫu, ví dụ bao-cao-dinh-ky; không ghi thì liệt kê tất cả."),
        "units": _("Tệp các đơn vị, thay cho các tệp trong units/ của cơ quan."),
        "chat_id": _("Mã cuộc trò chuyện Telegram, là một số; của một nhóm là số âm."),
        "post": _("Chức danh: {kinds}.").format(kinds=_kinds_of_posts()),
        "held": _("Mời cả những đơn vị đã có người giữ chức danh."),
        "qr_dir": _("Thư mục để vẽ mã QR của mọi lời mời, kèm danh sách để in."),
        "qr": _("Vẽ liên kết thành mã QR vào tệp này, .svg hoặc .png."),
        "file": _("Tệp định nghĩa phong trào, ví dụ thidua-config/campaigns/phu-tho-2024.yaml."),
        "yes": _("Áp dụng ngay, không hỏi lại."),
        "csv_to": _("Tệp .csv để ghi bảng, mở được bằng Excel."),
        "campaign": _("Mã phong trào, ví dụ phu-tho-2024."),
        "force": _("Ghi đè lên tệp đã có."),
        "year": _("Năm của định nghĩa mới."),
        "days year": _("Năm cần xem."),
        "week": _(
            "Tuần làm việc: public_sector (cơ quan), enterprise (doanh nghiệp nghỉ thứ Bảy),"
            " six_day (làm việc cả thứ Bảy)."
        ),
        "anniversaries year": _("Năm cần xem; không ghi thì là năm nay."),
        "own": _("Chỉ những ngày tệp của cơ quan thêm hoặc ghi khác danh mục."),
        "export out": _("Tệp để ghi; không ghi thì in ra."),
        "rollover out": _("Tệp để ghi định nghĩa mới."),
        "alarms": _("Thêm báo thức vào các hạn."),
        "name": _("Tên gọi của liên kết: ai, máy nào dùng."),
        "block": _("Mã khối, cụm thi đua, hoặc CƠ-QUAN/KHỐI khi hai nơi có cùng mã."),
        "subscribe post": _(
            "Lịch của người đang giữ chức danh: ĐƠN-VỊ (thủ trưởng) hoặc ĐƠN-VỊ:CHỨC-DANH."
        ),
        "issuer": _("Mã cơ quan phát động, ví dụ phu-tho."),
        "number": _("Số của liên kết, xem bằng thidua links."),
        "phrase": _("Cụm từ; “-” đọc từ đầu vào chuẩn, mỗi dòng một cụm từ."),
        "now": _("Thời điểm nói, dạng ISO 8601; không ghi múi giờ thì là giờ Việt Nam."),
        "due": _("Hạn đang có; khi ghi, “5 ngày” là số ngày đề nghị thêm."),
        "files": _("Các tệp văn bản: .txt, .docx, .pdf có lớp chữ hoặc .html."),
        "import out": _("Thư mục để ghi TÊN.json cho mỗi TÊN.txt."),
        "draft_to": _("Tệp để ghi bản thảo định nghĩa, chờ người xem rồi mới áp dụng."),
        "apply draft": _("Áp dụng bản thảo số này của bàn làm việc, thay cho một tệp."),
        "drafts number": _("Số của bản thảo; không ghi thì liệt kê tất cả."),
        "drafts out": _("Tệp để ghi định nghĩa, cho lệnh plan và apply."),
        "revisions revision": _("Lần áp dụng; không ghi thì liệt kê tất cả."),
        "units import file": _("Tệp danh sách: .xlsx, .xls, .ods, .csv, hoặc .yaml của cơ quan."),
        "units import apply": _("Áp dụng danh sách; không ghi thì chỉ cho xem."),
        "units export out": _("Tệp .xlsx, .csv hoặc .yaml; không ghi thì in YAML."),
        "units history revision": _("Số của lần thay đổi; không ghi thì liệt kê tất cả."),
        "first": _("Ngày bắt đầu, dạng YYYY-MM-DD."),
        "last": _("Ngày kết thúc, dạng YYYY-MM-DD."),
        "rehearse out": _("Thư mục để ghi mọi tin và mọi lịch."),
        "samples": _("Nạp cả đơn vị mẫu, để xem thử."),
        "rehearsal": _("Cơ sở dữ liệu mới dành cho diễn tập: nhận --at, không gửi gì ra ngoài."),
        "numbers": _("Số của những tin được chọn; không ghi thì là tất cả."),
        "send": _("Gửi các tin đang giữ; tin ghi rõ có thể được gửi lặp."),
        "drop": _("Hủy các tin đang giữ, không gửi nữa."),
        "to": _("Nơi đặt bản sao: tên tệp, sqlite:///TỆP hoặc postgresql://… còn trống."),
        "against": _(
            "Mã cuối sổ đã ghi lại trước đây, hoặc tệp có mã cuối sổ: sổ phải từng kết thúc đúng như vậy."
        ),
        "duty": _("Mã nhiệm vụ trong định nghĩa; lệnh call không ghi thì liệt kê."),
        "due_on": _(
            "Thời hạn của yêu cầu, dạng YYYY-MM-DD; không ghi thì theo số ngày của nhiệm vụ."
        ),
        "of_units": _("Mã các đơn vị, cách nhau dấu phẩy."),
        "of_blocks": _("Mã các khối, cụm thi đua, cách nhau dấu phẩy."),
        "account": _("Tên tài khoản, ví dụ quan-tri.snv."),
        "role": _(
            "Vai trò: admin (quản trị của cơ quan phát động), viewer (chỉ xem), operator (vận hành hệ thống)."
        ),
        "user link unit": body,
        "user sign-out unit": body,
        "user link post": desk_post,
        "user sign-out post": desk_post,
        "ask_password": _("Hỏi mật khẩu hai lần ở cửa sổ lệnh, thay cho liên kết một lần."),
        "reason": _("Lý do, nội dung yêu cầu: đơn vị đọc được; khi hủy thì chỉ ghi vào sổ."),
        "withdraw": _("Hủy yêu cầu có mã này, ví dụ 2027-03-15."),
        "day": _("Ngày đơn vị nhận được văn bản, dạng YYYY-MM-DD; không ghi thì liệt kê."),
        "of_all": _("Mọi đơn vị chưa gửi báo cáo."),
        "subject": _("Chỉ các dòng về nhiệm vụ này: campaign/duty/occurrence/unit."),
        "since": _("Chỉ các dòng từ ngày này, dạng YYYY-MM-DD."),
    }


def _kinds_of_posts() -> str:
    """ "head (thủ trưởng), …": what is written, and what that is where its own word does not say it."""
    kinds = ("head", "deputy", "clerk", "group")
    return ", ".join(kind if current() == "en" else f"{kind} ({post.name(kind)})" for kind in kinds)
