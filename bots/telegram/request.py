"""Requests to the Bot API, and how what came back instead of an answer is told."""

import json

from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bots.telegram.redact import redacted

_PAGE = ". Parsing the server response"  # the library puts all of it behind this
LIMIT = 300  # characters of what a server says


class Request(HTTPXRequest):
    """As the library's, which writes a traceback at ERROR for every page that a proxy answers with."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Raises TelegramError for what is no JSON object."""
        try:
            found = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError) as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(found, dict):
            raise TelegramError("Invalid server response")
        return found


def told(error: TelegramError) -> str:
    """What `error` says, without secrets and without the page a server answered with."""
    return redacted(error.message.partition(_PAGE)[0])[:LIMIT]
