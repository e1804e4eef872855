"""The mail channel: words a notice, hands it to the server, and tells how it ended."""

import asyncio
import logging
from datetime import timedelta

from bots.backoff import Trouble
from bots.mail import message
from bots.mail.address import is_address
from bots.mail.connection import Connection, Failed, Server, hide_addresses
from bots.mail.message import Mail
from bots.mail.outcome import classify
from scheduler.clock import Clock
from scheduler.language import _
from scheduler.run.outcome import Later, Outcome, Refused, Sent
from scheduler.run.saying.notice import Notice
from scheduler.spell import Spell

log = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0
READ_SECONDS = (
    15.0  # less than a lane's lease; a slower server gets some mails twice, with the same id
)
PATIENCE = timedelta(seconds=8)  # for our turn: longer, and the lane may be another's meanwhile


class MailChannel:
    """One sender's address at one server: mails leave one after the other over one kept connection."""

    def __init__(
        self,
        server: Server,
        *,
        clock: Clock,
        pages: str = "",
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._sender = server.sender
        self._pages = pages  # address of our public pages; empty: nobody out there reaches them
        self._clock = clock
        self._trouble = Trouble(clock.now(), Spell(log, f"mail server {server.host} takes nothing"))
        self._turn = asyncio.Lock()
        self._stop: Later | None = None  # the last outcome that held the whole lane
        self._connection = Connection(
            server, connect_seconds=connect_seconds, read_seconds=read_seconds
        )

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        """Mail `notice` to `address`; mail has no topics, so `thread` says nothing."""
        if not is_address(address):
            return _no_address(address)
        return await self._deliver(address, self._compose(notice, address), notice)

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        """What was mailed stays; a mail follows only when a deadline in it was moved or taken out.

        `notice` holds all that the mail `message_id` told of; what follows names what changed only. Sent with that
        same id when nothing follows, too when another mail told it already, or will.
        """
        if not is_address(address):
            return _no_address(address)
        changed = message.correct(message_id, notice)
        if not changed.items:
            return Sent(message_id)
        mail = self._compose(changed, address, follows=message_id)
        return await self._deliver(address, mail, changed)

    async def check(self) -> Outcome:
        """Whether the server lets us in and would take a mail of ours now."""
        async with self._turn:
            if self._stop is not None and self._clock.now() < self._stop.retry_at:
                # a server that hears a wrong password once a lane might shut us out
                return self._stop
            try:
                await self._connection.check()
            except Failed as failed:
                return self._failed(failed)
            self._trouble.over()
            return Sent("")

    async def close(self) -> None:
        """Hang up."""
        async with self._turn:
            await self._connection.close()

    def _compose(self, notice: Notice, address: str, follows: str | None = None) -> Mail:
        return message.compose(
            notice, sender=self._sender, recipient=address, follows=follows, pages=self._pages
        )

    async def _deliver(self, address: str, mail: Mail, notice: Notice) -> Outcome:
        stop, asked_at = self._stop, self._clock.now()
        async with self._turn:
            now = self._clock.now()
            if self._stop is not None and self._stop is not stop:
                return self._stop  # what stopped the one before us stops us too
            if now - asked_at > PATIENCE:
                return Later(now, _("Máy chủ thư nhận chậm; thư này chưa gửi."))
            try:
                await self._connection.deliver(address, mail.octets)
            except Failed as failed:
                return self._failed(failed)
            self._trouble.over()
            return Sent(mail.id, message.told(notice))

    def _failed(self, failed: Failed) -> Outcome:
        outcome = classify(failed, now=self._clock.now(), trouble=self._trouble)
        if isinstance(outcome, Later) and outcome.pauses_lane:
            self._stop = outcome
        return outcome


def _no_address(address: str) -> Refused:
    reason = _("“{address}” không phải địa chỉ thư.").format(address=hide_addresses(address))
    return Refused(reason, closes_address=True)
