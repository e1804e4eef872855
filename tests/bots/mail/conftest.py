"""The mail channel with its far side on loopback."""

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import trustme

from scheduler.clock import RehearsalClock
from tests.bots.mail.far_server import MailFar
from tests.bots.notices import NOW


@pytest.fixture
async def far() -> AsyncIterator[MailFar]:
    far = MailFar(RehearsalClock(NOW))
    await far.come_back()
    far.channel = far.connect()
    yield far
    await far.channel.close()
    await far.go_away()


@dataclass(frozen=True)
class Certificate:
    """A certificate of 127.0.0.1 as the server shows it, and a client that believes it."""

    server: ssl.SSLContext
    client: ssl.SSLContext


@pytest.fixture(scope="session")
def certificate() -> Certificate:
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return Certificate(server, client)
