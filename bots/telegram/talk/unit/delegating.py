"""Ủy quyền, /uyquyen: to whom of the unit, until which day, confirmed by a button."""

from datetime import date

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.press import Press, button
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene, ask, choose
from bots.telegram.talk.unit import taking_back
from bots.telegram.talk.unit.taking_back import own_posts
from bots.telegram.talk.unit.typed_date import Unclear, example_day, last_day
from scheduler import language
from scheduler.actions import Action
from scheduler.dates.say import say_day
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import delegation, questions
from scheduler.workflow.actor import Actor, Case, Tenure
from scheduler.workflow.delegation import Delegation

KIND = "hand_over"
BY_LINK = 0  # instead of a person
MOST_COLLEAGUES = 8


def start(scene: Scene, press: Press) -> list[Answer]:
    """Ủy quyền: one duty."""
    case, actor = scene.case(press.id)
    tenure = delegation.own_tenure(actor, case)
    return [Toast(), *_ask_whom(scene, actor, tenure, case)]


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/uyquyen: what is given already, then everything a post owes."""
    own = own_posts(scene)
    if not own:
        raise NotAllowed(Action.DELEGATE)
    given = taking_back.listed(scene)
    if len(own) == 1:
        actor, tenure = own[0]
        return [*given, *_ask_whom(scene, actor, tenure, None)]
    rows = tuple(
        (button(f"{tenure.title}, {tenure.unit}", "up", tenure.post_id),) for _a, tenure in own
    )
    return [*given, Say(_("Ủy quyền chức danh nào?"), rows)]


def pick_post(scene: Scene, press: Press) -> list[Answer]:
    """Which of several posts."""
    for actor, tenure in own_posts(scene):
        if tenure.post_id == press.id:
            return [Toast(), *_ask_whom(scene, actor, tenure, None)]
    raise NotAllowed(Action.DELEGATE)


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """A person, or the day confirmed."""
    data = questions.gathered(question)
    days = data.get("days")
    if press.action == "qp" and isinstance(days, list):
        if press.about >= len(days):
            raise NotAllowed(Action.DELEGATE)
        return [Toast(), *_do(scene, question, date.fromisoformat(days[press.about]))]
    if press.action == "qp":
        if scene.place.is_group and press.about == BY_LINK:
            raise NotAllowed(Action.GROUP)
        scene.keep(question, {"post": data.get("post"), "person": press.about})
        given, actor = _given(scene, question, date.max)  # refused now, not after the day is typed
        who = _title_of(scene, given, actor, press.about) or _("người mở liên kết mời")
        done = _("Ủy quyền <b>{what}</b> cho {who}.").format(
            what=_what(given.case, given.tenure), who=words.esc(who)
        )
        return [Toast(), *scene.over(done), *_ask_day(scene, question)]
    if press.action == "qe" or not isinstance(data.get("until"), str):
        return [Toast(), *_ask_day(scene, question)]
    return [Toast(), *_do(scene, question, date.fromisoformat(str(data["until"])))]


def typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    """The day until the end of which it holds."""
    data = questions.gathered(question)
    if not isinstance(data.get("person"), int):
        return [Say(_("Đề nghị bấm một nút ở trên để chọn người, hoặc /huy để hủy."))]
    found = last_day(text, scene.rim.rules.calendar, now=scene.now, zone=scene.zone)
    if isinstance(found, Unclear) and found.days:
        return _offer(scene, question, found)
    if isinstance(found, Unclear):
        again = " ".join(part for part in (words.esc(found.text, 600), _examples(scene)) if part)
        return ask(question, again, _example(scene))
    scene.keep(question, data | {"until": found.isoformat()})
    rows = (
        (
            button(_("Đúng"), "qy", question.id),
            button(_("Sửa lại"), "qe", question.id),
            button(_("Hủy"), "qn", question.id),
        ),
    )
    told = _("Ủy quyền đến hết <b>{day}</b>.\nCó đúng không?").format(day=say_day(found))
    return choose(question, told, rows)


def _offer(scene: Scene, question: Question, found: Unclear) -> list[Answer]:
    """The days it may be, each with a button."""
    days = [day.isoformat() for day in found.days]
    scene.keep(question, questions.gathered(question) | {"days": days})
    picks = ((button(say_day(day), "qp", question.id, 0, n),) for n, day in enumerate(found.days))
    other = button(_("Sửa lại"), "qe", question.id), button(_("Hủy"), "qn", question.id)
    return choose(question, words.esc(found.text, 600), (*picks, other))


def _ask_whom(scene: Scene, actor: Actor, tenure: Tenure, case: Case | None) -> list[Answer]:
    question = scene.begin(KIND, actor, case, {"post": tenure.post_id})
    people = delegation.colleagues(scene.session, tenure, actor)[:MOST_COLLEAGUES]
    rows = [(button(one.title, "qp", question.id, 0, one.person_id),) for one in people]
    if not scene.place.is_group:  # whoever reads a link there could use it
        rows.append((button(_("Người khác (liên kết mời)"), "qp", question.id, 0, BY_LINK),))
    rows.append((button(_("Hủy"), "qn", question.id),))
    return choose(
        question, _("Ủy quyền <b>{what}</b> cho ai?").format(what=_what(case, tenure)), tuple(rows)
    )


def _what(case: Case | None, tenure: Tenure) -> str:
    return words.title(case) if case else taking_back.what(tenure, "")


def _title_of(scene: Scene, given: Delegation, actor: Actor, person_id: int) -> str:
    known = delegation.colleagues(scene.session, given.tenure, actor)
    return next((one.title for one in known if one.person_id == person_id), "")


def _ask_day(scene: Scene, question: Question) -> list[Answer]:
    told = _("Ủy quyền đến hết ngày nào?")
    return ask(question, f"{told} {_examples(scene)}", _example(scene))


def _do(scene: Scene, question: Question, until: date) -> list[Answer]:
    given, actor = _given(scene, question, until)
    person_id = questions.gathered(question).get("person")
    scene.end(question)
    if person_id == BY_LINK:
        code = delegation.invite_colleague(scene.session, given, actor, now=scene.now)
        return scene.over(_told_link(scene, code, until))
    assert isinstance(person_id, int), "chosen before the day was asked"
    delegation.appoint(scene.session, given, actor, person_id, now=scene.now)
    told = _(
        "Đã ủy quyền <b>{what}</b> cho {who} đến hết {day}. {You} vẫn giữ quyền của mình."
    ).format(
        what=_what(given.case, given.tenure),
        who=words.esc(_title_of(scene, given, actor, person_id)),
        day=say_day(until),
    )
    found = scene.over(told)
    if given.case is None:
        found += _told_stand_in(scene, given, actor, person_id)
    return found


def _given(scene: Scene, question: Question, until: date) -> tuple[Delegation, Actor]:
    """What is given, by the post named at the start. Raises NotAllowed for what is no longer the person's own."""
    data = questions.gathered(question)
    case = scene.case(question.obligation_id)[0] if question.obligation_id else None
    for actor, tenure in own_posts(scene):
        if tenure.post_id != data.get("post"):
            continue
        known = [
            BY_LINK,
            *(c.person_id for c in delegation.colleagues(scene.session, tenure, actor)),
        ]
        if data.get("person") in known:
            return Delegation(tenure, until, case), actor
    raise NotAllowed(Action.DELEGATE)


