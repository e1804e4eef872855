"""/nhac: remind now who has not handed in; first whom and how many, then a button."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.keyboard import MOST_NUMBERED, Row, each_button
from bots.telegram.press import Press, button
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene, choose
from scheduler.actions import Action
from scheduler.dates.say import say_clock, say_moment
from scheduler.errors import NotAllowed
from scheduler.language import _, ngettext
from scheduler.store.tables import Question
from scheduler.words import due as dues
from scheduler.workflow import late, nudging, questions
from scheduler.workflow.actor import Actor

KIND = "nudge"
NAMES = 2400  # longest shown of all lists of names together, in UTF-16 units


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/nhac: which duty?"""
    scene.standing_actor()
    open_ = [
        one
        for actor in scene.standing
        for one in late.load_late(scene.session, actor, now=scene.now)
        if one.owing and one.is_dated and not one.closed
    ][:MOST_NUMBERED]
    if not open_:
        return [Say(_("Không có nhiệm vụ nào cần nhắc."))]
    lines = [_("<b>Nhắc nhiệm vụ nào?</b>")]
    for number, one in enumerate(open_, start=1):
        due = say_moment(one.due_at, scene.zone) if one.due_at else dues.waiting(one.waits_for)
        told = _("{number}. {duty}\nHạn {moment}, chưa gửi {owing}/{total}")
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
    """Whom that would reach; who was reminded today is left out, unless one chooses otherwise."""
    actor, found = _preview(scene, press.id)
    if not found.owing:
        return [Toast(words.nobody_owes())]
    each = (each_button(press.id),)
    if not found.count_all:
        return [Toast(), Say(_told(found, now=scene.now), (each,))]
    question = scene.begin(KIND, actor, data={"occurrence": press.id})
    rows = (*_choices(found, question), (button(_("Hủy"), "qn", question.id), *each))
    return [Toast(), *choose(question, _told(found, now=scene.now), rows)]


def _choices(found: nudging.Nudge, question: Question) -> list[Row]:
    """To remind those that were not today, and all: where that is the same, once."""
    rest, every = found.count, found.count_all
    rows: list[Row] = []
    if rest:
        label = ngettext("Nhắc {count} đơn vị", rest).format(count=rest)
        rows.append((button(label, "qy", question.id),))
    if rest < every:
        label = ngettext("Nhắc tất cả {count} đơn vị, kể cả đã nhắc", every)
        rows.append((button(label.format(count=every), "qp", question.id),))
    return rows


def _told(found: nudging.Nudge, *, now: datetime) -> str:
    """Who owes, who of them was reminded today and when, and who is left out, why, each unit once: HTML."""
    owing = len(found.owing)
    if len(found.fresh) == owing:
        groups = [(ngettext("{count} đơn vị chưa gửi: {units}", owing), found.fresh)]
    else:
        groups = [
            (ngettext("{count} đơn vị chưa gửi.", owing), tuple(one.unit for one in found.owing)),
            (_("Hôm nay chưa nhắc {count}: {units}"), found.fresh),
            *(
                (_told_when(at, found.zone, len(units), now=now), units)
                for at, units in found.reminded.items()
            ),
            (_("Chưa có kênh nên không nhắc được {count}: {units}"), found.unreachable),
            (_("Đã hết thời hạn tiếp nhận nên không nhắc {count}: {units}"), found.closed),
        ]
    told = [(text, names) for text, names in groups if names]
    room = NAMES // len(told)
    lines = (
        text.format(count=len(names), units=words.esc(", ".join(names), room))
        for text, names in told
    )
    return "\n".join([f"<b>{words.esc(found.duty)}</b>", *lines])


def _told_when(at: datetime, zone: str, count: int, *, now: datetime) -> str:
    """That so many units were reminded today at that instant, or will be; for whom is still to be put in."""
    if at > now:
        told = ngettext("Đã yêu cầu nhắc {count} đơn vị, tin đi lúc {moment}: {units}", count)
        moment = say_moment(at, ZoneInfo(zone))
    else:
        told = ngettext("Hôm nay đã nhắc {count} đơn vị lúc {moment}: {units}", count)
        moment = say_clock(at, ZoneInfo(zone))
    return told.replace("{moment}", moment)


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Do it, once."""
    wanted = questions.gathered(question).get("occurrence")
    occurrence_id = wanted if isinstance(wanted, int) else 0
    actor, found = _preview(scene, occurrence_id)
    again = press.action == "qp"
    count = found.count_all if again else found.count
    scene.end(question)
    if not count:  # all handed in, or were reminded, since they were asked about
        rows = ((button(_("Nhắc lại"), "nh", occurrence_id), each_button(occurrence_id)),)
        text = _told(found, now=scene.now)
        return [
            Toast(_("Chưa nhắc ai."), alert=True),
            *scene.over(text, rows if found.owing else ()),
        ]
    nudging.remind(scene.session, occurrence_id, actor, again=again, now=scene.now)
    told = f"<b>{words.esc(found.duty)}</b>\n{_told_done(found, again=again)}"
    return [Toast(_("Đang nhắc.")), *scene.over(told)]


def _told_done(found: nudging.Nudge, *, again: bool) -> str:
    count = found.count_all if again else found.count
    told = ngettext("Đã yêu cầu nhắc {count} đơn vị.", count)
    if again:
        told = ngettext(
            "Đã yêu cầu nhắc {count} đơn vị, kể cả {again} đơn vị đã nhắc hôm nay.", count
        )
    hours = _("Ngoài giờ gửi tin, tin sẽ được gửi khi bắt đầu giờ gửi tin.")
    return f"{told.format(count=count, again=found.count_all - found.count)} {hours}"


def _preview(scene: Scene, occurrence_id: int) -> tuple[Actor, nudging.Nudge]:
    for actor in scene.standing:
        try:
            found = nudging.preview(scene.session, occurrence_id, actor, now=scene.now)
        except NotAllowed:
            continue
        return actor, found
    raise NotAllowed(Action.NUDGE)
