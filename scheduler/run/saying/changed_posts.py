"""What a message says of posts that changed hands: looked up when it is worded, as it stands then."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scheduler.posts import PostKind
from scheduler.run.saying.notice import HalfMade, PostChange
from scheduler.states import ItemState
from scheduler.store.handovers import ToldAs, is_held
from scheduler.store.holders import in_own_right, left_at
from scheduler.store.people import find_tenure
from scheduler.store.standing import load_standing_in
from scheduler.store.tables import (
    Address,
    Block,
    BlockHead,
    Delivery,
    Handover,
    HandoverNotice,
    Holder,
    Issuer,
    Lane,
    Person,
    Post,
    Question,
    Subscription,
    Unit,
)
from scheduler.store.titles import in_full
from scheduler.workflow import questions
from scheduler.workflow.actor import Tenure, make_actor
from scheduler.workflow.cases import load_group_owed, load_handed, load_wishes
from scheduler.workflow.invitation import duty_of
from scheduler.workflow.superior import load_escalations


@dataclass(frozen=True)
class ToldChange:
    """One change as it is told to one person. Rows of the caller's session."""

    notice: HandoverNotice
    change: Handover
    post: Post
    unit: Unit


def is_moot(
    session: Session,
    told: ToldChange,
    person: Person,
    tenures: Sequence[Tenure],
    standing_unit_id: int | None,
) -> bool:
    """Whether it needs no saying any more; `tenures`: of `person`, who reads, now.

    Who holds the post is asked without the clock, which may have been set back since.
    """
    holds = find_tenure(session, told.post, person) is not None
    if told.notice.reader == ToldAs.FORMER:
        return holds
    if told.notice.reader == ToldAs.HOLDER:
        return not holds
    return all(one.unit_id != standing_unit_id for one in tenures)


def load_told(
    session: Session, deliveries: Sequence[Delivery]
) -> dict[int | None, list[ToldChange]]:
    """What each of `deliveries` tells of changed posts, by their ids, the earliest change first."""
    rows = session.exec(
        select(HandoverNotice, Handover, Post, Unit)
        .join(Handover, col(Handover.id) == HandoverNotice.handover_id)
        .join(Post, col(Post.id) == Handover.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            col(HandoverNotice.delivery_id).in_([one.id for one in deliveries]),
            HandoverNotice.state == ItemState.CARDED,
        )
        .order_by(col(Handover.at), col(HandoverNotice.id))
    )
    found: dict[int | None, list[ToldChange]] = defaultdict(list)
    for row in rows:
        found[row[0].delivery_id].append(ToldChange(*row))
    return found


def say(
    session: Session,
    told: Iterable[ToldChange],
    issuer: Issuer,
    address: Address,
    *,
    anew: bool,
    now: datetime,
) -> tuple[PostChange, ...]:
    """`told` to who is at `address`, as it stands at `now`; instants in the zone of the issuer.

    What was said before and is not said `anew` no longer counts what is owed.
    """
    found = (_say(session, one, issuer, address, now) for one in told)
    return tuple(found if anew else (replace(one, open=None) for one in found))


def _say(
    session: Session, told: ToldChange, issuer: Issuer, address: Address, now: datetime
) -> PostChange:
    zone = ZoneInfo(issuer.zone)
    is_holder = told.notice.reader == ToldAs.HOLDER
    collects = told.unit.code == issuer.standing_body
    return PostChange(
        reader=ToldAs(told.notice.reader),
        reference=f"{told.unit.code}/{told.post.kind}",
        post=in_full(session, told.post),
        unit=told.unit.name,
        at=told.change.at.astimezone(zone),
        is_group=told.post.kind == PostKind.GROUP,
        is_mailbox=_is_mailbox(session, told, address),
        succeeds=told.change.succeeds,
        is_vacant=not is_held(session, told.post.id),
        reports=told.change.reports,
        open=len(load_group_owed(session, (told.unit.id or 0,))),
        half_made=_half_made(session, address, now) if is_holder else (),
        stand_ins=_count_stand_ins(session, told, now) if is_holder else 0,
        is_standing_body=collects,
        waiting=_count_waiting(session, address, now) if is_holder and collects else 0,
        links=_links(session, told) if told.notice.reader != ToldAs.FORMER else (),
        heads=_heads(session, told.unit, now.astimezone(zone).year)
        if is_holder and told.post.kind == PostKind.HEAD
        else "",
    )


def _is_mailbox(session: Session, told: ToldChange, address: Address) -> bool:
    """Whether it is the unit's mailbox that changed, of which no person is known."""
    if told.notice.reader != ToldAs.STANDING_BODY:
        return session.get_one(Lane, address.lane_id).channel == "mail"
    lane = session.exec(
        select(Lane)
        .join(Address, col(Address.lane_id) == Lane.id)
        .join(Holder, col(Holder.person_id) == Address.person_id)
        .where(Holder.id == told.change.holder_id)
    ).first()
    return lane is not None and lane.channel == "mail"


def _count_stand_ins(session: Session, told: ToldChange, now: datetime) -> int:
    """Who still stands in for the holder as the former let them."""
    rows = load_standing_in(session, told.post.id or 0, now=now)
    return len([row for row in rows if row.from_at < told.change.at])


def _count_waiting(session: Session, address: Address, now: datetime) -> int:
    """What whoever is at `address` has to decide for the standing body; 0 for who is not of it."""
    actor = make_actor(session, session.get_one(Person, address.person_id), now=now)
    if actor.standing is None:
        return 0
    reports, wishes = load_handed(session, actor), load_wishes(session, actor)
    return len(reports) + len(wishes) + len(load_escalations(session, actor, now=now))


def _links(session: Session, told: ToldChange) -> tuple[int, ...]:
    """Numbers of the unit's calendar links in use that the bot made for who left then, and is of the unit no more.

    They are not closed by themselves: others may read them, whose calendars would stand still without a word.
    """
    stays = (
        select(Holder.id)
        .join(Post, col(Post.id) == Holder.post_id)
        .where(
            Holder.person_id == Subscription.maker_id,
            Post.unit_id == told.unit.id,
            in_own_right(),
        )
    )
    query = (
        select(Subscription.id)
        .join(Holder, col(Holder.person_id) == Subscription.maker_id)
        .where(
            Holder.post_id == told.post.id,
            left_at(told.change.at),
            Subscription.scope == "unit",
            Subscription.scope_id == told.unit.id,
            col(Subscription.revoked_at).is_(None),
            ~stays.exists(),
        )
        .order_by(col(Subscription.id))
    )
    return tuple(id_ or 0 for id_ in session.exec(query))


def _half_made(session: Session, address: Address, now: datetime) -> tuple[HalfMade, ...]:
    """Reports somebody else left half-made to who is at `address`."""
    waiting = questions.load_of(session, (address.person_id,), now=now)
    return tuple(_read(session, row) for row in waiting if questions.is_left(row))


def _read(session: Session, row: Question) -> HalfMade:
    data = questions.gathered(row)
    files, number = data.get("files"), data.get("number")
    return HalfMade(
        duty=duty_of(session, row.obligation_id),
        number=str(number or ""),
        files=len(files) if isinstance(files, list) else 0,
    )


def _heads(session: Session, unit: Unit, year: int) -> str:
    """The block the unit heads that year; empty where it heads none."""
    query = (
        select(Block.name)
        .join(BlockHead, col(BlockHead.block_id) == Block.id)
        .where(BlockHead.head_id == unit.id, BlockHead.year == year)
        .order_by(col(Block.id))
    )
    return ", ".join(session.exec(query))
