"""Errors of which more is said than their fields put into a sentence: what is wrong, and what to do next."""

import errno

from scheduler import errors
from scheduler.dates.say import month_in_numbers, say_moment
from scheduler.definition.catalogue import fault
from scheduler.definition.part_names import part_name
from scheduler.definition.problems import DefinitionInvalid
from scheduler.language import _
from scheduler.words import drafting
from scheduler.words.links import say_too_many


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


def on_page(error: errors.ThiDuaError) -> str:
    """What who reads a page is told instead of what a command says: no address of a database, nothing to be typed at
    the machine. Empty where both hear the same."""
    if isinstance(error, errors.DatabaseBusy):
        return _(
            "Cơ sở dữ liệu đang bị chương trình khác khóa. Chưa có gì thay đổi; đề nghị quay lại trang trước "
            "rồi thực hiện lại sau ít phút."
        )
    if isinstance(error, errors.DiskFull):
        return _(
            "Ổ đĩa chứa cơ sở dữ liệu đã đầy. Chưa có gì thay đổi; đề nghị báo người vận hành, rồi quay lại "
            "trang trước để thực hiện lại."
        )
    if isinstance(error, errors.DatabaseUnreachable):
        return _("Không mở được cơ sở dữ liệu. Đề nghị báo người vận hành và thử lại sau ít phút.")
    if isinstance(error, errors.UnknownDraft):
        told = _("Không có bản thảo số {draft}. Đề nghị xem lại ở mục “Bản thảo”.")
        return told.format(draft=error.draft)
    return ""


def say_settings(error: errors.SettingsInvalid) -> str:
    """Each setting that is wrong, a line each."""
    lines = [f"• {name}: {reason}" for name, reason in error.faults]
    return "\n".join([_("Thiết lập chưa đúng, đề nghị sửa rồi chạy lại:"), *lines])


def say_definition(error: DefinitionInvalid) -> str:
    """Each place of a definition to mend, a line each."""
    lines = [f"• {problem}" for problem in error.problems]
    return "\n".join([_("Tệp chưa dùng được, đề nghị sửa các chỗ sau:"), *lines])


