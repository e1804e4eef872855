"""Asking for updates by long poll. Acknowledged only when they are in the database; never gives up."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from telegram.error import Conflict, RetryAfter, TelegramError

from bots.telegram.hearing import parse
from bots.telegram.hearing.health import Backoff, Health
from bots.telegram.sending.channel import TelegramChannel
from bots.telegram.sending.outcome import pause_seconds
from bots.telegram.sending.request import told
from scheduler.clock import Clock, pause
from scheduler.errors import ThiDuaError
from scheduler.spell import Spell
from scheduler.store.inbox import Update

log = logging.getLogger(__name__)

POLL_SECONDS = 30  # how long Telegram may hold an empty answer back
SLACK_SECONDS = 15.0  # for the line, beyond that

T = TypeVar("T")
Keep = Callable[[Sequence[Update]], Awaitable[None]]


class Poller:
    """One bot, listening. `keep` puts updates into the database and returns when they are durable."""

    def __init__(
        self,
        channel: TelegramChannel,
        keep: Keep,
        health: Health,
        clock: Clock,
        *,
        poll_seconds: int = POLL_SECONDS,
        slack_seconds: float = SLACK_SECONDS,
        backoff: Backoff | None = None,
        lane: str = "",
    ) -> None:
        self._channel = channel
        self._keep = keep
        self._health = health
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._read_seconds = poll_seconds + slack_seconds
        self._backoff = backoff or Backoff()
        self._hook_gone = False
        self._offset = 0
        self._spell = Spell(log, f"nobody is heard by lane {lane}" if lane else "nobody is heard")

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop`; what fails is tried again, later each time."""
        while not stop.is_set():
            wait = await self._round(stop)
            if wait > 0:
                await pause(wait, stop)

    async def _round(self, stop: asyncio.Event) -> float:
        """Fetch and keep once; seconds to wait before the next."""
        try:
            if not self._hook_gone:
                await _unless(stop, self._channel.bot.delete_webhook())
                self._hook_gone = True
            fetched = await _unless(stop, self._fetch())
            if fetched is not None:
                await self._take(fetched)
        except TelegramError as error:
            return self._failed(error)
        except (ThiDuaError, ValueError) as error:  # not kept, so not acknowledged: it comes again
            return self._ill(repr(error))
        except Exception:  # whatever it is, people must be heard again when it is over
            log.exception("listening failed")
            return self._ill("listening failed")
        self._backoff.over()
        self._spell.over()
        return 0

    async def _fetch(self) -> list[object]:
        """What waits, as Telegram wrote it: our database keeps fields that no library knows yet."""
        values: dict[str, object] = {
            # until it is known that we are heard, an answer at once says so
            "timeout": self._poll_seconds if self._health.ready else 0,
            "allowed_updates": json.dumps(parse.WANTED),
        }
        if self._offset:
            values["offset"] = self._offset
        address = f"{self._channel.bot.base_url}/getUpdates?{urlencode(values)}"
        found: object = await self._channel.polling.post(address, read_timeout=self._read_seconds)
        if not isinstance(found, list):
            raise ValueError("getUpdates answered no list")
        return found

    async def _take(self, fetched: list[object]) -> None:
        updates = [update for one in fetched if (update := as_update(one)) is not None]
        await self._keep(updates)
        # After an empty answer all is acknowledged, and no offset is sent: after a week of silence Telegram
        # may begin again with lower ids, which an old offset would drop unseen.
        self._offset = max((update.id for update in updates), default=-1) + 1
        self._health.well(now=self._clock.now())

    def _failed(self, error: TelegramError) -> float:
        self._channel.notice(error)
        if isinstance(error, Conflict):  # a webhook set by somebody, or another poller
            self._hook_gone = False
        wait = self._ill(f"{type(error).__name__}: {told(error)}")
        return max(wait, pause_seconds(error)) if isinstance(error, RetryAfter) else wait

    def _ill(self, fault: str) -> float:
        wait = self._backoff.next()
        self._health.ill(fault)
        self._spell.failed(fault)
        return wait


def as_update(update: object) -> Update | None:
    """`update` for the inbox; None, and a line in the log, for what has no usable id or cannot be written."""
    number = parse.update_id(update)
    if number is None:
        log.error("an update without a usable id is passed over")
        return None
    try:
        return Update(number, json.dumps(update))
    except (RecursionError, ValueError):
        log.error("update %s cannot be kept and is passed over", number)
        return Update(number, "{}")


async def _unless(stop: asyncio.Event, work: Coroutine[object, object, T]) -> T | None:
    """The result of `work`; None, and `work` given up, when `stop` comes first."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([working, stopping], return_when="FIRST_COMPLETED")
        return working.result() if working.done() else None
    finally:
        stopping.cancel()
        working.cancel()
        # also when it is done: an error nobody asked for would end up in the log as a traceback
        await asyncio.gather(working, return_exceptions=True)
