"""What a mail wants of who reads it, and how that is done: a mail has no buttons. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_moment
from scheduler.language import _
from scheduler.plan.identity import campaign_path
from scheduler.run.saying.notice import DeskLink, Notice, NoticeItem, Reader
from scheduler.states import ExtensionState, State
from scheduler.steps import StepKind
from scheduler.store.handovers import ToldAs
from scheduler.text import Line, cut
from scheduler.words import desk_link, happened, receiver
from scheduler.words.facts import NAME, TITLE
from scheduler.words.post_changes import is_about_reader
from scheduler.workflow.superior import UNDECIDED


class Act(Enum):
    """What is to be done about an item."""

    CONFIRM = auto()  # by the unit: that it received the document
    HAND_IN = auto()  # by the unit
    SEND = auto()  # by the unit, to somebody outside the issuer
    CLOSED = auto()  # the unit owes, and nothing is taken in any more
    URGE = auto()  # by a superior: the units
    JUDGE = auto()  # by the standing body, as all below: the report
    ALLOW = auto()  # the wish for more time
    REPORT = auto()  # to a superior
    CHASE = auto()  # the unit


@dataclass(frozen=True)
class Ways:
    """Where a reader can go from a mail: `mailbox` gets their answer, `pages` is the address of our public pages.

    Either is empty where there is none.
    """

    mailbox: str = ""
    pages: str = ""


def say_how(notice: Notice, items: Sequence[NoticeItem], ways: Ways) -> list[Line]:
    """A paragraph: what is wanted, how it is done, where to look, in the language spoken here."""
    if notice.desk_link:
        return _open_desk(notice.desk_link, ways, ZoneInfo(notice.zone))
    acts: dict[Act, list[NoticeItem]] = {}
    for item in items:
        if act := _act(item, notice):
            acts.setdefault(act, []).append(item)
    lines = [_wanted(act, mine, notice) for act, mine in acts.items() if act is not Act.URGE]
    if not (acts or notice.announced or _begins_with_duties(notice)):  # announced: said there
        lines.append(_("Thư này để {you} biết, không phải thực hiện gì thêm."))
    if Act.HAND_IN in acts or Act.CONFIRM in acts:
        answer = _how_to_answer if Act.HAND_IN in acts else _how_to_confirm
        lines.append(answer(notice, ways))
    elif Act.CLOSED in acts or Act.URGE in acts or is_about_reader(notice.changes):
        lines.append(_how_to_ask(notice, ways))  # what a superior is to do stands above
    lines += [
        _by_bot(command, notice) for command in dict.fromkeys(map(_COMMANDS.get, acts)) if command
    ]
    return [Line(""), *map(Line, lines), *_pages(items, ways)]


def _open_desk(link: DeskLink, ways: Ways, zone: ZoneInfo) -> list[Line]:
    """The link and what to do with it; where our pages are nowhere out there, that there is none."""
    lines = [Line(""), *desk_link.lines(link, ways.pages, zone), Line("")]
    if link.about:
        told = _("Hộp thư này chỉ dùng để gửi, không nhận trả lời.")
        return [*lines, Line(told)]
    told = _(
        "Nếu {you} không yêu cầu liên kết này, đề nghị bỏ qua thư. Hộp thư này chỉ dùng để gửi, không nhận "
        "trả lời."
    )
    return [*lines, Line(told)]


def _act(item: NoticeItem, notice: Notice) -> Act | None:
    if item.reader is Reader.UNIT and happened.is_owed(item):
        if not item.dated:
            return Act.CONFIRM
        if item.is_closed(notice.now):
            return Act.CLOSED
        return Act.SEND if item.outside else Act.HAND_IN
    if item.reader is Reader.OTHER and happened.is_owed(item):
        return Act.URGE
    if item.reader is not Reader.STANDING_BODY:
        return None
    if item.escalation:
        return Act.REPORT if item.escalation.state in UNDECIDED else None
    about = item.about.state if item.about else ""
    if item.state == State.SUBMITTED and about == State.SUBMITTED:
        return Act.JUDGE
    if happened.is_owed(item) and about == ExtensionState.ASKED:
        return Act.ALLOW
    chases = item.step.kind is StepKind.OVERDUE and not item.is_closed(notice.now)
    return Act.CHASE if chases and happened.is_owed(item) else None


def _wanted(act: Act, items: Sequence[NoticeItem], notice: Notice) -> str:
    first = items[0]
    names = {
        "duty": cut(first.duty, TITLE),
        "to": cut(receiver.named(first.to, first.receiver, outside=first.outside), NAME),
        "unit": cut(first.unit, NAME),
        "body": cut(notice.standing_body.name, NAME),
        "moment": say_moment(first.due_at, ZoneInfo(str(first.due_at.tzinfo))),
        "count": len(items),
    }
    if len(items) > 1:
        return _SEVERAL[act]().format(**names)
    if act is Act.HAND_IN and first.is_late(notice.now):
        return _("Đề nghị gửi ngay “{duty}” cho {to}; thời hạn là {moment}.").format(**names)
    return _ONE[act]().format(**names)


_ONE = {
    Act.CONFIRM: lambda: _("Đề nghị xác nhận ngày đơn vị nhận được văn bản với {body}."),
    Act.HAND_IN: lambda: _("Đề nghị gửi “{duty}” cho {to}, chậm nhất {moment}."),
    Act.SEND: lambda: _(
        "Nhiệm vụ: gửi “{duty}” đến {to}, chậm nhất {moment}, rồi ghi số, ký hiệu văn bản đã gửi."
    ),
    Act.CLOSED: lambda: _(
        "“{duty}” đã hết thời hạn tiếp nhận: nếu vẫn cần gửi, đề nghị liên hệ trước với {body}."
    ),
    Act.JUDGE: lambda: _("Đề nghị tiếp nhận hoặc trả lại báo cáo của {unit}."),
    Act.ALLOW: lambda: _("Đề nghị xem xét, quyết định đề nghị gia hạn của {unit}."),
    Act.REPORT: lambda: _("Đề nghị quyết định gửi hay không gửi báo cáo cấp trên này."),
    Act.CHASE: lambda: _("Đề nghị đôn đốc {unit}."),
}
_SEVERAL = {
    Act.CONFIRM: lambda: _("Đề nghị xác nhận ngày nhận văn bản của {count} nhiệm vụ trên."),
    Act.HAND_IN: lambda: _(
        "Đề nghị gửi {count} báo cáo trên, mỗi báo cáo chậm nhất vào thời hạn ghi ở từng mục."
    ),
    Act.SEND: lambda: _(
        "Nhiệm vụ: gửi {count} báo cáo trên đến nơi nhận, rồi ghi số, ký hiệu văn bản đã gửi."
    ),
    Act.CLOSED: lambda: _(
        "{count} báo cáo trên đã hết thời hạn tiếp nhận: nếu vẫn cần gửi, đề nghị liên hệ trước với {body}."
    ),
    Act.JUDGE: lambda: _("Đề nghị tiếp nhận hoặc trả lại {count} báo cáo."),
    Act.ALLOW: lambda: _("Đề nghị xem xét, quyết định {count} đề nghị gia hạn."),
    Act.REPORT: lambda: _("Đề nghị quyết định gửi hay không gửi {count} báo cáo cấp trên."),
    Act.CHASE: lambda: _("Đề nghị đôn đốc {count} đơn vị."),
}


def _how_to_answer(notice: Notice, ways: Ways) -> str:
    body = cut(notice.standing_body.name, NAME)
    if ways.mailbox:
        return _(
            "Cách làm: trả lời thư này, kèm báo cáo; thư đến {body}. Cần gia hạn, đề nghị ghi ngày gia hạn "
            "đến và lý do."
        ).format(body=body)
    return _(
        "Cách làm: liên hệ {body} để gửi báo cáo hoặc đề nghị gia hạn; hộp thư này chỉ dùng để gửi, "
        "không nhận trả lời."
    ).format(body=body)


def _how_to_confirm(notice: Notice, ways: Ways) -> str:
    """Where nothing but the day of receipt is asked for: no report has a deadline yet."""
    body = cut(notice.standing_body.name, NAME)
    if ways.mailbox:
        return _(
            "Cách làm: trả lời thư này, ghi ngày đơn vị nhận được văn bản; thư đến {body}."
        ).format(body=body)
    return _("Cách làm: liên hệ {body}; hộp thư này chỉ dùng để gửi, không nhận trả lời.").format(
        body=body
    )


def _begins_with_duties(notice: Notice) -> bool:
    """Whether it says that the unit of who reads, and holds a post of it from now on, owes something."""
    return any(one.reader is ToldAs.HOLDER and one.open for one in notice.changes)


def _how_to_ask(notice: Notice, ways: Ways) -> str:
    """For who has nothing to hand in: a superior, whom it is too late for, whose post changed hands."""
    body = cut(notice.standing_body.name, NAME)
    if ways.mailbox:
        return _(
            "Cần trao đổi, hoặc thấy thông tin chưa đúng: trả lời thư này; thư đến {body}."
        ).format(body=body)
    return _(
        "Cần trao đổi, hoặc thấy thông tin chưa đúng: liên hệ {body};"
        " hộp thư này chỉ dùng để gửi, không nhận trả lời."
    ).format(body=body)


_COMMANDS = {
    Act.SEND: "/nop",
    Act.JUDGE: "/duyet",
    Act.ALLOW: "/duyet",
    Act.REPORT: "/duyet",
    Act.CHASE: "/nhac",
}


def _by_bot(command: str, notice: Notice) -> str:
    if bot := notice.standing_body.bot:
        link = f"https://t.me/{bot}"
        return _("Cách làm: gửi {command} cho bot Telegram {link}").format(
            command=command, link=link
        )
    return _("Cách làm: gửi {command} cho bot Telegram của cơ quan.").format(command=command)


def _pages(items: Sequence[NoticeItem], ways: Ways) -> list[Line]:
    """The public pages of what `items` are about: of the one, or of the campaigns of several."""
    if not ways.pages:
        return []
    paths = dict.fromkeys(i.page for i in items if i.page and i.reader is not Reader.FORMER)
    if len(paths) == 1:
        url = f"{ways.pages}/{next(iter(paths))}"
        return [Line(_("Xem hạn này trên trang lịch: {url}").format(url=url), link=url)]
    urls = dict.fromkeys(f"{ways.pages}/{campaign_path(path)}" for path in paths)
    return [Line(_("Xem các hạn trên trang lịch: {url}").format(url=url), link=url) for url in urls]