def say_body(error: errors.BodyTooBig) -> str:
    """That a request brings too much."""
    return _(
        "Nội dung gửi lên dài quá, tối đa {kilobytes} kB. Đề nghị rút ngắn rồi gửi lại."
    ).format(kilobytes=error.limit // 1024)


def say_links(error: errors.TooManyLinks) -> str:
    """That no more links are made today."""
    return say_too_many(error.most)


def say_unit(error: errors.UnknownUnit) -> str:
    """A unit that is not there, or is in several places."""
    if error.issuers:
        return _(
            "Nhiều cơ quan phát động có đơn vị “{unit}”: đề nghị viết CƠ-QUAN/ĐƠN_VỊ, với CƠ-QUAN là {issuers}."
        ).format(unit=error.unit, issuers=", ".join(error.issuers))
    return _(
        "Không có đơn vị “{unit}”. Xem danh sách trong thư mục units/, rồi chạy lại `thidua init`."
    ).format(unit=error.unit)


def say_campaign(error: errors.UnknownCampaign) -> str:
    """A campaign that is not there, or is in several places."""
    if error.issuers:
        return _(
            "Nhiều cơ quan phát động có phong trào “{campaign}”: đề nghị viết CƠ-QUAN/PHONG_TRÀO, CƠ-QUAN là "
            "{issuers}."
        ).format(campaign=error.campaign, issuers=", ".join(error.issuers))
    return _(
        "Chưa có phong trào “{campaign}” trong cơ sở dữ liệu: đề nghị chạy `thidua apply` trước."
    ).format(campaign=error.campaign)


def say_revision_old(error: errors.RevisionOld) -> str:
    """What was applied since the file was written out, a line each, and the way on."""
    since = (
        _("• lần {revision}, {at}, {by}: {parts}").format(
            revision=one.revision,
            at=say_moment(one.at, drafting.ZONE),
            by=one.by,
            parts="; ".join(part_name(part, {}) for part in one.parts)
            or _("chỉ chú thích, bố cục"),
        )
        for one in error.since
    )
    told = _("Tệp này dựa trên lần {given} của “{campaign}”; từ đó đã có thay đổi khác:")
    way = _(
        "Đề nghị chạy `thidua export {campaign} --out TỆP`, ghi thay đổi của mình vào tệp mới rồi áp dụng."
    )
    return "\n".join(
        (
            told.format(given=error.given, campaign=error.campaign),
            *since,
            way.format(campaign=error.campaign),
        )
    )


def say_revision_unknown(error: errors.RevisionUnknown) -> str:
    """A file of another database, or of a campaign that is not there."""
    if not error.current:
        return _(
            "Tệp này dựa trên lần {given} của “{campaign}”, mà cơ sở dữ liệu chưa có phong trào đó. Đề nghị xem "
            "lại cơ sở dữ liệu đang dùng, hoặc bỏ dòng “revision” để áp dụng lần đầu."
        ).format(given=error.given, campaign=error.campaign)
    return _(
        "Tệp này dựa trên lần {given} của “{campaign}”, mà cơ sở dữ liệu mới có lần {current}. Đề nghị chạy "
        "`thidua export {campaign} --out TỆP`, ghi thay đổi của mình vào tệp mới rồi áp dụng."
    ).format(given=error.given, campaign=error.campaign, current=error.current)


def say_issuer(error: errors.UnknownIssuer) -> str:
    """An issuer that is not there, and which are."""
    if not error.known:
        return _(
            "Không có cơ quan phát động “{issuer}”: chưa có đơn vị nào. Đặt tệp đơn vị vào "
            "thidua-config/units/ rồi chạy `thidua init`, hoặc chỉ tệp bằng --units."
        ).format(issuer=error.issuer)
    return _(
        "Không có cơ quan phát động “{issuer}”. Đang có: {known}. Thêm tệp vào units/, hoặc chỉ tệp bằng --units."
    ).format(issuer=error.issuer, known=", ".join(error.known))


def say_block(error: errors.UnknownBlock) -> str:
    """A block that is not there, or is in several places."""
    if error.issuers:
        return _(
            "Nhiều cơ quan phát động có khối “{block}”: đề nghị viết CƠ-QUAN/KHỐI, với CƠ-QUAN là {issuers}."
        ).format(block=error.block, issuers=", ".join(error.issuers))
    return _("Không có khối, cụm thi đua “{block}”. Xem danh sách trong thư mục units/.").format(
        block=error.block
    )


def say_circle(error: errors.CircularDates) -> str:
    """Dates that wait for one another."""
    return _(
        "Ngày tính vòng quanh: {circle}. Đề nghị đặt ngày cố định cho một mục trong đó."
    ).format(circle=" → ".join(error.circle))


def say_no_lunar_day(error: errors.NoSuchLunarDay) -> str:
    """A lunar day that the year does not have."""
    return _(
        "Năm {year} không có ngày {day}/{month} âm lịch, hoặc chưa đổi được ngày của năm này. Đề nghị chọn "
        "ngày khác."
    ).format(year=error.year, day=f"{error.day:02}", month=month_in_numbers(error.month))


def say_catalogue(error: errors.BadCatalogue) -> str:
    """Each fault of the catalogue of anniversaries, a line each."""
    lines = [
        f"• {where}: {fault(tuple(where.split('.')), what)[0]}" for where, what in error.faults
    ]
    return "\n".join([_("Danh mục ngày kỷ niệm chưa đúng, đề nghị sửa các chỗ sau:"), *lines])


def say_no_day(error: errors.NoSuchDay) -> str:
    """A day that the year does not have."""
    return _("Năm {year} không có ngày {day}/{month}. Đề nghị chọn ngày khác.").format(
        year=error.year, day=f"{error.day:02}", month=month_in_numbers(error.month)
    )


def say_address(error: errors.AddressRefused) -> str:
    """Why nothing can be served at an address."""
    reasons = {
        None: _("không tìm thấy máy có tên này"),
        errno.EACCES: _("không có quyền, cổng dưới 1024 dành cho quản trị máy"),
        errno.EADDRNOTAVAIL: _("không phải địa chỉ của máy này"),
    }
    reason = reasons.get(error.reason, _("hệ điều hành từ chối"))
    said = _(
        "Không mở được cổng {port} ở {host}: {reason}. Đề nghị đặt lại THIDUA_HTTP_HOST và THIDUA_HTTP_PORT."
    )
    return said.format(port=error.port, host=error.host, reason=reason)
