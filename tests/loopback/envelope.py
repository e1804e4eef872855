"""Telegram's envelope: `{"ok": true, "result": …}` or an error with its code and parameters."""

import json
from typing import Any

JsonDict = dict[str, Any]

PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    500: "Internal Server Error",
}


class BotApiError(Exception):
    """A refusal in Telegram's words. `code` is the HTTP status, too."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> bytes:
        answer: JsonDict = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return json.dumps(answer, ensure_ascii=False).encode()


def refuse(code: int, what: str = "") -> BotApiError:
    """ "Bad Request: chat not found" from 400 and "chat not found"."""
    phrase = PHRASES[code]
    return BotApiError(code, f"{phrase}: {what}" if what else phrase)


def too_many(retry_after: int) -> BotApiError:
    return BotApiError(
        429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after
    )


def migrated(chat_id: int) -> BotApiError:
    what = "Bad Request: group chat was upgraded to a supergroup chat"
    return BotApiError(400, what, migrate_to_chat_id=chat_id)


def accept(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()
