"""/tinhhinh: how far each duty is, in text, and by name who is late."""

from bots.telegram.event import Answer, Say
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.dates.say import say_moment
from scheduler.language import _
from scheduler.workflow import escalation
from scheduler.workflow.escalation import Late

MOST_MESSAGES = 5
NAMES = 2000


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/tinhhinh."""
    scene.desk_actor()
    blocks = [
        _block(scene, one)
        for actor in scene.standing
        for one in escalation.load_late(scene.session, actor, now=scene.now)
    ]
    if not blocks:
        return [Say(_("Chưa có việc nào được giao."))]
    pages = words.pages([_("<b>Tình hình nộp báo cáo</b>"), *blocks], limit=words.PAGE)
    found: list[Answer] = [Say(words.joined(page)) for page in pages[:MOST_MESSAGES]]
    if left := sum(len(page) for page in pages[MOST_MESSAGES:]):
        found.append(Say(_("… và {count} việc nữa, hạn muộn hơn.").format(count=left)))
    return found


def _block(scene: Scene, one: Late) -> str:
    lines = [
        f"<b>{words.esc(one.duty)}</b>",
        _("Đã nộp {done}/{total}").format(done=one.total - one.owing, total=one.total),
    ]
    if one.due_at:
        lines.append(_("Hạn {moment}").format(moment=say_moment(one.due_at, scene.zone)))
    if one.late:
        lines.append(
            _("Quá hạn {count}: {units}").format(
                count=len(one.late), units=words.esc(", ".join(one.late), NAMES)
            )
        )
    return "\n".join(lines)
