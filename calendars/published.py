"""Feeds as last published: a poll without a change reads one number of the database and renders nothing."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from calendars.changes import has_changed
from calendars.contents import Places, Shown
from calendars.feed import Colour, feed
from calendars.query import NOWHERE, Scope, load_shown, owner
from scheduler import language
from scheduler.store import ledger
from scheduler.web.respond import Document, Version
from scheduler.words.links import own_work

KEPT_OCTETS = 32 * 2**20
COLOURS = {
    "campaign": Colour.CAMPAIGN,
    "unit": Colour.UNIT,
    "block": Colour.BLOCK,
    "person": Colour.POST,
    "issuer": Colour.ALL,
}


@dataclass(frozen=True)
class Wish:
    """Which feed, and how: everything that changes its bytes beside the rows."""

    scope: Scope
    language: str = "vi"
    alarms: bool = False
    source_url: str | None = None


@dataclass(frozen=True)
class Published:
    """A feed as it went out: good until its issuer's chain past `seq` tells of a change, or `good_until` has come."""

    version: Version
    filename: str
    issuer_id: str
    seq: int
    good_until: datetime | None


class PublishedFeeds:
    """What was published, by wish: versions of all feeds, bytes of the latest up to `octets`."""

    def __init__(self, *, places: Places = NOWHERE, octets: int = KEPT_OCTETS) -> None:
        self._places = places
        self._octets = octets
        self._held = 0
        self._published: dict[Wish, Published] = {}
        self._documents: OrderedDict[Wish, Document] = OrderedDict()
        self._lock = threading.RLock()  # one renders, the others wait for what it made

    def published(
        self, session: Session, wish: Wish, *, now: datetime, end: int | None = None
    ) -> Published | None:
        """The feed as it stands at `now`; None when there is nothing of that scope.

        `end` is where this session saw the chain of its issuer end, when the caller has asked already.
        """
        issuer_id = self._issuer_of(session, wish)
        if issuer_id is None:
            return None
        end = ledger.end_of(session, issuer_id) if end is None else end
        known = self._known(session, wish, end, now=now)
        if known is not None:
            return known
        with self._lock:
            known = self._known(session, wish, end, now=now)
            if known is not None:
                return known
            shown = load_shown(session, wish.scope, now=now, places=self._places)
            return self._publish(shown, wish, issuer_id, seq=end) if shown else None

    def _issuer_of(self, session: Session, wish: Wish) -> str | None:
        known = self._published.get(wish)
        return known.issuer_id if known else owner(session, wish.scope)

    def _known(self, session: Session, wish: Wish, end: int, *, now: datetime) -> Published | None:
        known = self._published.get(wish)
        if known is None or (known.good_until is not None and now >= known.good_until):
            return None
        if has_changed(session, known.issuer_id, since=known.seq, end=end):
            return None
        if end > known.seq:
            known = self._published[wish] = replace(known, seq=end)
        return known

    def document(self, session: Session, wish: Wish, *, now: datetime) -> Document:
        """The bytes of a feed that was published before, kept or made again."""
        with self._lock:
            if wish in self._documents:
                self._documents.move_to_end(wish)
                return self._documents[wish]
            issuer_id = self._published[wish].issuer_id
            seq = ledger.end_of(session, issuer_id)
            shown = load_shown(session, wish.scope, now=now, places=self._places)
            assert shown is not None, "published before, and rows are never deleted"
            self._publish(shown, wish, issuer_id, seq=seq)
            return self._documents[wish]

    def _publish(self, shown: Shown, wish: Wish, issuer_id: str, *, seq: int) -> Published:
        document = Document(render(shown, wish), last_modified=shown.last_modified)
        made = Published(document.version, shown.filename, issuer_id, seq, shown.good_until)
        self._published[wish] = made
        self._put(wish, document)
        return made

    def _put(self, wish: Wish, document: Document) -> None:
        if wish in self._documents:
            self._held -= len(self._documents.pop(wish).plain)
        self._documents[wish] = document
        self._held += len(document.plain)
        while self._held > self._octets and len(self._documents) > 1:
            _, dropped = self._documents.popitem(last=False)
            self._held -= len(dropped.plain)


def render(shown: Shown, wish: Wish) -> bytes:
    """The document of `shown` as wished."""
    with language.use(wish.language):
        name = shown.name or own_work()
    return feed(
        shown.entries,
        name=name,
        source_url=wish.source_url,
        colour=COLOURS[wish.scope.kind],
        language=wish.language,
        alarms=wish.alarms,
    )
