"""A person in a chat with the bot: what they see there, tap, type and send."""

import base64
from dataclasses import dataclass
from typing import Any

from tests.acceptance.program import until
from tests.acceptance.telegram import Telegram

PATIENCE = 90.0  # a killed sender holds its lane for half a minute


@dataclass
class Phone:
    """One person's private chat; a group's with `user` and, in a forum, the topic `thread`."""

    bot_api: Telegram
    chat: int
    user: int = 0
    thread: int = 0

    def heard(self, words: str) -> dict[str, Any]:
        """The latest message that says these words now, as soon as there is one."""
        told = f"“{words}” in chat {self.chat}"
        return until(lambda: self._find(words), told, seconds=PATIENCE)

    def press(self, words: str, label: str) -> None:
        """Tap the button that begins with `label` under the message that says `words`."""
        message = self.heard(words)
        buttons = [b for row in message["markup"]["inline_keyboard"] for b in row]
        found = next(b for b in buttons if b["text"].startswith(label))
        self._do("press", message_id=message["message_id"], button=found["text"])

    def start(self, code: str = "") -> None:
        """Open a deep link."""
        self._do("start", payload=code)

    def say(self, text: str) -> None:
        self._do("say", text=text, **({"thread": self.thread} if self.thread else {}))

    def upload(self, name: str, content: bytes) -> None:
        text = base64.b64encode(content).decode()
        self._do("upload", content=text, name=name, mime="application/pdf")

    def _do(self, what: str, **order: Any) -> None:
        who = {"user": self.user} if self.user else {}
        self.bot_api.order(what, chat=self.chat, **who, **order)

    def _find(self, words: str) -> dict[str, Any] | None:
        sent = self.bot_api.ask("sent", chat=self.chat)
        return next((one for one in reversed(sent) if words in one["text"]), None)
