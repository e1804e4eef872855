"""What a report still wants: asked for one thing after the other, then the summary with its buttons."""

from bots.telegram.event import Answer, Edit, Say
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene, ask
from bots.telegram.talk.unit import offering, summary
from bots.telegram.talk.unit.gathering import Gathered
from bots.telegram.talk.unit.placing import Part
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import report
from scheduler.workflow.actor import Case

NUMBER_EXAMPLE = "125/BC-STC"


def first(case: Case, gathered: Gathered) -> Part | str | None:
    """The first thing the duty asks for and the report lacks."""
    return next(iter(report.missing(case, gathered.report)), None)


def asked_part(case: Case, gathered: Gathered) -> Part | None:
    """What words answer now."""
    lacking = "note" if gathered.note_asked else first(case, gathered)
    return Part(lacking) if lacking in (Part.NUMBER, Part.NOTE) else None


def ask_next(
    scene: Scene, question: Question, case: Case, gathered: Gathered, *, lead: str = ""
) -> list[Answer]:
    """What there is so far, and the next thing wanted; `lead` is said first."""
    gathered.version += 1
    scene.keep(question, gathered.as_data())
    lacking = first(case, gathered)
    if lacking is None and gathered.offer is None:
        return summary.show(scene, question, case, gathered, lead=lead)
    heading = _("Gửi: <b>{duty}</b>").format(duty=words.title(case))
    parts = (lead, heading, *summary.facts(gathered), *summary.others(scene, question))
    lines = [part for part in parts if part]
    if gathered.offer is not None:
        noting = asked_part(case, gathered) is Part.NOTE
        return offering.repeat(question, gathered, lines, noting=noting)
    example = NUMBER_EXAMPLE if lacking == "number" else ""
    return ask(question, "\n".join([*lines, _sentence(lacking or "")]), example)


def ask_again(
    scene: Scene, question: Question, case: Case, gathered: Gathered, *, unplaced: bool
) -> list[Answer]:
    """Nothing of what came belongs to the report: said where a sentence did, and what is wanted is asked for again."""
    lacking = first(case, gathered)
    lead = _("Câu này chưa được ghi vào báo cáo.") if unplaced else ""
    if lacking is None and not gathered.note_asked:
        more = _("Cần ghi chú, đề nghị bấm Thêm ghi chú.") if lead else ""
        lead = lead or _("Báo cáo chưa gửi, đề nghị bấm một nút bên dưới.")
        return ask_next(scene, question, case, gathered, lead=f"{lead} {more}".strip())
    scene.keep(question, gathered.as_data())
    if gathered.note_asked or lacking == "note":
        return ask(question, _ask_note())
    asked = _ask_number_again() if lacking == "number" else _ask_file()
    return ask(
        question,
        f"{lead}\n{asked}".strip(),
        NUMBER_EXAMPLE if lacking == "number" else "",
    )


def told(case: Case, gathered: Gathered) -> str:
    """What is wanted now, as a sentence."""
    lacking = "note" if gathered.note_asked else first(case, gathered)
    if gathered.offer is not None:
        return words.press_one()
    if lacking is None:
        return _("Báo cáo chưa gửi: đề nghị bấm một nút ở tin tóm tắt.")
    return _sentence(lacking)


def update(scene: Scene, question: Question, case: Case, gathered: Gathered) -> list[Answer]:
    """One more of an album: the message that asks is brought up to date, not followed by another."""
    gathered.version += 1
    scene.keep(question, gathered.as_data())
    if first(case, gathered) or gathered.offer or question.message_id is None:
        return []  # what is shown is compared with what was gathered before anything is handed in
    shown = summary.show(scene, question, case, gathered)[0]
    assert isinstance(shown, Say), "a summary is said"
    return [Edit(question.message_id, shown.text, shown.rows)]


def _sentence(lacking: str) -> str:
    return {"number": _ask_number(), "file": _ask_file(), "note": _ask_note()}[lacking]


def _ask_number() -> str:
    return _("Số, ký hiệu văn bản là gì? Ví dụ: 125/BC-STC. Hủy: /huy")


def _ask_number_again() -> str:
    return _("Nhiệm vụ này cần số, ký hiệu văn bản, phải có chữ số. Ví dụ: 125/BC-STC. Hủy: /huy")


def _ask_file() -> str:
    return _(
        "Đề nghị gửi tệp văn bản: PDF, Word, Excel hoặc ảnh chụp, mỗi tệp tối đa 20 MB. Hủy: /huy"
    )


def _ask_note() -> str:
    return _("Đề nghị gõ ghi chú kèm báo cáo. Ví dụ: số liệu tính đến ngày 25/6")
