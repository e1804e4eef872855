"""That a post changed hands, in words for every channel: to who held it, to who holds it now, to the standing body."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_moment
from scheduler.language import _, ngettext
from scheduler.run.saying.notice import HalfMade, PostChange
from scheduler.store.handovers import ToldAs
from scheduler.text import Line, cut
from scheduler.words import proof

NAME, TITLE = 200, 300  # longest value shown, in UTF-16 units
MOST = 10  # changes told one by one; how many more there are is said


def headline(changes: Sequence[PostChange]) -> str:
    """What changed, as short as a notification shows; empty where nothing did."""
    if not changes:
        return ""
    mine = [one for one in changes if is_about_reader([one])]
    first = _headline((mine or list(changes))[0])
    if len(changes) == 1:
        return first
    if mine:
        others = len(changes) - 1
        return ngettext("{first} (và {count} thay đổi khác)", others).format(
            first=first, count=others
        )
    return _("{count} thay đổi về người giữ chức danh").format(count=len(changes))


def is_about_reader(changes: Sequence[PostChange]) -> bool:
    """Whether the headline names the post of who reads."""
    return any(one.reader is not ToldAs.STANDING_BODY for one in changes)


def lines(changes: Sequence[PostChange]) -> list[Line]:
    """All there is to say of `changes`, without the headline where there is only one."""
    if len(changes) == 1:
        return [Line(text) for text in _facts(changes[0])]
    found: list[Line] = []
    for one in changes[:MOST]:
        found += [Line(""), Line(_headline(one), bold=True)]
        found += [Line(text) for text in _facts(one)]
    if len(changes) > MOST:
        left_out = len(changes) - MOST
        more = ngettext("… và {count} thay đổi nữa.", left_out).format(count=left_out)
        found += [Line(""), Line(more)]
    return found


def _headline(one: PostChange) -> str:
    names = {"post": cut(one.post, NAME), "unit": cut(one.unit, NAME)}
    return _heading(one).format(**names)


def _heading(one: PostChange) -> str:
    if one.reader is ToldAs.FORMER:
        if one.is_group:
            return _("Nhóm này thôi nhận tin của {unit}")
        if one.is_mailbox:
            return _("Hộp thư này thôi nhận tin của {unit}")
        return _("{You} thôi giữ chức danh {post}")
    if one.reader is ToldAs.HOLDER:
        if one.is_group:
            return _("Nhóm này bắt đầu nhận tin của {unit}")
        if one.is_mailbox:
            return _("Hộp thư này bắt đầu nhận tin của {unit}")
        return _("{You} bắt đầu giữ chức danh {post}")
    if one.is_vacant:
        return _("Chưa có người giữ chức danh {post}")
    if one.is_mailbox:
        changed, new = _("Đổi hộp thư nhận tin của {unit}"), _("Có hộp thư nhận tin của {unit}")
        return changed if one.succeeds else new
    if one.succeeds:
        return _("Đổi người giữ chức danh {post}")
    return _("Đã có người giữ chức danh {post}")


def _facts(one: PostChange) -> list[str]:
    if one.open is None:
        return []  # said before, and since then more has happened
    moment = say_moment(one.at, ZoneInfo(str(one.at.tzinfo)))
    if one.reader is ToldAs.FORMER:
        return _to_former(one, moment)
    if one.reader is ToldAs.HOLDER:
        return _to_holder(one, moment)
    facts = [_owed(one, moment)]
    if one.reports:
        told = _("Báo cáo đang soạn đã chuyển cho người mới: {count}")
        facts.append(told.format(count=one.reports))
    if one.links:
        told = _(
            "Liên kết lịch của đơn vị do người trước tạo vẫn mở: số {numbers}. Muốn đóng, đề nghị báo người "
            "quản trị hệ thống."
        )
        facts.append(told.format(numbers=", ".join(map(str, one.links))))
    return facts if one.is_vacant or not one.succeeds else [*facts, _undo()]


def _to_former(one: PostChange, moment: str) -> list[str]:
    if one.is_vacant:
        told = _("Từ {moment}, chưa có ai giữ thay; nhiệm vụ của chức danh không còn gửi tới đây.")
    elif one.is_group or one.is_mailbox:
        told = _("Từ {moment}, tin của đơn vị được gửi tới nơi khác.")
    else:
        told = _("Từ {moment}, nhiệm vụ của chức danh này được giao và gửi cho người khác.")
    facts = [told.format(moment=moment)]
    if one.reports:
        told = _(
            "Báo cáo {you} đang soạn đã chuyển cho người mới: {count}. Số và tệp đã nhận được giữ nguyên, "
            "báo cáo chưa gửi."
        )
        facts.append(told.format(count=one.reports))
    return [*facts, _wrong(one)]


def _to_holder(one: PostChange, moment: str) -> list[str]:
    facts = [_owed(one, moment)]
    if one.waiting:
        told = _("Đang chờ {you} duyệt: {count}. Trong bot, xem bằng /duyet.")
        facts.append(told.format(count=one.waiting))
    if one.heads:
        facts.append(_("Đơn vị đang là trưởng {block}.").format(block=cut(one.heads, NAME)))
    facts += [_half_made(report) for report in one.half_made]
    if one.stand_ins:
        told = _("Đang có người xử lý thay do người trước ủy quyền: {count}, đến hết ngày đã ghi.")
        facts.append(told.format(count=one.stand_ins))
    if one.links:
        told = _(
            "Liên kết lịch của đơn vị do người trước tạo vẫn mở: {count}. Muốn đóng, đề nghị báo cơ quan "
            "thường trực."
        )
        facts.append(told.format(count=len(one.links)))
    return facts


def _owed(one: PostChange, moment: str) -> str:
    if not one.open:
        return _("Từ {moment}. Đơn vị hiện không có báo cáo nào phải gửi.").format(moment=moment)
    told = _("Từ {moment}. Báo cáo đơn vị chưa gửi: {count}.")
    return told.format(moment=moment, count=one.open)


def _half_made(one: HalfMade) -> str:
    given = proof.given(cut(one.number, NAME), one.files) or _("chưa có số và tệp")
    duty = cut(one.duty, TITLE) or _("chưa chọn nhiệm vụ")
    return _(
        "Báo cáo người trước đang soạn, chưa gửi: {duty} ({given}). Khi gửi báo cáo này, {you} soạn tiếp từ đó."
    ).format(duty=duty, given=given)


def _undo() -> str:
    return _("Nếu không đúng, đề nghị mời lại người giữ chức danh này.")


def _wrong(one: PostChange) -> str:
    if one.is_standing_body:
        return _("Nếu không đúng, đề nghị báo ngay người quản trị hệ thống.")
    return _("Nếu không đúng, đề nghị báo ngay cơ quan thường trực.")
