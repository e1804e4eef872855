"""The inbox: every update once, whatever order, however often, whatever happens in between."""

import asyncio
import json
import logging
from datetime import timedelta

import pytest
from sqlmodel import select

from bots.telegram import files
from bots.telegram.event import Answers, Say
from bots.telegram.hearing import turns
from bots.telegram.hearing.handler import TRIES
from scheduler.errors import DatabaseBusy, FileUnreachable
from scheduler.store import inbox
from scheduler.store.files import StoredFile
from scheduler.store.inbox import Update
from scheduler.store.tables import Address
from tests import build
from tests.bots.telegram.receiving import CHAT, LANE, Bot, echo
from tests.loopback import Fault, FaultKind, Upload, people, person

FILE = StoredFile("0" * 64, "a.pdf", "application/pdf", 4)


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door).open()


def message(number: int, text: str, chat: int = CHAT) -> Update:
    someone = {"id": chat, "is_bot": False, "first_name": "A"}
    chat_json = {"id": chat, "type": "private"}
    said = {"message_id": number, "from": someone, "chat": chat_json, "date": 0, "text": text}
    return Update(number, json.dumps({"update_id": number, "message": said}))


def keep(bot: Bot, *updates: Update) -> int:
    with bot.database.write() as session:
        return inbox.keep(session, LANE, updates, now=bot.clock.now())


def handle_all(bot: Bot) -> None:
    while todo := bot.handler.next_waiting():
        bot.handler.handle(todo.update)


def test_repeated_update_is_kept_once(database, loopback, door):
    bot = Bot(database, loopback, door).open()
    assert keep(bot, message(5, "a"), message(5, "b")) == 1
    assert keep(bot, message(5, "c"), message(6, "d")) == 1
    handle_all(bot)
    assert [reply.update_id for reply in bot.stored_replies()] == [5, 6]


def test_repeat_after_handling_changes_nothing(bot):
    keep(bot, message(5, "a"))
    handle_all(bot)
    keep(bot, message(5, "a"))
    handle_all(bot)
    assert bot.heard() == ["heard/5"]


def test_updates_out_of_order_are_handled_in_order(bot):
    keep(bot, message(7, "c"), message(5, "a"), message(6, "b"))
    handle_all(bot)
    assert bot.heard() == ["heard/5", "heard/6", "heard/7"]


def test_handling_twice_at_once_is_handling_once(bot):
    keep(bot, message(5, "a"))
    todo = bot.handler.next_waiting()
    bot.handler.handle(todo.update)
    bot.handler.handle(todo.update)
    assert bot.heard() == ["heard/5"]


def test_poison_is_set_aside_and_the_person_told(bot, caplog):
    def break_on_a(session, event, **more):
        echo(session, event, **more)
        if getattr(event, "text", "") == "a":
            raise ZeroDivisionError("secret 123456:" + "t" * 35)
        return Answers((Say("ok"),))

    bot.respond = break_on_a
    keep(bot, message(5, "a"), message(6, "b"))
    handle_all(bot)
    poison, fine = bot.inbox()
    assert (poison.attempts, poison.handled_at is not None) == (TRIES, True)
    assert poison.fault == "ZeroDivisionError: secret ***"
    assert fine.attempts == 0
    assert bot.heard() == ["heard/6"]  # what the failed tries changed is gone
    sorry, ok = (json.loads(reply.body)["text"] for reply in bot.stored_replies())
    assert (sorry[:16], ok) == ("Hệ thống gặp lỗi", "ok")
    assert [r.levelno for r in caplog.records].count(logging.ERROR) == TRIES + 1


def test_body_that_cannot_be_read_is_set_aside(bot):
    keep(bot, Update(5, "["), message(6, "b"))
    handle_all(bot)
    assert bot.heard() == ["heard/6"]


def test_handled_updates_are_forgotten_after_two_weeks(bot):
    keep(bot, message(5, "a"), message(6, "b"))
    bot.handler.handle(bot.handler.next_waiting().update)
    with bot.database.write() as session:
        inbox.prune(session, now=bot.clock.now() + timedelta(days=15))
    assert [row.update_id for row in bot.inbox()] == [6]


def test_absent_database_is_no_fault_of_the_update(bot):
    def busy(session, event, **more):
        raise DatabaseBusy("x")

    bot.respond = busy
    keep(bot, message(5, "a"))
    with pytest.raises(DatabaseBusy):
        handle_all(bot)
    assert (bot.inbox()[0].attempts, bot.inbox()[0].handled_at) == (0, None)


def addresses(bot: Bot, value: str) -> list[Address]:
    with bot.database.read() as session:
        return list(session.exec(select(Address).where(Address.value == value)))


def closed(bot: Bot, value: str = str(CHAT)) -> list[str | None]:
    return [address.closed_reason for address in addresses(bot, value)]


async def test_words_and_taps_are_answered(database, loopback, door):
    bot = Bot(database, loopback, door).open()
    async with bot.receiving():
        loopback.start(CHAT, "ma-1")
        loopback.say(CHAT, "/card")
        await bot.until(lambda: len(bot.texts()) == 2)
        loopback.press(CHAT, 4, "Đã nhận")
        await bot.until(lambda: len(bot.texts()) == 3)
        loopback.upload(CHAT, Upload("a.pdf", "application/pdf", b"%PDF"))
        await bot.until(lambda: len(bot.texts()) == 4)
    assert bot.texts() == ["Lệnh: start ma-1", "Thẻ", "Bấm: seen:1", "Tệp: a.pdf"]
    assert [answer.text for answer in loopback.answers] == ["Đã ghi"]


