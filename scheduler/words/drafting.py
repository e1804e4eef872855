"""Why something may not be done to a draft, and what to do: a sentence each, for pages and commands."""

from zoneinfo import ZoneInfo

from scheduler import errors
from scheduler.dates.say import say_moment
from scheduler.language import _

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def unknown(error: errors.UnknownDraft) -> str:
    """No such draft."""
    told = _("Không có bản thảo số {draft}. Xem số ở `thidua drafts`.")
    return told.format(draft=error.draft)


def unknown_item(error: errors.UnknownDraftItem) -> str:
    """No such item, or nothing that can be accepted."""
    return _("Bản thảo không có mục này, hoặc mục này không nhận được. Đề nghị tải lại trang.")


def unknown_work(error: errors.UnknownWork) -> str:
    """No such work."""
    return _(
        "Lần diễn tập này không có, hoặc đã quá 30 ngày nên không còn giữ. Đề nghị diễn tập lại."
    )


def closed(error: errors.DraftClosed, *, zone: ZoneInfo = ZONE) -> str:
    """The draft is applied, dropped, or waits for approval; or waits no more."""
    words = {
        "open": _(
            "Bản thảo “{title}” không còn chờ phê duyệt: trở lại để soạn tiếp từ {at} ({by})."
        ),
        "applied": _("Bản thảo “{title}” đã áp dụng từ {at} ({by}), không sửa được nữa."),
        "dropped": _("Bản thảo “{title}” đã hủy từ {at} ({by}), không sửa được nữa."),
        "written": _(
            "Bản thảo “{title}” đã lập thành định nghĩa ({by}, {at}): đề nghị sửa ở trang soạn."
        ),
        "proposed": _("Bản thảo “{title}” đã trình từ {at} ({by}): rút về rồi mới sửa được."),
    }
    told = words.get(error.state, words["dropped"])
    return told.format(title=error.title, by=error.by, at=say_moment(error.at, zone))


def changed(error: errors.ItemChanged, *, zone: ZoneInfo = ZONE) -> str:
    """Somebody else was first."""
    told = _("{by} đã sửa mục này lúc {at}. Đề nghị xem nội dung mới rồi quyết định.")
    return told.format(by=error.by, at=say_moment(error.at, zone))


def draft_changed(error: errors.DraftChanged, *, zone: ZoneInfo = ZONE) -> str:
    """Somebody else was first with the same part."""
    told = _("{by} đã sửa đúng phần này lúc {at}. Đề nghị xem nội dung mới rồi quyết định.")
    return told.format(by=error.by, at=say_moment(error.at, zone))


def differs(_error: errors.LaunchDiffers) -> str:
    """What would happen now is not what was shown."""
    return _(
        "Danh sách đơn vị, lịch nghỉ hoặc hạn riêng vừa thay đổi nên kết quả áp dụng cũng khác: đề nghị xem lại"
        " các thay đổi rồi áp dụng."
    )


def other_text(error: errors.DraftChanged, *, zone: ZoneInfo = ZONE) -> str:
    """The text is another than the one that was seen."""
    told = _("{by} vừa sửa bản thảo lúc {at}: dưới đây là thay đổi theo nội dung mới.")
    return told.format(by=error.by, at=say_moment(error.at, zone))


def proposed_anew(error: errors.DraftChanged, *, zone: ZoneInfo = ZONE) -> str:
    """What is to be given back is another text by now."""
    told = _(
        "Bản thảo đã sửa và trình lại lúc {at} ({by}): đề nghị xem nội dung mới trước khi chuyển lại."
    )
    return told.format(by=error.by, at=say_moment(error.at, zone))


def newer_plan(error: errors.PlanChanged) -> str:
    """Somebody else was first with another definition of the same campaign."""
    told = _("“{campaign}” vừa có định nghĩa mới hơn nên chưa áp dụng gì.")
    return told.format(campaign=error.campaign)


def invalid(_error: errors.ThiDuaError) -> str:
    """It cannot be planned."""
    return _("Chưa áp dụng được: đề nghị sửa các mục dưới đây.")


def nothing(_error: errors.NothingToLaunch) -> str:
    """It is in force as it is."""
    return _("Bản thảo này không có gì khác với định nghĩa đang thực hiện.")


def not_proposed(error: errors.NotProposed) -> str:
    """Who prepares it has not said that it is ready."""
    told = _("Bản thảo “{title}” chưa được trình: đề nghị người soạn trình phê duyệt trước.")
    return told.format(title=error.title)


def approves_own(error: errors.ApprovesOwn) -> str:
    """The office wants two people."""
    told = _(
        "“{title}” do {by} trình hoặc sửa lần cuối: cơ quan quy định phải có người thứ hai phê duyệt."
    )
    return told.format(title=error.title, by=error.by)


def nobody_approves(error: errors.NobodyApproves) -> str:
    """And the way on."""
    told = _(
        "Chưa có người phê duyệt: chưa ai giữ chức danh được phê duyệt tại cơ quan thường trực."
    )
    if error.two_people:
        told = _("Chưa có người thứ hai để phê duyệt theo quy định của cơ quan.")
    return f"{told} " + _(
        "Đề nghị mời bằng `thidua invite`, hoặc tạo tài khoản quản trị ở trang Tài khoản."
    )


def comments_lost(error: errors.CommentsLost) -> str:
    """Comments would go with the change, a line each."""
    lines = "\n".join(f"# {one}" for one in error.comments)
    told = _(
        "Chưa ghi gì, vì chú thích sau sẽ mất:\n{lines}\nĐề nghị sửa ở văn bản YAML của bản thảo, nơi chú thích"
        " giữ được."
    )
    return told.format(lines=lines)


def unknown_text(error: errors.UnknownDraftText) -> str:
    """No such revision of a draft."""
    told = _(
        "Bản thảo số {draft} không có bản {revision}. Đề nghị xem ở trang lịch sử của bản thảo."
    )
    return told.format(draft=error.draft, revision=error.revision)


def not_understood(error: errors.NotUnderstood) -> str:
    """What was typed is no day, with examples of what is."""
    if not error.examples:
        return error.reason
    examples = "; ".join(f"“{one}”" for one in error.examples)
    return _("{reason} Có thể ghi: {examples}.").format(reason=error.reason, examples=examples)


def refused(error: errors.ValuesRefused) -> str:
    """Every fault, a line each."""
    faults = "\n".join(told for _key, told in error.faults)
    return _("Chưa ghi được. {faults}").format(faults=faults)
