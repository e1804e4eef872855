"""What a person was asked in a chat: found by the reply, else the latest open; nothing of it lives in memory."""

import json
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from scheduler.store.tables import Question

VALID = timedelta(hours=24)


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
    """Questions to these people in `chat` that still wait, latest first."""
    return list(
        session.exec(
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
    )


def find(session: Session, question_id: int, person_ids: tuple[int, ...]) -> Question | None:
    """The question of that id to one of these people, open or over; None for anybody else's."""
    row = session.get(Question, question_id)
    return row if row is not None and row.person_id in person_ids else None


def is_open(row: Question, *, now: datetime) -> bool:
    """Whether an answer still counts."""
    return row.ended_at is None and row.expires_at > now


def gathered(row: Question) -> dict[str, object]:
    """What was gathered so far."""
    found = json.loads(row.data)
    assert isinstance(found, dict), "written by `ask` and `keep`"
    return found


def keep(session: Session, row: Question, data: dict[str, object], *, now: datetime) -> None:
    """Remember `data` in place of what was gathered; the next answer has all its time again."""
    row.data = json.dumps(data, ensure_ascii=False)
    row.expires_at = now + VALID
    session.add(row)
    session.flush()


def end(session: Session, row: Question, *, now: datetime) -> None:
    """No answer counts any more."""
    if row.ended_at is None:
        row.ended_at = now
        session.add(row)
        session.flush()


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
