"""The Telegram channel: words a notice, waits at the gate, sends, and tells how it ended."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter, TelegramError
from telegram.error import InvalidToken as InvalidToken  # those who connect have to know it

from bots.backoff import Trouble
from bots.telegram.sending import card
from bots.telegram.sending.card import Card
from bots.telegram.sending.gate import BULK_CALLS, SPARE_CALLS, Gate, GateClosed, Priority
from bots.telegram.sending.markup import keyboard
from bots.telegram.sending.outcome import (
    classify,
    is_lost_topic,
    is_unchanged,
    is_unparsed,
    pause_seconds,
)
from bots.telegram.sending.request import Request, told
from scheduler.clock import Clock
from scheduler.language import _
from scheduler.run.outcome import Later, Outcome, Refused, Sent
from scheduler.run.saying.notice import Notice
from scheduler.spell import Spell

TELEGRAM = "https://api.telegram.org"
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
READ_SECONDS = 20.0  # a shorter wait turns slow answers into messages that may have arrived
CONNECT_SECONDS, POOL_SECONDS = 5.0, 2.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Identity:
    """Who the token says we are. `username` without the "@"."""

    id: int
    username: str


Call = Callable[[bool, int | None], Awaitable[str]]  # formatted?, topic → message id


class TelegramChannel:
    """One bot, sending. Any number of `send` at once, in one event loop. Made by `connect`."""

    def __init__(
        self,
        bot: Bot,
        *,
        requests: tuple[Request, ...],
        gate: Gate,
        clock: Clock,
        pages: str = "",
    ) -> None:
        self.bot = bot
        self.gate = gate
        self.identity: Identity | None = None
        self.refused = asyncio.Event()  # Telegram did not know the token when we last called
        self._requests = requests
        self._clock = clock
        self._pages = pages
        number = bot.token.partition(":")[0]
        self._trouble = Trouble(clock.now(), Spell(log, f"bot {number} cannot speak"))

    @property
    def polling(self) -> Request:
        """The line kept for hearing updates: a poll that waits holds up no call."""
        return self._requests[-1]

    async def introduce(self) -> Identity:
        """Ask Telegram who we are, again and again while it cannot be reached. Raises telegram's InvalidToken.

        Run it as a task beside the rest: nothing needs to wait for it, `identity` is None until then.
        """
        while True:
            try:
                me = await self.bot.get_me()
            except InvalidToken:
                self.refused.set()
                raise
            except TelegramError as error:
                now = self._clock.now()
                again_at = self._trouble.failed(now, f"Telegram out of reach ({told(error)})")
                await self._clock.sleep((again_at - now).total_seconds())
            else:
                self.identity = Identity(me.id, me.username or "")
                return self.identity

    async def close(self) -> None:
        """Close all connections; nothing can be sent after."""
        for request in self._requests:
            await request.shutdown()

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        """Say `notice` in the chat with id `address`; `thread` is a group's topic, None for General."""
        chat = _chat_id(address)
        if chat is None:
            return _no_address(address)
        said = card.render(notice, pages=self._pages)

        async def call(formatted: bool, topic: int | None) -> str:
            message = await self.bot.send_message(
                chat,
                _text(said, formatted=formatted),
                parse_mode=_mode(formatted=formatted),
                link_preview_options=NO_PREVIEW,
                message_thread_id=topic,
                reply_markup=keyboard(said.rows),
            )
            return str(message.message_id)

        return await self.deliver(chat, call, topic=thread)

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        """Make the card `message_id` say `notice` instead. Sent, too, when it said so already."""
        chat = _chat_id(address)
        if chat is None:
            return _no_address(address)
        said = card.render(notice, pages=self._pages)

        async def call(formatted: bool, topic: int | None) -> str:
            try:
                await self.bot.edit_message_text(
                    _text(said, formatted=formatted),
                    chat,
                    int(message_id),
                    parse_mode=_mode(formatted=formatted),
                    link_preview_options=NO_PREVIEW,
                    reply_markup=keyboard(said.rows),
                )
            except BadRequest as error:
                if not is_unchanged(error):  # it says so already: as good as done
                    raise
            return message_id

        return await self.deliver(chat, call)

    async def check(self) -> Outcome:
        """Whether Telegram knows us and would take a message now."""

        async def call(formatted: bool, topic: int | None) -> str:
            await self.bot.get_me()
            return ""

        return await self.deliver(None, call)

    async def deliver(
        self,
        chat: int | None,
        call: Call,
        *,
        topic: int | None = None,
        priority: Priority = Priority.BULK,
    ) -> Outcome:
        """Make `call` about `chat` when the gate lets it pass, and say how it ended.

        Plain text and a group's General topic are tried once each when Telegram refuses HTML or the topic.
        """
        formatted = True
        while True:  # at most three rounds: each of the two ways out below is open once
            try:
                async with self.gate.passing(chat, priority):
                    message_id = await call(formatted, topic)
            except GateClosed as closed:
                return Later(closed.until, _("Telegram yêu cầu chờ."), pauses_lane=True)
            except TelegramError as error:
                if formatted and is_unparsed(error):
                    log.error("Telegram refused our HTML for chat %s: %s", chat, told(error))
                    formatted = False
                elif topic is not None and is_lost_topic(error):
                    log.warning("topic %s of chat %s is gone, using General", topic, chat)
                    topic = None
                else:
                    return self._failed(error)
            else:
                self._trouble.over()
                return Sent(message_id)

    def notice(self, error: TelegramError) -> None:
        """Remember an error that says something about the whole bot, whoever met it."""
        if isinstance(error, InvalidToken):
            self.refused.set()

    def _failed(self, error: TelegramError) -> Outcome:
        self.notice(error)
        now = self._clock.now()
        if isinstance(error, RetryAfter):
            opens_at = self.gate.pause(pause_seconds(error))
            return Later(opens_at, told(error), pauses_lane=True)
        return classify(error, now=now, trouble=self._trouble)


