"""One conversation with a mail server (RFC 5321), opened when needed and kept for the next mail."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

Tls = Literal["starttls", "tls", "none"]

_ADDRESS = re.compile(r"[^\s<>\"']+@[^\s<>\"']+")
HIDDEN = "***"
NOT_NOW = 421  # about the connection, whatever was asked (RFC 5321 4.2.1)


@dataclass(frozen=True)
class Server:
    """Where mail is handed in, and as whom. `sender` is a plain address."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: Tls = "starttls"
    trust: ssl.SSLContext | None = None  # whose certificates are believed; None: the system's


class Stage(IntEnum):
    """How far a conversation came; only in the last one a mail may have left."""

    CONNECT = 1
    TLS = 2
    LOGIN = 3
    SENDER = 4  # MAIL FROM
    RECIPIENT = 5  # RCPT TO
    DATA = 6


class Failed(Exception):
    """A conversation that failed at `stage`. `code` is the server's answer, None when there was none.

    `text` is that answer, or what happened to the line, on one line and without addresses.
    """

    def __init__(self, stage: Stage, error: Exception) -> None:
        answered = isinstance(error, SMTPResponseException)
        self.stage = stage
        self.code = error.code if isinstance(error, SMTPResponseException) else None
        said = error.message if isinstance(error, SMTPException) else str(error)
        self.text = hide_addresses(" ".join(said.split())) or type(error).__name__
        self.unable = type(error) is SMTPException  # the server does not offer what we need
        self.untrusted = not answered and _has_cause(error, ssl.SSLError)
        super().__init__(f"{stage.name}: {self.code or ''} {self.text}")


class Connection:
    """A connection for one mail at a time; after a failure the next mail opens a new one."""

    def __init__(self, server: Server, *, connect_seconds: float, read_seconds: float) -> None:
        self._server = server
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._client: SMTP | None = None
        self._begun = False  # a mail that was not finished has to be taken back first

    async def deliver(self, recipient: str, octets: bytes) -> None:
        """Hand one mail in; the server has taken it when this returns. Raises Failed."""
        with self._dropped_when_lost():
            client = await self._begin()
            with _at(Stage.RECIPIENT):
                await client.rcpt(recipient)
            with _at(Stage.DATA):
                await client.data(octets)
        self._begun = False

    async def check(self) -> None:
        """Begin a mail and hand none in: the server knows us, and takes our sender. Raises Failed."""
        with self._dropped_when_lost():
            await self._begin()

    @contextmanager
    def _dropped_when_lost(self) -> Iterator[None]:
        """Hang up when nobody knows any more what the next answer belongs to."""
        try:
            yield
        except Failed as failed:
            if failed.code is None:
                self._drop()
            raise
        except BaseException:  # cancelled in the middle
            self._drop()
            raise

    async def close(self) -> None:
        """Say goodbye and hang up."""
        if self._client is not None and self._client.is_connected:
            with suppress(SMTPException, OSError):
                await self._client.quit(timeout=self._connect_seconds)
        self._drop()

    async def _begin(self) -> SMTP:
        """A connection on which the sender is named. A kept one may have ended: idle, or after so many mails."""
        if self._client is not None and self._client.is_connected:
            try:
                return await self._name_sender(self._client)
            except Failed as failed:
                if failed.code not in (None, NOT_NOW):
                    raise
        self._drop()
        self._client = await self._open()
        return await self._name_sender(self._client)

    async def _name_sender(self, client: SMTP) -> SMTP:
        with _at(Stage.SENDER):
            if self._begun:
                await client.rset()
            self._begun = True
            await client.mail(self._server.sender)
        return client

    async def _open(self) -> SMTP:
        server = self._server
        client = SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=server.sender.rpartition("@")[2],
            timeout=self._read_seconds,
            use_tls=server.tls == "tls",
            start_tls=False,
            tls_context=server.trust,
        )
        try:
            with _at(Stage.CONNECT):
                await client.connect(timeout=self._connect_seconds)
                await client.ehlo()
            if server.tls == "starttls":
                with _at(Stage.TLS):
                    await client.starttls()
                    await client.ehlo()
            if server.user:
                with _at(Stage.LOGIN):
                    await client.login(server.user, server.password or "")
        except BaseException:
            client.close()
            raise
        return client

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client, self._begun = None, False


def hide_addresses(text: str) -> str:
    """`text` with "***" for every mail address: servers repeat them, logs and ledger need not."""
    return _ADDRESS.sub(HIDDEN, text)


@contextmanager
def _at(stage: Stage) -> Iterator[None]:
    try:
        yield
    except (SMTPException, OSError, ValueError) as error:
        raise Failed(stage, error) from None  # its text may hold addresses


def _has_cause(error: BaseException | None, kind: type[Exception]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
