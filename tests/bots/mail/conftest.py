"""The mail channel with its far side on loopback."""

import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.run.clock import RehearsalClock
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
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder: Path = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return Certificate(server, ssl.create_default_context(cafile=folder / "cert.pem"))
