"""A head does the duty through the running program: link, tap, type, upload; killed in the middle of each step."""

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Any

import httpx

from tests.acceptance.program import Program, Serving, until
from tests.acceptance.telegram import Telegram

HEAD, DESK = 7001, 7556
SPRING = "2024-03-04T09:00:00+07:00"
PATIENCE = 90.0  # a killed sender holds its lane for half a minute
PDF = b"%PDF-1.7 bao cao"


@dataclass
class Phone:
    """One person's private chat, as it stands on the Bot API's side."""

    bot_api: Telegram
    chat: int

    def heard(self, words: str) -> dict[str, Any]:
        """The latest message that says these words now, as soon as there is one."""
        told = f"“{words}” in chat {self.chat}"
        return until(lambda: self._find(words), told, seconds=PATIENCE)

    def press(self, words: str, label: str) -> None:
        """Tap the button that begins with `label` under the message that says `words`."""
        message = self.heard(words)
        buttons = [b for row in message["markup"]["inline_keyboard"] for b in row]
        found = next(b for b in buttons if b["text"].startswith(label))
        self.bot_api.order(
            "press", chat=self.chat, message_id=message["message_id"], button=found["text"]
        )

    def say(self, text: str) -> None:
        self.bot_api.order("say", chat=self.chat, text=text)

    def upload(self, name: str, content: bytes) -> None:
        text = base64.b64encode(content).decode()
        self.bot_api.order(
            "upload", chat=self.chat, content=text, name=name, mime="application/pdf"
        )

    def _find(self, words: str) -> dict[str, Any] | None:
        url, only = f"{self.bot_api.url}/_control/sent", {"chat": self.chat}
        sent = httpx.get(url, params=only, trust_env=False).raise_for_status().json()
        return next((one for one in reversed(sent) if words in one["text"]), None)


def serve(program: Program) -> Serving:
    return program.start("--at", SPRING)


def invited(program: Program, bot_api: Telegram, unit: str) -> Phone:
    """Somebody opens the link for the head's post of `unit`, and confirms."""
    phone = Phone(bot_api, DESK)
    code = re.search(r"[\w-]{43}", program.must("--at", SPRING, "invite", unit))
    assert code is not None
    bot_api.order("start", chat=DESK, payload=code[0])
    phone.press("Có đúng không?", "Đúng")
    phone.heard("Đã xác nhận")
    return phone


def test_report_is_handed_in_and_taken_across_three_kills(connected: Program, bot_api: Telegram):
    head = Phone(bot_api, HEAD)
    serving = serve(connected)
    try:
        desk = invited(connected, bot_api, "phu-tho/ban-tdkt")
        head.say("/nop")
        head.press("Nộp báo cáo cho việc nào?", "1. ")
        head.heard("Số, ký hiệu văn bản là gì?")
        serving.kill()
        head.say("125/BC-STC")
        serving = serve(connected)
        head.heard("Xin gửi tệp văn bản")
        serving.kill()
        head.upload("bao-cao.pdf", PDF)
        serving = serve(connected)
        head.heard("Xin kiểm tra rồi bấm Nộp")
        serving.kill()
        head.press("Xin kiểm tra rồi bấm Nộp", "Nộp")
        serving = serve(connected)
        desk.press("Sở Tài chính đã nộp", "Nhận")
        head.heard("Đã tiếp nhận")
    finally:
        serving.kill()
    digest = hashlib.sha256(PDF).hexdigest()
    kept = connected.home / "thidua-files" / digest[:2] / digest
    assert kept.read_bytes() == PDF
