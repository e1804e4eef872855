"""Who comes into the desk, and why somebody does not, in words."""

from zoneinfo import ZoneInfo

from scheduler import errors
from scheduler.access import passwords
from scheduler.access.roles import Role
from scheduler.dates.say import say_moment
from scheduler.errors import WhyWeak
from scheduler.language import _, ngettext
from scheduler.words import post


def role(given: str) -> str:
    """A role in words."""
    told = {
        Role.ADMIN: _("quản trị của cơ quan phát động"),
        Role.VIEWER: _("chỉ xem"),
        Role.OPERATOR: _("vận hành hệ thống"),
    }
    return told.get(Role(given)) or post.name(given)


def refusal(error: errors.ThiDuaError, *, zone: ZoneInfo) -> str:
    """Why somebody is not let in, or an account not made, and what to do; empty for anything else."""
    return _at_the_door(error, zone) or _of_accounts(error)


def _at_the_door(error: errors.ThiDuaError, zone: ZoneInfo) -> str:
    match error:
        case errors.SignInRefused():
            return _(
                "Tên hoặc mật khẩu không đúng. Đề nghị nhập lại, hoặc dùng liên kết đăng nhập gửi một lần."
            )
        case errors.SignInThrottled(until_at=until_at):
            return _(
                "Đã nhập sai nhiều lần nên tạm dừng. Đề nghị thử lại từ {moment}, hoặc dùng liên kết đăng nhập "
                "gửi một lần."
            ).format(moment=say_moment(until_at, zone))
        case errors.NoWayIn():
            return _("Bàn làm việc dành cho người giữ chức danh ở cơ quan thường trực.")
        case errors.LinkUsed(used_at=used_at):
            return _(
                "Liên kết đăng nhập này đã được dùng lúc {moment}. Đề nghị lấy liên kết mới."
            ).format(moment=say_moment(used_at, zone))
        case errors.LinkExpired(expired_at=expired_at):
            return _(
                "Liên kết đăng nhập này hết hạn từ {moment}. Đề nghị lấy liên kết mới."
            ).format(moment=say_moment(expired_at, zone))
        case errors.LinkUnknown():
            return _(
                "Liên kết đăng nhập này không đúng, hoặc đã có liên kết mới thay thế. Đề nghị dùng liên kết mới "
                "nhất, hoặc lấy liên kết khác."
            )
    return ""


def _of_accounts(error: errors.ThiDuaError) -> str:
    match error:
        case errors.BadName(name=name):
            return _(
                "“{name}” không dùng làm tên tài khoản được: cần 2–40 chữ cái không dấu, chữ số, dấu chấm hoặc "
                "gạch nối, ví dụ quan-tri.snv."
            ).format(name=name)
        case errors.NameTaken(name=name):
            return _(
                "Tên “{name}” đã có tài khoản dùng, kể cả tài khoản đã đóng. Đề nghị chọn tên khác."
            ).format(name=name)
        case errors.RoleNotGiven(role=given):
            return _(
                "Không có tài khoản với vai trò “{role}”: vai trò là admin, viewer hoặc operator; quyền của thủ "
                "trưởng, cấp phó, chuyên viên đi theo chức danh."
            ).format(role=given)
        case errors.RoleNeedsIssuer(role=given):
            return _(
                "Vai trò {role} cần cơ quan phát động, ví dụ --role {role} --issuer phu-tho."
            ).format(role=given)
        case errors.RoleTakesNoIssuer(role=given):
            return _(
                "Vai trò {role} không thuộc cơ quan phát động nào: đề nghị bỏ --issuer."
            ).format(role=given)
        case errors.NotStandingBody(unit=unit, standing_body=standing_body):
            return _(
                "Bàn làm việc dành cho cơ quan thường trực: không phải “{unit}” mà là “{standing_body}”."
            ).format(unit=unit, standing_body=standing_body)
        case errors.UnknownAccount(name=name):
            return _(
                "Không có tài khoản nào đang mở tên “{name}”. Xem danh sách ở `thidua user list`."
            ).format(name=name)
        case errors.WeakPassword(reason=reason):
            return _weak(reason)
    return ""


def _weak(reason: str) -> str:
    match reason:
        case WhyWeak.SHORT:
            told = ngettext(
                "Mật khẩu cần ít nhất {count} ký tự. Dễ nhớ hơn cả là vài từ không liên quan đặt cạnh nhau.",
                passwords.SHORTEST,
            )
            return told.format(count=passwords.SHORTEST)
        case WhyWeak.LONG:
            told = ngettext(
                "Mật khẩu dài quá {count} ký tự. Đề nghị chọn mật khẩu ngắn hơn.", passwords.LONGEST
            )
            return told.format(count=passwords.LONGEST)
        case WhyWeak.NAME:
            return _("Mật khẩu gần như là tên tài khoản. Đề nghị chọn mật khẩu khác.")
    return _("Mật khẩu này dễ đoán. Đề nghị ghép vài từ không liên quan.")
