"""Links by their secrets, remembered while the ledger stands still: whatever happens to a link is written there."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from calendars import subscriptions
from calendars.changes import Ends
from calendars.subscriptions import Link, hash_of

REMEMBERED = 20_000  # links, a few hundred bytes each


class KnownLinks:
    """Which link a secret opens, asked of the database once an entry of the ledger. Keeps hashes, never secrets."""

    def __init__(self) -> None:
        # one tuple, so that a thread that saw an older ledger never fills the links of a newer one
        self._held: tuple[Ends, dict[str, Link]] = (frozenset(), {})

    def find(self, session: Session, token: str, *, end: Ends) -> Link | None:
        """The link as the database had it when its ledger ended at `end`; what opens nothing is not remembered."""
        seq, links = self._held
        if end != seq or len(links) >= REMEMBERED:
            links = {}
            self._held = (end, links)
        key = hash_of(token)
        if key not in links:
            found = subscriptions.find_by_token(session, token)
            if found is None:
                return None
            links[key] = found
        return links[key]

    def noted(self, token: str, *, now: datetime) -> None:
        """A fetch was noted, which the ledger does not tell."""
        key, (_seq, links) = hash_of(token), self._held
        if link := links.get(key):
            links[key] = replace(link, fetched_at=now)
