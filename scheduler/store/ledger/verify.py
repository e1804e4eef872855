"""Whether the ledger is whole: every line from the one before, every end where it was, nothing gone unnoticed."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import text
from sqlmodel import Session

from scheduler.errors import Fault, FaultKind, LedgerBroken
from scheduler.store.ledger import guards, raw
from scheduler.store.ledger.chains import INSTALLATION, START, End, load_ends, seal
from scheduler.store.ledger.claims import Claims
from scheduler.store.ledger.loss import Told

_TIE = text("SELECT 1 FROM ledger WHERE chain = '' AND hash = :hash")


def verify(
    session: Session, issuer_id: str | None = None, *, claimed: Sequence[End] = ()
) -> list[End]:
    """Where each chain ends, all lines checked; with `issuer_id` its own and the installation's, where older lines are.

    Lines are held against each other, against the ends kept beside them, and against what was applied and sent; their
    guards must be on, and each chain that is read must have ended once as `claimed`: what was printed or sent, with a
    whole seal or its first digits. A chain that somebody sealed anew is found only so. Raises LedgerBroken with all
    that is wrong.
    """
    told, claims = Told(), Claims(one for one in claimed if is_read(one.chain, issuer_id))
    ends: dict[str, End] = {}
    faults: list[Fault] = []
    for line in raw.lines(session, (INSTALLATION, issuer_id) if issuer_id else ()):
        chain = str(line["chain"])
        last = ends.get(chain) or End(chain, 0, START)
        found = list(_faults(session, line, last))
        faults += found
        if all(one.kind is not FaultKind.UNREADABLE for one in found):
            told.hear(line)
            claims.hear(line)
        ends[chain] = _next(line, last)
    faults += _tails(session, ends, issuer_id)
    faults += (*told.missing(session, issuer_id), *claims.unmet(), *guards.missing(session))
    if faults:
        raise LedgerBroken(tuple(faults))
    return sorted(ends.values(), key=lambda end: end.chain)


def is_read(chain: str, issuer_id: str | None) -> bool:
    """Whether `verify` looks at `chain`, asked of all issuers or of one."""
    return not issuer_id or chain in (INSTALLATION, issuer_id)


def _next(line: Mapping[str, object], last: End) -> End:
    seq = line["seq"]
    return End(last.chain, seq if type(seq) is int else last.seq + 1, str(line["hash"]))


def _faults(session: Session, line: Mapping[str, object], last: End) -> Iterator[Fault]:
    chain, seq = last.chain, _next(line, last).seq
    if seq > last.seq + 1:
        yield Fault(FaultKind.GAP, chain, last.seq + 1, seq - 1)
    elif line["previous"] != last.hash:
        if last.seq or chain == INSTALLATION:
            yield Fault(FaultKind.PREVIOUS, chain, seq)
        elif not _is_tied(session, line["previous"]):
            yield Fault(FaultKind.TIE, chain, seq)
    if column := raw.unreadable(line):
        yield Fault(FaultKind.UNREADABLE, chain, seq, detail=column)
    elif line["hash"] != seal(line) or seq <= last.seq:
        yield Fault(FaultKind.SEAL, chain, seq)
    if chain not in (INSTALLATION, line["issuer_id"]):
        yield Fault(FaultKind.FOREIGN, chain, seq)


def _is_tied(session: Session, previous: object) -> bool:
    """Whether a line of the installation's chain, there for good, has that seal."""
    given = {"hash": previous}
    return raw.is_text(previous) and session.connection().execute(_TIE, given).first() is not None


def _tails(session: Session, ends: Mapping[str, End], issuer_id: str | None) -> Iterator[Fault]:
    kept = {end.chain: end for end in load_ends(session)}
    for chain in sorted(kept.keys() | ends.keys()):
        if not is_read(chain, issuer_id):
            continue
        end, then = ends.get(chain) or End(chain, 0, START), kept.get(chain)
        if then is None or end != then:
            until = then.seq if then else 0
            first = end.seq + (until > end.seq)
            yield Fault(FaultKind.TAIL, chain, first, until)
