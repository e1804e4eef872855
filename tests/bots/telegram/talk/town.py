"""A small town of phones: people who tap, type and send files, and the cards that reach them. No network.

Everything a chat shows is kept as Telegram would show it; what people read is written down as a transcript.
"""

import asyncio
import hashlib
import html
import re
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from bots.telegram.event import (
    Answers,
    Button,
    Commanded,
    Document,
    Edit,
    Event,
    Kind,
    Other,
    Place,
    Pressed,
    Said,
    Say,
    Toast,
    Uploaded,
)
from bots.telegram.sending import card
from bots.telegram.talk import DeskLink, FeedLink, Rim, respond, wants_file
from scheduler.clock import RehearsalClock
from scheduler.errors import TooManyLinks
from scheduler.run.firing.tick import tick
from scheduler.run.outcome import Outcome, Sent
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.store.files import StoredFile
from scheduler.store.tables import Question
from scheduler.text import units
from scheduler.workflow.moved_deadline import Rules
from tests.build import CALENDAR, OFFICE, POLICIES, Province, at
from tests.loopback.entities import parse

LANE = "tg-pt"
Rows = tuple[tuple[Button, ...], ...]


@dataclass
class Message:
    """What one message shows now."""

    id: str
    text: str
    rows: Rows = ()

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.text for button in self.buttons]


@dataclass
class Town:
    """One database, one bot, its chats. `now` moves only by `go`."""

    province: Province
    now: datetime
    chats: dict[str, list[Message]] = field(default_factory=dict)
    transcript: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    desk_links: list[tuple[int, str]] = field(default_factory=list)  # for whom, asked by
    most_links: int = 10
    outside_url: str = "https://thidua.example"
    _count: int = 0

    def go(self, moment: str) -> None:
        """Be at `moment`, and let everything due until then happen there."""
        self.now = at(moment)
        self.pump()

    def pump(self) -> None:
        """Tick and send, cards and their edits."""
        clock = RehearsalClock(self.now)
        tick(self.province.database, OFFICE, now=self.now)
        asyncio.run(Drain(self.province.database, {LANE: _Channel(self)}, OFFICE, clock)(LANE))

    def phone(self, user: str, chat: str = "") -> "Phone":
        return Phone(self, user, chat or user)

    def show(self, chat: str, text: str, rows: Rows) -> Message:
        """A new message in a chat, checked as Telegram checks it."""
        _check(text, rows)
        self._count += 1
        message = Message(str(self._count), plain(text), rows)
        self.chats.setdefault(chat, []).append(message)
        self.write(chat, "bot", message.text, rows)
        return message

    def change(self, chat: str, id_: str, text: str, rows: Rows) -> None:
        _check(text, rows)
        for message in self.chats.get(chat, []):
            if message.id == id_ and (message.text, message.rows) != (plain(text), rows):
                message.text, message.rows = plain(text), rows
                self.write(chat, "bot, sửa tin", message.text, rows)

    def write(self, chat: str, who: str, text: str, rows: Rows = ()) -> None:
        shown = "".join("\n  " + " ".join(f"[{b.text}]" for b in row) for row in rows)
        body = text.replace("\n", "\n  ")
        self.transcript.append(f"{self.now:%d/%m %H:%M} {chat} ◂ {who}: {body}{shown}")

    def rim(self, fetched: dict[str, StoredFile]) -> Rim:
        return Rim(
            now=self.now,
            rules=Rules(CALENDAR, POLICIES),
            make_feed_link=self._link,
            make_desk_link=self._desk_link,
            bot_username="thidua_bot",
            outside_url=self.outside_url,
            fetched=MappingProxyType(fetched),
        )

    def _link(
        self, session: object, unit_id: int, name: str, *, person_id: int, now: datetime
    ) -> FeedLink:
        if len(self.links) == self.most_links:
            raise TooManyLinks(self.most_links)
        self.links.append(name)
        base = "https://thidua.example"
        return FeedLink(f"{base}/feeds/{unit_id}-bi-mat", f"{base}/manage/{unit_id}-bi-mat")

    def _desk_link(self, session: object, *, person_id: int, by: str, now: datetime) -> DeskLink:
        self.desk_links.append((person_id, by))
        return DeskLink(f"{self.outside_url}/ban/vao/bi-mat-{len(self.desk_links)}", 30)


