"""Queued cards into letters, checked once more: what still needs saying, to whom, and from when on."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from scheduler.run.about import complete
from scheduler.run.letter import Letter, Unsayable
from scheduler.run.notice import Notice, NoticeItem
from scheduler.run.notices import CardRow, load_rows
from scheduler.run.office import Office
from scheduler.store.deadline import effective_deadline
from scheduler.store.tables import Address, Delivery, Issuer, Person, Post
from scheduler.workflow.actor import load_tenures
from scheduler.workflow.drafts import find_draft
from scheduler.workflow.states import OWED, has_happened

log = logging.getLogger(__name__)


def write_letters(
    session: Session,
    deliveries: Sequence[Delivery],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
) -> list[Letter | Unsayable]:
    """What each delivery says at `now`, in their order; within one, nearest deadline first.

    One that cannot be worded is Unsayable, and the others are worded all the same.
    """
    rows = load_rows(session, deliveries)
    return [
        _worded(session, delivery, rows[delivery.id], office, now=now, rehearsal=rehearsal)
        for delivery in deliveries
    ]


def write_edits(
    session: Session,
    deliveries: Sequence[Delivery],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
) -> list[Letter]:
    """What cards said before should say now: each obligation once, as it stands, owed or not.

    What has no day any more, or cannot be worded, is left as it was said.
    """
    rows = load_rows(session, deliveries)
    dated = {
        d.id: [row for row in rows[d.id] if effective_deadline(row.occurrence, row.obligation)]
        for d in deliveries
    }
    found = [
        _worded(session, d, dated[d.id], office, now=now, rehearsal=rehearsal, judged=False)
        for d in deliveries
        if dated[d.id]
    ]
    return [letter for letter in found if isinstance(letter, Letter)]


def _worded(
    session: Session,
    delivery: Delivery,
    rows: list[CardRow],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
    judged: bool = True,
) -> Letter | Unsayable:
    try:
        return _letter(session, delivery, rows, office, now=now, rehearsal=rehearsal, judged=judged)
    except SQLAlchemyError:
        raise
    except Exception as error:  # one card must not stop the others of its lane
        log.exception("delivery %s cannot be worded", delivery.id)
        return Unsayable(delivery.id or 0, f"{type(error).__name__}: {error}")


def _letter(
    session: Session,
    delivery: Delivery,
    rows: list[CardRow],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
    judged: bool = True,
) -> Letter:
    address = session.get_one(Address, delivery.address_id)
    person = session.get_one(Person, address.person_id)
    issuer = session.get_one(Issuer, person.issuer_id)
    tenures = load_tenures(session, person, now=now)
    moot = {row.item.id: reason for row in rows if judged and (reason := row.moot(tenures))}
    # what happened is told rather than a reminder of the same thing: it has a reason, and tells the day too
    by_weight = sorted(rows, key=lambda row: has_happened(row.reminder.step))
    latest = {row.topic: row.item.id for row in by_weight if row.item.id not in moot}
    moot |= {
        row.item.id: "a later word on it is in the same card"
        for row in rows
        if row.item.id not in moot and row.item.id != latest[row.topic]
    }
    left = [row for row in rows if row.item.id not in moot]
    told = []
    for row in _once_a_draft(left):
        item = row.say(office, now)
        item = complete(session, item, issuer, post_id=row.item.post_id, tenures=tenures)
        told.append(_drafted(session, row, item, now))
    ready = [
        office.ready_at(now, due_at=row.due_at, zone=ZoneInfo(row.campaign.zone)) for row in left
    ]
    return Letter(
        delivery_id=delivery.id or 0,
        issuer_id=issuer.id,
        address_id=address.id or 0,
        address=address.value,
        thread=address.thread,
        notice=Notice(
            delivery_id=delivery.id or 0,
            issuer=issuer.name,
            zone=issuer.zone,
            post=session.get_one(Post, delivery.post_id).title,
            language=person.language,
            now=now.astimezone(ZoneInfo(issuer.zone)),
            items=tuple(sorted(told, key=NoticeItem.place)),
            possible_duplicate=delivery.possible_duplicate,
            rehearsal=rehearsal,
        ),
        moot=tuple((id_ or 0, reason) for id_, reason in moot.items()),
        ready_at=min(ready, default=now),
        closed=address.closed_at is not None,
    )


def _once_a_draft(rows: Sequence[CardRow]) -> list[CardRow]:
    """`rows`, but of each report to a superior one, that is still owed if any is: it is decided on as one."""
    owed_last = sorted(rows, key=lambda row: row.obligation.state in OWED)
    return list({(row.draft_id, row.draft_id or row.item.id): row for row in owed_last}.values())


def _drafted(session: Session, row: CardRow, item: NoticeItem, now: datetime) -> NoticeItem:
    """With the report to a superior it tells of. No calendar shows that: it is no deadline of who reads it."""
    if row.draft_id is None:
        return item
    draft = find_draft(session, row.draft_id, now=now)
    return replace(item, draft=draft, unit=", ".join(draft.units), uid="")
