"""The mail channel with its far side on loopback."""

from collections.abc import AsyncIterator

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
