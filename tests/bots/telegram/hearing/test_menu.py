"""The menus: who is shown which commands, in which language."""

import json
import logging

import pytest

from bots.telegram.hearing import receiver
from bots.telegram.hearing.menu import GROUPS, PEOPLE, STANDING_BODY, Menu
from scheduler.errors import DatabaseUnreachable
from scheduler.store import reach
from tests.bots.telegram.receiving import CHAT, Bot
from tests.loopback import Fault, FaultKind


@pytest.fixture
def bot(sqlite, loopback, door) -> Bot:
    return Bot(sqlite, loopback, door).open()


def menus(bot: Bot) -> dict[tuple[str, str], list[str]]:
    """The commands by scope and language, "" for everyone's."""
    found = {}
    for key, commands in bot.loopback.account().commands.items():
        scope, language = json.loads(key)
        name = str(scope.get("chat_id", scope["type"]))
        found[name, language] = [command["command"] for command in commands]
    return found


async def test_menus_are_set_for_all_and_for_the_standing_body(bot):
    async with bot.receiving():
        await bot.until(lambda: len(menus(bot)) == 6)
    scopes = {"all_private_chats": PEOPLE, "all_group_chats": GROUPS, str(CHAT): STANDING_BODY}
    assert menus(bot) == {
        (scope, language): list(names) for scope, names in scopes.items() for language in ("", "en")
    }


async def test_menu_waits_for_the_database_without_a_traceback(bot, monkeypatch, caplog):
    monkeypatch.setattr(receiver, "RENEW_SECONDS", 0.01)
    find, away = reach.standing_chats, [True] * 3

    def away_at_first(*given, **more):
        if away:
            away.pop()
            raise DatabaseUnreachable("somewhere", "gone")
        return find(*given, **more)

    monkeypatch.setattr(reach, "standing_chats", away_at_first)
    async with bot.receiving():
        await bot.until(lambda: len(menus(bot)) == 6)
    assert [r.getMessage() for r in caplog.records if r.exc_info or r.levelname == "ERROR"] == []


async def test_menu_goes_with_the_post(bot):
    channel = bot.channel()
    menu = Menu(channel)
    await menu.refresh({"88"})
    assert ("88", "en") in menus(bot)
    await menu.refresh(set())
    await channel.close()
    assert ("88", "en") not in menus(bot)


async def test_menu_that_fails_is_said_once_and_set_next_time(bot, caplog):
    channel = bot.channel()
    menu = Menu(channel)
    bot.loopback.order(Fault(FaultKind.SERVER_ERROR, method="setMyCommands", count=4))
    with caplog.at_level(logging.WARNING):
        await menu.refresh(set())
    assert menus(bot) == {}
    said = [record.name for record in caplog.records]
    assert said == [
        "bots.telegram.sending.channel",
        "bots.telegram.hearing.menu",
    ]  # once, however often it failed
    await menu.refresh(set())
    await channel.close()
    assert len(menus(bot)) == 4
