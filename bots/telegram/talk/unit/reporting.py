"""Handing a report in: number, files and note one after the other, in whatever order they come; then a button."""

from bots.telegram.event import Answer, Said, Say, Toast
from bots.telegram.keyboard import files_row
from bots.telegram.press import Press
from bots.telegram.talk import reasons, words
from bots.telegram.talk.scene import Scene, ask
from bots.telegram.talk.unit import closed, duties, extending, offering, placing, summary, wanted
from bots.telegram.talk.unit.gathering import Gathered
from bots.telegram.talk.unit.placing import Offer, Part, Unplaced, Words
from scheduler.actions import Action, is_fulfilled
from scheduler.errors import CutOffPassed, NotAllowed, NotPossible
from scheduler.language import _
from scheduler.states import OWED, State
from scheduler.store.files import StoredFile
from scheduler.store.tables import Question
from scheduler.text import capital, cut
from scheduler.words import refusal
from scheduler.words.state import told_coming, told_state
from scheduler.workflow import questions, report
from scheduler.workflow.actor import Actor, Case

KIND = questions.REPORT
MOST_FILES = 20


def start(scene: Scene, press: Press) -> list[Answer]:
    """Gửi báo cáo."""
    case, actor = scene.case(press.id)
    return [Toast(), *_begin(scene, case, actor)]


def typed(scene: Scene, question: Question, said: Said) -> list[Answer]:
    """A number or a note where that is asked for; what may be one is offered, all else is asked for again."""
    gathered = Gathered.read(question)
    if question.obligation_id is None:
        return duties.choose(scene, "su", _("Tệp này thuộc báo cáo của nhiệm vụ nào?"))
    case = _owed(scene, question)
    heard = Words(
        said.text,
        forwarded=said.forwarded,
        reply=said.reply_to is not None and said.reply_to == question.message_id,
        sure=reasons.is_meant(scene, question, said),
    )
    found = placing.place(heard, wanted.asked_part(case, gathered))
    if isinstance(found, Unplaced) and not (gathered.offer and not found.spare):
        gathered.put(found)
        return wanted.ask_again(scene, question, case, gathered, unplaced=bool(found.spare))
    if not isinstance(found, Unplaced):
        gathered.put(found)
    return wanted.ask_next(scene, question, case, gathered)


def declines(question: Question) -> bool:
    """Whether "không" there is a no to what is offered, not to the report."""
    gathered = Gathered.read(question)
    return gathered.offer is not None or gathered.note_asked


def declined(scene: Scene, question: Question) -> list[Answer]:
    """On with the report, without the note or what was offered."""
    gathered = Gathered.read(question)
    gathered.offer, gathered.note_asked = None, False
    return wanted.ask_next(scene, question, _owed(scene, question), gathered)


def sent(
    scene: Scene,
    question: Question,
    file: StoredFile,
    *,
    caption: Words,
    album: str | None,
) -> list[Answer]:
    """A file or photo; its caption may be the number, and is the note where that is asked for."""
    gathered = Gathered.read(question)
    one_of_many = album is not None and album == gathered.album
    case = _owed(scene, question) if question.obligation_id is not None else None
    asked = wanted.asked_part(case, gathered) if case else None
    same = summary.is_same(file, gathered.add(file, album))
    found = placing.place_caption(caption, asked, gathered.number)
    if found != Unplaced():
        gathered.put(found)
    if case is None:
        scene.keep(question, gathered.as_data())
        return [] if one_of_many else duties.choose(scene, "su", summary.ask_which())
    if one_of_many and not isinstance(found, Offer):
        again = wanted.update(scene, question, case, gathered)
        return [*again, Say(same)] if same else again
    told = _("Lời kèm tệp chưa được ghi vào báo cáo; muốn ghi chú, đề nghị bấm Thêm ghi chú.")
    spared = told if isinstance(found, Unplaced) and found.spare else ""
    lead = "\n".join(part for part in (same, spared) if part)
    return wanted.ask_next(scene, question, case, gathered, lead=lead)


