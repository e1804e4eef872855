"""What a person was asked in a chat: found by the reply, else the latest open; nothing of it lives in memory."""

import json
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from scheduler.store.tables import Address, Delivery, Question

REPORT, INVITE = (
    "report",
    "invite",
)  # kinds: what a report has so far; an invitation to be confirmed
VALID = timedelta(hours=24)
LEFT_VALID = timedelta(days=14)  # as long as an invitation: a report somebody else left half-made
FRESH = timedelta(minutes=10)
_SHOWN = "shown"  # beside what was gathered: whether the message has buttons, and whether talk went on since
_DONE_BY = "done_by"  # beside it, too: the button that did what was asked about


def ask(
    session: Session,
    *,
    lane: str,
    chat: str,
    thread: int | None,
    person_id: int,
    kind: str,
    obligation_id: int | None = None,
    data: dict[str, object],
    now: datetime,
) -> Question:
    """A new question; one of the same kind about the same thing that was open is over."""
    for row in load_open(session, lane, chat, (person_id,), now=now):
        if row.kind == kind and row.obligation_id == obligation_id:
            end(session, row, now=now)
    row = Question(
        lane_id=lane,
        chat=chat,
        thread=thread,
        person_id=person_id,
        kind=kind,
        obligation_id=obligation_id,
        data=json.dumps(data, ensure_ascii=False),
        asked_at=now,
        expires_at=now + VALID,
    )
    session.add(row)
    session.flush()
    return row


def load_open(
    session: Session, lane: str, chat: str, person_ids: tuple[int, ...], *, now: datetime
) -> list[Question]:
    """Questions to these people in `chat` that still wait, latest asked first; not what was left to them."""
    rows = session.exec(
        select(Question)
        .where(
            Question.lane_id == lane,
            Question.chat == chat,
            col(Question.person_id).in_(person_ids),
            col(Question.ended_at).is_(None),
            Question.expires_at > now,
        )
        .order_by(col(Question.asked_at).desc(), col(Question.id).desc())
    )
    return [row for row in rows if not is_left(row)]


def load_of(session: Session, person_ids: tuple[int, ...], *, now: datetime) -> list[Question]:
    """What still waits for these people, in whatever chat, in the order it was asked; what was left to them, too."""
    rows = session.exec(
        select(Question)
        .where(
            col(Question.person_id).in_(person_ids),
            col(Question.ended_at).is_(None),
            Question.expires_at > now,
        )
        .order_by(col(Question.asked_at), col(Question.id))
    )
    return list(rows)


def leave_to(
    session: Session, row: Question, person_id: int, *, lane: str, chat: str, now: datetime
) -> Question:
    """Leave what was gathered by `row`, which is over, to somebody else.

    Nothing asks for it: it waits, longer than a question does, until they go on with the same report.
    """
    left = Question(
        lane_id=lane,
        chat=chat,
        person_id=person_id,
        kind=row.kind,
        obligation_id=row.obligation_id,
        data=json.dumps(gathered(row) | {_SHOWN: {"left": True}}, ensure_ascii=False),
        asked_at=now,
        expires_at=now + LEFT_VALID,
    )
    session.add(left)
    end(session, row, now=now)
    return left


def is_left(row: Question) -> bool:
    """Whether somebody else gathered it and nobody has gone on with it yet."""
    return _shown(row).get("left", False)


def find(session: Session, question_id: int, person_ids: tuple[int, ...]) -> Question | None:
    """The question of that id to one of these people, open or over; None for anybody else's."""
    row = session.get(Question, question_id)
    return row if row is not None and row.person_id in person_ids else None


def is_open(row: Question, *, now: datetime) -> bool:
    """Whether an answer still counts."""
    return row.ended_at is None and row.expires_at > now


def load_others(
    session: Session, kind: str, obligation_id: int, person_ids: tuple[int, ...], *, now: datetime
) -> list[Question]:
    """Questions of that kind about the obligation to other people that still wait, wherever they were asked."""
    return list(
        session.exec(
            select(Question).where(
                Question.kind == kind,
                Question.obligation_id == obligation_id,
                col(Question.person_id).not_in(person_ids),
                col(Question.ended_at).is_(None),
                Question.expires_at > now,
            )
        )
    )


def gathered(row: Question) -> dict[str, object]:
    """What was gathered so far."""
    found = json.loads(row.data)
    assert isinstance(found, dict), "written by `ask` and `keep`"
    return {key: value for key, value in found.items() if key not in (_SHOWN, _DONE_BY)}


def keep(session: Session, row: Question, data: dict[str, object], *, now: datetime) -> None:
    """Remember `data` in place of what was gathered; the next answer has all its time again."""
    _write(session, row, data, _shown(row))
    row.expires_at = now + VALID
    session.flush()


def show(session: Session, row: Question, *, buttons: bool, now: datetime) -> None:
    """A new message asks it, with `buttons` or without; its id is told when it has left."""
    row.message_id, row.asked_at = None, now
    _write(session, row, gathered(row), {"buttons": buttons})


def set_aside(session: Session, row: Question) -> None:
    """The talk went on to something else; the question still waits."""
    _write(session, row, gathered(row), _shown(row) | {"aside": True})


def is_aside(row: Question) -> bool:
    """Whether something else was said or done there since it was last asked."""
    return _shown(row).get("aside", False)


def is_last_said(session: Session, row: Question, *, now: datetime) -> bool:
    """Whether the question is the last thing the person read there, and was asked at most FRESH ago.

    Only then is a text that is no reply to it certainly meant for it: not when the person did something else
    since, not when a card came in between, and not before the question has left.
    """
    if row.message_id is None or is_aside(row) or now - row.asked_at > FRESH:
        return False
    card = (
        select(Delivery.id)
        .join(Address, col(Address.id) == Delivery.address_id)
        .where(
            Address.lane_id == row.lane_id,
            Address.value == row.chat,
            col(Delivery.ended_at) > row.asked_at,
        )
    )
    return session.exec(card.limit(1)).first() is None


def has_buttons(row: Question) -> bool:
    """Whether the message that asks it has buttons: only such a one can be edited."""
    return _shown(row).get("buttons", False)


def end(session: Session, row: Question, *, now: datetime) -> None:
    """No answer counts any more."""
    if row.ended_at is None:
        row.ended_at = now
        session.add(row)
        session.flush()


def note_done(session: Session, row: Question, *, by: str) -> None:
    """The button `by` did what was asked about, and so ended the question."""
    row.data = json.dumps(json.loads(row.data) | {_DONE_BY: by}, ensure_ascii=False)
    session.add(row)


def is_done(row: Question, *, by: str) -> bool:
    """Whether that very button has done already what it does."""
    return bool(json.loads(row.data).get(_DONE_BY) == by)


def find_asked(
    session: Session, lane: str, chat: str, message_id: str, person_ids: tuple[int, ...]
) -> Question | None:
    """The latest question asked by that message, open or over; None for anybody else's."""
    return session.exec(
        select(Question)
        .where(
            Question.lane_id == lane,
            Question.chat == chat,
            Question.message_id == message_id,
            col(Question.person_id).in_(person_ids),
        )
        .order_by(col(Question.id).desc())
    ).first()


def _shown(row: Question) -> dict[str, bool]:
    found = json.loads(row.data).get(_SHOWN, {})
    assert isinstance(found, dict), "written by `show`"
    return found


def _write(
    session: Session, row: Question, data: dict[str, object], shown: dict[str, bool]
) -> None:
    row.data = json.dumps(data | {_SHOWN: shown}, ensure_ascii=False)
    session.add(row)
