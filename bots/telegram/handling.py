"""Whose turn it is: updates in order, one at a time a chat; a chat that waits for a file holds up no other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bots.telegram.event import Uploaded
from bots.telegram.inbox import Handler
from scheduler.errors import AWAY, ThiDuaError
from scheduler.store.inbox import Update
from scheduler.workflow.report import StoredFile

log = logging.getLogger(__name__)

Fetch = Callable[[Uploaded], Awaitable[StoredFile | ThiDuaError]]


class Handling:
    """Hands the updates of one inbox to `handler`. `wake` is called when a chat that waited has its turn again."""

    def __init__(self, handler: Handler, fetch: Fetch | None, *, wake: Callable[[], None]) -> None:
        self._handler = handler
        self._fetch = fetch
        self._wake = wake
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
        """Fetch the file, then handle `update`, then let the chat go on."""
        try:
            try:
                file = await fetch(event)
            except ThiDuaError as error:
                file = error
            await asyncio.to_thread(self._handler.handle, update, {event.file_id: file})
        except AWAY as error:
            log.warning("update %s waits for the database: %r", update.id, error)
        except Exception as error:  # counted, so that it is set aside one day
            log.exception("the file of update %s could not be fetched", update.id)
            await asyncio.to_thread(self._handler.note_failure, update, error)
        finally:
            del self._busy[event.place.chat]
            self._wake()