def unwanted(scene: Scene, question: Question | None) -> list[Answer]:
    """Why a file sent now could become part of no report; empty when it could. Raises NotPossible."""
    if question is None or question.obligation_id is None or is_closed(scene, question):
        if _open_cases(scene):
            return []
        nothing = _("Hiện không có báo cáo nào phải gửi nên bot không nhận tệp này.")
        return [Say(duties.nothing_taken_in(scene) or nothing)]
    if len(Gathered.read(question).files) >= MOST_FILES:
        return [Say(_("Mỗi lần gửi tối đa {count} tệp.").format(count=MOST_FILES))]
    _owed(scene, question)
    return []


def unasked(scene: Scene, file: StoredFile, *, caption: Words, album: str | None) -> list[Answer]:
    """A file nobody asked for: for the only duty there is, else the person says for which.

    Where another one closed lately, it may have been meant for that.
    """
    cases = _open_cases(scene)
    if len(cases) == 1 and not closed.recent(scene, duties.owed(scene)):
        case, actor = scene.case(cases[0].obligation.id)
        gathered, _left = _taken_along(scene, case)
        question = scene.begin(KIND, actor, case, data=gathered.as_data())
    else:
        question = scene.begin(KIND, scene.actors[0], data=Gathered().as_data())
    return sent(scene, question, file, caption=caption, album=album)


def is_closed(scene: Scene, question: Question) -> bool:
    """Whether the report that `question` gathers is still owed, and taken in no more."""
    if question.kind != KIND or question.obligation_id is None:
        return False
    case = _case(scene, question)
    return case.obligation.state in OWED and words.is_closed(case, now=scene.now)


def offer_others(scene: Scene, question: Question) -> list[Answer]:
    """Words for a report that closed meanwhile: which, and what can be handed in."""
    scene.end(question)
    return duties.choose(scene, "su", _("Gửi báo cáo của nhiệm vụ nào?"))


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """A button under the summary."""
    gathered = Gathered.read(question)
    if question.obligation_id is None:
        raise NotAllowed(Action.SUBMIT)
    case = _case(scene, question)
    if press.action == "qp":
        return [Toast(), *_offered(scene, question, case, gathered, press)]
    if press.action == "qe":
        return [
            Toast(),
            *wanted.ask_next(scene, question, case, Gathered(version=gathered.version)),
        ]
    if press.action == "qo":
        return [Toast(), *_ask_for_note(scene, question, case, gathered)]
    if press.about != gathered.version:
        again = summary.show(scene, question, case, gathered)
        return [Toast(_("Vừa có thay đổi, đề nghị xem lại trước khi gửi."), alert=True), *again]
    return _submit(scene, question, case, gathered)


def _offered(
    scene: Scene, question: Question, case: Case, gathered: Gathered, press: Press
) -> list[Answer]:
    """A button under words that were repeated."""
    if gathered.offer is None or press.revision != gathered.version:
        again = wanted.ask_next(scene, question, case, gathered)
        return [Toast(words.has_changed(), alert=True), *again]
    part, text = gathered.offer.part, gathered.offer.text
    if press.about == offering.YES and part is Part.TIME:
        gathered.offer = None
        scene.keep(question, gathered.as_data())
        done = scene.over(_("Đề nghị gia hạn. Báo cáo đang soạn vẫn được giữ: /nop"))
        return [*done, *extending.begin(scene, *scene.case(question.obligation_id), text)]
    if press.about in (offering.YES, offering.AS_NOTE):
        offering.accept(gathered, as_note=press.about == offering.AS_NOTE)
    elif press.about == offering.AGAIN:
        gathered.offer, gathered.spare = None, ""
        if part is Part.NOTE:
            return _ask_for_note(scene, question, case, gathered)
    else:
        gathered.offer, gathered.note_asked = None, False
    return wanted.ask_next(scene, question, case, gathered)


def _ask_for_note(scene: Scene, question: Question, case: Case, gathered: Gathered) -> list[Answer]:
    """Thêm ghi chú; what was typed already is offered first."""
    gathered.note_asked = True
    if gathered.spare:
        gathered.offer = Offer(Part.NOTE, gathered.spare)
        return wanted.ask_next(scene, question, case, gathered)
    scene.keep(question, gathered.as_data())
    example = _("Ví dụ: số liệu tính đến ngày 25/6")
    return ask(question, _("Đề nghị gõ ghi chú. {example}.").format(example=example))


