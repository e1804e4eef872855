"""Giving a duty, or all of a post's, to somebody else of the same unit until the end of a day."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scheduler.dates import civil
from scheduler.errors import NotAllowed, NotLater
from scheduler.store.standing import end_standing_in, stand_in
from scheduler.store.tables import Address, Holder, Issuer, Person, Post
from scheduler.workflow.actor import Actor, Case, Tenure, signature
from scheduler.workflow.follow import Follow
from scheduler.workflow.invitation import invite_stand_in
from scheduler.workflow.states import Step


@dataclass(frozen=True)
class Colleague:
    """Somebody of the same unit who is bound already."""

    person_id: int
    title: str


@dataclass(frozen=True)
class Delegation:
    """What is given: the post of `tenure`, for `case` or (None) all it owes, until the end of `until_on`."""

    tenure: Tenure
    until_on: date
    case: Case | None = None


def own_tenure(actor: Actor, case: Case | None = None) -> Tenure:
    """The post the actor may give away: one held, not stood in for. Raises NotAllowed."""
    for tenure in actor.tenures:
        mine = case is None or tenure.unit_id == case.obligation.unit_id
        if mine and not tenure.stands_in and tenure.kind == "head":
            return tenure
    raise NotAllowed("delegate")


def colleagues(session: Session, tenure: Tenure, actor: Actor) -> list[Colleague]:
    """Who of the same unit can be asked at once, deputies first; for others there is an invitation."""
    rows = session.exec(
        select(Person.id, Post.title)
        .join(Holder, col(Holder.person_id) == Person.id)
        .join(Post, col(Post.id) == Holder.post_id)
        .join(Address, (col(Address.person_id) == Person.id) & col(Address.closed_at).is_(None))
        .where(
            Post.unit_id == tenure.unit_id,
            col(Post.kind).in_(("deputy", "clerk")),
            col(Holder.until_at).is_(None),
            Person.id != actor.person_id,
        )
        .order_by(col(Post.kind).desc(), col(Person.id))
    )
    return list(dict.fromkeys(Colleague(id_, title) for id_, title in rows if id_ is not None))


def appoint(
    session: Session, given: Delegation, actor: Actor, person_id: int, *, now: datetime
) -> None:
    """Let a colleague stand in. Raises NotAllowed for anybody who is none, NotLater for a day that is over."""
    if person_id not in [c.person_id for c in colleagues(session, given.tenure, actor)]:
        raise NotAllowed("delegate")
    post = session.get_one(Post, given.tenure.post_id)
    stand_in(
        session,
        post,
        session.get_one(Person, person_id),
        until_at=_until(session, given, actor, now),
        obligation_id=given.case.obligation.id if given.case else None,
        by=signature(given.tenure),
        now=now,
    )
    if given.case:
        follow = Follow(session, given.case, signature(given.tenure), now)
        follow.changed()
        follow.tell(Step.STANDS_IN, "stand_in", about=given.case.obligation.revision)


def invite_colleague(session: Session, given: Delegation, actor: Actor, *, now: datetime) -> str:
    """A one-time code to pass on to a colleague who is not bound yet. Raises NotLater."""
    return invite_stand_in(
        session,
        session.get_one(Post, given.tenure.post_id),
        lane_id=_lane(session, actor),
        until_at=_until(session, given, actor, now),
        obligation_id=given.case.obligation.id if given.case else None,
        by=signature(given.tenure),
        now=now,
    )


def take_back(session: Session, given: Delegation, person_id: int, *, now: datetime) -> None:
    """End a delegation before its day."""
    end_standing_in(
        session,
        session.get_one(Post, given.tenure.post_id),
        session.get_one(Person, person_id),
        obligation_id=given.case.obligation.id if given.case else None,
        now=now,
    )


def _until(session: Session, given: Delegation, actor: Actor, now: datetime) -> datetime:
    zone = ZoneInfo(session.get_one(Issuer, actor.issuer_id).zone)
    until_at = civil.end_of_day(given.until_on, zone)
    if until_at <= now:
        raise NotLater(now)
    return until_at


def address_of(session: Session, person_id: int, actor: Actor) -> str | None:
    """Where that person is reached on the lane of the actor's issuer; None when they are not."""
    return session.exec(
        select(Address.value).where(
            Address.person_id == person_id,
            Address.lane_id == _lane(session, actor),
            col(Address.closed_at).is_(None),
        )
    ).first()


def _lane(session: Session, actor: Actor) -> str:
    return session.get_one(Issuer, actor.issuer_id).lane_id
