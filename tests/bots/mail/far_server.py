"""A real SMTP server on loopback that does as it is told: the far side of the mail channel."""

import asyncio
import email
import ssl
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bots.mail.channel import MailChannel
from bots.mail.connection import Server
from scheduler.clock import Clock
from scheduler.run.outcome import Outcome
from tests.bots.notices import make_notice

UNIT = "so-y-te@phutho.example"
SENDER = "nhac-viec@thidua.example"
PASSWORD = "mật-khẩu-rất-dài"
OK = "250 OK"


@dataclass
class Arrived:
    """One mail the server has."""

    recipient: str
    octets: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.octets, policy=policy.default)

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")

    @property
    def calendars(self) -> list[EmailMessage]:
        return [
            part
            for part in self.message.walk()
            if isinstance(part, EmailMessage) and part.get_content_type() == "text/calendar"
        ]


@dataclass
class MailFar:
    """The server with its faults; each ordered answer is given once, at the stage it is ordered for."""

    clock: Clock
    user: str | None = "thidua"
    password: str | None = PASSWORD
    tls: ssl.SSLContext | None = None
    arrived: list[Arrived] = field(default_factory=list)
    connections: int = 0
    answers: dict[str, deque[str]] = field(default_factory=dict)
    after: deque[str] = field(default_factory=deque)  # what happens once the next mail is here
    rejects: bool = False
    offers_login: bool = True
    logins: int = 0
    tls_at_once: bool = False
    before_answer: Callable[[], Awaitable[None]] | None = None  # at RCPT
    stalled: bool = False
    port: int = 0
    channel: MailChannel = field(init=False)
    address: str = UNIT
    bad_address: str = "123456789"
    secret: str = PASSWORD

    # the contract's faults

    def received(self) -> list[str]:
        return [mail.text for mail in self.arrived]

    def close_address(self) -> None:
        self.answer("RCPT", f"550 5.1.1 <{self.address}>: Recipient address rejected: User unknown")

    def refuse_message(self) -> None:
        self.answer("DATA", "554 5.7.1 Message looks like spam")

    def ask_to_wait(self, seconds: int) -> None:
        self.answer("RCPT", "421 4.7.0 Too many messages, try again later")

    def fail(self) -> None:
        self.answer("DATA", "451 4.3.0 Queue file write error")

    def break_after_accepting(self) -> None:
        self.after.append("break")

    def stall_after_accepting(self) -> None:
        self.after.append("stall")

    def reject_credentials(self) -> None:
        self.rejects = True

    def answer(self, stage: str, *answers: str) -> None:
        """The next answers at MAIL, RCPT, DATA or RSET."""
        self.answers.setdefault(stage, deque()).extend(answers)

    def stall_at(self, stage: str) -> None:
        """The next time, say nothing at that stage."""
        self.answer(stage, "stall")

    def break_at(self, stage: str) -> None:
        """The next time, hang up at that stage."""
        self.answer(stage, "break")

    # the server

    async def come_back(self) -> None:
        loop = asyncio.get_running_loop()
        self._open: list[SMTP] = []
        self._listening = await loop.create_server(
            self._serve, "127.0.0.1", self.port, ssl=self.tls if self.tls_at_once else None
        )
        self.port = self._listening.sockets[0].getsockname()[1]

    async def go_away(self) -> None:
        self.hang_up()
        self._listening.close()
        await asyncio.sleep(0)

    def hang_up(self) -> None:
        """Close every open connection, as a server does with idle ones."""
        for one in self._open:
            if one.transport is not None:
                one.transport.abort()  # type: ignore[attr-defined]
        self._open.clear()

    def server(self, **changes: Any) -> Server:
        """The settings that reach this server."""
        told: dict[str, Any] = {
            "host": "127.0.0.1",
            "port": self.port,
            "sender": SENDER,
            "user": self.user,
            "password": self.password,
            "tls": "none",
        }
        return Server(**{**told, **changes})

    def connect(self, **changes: Any) -> MailChannel:
        return MailChannel(
            self.server(**changes), clock=self.clock, connect_seconds=5, read_seconds=2
        )

    async def send(self, address: str = UNIT, **changes: Any) -> Outcome:
        """How a notice, with `changes`, to `address` ends."""
        return await self.channel.send(address, None, make_notice(**changes))

    async def answered(self, stage: str, answer: str) -> Outcome:
        """The same when the server says `answer` at `stage`."""
        self.answer(stage, answer)
        return await self.send()

    def _serve(self) -> SMTP:
        self.connections += 1
        made = SMTP(
            self,
            hostname="far.example",
            authenticator=self._authenticate,
            auth_require_tls=False,
            tls_context=None if self.tls_at_once else self.tls,
            auth_exclude_mechanism=() if self.offers_login else ("LOGIN", "PLAIN"),
            loop=asyncio.get_running_loop(),
        )
        self._open.append(made)
        return made

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins += 1
        known = data.password == PASSWORD.encode() and not self.rejects
        return AuthResult(success=known, handled=False)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._next("MAIL", server)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.before_answer is not None:
            await self.before_answer()
        answer = await self._next("RCPT", server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_RSET(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return await self._next("RSET", server)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = await self._next("DATA", server)
        if not answer.startswith("250"):
            return answer
        assert isinstance(envelope.content, bytes)
        self.arrived.append(Arrived(envelope.rcpt_tos[0], envelope.content))
        if self.after:
            await self._act(self.after.popleft(), server)
        return answer

    async def _next(self, stage: str, server: SMTP) -> str:
        waiting = self.answers.get(stage)
        answer = waiting.popleft() if waiting else OK
        return await self._act(answer, server)

    async def _act(self, answer: str, server: SMTP) -> str:
        if answer == "break":
            server.transport.abort()  # type: ignore[union-attr]
        if answer == "stall":
            self.stalled = True
            await asyncio.Event().wait()
        return answer
