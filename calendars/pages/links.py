"""Links as their page shows and changes them: which a link may see, make, exchange and close.

What manages a link is its own authority: it speaks for the link's calendar, that of the standing body for every
calendar of its issuer; new addresses it gives only to the link and to what was made with it. A request cannot be
forged from elsewhere, for the secret stands in its path.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from calendars import families, subscriptions
from calendars.pages.reader import Reader
from calendars.query import Scope
from calendars.subscriptions import scope_of
from calendars.targets import say_scope
from scheduler.errors import NotOfIssuer, UnknownSubscription
from scheduler.store.tables import Block, Campaign, Subscription, Unit
from scheduler.words.links import shows

SHOWN = 100
CHOICES = 300  # more would make the page heavy: then the code is typed


@dataclass(frozen=True)
class Row:
    """A link as its page lists it."""

    id: int
    name: str
    about: str
    own: bool
    family: bool  # it can be given a new address here
    created_at: datetime
    fetched_at: datetime | None
    client: str
    revoked_at: datetime | None


@dataclass(frozen=True)
class Choice:
    """A calendar one may make a link to; `value` is what the form sends."""

    value: str
    label: str


def say_name(session: Session, reader: Reader) -> str:
    """What the calendar is, for the head of its pages."""
    return say_scope(session, reader.scope)


def load_rows(session: Session, reader: Reader) -> tuple[list[Row], int]:
    """The links this one rules, and how many more there are: itself, those made with it, the rest; newest first."""
    family = families.load_family(session, _number(reader))
    found = sorted(
        _ruled(session, reader), key=lambda row: (row.id != _number(reader), row.id not in family)
    )
    rows = [_row(session, row, reader, family) for row in found[:SHOWN]]
    return rows, max(0, len(found) - SHOWN)


def load_choices(session: Session, reader: Reader) -> list[Choice]:
    """The calendars a link may be made to; none when there are more than CHOICES, then a code is typed."""
    if not reader.rules_all:
        return []
    choices = [Choice("issuer:", shows("issuer", reader.issuer))]
    for kind in ("campaign", "block", "unit"):
        for _id, code, name in _all(session, kind, reader.issuer_id):
            choices.append(Choice(f"{kind}:{code}", shows(kind, name)))
    return choices if len(choices) <= CHOICES else []


def make(session: Session, reader: Reader, name: str, choice: str, *, now: datetime) -> str:
    """Token of a new link of that name. Raises TooManyLinks, NotOfIssuer when this link may not make it."""
    scope = _chosen(session, reader, choice) if choice else reader.scope
    families.require_room(session, _number(reader), now=now)
    made = subscriptions.subscribe(
        session,
        issuer_id=reader.issuer_id,
        scope=scope,
        name=name,
        actor=_actor(reader),
        now=now,
        parent_id=_number(reader),
    )
    return made.reads


def exchange(session: Session, reader: Reader, number: int, *, now: datetime) -> tuple[str, str]:
    """Name and new token of this link, or of one made with it.

    Raises TooManyLinks, UnknownSubscription for all others and for one that is revoked.
    """
    if number not in families.load_family(session, _number(reader)):
        raise UnknownSubscription(number)
    families.require_room(session, number, now=now)
    token = subscriptions.exchange(
        session, number, issuer_id=reader.issuer_id, actor=_actor(reader), now=now
    )
    return subscriptions.find_subscription(session, number).name, token


def revoke(session: Session, reader: Reader, number: int, *, now: datetime) -> None:
    """Close a link and what was made with it. Raises UnknownSubscription for one that this link does not rule."""
    if number not in [row.id for row in _ruled(session, reader)]:
        raise UnknownSubscription(number)
    subscriptions.revoke(session, number, issuer_id=reader.issuer_id, actor=_actor(reader), now=now)


def _ruled(session: Session, reader: Reader) -> Sequence[Subscription]:
    query = select(Subscription).where(col(Subscription.issuer_id) == reader.issuer_id)
    if not reader.rules_all:
        query = query.where(
            col(Subscription.scope) == reader.scope.kind,
            col(Subscription.scope_id) == reader.scope.id,
        )
    return session.scalars(query.order_by(col(Subscription.id).desc())).all()


def _row(session: Session, row: Subscription, reader: Reader, family: Collection[int]) -> Row:
    scope = scope_of(row.scope, row.scope_id, row.issuer_id)
    return Row(
        id=row.id or 0,
        name=row.name,
        about=say_scope(session, scope),
        own=row.id == _number(reader),
        family=row.id in family,
        created_at=row.created_at,
        fetched_at=row.fetched_at,
        client=row.client or "",
        revoked_at=row.revoked_at,
    )


def _chosen(session: Session, reader: Reader, choice: str) -> Scope:
    """What the form named, of this issuer only. Raises NotOfIssuer."""
    kind, _colon, code = choice.partition(":")
    if reader.rules_all and kind == "issuer":
        return reader.scope
    if not reader.rules_all or kind not in _NAMED:
        raise NotOfIssuer(reader.issuer_id, kind)
    for id_, known, _name in _all(session, kind, reader.issuer_id):
        if known == code:
            return scope_of(kind, id_, reader.issuer_id)
    raise NotOfIssuer(reader.issuer_id, kind)


_NAMED: dict[str, Select[int | None, str, str]] = {
    "campaign": select(col(Campaign.id), col(Campaign.code), col(Campaign.title)),
    "block": select(col(Block.id), col(Block.code), col(Block.name)),
    "unit": select(col(Unit.id), col(Unit.code), col(Unit.name)),
}


def _all(session: Session, kind: str, issuer_id: str) -> list[tuple[int, str, str]]:
    """Id, code and name of all of that kind, in the order they were made."""
    query = _NAMED[kind].filter_by(issuer_id=issuer_id).order_by("id")
    rows: Any = session.execute(query)
    return [(id_, code, name) for id_, code, name in rows]


def _number(reader: Reader) -> int:
    assert reader.link is not None, "links are managed with one of them"
    return reader.link.id


def _actor(reader: Reader) -> str:
    return f"subscription/{_number(reader)}"