def connect(
    token: str,
    *,
    clock: Clock,
    base_url: str = TELEGRAM,
    base_file_url: str = "",
    proxy: str | None = None,
    read_seconds: float = READ_SECONDS,
    pages: str = "",
) -> TelegramChannel:
    """The channel of the bot with `token`. Touches no network: run `introduce` to be known.

    `base_url` is a Bot API server, with or without "/bot" at its end; `base_file_url` the same for files, by
    default on the same server. `proxy` (http:// or socks5://) serves calls and polling alike. `pages` is where people
    find our pages; empty: they do not.
    Raises telegram's InvalidToken for an empty token.
    """
    server = base_url.rstrip("/").removesuffix("/bot")
    files = base_file_url.rstrip("/").removesuffix("/file/bot") or server
    # A proxy of the environment is for the way out, never for a server on this machine.
    outside = urlsplit(server).hostname not in LOOPBACK_HOSTS

    def make_request(connections: int) -> Request:
        return Request(
            connection_pool_size=connections,
            read_timeout=read_seconds,
            connect_timeout=CONNECT_SECONDS,
            pool_timeout=POOL_SECONDS,
            proxy=proxy,
            httpx_kwargs={"trust_env": outside},
        )

    calls, polls = make_request(BULK_CALLS + SPARE_CALLS), make_request(1)
    bot = Bot(
        token,
        base_url=f"{server}/bot",
        base_file_url=f"{files}/file/bot",
        request=calls,
        get_updates_request=polls,
    )
    gate = Gate(clock)
    return TelegramChannel(bot, requests=(calls, polls), gate=gate, clock=clock, pages=pages)


def _chat_id(address: str) -> int | None:
    digits = address.removeprefix("-")
    return int(address) if digits.isascii() and digits.isdigit() else None


def _no_address(address: str) -> Refused:
    reason = _("“{address}” không phải mã số một cuộc trò chuyện Telegram.").format(address=address)
    return Refused(reason, closes_address=True)


def _text(said: Card, *, formatted: bool) -> str:
    return said.html if formatted else said.plain


def _mode(*, formatted: bool) -> ParseMode | None:
    return ParseMode.HTML if formatted else None
