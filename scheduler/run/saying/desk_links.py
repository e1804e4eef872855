"""What a message says that brings a link into the desk: made as it is worded, so that no secret waits in the outbox.

Worded again, it carries a fresh one, and that before works no more.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from scheduler.access import draft_links, links
from scheduler.access.draft_links import Key, Word
from scheduler.access.holding import require_standing, standing_tenures
from scheduler.access.roles import Right, Role, rights_of
from scheduler.errors import NoWayIn, PostPassedOn
from scheduler.run.saying.notice import DeskLink, ToldDraft
from scheduler.store.tables import Delivery, Draft, Issuer, Person, Unit
from scheduler.store.tables.outbox import DESK_LINK
from scheduler.workflow.actor import Actor, signature

_PAGE = "/ban/ban-thao/{}/thay-doi"
WAITS = timedelta(hours=1)  # for its mail server; who asked has asked again by then, or given up


def say(
    session: Session,
    delivery: Delivery,
    person: Person,
    *,
    wall: datetime,
    now: datetime,
    ready: bool = True,
) -> DeskLink | None:
    """A new link for `person`; None for every other message, for one about nothing that waits any more, and for who
    holds no post at the standing body any more. One that is not `ready` to leave is without a link yet."""
    key = draft_links.Key.parse(delivery.key)
    told = _draft(session, key) if key else None
    if key and told is None:
        return None
    if not delivery.key.startswith(f"{DESK_LINK}:") or (not key and _is_stale(delivery, now)):
        return None
    try:
        actor, tenure = require_standing(session, person, now=now)
    except (PostPassedOn, NoWayIn):
        return None
    if key and not _may(session, key, actor):
        return None
    lasts = draft_links.LASTS if key else links.VALID
    path = _path(session, key, person, signature(tenure), lasts, wall, now) if ready else ""
    code = session.get_one(Unit, tenure.unit_id).code
    return DeskLink(
        reference=f"{code}/{tenure.kind}",
        unit=tenure.unit,
        path=path,
        minutes=lasts // timedelta(minutes=1),
        about=told,
    )


def _is_stale(delivery: Delivery, now: datetime) -> bool:
    return now - delivery.created_at > WAITS


def _path(
    session: Session,
    key: Key | None,
    person: Person,
    by: str,
    lasts: timedelta,
    wall: datetime,
    now: datetime,
) -> str:
    secret = links.make(session, person_id=person.id, by=by, lasts=lasts, wall=wall, now=now)
    return links.address_of("", secret, to=_PAGE.format(key.draft_id) if key else "")


def _draft(session: Session, key: Key) -> ToldDraft | None:
    """What there is to tell of it; None once that is over."""
    draft = session.get(Draft, key.draft_id)
    if draft is None:
        return None
    if key.word is Word.ASKED:
        waits = draft.state == "proposed" and draft.proposed_at is not None
        if not waits or draft_links.since(draft.proposed_at or draft.begun_at) != key.since:
            return None
        return ToldDraft(draft.title, draft.proposed_by or "", draft.proposed_at or draft.begun_at)
    given_at = draft.remark_at
    if draft.state != "open" or given_at is None or draft_links.since(given_at) != key.since:
        return None
    return ToldDraft(draft.title, draft.remark_by, given_at, draft.remark)


def _may(session: Session, key: Key, actor: Actor) -> bool:
    """Whether it is still theirs to approve, or to correct."""
    issuer = session.get_one(Issuer, actor.issuer_id)
    rights = (rights_of(Role(one.kind), issuer) for one in standing_tenures(actor))
    wanted = Right.APPROVE if key.word is Word.ASKED else Right.DEFINE
    return wanted in frozenset[Right]().union(*rights)
