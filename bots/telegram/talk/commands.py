"""Commands: what each does, who sees it in the menu, and help. The menu shows; what is allowed, the core says."""

from collections.abc import Callable, Mapping

from bots.telegram.event import Answer, Button, Commanded, Edit, Say
from bots.telegram.talk import asked, words
from bots.telegram.talk.scene import Scene, for_unknown
from bots.telegram.talk.standing import board, calling, desk_link, nudging, queue
from bots.telegram.talk.unit import agenda, delegating, duties, onboarding, reporting
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import questions

Command = Callable[[Scene, str], list[Answer]]
IN_GROUPS = ("start", "viec", "huy", "trogiup")
UNHEARD_IN_GROUPS = (
    "ban",
)  # what it asks for is a secret: there, nobody is even told how to get it


def handle(scene: Scene, event: Commanded) -> list[Answer]:
    """The answer to a command; strangers get one sentence, and in groups nothing."""
    if event.name == "start":
        return onboarding.start(scene, event.argument)
    if not scene.actors:
        return [] if scene.place.is_group else [for_unknown(scene)]
    act = COMMANDS.get(event.name)
    if scene.place.is_group:
        if event.name in UNHEARD_IN_GROUPS:
            return []
        if event.name not in IN_GROUPS or act is None:
            return [_in_private(scene)] if act else []
        if event.name == "viec" and scene.group_units and not _belongs(scene):
            return [_in_private(scene)]
        return act(scene, event.argument) if scene.group_units else []
    if act is None:
        return [Say(_("Không có lệnh này.")), *show_help(scene)]
    return act(scene, event.argument)


def menu(*, standing: bool, group: bool = False) -> list[tuple[str, str]]:
    """Commands and what they do, in the language spoken here, for one scope of the menu."""
    own = [
        ("viec", _("Báo cáo còn phải gửi, gần hạn nhất trước")),
        ("lich", _("Lịch 30 ngày tới và liên kết lịch")),
        ("nop", _("Gửi báo cáo")),
        ("giahan", _("Đề nghị gia hạn")),
        ("uyquyen", _("Ủy quyền người khác xử lý thay")),
    ]
    theirs = [
        ("tinhhinh", _("Tình hình gửi báo cáo của các đơn vị")),
        ("duyet", _("Báo cáo và đề nghị đang chờ")),
        ("nhac", _("Nhắc ngay đơn vị chưa gửi")),
        ("yeucau", _("Yêu cầu báo cáo đột xuất; ghi ngày đơn vị nhận văn bản")),
        ("ban", _("Liên kết vào bàn làm việc trên máy tính")),
    ]
    always = [("trogiup", _("Cách dùng")), ("huy", _("Hủy thao tác đang thực hiện"))]
    if group:
        return [own[0], *always]
    return [*(theirs if standing else []), *own, *always]


def show_help(scene: Scene, argument: str = "") -> list[Answer]:
    """/trogiup."""
    listed = menu(standing=bool(scene.standing), group=scene.place.is_group)
    lines = [_("<b>Cách dùng</b>"), *(f"/{name} – {words.esc(text)}" for name, text in listed)]
    lines.append(
        _("Tin nhắc có nút bấm ngay bên dưới; khi bot hỏi, đề nghị trả lời ngay tin đó. Hủy: /huy")
    )
    return [Say("\n".join(lines))]


def cancel(scene: Scene, argument: str = "") -> list[Answer]:
    """/huy: nothing in this chat waits for an answer of this person any more, and the messages say so.

    A half-made report is kept where something else was asked since; the next /huy ends it, too.
    """
    told = words.nothing_sent()
    open_ = scene.open_questions()
    kept = _kept(open_)
    edits = [
        Edit(one.message_id, told) for one in asked.load_shown(scene) if one.question not in kept
    ]
    for question in open_:
        if question not in kept:
            scene.end(question)
    if not open_:
        return [Say(_("Không có thao tác nào đang thực hiện."))]
    if kept:
        left = _("Báo cáo đang soạn vẫn được giữ: /nop. Hủy cả báo cáo: /huy")
        return [*edits, Say(f"{told} {left}")]
    return [*edits, Say(_("Đã hủy, chưa có gì được gửi đi. Xem nhiệm vụ: /viec"))]


def _kept(open_: list[Question]) -> list[Question]:
    """The half-made reports, where something else is being asked: more time was, and they were to be kept."""
    if all(one.kind == reporting.KIND or questions.is_aside(one) for one in open_):
        return []
    return [one for one in open_ if one.kind == reporting.KIND]


def _belongs(scene: Scene) -> bool:
    """Whether the person answers for a unit whose group this is; others have their duties elsewhere."""
    return any(
        tenure.unit_id in scene.group_units for actor in scene.actors for tenure in actor.tenures
    )


def _in_private(scene: Scene) -> Say:
    rows: tuple[tuple[Button, ...], ...] = ()
    if scene.rim.bot_username:
        url = f"https://t.me/{scene.rim.bot_username}"
        rows = ((Button(_("Mở trò chuyện riêng"), url=url),),)
    return Say(_("Lệnh này dùng trong cuộc trò chuyện riêng với bot."), rows)


COMMANDS: Mapping[str, Command] = {
    "start": onboarding.start,
    "viec": duties.show,
    "lich": agenda.show,
    "nop": duties.choose_report,
    "giahan": duties.choose_extension,
    "uyquyen": delegating.show,
    "tinhhinh": board.show,
    "duyet": queue.show,
    "nhac": nudging.show,
    "yeucau": calling.show,
    "ban": desk_link.show,
    "trogiup": show_help,
    "help": show_help,
    "huy": cancel,
    "cancel": cancel,
}
