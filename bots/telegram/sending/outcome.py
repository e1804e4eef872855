"""What an error of the Bot API means for a delivery. The line's own errors tell whether the call ever left."""

from datetime import datetime, timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bots.backoff import Trouble
from bots.telegram.sending.request import told
from scheduler.language import _
from scheduler.run.outcome import Later, Moved, Outcome, Refused, Unknown

NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
TOKEN_PAUSE = timedelta(minutes=5)  # a wrong token is put right by a person

# What Telegram says (400) when an address will not work again; other refusals concern the message.
CLOSED = (
    "chat not found",
    "peer_id_invalid",
    "user not found",
    "user is deactivated",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "bot is not a member",
    "group chat was deactivated",
)


def is_unparsed(error: TelegramError) -> bool:
    """Telegram did not understand our formatting."""
    return isinstance(error, BadRequest) and "can't parse entities" in error.message.lower()


def is_lost_topic(error: TelegramError) -> bool:
    """The topic was deleted or closed; the group itself may be fine."""
    words = ("message thread not found", "topic_deleted", "topic_closed")
    return isinstance(error, BadRequest) and any(w in error.message.lower() for w in words)


def is_unchanged(error: TelegramError) -> bool:
    """An edit that had nothing to change: as good as done."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def classify(error: TelegramError, *, now: datetime, trouble: Trouble) -> Outcome:
    """What `error` means for the delivery. A 429 (RetryAfter) is not for here: the gate must know it first."""
    reason = told(error)
    if isinstance(error, ChatMigrated):
        return Moved(str(error.new_chat_id))
    if isinstance(error, InvalidToken):
        refused = _(
            "Telegram không nhận mã của bot. Kiểm tra THIDUA_TELEGRAM_TOKEN, THIDUA_TELEGRAM_TOKENS."
        )
        trouble.spell.failed(
            f"Telegram does not know the token ({reason}), the call waits {TOKEN_PAUSE.seconds} s"
        )
        return Later(now + TOKEN_PAUSE, refused, pauses_lane=True)
    if isinstance(error, Forbidden):
        return Refused(reason, closes_address=True)
    if isinstance(error, BadRequest):
        closed = any(words in error.message.lower() for words in CLOSED)
        return Refused(reason, closes_address=closed)
    if isinstance(error, NetworkError):
        return _of_the_line(error, reason, retry_at=trouble.failed(now, reason))
    if isinstance(error, Conflict):
        return Later(trouble.failed(now, reason), reason)
    return Unknown(reason)


def _of_the_line(error: NetworkError, reason: str, *, retry_at: datetime) -> Outcome:
    cause = error.__cause__
    if isinstance(cause, httpx.PoolTimeout):  # our own crowd, the server may be well
        return Later(retry_at, reason)
    if isinstance(cause, NEVER_LEFT):
        return Later(retry_at, reason, pauses_lane=True)
    if cause is None:  # it answered, with a status of 5xx or a page of somebody else's
        return Later(retry_at, reason)
    return Unknown(reason)


def pause_seconds(error: RetryAfter) -> float:
    """How long a 429 asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
