"""One bot at work: known to Telegram, heard and answered. While its token is refused its lanes are not served."""

import asyncio
import logging
from dataclasses import dataclass

from bots.telegram.hearing.receiver import Receiver
from bots.telegram.sending.channel import InvalidToken, TelegramChannel
from scheduler.clock import pause
from scheduler.errors import AWAY
from scheduler.installation import Installation
from scheduler.spell import Spell
from scheduler.store.serving import Faults, is_noted, note
from scheduler.store.tables import Lane

log = logging.getLogger(__name__)

AGAIN_SECONDS = 300.0  # a wrong token is put right by a person
DATABASE_AWAY = 1.0  # seconds between two tries to write down


@dataclass(frozen=True)
class Attendance:
    """Runs one bot beside all others, whatever becomes of it. Belongs to one event loop.

    `refused`: what to write down of each of its lanes when Telegram does not know the token; `settings`: where
    that token was read, for the log.
    """

    installation: Installation
    channel: TelegramChannel
    receiver: Receiver
    refused: Faults
    settings: str
    again_seconds: float = AGAIN_SECONDS

    async def run(self, stop: asyncio.Event) -> None:
        """Hear and answer until `stop`; nobody is heard while the token is refused, which is asked about again."""
        while not stop.is_set():
            await self._attend(stop)
            while self.channel.refused.is_set() and not stop.is_set():
                self.channel.refused.clear()  # it may have been a slip: asked once more
                if not await self._is_known(stop):
                    await self._rest(stop)

    async def _attend(self, stop: asyncio.Event) -> None:
        """Hear and answer until `stop`, or until the token is refused; learn the bot's name meanwhile."""
        ending = asyncio.Event()
        hearing = asyncio.create_task(self.receiver.run(ending))
        others = [
            asyncio.create_task(self._is_known(stop)),
            asyncio.create_task(self.channel.refused.wait()),
            asyncio.create_task(stop.wait()),
        ]
        try:
            await asyncio.wait([hearing, *others[1:]], return_when="FIRST_COMPLETED")
        finally:
            ending.set()
            for task in others:
                task.cancel()
            for result in await asyncio.gather(*others, return_exceptions=True):
                if isinstance(result, Exception):
                    log.error("a bot could not be known", exc_info=result)
            await hearing

    async def _is_known(self, stop: asyncio.Event) -> bool:
        """Whether Telegram knows the token, asked until it answers; also true when `stop` comes first."""
        asking = asyncio.create_task(self.channel.introduce())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([asking, stopping], return_when="FIRST_COMPLETED")
            if asking.done():
                username = asking.result().username
                log.info("%s sends as @%s", ", ".join(self.refused), username)
                await self._write(dict.fromkeys(self.refused), stop, username=username)
        except InvalidToken:
            return False
        finally:
            asking.cancel()
            stopping.cancel()
            await asyncio.gather(asking, stopping, return_exceptions=True)
        return True

    async def _rest(self, stop: asyncio.Event) -> None:
        lanes = ", ".join(self.refused)
        self.receiver.health.ill("token refused")
        log.error(
            "Telegram refuses the token of %s: nobody is told or heard by it. Put %s right and start again.",
            lanes,
            self.settings,
        )
        await self._write(self.refused, stop)
        self.channel.refused.set()
        await pause(self.again_seconds, stop)

    async def _write(
        self, faults: Faults, stop: asyncio.Event, *, username: str | None = None
    ) -> None:
        """Tried until it succeeds: a lane nobody serves must not be given anything."""
        spell = Spell(log, f"how {', '.join(faults)} is cannot be written down yet")
        while not stop.is_set():
            try:
                await asyncio.to_thread(self._note, faults, username)
                spell.over()
                return
            except AWAY as error:
                spell.failed(error)
                await pause(DATABASE_AWAY, stop)

    def _note(self, faults: Faults, username: str | None) -> None:
        with self.installation.database.read() as session:
            named = all(session.get_one(Lane, lane).username == username for lane in faults)
            if is_noted(session, faults) and (named or username is None):
                return
        with self.installation.database.write() as session:
            note(session, faults, now=self.installation.clock.now())
            for lane in faults if username is not None else ():
                session.get_one(Lane, lane).username = username  # for the links of invitations
