"""Long work as rows: asked for by a page, claimed by one process at a time, and what came of it.

Who works on a row holds it until `held_until`, and says so again and again; of a process that died the claim lapses,
and the row is taken up by the next one. `tries` counts claims, so that who was overtaken changes nothing any more.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, update
from sqlmodel import Session, col, select

from scheduler.errors import UnknownWork
from scheduler.states import WorkState
from scheduler.store.tables import Draft, RehearsedMessage, Work

HELD = timedelta(minutes=2)  # without a sign of life until another takes over
TRIES = 3  # of processes that died over it
KEPT, NEWEST = timedelta(days=30), 2  # of each kind of work a draft
UNDER_WAY = (WorkState.WAITING, WorkState.RUNNING)


class End(Protocol):
    """How a row ends: `finish` or `fail`."""

    def __call__(
        self, session: Session, claim: "Claim", found: Mapping[str, object], *, now: datetime
    ) -> bool: ...


@dataclass(frozen=True)
class Claim:
    """One row in the hands of one process."""

    id: int
    tries: int
    issuer_id: str
    kind: str
    draft_id: int | None
    revision: int
    asked: Mapping[str, object]


def ask(
    session: Session,
    *,
    issuer_id: str,
    kind: str,
    draft_id: int,
    revision: int,
    asked: Mapping[str, object],
    by: str,
    now: datetime,
) -> Work:
    """The row of that work: the one that waits, runs or is done already, else a new one, also after one that failed.

    Within a transaction that keeps the issuer from others: two who ask at once get one row.
    """
    found = find_same(session, kind=kind, draft_id=draft_id, revision=revision, asked=asked)
    if found and found.state != WorkState.FAILED:
        return found
    row = Work(
        issuer_id=issuer_id, draft_id=draft_id, kind=kind, revision=revision,
        asked=_written(asked), by=by, begun_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def find_same(
    session: Session, *, kind: str, draft_id: int, revision: int, asked: Mapping[str, object]
) -> Work | None:
    """The last row of that very work, whatever came of it, unless it was dropped."""
    query = select(Work).where(
        Work.draft_id == draft_id,
        Work.kind == kind,
        Work.revision == revision,
        Work.asked == _written(asked),
        Work.state != WorkState.DROPPED,
    )
    return session.exec(query.order_by(col(Work.id).desc())).first()


def find(session: Session, work_id: int, issuer_id: str) -> Work:
    """The row of that number. Raises UnknownWork, also for another issuer's."""
    found = session.get(Work, work_id) if 0 <= work_id < 2**31 else None
    if found is None or found.issuer_id != issuer_id:
        raise UnknownWork(work_id)
    return found


def newest(session: Session, draft_id: int, kind: str) -> Work | None:
    """The last one of that kind that was asked for and not dropped."""
    query = select(Work).where(
        Work.draft_id == draft_id, Work.kind == kind, Work.state != WorkState.DROPPED
    )
    return session.exec(query.order_by(col(Work.id).desc())).first()


def was_dropped(session: Session, draft_id: int, kind: str) -> bool:
    """Whether what was asked for last is not done: its draft became another."""
    query = select(Work.state).where(Work.draft_id == draft_id, Work.kind == kind)
    return session.exec(query.order_by(col(Work.id).desc())).first() == WorkState.DROPPED


def claim_next(session: Session, *, now: datetime) -> Claim | None:
    """The oldest that waits, or whose worker died, ours from now on; None where there is nothing to do.

    What failed too often, and what is about a draft that is another by now, is ended on the way.
    """
    _end_hopeless(session, now)
    waiting = select(Work).where(_is_free(now)).order_by(col(Work.id))
    for row in session.exec(waiting).all():
        taken = (
            update(Work)
            .where(col(Work.id) == row.id, col(Work.tries) == row.tries, _is_free(now))
            .values(
                state=WorkState.RUNNING, tries=row.tries + 1, held_until=now + HELD, done=0, whole=0
            )
            .execution_options(synchronize_session=False)
        )
        if session.connection().execute(taken).rowcount == 1:
            return Claim(
                row.id or 0, row.tries + 1, row.issuer_id, row.kind, row.draft_id, row.revision,
                json.loads(row.asked),
            )  # fmt: skip
    return None


def is_waiting(session: Session, *, now: datetime) -> bool:
    """Whether any row is to be taken up: cheap, for who looks all the time."""
    return session.exec(select(Work.id).where(_is_free(now)).limit(1)).first() is not None


def begin_again(session: Session, claim: Claim) -> None:
    """Forget what an earlier try has written."""
    session.execute(delete(RehearsedMessage).where(col(RehearsedMessage.work_id) == claim.id))


def renew(session: Session, claim: Claim, *, done: int, whole: int, now: datetime) -> bool:
    """Say that it goes on, and how far it is; False where it is not to go on, as its draft is another by now."""
    _drop_stale(session, now)
    return _change(session, claim, done=done, whole=whole, held_until=now + HELD)


def keep_messages(
    session: Session, claim: Claim, messages: Sequence[RehearsedMessage], *, now: datetime
) -> bool:
    """Add those; False where the row is somebody else's by now."""
    if not _change(session, claim, held_until=now + HELD):
        return False
    rows = [one.model_dump() for one in messages]
    session.execute(insert(RehearsedMessage), rows) if rows else None
    return True


