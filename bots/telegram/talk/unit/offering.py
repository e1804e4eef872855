"""Words that may belong to a report: repeated with buttons, and what each of these does."""

from bots.telegram.event import Answer
from bots.telegram.keyboard import Row
from bots.telegram.press import button
from bots.telegram.talk import words
from bots.telegram.talk.scene import choose
from bots.telegram.talk.unit.gathering import NOTE_LIMIT, Gathered
from bots.telegram.talk.unit.placing import Offer, Part, Taken
from scheduler.language import _
from scheduler.store.tables import Question

# What a button carries; the version of what it is under goes with it.
YES, NO, AGAIN, AS_NOTE = range(4)


def repeat(
    question: Question, gathered: Gathered, lines: list[str], *, noting: bool
) -> list[Answer]:
    """The offer under `lines`, with its buttons; `noting` says that a note is asked for."""
    assert gathered.offer is not None, "asked only where there is one"
    told = _told(gathered.offer, gathered)
    row = tuple(
        button(label, "qp", question.id, gathered.version, number)
        for number, label in _labels(gathered.offer, gathered, noting=noting)
    )
    rows: tuple[Row, ...] = (row,)
    return choose(question, "\n".join([*lines, told]), rows)


def accept(gathered: Gathered, *, as_note: bool = False) -> None:
    """Take what was offered into the report."""
    assert gathered.offer is not None, "asked only where there is one"
    part = Part.NOTE if as_note else gathered.offer.part
    gathered.put(Taken(part, gathered.offer.text))


def _told(offer: Offer, gathered: Gathered) -> str:
    text = words.esc(offer.text, NOTE_LIMIT)
    if offer.part is Part.TIME:
        return _("{You} muốn đề nghị gia hạn? Báo cáo đang soạn vẫn được giữ.")
    if offer.part is Part.NUMBER and gathered.number and not offer.forwarded:
        return _("Thay số “{old}” bằng “{new}”?").format(old=words.esc(gathered.number), new=text)
    told = _("Ghi chú: “{text}”. Đúng không?")
    if offer.part is Part.NUMBER:
        told = _("Số, ký hiệu: “{text}”. Đúng không?")
    whose = _("Tin chuyển tiếp.") + " " if offer.forwarded else ""
    return whose + told.format(text=text)


def _labels(offer: Offer, gathered: Gathered, *, noting: bool) -> list[tuple[int, str]]:
    if offer.part is Part.TIME:
        note = [(AS_NOTE, _("Ghi chú"))] if noting else []
        return [(YES, _("Đề nghị gia hạn")), *note, (NO, _("Không"))]
    if offer.part is Part.NUMBER and gathered.number and not offer.forwarded:
        return [(YES, _("Thay số")), (NO, _("Giữ số cũ"))]
    return [(YES, _("Đúng")), (AGAIN, _("Sửa lại")), (NO, _("Hủy"))]
