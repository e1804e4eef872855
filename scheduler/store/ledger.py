"""The ledger: append-only record of who was told what when, and who did what, each entry sealed by the next."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlmodel import Session, col, select

from scheduler.errors import LedgerBroken
from scheduler.happenings import Happening
from scheduler.store.tables import LedgerEntry

START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """Something that happened. `subject` says to what ("campaign/duty/occurrence/unit"), `data` the rest."""

    kind: Happening
    subject: str
    actor: str
    issuer_id: str | None = None
    data: dict[str, object] = field(default_factory=dict)


def append(session: Session, entries: Iterable[Entry], *, now: datetime) -> None:
    """Add `entries` at the end, in their order, within the caller's transaction.

    The chain has one end: the session is one of `Database.write`, which lets in one writer at a time.
    """
    last = session.exec(select(LedgerEntry).order_by(col(LedgerEntry.seq).desc()).limit(1)).first()
    seq, previous = (last.seq, last.hash) if last else (0, START)
    rows = []
    for entry in entries:
        seq += 1
        row = {
            "seq": seq,
            "at": now.astimezone(UTC),
            "issuer_id": entry.issuer_id,
            "actor": entry.actor,
            "kind": entry.kind,
            "subject": entry.subject,
            "data": json.dumps(entry.data, ensure_ascii=False, sort_keys=True, default=str),
            "previous": previous,
        }
        row["hash"] = previous = _seal(row)
        rows.append(row)
    if rows:
        session.execute(insert(LedgerEntry), rows)


def verify(session: Session) -> tuple[int, str]:
    """Count of entries and hash of the last, all of them checked; keep both elsewhere to notice a cut-off end.

    Raises LedgerBroken at the first entry that does not follow from the one before it.
    """
    seq, previous = 0, START
    rows = session.exec(select(LedgerEntry).order_by(col(LedgerEntry.seq)))
    for row in rows.yield_per(1000):
        if row.seq != seq + 1:
            raise LedgerBroken(row.seq, "gap")
        if row.previous != previous:
            raise LedgerBroken(row.seq, "previous")
        if row.hash != _seal(row.model_dump()):
            raise LedgerBroken(row.seq, "hash")
        seq, previous = row.seq, row.hash
    return seq, previous


def _seal(row: dict[str, object]) -> str:
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
    query = select(LedgerEntry).order_by(col(LedgerEntry.seq))
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
        "seq": entry.seq,
        "at": entry.at.astimezone(zone).isoformat(timespec="seconds"),
        "issuer": entry.issuer_id,
        "actor": entry.actor,
        "kind": entry.kind,
        "subject": entry.subject,
        "data": json.loads(entry.data),
        "hash": entry.hash,
    }
