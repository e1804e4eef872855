"""A report as it stands, shown with its buttons before it is handed in; and what is said of the files in it."""

from bots.telegram.event import Answer
from bots.telegram.press import button
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene, choose
from bots.telegram.talk.unit.gathering import NOTE_LIMIT, Gathered
from scheduler.dates.say import say_moment
from scheduler.language import _, ngettext
from scheduler.store.files import StoredFile
from scheduler.store.tables import Question
from scheduler.words import proof
from scheduler.workflow import questions
from scheduler.workflow.actor import Case
from scheduler.workflow.moved_deadline import deadline, is_late


def show(
    scene: Scene, question: Question, case: Case, gathered: Gathered, *, lead: str = ""
) -> list[Answer]:
    due_at = deadline(case)
    lines = [
        *([lead] if lead else []),
        _("<b>Đề nghị kiểm tra rồi bấm Gửi</b>"),
        words.title(case),
        words.esc(case.unit.name),
        *facts(gathered),
    ]
    if due_at and is_late(case, now=scene.now):
        moment = say_moment(due_at, words.zone_of(case))
        lines.append(_("Hạn là {moment}: báo cáo sẽ ghi là gửi chậm.").format(moment=moment))
    lines += others(scene, question)
    rows = (
        (
            button(_("Gửi"), "qy", question.id, 0, gathered.version),
            button(_("Sửa lại"), "qe", question.id),
        ),
        (button(_("Thêm ghi chú"), "qo", question.id), button(_("Hủy"), "qn", question.id)),
    )
    return choose(question, "\n".join(lines), rows)


def others(scene: Scene, question: Question) -> list[str]:
    """A line when somebody else gathers the same report."""
    about = question.obligation_id or 0
    found = questions.load_others(
        scene.session, question.kind, about, scene.person_ids, now=scene.now
    )
    told = _(
        "Có người khác của đơn vị cũng đang soạn báo cáo này; hệ thống nhận bản của người bấm Gửi trước."
    )
    return [told] if found else []


def facts(gathered: Gathered) -> list[str]:
    lines = []
    if gathered.number:
        lines.append(proof.numbered(words.esc(gathered.number)))
    if gathered.files:
        names = words.esc(", ".join(file.name for file in gathered.files), 600)
        told = ngettext("{count} tệp: {names}", len(gathered.files))
        lines.append(told.format(count=len(gathered.files), names=names))
    if gathered.note:
        lines.append(proof.noted(words.esc(gathered.note, NOTE_LIMIT)))
    return lines


def is_same(file: StoredFile, known: StoredFile | None) -> str:
    """That `file` is here already as `known`: HTML; empty when it is new."""
    if known is None:
        return ""
    new = words.esc(file.name or _("vừa gửi"))
    return _("Tệp “{new}” giống hệt “{known}” đã gửi nên chỉ giữ một bản.").format(
        new=new, known=words.esc(known.name)
    )


def ask_which() -> str:
    return _("Đã nhận tệp. Tệp này thuộc báo cáo của nhiệm vụ nào?")
