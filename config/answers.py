"""Every error of ours as an exit code, a status and a sentence that says what to do next."""

import errno
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bots.file_errors import FileLost, FileTooBig, FileTypeRefused, FileUnreachable
from calendars.respond import say_nothing_here
from config.settings import SettingsInvalid
from config.unreached import say_unreached
from scheduler import errors
from scheduler.body import say_too_big
from scheduler.definition.problems import DefinitionInvalid
from scheduler.directives.unreadable import UnreadableFile, say_unreadable
from scheduler.language import _
from scheduler.links import say_too_many

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # of no moment told the year goes without saying


@dataclass(frozen=True)
class Answer:
    """What a person is told; `exit_code` of a command, `status` of a page."""

    exit_code: int
    status: int
    text: str


def answer(error: errors.ThiDuaError, *, zone: ZoneInfo = ZONE) -> Answer:
    """The answer for `error`: that of its class, or of the nearest base that has one. Moments are told in `zone`."""
    for kind in type(error).__mro__:
        if kind in _REFUSED:
            refusal = importlib.import_module("bots.refusal")  # slow, and seldom needed
            return Answer(*_REFUSED[kind], refusal.told(error, zone=zone, now=LONG_AGO))
        if kind in _TABLE:
            exit_code, status, sentence = _TABLE[kind]
            return Answer(exit_code, status, sentence(error))
    return Answer(1, 500, _("Có lỗi chưa lường trước ({name}).").format(name=type(error).__name__))


def say_refused(status: int) -> str:
    """What a request hears that no route takes: a stranger's, or one of a page from before."""
    if status == 404:
        return say_nothing_here()
    if status == 405:
        return _("Địa chỉ này không nhận yêu cầu vừa gửi. Hãy tải lại trang rồi làm lại.")
    return _("Yêu cầu vừa gửi không đọc được. Hãy tải lại trang rồi làm lại.")


def say_fault() -> str:
    """What is said of a fault of ours."""
    return _("Máy chủ gặp lỗi. Chưa có gì mất; hãy thử lại sau ít phút.")


def file_answer(error: OSError) -> Answer:
    """The answer for a file that could not be read or written."""
    said = _("Không đọc hoặc ghi được {file}: {reason}. Kiểm tra đường dẫn và quyền.")
    return Answer(2, 500, said.format(file=error.filename, reason=file_reason(error)))


