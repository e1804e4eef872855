"""The command menus: which commands are shown to whom, in Vietnamese and English. The code authorises, not the menu."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bots.telegram.sending.channel import TelegramChannel
from bots.telegram.sending.gate import Priority
from bots.telegram.talk import commands as talk
from scheduler import language
from scheduler.run.outcome import Refused, Sent
from scheduler.spell import Spell

log = logging.getLogger(__name__)

PEOPLE = ("viec", "lich", "nop", "giahan", "uyquyen", "trogiup", "huy")
STANDING_BODY = ("viec", "tinhhinh", "duyet", "nhac", "yeucau", "ban", *PEOPLE[1:])
GROUPS = ("viec", "trogiup")


def descriptions() -> dict[str, str]:
    """What each command does, in the language spoken here, as the help says it."""
    return dict(talk.menu(standing=True))


def commands(names: tuple[str, ...], spoken: str) -> list[BotCommand]:
    """The commands `names`, described in the language `spoken`."""
    with language.use(spoken):
        said = descriptions()
    return [BotCommand(name, said[name]) for name in names]


class Menu:
    """Sets the menus of one bot. Failures are told to the log only: without a menu commands work all the same."""

    def __init__(self, channel: TelegramChannel) -> None:
        self._channel = channel
        self._special: set[str] = set()
        self._is_set = False
        self._spell = Spell(log, "command menus cannot be set")

    async def refresh(self, standing: set[str]) -> None:
        """Bring the menus up to date; `standing` are the private chats of the standing body's people."""
        if not self._is_set:
            private = await self._set(BotCommandScopeAllPrivateChats(), PEOPLE)
            self._is_set = await self._set(BotCommandScopeAllGroupChats(), GROUPS) and private
        for chat in sorted(standing - self._special):
            if await self._set(BotCommandScopeChat(int(chat)), STANDING_BODY):
                self._special.add(chat)
        for chat in sorted(self._special - standing):
            if await self._clear(BotCommandScopeChat(int(chat))):
                self._special.discard(chat)

    async def _set(self, scope: BotCommandScope, names: tuple[str, ...]) -> bool:
        bot = self._channel.bot
        done = True
        for code in (None, "en"):
            said = commands(names, code or "vi")
            done &= await self._is_done(
                partial(bot.set_my_commands, said, scope=scope, language_code=code)
            )
        return done

    async def _clear(self, scope: BotCommandScope) -> bool:
        clear = self._channel.bot.delete_my_commands
        done = [
            await self._is_done(partial(clear, scope=scope, language_code=code))
            for code in (None, "en")
        ]
        return all(done)

    async def _is_done(self, change: Callable[[], Awaitable[bool]]) -> bool:
        """Whether there is nothing more to do: it succeeded, or never will."""

        async def call(formatted: bool, topic: int | None) -> str:
            await change()
            return ""

        outcome = await self._channel.deliver(None, call, priority=Priority.ANSWER)
        if isinstance(outcome, Sent):
            self._spell.over()
            return True
        self._spell.failed(getattr(outcome, "reason", outcome))
        return isinstance(outcome, Refused)
