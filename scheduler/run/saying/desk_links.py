"""What a message says that brings a link into the desk: made as it is worded, so that no secret waits in the outbox.

Worded again, it carries a fresh one, and that before works no more.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from scheduler.access import links
from scheduler.access.holding import require_standing
from scheduler.errors import NoWayIn, PostPassedOn
from scheduler.run.saying.notice import DeskLink
from scheduler.store.tables import Delivery, Person, Unit
from scheduler.store.tables.outbox import DESK_LINK
from scheduler.workflow.actor import signature

WAITS = timedelta(hours=1)  # for its mail server; who asked has asked again by then, or given up


def say(
    session: Session, delivery: Delivery, person: Person, *, wall: datetime, now: datetime
) -> DeskLink | None:
    """A new link for `person`; None for every other message, after WAITS, and for who holds no post at the standing
    body any more."""
    if not delivery.key.startswith(f"{DESK_LINK}:") or now - delivery.created_at > WAITS:
        return None
    try:
        _actor, tenure = require_standing(session, person, now=now)
    except (PostPassedOn, NoWayIn):
        return None
    by = signature(tenure)
    secret = links.make(session, person_id=person.id, by=by, wall=wall, now=now)
    code = session.get_one(Unit, tenure.unit_id).code
    return DeskLink(
        reference=f"{code}/{tenure.kind}",
        unit=tenure.unit,
        path=links.address_of("", secret),
        minutes=links.VALID // timedelta(minutes=1),
    )
