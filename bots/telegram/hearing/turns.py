"""Whose turn it is: updates in order, one at a time a chat; a chat that waits for a file holds up no other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bots.telegram.event import Uploaded
from bots.telegram.hearing.handler import Handler
from scheduler.errors import AWAY, ThiDuaError
from scheduler.spell import Spell
from scheduler.store.files import StoredFile
from scheduler.store.inbox import Update

log = logging.getLogger(__name__)

AGAIN_SECONDS = 1.0  # between two looks whether the database is back

Fetch = Callable[[Uploaded], Awaitable[StoredFile | ThiDuaError]]


class Handling:
    """Hands the updates of one inbox to `handler`. `wake` is called when a chat that waited has its turn again."""

    def __init__(self, handler: Handler, fetch: Fetch | None, *, wake: Callable[[], None]) -> None:
        self._handler = handler
        self._fetch = fetch
        self._wake = wake
        self._waiting = Spell(log, f"files sent to lane {handler.lane} wait for the database")
        self._busy: dict[str, set[int]] = {}  # chat → its updates that are not to be begun now
        self._tasks: set[asyncio.Task[None]] = set()

    async def next(self) -> bool:
        """Take up the oldest update that may be; False when none waits. Raises the errors of AWAY."""
        passing_over = {number for waiting in self._busy.values() for number in waiting}
        todo = await asyncio.to_thread(self._handler.next_waiting, passing_over)
        if todo is None:
            return False
        chat = todo.event.place.chat if todo.event else ""
        if chat in self._busy:
            self._busy[chat].add(todo.update.id)
        elif isinstance(todo.event, Uploaded) and self._fetch:
            self._busy[chat] = {todo.update.id}
            task = asyncio.create_task(self._after(self._fetch, todo.event, todo.update))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            await asyncio.to_thread(self._handler.handle, todo.update)
        return True

    async def close(self) -> None:
        """Give up files on their way; their updates wait for the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _after(self, fetch: Fetch, event: Uploaded, update: Update) -> None:
        """Fetch the file, then handle `update`, then let the chat go on; while the database is away all that waits."""
        fetched: dict[str, StoredFile | ThiDuaError] = {}
        try:
            while not await self._is_handled(fetch, event, update, fetched):
                await asyncio.sleep(AGAIN_SECONDS)
        finally:
            del self._busy[event.place.chat]
            self._wake()

    async def _is_handled(
        self,
        fetch: Fetch,
        event: Uploaded,
        update: Update,
        fetched: dict[str, StoredFile | ThiDuaError],
    ) -> bool:
        """False while the database is away; what is `fetched` is not fetched again."""
        try:
            if event.file_id not in fetched:
                fetched[event.file_id] = await _file(fetch, event)
            await asyncio.to_thread(self._handler.handle, update, fetched)
        except AWAY as error:
            self._waiting.failed(error)
            return False
        except Exception as error:  # counted, so that it is set aside one day
            log.exception("the file of update %s could not be fetched", update.id)
            with suppress(*AWAY):
                await asyncio.to_thread(self._handler.note_failure, update, error)
        self._waiting.over()
        return True


async def _file(fetch: Fetch, event: Uploaded) -> StoredFile | ThiDuaError:
    """What was sent, or why it is not taken. Raises the errors of AWAY, which are none of the file's."""
    try:
        return await fetch(event)
    except AWAY:
        raise
    except ThiDuaError as error:
        return error
