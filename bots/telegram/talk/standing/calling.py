"""/yeucau: call for a report on request; first from whom and until when, then a button. And taking a call back."""

from collections import Counter
from datetime import date, datetime, time

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.keyboard import MOST_NUMBERED, Row
from bots.telegram.press import Press, button
from bots.telegram.talk import reasons, words
from bots.telegram.talk.scene import Scene, ask, choose
from bots.telegram.talk.unit.typed_date import Unclear, last_day
from scheduler.actions import Action
from scheduler.dates import reading
from scheduler.dates.say import say_day, say_moment
from scheduler.errors import CallNeedsDay, NotAllowed
from scheduler.language import _, ngettext
from scheduler.plan.model import WaitsFor
from scheduler.store.tables import Occurrence, Question
from scheduler.text import cut
from scheduler.words import awaited, entry
from scheduler.workflow import called, calling, questions, waiting
from scheduler.workflow.actor import Actor
from scheduler.workflow.calling import Call, Wish
from scheduler.workflow.waiting import Waiting

KIND, WITHDRAW = "call", "withdraw_call"
NAMES = 2000  # longest shown of all names together, in UTF-16 units
MOST_CALLS = 3  # that can be taken back, of one duty


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/yeucau: which duty?"""
    scene.standing_actor()
    rows: list[Row] = []
    requests, receipts = _all(scene, WaitsFor.REQUEST), _all(scene, WaitsFor.RECEIPT)
    titles = Counter(one.occurrence.title for one in (*requests, *receipts))
    for one in requests:
        rows.append((button(_told_apart(one, titles), "ca", one.occurrence.id),))
        for row in called.load_called(scene.session, one)[:MOST_CALLS]:
            label = _("Hủy: {title}").format(title=row.title)
            rows.append((button(label, "cw", row.id),))
    for one in receipts:
        label = _("Ngày nhận: {title}").format(title=_told_apart(one, titles))
        rows.append((button(label, "re", one.occurrence.id),))
    if not rows:
        return [Say(_("Không có nhiệm vụ nào chờ yêu cầu hay chờ ngày nhận văn bản."))]
    asked = _("<b>Yêu cầu báo cáo nào?</b>")
    pages = range(0, len(rows), MOST_NUMBERED)
    return [Say(asked, tuple(rows[first : first + MOST_NUMBERED])) for first in pages]


def _told_apart(one: Waiting, titles: Counter[str]) -> str:
    """Its title, with the year of its campaign where another duty that waits is called the same."""
    title = one.occurrence.title
    return f"{title} ({one.campaign.year})" if titles[title] > 1 else title


def begin(scene: Scene, press: Press) -> list[Answer]:
    """From whom, and until when: its own days are proposed."""
    one, actor = find(scene, press.id, WaitsFor.REQUEST)
    question = scene.begin(KIND, actor, data={"occurrence": press.id})
    return [Toast(), *_proposed(scene, question, one)]


def typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    """Another day, what is wanted, or both; repeated, and nothing leaves before a button is pressed."""
    data = questions.gathered(question)
    one, _actor = find(scene, _id(data), WaitsFor.REQUEST)
    calendar = scene.rim.rules.calendar
    found = last_day(text, calendar, now=scene.now, zone=one.zone)
    if isinstance(found, Unclear) and (found.text or (not _due_on(data) and not _has_days(one))):
        meant = [f"– {say_day(day)}" for day in found.days]
        return ask(question, "\n".join([words.esc(found.text or _ask_day(one), 600), *meant]))
    if isinstance(found, Unclear):
        data["reason"] = cut(text, reasons.LIMIT)
    else:
        data["due_on"] = found.isoformat()
        base = datetime.combine(scene.now.astimezone(one.zone).date(), time(17), one.zone)
        _read, reason = reading.read_with_reason(
            text, now=scene.now, zone=one.zone, due=base, calendar=calendar
        )
        data["reason"] = cut(reason, reasons.LIMIT) or data.get("reason", "")
    scene.keep(question, data)
    return _proposed(scene, question, one)


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Do it, once: from all who owe it, or from one block."""
    data = questions.gathered(question)
    one, actor = find(scene, _id(data), WaitsFor.REQUEST)
    wish, rules = _wish(data), scene.rim.rules
    shown = calling.preview(scene.session, one, wish, rules, now=scene.now)
    if press.action == "qp":
        if not 0 <= press.about < len(shown.blocks):
            raise NotAllowed(Action.CONFIRM)
        block = shown.blocks[press.about].id
        wish = Wish(wish.due_on, blocks=(block,), reason=wish.reason)
        shown = calling.preview(scene.session, one, wish, rules, now=scene.now)
    elif press.action != "qy":
        raise NotAllowed(Action.CONFIRM)
    row = calling.call(scene.session, one, wish, rules, by=actor, now=scene.now)
    scene.end(question)
    lines = [*_told(shown, wish), _("Đã yêu cầu. Đơn vị được báo trong giờ gửi tin.")]
    back = ((button(_("Hủy yêu cầu"), "cw", row.id),),)
    return [Toast(_("Đã yêu cầu.")), *scene.over("\n".join(lines), back)]


