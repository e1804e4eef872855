"""A call on the whole road: the tick, the drain and the loopback Bot API, up to the phones of the units."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bots.telegram.sending.channel import TelegramChannel, connect
from scheduler.clock import RehearsalClock
from scheduler.plan.model import WaitsFor
from scheduler.run.firing.tick import tick
from scheduler.run.sending.drain import Drain
from scheduler.store.database import Database
from scheduler.workflow import called, calling, waiting
from scheduler.workflow.calling import Wish
from scheduler.workflow.moved_deadline import Rules
from tests.build import CALENDAR, OFFICE, POLICIES, Province, at, definition, duty, organisation
from tests.loopback import Loopback, serving
from tests.loopback.honesty import TOKEN

RULES = Rules(CALENDAR, POLICIES)
CALLED = at("2024-05-07 18:59")  # a minute before the office closes
REQUEST = {"on_request": True, "working_days": 5}


@dataclass
class Town:
    """Heads of u0 to u3 at the chats 100 to 103 of one bot."""

    province: Province
    clock: RehearsalClock
    loopback: Loopback
    channel: TelegramChannel

    async def pump(self, now: str) -> list[tuple[int, str]]:
        """Chat and first line of what a pass at `now` brings to the phones."""
        seen = len(self.loopback.sent)
        self.clock.advance_to(at(now))
        database = self.province.database
        drain = Drain(database, {"tg-pt": self.channel}, OFFICE, self.clock)
        for lane in tick(database, OFFICE, now=self.clock.now()):
            await drain(lane)
        return sorted((one.chat, one.text.partition("\n")[0]) for one in self.loopback.sent[seen:])


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    clock = RehearsalClock(at("2024-05-07 08:00"))
    province = Province(database, organisation(4)).open(bound=False)
    for number in range(4):
        province.bind(f"u{number}", str(100 + number), now=clock.now())
    province.apply(definition(duty("dx", due=REQUEST)), now=clock.now())
    loopback = Loopback(clock=clock, tokens=(TOKEN,))
    async with serving(loopback) as door:
        channel = connect(TOKEN, clock=clock, base_url=door.base_url, read_seconds=5)
        yield Town(province, clock, loopback, channel)
        await channel.close()


async def test_called_in_the_evening_units_hear_it_the_same_minute_and_its_end(town: Town) -> None:
    with town.province.database.write() as session:
        found = waiting.find_waiting(session, "pt-2024", "dx", WaitsFor.REQUEST)
        row = calling.call(session, found, Wish(units=("u1", "u2")), RULES, by="admin", now=CALLED)
    said = "Yêu cầu báo cáo, thời hạn 14/5: Báo cáo dx (yêu cầu ngày 07/5/2024)"
    assert await town.pump("2024-05-07 18:59") == [(101, said), (102, said)]
    with town.province.database.write() as session:
        row = called.find_called(session, "pt-2024", "dx", "2024-05-07")
        called.withdraw(session, row, "", by="admin", now=at("2024-05-08 08:00"))
    told = await town.pump("2024-05-08 08:00")
    assert [chat for chat, _line in told] == [101, 102]
    assert all("Báo cáo dx (yêu cầu ngày 07/5/2024)" in line for _chat, line in told)
    assert await town.pump("2024-05-15 08:00") == []
