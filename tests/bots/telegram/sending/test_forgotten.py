"""What was told once is kept nowhere: links and codes leave the database with the message."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from bots.telegram.event import Answers, Commanded, Say
from scheduler.store import inbox, replies
from scheduler.store.database import Database
from scheduler.store.inbox import Update
from tests.bots.telegram.receiving import CHAT, LANE, Bot
from tests.build import Province, at
from tests.loopback import Fault, FaultKind
from tests.store.test_migration import alembic

CODE = "cOde-" + "c" * 38
LINK = "liNk-" + "l" * 38
NOW = at("2024-06-01 08:00")


def confide(session, event, **_more):
    if isinstance(event, Commanded) and event.argument == CODE:
        return Answers((Say(f"https://thidua.example/lich/{LINK}.ics"),))
    return Answers((Say("?"),))


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door, respond=confide).open()


def bodies(bot: Bot) -> list[str]:
    """Of updates and answers that are over."""
    over = [row.body for row in bot.inbox() if row.handled_at]
    return over + [row.body for row in bot.stored_replies() if row.ended_at]


async def test_code_and_link_are_in_no_row_and_no_file_once_handled_and_sent(bot, loopback):
    loopback.say(CHAT, f"/start {CODE}")
    async with bot.receiving():
        await bot.until(lambda: len(bodies(bot)) == 2)
    assert LINK in bot.texts()[0]
    assert bodies(bot) == ["", ""]
    bot.database.close()
    for file in Path(bot.database.file).parent.glob(f"{bot.database.file.name}*"):
        assert CODE.encode() not in file.read_bytes()
        assert LINK.encode() not in file.read_bytes()


async def test_answer_that_cannot_be_sent_is_forgotten_too(bot, loopback):
    loopback.order(Fault(FaultKind.BLOCKED))
    loopback.say(CHAT, f"/start {CODE}")
    async with bot.receiving():
        await bot.until(lambda: len(bodies(bot)) == 2)
    assert bodies(bot) == ["", ""]


def test_what_waits_keeps_its_words(database: Database) -> None:
    Province(database).open(bound=False)
    with database.write() as session:
        inbox.keep(session, LANE, [Update(1, "a"), Update(2, "b")], now=NOW)
        replies.put(session, LANE, 1, body="c", question_id=None, now=NOW)
        replies.put(session, LANE, 1, body="d", question_id=None, now=NOW)
        inbox.end(session, LANE, 1, now=NOW)
        replies.end(session, 1, now=NOW)
    assert words(database) == (["", "b"], ["", "d"])


def test_what_was_over_before_is_forgotten_by_the_revision(database: Database) -> None:
    Province(database).open(bound=False)
    with database.write() as session:
        inbox.keep(session, LANE, [Update(1, "a"), Update(2, "b")], now=NOW)
        replies.put(session, LANE, 1, body=json.dumps(LINK), question_id=None, now=NOW)
        replies.put(session, LANE, 1, body="d", question_id=None, now=NOW)
        session.execute(text("UPDATE inbox SET handled_at = received_at WHERE update_id = 1"))
        session.execute(text("UPDATE reply SET ended_at = created_at WHERE id = 1"))
    alembic(database, "0008")
    database.migrate()
    assert words(database) == (["", "b"], ["", "d"])


def words(database: Database) -> tuple[list[str], list[str]]:
    with database.read() as session:
        return (
            list(session.scalars(text("SELECT body FROM inbox ORDER BY update_id"))),
            list(session.scalars(text("SELECT body FROM reply ORDER BY id"))),
        )
