"""Xem tệp: the files of the latest report, to who may see it, in the chat where they ask."""

from bots.telegram.event import Answer, Document, Toast
from bots.telegram.press import Press
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.actions import Action
from scheduler.errors import NotPossible
from scheduler.language import _, ngettext
from scheduler.store.files import StoredFile
from scheduler.store.tables import Submission
from scheduler.words import proof
from scheduler.workflow import report
from scheduler.workflow.actor import Case


def send_files(scene: Scene, press: Press) -> list[Answer]:
    """Xem tệp."""
    case, _actor = scene.case(press.id)
    row = report.latest_submission(scene.session, case.obligation.id)
    if row is None:
        one = case.obligation
        raise NotPossible(Action.OPEN_FILES, one.state, one.state_at, one.state_by)
    files = report.load_files(scene.session, row)
    if not files:
        return [Toast(_("Báo cáo này không kèm tệp nào."), alert=True)]
    told = ngettext("Đang gửi {count} tệp.", len(files)).format(count=len(files))
    return [Toast(told), *(_document(case, row, file) for file in files)]


def _document(case: Case, row: Submission, file: StoredFile) -> Document:
    lines = [f"<b>{words.title(case)}</b>", words.esc(case.unit.name)]
    if row.number:
        lines.append(proof.numbered(words.esc(row.number)))
    name = words.esc(file.name)
    lost = _(
        "Tệp “{name}” không còn trên máy chủ nên không gửi được; những gì khác của báo cáo vẫn còn. Đề nghị "
        "báo người quản trị hệ thống."
    ).format(name=name)
    unsent = _(
        "Telegram chưa nhận tệp “{name}” ở đây. Nếu chưa thấy tệp, đề nghị bấm Xem tệp lần nữa sau ít phút."
    ).format(name=name)
    return Document(file.content_hash, file.name, "\n".join(lines), lost=lost, unsent=unsent)
