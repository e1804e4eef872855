"""Handing a report in: number, files and note one after the other, in whatever order they come; then a button."""

from bots.happened import told_state
from bots.telegram.event import Answer, Edit, Say, Toast
from bots.telegram.talk import duties, refusal, words
from bots.telegram.talk.gathering import (
    Gathered,
    bare_number,
    has_number,
    is_note,
    looks_like_number,
)
from bots.telegram.talk.keyboard import files_row
from bots.telegram.talk.press import Press, button
from bots.telegram.talk.scene import Scene, ask, choose
from bots.text import clean
from scheduler.dates.say import say_moment
from scheduler.errors import CutOffPassed, NotAllowed, NotPossible
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import questions, report
from scheduler.workflow.actor import Actor, Case
from scheduler.workflow.report import StoredFile
from scheduler.workflow.rules import deadline

KIND = "report"
NUMBER_LIMIT, NOTE_LIMIT, MOST_FILES = 100, 1000, 20
NUMBER_EXAMPLE = "125/BC-STC"


def start(scene: Scene, press: Press) -> list[Answer]:
    """Nộp báo cáo."""
    case, actor = scene.case(press.id)
    return [Toast(), *_begin(scene, case, actor)]


def typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    """A number or a note, whichever it plainly is; else what is wanted is asked for again."""
    gathered = Gathered.read(question)
    if question.obligation_id is None:
        return duties.choose(scene, "su", _("Tệp này để nộp cho việc nào?"))
    case = _owed(scene, question)
    wanted = next(iter(report.missing(case, gathered.report)), None)
    if gathered.note_asked or wanted == "note":
        gathered.note, gathered.note_asked = clean(text, NOTE_LIMIT) or None, False
    elif looks_like_number(text) or (wanted == "number" and has_number(text)):
        gathered.number = clean(bare_number(text), NUMBER_LIMIT) or None
    elif is_note(text):
        gathered.note = clean(text, NOTE_LIMIT) or None
    elif wanted == "number":
        return ask(question, _ask_number_again(), NUMBER_EXAMPLE)
    elif wanted == "file":
        return ask(question, _ask_file())
    return _next(scene, question, case, gathered)


def sent(
    scene: Scene, question: Question, file: StoredFile, *, caption: str, album: str | None
) -> list[Answer]:
    """A file or photo; its caption may be the number, else it is the note."""
    gathered = Gathered.read(question)
    if len(gathered.files) >= MOST_FILES:
        return [Say(_("Mỗi lần nộp tối đa {count} tệp.").format(count=MOST_FILES))]
    one_of_many = album is not None and album == gathered.album
    gathered.add(file, album)
    if looks_like_number(caption):
        gathered.number = gathered.number or clean(bare_number(caption), NUMBER_LIMIT)
    elif caption and not gathered.note:
        gathered.note = clean(caption, NOTE_LIMIT) or None
    if question.obligation_id is None:
        scene.keep(question, gathered.as_data())
        return [] if one_of_many else duties.choose(scene, "su", _ask_which())
    case = _owed(scene, question)
    if one_of_many:
        return _again(scene, question, case, gathered)
    return _next(scene, question, case, gathered)


def unasked(scene: Scene, file: StoredFile, *, caption: str, album: str | None) -> list[Answer]:
    """A file nobody asked for: for the only duty there is, else the person says for which."""
    cases = [case for case in duties.owed(scene) if not words.is_closed(case, now=scene.now)]
    if not cases:
        nothing = _("Hiện không có việc nào phải nộp nên bot không nhận tệp này.")
        return [Say(duties.nothing_taken_in(scene) or nothing)]
    if len(cases) == 1:
        case, actor = scene.case(cases[0].obligation.id)
        question = scene.begin(KIND, actor, case, data=Gathered().as_data())
    else:
        question = scene.begin(KIND, scene.actors[0], data=Gathered().as_data())
    return sent(scene, question, file, caption=caption, album=album)


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """A button under the summary."""
    gathered = Gathered.read(question)
    if question.obligation_id is None:
        raise NotAllowed("submit")
    case = _case(scene, question)
    if press.action == "qe":
        return [Toast(), *_next(scene, question, case, Gathered(version=gathered.version))]
    if press.action == "qo":
        gathered.note_asked = True
        scene.keep(question, gathered.as_data())
        example = _("Ví dụ: số liệu tính đến ngày 25/6")
        return [Toast(), *ask(question, _("Xin gõ ghi chú. {example}.").format(example=example))]
    if press.about != gathered.version:
        again = _summary(scene, question, case, gathered)
        return [Toast(_("Vừa có thay đổi, xin xem lại trước khi nộp."), alert=True), *again]
    return _submit(scene, question, case, gathered)


def _submit(scene: Scene, question: Question, case: Case, gathered: Gathered) -> list[Answer]:
    _found, actor = scene.case(question.obligation_id)
    try:
        row = report.submit(scene.session, case, actor, gathered.report, now=scene.now)
    except (NotPossible, CutOffPassed) as error:
        scene.end(question)
        told = refusal.sentence(error, zone=words.zone_of(case), now=scene.now)
        text = f"<b>{words.title(case)}</b>\n{words.esc(told, 600)}"
        return [Toast(clean(told, 200), alert=True), *scene.over(text)]
    scene.end(question)
    told = told_state("submitted", scene.now, row.by, zone=words.zone_of(case), now=scene.now)
    lines = [
        f"<b>{words.title(case)}</b>",
        words.esc(told[:1].upper() + told[1:], 400) + ("" if row.on_time else _(", muộn hạn")),
        *_facts(gathered),
        _("Cơ quan thường trực được báo ngay; kết quả sẽ gửi vào đây."),
    ]
    rows = (files_row(case.obligation.id or 0),) if gathered.files else ()
    return [Toast(_("Đã nộp.")), *scene.over("\n".join(lines), rows)]


