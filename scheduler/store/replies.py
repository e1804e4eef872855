"""Answers that wait to be sent: stored with the act they tell of, taken in their order, ended once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.store.tables import Question, Reply


@dataclass(frozen=True)
class Waiting:
    """An answer in hand. `tries` counts sends that may have arrived, this one not among them."""

    id: int
    body: str
    created_at: datetime
    tries: int


def put(
    session: Session,
    lane: str,
    update_id: int,
    *,
    body: str,
    question_id: int | None,
    now: datetime,
) -> None:
    """Store an answer to the update; it leaves after the transaction."""
    session.add(
        Reply(
            lane_id=lane,
            update_id=update_id,
            body=body,
            question_id=question_id,
            created_at=now,
        )
    )
    session.flush()  # ids grow in the order of the answers


def claim(session: Session, lane: str, *, in_hand: Collection[int], limit: int) -> list[Waiting]:
    """The oldest answers of `lane` that are not `in_hand`, each counted as tried once more."""
    query = (
        select(Reply)
        .where(Reply.lane_id == lane, col(Reply.ended_at).is_(None), col(Reply.id).not_in(in_hand))
        .order_by(col(Reply.id))
        .limit(limit)
    )
    taken = []
    for row in session.exec(query):
        taken.append(Waiting(row.id or 0, row.body, row.created_at, row.attempts))
        row.attempts += 1
        session.add(row)
    return taken


def has_waiting(session: Session, lane: str, *, in_hand: Collection[int]) -> bool:
    """Whether `claim` would find any."""
    query = select(Reply.id).where(
        Reply.lane_id == lane, col(Reply.ended_at).is_(None), col(Reply.id).not_in(in_hand)
    )
    return session.exec(query.limit(1)).first() is not None


def count(session: Session, tries: Mapping[int, int]) -> None:
    """How many sends of each answer may have arrived, by its id, one that is about to begin among them."""
    for id_, number in tries.items():
        row = session.get_one(Reply, id_, populate_existing=True)
        row.attempts = number
        session.add(row)


def rewrite(session: Session, reply_id: int, *, body: str, tries: int, fault: str) -> None:
    """Another body for an answer in hand, of which `tries` sends may have arrived; its next one follows at once."""
    row = session.get_one(Reply, reply_id, populate_existing=True)
    row.body, row.attempts, row.fault = body, tries + 1, fault
    session.add(row)


def end(
    session: Session,
    reply_id: int,
    *,
    message_id: str | None = None,
    fault: str | None = None,
    now: datetime,
) -> None:
    """It left as `message_id`, which its question then has too; or it will not, because of `fault`.

    What it said goes with it: links to calendars and codes of invitations are told once and kept nowhere.
    """
    row = session.get_one(Reply, reply_id, populate_existing=True)
    row.body = ""
    row.ended_at, row.message_id, row.fault = now, message_id, fault
    session.add(row)
    question = session.get(Question, row.question_id) if row.question_id else None
    if question and message_id:
        question.message_id = message_id
        session.add(question)