def file_reason(error: OSError) -> str:
    """Why the machine refused, in words."""
    reasons = {
        errno.ENOENT: _("không có thư mục hay tệp này"),
        errno.EISDIR: _("đây là một thư mục"),
        errno.ENOTDIR: _("đường dẫn đi qua một tệp"),
        errno.ENOSPC: _("ổ đĩa đã đầy"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
        errno.EACCES: _("không có quyền"),
        errno.EPERM: _("không có quyền"),
    }
    return reasons.get(error.errno or 0, _("hệ điều hành từ chối"))


def _settings(error: SettingsInvalid) -> str:
    lines = [f"• {name}: {reason}" for name, reason in error.faults]
    return "\n".join([_("Thiết lập chưa đúng, hãy sửa rồi chạy lại:"), *lines])


def _definition(error: DefinitionInvalid) -> str:
    lines = [f"• {problem}" for problem in error.problems]
    return "\n".join([_("Tệp chưa dùng được, hãy sửa các chỗ sau:"), *lines])


def _body(error: errors.BodyTooBig) -> str:
    return say_too_big(error.limit)


def _links(error: errors.TooManyLinks) -> str:
    return say_too_many(error.most)


def _unit(error: errors.UnknownUnit) -> str:
    if error.issuers:
        return _(
            "Nhiều bên phát động có đơn vị “{unit}”: hãy viết BÊN/ĐƠN_VỊ, với BÊN là {issuers}."
        ).format(unit=error.unit, issuers=", ".join(error.issuers))
    return _(
        "Không có đơn vị “{unit}”. Xem danh sách trong thư mục units/, rồi chạy lại `thidua init`."
    ).format(unit=error.unit)


def _campaign(error: errors.UnknownCampaign) -> str:
    if error.issuers:
        return _(
            "Nhiều bên phát động có phong trào “{campaign}”: hãy viết BÊN/PHONG_TRÀO, BÊN là {issuers}."
        ).format(campaign=error.campaign, issuers=", ".join(error.issuers))
    return _(
        "Chưa có phong trào “{campaign}” trong cơ sở dữ liệu: hãy chạy `thidua apply` trước."
    ).format(campaign=error.campaign)


def _issuer(error: errors.UnknownIssuer) -> str:
    if not error.known:
        return _(
            "Không có bên phát động “{issuer}”: chưa có đơn vị nào. Đặt tệp đơn vị vào thidua-config/units/ rồi chạy"
            " `thidua init`, hoặc chỉ tệp bằng --units."
        ).format(issuer=error.issuer)
    return _(
        "Không có bên phát động “{issuer}”. Đang có: {known}. Thêm tệp vào units/, hoặc chỉ tệp bằng --units."
    ).format(issuer=error.issuer, known=", ".join(error.known))


def _block(error: errors.UnknownBlock) -> str:
    if error.issuers:
        return _(
            "Nhiều bên phát động có khối “{block}”: hãy viết BÊN/KHỐI, với BÊN là {issuers}."
        ).format(block=error.block, issuers=", ".join(error.issuers))
    return _("Không có khối, cụm thi đua “{block}”. Xem danh sách trong thư mục units/.").format(
        block=error.block
    )


def _circle(error: errors.CircularDates) -> str:
    return _("Ngày tính vòng quanh: {circle}. Hãy cho một mục trong đó ngày cố định.").format(
        circle=" → ".join(error.circle)
    )


def _no_lunar_day(error: errors.NoSuchLunarDay) -> str:
    return _(
        "Năm {year} không có ngày {day}/{month} âm lịch, hoặc chưa đổi được ngày của năm này. Hãy chọn ngày khác."
    ).format(year=error.year, day=error.day, month=error.month)


def _catalogue(error: errors.BadCatalogue) -> str:
    lines = [f"• {where}: {what}" for where, what in error.faults]
    return "\n".join([_("Danh mục ngày kỷ niệm chưa đúng, hãy sửa các chỗ sau:"), *lines])


def _no_day(error: errors.NoSuchDay) -> str:
    return _("Năm {year} không có ngày {day}/{month}. Hãy chọn ngày khác.").format(
        year=error.year, day=error.day, month=error.month
    )


def _address(error: errors.AddressRefused) -> str:
    reasons = {
        None: _("không tìm thấy máy có tên này"),
        errno.EACCES: _("không có quyền, cổng dưới 1024 dành cho quản trị máy"),
        errno.EADDRNOTAVAIL: _("không phải địa chỉ của máy này"),
    }
    reason = reasons.get(error.reason, _("hệ điều hành từ chối"))
    said = _(
        "Không mở được cổng {port} ở {host}: {reason}. Hãy đặt lại THIDUA_HTTP_HOST và THIDUA_HTTP_PORT."
    )
    return said.format(port=error.port, host=error.host, reason=reason)


Sentence = Callable[..., str]


def _fixed(text: Callable[[], str]) -> Sentence:
    return lambda error: text().format(**vars(error))


# What the work of units is refused with, in the words the bot has for it.
_REFUSED: dict[type, tuple[int, int]] = {
    errors.NotAllowed: (50, 403),
    errors.NotPossible: (51, 409),
    errors.CutOffPassed: (52, 409),
    errors.ProofMissing: (53, 422),
    errors.NotLater: (54, 422),
    errors.InviteUnknown: (55, 404),
    errors.InviteUsed: (56, 410),
    errors.InviteExpired: (57, 410),
    errors.PostPassedOn: (65, 403),
    FileTooBig: (58, 413),
    FileTypeRefused: (59, 415),
    FileUnreachable: (60, 502),
    FileLost: (61, 500),
}
_TABLE: dict[type, tuple[int, int, Sentence]] = {
    UnreadableFile: (62, 422, say_unreadable),
    errors.NoSuchLunarDay: (63, 422, _no_lunar_day),
    errors.BadCatalogue: (64, 500, _catalogue),
    SettingsInvalid: (10, 500, _settings),
    DefinitionInvalid: (11, 422, _definition),
    errors.UnknownUnit: (12, 404, _unit),
    errors.UnknownCampaign: (13, 404, _campaign),
    errors.UnknownIssuer: (14, 404, _issuer),
    errors.CircularDates: (15, 422, _circle),
    errors.NoSuchDay: (16, 422, _no_day),
    errors.UnknownReference: (
        17,
        422,
        _fixed(lambda: _("Không có “{reference}” trong định nghĩa hay danh mục ngày kỷ niệm.")),
    ),
    errors.PlanChanged: (
        18,
        409,
        _fixed(
            lambda: _("Có người vừa áp dụng “{campaign}”. Hãy xem lại thay đổi rồi áp dụng lại.")
        ),
    ),
    errors.FileExists: (
        19,
        409,
        _fixed(
            lambda: _(
                "{file} đã có, không ghi đè. Hãy chọn tên khác, dời tệp cũ đi, hoặc thêm --force để ghi đè."
            )
        ),
    ),
    errors.DatabaseMissing: (
        20,
        503,
        _fixed(lambda: _("Chưa có cơ sở dữ liệu {url}: hãy chạy `thidua init` trước.")),
    ),
    errors.DatabaseOutdated: (
        21,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu {url} cũ hơn chương trình: hãy sao lưu rồi chạy `thidua init`."
            )
        ),
    ),
    errors.DatabaseNewer: (
        22,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu do bản mới hơn tạo ra (“{revision}”): hãy cập nhật chương trình."
            )
        ),
    ),
    errors.TableMissing: (
        29,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu {url} thiếu bảng {tables}: có lẽ mới khôi phục được một phần."
                " Hãy đặt lại một bản sao lưu đầy đủ, rồi chạy `thidua db restored`."
            )
        ),
    ),
    errors.DatabaseBusy: (
        23,
        503,
        _fixed(
            lambda: _(
                "Cơ sở dữ liệu {url} đang bị chương trình khác khóa. Chưa có gì thay đổi; hãy thử lại sau ít phút."
            )
        ),
    ),
    errors.DiskFull: (
        24,
        507,
        _fixed(lambda: _("Ổ đĩa chứa {url} đã đầy. Chưa có gì thay đổi; hãy dọn chỗ rồi làm lại.")),
    ),
    errors.DatabaseUnreachable: (25, 503, say_unreached),
    errors.AlreadyRunning: (
        26,
        409,
        _fixed(
            lambda: _(
                "Một `thidua serve` khác đang chạy trên cơ sở dữ liệu này (khóa {lock}). Hãy dừng nó trước."
            )
        ),
    ),
    errors.NoRehearsal: (
        34,
        409,
        _fixed(
            lambda: _(
                "{url} không phải cơ sở dữ liệu diễn tập, nên --at không ghi gì vào đó. Tạo bản sao bằng"
                " `thidua db copy --to dien-tap.sqlite3`, hoặc cơ sở mới bằng `thidua init --rehearsal`,"
                " và đặt THIDUA_DATABASE_URL tới đó."
            )
        ),
    ),
    errors.TargetTaken: (
        35,
        409,
        _fixed(
            lambda: _(
                "{target} đã có dữ liệu, không ghi đè. Hãy chọn chỗ chưa có gì, hoặc dời dữ liệu cũ đi."
            )
        ),
    ),
    errors.UnknownSubscription: (
        30,
        404,
        _fixed(lambda: _("Không có liên kết lịch số {subscription}. Xem số ở `thidua links`.")),
    ),
    errors.UnknownBlock: (32, 404, _block),
    errors.NobodyHolds: (
        33,
        404,
        _fixed(
            lambda: _(
                "Chưa ai giữ chức danh {post} của {unit}: hãy mời bằng `thidua invite` trước."
            )
        ),
    ),
    errors.BotUnknown: (
        36,
        409,
        _fixed(
            lambda: _(
                "Chưa biết tên bot của kênh {lane} nên chưa có liên kết để vẽ; chưa tạo lời mời nào. Hãy đặt"
                " THIDUA_TELEGRAM_TOKEN, chạy `thidua serve` đến khi nhật ký ghi “sends as @…”, rồi mời lại."
            )
        ),
    ),
    errors.NotOfIssuer: (
        31,
        404,
        _fixed(lambda: _("Bên phát động {issuer} không có mục này. Xem lại tên đã gõ.")),
    ),
    errors.LedgerBroken: (
        27,
        500,
        _fixed(
            lambda: _(
                "Sổ đôn đốc bị sửa ở dòng {seq} ({reason}). Hãy giữ nguyên tệp và đối chiếu với bản sao lưu."
            )
        ),
    ),
    errors.BodyTooBig: (41, 413, _body),
    errors.TooManyLinks: (42, 429, _links),
    errors.AddressRefused: (37, 409, _address),
    errors.PortTaken: (
        28,
        409,
        _fixed(
            lambda: _(
                "Cổng {port} ở {host} đang có chương trình khác dùng. Hãy đặt THIDUA_HTTP_PORT khác."
            )
        ),
    ),
}