def withdraw(scene: Scene, press: Press) -> list[Answer]:
    """Hủy yêu cầu: sure?"""
    row, actor = _called(scene, press.id)
    question = scene.begin(WITHDRAW, actor, data={"occurrence": press.id})
    title = words.esc(row.title)
    told = _("Hủy <b>{title}</b>? Đơn vị đã nhận tin sẽ được báo lại.").format(title=title)
    sure = button(_("Hủy yêu cầu"), "qy", question.id)
    return [Toast(), *choose(question, told, ((sure, button(_("Hủy"), "qn", question.id)),))]


def withdraw_chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Take it back, once."""
    if press.action != "qy":
        raise NotAllowed(Action.CONFIRM)
    row, actor = _called(scene, _id(questions.gathered(question)))
    called.withdraw(scene.session, row, "", by=actor, now=scene.now)
    scene.end(question)
    title = words.esc(row.title)
    told = _("Đã hủy <b>{title}</b>. Đơn vị đã nhận tin được báo lại.").format(title=title)
    return [Toast(_("Đã hủy yêu cầu.")), *scene.over(told)]


def find(scene: Scene, occurrence_id: int, what: WaitsFor) -> tuple[Waiting, Actor]:
    """The duty that waits, and who of the person may say the word. Raises NotAllowed."""
    for actor in scene.standing:
        try:
            return waiting.get_waiting(scene.session, occurrence_id, actor, what), actor
        except NotAllowed:
            continue
    raise NotAllowed(Action.CALL)


def _called(scene: Scene, occurrence_id: int) -> tuple[Occurrence, Actor]:
    for actor in scene.standing:
        try:
            return called.get_called(scene.session, occurrence_id, actor), actor
        except NotAllowed:
            continue
    raise NotAllowed(Action.CALL)


def _all(scene: Scene, what: WaitsFor) -> list[Waiting]:
    return [
        one
        for actor in scene.standing
        for one in waiting.load_waiting(scene.session, actor.issuer_id, what)
    ]


def _proposed(scene: Scene, question: Question, one: Waiting) -> list[Answer]:
    wish = _wish(questions.gathered(question))
    try:
        shown = calling.preview(scene.session, one, wish, scene.rim.rules, now=scene.now)
    except CallNeedsDay:
        return ask(question, f"<b>{words.esc(one.occurrence.title)}</b>\n{_ask_day(one)}")
    hint = _("Gõ ngày khác, hoặc nội dung yêu cầu, nếu cần.")
    count = len(shown.units)
    label = ngettext("Yêu cầu {count} đơn vị", count).format(count=count)
    rows: list[Row] = [(button(label, "qy", question.id),)]
    for number, block in enumerate(shown.blocks[: MOST_NUMBERED - 2]):
        label = _("Chỉ {block} ({count})").format(block=block.name, count=block.units)
        rows.append((button(label, "qp", question.id, 0, number),))
    rows.append((button(_("Hủy"), "qn", question.id),))
    return choose(question, "\n".join([*_told(shown, wish), hint]), tuple(rows))


def _told(shown: Call, wish: Wish) -> list[str]:
    """What is called for: HTML lines."""
    moment = say_moment(shown.due_at, shown.waiting.zone)
    lines = [
        f"<b>{words.esc(shown.waiting.occurrence.title)}</b>",
        words.esc(entry.of_campaign(shown.waiting.campaign.title)),
        _("Thời hạn gửi: {moment}").format(moment=moment),
        words.esc(awaited.units(len(shown.units), shown.names), NAMES),
    ]
    if shown.rolled:
        lines.append(awaited.rolled())
    if wish.reason:
        lines.append(_("Nội dung: “{text}”").format(text=words.esc(wish.reason, reasons.LIMIT)))
    return lines


def _ask_day(one: Waiting) -> str:
    """`one` has no days of its own."""
    return _("Báo cáo đến ngày nào? Đề nghị gõ ngày, ví dụ 15/3.")


def _has_days(one: Waiting) -> bool:
    rule = one.duty.due
    return rule is not None and (rule.days, rule.working_days, rule.months) != (None, None, None)


def _id(data: dict[str, object]) -> int:
    wanted = data.get("occurrence")
    return wanted if isinstance(wanted, int) else 0


def _due_on(data: dict[str, object]) -> date | None:
    said = data.get("due_on")
    return date.fromisoformat(str(said)) if said else None


def _wish(data: dict[str, object]) -> Wish:
    return Wish(_due_on(data), reason=str(data.get("reason") or ""))
