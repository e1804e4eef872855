"""What went wrong, as one sentence that tells what to do next. Nothing of others is in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler import errors
from scheduler.dates.say import say_moment
from scheduler.errors import FileLost, FileTooBig, FileTypeRefused, FileUnreachable
from scheduler.language import _
from scheduler.text import cut
from scheduler.words import access, awaited, due
from scheduler.words.links import say_too_many
from scheduler.words.state import told_state


def for_stranger() -> str:
    """The one sentence for whom we do not know."""
    return _(
        "Kính chào {you}. Bot này dành cho cán bộ được cơ quan thường trực thi đua mời; đề nghị liên hệ cơ "
        "quan đó để nhận liên kết mời."
    )


def fulfilled(error: errors.NotPossible, *, zone: ZoneInfo, now: datetime) -> str:
    """That what a button does holds already, since when and by whom: plain text that reads as success."""
    return _("Đã ghi nhận: {state}.").format(state=_state(error, zone=zone, now=now))


def _not_possible(error: errors.NotPossible, *, zone: ZoneInfo, now: datetime) -> str:
    state = _state(error, zone=zone, now=now)
    if error.until is None:
        return _("Nhiệm vụ này {state}.").format(state=state)
    return _("Nhiệm vụ này {state}, đến {moment}.").format(
        state=state, moment=say_moment(error.until, zone)
    )


def _state(error: errors.NotPossible, *, zone: ZoneInfo, now: datetime) -> str:
    return told_state(error.state, error.at, error.by, zone=zone, now=now)


def _for_former(error: errors.PostPassedOn, *, zone: ZoneInfo) -> str:
    return _(
        "Từ {moment} {you} thôi giữ {post} nên không thực hiện được thao tác này. Nếu không đúng, đề nghị "
        "báo cơ quan thường trực."
    ).format(moment=say_moment(error.at, zone), post=cut(error.post, 120))


def sentence(error: errors.ThiDuaError, *, zone: ZoneInfo, now: datetime) -> str:
    """`error` as plain text, whatever it is."""
    return told(error, zone=zone, now=now) or _("Chưa thực hiện được, đề nghị thử lại.")


def told(error: errors.ThiDuaError, *, zone: ZoneInfo, now: datetime) -> str:
    """`error` as plain text; empty for what is no refusal of the work of units. Years that `now` is in go unsaid."""
    match error:
        case errors.NotPossible():
            return _not_possible(error, zone=zone, now=now)
        case errors.CutOffPassed(cut_off_at=cut_off_at):
            return due.closed_ask(cut_off_at, zone)
        case errors.NotLater(due_at=due_at):
            return _("Ngày này không dùng được: cần một ngày sau {moment}.").format(
                moment=say_moment(due_at, zone)
            )
        case errors.PostPassedOn():
            return _for_former(error, zone=zone)
        case errors.NotAllowed(action="group"):
            return _("Nhiệm vụ này không thuộc nhóm này. Đề nghị mở cuộc trò chuyện riêng với bot.")
        case errors.NotAllowed(action="delegate"):
            return _(
                "Chỉ thủ trưởng đơn vị có quyền ủy quyền, và chỉ ủy quyền cho người của đơn vị mình."
            )
        case errors.NotAllowed():
            return _("Nút hoặc lệnh này không dành cho chức danh của {you}.")
        case (
            errors.NotWaiting()
            | errors.CallNeedsDay()
            | errors.NotOwing()
            | errors.NotReceivedYet()
            | errors.NotCalled()
        ):
            return awaited.refusal(error)
        case errors.TooManyLinks(most=most):
            return say_too_many(most)
        case errors.ProofMissing():
            return _("Báo cáo còn thiếu. Đề nghị bấm Gửi báo cáo để bổ sung.")
    return _invitation(error, zone=zone) or _file(error) or access.refusal(error, zone=zone)


def _invitation(error: errors.ThiDuaError, *, zone: ZoneInfo) -> str:
    match error:
        case errors.InviteUsed(used_at=used_at):
            return _(
                "Liên kết mời này đã được dùng lúc {moment}. Đề nghị liên hệ người mời để nhận liên kết mới."
            ).format(moment=say_moment(used_at, zone))
        case errors.InviteExpired(expires_at=expires_at):
            return _(
                "Liên kết mời này hết hạn từ {moment}. Đề nghị liên hệ người mời để nhận liên kết mới."
            ).format(moment=say_moment(expires_at, zone))
        case errors.InviteUnknown():
            return _(
                "Liên kết mời này không đúng, đã bị thu hồi hoặc không thuộc bot này. Đề nghị hỏi lại người "
                "đã gửi."
            )
    return ""


def _file(error: errors.ThiDuaError) -> str:
    match error:
        case FileTooBig():
            return _(
                "Tệp lớn hơn 20 MB nên không nhận được. Đề nghị nén lại hoặc chia nhỏ rồi gửi."
            )
        case FileTypeRefused():
            return _(
                "Loại tệp này không nhận được. Đề nghị gửi PDF, Word, Excel, PowerPoint, OpenDocument, RTF, "
                "ảnh (JPG, PNG, TIFF, HEIC), ZIP, RAR hoặc 7z."
            )
        case FileUnreachable():
            return _("Chưa tải được tệp từ Telegram. Đề nghị gửi lại.")
        case FileLost():
            return _("Tệp này không còn trên máy chủ. Đề nghị báo người quản trị hệ thống.")
    return ""