async def test_tap_is_answered_within_a_second_in_a_chat_that_rests(bot, loopback):
    async with bot.receiving():
        loopback.say(CHAT, "/card")
        await bot.until(lambda: len(bot.texts()) == 1)
        tapped_at = bot.clock.now()
        loopback.press(CHAT, 2, "Đã nhận")
        await bot.until(lambda: loopback.answers)
    assert (loopback.answers[0].at - tapped_at).total_seconds() < 1


async def test_chat_that_waits_for_a_file_holds_up_no_other(bot, loopback):
    came = asyncio.Event()

    async def fetch(event):
        await came.wait()
        return DatabaseBusy("stand-in")

    async with bot.receiving(fetch=fetch):
        loopback.upload(CHAT, Upload("a.pdf", "application/pdf", b"%PDF"))
        loopback.say(CHAT, "sau tệp")
        loopback.say(88, "người khác")
        await bot.until(lambda: bot.texts(88))
        assert bot.texts() == []
        came.set()
        await bot.until(lambda: len(bot.texts()) == 2)
    assert bot.texts() == ["Tệp: a.pdf", "Nghe: sau tệp"]


async def test_file_that_came_while_the_database_is_away_is_fetched_once(
    bot, loopback, monkeypatch, caplog
):
    """Who sent it hears nothing of that: it is no fault of the file."""
    monkeypatch.setattr(turns, "AGAIN_SECONDS", 0.01)
    asked, fetched, away = [], [], [True] * 5

    async def fetch(event):
        asked.append(event)
        if len(asked) == 1:
            raise DatabaseBusy("somewhere")  # whether it is wanted stands there
        return FILE

    def respond(session, event, **more):
        if away:
            away.pop()
            raise DatabaseBusy("somewhere")
        fetched.append(more["fetched"][event.file_id])
        return echo(session, event, **more)

    bot.respond = respond
    loopback.upload(CHAT, Upload("a.pdf", "application/pdf", b"%PDF"))
    async with bot.receiving(fetch=fetch):
        await bot.until(lambda: bot.texts() == ["Tệp: a.pdf"])
    assert len(asked) == 2
    assert fetched == [FILE]
    told = [record.levelname for record in caplog.records if record.name == turns.__name__]
    assert told == ["WARNING"]


async def test_file_that_cannot_be_kept_is_said_without_a_traceback(
    bot, loopback, tmp_path, caplog
):
    """A full disk, a folder that is none: who sent it hears at once, and sends again."""
    folder = tmp_path / "files"
    folder.write_text("no folder")
    fetched = []

    async def fetch(event):
        try:
            return await files.keep(channel.bot, event.file_id, name=event.name, folder=folder)
        except FileUnreachable as error:
            fetched.append(error)
            raise

    channel = bot.channel()
    loopback.upload(CHAT, Upload("a.pdf", "application/pdf", b"%PDF-1.7 x"))
    async with bot.receiving(channel=channel, fetch=fetch):
        await bot.until(lambda: bot.texts() == ["Tệp: a.pdf"])
    assert len(fetched) == 1
    told = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.name for record in told] == ["bots.telegram.files"]
    assert told[0].exc_info is None


async def test_file_on_its_way_at_the_end_is_handled_after_a_restart(bot, loopback):
    begun = asyncio.Event()

    async def never(event):
        begun.set()
        await asyncio.Event().wait()

    loopback.upload(CHAT, Upload("a.pdf", "application/pdf", b"%PDF"))
    async with bot.receiving(fetch=never):
        await asyncio.wait_for(begun.wait(), 10)
    assert bot.heard() == []
    async with bot.receiving():
        await bot.until(lambda: bot.texts() == ["Tệp: a.pdf"])


async def test_repeated_and_reversed_updates_are_answered_once(bot, loopback):
    updates = loopback.account().updates
    for number in range(3):
        loopback.say(70 + number, f"tin {number}")
    updates.reverse()
    async with bot.receiving():
        await bot.until(lambda: len(loopback.sent) == 3)
        updates.repeat(3)
        loopback.say(CHAT, "cuối")
        await bot.until(lambda: bot.texts(CHAT) == ["Nghe: cuối"])
    assert [bot.texts(70 + number) for number in range(3)] == [[f"Nghe: tin {n}"] for n in range(3)]
    assert len(loopback.sent) == 4


async def test_block_closes_the_address_and_return_opens_it(bot, loopback):
    async with bot.receiving():
        loopback.start(CHAT)
        await bot.until(lambda: bot.texts())
        people.block(loopback.account(), CHAT)
        await bot.until(lambda: closed(bot) == ["Người nhận đã chặn bot."])
        people.unblock(loopback.account(), CHAT)
        await bot.until(lambda: closed(bot) == [None])


async def test_kicked_group_is_closed_and_a_migrated_one_moves(bot, loopback):
    head = person(CHAT)
    build.Province(bot.database).bind("u1", "-500", now=bot.clock.now(), post="group")
    async with bot.receiving():
        people.add_to_group(loopback.account(), -500, title="Nhóm", user=head)
        await bot.until(lambda: bot.texts(-500))
        people.migrate(loopback.account(), -500, -1001, user=head)
        await bot.until(lambda: addresses(bot, "-1001"))
        people.kick(loopback.account(), -1001, user=head)
        await bot.until(lambda: closed(bot, "-1001") == ["Bot đã bị đưa ra khỏi nhóm."])


async def test_outage_leaves_nothing_unanswered(bot, loopback):
    for kind in ("404", "401", "409", "502", "500", "drop-before", "429"):
        loopback.order(Fault(FaultKind(kind), method="getUpdates"))
    loopback.say(CHAT, "vẫn nghe")
    async with bot.receiving() as receiver:
        await bot.until(lambda: bot.texts() == ["Nghe: vẫn nghe"], seconds=20)
        assert receiver.health.ready
