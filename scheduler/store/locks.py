"""What one writer keeps from others until its transaction ends: the whole installation, or some issuers.

PostgreSQL: who writes for the whole excludes everybody, who writes for issuers those who write for the same. SQLite
lets in one writer a file, whatever is written.
"""

import hashlib
from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from scheduler.store.columns import Table

GLIMPSE = timedelta(seconds=0.5)  # longer than most writes: who is busy then is left for later

# What SQLite gives by itself: nobody waits for ever, nobody who has stopped holds up the others.
_LIMITS = (
    "set_config('lock_timeout', :patience, true)",
    "set_config('idle_in_transaction_session_timeout', :stopped, true)",
)
_WHOLE = "pg_advisory_xact_lock(7204001)"
_BESIDE_OTHERS = "pg_advisory_xact_lock_shared(7204001)"
_OF_ISSUER = 7204002
# in the session's info
_OWNED = "issuers owned"  # None: all of them
_PATIENCE = "patience with a lock"
_NOT_HAD = "55P03"  # a lock, in time


class NotOwned(RuntimeError):
    """A fault of ours: something is written of an issuer that this transaction does not keep from others."""

    def __init__(self, issuer_id: str | None) -> None:
        super().__init__(f"{issuer_id or 'what belongs to no issuer'} is written without its lock")


def begin(
    session: Session, issuers: Collection[str] | None, *, patience: timedelta, stopped: timedelta
) -> None:
    """Keep `issuers` from others, or with None everything. Each lock is waited for `patience` at most; after
    `stopped` without a sign the transaction is ended by the server.

    Always in the same order: two writers never wait for each other.
    """
    session.info[_OWNED] = None if issuers is None else set(issuers)
    session.info[_PATIENCE] = patience
    if _is_one_writer(session):
        return
    locks = [_WHOLE] if issuers is None else [_BESIDE_OTHERS, *_waiting(issuers)]
    limits = {"patience": _milliseconds(patience), "stopped": _milliseconds(stopped)}
    session.execute(text(f"SELECT {', '.join((*_LIMITS, *locks))}"), limits)


def keep_all(connection: Connection) -> None:
    """Keep everything from others until the transaction of `connection` ends, however long they take to let go."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SELECT {_WHOLE}"))


def keep_table(session: Session, table: type[Table]) -> None:
    """Keep what is counted in `table` from others that count there too until the transaction ends; it can be read."""
    if not _is_one_writer(session):
        session.execute(text(f"LOCK TABLE {table.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def own(session: Session, issuers: Collection[str]) -> set[str]:
    """Of `issuers` those that are kept from others from now on: all that nobody writes for at this moment. Where
    somebody does for each of them, the first, when that ends within a GLIMPSE; else none. Who owns some already
    does not wait, and may get none: two that owned what the other wants would wait for each other.
    """
    owned = session.info[_OWNED]
    if owned is None or owned.issuperset(issuers):
        return set(issuers)
    got = set(issuers) if _is_one_writer(session) else _free(session, sorted(issuers))
    if not got and not owned and _is_had(session, min(issuers)):
        got = {min(issuers)}
    owned |= got
    return got


def require(session: Session, issuers: Iterable[str | None]) -> None:
    """Raise NotOwned unless the session of a writer may write of each of `issuers`; None: of what is nobody's."""
    owned = session.info.get(_OWNED)
    if owned is not None:
        for issuer_id in issuers:
            if issuer_id not in owned:
                raise NotOwned(issuer_id)


def _is_one_writer(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _waiting(issuers: Iterable[str]) -> list[str]:
    keys = sorted({_key(issuer_id) for issuer_id in issuers})
    return [f"pg_advisory_xact_lock({_OF_ISSUER}, {key})" for key in keys]


def _free(session: Session, issuers: list[str]) -> set[str]:
    tries = [f"pg_try_advisory_xact_lock({_OF_ISSUER}, {_key(one)})" for one in issuers]
    got = session.execute(text(f"SELECT {', '.join(tries)}")).one()
    return {issuer_id for issuer_id, is_got in zip(issuers, got, strict=True) if is_got}


def _is_had(session: Session, issuer_id: str) -> bool:
    """Whether its lock was had within a GLIMPSE; either way the transaction goes on."""
    limit = "SELECT set_config('lock_timeout', :patience, true)"
    waiting = session.begin_nested()
    try:
        wait = text(f"{limit}, {_waiting([issuer_id])[0]}")
        session.execute(wait, {"patience": _milliseconds(GLIMPSE)})
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _NOT_HAD:
            raise
        waiting.rollback()
        return False
    waiting.commit()
    session.execute(text(limit), {"patience": _milliseconds(session.info[_PATIENCE])})
    return True


def _key(issuer_id: str) -> int:
    """Of 32 bits; two issuers with the same one only wait for each other."""
    return int.from_bytes(hashlib.sha256(issuer_id.encode()).digest()[:4], signed=True)


def _milliseconds(span: timedelta) -> str:
    return f"{int(span / timedelta(milliseconds=1))}ms"
