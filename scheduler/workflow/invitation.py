"""Ways into a post: one-time, expiring codes that make whoever brings them its holder, or a stand-in."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from scheduler.errors import InviteExpired, InviteUnknown, InviteUsed
from scheduler.happenings import Happening
from scheduler.store import ledger
from scheduler.store.people import find_post, person_at
from scheduler.store.standing import stand_in
from scheduler.store.tables import (
    Address,
    Holder,
    Invite,
    Issuer,
    Obligation,
    Occurrence,
    Person,
    Post,
    Unit,
)
from scheduler.store.titles import title_of
from scheduler.workflow.handover import concerns_standing_body, held_since, take_post

VALID = timedelta(days=14)
CODE_OCTETS = 32  # 43 characters of A-Za-z0-9_-: a start payload takes 64


def invite(
    session: Session,
    unit: Unit,
    *,
    post_kind: str,
    lane_id: str | None = None,
    by: str,
    now: datetime,
) -> str:
    """A code for the post of `unit` (head, deputy, clerk, or "group" for its group chat), told this once."""
    issuer = session.get_one(Issuer, unit.issuer_id)
    post = find_post(session, unit, post_kind)
    kind = "group" if post_kind == "group" else "post"
    return _make(session, post, lane_id or issuer.lane_id, kind=kind, by=by, now=now)


def invite_stand_in(
    session: Session,
    post: Post,
    *,
    lane_id: str,
    until_at: datetime,
    obligation_id: int | None,
    by: str,
    now: datetime,
) -> str:
    """A code that makes its bringer stand in for the holder of `post` until `until_at`."""
    return _make(
        session,
        post,
        lane_id,
        kind="stand_in",
        by=by,
        now=now,
        stands_in_until=until_at,
        obligation_id=obligation_id,
    )


@dataclass(frozen=True)
class Offer:
    """What an invitation is for, as it is repeated before it is taken."""

    post: str
    unit: str
    unit_id: int
    stands_in_until: datetime | None
    duty: str  # the only one it is for; empty: all
    issuer_id: str
    held_by: int = 0  # the tenure it ends; 0: nobody loses anything
    held_since: datetime | None = None
    is_told_above: bool = False  # whether the standing body hears who takes it


def load_offer(session: Session, row: Invite, *, address: str = "") -> Offer:
    """What `row` is for, and who loses the post when whoever is at `address` takes it."""
    post = session.get_one(Post, row.post_id)
    unit = session.get_one(Unit, post.unit_id)
    duty = duty_of(session, row.obligation_id)
    until, title = row.stands_in_until, title_of(session, post)
    offer = Offer(title, unit.name, unit.id or 0, until, duty, unit.issuer_id)
    held = held_since(session, post, row.lane_id, address=address)
    if held is None or row.kind == "stand_in":
        return offer
    told = concerns_standing_body(session, post)
    return replace(offer, held_by=held[0], held_since=held[1], is_told_above=told)


def duty_of(session: Session, obligation_id: int | None) -> str:
    """What that obligation is about; empty for None, which stands for all."""
    found = session.exec(
        select(Occurrence.title)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .where(Obligation.id == obligation_id)
    ).first()
    return found or ""


def meet(session: Session, row: Invite, address: str, *, now: datetime) -> int:
    """Who brought the invitation, known from here on though without a post; the id of the person."""
    post = session.get_one(Post, row.post_id)
    unit = session.get_one(Unit, post.unit_id)
    issuer = session.get_one(Issuer, unit.issuer_id)
    return person_at(session, issuer, row.lane_id, address, actor=row.by, now=now).id or 0


def open_invite(session: Session, lane_id: str, code: str, *, now: datetime) -> Invite:
    """The invitation of `code`. Raises InviteUnknown (also for another lane's, and for one whose giver has left
    the post), InviteUsed, InviteExpired."""
    row = session.exec(
        select(Invite).where(Invite.token_hash == _hash(code), Invite.lane_id == lane_id)
    ).first()
    if row is None:
        raise InviteUnknown()
    require_usable(session, row, now=now)
    return row


def load_offered(session: Session, post_id: int, *, now: datetime) -> list[Invite]:
    """Invitations to stand in at the post that still wait for somebody to open them; who ends first, first."""
    rows = session.exec(
        select(Invite)
        .where(
            Invite.post_id == post_id,
            Invite.kind == "stand_in",
            col(Invite.used_at).is_(None),
            col(Invite.revoked_at).is_(None),
            Invite.expires_at > now,
        )
        .order_by(col(Invite.stands_in_until), col(Invite.id))
    )
    return [row for row in rows if not _is_outlived(session, row)]


def take_back(session: Session, row: Invite, *, by: str, now: datetime) -> None:
    """Nobody can use it any more."""
    row.revoked_at = now
    session.add(row)
    _note(session, Happening.INVITATION_TAKEN_BACK, row, by=by, now=now)


def require_usable(session: Session, row: Invite, *, now: datetime) -> None:
    """Raises InviteUnknown (taken back, or outlived), InviteUsed, InviteExpired."""
    if row.revoked_at or _is_outlived(session, row):
        raise InviteUnknown()
    if row.used_at:
        raise InviteUsed(row.used_at)
    if row.expires_at <= now:
        raise InviteExpired(row.expires_at)


def take(
    session: Session,
    row: Invite,
    *,
    address: str,
    thread: int | None = None,
    now: datetime,
) -> Person:
    """Use the invitation, once: `address` (a user, or a group chat) gets the post.

    Raises InviteUnknown, InviteUsed, InviteExpired: it may have changed since it was shown.
    """
    session.refresh(row, with_for_update=True)
    require_usable(session, row, now=now)
    row.used_at = now
    session.add(row)
    if row.kind == "stand_in":
        return _stand_in(session, row, address, now=now)
    post = session.get_one(Post, row.post_id)
    return take_post(
        session,
        session.get_one(Unit, post.unit_id),
        address=address,
        post_kind=post.kind,
        lane_id=row.lane_id,
        thread=thread,
        actor=row.by,
        now=now,
    )


def _stand_in(session: Session, row: Invite, address: str, *, now: datetime) -> Person:
    assert row.stands_in_until is not None, "made by invite_stand_in"
    return stand_in(
        session,
        session.get_one(Post, row.post_id),
        session.get_one(Person, meet(session, row, address, now=now)),
        until_at=row.stands_in_until,
        obligation_id=row.obligation_id,
        by=row.by,
        now=now,
    )


def _make(
    session: Session,
    post: Post,
    lane_id: str,
    *,
    kind: str,
    by: str,
    now: datetime,
    stands_in_until: datetime | None = None,
    obligation_id: int | None = None,
) -> str:
    code = secrets.token_urlsafe(CODE_OCTETS)
    row = Invite(
        post_id=post.id or 0,
        lane_id=lane_id,
        token_hash=_hash(code),
        created_at=now,
        expires_at=min(now + VALID, stands_in_until or now + VALID),
        kind=kind,
        stands_in_until=stands_in_until,
        obligation_id=obligation_id,
        by=by,
    )
    session.add(row)
    _note(session, Happening.INVITATION_MADE, row, by=by, now=now)
    return code


def _is_outlived(session: Session, row: Invite) -> bool:
    """Whether who offered to let somebody stand in has left the post since: else a link would be a way back in.

    The giver is whoever held the post when it was made, over the lane it was made in; a delegation that
    somebody has taken up already lasts.
    """
    if row.kind != "stand_in":
        return False
    left = (
        select(Holder.id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .where(
            Holder.post_id == row.post_id,
            col(Holder.stands_in).is_(False),
            Holder.from_at <= row.created_at,
            col(Holder.until_at) > row.created_at,
            Address.lane_id == row.lane_id,
        )
    )
    return session.exec(left).first() is not None


def _note(session: Session, kind: Happening, row: Invite, *, by: str, now: datetime) -> None:
    post = session.get_one(Post, row.post_id)
    unit = session.get_one(Unit, post.unit_id)
    data: dict[str, object] = {"kind": row.kind}
    entry = ledger.Entry(kind, f"{unit.code}/{post.kind}", by, unit.issuer_id, data)
    ledger.append(session, [entry], now=now)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
