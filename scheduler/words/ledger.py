"""The ledger in words: what an entry tells, what is wrong with it, and where it ends."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scheduler.errors import Fault, FaultKind, LedgerBroken
from scheduler.happenings import Happening, of_change
from scheduler.language import _, ngettext
from scheduler.words import change, span, state

if TYPE_CHECKING:
    from scheduler.store.ledger import End  # slow, and most commands need no ledger


_SPANS = ("round", "peak", "anniversary", "occasion", "milestone")


def name(kind: str) -> str:
    """A kind of entry in words."""
    return {str(one): told for one, told in kinds().items()}.get(kind, kind)


def kinds() -> dict[Happening, str]:
    """Every kind of entry that is written, with its name."""
    return _of_plan() | _of_messages() | _of_people() | _of_desk() | _of_answers() | _of_drafts()


def _of_plan() -> dict[Happening, str]:
    things = {
        **{kind: span.name(kind) for kind in _SPANS},
        "obligation": _("nhiệm vụ báo cáo"),
    }
    found = {
        of_change(thing, kind): change.of_thing(kind, named)
        for thing, named in things.items()
        for kind in ("created", "moved", "changed", "withdrawn")
    }
    return found | {
        Happening.CAMPAIGN_CHANGED: change.of_thing("changed", span.name("campaign")),
        Happening.DEFINITION_APPLIED: _("áp dụng định nghĩa"),
        Happening.UNITS_SAVED: _("lưu danh sách đơn vị"),
        Happening.UNIT_LIST_KEPT: _("tải danh sách đơn vị lên"),
        Happening.UNIT_LIST_CORRECTED: _("sửa danh sách đơn vị đã tải lên"),
        Happening.UNIT_LIST_DROPPED: _("bỏ danh sách đơn vị đã tải lên"),
        Happening.DOCUMENT_KEPT: _("lưu văn bản làm căn cứ"),
        Happening.OWN_DEADLINE_KEPT: change.fate("kept"),
        Happening.OWN_DEADLINE_LIFTED: change.fate("lifted"),
        Happening.OWN_DEADLINE_RESTORED: change.fate("restored"),
    }


def _of_messages() -> dict[Happening, str]:
    return {
        Happening.REMINDER_FIRED: _("đến giờ nhắc"),
        Happening.REMINDER_MERGED: _("gộp vào lượt nhắc sau"),
        Happening.REMINDER_STALE: _("không nhắc vì đã hết thời hạn tiếp nhận"),
        Happening.REMINDER_FAILED: _("chưa tính được lượt nhắc, sẽ thử lại"),
        Happening.ANNOUNCEMENT_FIRED: _("đến giờ thông báo về đợt thi đua"),
        Happening.ANNOUNCEMENT_STALE: _("không thông báo về đợt thi đua vì đã qua ngày"),
        Happening.ANNOUNCEMENT_FAILED: _(
            "chưa xác định được nơi nhận thông báo về đợt thi đua, sẽ thử lại"
        ),
        Happening.REMINDED_BY_HAND: _("nhắc ngay theo yêu cầu"),
        Happening.ALL_REMINDED_BY_HAND: _("nhắc ngay theo yêu cầu, cả đơn vị đã nhắc trong ngày"),
        Happening.MESSAGE_SENT: _("đã gửi tin"),
        Happening.MESSAGE_QUEUED: _("chưa gửi được tin, sẽ thử lại"),
        Happening.MESSAGE_REFUSED: _("tin bị từ chối"),
        Happening.MESSAGE_UNKNOWN: _("không rõ tin đã tới chưa"),
        Happening.MESSAGE_NOT_SAID: _("không gửi nữa vì không còn đúng"),
        Happening.MESSAGES_MOVED: _("chuyển tin sang đường khác"),
        Happening.MESSAGE_HELD: _("giữ lại tin có thể đã đến"),
        Happening.MESSAGE_RELEASED: _("chuyển gửi tin đang giữ"),
        Happening.MESSAGE_DROPPED: _("hủy tin đang giữ"),
        Happening.MESSAGE_FAILED: _("chưa soạn được tin, sẽ thử lại"),
        Happening.ESCALATION_SENT: _("gửi báo cáo cấp trên"),
        Happening.ESCALATION_DROPPED: _("không gửi báo cáo cấp trên"),
        Happening.ESCALATION_TOLD: state.word("told"),
    }


def _of_people() -> dict[Happening, str]:
    return {
        Happening.HOLDER_BOUND: _("gắn người giữ chức danh"),
        Happening.POST_HANDED_OVER: _("đổi người giữ chức danh"),
        Happening.POST_VACATED: _("chức danh không còn người giữ"),
        Happening.HALF_MADE_REPORT_HANDED_OVER: _("chuyển báo cáo đang soạn cho người mới"),
        Happening.STAND_IN_NAMED: _("ủy quyền xử lý thay"),
        Happening.STAND_IN_ENDED: _("kết thúc ủy quyền"),
        Happening.INVITATION_MADE: _("tạo liên kết mời"),
        Happening.INVITATION_TAKEN_BACK: _("thu hồi liên kết mời"),
        Happening.ADDRESS_OPENED: _("mở lại địa chỉ nhận tin"),
        Happening.ADDRESS_CLOSED: _("đóng địa chỉ nhận tin"),
        Happening.ADDRESS_MOVED: _("đổi địa chỉ nhận tin"),
        Happening.SUBSCRIPTION_MADE: _("tạo liên kết lịch"),
        Happening.SUBSCRIPTION_REISSUED: _("cấp lại liên kết lịch"),
        Happening.SUBSCRIPTION_REVOKED: _("thu hồi liên kết lịch"),
    }


def _of_desk() -> dict[Happening, str]:
    return {
        Happening.ACCOUNT_ADDED: _("thêm tài khoản bàn làm việc"),
        Happening.ACCOUNT_CLOSED: _("đóng tài khoản bàn làm việc"),
        Happening.PASSWORD_SET: _("đặt mật khẩu"),
        Happening.SIGN_IN_LINK_MADE: _("tạo liên kết đăng nhập"),
        Happening.SIGNED_OUT: _("đăng xuất khỏi mọi thiết bị"),
    }


def _of_answers() -> dict[Happening, str]:
    return {
        Happening.OBLIGATION_SEEN: _("nhận nhiệm vụ"),
        Happening.OBLIGATION_WAIVED: _("miễn báo cáo"),
        Happening.REPORT_SUBMITTED: state.word("submitted"),
        Happening.REPORT_ACCEPTED: _("tiếp nhận báo cáo"),
        Happening.REPORT_RETURNED: _("trả lại báo cáo"),
        Happening.REPORTS_COUNTED: _("đếm báo cáo đã gửi"),
        Happening.DUTY_CALLED: _("yêu cầu báo cáo"),
        Happening.CALL_WITHDRAWN: _("hủy yêu cầu báo cáo"),
        Happening.RECEIPT_NOTED: _("ghi ngày nhận văn bản"),
        Happening.EXTENSION_ASKED: _("đề nghị gia hạn"),
        Happening.EXTENSION_GRANTED: _("đồng ý gia hạn"),
        Happening.EXTENSION_REFUSED: _("không đồng ý gia hạn"),
    }


def _of_drafts() -> dict[Happening, str]:
    return {
        Happening.DRAFT_BEGUN: _("lập bản thảo từ văn bản"),
        Happening.DRAFT_ITEM_ACCEPTED: _("nhận một mục của bản thảo"),
        Happening.DRAFT_ITEMS_ACCEPTED: _("nhận mọi mục không có nghi vấn của bản thảo"),
        Happening.DRAFT_ITEM_CORRECTED: _("sửa một mục của bản thảo"),
        Happening.DRAFT_ITEM_ADDED: _("thêm một mục vào bản thảo"),
        Happening.DRAFT_ITEM_DROPPED: _("bỏ một mục của bản thảo"),
        Happening.DRAFT_ITEM_TAKEN_BACK: _("lấy lại một mục của bản thảo"),
        Happening.DRAFT_DROPPED: _("hủy bản thảo"),
        Happening.DRAFT_WRITTEN_DOWN: _("lập bản thảo thành định nghĩa"),
        Happening.DRAFT_TEXT_CHANGED: _("sửa định nghĩa của bản thảo"),
        Happening.DRAFT_PROPOSED: _("trình bản thảo để phê duyệt"),
        Happening.DRAFT_WITHDRAWN: _("rút bản thảo đã trình"),
        Happening.DRAFT_GIVEN_BACK: _("chuyển lại bản thảo để sửa"),
        Happening.DRAFT_BROUGHT_UP: _("đưa bản thảo lên định nghĩa mới nhất"),
        Happening.DRAFT_APPLIED: _("áp dụng bản thảo"),
    }


def say_ledger(error: LedgerBroken) -> str:
    """All that is wrong, a line each, and what to do."""
    head = _("Sổ đôn đốc bị sửa hoặc mất dòng:")
    foot = _("Đề nghị giữ nguyên cơ sở dữ liệu và đối chiếu với bản sao lưu.")
    return "\n".join([head, *(f"• {say_fault(fault)}" for fault in error.faults), foot])


def say_fault(fault: Fault) -> str:
    """One thing that is wrong, and where."""
    told = _sentences(fault)[fault.kind]
    lines = f"{fault.seq}–{fault.until}" if fault.until > fault.seq else str(fault.seq)
    chain = _("chuỗi {chain}").format(chain=fault.chain) if fault.chain else _("chuỗi chung")
    return told.format(chain=chain, lines=lines, seq=fault.seq, detail=fault.detail)


def _sentences(fault: Fault) -> dict[FaultKind, str]:
    return {
        FaultKind.GAP: _("{chain}: thiếu dòng {lines}"),
        FaultKind.TAIL: _("{chain}: cuối sổ không khớp mã đã giữ, xem dòng {lines}"),
        FaultKind.PREVIOUS: _("{chain}, dòng {lines}: không nối tiếp dòng trước"),
        FaultKind.TIE: _("{chain}, dòng {lines}: không nối vào chuỗi chung"),
        FaultKind.SEAL: _("{chain}, dòng {lines}: nội dung không khớp mã"),
        FaultKind.FOREIGN: _("{chain}, dòng {lines}: dòng của cơ quan khác"),
        FaultKind.UNREADABLE: _("{chain}, dòng {lines}: không đọc được cột {detail}"),
        FaultKind.GUARD: _("lớp khóa chống sửa sổ đã bị gỡ hoặc tắt: {detail}"),
        FaultKind.APPLIED: _("{chain}: thiếu dòng của lần áp dụng {detail}"),
        FaultKind.SENT: ngettext(
            "{chain}: thiếu dòng của {seq} tin đã gửi, số {detail}", fault.seq
        ),
        FaultKind.DOCUMENT: _(
            "{chain}: văn bản số {seq} thiếu tệp, hoặc tệp không còn đúng như khi tải lên"
        ),
        FaultKind.CLAIM: _("{chain}: sổ chưa từng có mã {seq} {detail}"),
    }


def say_ends(ends: "Iterable[End]") -> list[str]:
    """Where each chain ends, a line each, short enough to be copied: what `ledger verify --against` takes."""
    return [say_end(end.short) for end in ends]


def say_end(end: str) -> str:
    """Where a chain ends; `end` as it is printed, see `ledger.End.short`."""
    return _("Mã cuối sổ: {end}").format(end=end)
