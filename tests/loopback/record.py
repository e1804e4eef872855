"""What people saw, in order, and a file of it that outlives a killed process."""

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.loopback.envelope import JsonDict


@dataclass
class Version:
    """One state of a message: as sent, or after an edit."""

    at: datetime
    method: str
    text: str
    markup: JsonDict | None


@dataclass
class Seen:
    """A message as people saw it. `versions` oldest first; instants aware, in UTC.

    `prompted`: whose answer field it opened.
    """

    bot: int
    chat: int
    message_id: int
    thread: int | None
    versions: list[Version]
    file_name: str = ""
    file_id: str = ""
    prompted: tuple[int, ...] = ()
    deleted_at: datetime | None = None

    @property
    def at(self) -> datetime:
        return self.versions[0].at

    @property
    def method(self) -> str:
        return self.versions[0].method

    @property
    def text(self) -> str:
        """As it reads now."""
        return self.versions[-1].text

    @property
    def markup(self) -> JsonDict | None:
        return self.versions[-1].markup

    @property
    def buttons(self) -> list[str]:
        """The texts of its inline buttons as they are now, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [str(button["text"]) for row in rows for button in row]

    def as_json(self) -> JsonDict:
        return {
            "at": self.at.isoformat(),
            "bot": self.bot,
            "chat": self.chat,
            "thread": self.thread,
            "message_id": self.message_id,
            "method": self.method,
            "text": self.text,
            "markup": self.markup,
            "file_name": self.file_name,
            "file_id": self.file_id,
            "prompted": self.prompted,
            "deleted_at": self.deleted_at.isoformat() if self.deleted_at else None,
            "versions": [
                {"at": v.at.isoformat(), "method": v.method, "text": v.text, "markup": v.markup}
                for v in self.versions
            ],
        }


@dataclass(frozen=True)
class Answer:
    """What the presser of a button was told."""

    at: datetime
    query_id: str
    user: int
    text: str
    show_alert: bool


@dataclass
class Record:
    """All messages and answers since the start.

    Each accepted message is also a line of `journal`, on disk before its sender is answered.
    """

    journal: Path | None = None
    sent: list[Seen] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    _by_message: dict[tuple[int, int, int], Seen] = field(default_factory=dict)

    def add(self, seen: Seen) -> None:
        self.sent.append(seen)
        self._by_message[seen.bot, seen.chat, seen.message_id] = seen
        if self.journal:
            self._write(self.journal, seen.as_json())

    def find(self, bot: int, chat: int, message_id: int) -> Seen:
        """Raises KeyError for a message that was never sent."""
        return self._by_message[bot, chat, message_id]

    @staticmethod
    def _write(journal: Path, line: JsonDict) -> None:
        with journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
