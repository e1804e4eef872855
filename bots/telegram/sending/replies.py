"""Sending stored answers: in order per chat, chats side by side, each until it has left or never will."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bots.telegram.sending import calls
from bots.telegram.sending.calls import Call, CallKind
from bots.telegram.sending.channel import TelegramChannel
from bots.telegram.sending.gate import Priority
from scheduler.clock import Clock, pause
from scheduler.errors import FileLost
from scheduler.run.outcome import Later, Moved, Outcome, Refused, Sent, Unknown
from scheduler.run.sending.recorded import until_recorded
from scheduler.spell import Spell
from scheduler.store import reach, replies
from scheduler.store.database import Database
from scheduler.store.inbox import Transaction
from scheduler.store.replies import Waiting

log = logging.getLogger(__name__)

HANDFUL = 32
TAP_LIVES = timedelta(minutes=1)  # after that Telegram refuses to answer it
ONCE_MORE = timedelta(seconds=5)  # somebody waits: sooner than a reminder is repeated
LOOK_SECONDS = 0.2  # between two looks whether we are the one receiver again
GRACE_SECONDS = 5.0  # for what is on its way when the end comes
# How often a call may be made of which it is unknown whether it arrived; a file, too, where it has not.
TRIES = {CallKind.TOAST: 1, CallKind.SAY: 2, CallKind.EDIT: 5, CallKind.DOCUMENT: 2}


@dataclass
class _Turn:
    """An answer whose turn comes. `tries`: sends that may have arrived; `failed`: those that have not."""

    id: int
    call: Call
    created_at: datetime
    tries: int
    failed: int = 0


class Replies:
    """Sends the answers of `lanes`' bot, stored under the first of them, and files of `folder`.

    Belongs to one event loop.
    """

    def __init__(
        self,
        database: Database,
        channel: TelegramChannel,
        lanes: tuple[str, ...],
        clock: Clock,
        *,
        holding: Callable[[], bool] = lambda: True,
        folder: Path | None = None,
    ) -> None:
        self._database = database
        self._channel = channel
        self._lanes = lanes
        self._clock = clock
        self._holding = holding  # still the one receiver?
        self._folder = folder
        self._turns: dict[str, deque[_Turn]] = {}
        self._in_hand: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending = asyncio.Event()
        self._unrecorded = Spell(log, "that answers were sent cannot be recorded yet")

    async def send_waiting(self) -> None:
        """Take up what waits; returns when all of it has its turn, while the sending goes on."""
        while not self._ending.is_set():
            taken = await asyncio.to_thread(self._claim)
            for waiting in taken:
                self._line_up(waiting)
            if len(taken) < HANDFUL:
                return

    async def settle(self) -> None:
        """Return when nothing is in hand any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Let what is on its way arrive; what waits stays in the database."""
        self._ending.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=GRACE_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _claim(self) -> list[Waiting]:
        with self._database.read() as session:
            if not replies.has_waiting(session, self._lanes[0], in_hand=self._in_hand):
                return []
        with self._database.write_unowned() as session:
            return replies.claim(session, self._lanes[0], in_hand=self._in_hand, limit=HANDFUL)

    def _line_up(self, waiting: Waiting) -> None:
        call = calls.read(waiting.body)
        # A tap waits for no message that rests: its answer is about no chat.
        line = f"tap {waiting.id}" if call.kind is CallKind.TOAST else call.chat
        self._in_hand.add(waiting.id)
        turns = self._turns.setdefault(line, deque())
        # What stands behind another in its chat has never left: each waits until the one before has ended.
        tries = 0 if turns else waiting.tries
        turns.append(_Turn(waiting.id, call, waiting.created_at, tries))
        if len(turns) == 1:
            task = asyncio.create_task(self._serve(line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _serve(self, line: str) -> None:
        turns = self._turns[line]
        while turns and not self._ending.is_set():
            turn = turns[0]
            try:
                await self._finish(turn)
                self._in_hand.discard(turn.id)
            except _Ending:
                break
            except Exception:  # it stays in hand, untouched until a restart; those behind it go on
                log.exception("answer %s cannot be finished", turn.id)
            turns.popleft()
        del self._turns[line]
        if turns and self._holding():
            left = {turn.id: turn.tries for turn in turns}  # not on their way
            await self._record(lambda session: replies.count(session, left))

    async def _until_held(self) -> None:
        """Return when we are the one receiver: at once, or when the lease is known to be ours again. Raises _Ending."""
        while not self._holding() and not self._ending.is_set():
            await pause(LOOK_SECONDS, self._ending)
        if self._ending.is_set():
            raise _Ending

    async def _finish(self, turn: _Turn) -> None:
        """Send until it is known how it ended. Raises _Ending when we end first."""
        while True:
            await self._until_held()
            if self._is_late(turn):
                await self._end(turn, fault="too late to answer the tap")
                return
            try:
                outcome = await self._send(turn.call.as_again() if turn.tries else turn.call)
            except FileLost as lost:
                await self._say_instead(turn, turn.call.lost, fault=f"file lost: {lost.reason}")
                continue
            if await self._is_over(turn, outcome):
                return

    def _is_late(self, turn: _Turn) -> bool:
        tap = turn.call.kind is CallKind.TOAST
        return tap and self._clock.now() - turn.created_at > TAP_LIVES

    async def _send(self, call: Call) -> Outcome:
        """Raises FileLost."""

        async def make(formatted: bool, topic: int | None) -> str:
            bot, folder = self._channel.bot, self._folder
            return await calls.make(bot, call, formatted=formatted, topic=topic, folder=folder)

        try:
            chat = None if call.kind is CallKind.TOAST else int(call.chat)
            return await self._channel.deliver(
                chat, make, topic=call.thread, priority=Priority.ANSWER
            )
        except FileLost:
            raise
        except Exception as error:  # a fault of ours must not hold up the answers behind it
            log.exception("an answer could not be sent")
            return Refused(type(error).__name__)

    async def _is_over(self, turn: _Turn, outcome: Outcome) -> bool:
        match outcome:
            case Sent(message_id):
                await self._end(turn, message_id=message_id or None)
                return True
            case Later(pauses_lane=False, reason=reason) if turn.call.kind is CallKind.DOCUMENT:
                # A server may fail on its size each time; what stands behind it is not to wait for ever.
                turn.failed += 1
                return await self._is_given_up(turn, reason)
            case Later(retry_at, _reason):
                await self._rest(turn, retry_at)
                return False
            case Unknown(reason):
                turn.tries += 1
                return await self._is_given_up(turn, reason)
            case Refused(reason, closes_address):
                return await self._is_refused(turn, reason, closes_address=closes_address)
            case Moved(new):
                return await self._is_moved(turn, new)

    async def _is_given_up(self, turn: _Turn, reason: str) -> bool:
        if turn.tries + turn.failed >= TRIES[turn.call.kind]:
            if turn.call.kind is CallKind.DOCUMENT:
                await self._say_instead(turn, turn.call.unsent, fault=f"unknown: {reason}")
                return False
            await self._end(turn, fault=f"unknown: {reason}")
            return True
        await self._rest(turn, self._clock.now() + ONCE_MORE)
        return False

    async def _is_refused(self, turn: _Turn, reason: str, *, closes_address: bool) -> bool:
        if turn.call.kind is CallKind.EDIT and calls.is_gone(reason):
            await self._say_instead(turn, turn.call.text, fault=reason)
            return False
        log.warning("answer %s was refused: %s", turn.id, reason)
        if turn.call.kind is CallKind.DOCUMENT:  # where files may not be sent, words may
            await self._say_instead(turn, turn.call.unsent, fault=reason)
            return False
        await self._end(turn, fault=reason, closes=turn.call.chat if closes_address else None)
        return True

    async def _say_instead(self, turn: _Turn, text: str, *, fault: str) -> None:
        """Go on with `text` in place of what cannot be done."""
        turn.call, turn.tries, turn.failed = turn.call.as_say(text), 0, 0
        await self._record(lambda session: self._rewrite(session, turn, fault))

    async def _is_moved(self, turn: _Turn, new: str) -> bool:
        """Once more to the group's new id; an answer that moves to where it is has no way."""
        old = turn.call.chat
        if new == old:
            await self._end(turn, fault="moved")
            return True
        turn.call = replace(turn.call, chat=new)

        def move(session: Transaction) -> None:
            for lane in self._lanes:
                reach.move(session, lane, old, new, now=self._clock.now())
            self._rewrite(session, turn, "moved")

        await self._record(move, of_issuers=True)
        return False

    def _rewrite(self, session: Transaction, turn: _Turn, fault: str) -> None:
        body = turn.call.as_json()
        replies.rewrite(session, turn.id, body=body, tries=turn.tries, fault=fault)

    async def _end(
        self,
        turn: _Turn,
        *,
        message_id: str | None = None,
        fault: str | None = None,
        closes: str | None = None,
    ) -> None:
        def end(session: Transaction) -> None:
            now = self._clock.now()
            replies.end(session, turn.id, message_id=message_id, fault=fault, now=now)
            for lane in self._lanes if closes else ():
                reach.close(session, lane, closes or "", reason=fault or "", now=now)

        await self._record(end, of_issuers=bool(closes))

    async def _record(
        self, change: Callable[[Transaction], None], *, of_issuers: bool = False
    ) -> None:
        """Tried until it succeeds: an answer that is sent and not recorded would be sent again.

        With `of_issuers` it changes addresses too, of whatever issuers.
        """

        def write() -> None:
            writing = self._database.write if of_issuers else self._database.write_unowned
            with writing() as session:
                change(session)

        await until_recorded(write, self._unrecorded, clock=self._clock)

    async def _rest(self, turn: _Turn, until: datetime) -> None:
        """Wait until then; meanwhile nothing of `turn` is on its way. Raises _Ending when we end first."""
        await self._record(lambda session: replies.count(session, {turn.id: turn.tries}))
        await self._pause(until)
        await self._until_held()
        await self._record(lambda session: replies.count(session, {turn.id: turn.tries + 1}))

    async def _pause(self, until: datetime) -> None:
        """Wait until then, or until the end."""
        seconds = (until - self._clock.now()).total_seconds()
        waits = [
            asyncio.create_task(self._clock.sleep(max(seconds, 0))),
            asyncio.create_task(self._ending.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when="FIRST_COMPLETED")
        finally:
            for wait in waits:
                wait.cancel()


class _Ending(Exception):
    """We end; what is in hand stays in the database."""