def _submit(scene: Scene, question: Question, case: Case, gathered: Gathered) -> list[Answer]:
    _found, actor = scene.case(question.obligation_id)
    try:
        row = report.submit(scene.session, case, actor, gathered.report, now=scene.now)
    except (NotPossible, CutOffPassed) as error:
        return _overtaken(scene, question, case, error)
    scene.end(question)
    zone = words.zone_of(case)
    told = told_state(State.SUBMITTED, scene.now, row.by, zone=zone, now=scene.now)
    came = told_coming(
        on_time=row.on_time,
        days_late=report.days_late(row, scene.rim.rules.calendar, zone),
        time=report.time_of(scene.session, row),
    )
    lines = [
        f"<b>{words.title(case)}</b>",
        ", ".join(part for part in (words.esc(capital(told), 400), came) if part),
        *summary.facts(gathered),
        _ended(case),
    ]
    rows = (files_row(case.obligation.id or 0),) if gathered.files else ()
    return [Toast(_("Đã gửi.")), *scene.over("\n".join(lines), rows)]


def _ended(case: Case) -> str:
    """What becomes of the report now."""
    if case.is_sent_outside:
        to = words.esc(case.occurrence.receiver)
        return _("Đã ghi nhận việc gửi đến {to}; nhiệm vụ kết thúc tại đây.").format(to=to)
    return _("Cơ quan thường trực được báo ngay; kết quả sẽ gửi vào đây.")


def _overtaken(
    scene: Scene, question: Question, case: Case, error: NotPossible | CutOffPassed
) -> list[Answer]:
    """A colleague was faster, or the cut-off was: this report goes nowhere."""
    scene.end(question)
    zone = words.zone_of(case)
    told, refused = refusal.sentence(error, zone=zone, now=scene.now), True
    if isinstance(error, NotPossible) and is_fulfilled(error.action, error.state):
        told, refused = refusal.fulfilled(error, zone=zone, now=scene.now), False
    lines = [f"<b>{words.title(case)}</b>", words.esc(told, 600)]
    if not refused:
        lines.append(_("Báo cáo {you} đang soạn không được gửi thêm."))
    return [Toast(cut(told, 200), alert=refused), *scene.over("\n".join(lines))]


def _begin(scene: Scene, case: Case, actor: Actor) -> list[Answer]:
    if actor.tenure_for(case.obligation) is None:
        raise NotAllowed(Action.SUBMIT)
    report.can_submit(case, now=scene.now)
    gathered, left = _taken_along(scene, case)
    question = scene.begin(KIND, actor, case, gathered.as_data())
    lead = _(
        "Báo cáo này do người giữ chức danh trước đang soạn; đề nghị xem kỹ. Soạn từ đầu: Sửa lại."
    )
    return wanted.ask_next(scene, question, case, gathered, lead=lead if left else "")


def _taken_along(scene: Scene, case: Case) -> tuple[Gathered, bool]:
    """What was gathered for it before, and files sent before the person said what they are for.

    Whether some of it was left by who held the post before.
    """
    gathered, left = Gathered(), scene.left_reports()
    for row in [*scene.open_questions(), *left]:
        if row.kind == KIND and row.obligation_id in (None, case.obligation.id):
            gathered.take(Gathered.read(row))
            scene.end(row)
    return gathered, any(row.ended_at for row in left)


def _open_cases(scene: Scene) -> list[Case]:
    """What the person can hand in here."""
    return [case for case in duties.owed(scene) if not words.is_closed(case, now=scene.now)]


def _case(scene: Scene, question: Question) -> Case:
    return scene.case(question.obligation_id)[0]


def _owed(scene: Scene, question: Question) -> Case:
    """The case, which a colleague may have settled meanwhile. Raises NotPossible, CutOffPassed."""
    case = _case(scene, question)
    report.can_submit(case, now=scene.now)
    return case
