"""Lists of units in words: why a file is not read, why something may not be done to a list, and what to do."""

from zoneinfo import ZoneInfo

from scheduler import errors
from scheduler.dates.say import say_moment
from scheduler.errors import WhyNoList
from scheduler.language import _, ngettext

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def unreadable(error: errors.UnreadableList) -> str:
    """What the file is, and what to do with it."""
    return _why()[error.reason].format(file=error.file)


def _why() -> dict[WhyNoList, str]:
    return {
        WhyNoList.MISSING: _("{file}: không mở được. Đề nghị kiểm tra đường dẫn và quyền đọc."),
        WhyNoList.EMPTY: _("{file}: tệp trống, không có dòng nào. Đề nghị chọn tệp khác."),
        WhyNoList.TOO_LARGE: _(
            "{file}: quá lớn. Một danh sách có tối đa 10 MB, 20.000 dòng, 60 cột: đề nghị xóa các dòng, cột và"
            " trang tính thừa rồi tải lại."
        ),
        WhyNoList.COSTLY: _(
            "{file}: đọc tốn quá nhiều thời gian hoặc bộ nhớ. Đề nghị chép danh sách sang một tệp .xlsx mới rồi tải"
            " lại."
        ),
        WhyNoList.LOCKED: _(
            "{file}: tệp có mật khẩu. Đề nghị mở bằng Excel, bỏ mật khẩu, lưu rồi tải lại."
        ),
        WhyNoList.BROKEN: _(
            "{file}: tệp hỏng hoặc không phải bảng tính. Đề nghị mở bằng Excel, lưu thành .xlsx rồi tải lại."
        ),
        WhyNoList.DOCUMENT: _(
            "{file}: đây là văn bản hoặc ảnh, không phải bảng tính. Đề nghị chép bảng vào Excel, lưu thành .xlsx rồi"
            " tải lại."
        ),
        WhyNoList.PAGE: _(
            "{file}: đây là trang web hoặc XML mang tên bảng tính. Đề nghị mở bằng Excel, lưu thành .xlsx rồi tải lại."
        ),
        WhyNoList.PACKED: _(
            "{file}: đây là tệp nén. Đề nghị giải nén rồi tải bảng tính bên trong."
        ),
        WhyNoList.DATABASE: _("{file}: đây là cơ sở dữ liệu, không phải bảng tính."),
        WhyNoList.ENCODING: _(
            "{file}: chữ Việt viết bằng bảng mã cũ (TCVN3, VNI). Đề nghị chuyển sang Unicode, lưu thành .xlsx rồi tải"
            " lại."
        ),
        WhyNoList.QUOTES: _(
            "{file}: có dấu ngoặc kép mở mà không đóng, các dòng sau nó dính vào một ô. Đề nghị mở bằng Excel, xem lại"
            " các ô, lưu thành .xlsx rồi tải lại."
        ),
        WhyNoList.DEFINITION: _(
            "{file}: đây là tệp YAML hoặc JSON, không phải bảng tính. Tệp đơn vị .yaml thì người quản trị đưa vào bằng"
            " `thidua units import`."
        ),
        WhyNoList.NO_NAMES: _(
            "{file}: không thấy cột nào ghi tên đơn vị. Đề nghị đặt một dòng tiêu đề có cột “Tên đơn vị” rồi tải lại."
        ),
        WhyNoList.MACHINE_FULL: _(
            "{file}: máy đang quá bận nên chưa đọc được. Đề nghị thử lại sau ít phút."
        ),
    }


def unknown(error: errors.UnknownUnitList) -> str:
    """No such list."""
    told = _("Không có danh sách số {number}. Đề nghị tải tệp lên lại.")
    return told.format(number=error.number)


def closed(error: errors.UnitListClosed, *, zone: ZoneInfo = ZONE) -> str:
    """It is put into force or dropped."""
    told = _("Danh sách “{name}” đã áp dụng lúc {at} ({by}), không sửa được nữa.")
    if error.state == "dropped":
        told = _("Danh sách “{name}” đã bỏ lúc {at} ({by}), không sửa được nữa.")
    return told.format(name=error.name, by=error.by, at=say_moment(error.at, zone))


def changed(error: errors.UnitsChanged, *, zone: ZoneInfo = ZONE) -> str:
    """Somebody else was first; nothing was changed."""
    told = _(
        "{by} đã thay đổi danh sách đơn vị lúc {at}; chưa ghi gì thêm. Đề nghị xem lại thay đổi rồi thực hiện lại."
    )
    return told.format(by=error.by, at=say_moment(error.at, zone))


def file_differs(error: errors.UnitsFileDiffers) -> str:
    """A units file holds no more, and what to do with it."""
    told = ngettext(
        "Tệp đơn vị của “{issuer}” khác danh sách đang áp dụng (lần {revision}) ở {count} chỗ nên không ghi đè. Lấy"
        " danh sách đang áp dụng ra tệp: `thidua units export --issuer {issuer} --out TỆP.yaml`; đưa tệp này vào thay:"
        " `thidua units import TỆP`.",
        error.differences,
    )
    return told.format(issuer=error.issuer, revision=error.revision, count=error.differences)
