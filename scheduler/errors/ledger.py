"""What can be wrong with the ledger."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.errors.base import ThiDuaError


class FaultKind(StrEnum):
    """What can be wrong with the ledger."""

    GAP = "gap"  # lines are missing between two
    TAIL = "tail"  # the chain does not end where it was kept that it ends
    PREVIOUS = "previous"  # a line does not follow from the one before it
    TIE = "tie"  # an issuer's chain does not begin at a line of the installation's
    SEAL = "seal"  # a line is not what was sealed
    FOREIGN = "foreign"  # a line of somebody else stands in an issuer's chain
    UNREADABLE = "unreadable"  # a line holds what no line can; `detail` is the column
    GUARD = "guard"  # what keeps the ledger from being changed is off; `detail` is its name
    APPLIED = "applied"  # an applied definition has no line; `detail` is campaign and revision
    SENT = "sent"  # sent messages have no line; `detail` are their numbers
    DOCUMENT = "document"  # the file of kept document `seq` is not what was brought in; `detail` is what it is
    CLAIM = "claim"  # the chain never ended as told from outside; `detail` is the seal told


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a chain, "" being the installation's; `seq` to `until` are the lines it is about."""

    kind: FaultKind
    chain: str = ""
    seq: int = 0
    until: int = 0
    detail: str = ""


@dataclass
class LedgerBroken(ThiDuaError):
    """The ledger was altered, or is not whole: all that was found, in the order of its lines."""

    faults: tuple[Fault, ...]
