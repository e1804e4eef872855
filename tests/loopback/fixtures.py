"""A loopback Bot API on a port, and callers of it."""

from collections.abc import AsyncIterator

import pytest

from scheduler.clock import WallClock
from tests.loopback import Door, Loopback, serving
from tests.loopback.honesty import TOKEN, Caller


@pytest.fixture
def loopback() -> Loopback:
    return Loopback(clock=WallClock(), tokens=(TOKEN,))


@pytest.fixture
async def door(loopback: Loopback) -> AsyncIterator[Door]:
    async with serving(loopback) as door:
        yield door


@pytest.fixture
async def caller(door: Door) -> AsyncIterator[Caller]:
    caller = Caller(door.base_url)
    yield caller
    await caller.close()
