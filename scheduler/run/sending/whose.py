"""Whose messages wait in a lane: issuers may share one, and each is kept from other writers by itself."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from scheduler.store import locks
from scheduler.store.tables import Address, Delivery, Person

Which = Sequence[ColumnElement[bool]]


def own_first(
    session: Session, which: Which, *, order: Sequence[ColumnElement[Any]], limit: int
) -> set[str]:
    """Keep the issuers of the first `limit` deliveries from other writers, and return them; of the first of the
    others, where somebody writes for all of them. Empty when nothing waits of anybody else.
    """
    busy: set[str] = set()
    while True:
        others = [~is_of(busy)] if busy else []
        query = select(issuer_id()).where(*which, *others).order_by(*order).limit(limit)
        found = set(session.scalars(query))
        if not found:
            return set()
        if owned := locks.own(session, found):
            return owned
        busy |= found


def is_of(issuers: Collection[str]) -> ColumnElement[bool]:
    """Whether a delivery is of one of `issuers`."""
    return issuer_id().in_(issuers)


def issuer_id() -> ColumnElement[str]:
    """Of a delivery: that of the person it goes to."""
    return (
        select(col(Person.issuer_id))
        .join(Address, col(Address.person_id) == Person.id)
        .where(col(Address.id) == col(Delivery.address_id))
        .correlate(Delivery)
        .scalar_subquery()
    )
