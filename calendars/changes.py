"""Whether what feeds show may have changed: every change of a row comes with an entry in its issuer's chain."""

from sqlalchemy import bindparam, not_, or_, select
from sqlmodel import Session

from scheduler.happenings import Happening
from scheduler.store.columns import Table
from scheduler.store.tables import LedgerEntry

FAR_BEHIND = 5_000  # entries; making the feed anew costs less than reading more of them

# what the engine tells people, links themselves, that a unit knows, and what it asks for are in no feed; a kind not
# named here counts as a change
_SILENT = (
    "message %", "reminder %", "subscription %",
    Happening.OBLIGATION_SEEN, Happening.EXTENSION_ASKED, Happening.EXTENSION_REFUSED,
)  # fmt: skip

# made once, of the table and not of the mapped class, which costs twice the time: they stand in every poll
_ROWS = Table.metadata.tables[str(LedgerEntry.__tablename__)].c
_LOUD = (
    select(_ROWS.seq)
    .where(
        _ROWS.chain == bindparam("chain"),
        _ROWS.seq > bindparam("seq"),
        not_(or_(*(_ROWS.kind.like(kind) for kind in _SILENT))),
    )
    .limit(1)
)


def has_changed(session: Session, issuer_id: str, *, since: int, end: int) -> bool:
    """Whether a feed of that issuer, made when its chain ended at `since`, may look different now that it ends at
    `end`."""
    if end <= since:
        return False
    given = {"chain": issuer_id, "seq": since}
    return end - since > FAR_BEHIND or session.connection().scalar(_LOUD, given) is not None
