"""Adding to the chains of the ledger, and reading them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, text
from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.store import locks
from scheduler.store.columns import Table
from scheduler.store.tables import LedgerEnd, LedgerEntry

START = "0" * 64
SHORT = 16  # digits of a printed seal
SCHEDULER = "scheduler"  # who did what no person did
INSTALLATION = ""  # the chain of what is no issuer's, and of all there was before chains

# made once, of the table and not of the mapped class, which costs twice the time: feeds ask at every poll
_ROWS = Table.metadata.tables[str(LedgerEntry.__tablename__)].c
_END = select(func.max(_ROWS.seq)).where(_ROWS.chain == bindparam("chain"))
_LAST = (
    select(_ROWS.seq, _ROWS.hash)
    .where(_ROWS.chain == bindparam("chain"))
    .order_by(_ROWS.seq.desc())
    .limit(1)
)
_ENDS_AT = text(
    "INSERT INTO ledger_end (chain, seq, hash) VALUES (:chain, :seq, :hash)"
    " ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)
# oldest first; of one issuer: what it has from before chains, then its own
IN_ORDER = (col(LedgerEntry.chain) != INSTALLATION, col(LedgerEntry.seq))
LATEST_FIRST = tuple(one.desc() for one in IN_ORDER)


@dataclass(frozen=True)
class Entry:
    """Something that happened. `subject` says to what ("campaign/duty/occurrence/unit"), `data` the rest."""

    kind: Happening
    subject: str
    actor: str
    issuer_id: str | None = None
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class End:
    """The last entry of a chain: its number, 0 before the first, and its seal."""

    chain: str
    seq: int
    hash: str

    @property
    def short(self) -> str:
        """As it is printed, to be kept elsewhere: chain, number, enough of the seal that no other line has it."""
        return f"{self.chain} {self.seq} {self.hash[:SHORT]}".strip()


def append(session: Session, entries: Iterable[Entry], *, now: datetime) -> None:
    """Add each of `entries` at the end of its issuer's chain, in their order, within the caller's transaction.

    A chain has one end: the session is one of `Database.write`, which lets in one writer of an issuer at a time.
    Raises NotOwned when it does not keep the issuers of `entries` from others; where two writers meet all the same,
    the second fails on the key.
    """
    entries = list(entries)
    locks.require(session, {entry.issuer_id for entry in entries})
    ends: dict[str, End] = {}
    rows = []
    for entry in entries:
        chain = entry.issuer_id or INSTALLATION
        last = ends.get(chain) or _last(session, chain)
        row = _sealed(entry, last, now.astimezone(UTC))
        ends[chain] = End(chain, last.seq + 1, str(row["hash"]))
        rows.append(row)
    if rows:
        session.execute(insert(LedgerEntry), rows)
        session.execute(_ENDS_AT, [vars(ends[chain]) for chain in sorted(ends)])


def _last(session: Session, chain: str) -> End:
    """Where `chain` ends; one that has not begun begins at the installation's end, and is tied to it."""
    found = session.connection().execute(_LAST, {"chain": chain}).one_or_none()
    if found:
        return End(chain, found.seq, found.hash)
    return End(chain, 0, START if chain == INSTALLATION else _last(session, INSTALLATION).hash)


def _sealed(entry: Entry, last: End, at: datetime) -> dict[str, object]:
    row = {
        "chain": last.chain,
        "seq": last.seq + 1,
        "at": at,
        "issuer_id": entry.issuer_id,
        "actor": entry.actor,
        "kind": entry.kind,
        "subject": entry.subject,
        "data": json.dumps(entry.data, ensure_ascii=False, sort_keys=True, default=str),
        "previous": last.hash,
    }
    return row | {"hash": seal(row)}


def end_of(session: Session, issuer_id: str | None) -> int:
    """Number of the last entry in the chain of the issuer, of the installation for None; 0 before the first."""
    return session.connection().scalar(_END, {"chain": issuer_id or INSTALLATION}) or 0


def load_ends(session: Session, issuer_id: str | None = None) -> list[End]:
    """Where the chains end that have begun, by name; with `issuer_id` only that of the issuer."""
    query = select(LedgerEnd).order_by(LedgerEnd.chain)
    if issuer_id:
        query = query.where(LedgerEnd.chain == issuer_id)
    return [End(one.chain, one.seq, one.hash) for one in session.exec(query)]


def seal(row: Mapping[str, object]) -> str:
    """What seals an entry: over its number, its content and the seal before it."""
    at = row["at"]
    assert isinstance(at, datetime), "an entry has its instant"
    parts = [row["seq"], at.isoformat(), row["issuer_id"], row["actor"], row["kind"]]
    parts += [row["subject"], row["data"], row["previous"]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def load_entries(
    session: Session,
    *,
    subject: str = "",
    since: date | None = None,
    issuer_id: str | None = None,
    zone: ZoneInfo,
) -> list[LedgerEntry]:
    """Entries about what begins with `subject`, from the first instant of `since` in `zone`, oldest first;
    with `issuer_id` only those of that issuer."""
    query = select(LedgerEntry).order_by(*(() if issuer_id else (LedgerEntry.at,)), *IN_ORDER)
    if subject:
        query = query.where(col(LedgerEntry.subject).startswith(subject, autoescape=True))
    if issuer_id:
        query = query.where(LedgerEntry.issuer_id == issuer_id)
    if since:
        query = query.where(LedgerEntry.at >= datetime.combine(since, time(0), zone))
    return list(session.exec(query))


def entry_as_json(entry: LedgerEntry, zone: ZoneInfo) -> dict[str, object]:
    """An entry for programs; its instant in `zone`."""
    return {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.astimezone(zone).isoformat(timespec="seconds"),
        "issuer": entry.issuer_id,
        "actor": entry.actor,
        "kind": entry.kind,
        "subject": entry.subject,
        "data": json.loads(entry.data),
        "hash": entry.hash,
    }
