"""Whether what feeds show may have changed: every change of a row comes with an entry of the ledger."""

from sqlalchemy import bindparam, func, not_, or_, select
from sqlmodel import Session, col

from scheduler.store.tables import LedgerEntry

FAR_BEHIND = 5_000  # entries; making the feed anew costs less than reading more of them

# what the engine tells people, and links themselves, are in no feed; a kind not named here counts as a change
_SILENT = ("message %", "reminder %", "subscription %")

# made once: they stand in every poll
_LAST = select(func.max(col(LedgerEntry.seq)))
_LOUD = (
    select(col(LedgerEntry.seq))
    .where(
        col(LedgerEntry.seq) > bindparam("seq"),
        not_(or_(*(col(LedgerEntry.kind).like(kind) for kind in _SILENT))),
    )
    .limit(1)
)


def ledger_end(session: Session) -> int:
    """Number of the last entry of the ledger, 0 before the first."""
    return session.scalar(_LAST) or 0


def has_changed(session: Session, *, since: int, end: int) -> bool:
    """Whether a feed made when the ledger ended at `since` may look different now that it ends at `end`."""
    if end <= since:
        return False
    return end - since > FAR_BEHIND or session.scalar(_LOUD, {"seq": since}) is not None
