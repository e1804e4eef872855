"""One receiver a bot: hears, handles and answers, in the one process that holds the lane's lease."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from telegram.error import TelegramError

from bots.telegram.hearing import parse
from bots.telegram.hearing.handler import Handler, Respond
from bots.telegram.hearing.health import Backoff, Health, Way
from bots.telegram.hearing.menu import Menu
from bots.telegram.hearing.poller import POLL_SECONDS, Poller
from bots.telegram.hearing.turns import Fetch, Handling
from bots.telegram.redact import redacted
from bots.telegram.sending.channel import TelegramChannel
from bots.telegram.sending.replies import Replies
from bots.telegram.sending.request import told
from scheduler.clock import Clock, Moment, pause
from scheduler.errors import AWAY
from scheduler.spell import Spell
from scheduler.store import inbox, reach
from scheduler.store.database import Database
from scheduler.store.inbox import Update
from scheduler.store.lease import HEARTBEAT_SECONDS, LEASE, Vigil

log = logging.getLogger(__name__)

RENEW_SECONDS = HEARTBEAT_SECONDS
IDLE_SECONDS = 1.0  # longest wait for an update that another process was told of
MENU_EVERY = 10  # renewals of the lease
HOOK_CONNECTIONS = 8


@dataclass(frozen=True)
class Hook:
    """Where Telegram brings updates, and what it must show."""

    url: str
    secret: str


class Receiver:
    """Hears and answers for `lanes`, which share one bot; the first has the inbox. Belongs to one event loop.

    With `hook` Telegram is told to bring updates there (a route calls `keep`), else they are fetched.
    `fetch` gets the file of an upload before it is handled; `folder` has those that answers send.
    `alone` says that no other process can be alive on this database: a lease found is a dead one's.
    """

    def __init__(
        self,
        database: Database,
        channel: TelegramChannel,
        lanes: tuple[str, ...],
        *,
        respond: Respond,
        clock: Clock,
        hook: Hook | None = None,
        alone: bool = False,
        fetch: Fetch | None = None,
        folder: Path | None = None,
        poll_seconds: int = POLL_SECONDS,
        backoff: Backoff | None = None,
    ) -> None:
        self.lanes = lanes
        self.health = Health(Way.STANDBY)
        self._database = database
        self._channel = channel
        self._clock = clock
        self._hook = hook
        self._alone = alone
        self._folder = folder
        self._poll_seconds = poll_seconds
        self._backoff = backoff or Backoff()
        self._id = uuid4().hex
        self._held: Moment | None = None  # since when at least, or None while it is another's
        self._away = False  # the database, when it was asked last
        self._vigil = Vigil()
        self._arrived = asyncio.Event()
        self._menu = Menu(channel)
        self._unhooked = Spell(log, f"lane {self.lane} has no webhook yet")
        self._waiting = Spell(log, f"the inbox of lane {self.lane} waits for the database")
        self._unrenewed = Spell(log, f"the lease of lane {self.lane} cannot be renewed")
        handler = Handler(database, lanes, respond, clock, self._bot_name)
        self._handling = Handling(handler, fetch, wake=self._arrived.set)

    @property
    def lane(self) -> str:
        """The lane that has the inbox."""
        return self.lanes[0]

    async def keep(self, updates: Sequence[Update]) -> None:
        """Put `updates` into the inbox; durable on return. Raises the database's errors."""
        if updates:
            await asyncio.to_thread(self._keep, updates)
            self._arrived.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Hear and answer until `stop`, whenever nobody else does; what is in work is finished first."""
        while not stop.is_set():
            if await self._is_taken():
                await self._work(stop)
            else:
                self._stand_by()
                await pause(RENEW_SECONDS, stop)
        await self._release()

    def _stand_by(self) -> None:
        self.health.way = Way.STANDBY
        if self._away:
            self.health.ill("the database is away")
        else:
            self.health.ready, self.health.fault = True, ""  # who hears says how that goes

    async def _work(self, stop: asyncio.Event) -> None:
        self.health.way = Way.WEBHOOK if self._hook else Way.POLLING
        self.health.ready = False
        ending = asyncio.Event()
        answers = Replies(
            self._database,
            self._channel,
            self.lanes,
            self._clock,
            holding=self._is_holding,
            folder=self._folder,
        )
        log.info("lane %s is heard by %s", self.lane, self.health.way)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._hear(ending))
                tasks.create_task(self._handle(answers, ending))
                tasks.create_task(self._set_menus(ending))
                tasks.create_task(self._hold(stop, ending))
        finally:
            await self._handling.close()
            await answers.close()

    async def _hold(self, stop: asyncio.Event, ending: asyncio.Event) -> None:
        """Renew the lease until `stop` or until it may be another's, then tell the others to end."""
        while not stop.is_set():
            await pause(RENEW_SECONDS, stop)
            if not stop.is_set() and not await self._is_taken() and not self._is_holding():
                whom = "nobody until the database is back" if self._away else "another process now"
                log.warning("lane %s is heard by %s", self.lane, whom)
                break
        ending.set()
        self._arrived.set()

    async def _hear(self, ending: asyncio.Event) -> None:
        if self._hook is None:
            poller = Poller(
                self._channel,
                self.keep,
                self.health,
                self._clock,
                poll_seconds=self._poll_seconds,
                backoff=self._backoff,
                lane=self.lane,
            )
            await poller.run(ending)
            return
        while not ending.is_set() and not await self._is_hooked(self._hook):
            await pause(self._backoff.next(), ending)

    async def _is_hooked(self, hook: Hook) -> bool:
        try:
            await self._channel.bot.set_webhook(
                hook.url,
                secret_token=hook.secret,
                allowed_updates=list(parse.WANTED),
                max_connections=HOOK_CONNECTIONS,
            )
        except TelegramError as error:
            self._channel.notice(error)
            fault = redacted(f"{type(error).__name__}: {told(error)}", (hook.secret,))
            self.health.ill(fault)
            self._unhooked.failed(fault)
            return False
        self._unhooked.over()
        self.health.well(now=self._clock.now())
        return True

    async def _handle(self, answers: Replies, ending: asyncio.Event) -> None:
        """Handle what waits, one after the other, and send what it is answered with."""
        while not ending.is_set():
            self._arrived.clear()
            try:
                await answers.send_waiting()
                while not ending.is_set() and await self._handling.next():
                    await answers.send_waiting()
                self._waiting.over()
            except AWAY as error:
                self._waiting.failed(error)
            except Exception:  # people must be answered again when it is over
                log.exception("handling the inbox of %s failed", self.lane)
                await pause(IDLE_SECONDS, ending)
            await pause(IDLE_SECONDS, self._arrived)

    async def _set_menus(self, ending: asyncio.Event) -> None:
        while not ending.is_set():
            try:
                await self._menu.refresh(await asyncio.to_thread(self._standing))
            except AWAY as error:
                self._waiting.failed(error)
            except Exception:  # a menu is a comfort; whatever it is, answers go on
                log.exception("the menus of %s could not be set", self.lane)
            await pause(RENEW_SECONDS * MENU_EVERY, ending)

    def _is_holding(self) -> bool:
        return self._held is not None and self._held.age(self._clock) < LEASE

    async def _is_taken(self) -> bool:
        asked_at = Moment.of(self._clock)
        try:
            taken = await asyncio.to_thread(self._take, asked_at)
        except AWAY as error:
            self._unrenewed.failed(error)
            self._away = True
            return False
        self._unrenewed.over()
        self._away = False
        self._held = asked_at if taken else None
        return taken

    def _take(self, at: Moment) -> bool:
        force = self._alone and self._held is None
        with self._database.write_unowned() as session:
            sign = inbox.last_sign(session, self.lane)
            mine = force or sign is None or sign.holder == self._id
            if sign and not mine and self._vigil.look(self.lane, sign, steady=at.steady):
                log.info("lane %s is heard by another process: this one waits", self.lane)
            dead = self._vigil.dead(self.lane)
            if not inbox.take(session, self.lane, self._id, now=at.wall, by_force=force, dead=dead):
                return False
        self._vigil.end(self.lane)
        return True

    async def _release(self) -> None:
        try:
            await asyncio.to_thread(self._give_back)
        except AWAY as error:
            log.warning("the lease of %s runs out by itself: %r", self.lane, error)

    def _give_back(self) -> None:
        with self._database.write_unowned() as session:
            inbox.release(session, self.lane, self._id)

    def _keep(self, updates: Sequence[Update]) -> None:
        with self._database.write_unowned() as session:
            inbox.keep(session, self.lane, updates, now=self._clock.now())

    def _standing(self) -> set[str]:
        with self._database.read() as session:
            return reach.standing_chats(session, self.lanes, now=self._clock.now())

    def _bot_name(self) -> str:
        return self._channel.identity.username if self._channel.identity else ""
