"""Links by their secrets, remembered while the chain of their issuer stands still: what happens to them is there."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from calendars import subscriptions
from calendars.subscriptions import Link, hash_of
from scheduler.store import ledger

REMEMBERED = 20_000  # links, a few hundred bytes each


class FoundLink(NamedTuple):
    """A link as the database had it when the chain of its issuer ended at `end`."""

    link: Link
    end: int


class KnownLinks:
    """Which link a secret opens, asked of the database once an entry of its issuer. Keeps hashes, never secrets."""

    def __init__(self) -> None:
        self._held: dict[str, FoundLink] = {}

    def find(self, session: Session, token: str) -> FoundLink | None:
        """The link as this session sees it; what opens nothing is not remembered."""
        key = hash_of(token)
        held = self._held.get(key)
        if held and ledger.end_of(session, held.link.issuer_id) == held.end:
            return held
        link = subscriptions.find_by_token(session, token)
        if link is None:
            return None
        if len(self._held) >= REMEMBERED:
            self._held = {}
        found = self._held[key] = FoundLink(link, ledger.end_of(session, link.issuer_id))
        return found

    def noted(self, token: str, *, now: datetime) -> None:
        """A fetch was noted, which the ledger does not tell."""
        key = hash_of(token)
        if held := self._held.get(key):
            self._held[key] = held._replace(link=replace(held.link, fetched_at=now))
