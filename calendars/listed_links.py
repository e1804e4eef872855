"""Links as an admin lists them: of what, who fetched when, whether a page manages them; never their secrets."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from calendars.families import managed_with
from calendars.subscriptions import load_subscriptions, scope_of
from calendars.targets import say_scope
from scheduler.store.organisation import find_issuer
from scheduler.store.tables import Subscription


@dataclass(frozen=True)
class ListedLink:
    """One link. Instants are aware."""

    number: int
    name: str
    issuer: str
    scope: str  # kind of what it shows
    shows: str  # what, in words
    client: str | None
    parent: int | None  # the link it was made with
    has_page: bool  # which manages it, of its own
    is_managed: bool  # by its own page or by that of a link it came from
    created_at: datetime
    fetched_at: datetime | None
    revoked_at: datetime | None


def load_links(session: Session, issuer: str | None = None) -> list[ListedLink]:
    """The links of an issuer, or of all of them, oldest first. Raises UnknownIssuer."""
    issuer_id = None if issuer is None else find_issuer(session, issuer).id
    return [_listed(session, row) for row in load_subscriptions(session, issuer_id)]


def _listed(session: Session, row: Subscription) -> ListedLink:
    assert row.id is not None, "it was read from the database"
    has_page = row.manage_hash is not None
    return ListedLink(
        number=row.id,
        name=row.name,
        issuer=row.issuer_id,
        scope=row.scope,
        shows=say_scope(session, scope_of(row.scope, row.scope_id, row.issuer_id)),
        client=row.client,
        parent=row.parent_id,
        has_page=has_page,
        is_managed=has_page or managed_with(session, row.id) is not None,
        created_at=row.created_at,
        fetched_at=row.fetched_at,
        revoked_at=row.revoked_at,
    )
