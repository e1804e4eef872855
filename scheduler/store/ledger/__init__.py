"""The ledger: append-only record of who was told what when, and who did what, each entry sealed by the next.

One chain an issuer, so that issuers need not wait for each other, and one of the installation for what is no issuer's.
"""

from scheduler.store.ledger.chains import (
    IN_ORDER,
    INSTALLATION,
    LATEST_FIRST,
    SCHEDULER,
    START,
    End,
    Entry,
    append,
    end_of,
    entry_as_json,
    load_ends,
    load_entries,
)
from scheduler.store.ledger.verify import is_read, verify

__all__ = [
    "INSTALLATION",
    "IN_ORDER",
    "LATEST_FIRST",
    "SCHEDULER",
    "START",
    "End",
    "Entry",
    "append",
    "end_of",
    "entry_as_json",
    "is_read",
    "load_ends",
    "load_entries",
    "verify",
]
