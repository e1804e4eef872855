"""Requests to the Bot API, and what came back instead of an answer: of Telegram's own it is always JSON."""

import json
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bots.telegram.redact import redacted

LIMIT = 300  # characters of what a server says


class Request(HTTPXRequest):
    """As the library's, which takes a page of whoever stands in between for Telegram's word.

    A firewall's "403" would be a person who blocked the bot, a proxy's "404" a wrong token.
    """

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        """Raises NetworkError for a page that tells of a failure."""
        code, payload = await super().do_request(*args, **more)
        if not HTTPStatus.OK <= code <= 299 and _answer(payload) is None:
            phrase = HTTPStatus(code).phrase if code in set(HTTPStatus) else "Unknown status"
            raise NetworkError(f"{phrase} ({code})")
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Raises NetworkError for what is no answer of Telegram."""
        found = _answer(payload)
        if found is None:
            raise NetworkError("Invalid server response")
        return found


def _answer(payload: bytes) -> dict[str, object] | None:
    """What Telegram says; None when it is not Telegram who says it."""
    try:
        found = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.keys() & {"result", "description"} else None


def told(error: TelegramError) -> str:
    """What `error` says, without secrets."""
    return redacted(error.message)[:LIMIT]
