"""Who is acting: the posts a person holds or stands in for, and so what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.errors import NotAllowed, PostPassedOn
from scheduler.posts import PERSONS, PostKind
from scheduler.store import holders
from scheduler.store.outside import is_sent_outside
from scheduler.store.tables import (
    Address,
    Campaign,
    Holder,
    Issuer,
    Obligation,
    Occurrence,
    Person,
    Post,
    Unit,
)
from scheduler.store.titles import in_full, told_title, with_unit


@dataclass(frozen=True)
class Tenure:
    """A post a person holds, or stands in for (`obligation_id`: for that one only)."""

    post_id: int
    kind: str
    title: str
    unit_id: int
    unit: str
    stands_in: bool
    obligation_id: int | None
    until_at: datetime | None  # of who stands in: no longer within

    @property
    def may_give(self) -> bool:
        """Whether somebody else can be let stand in for it: by who holds it, never by who stands in."""
        return self.kind == PostKind.HEAD and not self.stands_in


@dataclass(frozen=True)
class Actor:
    """A bound person at one instant. One bot lane belongs to issuers that do not see each other:
    whatever an actor asks for is looked up through these tenures only."""

    person_id: int
    issuer_id: str
    language: str
    address: str  # how the issuer addresses them
    tenures: tuple[Tenure, ...]
    standing_unit_id: int | None  # the standing body of the issuer

    def tenure_for(self, obligation: Obligation) -> Tenure | None:
        """The tenure by which the person answers for the unit that owes, nearest first; None without one."""
        for tenure in self.tenures:
            mine = tenure.unit_id == obligation.unit_id and tenure.kind in PERSONS
            if mine and tenure.obligation_id in (None, obligation.id):
                return tenure
        return None

    @property
    def standing(self) -> Tenure | None:
        """The tenure at the standing body; None for everybody else."""
        for tenure in self.tenures:
            mine = tenure.unit_id == self.standing_unit_id and tenure.kind in PERSONS
            if mine and tenure.obligation_id is None:
                return tenure
        return None


@dataclass(frozen=True)
class Case:
    """An obligation with everything it hangs on. Rows of the caller's session."""

    obligation: Obligation
    occurrence: Occurrence
    campaign: Campaign
    issuer: Issuer
    unit: Unit

    @property
    def subject(self) -> str:
        """campaign/duty/occurrence/unit, for the ledger."""
        row = self.occurrence
        return f"{self.campaign.code}/{row.duty}/{row.key}/{self.unit.code}"

    @property
    def is_sent_outside(self) -> bool:
        """Whether the unit sends it to somebody outside: then nobody takes it in here."""
        return is_sent_outside(self.occurrence, self.obligation)


def load_actors(session: Session, lane: str, address: str, *, now: datetime) -> list[Actor]:
    """Who is at `address` of `lane` (a Telegram user id), with what they hold at `now`; nobody for a stranger.

    One actor an issuer, for several may share a lane, in the order they were bound.
    """
    people = session.exec(
        select(Person)
        .join(Address, col(Address.person_id) == Person.id)
        .where(Address.lane_id == lane, Address.value == address)
        .order_by(col(Person.id))
    ).all()
    return [make_actor(session, person, now=now) for person in people]


def make_actor(session: Session, person: Person, *, now: datetime) -> Actor:
    """`person` with what they hold at `now`."""
    issuer = session.get_one(Issuer, person.issuer_id)
    return Actor(
        person_id=person.id or 0,
        issuer_id=issuer.id,
        language=person.language,
        address=issuer.address,
        tenures=load_tenures(session, person, now=now),
        standing_unit_id=find_standing_unit(session, issuer),
    )


def find_standing_unit(session: Session, issuer: Issuer) -> int | None:
    """The id of the unit that is the standing body."""
    standing = select(Unit.id).where(Unit.issuer_id == issuer.id, Unit.code == issuer.standing_body)
    return session.exec(standing).first()


