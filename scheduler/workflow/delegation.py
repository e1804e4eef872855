"""Giving a duty, or all of a post's, to somebody else of the same unit until the end of a day."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.dates import civil
from scheduler.errors import NotAllowed, NotLater, NotPossible
from scheduler.posts import PostKind, Recipient
from scheduler.steps import StepKind
from scheduler.store import holders
from scheduler.store.standing import end_standing_in, load_standing_in, stand_in
from scheduler.store.tables import (
    Address,
    Holder,
    Invite,
    Issuer,
    Person,
    Post,
)
from scheduler.workflow import invitation
from scheduler.workflow.actor import Actor, Case, Tenure, signature
from scheduler.workflow.follow import Follow, edit_cards_of


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


@dataclass(frozen=True)
class InForce:
    """What is given and has not ended. `offered`: by a link nobody has opened yet, so to nobody so far."""

    id: int  # of the tenure, or of the invitation
    offered: bool
    person_id: int | None
    title: str  # of their own post in the unit; empty for who came by a link
    duty: str  # the only one; empty: all
    until_at: datetime


@dataclass(frozen=True)
class Contact:
    """Where a person is reached on the lane of their issuer, and in which language."""

    chat: str
    language: str


def own_tenure(actor: Actor, case: Case | None = None) -> Tenure:
    """The post the actor may give away: one held, not stood in for. Raises NotAllowed."""
    for tenure in actor.tenures:
        if tenure.may_give and (case is None or tenure.unit_id == case.obligation.unit_id):
            return tenure
    raise NotAllowed(Action.DELEGATE)


def colleagues(session: Session, tenure: Tenure, actor: Actor) -> list[Colleague]:
    """Who of the same unit can be asked at once, deputies first; for others there is an invitation."""
    rows = session.exec(
        select(Person.id, Post.title)
        .join(Holder, col(Holder.person_id) == Person.id)
        .join(Post, col(Post.id) == Holder.post_id)
        .join(Address, (col(Address.person_id) == Person.id) & holders.can_be_told())
        .where(
            Post.unit_id == tenure.unit_id,
            col(Post.kind).in_((PostKind.DEPUTY, PostKind.CLERK)),
            holders.in_own_right(),
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
        raise NotAllowed(Action.DELEGATE)
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
        follow.changed(in_calendars=False)
        follow.tell(StepKind.STANDS_IN, Recipient.STAND_IN, about=given.case.obligation.revision)


def invite_colleague(session: Session, given: Delegation, actor: Actor, *, now: datetime) -> str:
    """A one-time code to pass on to a colleague who is not bound yet. Raises NotLater."""
    return invitation.invite_stand_in(
        session,
        session.get_one(Post, given.tenure.post_id),
        lane_id=_lane(session, actor),
        until_at=_until(session, given, actor, now),
        obligation_id=given.case.obligation.id if given.case else None,
        by=signature(given.tenure),
        now=now,
    )


def load_in_force(session: Session, tenure: Tenure, *, now: datetime) -> list[InForce]:
    """What is given of the post at `now`, by whomever; who stands in before what is offered, the next to end first."""
    rows: list[Holder | Invite] = [
        *load_standing_in(session, tenure.post_id, now=now),
        *invitation.load_offered(session, tenure.post_id, now=now),
    ]
    return [_in_force(session, tenure, row) for row in rows]


def take_back(
    session: Session, actor: Actor, id_: int, *, offered: bool, now: datetime
) -> tuple[Tenure, InForce]:
    """End a delegation before its day, or an offer nobody has taken up; the post it was of, and what it was.

    Who stood in may do no more, and their cards say so. Raises NotAllowed for whom the post is not, NotPossible
    for what is over already.
    """
    row: Holder | Invite | None
    row = session.get(Invite, id_) if offered else session.get(Holder, id_)
    tenure = next(
        (t for t in actor.tenures if t.may_give and row and t.post_id == row.post_id), None
    )
    if row is None or tenure is None:
        raise NotAllowed(Action.DELEGATE)
    known = load_in_force(session, tenure, now=now)
    ended = next((one for one in known if (one.id, one.offered) == (id_, offered)), None)
    if ended is None:
        raise NotPossible(Action.TAKE_BACK, "ended")
    if isinstance(row, Invite):
        invitation.take_back(session, row, by=signature(tenure), now=now)
    else:
        end_standing_in(session, row, by=signature(tenure), now=now)
        edit_cards_of(session, row)
    return tenure, ended


def _until(session: Session, given: Delegation, actor: Actor, now: datetime) -> datetime:
    zone = ZoneInfo(session.get_one(Issuer, actor.issuer_id).zone)
    until_at = civil.end_of_day(given.until_on, zone)
    if until_at <= now:
        raise NotLater(now)
    return until_at


def _in_force(session: Session, tenure: Tenure, row: Holder | Invite) -> InForce:
    offered = isinstance(row, Invite)
    until_at = row.stands_in_until if isinstance(row, Invite) else row.until_at
    assert until_at is not None, "standing in has its day"
    person_id = row.person_id if isinstance(row, Holder) else None
    return InForce(
        id=row.id or 0,
        offered=offered,
        person_id=person_id,
        title=_own_title(session, tenure, person_id),
        duty=invitation.duty_of(session, row.obligation_id),
        until_at=until_at,
    )


def _own_title(session: Session, tenure: Tenure, person_id: int | None) -> str:
    found = session.exec(
        select(Post.title)
        .join(Holder, col(Holder.post_id) == Post.id)
        .where(
            Holder.person_id == person_id,
            Post.unit_id == tenure.unit_id,
            holders.in_own_right(),
        )
        .order_by(col(Post.kind).desc())
    ).first()
    return found or ""


def contact(session: Session, person_id: int, actor: Actor) -> Contact | None:
    """How that person is reached on the lane of the actor's issuer; None when they are not."""
    found = session.exec(
        select(Address.value, Person.language)
        .join(Person, col(Person.id) == Address.person_id)
        .where(
            Address.person_id == person_id,
            Address.lane_id == _lane(session, actor),
            holders.can_be_told(),
        )
    ).first()
    return Contact(*found) if found else None


def _lane(session: Session, actor: Actor) -> str:
    return session.get_one(Issuer, actor.issuer_id).lane_id
