"""What follows when a post changed hands: a card of open duties for who came, a line for the standing body.

They leave at once, by night too: whoever took a post by a link that went astray has to be noticed by those who can
undo it, and who lost it may do nothing more from that instant on.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.posts import PERSONS, PostKind, Recipient
from scheduler.states import Ending, ItemState
from scheduler.steps import Step, StepKind
from scheduler.store import handovers, ledger
from scheduler.store.handovers import ToldAs
from scheduler.store.holders import holding, left_at, load_to_posts
from scheduler.store.tables import (
    Handover,
    HandoverNotice,
    Holder,
    Issuer,
    Item,
    Post,
    Reminder,
    Unit,
)
from scheduler.store.tables.handover import PENDING
from scheduler.workflow.actor import Case
from scheduler.workflow.cases import load_group_owed
from scheduler.workflow.handover import concerns_standing_body
from scheduler.workflow.moved_deadline import closing, deadline

AT_ONCE = 100  # changes followed in one pass
MOST = 20  # duties on the card, the nearest; how many there are in all is said above them


def follow(session: Session, issuer_id: str, *, now: datetime) -> None:
    """Tell whom it concerns of each change at that issuer not followed yet, the oldest first, within the caller's
    transaction."""
    at = (
        select(Unit.issuer_id)
        .join(Post, col(Post.unit_id) == Unit.id)
        .where(Post.id == Handover.post_id)
        .correlate(Handover)
        .scalar_subquery()
    )
    query = select(Handover).where(PENDING, at == issuer_id)
    query = query.order_by(col(Handover.id)).limit(AT_ONCE)
    for change in session.exec(query).all():
        _follow(session, change, now)
        change.followed_at = now
        session.add(change)
        session.flush()


def _follow(session: Session, change: Handover, now: datetime) -> None:
    post = session.get_one(Post, change.post_id)
    unit = session.get_one(Unit, post.unit_id)
    issuer = session.get_one(Issuer, unit.issuer_id)
    holder = session.get(Holder, change.holder_id) if change.holder_id else None
    superseded = holder.until_at is not None if holder else handovers.is_held(session, post.id)
    open_, told = 0, 0
    if not superseded:
        if holder is not None:
            handovers.tell(session, change, ToldAs.HOLDER, post.id or 0, holder.person_id, now=now)
            open_ = _give_open_duties(session, post, holder, now)
        if concerns_standing_body(session, post):
            told = _tell_standing_body(session, change, issuer, now)
    data: dict[str, object] = {
        "succeeds": change.succeeds,
        "reports": change.reports,
        "duties": open_,
        "told": {
            "former": _count_former(session, change),
            "holder": int(holder is not None and not superseded),
            "standing_body": told,
        },
    }
    kind = Happening.POST_VACATED if holder is None else Happening.POST_HANDED_OVER
    subject = f"{unit.code}/{post.kind}"
    entry = ledger.Entry(kind, subject, change.actor, unit.issuer_id, data)
    ledger.append(session, [entry], now=now)


def _give_open_duties(session: Session, post: Post, holder: Holder, now: datetime) -> int:
    """Put the nearest duties of the unit that are still taken in on a card for `holder`; how many those are.

    Only the head gets them: others of the unit are told when something is late, and see all of it when they ask.
    """
    if post.kind != PostKind.HEAD:
        return 0
    address_id = _address_for(session, post, holder, now)
    cases = [
        case
        for case in load_group_owed(session, (post.unit_id,))
        if deadline(case) and not ((ends := closing(case)) and ends <= now)
    ][:MOST]
    for case in cases:
        _give(session, case, post, holder, address_id, now)
    return len(cases)


def _give(
    session: Session,
    case: Case,
    post: Post,
    holder: Holder,
    address_id: int | None,
    now: datetime,
) -> None:
    row = case.obligation
    reminder = Reminder(
        occurrence_id=row.occurrence_id,
        obligation_id=row.id,
        revision=row.revision,
        step=str(Step(StepKind.TAKEN_OVER, about=holder.id)),
        at=now,
        recipients=Recipient.HEAD,
        ended_at=now,
        ending=Ending.FIRED,
    )
    session.add(reminder)
    session.flush()
    whom = f"{row.id}:{post.id}:{address_id or 'none'}"
    session.add(
        Item(
            key=f"{row.occurrence_id}:own-{row.revision}:{reminder.step}:{whom}",
            reminder_id=reminder.id or 0,
            obligation_id=row.id or 0,
            post_id=post.id,
            address_id=address_id,
            state=ItemState.NEW if address_id else ItemState.UNREACHABLE,
            not_before=now,
            created_at=now,
        )
    )


def _address_for(session: Session, post: Post, holder: Holder, now: datetime) -> int | None:
    """Where `holder` is told, else the best other way to the post; None: it waits for one."""
    way = handovers.find_reached(session, holder.person_id)
    if way and way.is_open:
        return way.address.id
    others = load_to_posts(session, [post.id], now=now).get(post.id or 0)
    return others[0].address_id if others else None


def _tell_standing_body(session: Session, change: Handover, issuer: Issuer, now: datetime) -> int:
    """Once each person there, but those whom it concerns themselves; how many that are."""
    concerned = _concerned(session, change)
    posts = session.exec(
        select(Post)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            Unit.issuer_id == issuer.id,
            Unit.code == issuer.standing_body,
            col(Post.kind).in_(PERSONS),
        )
        .order_by(col(Post.id))
    ).all()
    people: dict[int, int] = {}
    for post in posts:
        for person_id in _people_at(session, post, now):
            people.setdefault(person_id, post.id or 0)
    return sum(
        handovers.tell(session, change, ToldAs.STANDING_BODY, post_id, person_id, now=now)
        for person_id, post_id in people.items()
        if person_id not in concerned
    )


def _concerned(session: Session, change: Handover) -> set[int]:
    """Who came, and who left then."""
    came = session.get(Holder, change.holder_id) if change.holder_id else None
    left = select(Holder.person_id).where(
        Holder.post_id == change.post_id,
        left_at(change.at),
    )
    return {*session.exec(left), *([came.person_id] if came else [])}


def _people_at(session: Session, post: Post, now: datetime) -> list[int]:
    """Who is told at a post of the standing body: over one channel, and who stands in; nobody reached: all of them."""
    ways = load_to_posts(session, [post.id], now=now).get(post.id or 0, [])
    if not ways:
        query = select(Holder.person_id).where(Holder.post_id == post.id, holding(now))
        return list(session.exec(query.order_by(col(Holder.id))))
    return [way.person_id for way in ways if way.stands_in or way.channel == ways[0].channel]


def _count_former(session: Session, change: Handover) -> int:
    query = select(HandoverNotice.id).where(
        HandoverNotice.handover_id == change.id, HandoverNotice.reader == ToldAs.FORMER
    )
    return len(session.exec(query).all())
