"""/tinhhinh: how far each duty is, in text, and by name who is late."""

from bots.telegram.event import Answer, Say
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.dates.say import say_moment
from scheduler.language import _, ngettext
from scheduler.words import awaited
from scheduler.words.post import without_way
from scheduler.words.telling import left_out
from scheduler.workflow import late, superior
from scheduler.workflow.actor import Actor
from scheduler.workflow.late import Late
from scheduler.workflow.superior import EscalationState

MOST_MESSAGES = 5
NAMES = 2000


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/tinhhinh."""
    scene.standing_actor()
    blocks = [
        _block(scene, one)
        for actor in scene.standing
        for one in late.load_late(scene.session, actor, now=scene.now)
    ]
    if not blocks:
        return [Say(_("Chưa có nhiệm vụ nào được giao."))]
    blocks = [_("<b>Tình hình gửi báo cáo</b>"), *_unreached(scene), *blocks]
    pages = words.pages(blocks, limit=words.PAGE)
    found: list[Answer] = [Say(words.joined(page)) for page in pages[:MOST_MESSAGES]]
    if left := sum(len(page) for page in pages[MOST_MESSAGES:]):
        found.append(Say(left_out(left, later=True)))
    return found


def _unreached(scene: Scene) -> list[str]:
    """Who waits for a word from us in vain: superiors first, then units."""
    return [line for actor in scene.standing for line in _unreached_of(scene, actor)]


def _unreached_of(scene: Scene, actor: Actor) -> list[str]:
    waiting = superior.load_escalations(scene.session, actor, now=scene.now)
    lines = []
    if stuck := sum(one.state is EscalationState.UNREACHED for one in waiting):
        lines.append(
            ngettext("Chưa gửi được {count} báo cáo cấp trên, xem /duyet", stuck).format(
                count=stuck
            )
        )
    if units := late.load_unreached(scene.session, actor.issuer_id, now=scene.now):
        names = words.esc(", ".join(units), NAMES)
        lines.append(without_way(len(units), names))
    if units := late.load_stuck(scene.session, actor.issuer_id):
        names = words.esc(", ".join(units), NAMES)
        told = _("Kênh đang tạm dừng nên chưa báo được {count}: {units}")
        lines.append(told.format(count=len(units), units=names))
    return lines


def _block(scene: Scene, one: Late) -> str:
    lines = [
        f"<b>{words.esc(one.duty)}</b>",
        _("Đã gửi {done}/{total}").format(done=one.total - one.owing, total=one.total),
    ]
    if one.due_at:
        lines.append(_("Hạn {moment}").format(moment=say_moment(one.due_at, scene.zone)))
    if one.waits_for and one.undated:
        names = words.esc(", ".join(one.undated), NAMES)
        lines.append(awaited.unknown(len(one.undated), names))
    if one.late:
        lines.append(
            _("Quá hạn {count}: {units}").format(
                count=len(one.late), units=words.esc(", ".join(one.late), NAMES)
            )
        )
    return "\n".join(lines)
