"""/nhac: remind now who has not handed in; first whom and how many, then a button."""

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.talk import words
from bots.telegram.talk.keyboard import MOST_NUMBERED, each_button
from bots.telegram.talk.press import Press, button
from bots.telegram.talk.scene import Scene, choose
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import late, questions
from scheduler.workflow.actor import Actor

KIND = "nudge"
NAMES = 1200  # longest list of names, in UTF-16 units


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
    each = each_button(press.id)
    if not found.count:
        lines = [*_told(found), _("Không còn đơn vị nào để nhắc hôm nay.")]
        return [Toast(), Say("\n".join(lines), ((each,),))]
    question = scene.begin(KIND, actor, data={"occurrence": press.id})
    yes = _("Nhắc {count} đơn vị").format(count=found.count)
    rows = ((button(yes, "qy", question.id), button(_("Thôi"), "qn", question.id)), (each,))
    return [Toast(), *choose(question, "\n".join(_told(found)), rows)]


def _told(found: late.Nudge) -> list[str]:
    """Who owes, and who of them is left out, why: HTML."""
    told = [
        (_("{count} đơn vị chưa nộp: {units}"), found.units),
        (_("Hôm nay đã nhắc nên không nhắc lại {count}: {units}"), found.reminded),
        (_("Chưa có kênh nên không nhắc được {count}: {units}"), found.unreachable),
    ]
    return [
        f"<b>{words.esc(found.duty)}</b>",
        *(
            text.format(count=len(names), units=words.esc(", ".join(names), NAMES))
            for text, names in told
            if names
        ),
    ]


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Do it, once."""
    wanted = questions.gathered(question).get("occurrence")
    occurrence_id = wanted if isinstance(wanted, int) else 0
    actor, found = _preview(scene, occurrence_id)
    scene.end(question)
    if not found.count:  # all handed in, or were reminded, since they were asked about
        text = "\n".join([*_told(found), _("Không còn đơn vị nào để nhắc hôm nay.")])
        return [Toast(_("Chưa nhắc ai."), alert=True), *scene.over(text)]
    late.nudge(scene.session, occurrence_id, actor, now=scene.now)
    told = _("Đã cho nhắc {count} đơn vị. Ngoài giờ hành chính thì tin đi vào đầu giờ làm việc.")
    said = f"<b>{words.esc(found.duty)}</b>\n{told.format(count=found.count)}"
    return [Toast(_("Đang nhắc.")), *scene.over(said)]


def _preview(scene: Scene, occurrence_id: int) -> tuple[Actor, late.Nudge]:
    for actor in scene.standing:
        try:
            found = late.preview_nudge(scene.session, occurrence_id, actor, now=scene.now)
        except NotAllowed:
            continue
        return actor, found
    raise NotAllowed("nudge")
