"""Lanes that share one bot: an event belongs to the lane its invitation or its chat is of."""

import json

import pytest

from bots.telegram.event import Answers
from bots.telegram.hearing.handler import Handler
from scheduler.store import inbox
from scheduler.store.inbox import Update
from scheduler.store.organisation import find_unit
from scheduler.workflow.invitation import invite
from tests import build
from tests.bots.telegram.receiving import LANE, Bot

OTHER = "tg-zz"


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    bot = Bot(sqlite, loopback, door).open()
    province = build.Province(bot.database, build.organisation(issuer={"id": "zz", "lane": OTHER}))
    province.open(bound=False).bind("u1", "88", now=bot.clock.now())
    return bot


def lane_heard(bot: Bot, text: str, chat: int) -> str:
    """The lane of the event that `text` in `chat` becomes."""
    heard: list[str] = []

    def respond(session, event, **more):
        heard.append(event.place.lane)
        return Answers()

    message = {"message_id": 1, "from": {"id": chat}, "chat": {"id": chat}, "text": text}
    body = json.dumps({"update_id": 5, "message": message})
    with bot.database.write() as session:
        inbox.keep(session, LANE, [Update(5, body)], now=bot.clock.now())
    handler = Handler(bot.database, (LANE, OTHER), respond, bot.clock)
    handler.handle(handler.next_waiting().update)
    return heard[0]


def test_chat_belongs_to_the_lane_that_knows_it(bot):
    assert lane_heard(bot, "x", 88) == OTHER


def test_strangers_chat_belongs_to_the_first_lane(bot):
    assert lane_heard(bot, "/start x", 99) == LANE


def test_code_belongs_to_the_lane_that_gave_it(bot):
    with bot.database.write() as session:
        unit = find_unit(session, "u2", issuer_id="zz")
        code = invite(session, unit, post_kind="head", by="admin", now=bot.clock.now())
    assert lane_heard(bot, f"/start {code}", 99) == OTHER


def test_file_is_asked_for_in_the_lane_of_its_chat(bot):
    """In a group only what was asked for is fetched, and the question is of that lane."""
    document = {"file_id": "f", "file_unique_id": "u", "file_size": 9, "file_name": "a.pdf"}
    message = {"message_id": 1, "from": {"id": 88}, "chat": {"id": 88}, "document": document}
    body = json.dumps({"update_id": 5, "message": message})
    with bot.database.write() as session:
        inbox.keep(session, LANE, [Update(5, body)], now=bot.clock.now())
    handler = Handler(bot.database, (LANE, OTHER), lambda *_, **__: Answers(), bot.clock)
    assert handler.next_waiting().event.place.lane == OTHER
