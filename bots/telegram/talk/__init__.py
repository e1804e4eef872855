"""Conversations: what a person does in a chat is answered within one transaction; no network, no clock, no memory.

`respond` is the one way in. State lives in rows (`Question`), so a restart in the middle changes nothing.
"""

from bots.telegram.event import (
    Answer,
    Answers,
    Commanded,
    Event,
    Membership,
    Migrated,
    Other,
    Pressed,
    Said,
    Say,
    Toast,
    Uploaded,
)
from bots.telegram.talk import answering, asked, buttons, commands, words
from bots.telegram.talk.rim import DeskLink, FeedLink, Rim
from bots.telegram.talk.scene import Scene, enter
from scheduler import language
from scheduler.errors import ThiDuaError
from scheduler.store.inbox import Transaction
from scheduler.store.tables import Question
from scheduler.text import cut
from scheduler.words import refusal

__all__ = ["DeskLink", "FeedLink", "Rim", "respond", "wants_file"]

TOAST = 200


def respond(session: Transaction, event: Event, rim: Rim) -> Answers:
    """What `event` is answered with; its changes are in `session`, which the caller ends.

    What the core refuses is answered by a sentence and changes nothing. Nothing is answered to what is not
    meant for the bot; memberships are followed elsewhere.
    """
    if isinstance(event, Membership | Migrated):
        return Answers()
    message_id = event.message_id if isinstance(event, Pressed) else None
    scene = enter(session, event.place, rim, message_id=message_id)
    spoken = scene.actors[0].language if scene.actors else event.place.language
    with language.use(spoken), language.addressed(scene.address):
        question = (
            answering.find(scene, event) if isinstance(event, Said | Uploaded | Other) else None
        )
        before = asked.load_shown(scene)
        try:
            with session.begin_nested():
                items = _handle(scene, event, question)
                session.flush()
        except ThiDuaError as error:
            items = _refuse(scene, event, question, error)
        items += asked.follow(scene, before, items)
    return Answers(tuple(items), spoken, scene.address)


def wants_file(session: Transaction, event: Uploaded, rim: Rim) -> bool:
    """Whether the receiver should fetch the file of `event` before it asks `respond`. Changes nothing."""
    return answering.wants(enter(session, event.place, rim), event)


def _handle(scene: Scene, event: Event, question: Question | None) -> list[Answer]:
    match event:
        case Commanded():
            return commands.handle(scene, event)
        case Pressed():
            return buttons.handle(scene, event)
        case Said():
            return answering.typed(scene, event, question)
        case Uploaded():
            return answering.sent(scene, event, question)
        case Other():
            return answering.other(scene, event, question)
    return []


def _refuse(
    scene: Scene, event: Event, question: Question | None, error: ThiDuaError
) -> list[Answer]:
    told = refusal.sentence(error, zone=scene.zone, now=scene.now)
    if isinstance(event, Pressed):
        return [Toast(cut(told, TOAST), alert=True)]
    if question is not None:
        scene.end(question)  # it cannot be answered any more
    if scene.place.is_group and not scene.actors and not isinstance(event, Commanded):
        return []
    return [Say(words.esc(told, 600))]
