"""Standing in: somebody answers for the holder of a post until the end of a day; the holder stays."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from scheduler.store import ledger
from scheduler.store.tables import Holder, Person, Post, Unit


def stand_in(
    session: Session,
    post: Post,
    person: Person,
    *,
    until_at: datetime,
    obligation_id: int | None,
    by: str,
    now: datetime,
) -> Person:
    """Let `person` answer for `post` until `until_at` (not within), for one obligation or for all of them."""
    end_standing_in(session, post, person, obligation_id=obligation_id, now=now)
    session.add(
        Holder(
            post_id=post.id or 0,
            person_id=person.id or 0,
            from_at=now,
            until_at=until_at,
            stands_in=True,
            obligation_id=obligation_id,
            by=by,
        )
    )
    unit = session.get_one(Unit, post.unit_id)
    data: dict[str, object] = {"until": until_at.isoformat(), "obligation": obligation_id}
    entry = ledger.Entry("stand-in named", f"{unit.code}/{post.kind}", by, unit.issuer_id, data)
    ledger.append(session, [entry], now=now)
    return person


def end_standing_in(
    session: Session,
    post: Post,
    person: Person,
    *,
    obligation_id: int | None,
    now: datetime,
) -> None:
    """Take a delegation of the same scope back, if there is one."""
    scope = col(Holder.obligation_id)
    session.execute(
        update(Holder)
        .where(
            col(Holder.post_id) == post.id,
            col(Holder.person_id) == person.id,
            col(Holder.stands_in).is_(True),
            col(Holder.until_at) > now,
            scope.is_(None) if obligation_id is None else scope == obligation_id,
        )
        .values(until_at=now)
    )
