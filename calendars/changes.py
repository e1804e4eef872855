"""Whether what feeds show may have changed: every change of a row comes with an entry of the ledger."""

from sqlalchemy import bindparam, not_, or_, select
from sqlmodel import Session

from scheduler.happenings import Happening
from scheduler.store.columns import Table
from scheduler.store.tables import LedgerEnd, LedgerEntry

Ends = frozenset[tuple[str, int]]  # chain and number of its last entry
FAR_BEHIND = 5_000  # entries; making the feed anew costs less than reading more of them

# what the engine tells people, links themselves, that a unit knows, and what it asks for are in no feed; a kind not
# named here counts as a change
_SILENT = (
    "message %", "reminder %", "subscription %",
    Happening.OBLIGATION_SEEN, Happening.EXTENSION_ASKED, Happening.EXTENSION_REFUSED,
)  # fmt: skip

# made once, of the table and not of the mapped class, which costs twice the time: they stand in every poll
_ROWS = Table.metadata.tables[str(LedgerEntry.__tablename__)].c
_ENDED = Table.metadata.tables[str(LedgerEnd.__tablename__)].c
_LAST = select(_ENDED.chain, _ENDED.seq)
_LOUD = (
    select(_ROWS.seq)
    .where(
        _ROWS.chain == bindparam("chain"),
        _ROWS.seq > bindparam("seq"),
        not_(or_(*(_ROWS.kind.like(kind) for kind in _SILENT))),
    )
    .limit(1)
)


def ledger_end(session: Session) -> Ends:
    """Number of the last entry of each chain of the ledger that has begun."""
    return frozenset((row.chain, row.seq) for row in session.connection().execute(_LAST))


def has_changed(session: Session, *, since: Ends, end: Ends) -> bool:
    """Whether a feed made when the ledger ended at `since` may look different now that it ends at `end`."""
    before = dict(since)
    return any(
        seq - before.get(chain, 0) > FAR_BEHIND
        or session.connection().scalar(_LOUD, {"chain": chain, "seq": before.get(chain, 0)})
        is not None
        for chain, seq in end - since
        if seq > before.get(chain, 0)
    )
