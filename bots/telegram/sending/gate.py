"""One gate a bot for everything that leaves: evenly paced, answers to people before bulk.

Telegram allows about 30 calls a second a bot, one a second a private chat and 20 a minute a group. A limiter that
counts "30 in a second" lets 60 go in the first one, so this gate spaces calls instead.
"""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from scheduler.clock import Clock

# All in seconds.
SPACING = 0.04
LEAST_SPACING = 0.03  # after a late wake-up the next call may come so much closer
PRIVATE_REST = 1.0
GROUP_REST = 3.2
PAUSE_MARGIN = 0.5  # added to what a 429 asks for
NAP_SECONDS = 0.2  # longest sleep in one go, so that an answer that comes meanwhile is seen
LEAST_NAP_SECONDS = 0.0001  # a clock that counts microseconds would stand still at less
BULK_CALLS = 8  # in flight at once; more connections were measured to be slower
SPARE_CALLS = 2  # kept for answers, so that a slow line full of bulk holds nobody up


class Priority(IntEnum):
    ANSWER = 0  # somebody tapped or typed and waits
    BULK = 1  # reminders


class GateClosed(Exception):
    """Telegram asked for a pause: bulk is sent home, to come again at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass
class _Line:
    """Who waits with one priority: chats in turn, in each the oldest first."""

    room: int  # calls that may be in flight, those of higher priority included
    chats: dict[int | None, deque[asyncio.Future[None]]] = field(default_factory=dict)

    def join(self, chat: int | None) -> asyncio.Future[None]:
        ticket: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.chats.setdefault(chat, deque()).append(ticket)
        return ticket

    def call(self, chat: int | None) -> asyncio.Future[None]:
        """The first of `chat`, which then goes to the end of the turn: resting chats gather there."""
        tickets = self.chats.pop(chat)
        ticket = tickets.popleft()
        if tickets:
            self.chats[chat] = tickets
        return ticket

    def clear(self) -> list[asyncio.Future[None]]:
        """Everyone who waited; nobody does any more."""
        tickets = [ticket for waiting in self.chats.values() for ticket in waiting]
        self.chats.clear()
        return tickets


class Gate:
    """Lets calls pass one by one. Belongs to one event loop; pace is that of `clock`, whoever sets its time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lines = {
            Priority.ANSWER: _Line(BULK_CALLS + SPARE_CALLS),
            Priority.BULK: _Line(BULK_CALLS),
        }
        self._in_flight = 0
        self._resting: dict[int, float] = {}
        self._next_at = self._paused_until = clock.steady()
        self._keeper: asyncio.Task[None] | None = None
        self._stirred = asyncio.Event()

    @asynccontextmanager
    async def passing(
        self, chat: int | None, priority: Priority = Priority.BULK
    ) -> AsyncIterator[None]:
        """Entered when a call about `chat` may leave, left when it has ended.

        `chat` is None when the call is about none, as the answer to a tap is. During a pause answers wait;
        bulk, which is kept elsewhere, raises GateClosed.
        """
        await self._admission(chat, priority)
        try:
            yield
        finally:
            self._leave()

    def pause(self, seconds: float) -> datetime:
        """Nothing passes for `seconds` and a margin: Telegram asked for it. The instant it opens again."""
        until = self._clock.steady() + seconds + PAUSE_MARGIN
        self._paused_until = max(self._paused_until, until)
        for ticket in self._lines[Priority.BULK].clear():
            if not ticket.done():
                ticket.set_exception(GateClosed(self._opens_at()))
        return self._opens_at()

    def _opens_at(self) -> datetime:
        left = self._paused_until - self._clock.steady()
        return self._clock.now() + timedelta(seconds=left)

    async def _admission(self, chat: int | None, priority: Priority) -> None:
        if priority is Priority.BULK and self._paused_until > self._clock.steady():
            raise GateClosed(self._opens_at())
        ticket = self._lines[priority].join(chat)
        self._stirred.set()
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())
        try:
            await ticket
        except asyncio.CancelledError:
            if ticket.done() and not ticket.cancelled() and ticket.exception() is None:
                self._leave()  # cancelled in the very moment it was let in
            raise

    def _leave(self) -> None:
        self._in_flight -= 1
        self._stirred.set()

    async def _keep(self) -> None:
        while any(line.chats for line in self._lines.values()):
            self._stirred.clear()
            wait = self._open_next()
            if wait == math.inf:
                await self._stirred.wait()
            elif wait > 0:
                await self._clock.sleep(min(max(wait, LEAST_NAP_SECONDS), NAP_SECONDS))

    def _open_next(self) -> float:
        """Let one call pass: 0. Else the seconds until one may, infinite when one in flight must end first."""
        lines = [x for x in self._lines.values() if x.chats and self._in_flight < x.room]
        if not lines:
            return math.inf
        now = self._clock.steady()
        closed_until = max(self._next_at, self._paused_until)
        if closed_until > now:
            return closed_until - now
        self._resting = {chat: until for chat, until in self._resting.items() if until > now}
        for line in lines:
            for chat in line.chats:
                if chat not in self._resting:
                    self._pass(line, chat, now=now)
                    return 0
        return min(self._resting.values()) - now

    def _pass(self, line: _Line, chat: int | None, *, now: float) -> None:
        ticket = line.call(chat)
        if ticket.done():  # its caller was cancelled; nothing leaves
            return
        ticket.set_result(None)
        self._in_flight += 1
        # Counting from the slot, not from a late wake-up, keeps the pace; longer delays are not made up for.
        self._next_at = max(self._next_at + SPACING, now + LEAST_SPACING)
        if chat is not None:
            self._resting[chat] = now + (PRIVATE_REST if chat > 0 else GROUP_REST)