@dataclass
class Phone:
    """One person in one chat."""

    town: Town
    user: str
    chat: str
    language: str = "vi"
    alerted: bool = False  # whether the last tap was answered by a box one has to close
    _updates: int = 0

    @property
    def place(self) -> Place:
        self._updates += 1
        return Place(LANE, self._updates, self.chat, self.user, language=self.language)

    @property
    def messages(self) -> list[Message]:
        return self.town.chats.get(self.chat, [])

    @property
    def last(self) -> Message:
        return self.messages[-1]

    def command(self, text: str) -> list[str]:
        name, _blank, argument = text.removeprefix("/").partition(" ")
        return self.do(Commanded(self.place, name, argument, "900"), text)

    def say(self, text: str, reply_to: str | None = None, *, forwarded: bool = False) -> list[str]:
        said = Said(self.place, text, "901", reply_to, forwarded)
        return self.do(said, f"<chuyển tiếp> {text}" if forwarded else text)

    def press(self, label: str) -> list[str]:
        """The latest button of that label in the chat, numbered or not ("3. Đồng ý")."""
        for message in reversed(self.messages):
            for button in message.buttons:
                if label in (button.text, button.text.partition(". ")[2]):
                    return self.tap(button.data, message.id, label)
        raise LookupError(f"no button {label!r} in {[m.labels for m in self.messages]}")

    def tap(self, data: str, message_id: str | None = None, label: str = "") -> list[str]:
        return self.do(Pressed(self.place, "cb", data, message_id), f"[{label or data}]")

    def other(self, kind: Kind, *, reply_to: str | None = None) -> list[str]:
        """A voice message, a sticker, …"""
        return self.do(Other(self.place, kind, "903", reply_to), f"<{kind}>")

    def send(
        self,
        name: str,
        *,
        album: str | None = None,
        caption: str = "",
        reply_to: str | None = None,
        kept: bool = True,
        forwarded: bool = False,
        content: str = "",
        digest: str = "",
    ) -> list[str]:
        """A file; two of one `content`, or of one `digest`, are the same under two names."""
        digest = digest or hashlib.sha256((content or name).encode()).hexdigest()
        file = StoredFile(digest, name, "application/pdf", 1000)
        event = Uploaded(
            self.place,
            name,
            name,
            "application/pdf",
            1000,
            "902",
            caption,
            album,
            reply_to,
            forwarded,
        )
        return self.do(event, f"<tệp {name}> {caption}".strip(), {name: file} if kept else {})

    def is_fetched(
        self, name: str, *, reply_to: str | None = None, octets: int = 20_000_000
    ) -> bool:
        """Whether the bot asks Telegram for a file sent now."""
        event = Uploaded(
            self.place, name, name, "application/pdf", octets, "902", reply_to=reply_to
        )
        with self.town.province.database.read() as session:
            return wants_file(session, event, self.town.rim({}))

    def do(
        self, event: Event, shown: str = "", fetched: dict[str, StoredFile] | None = None
    ) -> list[str]:
        """Let the bot answer; what it said, toasts first, as plain text."""
        self.town.write(self.chat, self.user, shown or str(event))
        with self.town.province.database.write() as session:
            answers = respond(session, event, self.town.rim(fetched or {}))
            return self._receive(session, answers)

    def _receive(self, session: object, answers: Answers) -> list[str]:
        found = []
        for one in answers.items:
            if isinstance(one, Toast):
                assert units(one.text) <= 200
                self.alerted = one.alert
                if one.text:
                    found.append(one.text)
                    self.town.write(self.chat, "bot, thông báo", one.text)
            elif isinstance(one, Document):
                found.append(self._get(one))
            elif isinstance(one, Edit):
                self.town.change(self.chat, one.message_id, one.text, one.rows)
                found.append(plain(one.text))
            else:
                found.append(self._hear(session, one))
        return found

    def _get(self, sent: Document) -> str:
        """The name of a file and its caption."""
        for text, most in ((sent.caption, 1024), (sent.lost, 4096), (sent.unsent, 4096)):
            assert 0 < units(parse(text, "HTML")[0]) <= most
        told = f"<tệp {sent.name}> {plain(sent.caption)}"
        self.town.write(self.chat, "bot", told)
        return told

    def _hear(self, session: object, said: Say) -> str:
        message = self.town.show(said.chat or self.chat, said.text, said.rows)
        if said.ask is not None:
            row = session.get_one(Question, said.ask)  # type: ignore[attr-defined]
            row.message_id = message.id
            session.add(row)  # type: ignore[attr-defined]
        return message.text


class _Channel:
    def __init__(self, town: Town) -> None:
        self._town = town

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        said = card.render(notice)
        return Sent(self._town.show(address, said.html, said.rows).id)

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        said = card.render(notice)
        self._town.change(address, message_id, said.html, said.rows)
        return Sent(message_id)

    async def check(self) -> Outcome:
        return Sent("")


def plain(text: str) -> str:
    return html.unescape(re.sub(r"</?(b|code)>", "", text))


def _check(text: str, rows: Rows) -> None:
    shown, _entities = parse(text, "HTML")
    assert 0 < units(shown) <= 4096, "a message has text, and not too much"
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text), "no mark turns the text around"
    assert sum(len(row) for row in rows) <= 100
    for row in rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert button.text, "a button has a label"
            assert button.url or 1 <= len(button.data.encode()) <= 64
