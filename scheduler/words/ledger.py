"""Entries of the ledger in words: what was done."""

from scheduler.language import _
from scheduler.words import span, state


def name(kind: str) -> str:
    """A kind of entry in words."""
    return kinds().get(kind, kind)


def kinds() -> dict[str, str]:
    """Every kind of entry that is written, with its name."""
    return _of_plan() | _of_messages() | _of_people() | _of_answers()


def _of_plan() -> dict[str, str]:
    things = {
        "campaign": _("phong trào"),
        **{kind: span.name(kind) for kind in ("round", "peak", "anniversary", "milestone")},
        "obligation": _("nghĩa vụ"),
    }
    changes = {
        "created": _("thêm {thing}"),
        "moved": _("đổi ngày {thing}"),
        "changed": _("sửa {thing}"),
        "withdrawn": _("rút {thing}"),
    }
    found = {
        f"{thing} {change}": words.format(thing=named)
        for thing, named in things.items()
        for change, words in changes.items()
    }
    return found | {
        "definition applied": _("áp dụng định nghĩa"),
        "units saved": _("lưu danh sách đơn vị"),
        "own deadline kept": _("giữ hạn riêng"),
        "own deadline lifted": _("hạn riêng theo hạn chung"),
        "own deadline restored": _("trở lại hạn riêng"),
    }


def _of_messages() -> dict[str, str]:
    return {
        "reminder fired": _("đến giờ nhắc"),
        "reminder merged": _("gộp vào lượt nhắc sau"),
        "reminder stale": _("bỏ lượt nhắc vì đã khóa sổ"),
        "reminder failed": _("chưa tính được lượt nhắc, sẽ thử lại"),
        "reminded by hand": _("nhắc ngay theo yêu cầu"),
        "all reminded by hand": _("nhắc ngay theo yêu cầu, cả đơn vị đã nhắc trong ngày"),
        "message sent": _("đã gửi tin"),
        "message queued": _("chưa gửi được tin, sẽ thử lại"),
        "message refused": _("tin bị từ chối"),
        "message unknown": _("không rõ tin đã tới chưa"),
        "message not said": _("không gửi nữa vì không còn đúng"),
        "messages moved": _("chuyển tin sang đường khác"),
        "message held": _("giữ lại tin có thể đã đến"),
        "message released": _("cho gửi tin đang giữ"),
        "message dropped": _("bỏ tin đang giữ"),
        "message failed": _("chưa soạn được tin, sẽ thử lại"),
        "escalation sent": _("gửi báo cáo cấp trên"),
        "escalation dropped": _("không gửi báo cáo cấp trên"),
        "escalation told another way": state.word("told"),
    }


def _of_people() -> dict[str, str]:
    return {
        "holder bound": _("gắn người giữ chức danh"),
        "post handed over": _("đổi người giữ chức danh"),
        "post vacated": _("chức danh không còn người giữ"),
        "half-made report handed over": _("chuyển báo cáo làm dở cho người mới"),
        "stand-in named": _("cử người làm thay"),
        "stand-in ended": _("thôi làm thay"),
        "invitation made": _("tạo liên kết mời"),
        "invitation taken back": _("thu hồi liên kết mời"),
        "address opened": _("mở lại địa chỉ nhận tin"),
        "address closed": _("đóng địa chỉ nhận tin"),
        "address moved": _("đổi địa chỉ nhận tin"),
        "subscription made": _("tạo liên kết lịch"),
        "subscription reissued": _("cấp lại liên kết lịch"),
        "subscription revoked": _("thu hồi liên kết lịch"),
    }


def _of_answers() -> dict[str, str]:
    return {
        "obligation seen": _("đã xem"),
        "obligation waived": _("miễn nộp"),
        "report submitted": state.word("submitted"),
        "report accepted": _("tiếp nhận báo cáo"),
        "report returned": _("trả lại báo cáo"),
        "reports counted": _("đếm báo cáo đã nộp"),
        "extension asked": _("xin gia hạn"),
        "extension granted": _("cho gia hạn"),
        "extension refused": _("không cho gia hạn"),
    }
