"""Answers stored as if a person had been heard, and sent to the end."""

import asyncio
import json
from datetime import timedelta

from bots.telegram.event import Answers
from scheduler.clock import WallClock
from scheduler.store import inbox
from scheduler.store.inbox import Update
from tests.bots.telegram.receiving import CHAT, LANE, Bot


def saying(*items):
    """A talk that answers everything with `items`."""

    def respond(session, event, **more):
        return Answers(items)

    return respond


def store(bot: Bot, *items, number: int = 5, chat: int = CHAT, tap: str = "") -> None:
    """Handle an update that is answered with `items`."""
    bot.respond = saying(*items)
    someone = {"id": chat, "first_name": "A"}
    message = {"message_id": 1, "from": someone, "chat": {"id": chat}, "text": "x"}
    update = {"message": message}
    if tap:
        update = {"callback_query": {"id": tap, "from": someone, "message": message, "data": "x"}}
    body = json.dumps({"update_id": number, **update})
    with bot.database.write() as session:
        inbox.keep(session, LANE, [Update(number, body)], now=bot.clock.now())
    bot.handler.handle(bot.handler.next_waiting().update)


async def send(bot: Bot) -> None:
    """Send all that waits, to the end."""
    channel = bot.channel()
    replies = bot.replies(channel)
    await replies.send_waiting()
    await asyncio.wait_for(replies.settle(), 30)
    await replies.close()
    await channel.close()


def faults(bot: Bot) -> list[str | None]:
    return [reply.fault for reply in bot.stored_replies()]


class Late:
    """Real time, and some minutes."""

    def __init__(self) -> None:
        self._wall, self.minutes = WallClock(), 0

    def now(self):
        return self._wall.now() + timedelta(minutes=self.minutes)

    def steady(self):
        return self._wall.steady() + self.minutes * 60

    async def sleep(self, seconds):
        await asyncio.sleep(min(seconds, 0.05))
        self.minutes += seconds / 60
