"""The messages that ask: which one was said last, and what becomes of those that count no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from bots.telegram.event import Answer, Edit, Say
from bots.telegram.talk.scene import Scene
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import questions


@dataclass(frozen=True)
class Shown:
    """A question that waits, and the message with buttons that asks it."""

    question: Question
    message_id: str


def load_shown(scene: Scene) -> list[Shown]:
    """The messages with buttons in this chat that still wait for this person."""
    return [
        Shown(row, row.message_id)
        for row in scene.open_questions()
        if row.message_id and questions.has_buttons(row)
    ]


def follow(scene: Scene, before: Sequence[Shown], items: Sequence[Answer]) -> list[Answer]:
    """Remember what was asked last, and edit the messages that `items` outdate; nothing where nothing was said.

    A question that is not asked or brought up to date by `items` is set aside: the talk is about something else.
    """
    if not items:
        return []
    asked = {one.ask: bool(one.rows) for one in items if isinstance(one, Say) and one.ask}
    edited = {one.message_id: bool(one.rows) for one in items if isinstance(one, Edit)}
    for row in scene.open_questions():
        if row.id not in asked and not edited.get(row.message_id or "", False):
            questions.set_aside(scene.session, row)
    for id_, buttons in asked.items():
        row = scene.session.get_one(Question, id_)
        questions.show(scene.session, row, buttons=buttons, now=scene.now)
    outdated = [
        one.message_id
        for one in before
        if (one.question.ended_at or one.question.id in asked) and one.message_id not in edited
    ]
    told = _("Đã thay bằng tin mới hơn ở dưới.") if asked else _("Tin này không còn hiệu lực.")
    return [Edit(message_id, told) for message_id in outdated]
