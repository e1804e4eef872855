"""The loopback Bot API as a process of its own, which outlives the program under test."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.acceptance.program import ROOT, WEB, until


@dataclass(frozen=True)
class Message:
    """One message that was accepted; `at` on the clock of the machine, aware."""

    at: datetime
    chat: int
    text: str


@dataclass
class Telegram:
    """What stands where Telegram would: its address and what it was sent."""

    url: str
    journal: Path

    @property
    def messages(self) -> list[Message]:
        """Every message so far, in the order of their coming."""
        if not self.journal.exists():
            return []
        lines = self.journal.read_text("utf-8").split("\n")[:-1]  # the last may be half written
        seen = [json.loads(line) for line in lines]
        return [Message(datetime.fromisoformat(s["at"]), s["chat"], s["text"]) for s in seen]

    def to(self, chat: int) -> list[Message]:
        return [message for message in self.messages if message.chat == chat]

    def expect(self, count: int, *, seconds: float = 30.0) -> list[Message]:
        """The messages, as soon as there are `count`."""
        enough = until(lambda: len(self.messages) >= count, f"{count} messages", seconds=seconds)
        assert enough
        return self.messages

    def ask(self, what: str, **params: int) -> Any:
        """What a tester may know: GET /_control/<what>."""
        return WEB.get(f"{self.url}/_control/{what}", params=params).raise_for_status().json()

    def order(self, what: str, **order: Any) -> Any:
        """Drive it as a person or a tester: POST /_control/<what>."""
        answer = WEB.post(f"{self.url}/_control/{what}", json=order)
        return answer.raise_for_status().json()["result"]


@contextlib.contextmanager
def telegram(folder: Path, *options: str) -> Iterator[Telegram]:
    """A Bot API in a process of its own; `options` are those of `python -m tests.loopback`."""
    journal = folder / "telegram.jsonl"
    command = [sys.executable, "-m", "tests.loopback", "--journal", str(journal), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None, "it was asked for"
        try:
            yield Telegram(running.stdout.readline().strip(), journal)
        finally:
            running.kill()
