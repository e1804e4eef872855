"""An office on its first day: the real program serving it, a Bot API of loopback, people with phones and browsers.

It knows of itself only what a units file must say: the issuer and its standing body.
"""

import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.acceptance.phone import PATIENCE, Phone
from tests.acceptance.program import TOKEN, Program, Serving, until
from tests.acceptance.telegram import Telegram, telegram
from tests.chromium import Chromium
from tests.config.desk.clerk import Clerk

ISSUER, STANDING = "an-lac", "so-noi-vu"
UNITS = f"""issuer:
  id: {ISSUER}
  name: Ủy ban nhân dân tỉnh An Lạc
  short: UBND tỉnh An Lạc
  lane: tg-an-lac
  standing_body: {STANDING}
  standing_body_title: Cơ quan thường trực Hội đồng Thi đua - Khen thưởng tỉnh
units:
  - {{id: {STANDING}, name: Sở Nội vụ, kind: so, channels: [telegram]}}
"""
CLERK, HEAD = 9101, 9102  # chats of the standing body


@dataclass
class Office:
    """`at`: where the rehearsed clock of the next service begins."""

    program: Program
    bot_api: Telegram
    browser: Chromium
    base: str
    at: str
    serving: Serving | None = None
    clerks: list[Clerk] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # links into the desk

    def serve(self, at: str = "") -> None:
        """Begin again, killed where it still ran; at another time where one is told."""
        self.stop()
        self.at = at or self.at
        self.serving = self.program.start("--at", self.at)
        assert self.serving.url == self.base

    def stop(self) -> None:
        """As a machine that loses its current."""
        if self.serving is not None:
            self.serving.kill()
        self.serving = None

    def must(self, *words: str | Path) -> str:
        """What `thidua` prints at this office's time."""
        return self.program.must("--at", self.at, *words)

    def ask(self, *words: str | Path) -> Any:
        """The same, of a command that speaks JSON."""
        return json.loads(self.must(*words, "--json"))

    def phone(self, chat: int) -> Phone:
        """Somebody's."""
        return Phone(self.bot_api, chat)

    def take_post(self, chat: int, post: str, unit: str = STANDING) -> Phone:
        """Whoever has that chat opens the link of an invitation and confirms."""
        printed = self.must("invite", f"{ISSUER}/{unit}", "--post", post)
        return self.open_invitation(chat, printed)

    def open_invitation(self, chat: int, told: str) -> Phone:
        """The link to the bot that stands in `told`."""
        found = re.search(r"start[= ]([\w-]+)", told)
        assert found is not None, told
        phone = self.phone(chat)
        phone.start(found[1])
        phone.press("Có đúng không?", "Đúng")
        phone.heard("Đã xác nhận")
        return phone

    def come_in(self, phone: Phone, words: str = "Bàn làm việc của", *, ask: bool = True) -> Clerk:
        """By the link that the bot gives who asks for it, or gave with the message that says `words`."""
        if ask:
            phone.say("/ban")
        link = until(
            lambda: self._new_link(phone, words), f"a link with “{words}”", seconds=PATIENCE
        )
        self.used.add(link)
        clerk = self.clerk()
        clerk.go(link)
        clerk.press("Vào bàn làm việc")
        return clerk

    def _new_link(self, phone: Phone, words: str) -> str:
        """Of the latest message that says `words`, if nobody has opened it."""
        text = json.dumps(phone.heard(words), ensure_ascii=False)
        found = re.search(rf"{re.escape(self.base)}(/ban/vao/[^\s\"\\]+)", text)
        return found[1] if found and found[1] not in self.used else ""

    def clerk(self) -> Clerk:
        """A new window of a browser without JavaScript, nobody signed in."""
        files = self.program.home / "to-bring"
        files.mkdir(exist_ok=True)
        self.clerks.append(Clerk(self.browser.open(scripts=False), self.base, files))
        return self.clerks[-1]


def free_port() -> int:
    """One of loopback that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def opened(folder: Path, browser: Chromium, at: str, units: str = UNITS) -> Iterator[Office]:
    """An office with its units file, served from `at` on, its bot known to a Bot API."""
    home, port = folder / "office", free_port()
    home.mkdir()
    file = home / "thidua-config" / "units" / f"{ISSUER}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(units, "utf-8")
    base = f"http://127.0.0.1:{port}"
    with telegram(folder, "--token", TOKEN) as bot_api:
        program = Program(home).having(
            http_port=str(port),
            public_url=base,
            telegram_token=TOKEN,
            telegram_base_url=bot_api.url,
        )
        office = Office(program, bot_api, browser, base, at)
        office.must("init", "--rehearsal")
        try:
            office.serve()
            yield office
        finally:
            office.stop()
            browser.close_windows()


def days_of(rows: Any, name: Callable[[Any], str]) -> dict[str, str]:
    """Day by the name of each row that has an instant."""
    return {name(one): datetime.fromisoformat(one["due_at"]).date().isoformat() for one in rows}