def _told_link(scene: Scene, code: str, until: date) -> str:
    url = f"https://t.me/{scene.rim.bot_username}?start={code}"
    return _(
        "Đề nghị chuyển liên kết này cho đúng một người của đơn vị; người mở trước được nhận, đến hết "
        "{day}:\n{url}"
    ).format(day=say_day(until), url=words.esc(url))


def _told_stand_in(scene: Scene, given: Delegation, actor: Actor, person_id: int) -> list[Answer]:
    """Of one duty they hear by its card; of a whole post here."""
    reached = delegation.contact(scene.session, person_id, actor)
    if reached is None:
        return []
    with language.use(reached.language):
        told = _(
            "{You} được ủy quyền xử lý thay {post}, {unit} đến hết {day}. Xem nhiệm vụ: /viec"
        ).format(
            post=words.esc(given.tenure.title),
            unit=words.esc(given.tenure.unit),
            day=say_day(given.until_on),
        )
    return [Say(told, chat=reached.chat)]


def _example(scene: Scene) -> str:
    today = scene.now.astimezone(scene.zone).date()
    return example_day(today, scene.rim.rules.calendar, now=scene.now, zone=scene.zone)


def _examples(scene: Scene) -> str:
    return _("Ví dụ: thứ Sáu tuần sau; {day}; hết tháng này.").format(day=_example(scene))
