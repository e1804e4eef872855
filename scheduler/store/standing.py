"""Standing in: somebody answers for the holder of a post until the end of a day; the holder stays.

It is given by the post, not by the person: when the holder changes it lasts until its day, so that no duty is
left with nobody during a handover, and the new holder sees it and can end it.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.store import holders, ledger
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
    """Let `person` answer for `post` until `until_at` (not within), for one obligation or for all of them.

    What they had of the same scope is replaced.
    """
    for known in load_standing_in(session, post.id or 0, now=now):
        if (known.person_id, known.obligation_id) == (person.id, obligation_id):
            known.until_at = now
    row = Holder(
        post_id=post.id or 0,
        person_id=person.id or 0,
        from_at=now,
        until_at=until_at,
        stands_in=True,
        obligation_id=obligation_id,
        by=by,
    )
    session.add(row)
    _note(session, Happening.STAND_IN_NAMED, row, by=by, now=now)
    return person


def load_standing_in(session: Session, post_id: int, *, now: datetime) -> list[Holder]:
    """Who stands in for the holder of the post at `now`; who ends first, first."""
    return list(
        session.exec(
            select(Holder)
            .where(Holder.post_id == post_id, holders.standing_in(now))
            .order_by(col(Holder.until_at), col(Holder.id))
        )
    )


def end_standing_in(session: Session, row: Holder, *, by: str, now: datetime) -> None:
    """End it before its day. The row stays, and the ledger says who ended what when."""
    _note(session, Happening.STAND_IN_ENDED, row, by=by, now=now)
    row.until_at = now
    session.add(row)
    session.flush()


def _note(session: Session, kind: Happening, row: Holder, *, by: str, now: datetime) -> None:
    post = session.get_one(Post, row.post_id)
    unit = session.get_one(Unit, post.unit_id)
    data: dict[str, object] = {
        "person": row.person_id,
        "until": row.until_at.isoformat() if row.until_at else None,
        "obligation": row.obligation_id,
    }
    entry = ledger.Entry(kind, f"{unit.code}/{post.kind}", by, unit.issuer_id, data)
    ledger.append(session, [entry], now=now)
