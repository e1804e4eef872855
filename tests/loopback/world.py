"""The loopback Bot API as its owner holds it: bots by token, what was sent, and hands for people."""

import re
from pathlib import Path
from typing import Protocol

from scheduler.clock import Clock
from tests.loopback import people
from tests.loopback.account import Account
from tests.loopback.chats import Chats
from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.faults import Fault
from tests.loopback.limits import Limits
from tests.loopback.params import Upload
from tests.loopback.record import Answer, Record, Seen


class Door(Protocol):
    """Where callers come in."""

    def shut_for(self, seconds: float) -> None:
        """Refuse connections for so many real seconds."""


_TOKEN = re.compile(r"\d+:[\w-]{3,}")


class Loopback:
    """A Bot API server's state. Needs no network itself; `server.serving` puts it on one.

    `tokens` are the bots that exist; with none given every well-formed token is a bot.
    `strict_chats`: only chats a person opened exist, else writing to an unknown one opens it.
    `journal`: a file that gets one JSON line a message, on disk before the sender is answered.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        tokens: tuple[str, ...] = (),
        limits: bool = True,
        strict_chats: bool = False,
        journal: Path | None = None,
    ) -> None:
        self.clock = clock
        self.record = Record(journal)
        self.door: Door | None = None  # set while a server shows us on a port
        self.accounts: dict[str, Account] = {}
        self._tokens = tokens
        self._limits = limits
        self._strict_chats = strict_chats
        for token in tokens:
            self._add(token)

    def account(self, token: str = "") -> Account:
        """The bot with `token`; without one, the only bot.

        Raises BotApiError 401 or 404 as Telegram does; LookupError for "the only" of none or several.
        """
        if not token:
            if len(self.accounts) != 1:
                raise LookupError(f"{len(self.accounts)} bots known; give the token of one")
            return next(iter(self.accounts.values()))
        if not _TOKEN.fullmatch(token):
            raise refuse(404)
        if token not in self.accounts and self._tokens:
            raise refuse(401)
        return self.accounts.get(token) or self._add(token)

    @property
    def sent(self) -> list[Seen]:
        """What people saw, oldest first."""
        return self.record.sent

    @property
    def answers(self) -> list[Answer]:
        """What pressers of buttons were told, oldest first."""
        return self.record.answers

    def sent_to(self, chat: int) -> list[Seen]:
        return [seen for seen in self.sent if seen.chat == chat]

    def order(self, fault: Fault, *, token: str = "") -> None:
        """Let `fault` befall calls to come."""
        self.account(token).faults.order(fault)

    def start(
        self, chat: int, payload: str = "", *, user: JsonDict | None = None, token: str = ""
    ) -> int:
        return people.start(self.account(token), chat, payload, user=user)

    def say(
        self,
        chat: int,
        text: str,
        *,
        user: JsonDict | None = None,
        reply_to: int = 0,
        token: str = "",
    ) -> int:
        return people.say(self.account(token), chat, text, user=user, reply_to=reply_to)

    def press(
        self,
        chat: int,
        message_id: int,
        button: str,
        *,
        user: JsonDict | None = None,
        token: str = "",
    ) -> str:
        return people.press(self.account(token), chat, message_id, button, user=user)

    def upload(
        self,
        chat: int,
        file: Upload,
        *,
        user: JsonDict | None = None,
        caption: str = "",
        token: str = "",
    ) -> int:
        return people.upload(self.account(token), chat, file, user=user, caption=caption)

    def shut_for(self, seconds: float) -> None:
        """Refuse connections for so many real seconds. Raises LookupError when we are on no port."""
        if self.door is None:
            raise LookupError("served on no port")
        self.door.shut_for(seconds)

    def close(self) -> None:
        """End polls and webhooks that wait."""
        for account in self.accounts.values():
            account.updates.turn += 1
            account.updates.bell.ring()
            if account.hook_task is not None:
                account.hook_task.cancel()

    def _add(self, token: str) -> Account:
        account = Account(
            token,
            self.clock,
            self.record,
            limits=Limits(self._limits),
            chats=Chats(self._strict_chats),
        )
        self.accounts[token] = account
        return account
