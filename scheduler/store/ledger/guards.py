"""What keeps the ledger from being changed, whoever holds the connection: triggers of revisions 0006 and 0018."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import Session

from scheduler.errors import Fault, FaultKind

_SQLITE = text("SELECT name, sql AS body FROM sqlite_master WHERE type = 'trigger'")
_POSTGRESQL = text("""
    SELECT tgname AS name, prosrc AS body FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = 'ledger'::regclass AND tgenabled IN ('O', 'A')""")
_ROLE = text("SELECT current_setting('session_replication_role')")
_EVENTS = {"ledger_kept": "UPDATE", "ledger_whole": "DELETE", "ledger_once": "INSERT"}


def missing(session: Session) -> Iterator[Fault]:
    """Each guard that is gone, switched off, or does not refuse."""
    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    rows = connection.execute(_SQLITE if is_sqlite else _POSTGRESQL)
    found: dict[str, str] = {row.name: row.body for row in rows}
    for name, event in _EVENTS.items():
        refuses = ("RAISE(ABORT", f"BEFORE {event}") if is_sqlite else ("RAISE EXCEPTION",)
        if not all(part in found.get(name, "") for part in refuses):
            yield Fault(FaultKind.GUARD, detail=name)
    if not is_sqlite and connection.scalar(_ROLE) != "origin":
        yield Fault(FaultKind.GUARD, detail="session_replication_role")