def finish(session: Session, claim: Claim, found: Mapping[str, object], *, now: datetime) -> bool:
    """It is done, and `found` came of it; False where the row is somebody else's by now."""
    written = json.dumps(dict(found), ensure_ascii=False)
    ended = {"state": WorkState.DONE, "ended_at": now, "held_until": None, "found": written}
    return _change(session, claim, done=col(Work.whole), **ended)


def fail(session: Session, claim: Claim, found: Mapping[str, object], *, now: datetime) -> bool:
    """It cannot be done; `found` says why."""
    written = json.dumps(dict(found), ensure_ascii=False)
    ended = {"state": WorkState.FAILED, "ended_at": now, "held_until": None, "found": written}
    return _change(session, claim, **ended)


def give_back(session: Session, claim: Claim) -> bool:
    """Whoever comes next does it; this was no try."""
    tries = claim.tries - 1
    return _change(session, claim, state=WorkState.WAITING, held_until=None, tries=tries)


@dataclass(frozen=True)
class Which:
    """Of the messages of a rehearsal: from `since` to `until` (not within), to that unit; None: whatever."""

    since: datetime | None = None
    until: datetime | None = None
    unit: str | None = None


def load_messages(
    session: Session, work_id: int, which: Which, *, skip: int = 0, most: int | None = None
) -> list[RehearsedMessage]:
    """Those, oldest first: at most so many, behind those that are skipped."""
    query = select(RehearsedMessage).where(*_meant(work_id, which))
    query = query.order_by(col(RehearsedMessage.seq)).offset(skip)
    return list(session.exec(query.limit(most) if most is not None else query))


def find_message(session: Session, work_id: int, seq: int) -> RehearsedMessage | None:
    """That one of a rehearsal."""
    return session.get(RehearsedMessage, (work_id, seq)) if 0 <= seq < 2**31 else None


def load_instants(session: Session, work_id: int, which: Which) -> list[datetime]:
    """When each of those was said."""
    query = select(RehearsedMessage.at).where(*_meant(work_id, which))
    return list(session.exec(query.order_by(col(RehearsedMessage.at))))


def count_messages(session: Session, work_id: int, which: Which) -> int:
    """How many those are."""
    query = select(func.count()).select_from(RehearsedMessage).where(*_meant(work_id, which))
    return int(session.exec(query).one())


def _meant(work_id: int, which: Which) -> Iterator[ColumnElement[bool]]:
    yield col(RehearsedMessage.work_id) == work_id
    if which.since:
        yield col(RehearsedMessage.at) >= which.since
    if which.until:
        yield col(RehearsedMessage.at) < which.until
    if which.unit:
        yield col(RehearsedMessage.unit) == which.unit


def prune(session: Session, *, now: datetime) -> None:
    """Keep the newest of each draft, none for longer than KEPT; what is under way stays."""
    ended = col(Work.state).not_in(UNDER_WAY)
    rank = func.row_number().over(
        partition_by=(col(Work.draft_id), col(Work.kind)), order_by=col(Work.id).desc()
    )
    ranked = select(Work.id, rank.label("place")).where(ended).subquery()
    gone = select(Work.id).where(
        ended,
        or_(
            col(Work.begun_at) <= now - KEPT,
            col(Work.id).in_(select(ranked.c.id).where(ranked.c.place > NEWEST)),
        ),
    )
    ids = list(session.exec(gone))
    session.execute(delete(RehearsedMessage).where(col(RehearsedMessage.work_id).in_(ids)))
    session.execute(delete(Work).where(col(Work.id).in_(ids)))


def _written(asked: Mapping[str, object]) -> str:
    return json.dumps(dict(asked), ensure_ascii=False, sort_keys=True)


def _is_free(now: datetime) -> ColumnElement[bool]:
    lapsed = and_(col(Work.state) == WorkState.RUNNING, col(Work.held_until) <= now)
    return or_(col(Work.state) == WorkState.WAITING, lapsed)


def _end_hopeless(session: Session, now: datetime) -> None:
    _drop_stale(session, now)
    lapsed = and_(col(Work.state) == WorkState.RUNNING, col(Work.held_until) <= now)
    ended = {"state": WorkState.FAILED, "ended_at": now, "held_until": None}
    session.execute(
        update(Work)
        .where(lapsed, col(Work.tries) >= TRIES)
        .values(found=json.dumps({"fault": "died"}), **ended)
        .execution_options(synchronize_session=False)
    )


def _drop_stale(session: Session, now: datetime) -> None:
    """What is under way about a text that stands no more."""
    stands = (
        select(Draft.id)
        .where(Draft.id == Work.draft_id, Draft.revision == Work.revision)
        .where(Draft.state != "dropped")
        .exists()
    )
    session.execute(
        update(Work)
        .where(col(Work.state).in_(UNDER_WAY), col(Work.draft_id).is_not(None), ~stands)
        .values(state=WorkState.DROPPED, ended_at=now, held_until=None)
        .execution_options(synchronize_session=False)
    )


def _change(session: Session, claim: Claim, **values: object) -> bool:
    mine = (
        col(Work.id) == claim.id,
        col(Work.tries) == claim.tries,
        col(Work.state) == WorkState.RUNNING,
    )
    changed = update(Work).where(*mine).values(**values)
    changed = changed.execution_options(synchronize_session=False)
    return session.connection().execute(changed).rowcount == 1
