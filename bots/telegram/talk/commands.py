"""Commands: what each does, who sees it in the menu, and help. The menu shows; what is allowed, the core says."""

from collections.abc import Callable, Mapping

from bots.telegram.event import Answer, Button, Commanded, Edit, Say
from bots.telegram.talk import (
    agenda,
    asked,
    board,
    delegating,
    duties,
    nudging,
    onboarding,
    queue,
    refusal,
    words,
)
from bots.telegram.talk.scene import Scene
from scheduler.language import _

Command = Callable[[Scene, str], list[Answer]]
IN_GROUPS = ("start", "viec", "huy", "trogiup")


def handle(scene: Scene, event: Commanded) -> list[Answer]:
    """The answer to a command; strangers get one sentence, and in groups nothing."""
    if event.name == "start":
        return onboarding.start(scene, event.argument)
    if not scene.actors:
        return [] if scene.place.is_group else [Say(words.esc(refusal.for_stranger(), 400))]
    act = COMMANDS.get(event.name)
    if scene.place.is_group:
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
        ("viec", _("Việc còn phải làm, gần hạn nhất trước")),
        ("lich", _("Lịch 30 ngày tới và liên kết lịch")),
        ("nop", _("Nộp báo cáo")),
        ("giahan", _("Xin gia hạn")),
        ("uyquyen", _("Ủy quyền, giao người khác làm thay")),
    ]
    desk = [
        ("tinhhinh", _("Tình hình nộp báo cáo của các đơn vị")),
        ("duyet", _("Báo cáo và đề nghị đang chờ")),
        ("nhac", _("Nhắc ngay đơn vị chưa nộp")),
    ]
    always = [("trogiup", _("Cách dùng")), ("huy", _("Bỏ việc đang làm dở"))]
    if group:
        return [own[0], *always]
    return [*(desk if standing else []), *own, *always]


def show_help(scene: Scene, argument: str = "") -> list[Answer]:
    """/trogiup."""
    listed = menu(standing=bool(scene.standing), group=scene.place.is_group)
    lines = [_("<b>Cách dùng</b>"), *(f"/{name} – {words.esc(text)}" for name, text in listed)]
    lines.append(
        _("Tin nhắc có nút bấm ngay bên dưới; khi bot hỏi, xin trả lời ngay tin đó. Bỏ dở: /huy")
    )
    return [Say("\n".join(lines))]


def cancel(scene: Scene, argument: str = "") -> list[Answer]:
    """/huy: nothing in this chat waits for an answer of this person any more, and the messages say so."""
    told = _("Đã hủy, chưa có gì được gửi đi.")
    edits = [Edit(one.message_id, told) for one in asked.load_shown(scene)]
    open_ = scene.open_questions()
    for question in open_:
        scene.end(question)
    if not open_:
        return [Say(_("Không có gì đang làm dở."))]
    return [*edits, Say(_("Đã hủy, chưa có gì được gửi đi. Xem việc: /viec"))]


def _belongs(scene: Scene) -> bool:
    """Whether the person answers for a unit whose group this is; others have their duties elsewhere."""
    return any(
        tenure.unit_id in scene.group_units for actor in scene.actors for tenure in actor.tenures
    )


def _in_private(scene: Scene) -> Say:
    rows: tuple[tuple[Button, ...], ...] = ()
    if scene.desk.bot_username:
        url = f"https://t.me/{scene.desk.bot_username}"
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
    "trogiup": show_help,
    "help": show_help,
    "huy": cancel,
    "cancel": cancel,
}
