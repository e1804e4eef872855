"""Documents that were sent and are being read: in memory alone, for nothing of a secret one may reach the disk.

A few are read at a time, the others wait in their order; a restart in between forgets them all.
"""

import contextvars
import secrets
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Lock, Thread

from scheduler.campaign.drafting.bringing_in import BroughtIn
from scheduler.campaign.drafting.documents import digest_of
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.source import Source
from scheduler.errors import SecretDocument, UnreadableFile

AT_ONCE = 2
LASTS = timedelta(minutes=15)  # that an answer may be looked at, and a question be answered
A_MOMENT = timedelta(minutes=1)  # between two presses of one button
MOST_OCTETS = 300_000_000  # of all documents that are not decided upon, with what was read in them


class TooManyReadings(Exception):
    """More documents wait than memory should hold."""


@dataclass(frozen=True)
class NoDirective:
    """It launches no campaign; what was read is held until somebody says whether it is to be kept all the same."""

    source: Source
    directive: ReadDirective


Outcome = BroughtIn | NoDirective


@dataclass(eq=False)
class Reading:
    """One document on its way; `content` is let go of once it is decided upon."""

    key: str  # in its address
    issuer_id: str
    name: str
    content: bytes
    pasted: str | None  # the text, where it is no file
    begun_at: datetime
    digest: str
    future: Future[Outcome] = field(default_factory=Future)
    _kept: BroughtIn | None = None
    _deciding: Lock = field(default_factory=Lock)

    @property
    def outcome(self) -> Outcome:
        """What became of it. Raises what kept it from being read."""
        return self._kept or self.future.result()

    @property
    def is_asked(self) -> bool:
        """Whether it waits for an answer whether it is to be kept."""
        return self._asked is not None

    @property
    def octets(self) -> int:
        """What it takes in memory, about."""
        texts = (self._asked.source.text if self._asked else None, self.pasted)
        return len(self.content) + sum(sys.getsizeof(text) for text in texts if text)

    @property
    def _asked(self) -> NoDirective | None:
        is_read = self.future.done() and self.future.exception() is None
        outcome = self.outcome if is_read else None
        return outcome if isinstance(outcome, NoDirective) else None

    def keep(self, bring_in: Callable[[NoDirective], BroughtIn]) -> BroughtIn:
        """Keep it though it is no directive; of two who press the button, both are led to the same."""
        with self._deciding:
            outcome = self.outcome
            if isinstance(outcome, NoDirective):
                self._kept = outcome = bring_in(outcome)
                self.content, self.pasted = b"", None
            return outcome


Work = Callable[[Reading], Outcome]


class Readings:
    """All of one process."""

    def __init__(self, *, at_once: int = AT_ONCE, most_octets: int = MOST_OCTETS) -> None:
        self._at_once, self._most = at_once, most_octets
        self._all: dict[str, Reading] = {}
        self._waiting: deque[tuple[Reading, Callable[[], None]]] = deque()
        self._busy = 0
        self._lock = Lock()

    def begin(
        self,
        work: Work,
        content: bytes,
        *,
        issuer_id: str,
        name: str,
        pasted: str | None,
        wall: datetime,
    ) -> Reading:
        """`work` upon `content`, as soon as its turn has come, in the language spoken here.

        The same octets sent again while they are read, or shortly after, are the same reading: a button was pressed
        twice. Raises TooManyReadings.
        """
        digest = digest_of(content)
        with self._lock:
            self._forget(wall)
            if found := self._again(digest, issuer_id, wall):
                return found
            self._make_room(len(content))
            key = secrets.token_urlsafe(16)
            reading = Reading(key, issuer_id, name, content, pasted, wall, digest)
            reading.future.set_running_or_notify_cancel()  # who goes away while waiting ends nothing
            self._all[key] = reading
            context = contextvars.copy_context()
            turn = partial(context.run, _carry_out, work, reading)
            if self._busy < self._at_once:
                self._busy += 1
                Thread(target=self._read, args=(turn,), name="document", daemon=True).start()
            else:
                self._waiting.append((reading, turn))
        return reading

    def find(self, key: str, issuer_id: str, *, wall: datetime) -> Reading | None:
        """That of an issuer; None where it is forgotten, or was another's."""
        with self._lock:
            self._forget(wall)
        found = self._all.get(key)
        return found if found and found.issuer_id == issuer_id else None

    def before(self, reading: Reading) -> int:
        """How many are read before it; 0 when it is being read, or was."""
        with self._lock:
            waiting = [one for one, _work in self._waiting]
        return waiting.index(reading) + 1 if reading in waiting else 0

    def drop(self, reading: Reading) -> None:
        """Forget it."""
        with self._lock:
            self._all.pop(reading.key, None)

    def _again(self, digest: str, issuer_id: str, wall: datetime) -> Reading | None:
        for one in self._all.values():
            if (one.digest, one.issuer_id) == (digest, issuer_id) and _is_same(one, wall):
                return one
        return None

    def _make_room(self, octets: int) -> None:
        """What waits for an answer makes room, the oldest first; what waits to be read does not."""
        taken = {one.key: one.octets for one in self._all.values()}
        asked = [one.key for one in self._all.values() if one.is_asked]
        left = self._most - octets - sum(taken.values())
        if left + sum(taken[key] for key in asked) < 0:
            raise TooManyReadings
        while left < 0:
            left += taken[asked[0]]
            del self._all[asked.pop(0)]

    def _forget(self, wall: datetime) -> None:
        for reading in list(self._all.values()):
            if reading.future.done() and wall - reading.begun_at > LASTS:
                del self._all[reading.key]

    def _read(self, turn: Callable[[], None] | None) -> None:
        while turn is not None:
            turn()
            with self._lock:
                turn = self._waiting.popleft()[1] if self._waiting else None
                self._busy -= turn is None


def _is_same(reading: Reading, wall: datetime) -> bool:
    """Whether what comes again is that: it is being read, or was, a moment ago; what failed is tried anew."""
    if not reading.future.done():
        return True
    if reading.future.exception() is not None:
        return False
    return isinstance(reading.outcome, NoDirective) or wall - reading.begun_at < A_MOMENT


def _carry_out(work: Work, reading: Reading) -> None:
    try:
        outcome = work(reading)
    except BaseException as error:  # told to who asks for the outcome
        reading.content = b""
        if isinstance(error, SecretDocument | UnreadableFile):
            error.__traceback__ = error.__cause__ = error.__context__ = None  # which hold on to it
        if isinstance(error, SecretDocument):
            reading.name = ""
            reading.pasted = None if reading.pasted is None else ""
        reading.future.set_exception(error)
        return
    if isinstance(outcome, BroughtIn):
        reading.content, reading.pasted = b"", None
    reading.future.set_result(outcome)