def tenure_at(
    tenures: Sequence[Tenure], post_id: int | None, obligation_id: int | None
) -> Tenure | None:
    """The tenure by which somebody is told of that obligation at that post; None when it is over."""
    for tenure in tenures:
        if tenure.post_id == post_id and tenure.obligation_id in (None, obligation_id):
            return tenure
    return None


def load_case(session: Session, obligation_id: int, actor: Actor) -> Case:
    """The case, locked for the caller's transaction. Raises NotAllowed for what is not the actor's to see."""
    obligation = session.get(Obligation, obligation_id, with_for_update=True)
    if obligation is None:
        raise NotAllowed(Action.SEE)
    occurrence = session.get_one(Occurrence, obligation.occurrence_id)
    campaign = session.get_one(Campaign, occurrence.campaign_id)
    issuer = session.get_one(Issuer, campaign.issuer_id)
    unit = session.get_one(Unit, obligation.unit_id)
    case = Case(obligation, occurrence, campaign, issuer, unit)
    if issuer.id != actor.issuer_id or not (actor.standing or actor.tenure_for(obligation)):
        raise NotAllowed(Action.SEE)
    return case


def find_left(
    session: Session, person_ids: Sequence[int], *, unit_id: int | None = None, now: datetime
) -> PostPassedOn | None:
    """The post one of these people held last and holds no longer, of that unit where one is given; None without."""
    query = (
        select(Post, Holder.until_at)
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            col(Holder.person_id).in_(person_ids),
            col(Holder.until_at) <= now,
            col(Holder.stands_in).is_(False),
            col(Post.kind).in_(PERSONS),
        )
        .order_by(col(Holder.until_at).desc(), col(Holder.id).desc())
    )
    if unit_id is not None:
        query = query.where(Unit.id == unit_id)
    found = session.exec(query.limit(1)).first()
    if found is None:
        return None
    post, until_at = found
    assert until_at is not None, "the query asks for those that ended"
    return PostPassedOn(in_full(session, post), until_at)


def load_subject(session: Session, obligation_id: int | None) -> str:
    """ "campaign/duty/occurrence/unit" of that obligation, for the ledger; empty without one."""
    found = session.exec(
        select(Campaign.code, Occurrence.duty, Occurrence.key, Unit.code)
        .join(Occurrence, col(Occurrence.campaign_id) == Campaign.id)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(Obligation.id == obligation_id)
    ).first()
    return "/".join(found) if found else ""


def require_unit(case: Case, actor: Actor, action: str) -> Tenure:
    """The tenure by which `actor` answers for the unit. Raises NotAllowed."""
    tenure = actor.tenure_for(case.obligation)
    if tenure is None:
        raise NotAllowed(action)
    return tenure


def require_standing(actor: Actor, action: str) -> Tenure:
    """The tenure at the standing body. Raises NotAllowed."""
    if actor.standing is None:
        raise NotAllowed(action)
    return actor.standing


def signature(tenure: Tenure) -> str:
    """ "Giám đốc, Sở Tài chính": who did it, as the ledger and the cards say; who stands in says so."""
    if tenure.stands_in:
        return f"{tenure.title} (được ủy quyền), {tenure.unit}"
    return with_unit(tenure.title, tenure.unit)


def load_tenures(session: Session, person: Person, *, now: datetime) -> tuple[Tenure, ...]:
    """What `person` holds or stands in for at `now`; what is held first."""
    head = aliased(Post)
    rows = session.exec(
        select(Holder, Post, Unit, head.title)
        .join(Post, col(Post.id) == Holder.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .outerjoin(head, (col(head.unit_id) == Post.unit_id) & (col(head.kind) == PostKind.HEAD))
        .where(
            Holder.person_id == person.id,
            holders.holding(now),
        )
        .order_by(col(Holder.stands_in), col(Holder.id))
    )
    return tuple(
        Tenure(
            post_id=post.id or 0,
            kind=post.kind,
            title=told_title(post.kind, post.title, head_title),
            unit_id=unit.id or 0,
            unit=unit.name,
            stands_in=holder.stands_in,
            obligation_id=holder.obligation_id,
            until_at=holder.until_at,
        )
        for holder, post, unit, head_title in rows
    )