def _begin(scene: Scene, case: Case, actor: Actor) -> list[Answer]:
    if actor.tenure_for(case.obligation) is None:
        raise NotAllowed("submit")
    report.can_submit(case, now=scene.now)
    gathered = _taken_along(scene, case)
    question = scene.begin(KIND, actor, case, gathered.as_data())
    return _next(scene, question, case, gathered)


def _taken_along(scene: Scene, case: Case) -> Gathered:
    """What was gathered for it before, and files sent before the person said what they are for."""
    gathered = Gathered()
    for row in scene.open_questions():
        if row.kind == KIND and row.obligation_id in (None, case.obligation.id):
            gathered.take(Gathered.read(row))
            scene.end(row)
    return gathered


def _case(scene: Scene, question: Question) -> Case:
    return scene.case(question.obligation_id)[0]


def _owed(scene: Scene, question: Question) -> Case:
    """The case, which a colleague may have settled meanwhile. Raises NotPossible, CutOffPassed."""
    case = _case(scene, question)
    report.can_submit(case, now=scene.now)
    return case


def _next(scene: Scene, question: Question, case: Case, gathered: Gathered) -> list[Answer]:
    gathered.version += 1
    scene.keep(question, gathered.as_data())
    wanted = next(iter(report.missing(case, gathered.report)), None)
    if wanted is None:
        return _summary(scene, question, case, gathered)
    asked = {"number": _ask_number(), "file": _ask_file(), "note": _ask_note()}[wanted]
    heading = _("Nộp: <b>{duty}</b>").format(duty=words.title(case))
    got = "\n".join(_facts(gathered))
    parts = (heading, got, *_others(scene, question), asked)
    return ask(
        question,
        "\n".join(part for part in parts if part),
        NUMBER_EXAMPLE if wanted == "number" else "",
    )


def _again(scene: Scene, question: Question, case: Case, gathered: Gathered) -> list[Answer]:
    """One more of an album: the message that asks is brought up to date, not followed by another."""
    gathered.version += 1
    scene.keep(question, gathered.as_data())
    if report.missing(case, gathered.report) or question.message_id is None:
        return []  # what is shown is compared with what was gathered before anything is handed in
    summary = _summary(scene, question, case, gathered)[0]
    assert isinstance(summary, Say), "a summary is said"
    return [Edit(question.message_id, summary.text, summary.rows)]


def _summary(scene: Scene, question: Question, case: Case, gathered: Gathered) -> list[Answer]:
    due_at = deadline(case)
    lines = [
        _("<b>Xin kiểm tra rồi bấm Nộp</b>"),
        words.title(case),
        words.esc(case.unit.name),
        *_facts(gathered),
    ]
    if due_at and due_at < scene.now:
        moment = say_moment(due_at, words.zone_of(case))
        lines.append(_("Hạn là {moment}: báo cáo sẽ ghi là nộp muộn.").format(moment=moment))
    lines += _others(scene, question)
    rows = (
        (
            button(_("Nộp"), "qy", question.id, 0, gathered.version),
            button(_("Sửa lại"), "qe", question.id),
        ),
        (button(_("Thêm ghi chú"), "qo", question.id), button(_("Hủy"), "qn", question.id)),
    )
    return choose(question, "\n".join(lines), rows)


def _others(scene: Scene, question: Question) -> list[str]:
    """A line when somebody else gathers the same report."""
    about = question.obligation_id or 0
    found = questions.load_others(scene.session, KIND, about, scene.person_ids, now=scene.now)
    told = _("Có người khác của đơn vị cũng đang làm báo cáo này; ai bấm Nộp trước thì được nhận.")
    return [told] if found else []


def _facts(gathered: Gathered) -> list[str]:
    lines = []
    if gathered.number:
        lines.append(_("Số, ký hiệu: {number}").format(number=words.esc(gathered.number)))
    if gathered.files:
        names = ", ".join(file.name for file in gathered.files)
        lines.append(
            _("{count} tệp: {names}").format(count=len(gathered.files), names=words.esc(names, 600))
        )
    if gathered.note:
        lines.append(_("Ghi chú: {note}").format(note=words.esc(gathered.note, NOTE_LIMIT)))
    return lines


def _ask_number() -> str:
    return _("Số, ký hiệu văn bản là gì? Ví dụ: 125/BC-STC. Thôi không nộp nữa: /huy")


def _ask_number_again() -> str:
    return _(
        "Việc này cần số, ký hiệu văn bản, phải có chữ số. "
        "Ví dụ: 125/BC-STC. Thôi không nộp nữa: /huy"
    )


def _ask_file() -> str:
    return _(
        "Xin gửi tệp văn bản: PDF, Word, Excel hoặc ảnh chụp, mỗi tệp tối đa 20 MB. "
        "Thôi không nộp nữa: /huy"
    )


def _ask_note() -> str:
    return _("Xin gõ ghi chú kèm báo cáo. Ví dụ: số liệu tính đến ngày 25/6")


def _ask_which() -> str:
    return _("Đã nhận tệp. Tệp này để nộp cho việc nào?")
