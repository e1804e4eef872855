"""/nhac: remind now who has not handed in; first whom and how many, then a button."""

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.talk import words
from bots.telegram.talk.keyboard import MOST_NUMBERED
from bots.telegram.talk.press import Press, button
from bots.telegram.talk.scene import Scene, choose
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import late, questions
from scheduler.workflow.actor import Actor

KIND = "nudge"


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/nhac: which duty?"""
    scene.desk_actor()
    open_ = [
        one
        for actor in scene.standing
        for one in late.load_late(scene.session, actor, now=scene.now)
        if one.owing and one.due_at and not one.closed
    ][:MOST_NUMBERED]
    if not open_:
        return [Say(_("Không có việc nào cần nhắc."))]
    lines = [_("<b>Nhắc việc nào?</b>")]
    for number, one in enumerate(open_, start=1):
        due = say_moment(one.due_at, scene.zone) if one.due_at else ""
        told = _("{number}. {duty}\nHạn {moment}, chưa nộp {owing}/{total}")
        lines.append(
            told.format(
                number=number,
                duty=words.esc(one.duty),
                moment=due,
                owing=one.owing,
                total=one.total,
            )
        )
    rows = tuple(
        (button(f"{number}. {one.duty}", "nh", one.occurrence_id),)
        for number, one in enumerate(open_, start=1)
    )
    return [Say(words.joined(words.pages(lines)[0]), rows)]


def preview(scene: Scene, press: Press) -> list[Answer]:
    """Whom that would reach."""
    actor, found = _preview(scene, press.id)
    if not found.units:
        return [Toast(_("Tất cả đã nộp."))]
    question = scene.begin(KIND, actor, data={"occurrence": press.id})
    lines = [
        f"<b>{words.esc(found.duty)}</b>",
        _("{count} đơn vị chưa nộp: {units}").format(
            count=len(found.units), units=words.esc(", ".join(found.units), 2000)
        ),
    ]
    if found.unreachable:
        lines.append(
            _("Chưa có kênh nên không nhắc được {count}: {units}").format(
                count=len(found.unreachable), units=words.esc(", ".join(found.unreachable), 1200)
            )
        )
    yes = _("Nhắc {count} đơn vị").format(count=len(found.units) - len(found.unreachable))
    rows = ((button(yes, "qy", question.id), button(_("Thôi"), "qn", question.id)),)
    return [Toast(), *choose(question, "\n".join(lines), rows)]


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Do it, once."""
    wanted = questions.gathered(question).get("occurrence")
    occurrence_id = wanted if isinstance(wanted, int) else 0
    actor, found = _preview(scene, occurrence_id)
    late.nudge(scene.session, occurrence_id, actor, now=scene.now)
    scene.end(question)
    told = _("Đã cho nhắc {count} đơn vị. Ngoài giờ hành chính thì tin đi vào đầu giờ làm việc.")
    count = len(found.units) - len(found.unreachable)
    said = f"<b>{words.esc(found.duty)}</b>\n{told.format(count=count)}"
    return [Toast(_("Đang nhắc.")), *scene.over(said)]


def _preview(scene: Scene, occurrence_id: int) -> tuple[Actor, late.Nudge]:
    for actor in scene.standing:
        try:
            found = late.preview_nudge(scene.session, occurrence_id, actor, now=scene.now)
        except NotAllowed:
            continue
        return actor, found
    raise NotAllowed("nudge")
