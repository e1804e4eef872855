"""Items into cards: what one person is told at one time is one message."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select, text
from sqlmodel import Session, col

from scheduler.states import ItemState
from scheduler.store.columns import UtcDateTime
from scheduler.store.tables import Address, Item
from scheduler.store.tables.outbox import IS_DESK_LINK

_NOW = bindparam("now", type_=UtcDateTime)

# A card is of one person, and so of one issuer.
_OF_ISSUER = """EXISTS (
        SELECT 1 FROM address JOIN person ON person.id = address.person_id
        WHERE address.id = {0}.address_id AND person.issuer_id = :issuer)"""
# A card nobody has tried to send yet takes in what is ready at the same time; a link into the desk goes alone.
_JOIN_WAITING = """
    UPDATE {table} SET state = 'carded', delivery_id = (SELECT min(delivery.id) {waiting})
    WHERE state = 'new' AND {mine} AND EXISTS (SELECT 1 {waiting})"""
_WAITING = """
    FROM delivery
    WHERE delivery.address_id = {table}.address_id AND delivery.state = 'queued'
        AND delivery.attempts = 0 AND NOT {is_link}
        AND (delivery.not_before = {table}.not_before
            OR (delivery.not_before <= :now AND {table}.not_before <= :now))"""
_MAKE_NEW = """
    INSERT INTO delivery (key, lane_id, address_id, post_id, state, not_before, attempts,
        possible_duplicate, created_at)
    SELECT min({table}.key), address.lane_id, {table}.address_id, min({table}.post_id), 'queued',
        {table}.not_before, 0, :no, :now
    FROM {table} JOIN address ON address.id = {table}.address_id
    WHERE {table}.state = 'new' AND {mine}
    GROUP BY {table}.address_id, address.lane_id, {table}.not_before"""
# That a post changed hands goes first: what is open there joins it.
_TELL_IN_WAITING = """
    UPDATE handover_notice SET state = 'carded', delivery_id = (SELECT min(delivery.id) {waiting})
    WHERE state = 'new' AND {mine} AND EXISTS (SELECT 1 {waiting})"""
_WAITING_NOW = """
    FROM delivery
    WHERE delivery.address_id = handover_notice.address_id AND delivery.state = 'queued'
        AND delivery.attempts = 0 AND delivery.not_before <= :now AND NOT {is_link}"""
_TELL_ANEW = """
    INSERT INTO delivery (key, lane_id, address_id, post_id, state, not_before, attempts,
        possible_duplicate, created_at)
    SELECT min(handover_notice.key), address.lane_id, handover_notice.address_id,
        min(handover_notice.post_id), 'queued', :now, 0, :no, :now
    FROM handover_notice JOIN address ON address.id = handover_notice.address_id
    WHERE handover_notice.state = 'new' AND {mine}
    GROUP BY handover_notice.address_id, address.lane_id"""
_LANES = """
    SELECT lane_id FROM delivery
    WHERE state IN ('queued', 'claimed') AND not_before <= :now
    UNION
    SELECT lane_id FROM delivery WHERE edit_wanted = true
    UNION
    SELECT id AS lane_id FROM lane WHERE paused_at IS NOT NULL AND paused_until <= :now AND served
    ORDER BY lane_id"""


def deal(session: Session, issuer_id: str, *, now: datetime) -> None:
    """Put every new item and announcement of that issuer, and every new word on a changed post, into a card: one still
    waiting for the same person and time, else a new one.

    The key of a card is that of its first item, so that a card, too, is never made twice.
    """
    given = {"now": now, "no": False, "issuer": issuer_id}
    for sql in (_TELL_IN_WAITING, _TELL_ANEW, _TELL_IN_WAITING):
        _run(session, sql, _WAITING_NOW, "handover_notice", given)
    for table in ("item", "announcement_item"):
        for sql in (_JOIN_WAITING, _MAKE_NEW, _JOIN_WAITING):
            _run(session, sql, _WAITING, table, given)


def _run(session: Session, sql: str, waiting: str, table: str, given: Mapping[str, object]) -> None:
    mine, waiting = _OF_ISSUER.format(table), waiting.format(table=table, is_link=IS_DESK_LINK)
    statement = text(sql.format(waiting=waiting, mine=mine, table=table)).bindparams(_NOW)
    session.execute(statement, {name: given[name] for name in statement.compile().params})


@dataclass(frozen=True)
class Push:
    """How many people one reminder speaks to, over how many lanes, and how many times nobody can be reached."""

    people: int
    lanes: int
    unreachable: int

    def __str__(self) -> str:
        """For the log."""
        told = f"people {self.people}, lanes {self.lanes}"
        return f"{told}, nobody to reach {self.unreachable}" if self.unreachable else told


def load_pushes(session: Session, reminders: Collection[int]) -> dict[int, Push]:
    """What became of those of `reminders` that spoke to anybody, or should have, by their ids."""
    if not reminders:
        return {}
    rows: Iterable[Any] = session.execute(
        select(
            col(Item.reminder_id),
            func.count(col(Item.address_id).distinct()),
            func.count(col(Address.lane_id).distinct()),
            func.sum(case((col(Item.address_id).is_(None), 1), else_=0)),
        )
        .select_from(Item)
        .outerjoin(Address, col(Address.id) == Item.address_id)
        .where(col(Item.reminder_id).in_(reminders), col(Item.state) != ItemState.UNDECIDED)
        .group_by(col(Item.reminder_id))
        .order_by(col(Item.reminder_id))
    )
    return {id_: Push(people, lanes, unreachable) for id_, people, lanes, unreachable in rows}


def lanes_with_mail(session: Session, *, now: datetime) -> list[str]:
    """Lanes in which something is to be sent at `now`, or to be found out, in order of their ids."""
    rows = session.execute(text(_LANES).bindparams(_NOW), {"now": now})
    return [str(row.lane_id) for row in rows]
