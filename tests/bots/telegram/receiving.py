"""A bot at work for tests: a receiver over a real database and the loopback Bot API, and an echo for its talk."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from bots.telegram.event import (
    Answers,
    Button,
    Commanded,
    Event,
    Pressed,
    Said,
    Say,
    Toast,
    Uploaded,
)
from bots.telegram.hearing.handler import Fetched, Handler
from bots.telegram.hearing.health import Backoff
from bots.telegram.hearing.receiver import Hook, Receiver
from bots.telegram.sending.channel import TelegramChannel, connect
from bots.telegram.sending.replies import Replies
from scheduler.clock import Clock, WallClock, monotonic
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.inbox import Transaction
from scheduler.store.tables import Inbox, LedgerEntry, Reply
from tests import build
from tests.databases import SqliteFiles
from tests.loopback import Door, Loopback
from tests.loopback.honesty import TOKEN

LANE = "tg-pt"
LANES = (LANE,)
CHAT = 77
QUICK = Backoff(first=0.05, longest=0.1)
BUTTON = Button("Đã nhận", "seen:1")


def echo(session: Transaction, event: Event, *, now: datetime, fetched: Fetched) -> Answers:
    """Repeats what it hears, and writes down that it did, for the issuer whose bot it is."""
    subject = f"heard/{event.place.update_id}"
    ledger.append(session, [ledger.Entry("heard", subject, event.place.user, "pt")], now=now)
    match event:
        case Said(text=text):
            return Answers((Say(f"Nghe: {text}"),))
        case Commanded(name="card"):
            return Answers((Say("Thẻ", rows=((BUTTON,),)),))
        case Commanded(name=name, argument=argument):
            return Answers((Say(f"Lệnh: {name} {argument}"),))
        case Pressed(data=data):
            return Answers((Say(f"Bấm: {data}"), Toast("Đã ghi")))
        case Uploaded(name=name):
            return Answers((Say(f"Tệp: {name}"),))
        case _:
            return Answers()


@dataclass
class Bot:
    """One lane of one bot, its database and the server it talks to."""

    database: Database
    loopback: Loopback
    door: Door
    clock: Clock = field(default_factory=WallClock)
    respond: Callable[..., Answers] = echo
    folder: Path | None = None

    def open(self) -> "Bot":
        """With an issuer and its lane; the head of u0, the standing body, is at CHAT."""
        build.Province(self.database).open(bound=False)
        build.Province(self.database).bind("u0", str(CHAT), now=self.clock.now())
        return self

    @classmethod
    def on(cls, files: SqliteFiles) -> "Bot":
        """Opened on a database alone, for what needs no network."""
        loopback = Loopback(clock=WallClock(), tokens=(TOKEN,))
        door = Door(loopback)
        url = files.filled("bot", lambda database: cls(database, loopback, door).open())
        return cls(Database(url), loopback, door)

    def channel(self) -> TelegramChannel:
        return connect(TOKEN, clock=self.clock, base_url=self.door.base_url, read_seconds=2)

    @contextlib.asynccontextmanager
    async def receiving(
        self, *, hook: Hook | None = None, channel: TelegramChannel | None = None, **more: object
    ) -> AsyncIterator[Receiver]:
        """A receiver at work while the block runs."""
        channel = channel or self.channel()
        receiver = self.receiver(channel, hook=hook, **more)
        stop = asyncio.Event()
        running = asyncio.create_task(receiver.run(stop))
        try:
            yield receiver
        finally:
            stop.set()
            await running
            await channel.close()

    def receiver(
        self, channel: TelegramChannel, *, hook: Hook | None = None, **more: object
    ) -> Receiver:
        given: dict[str, object] = {
            "respond": self.respond,
            "backoff": QUICK,
            "poll_seconds": 5,
            "folder": self.folder,
        }
        return Receiver(
            self.database,
            channel,
            LANES,
            clock=self.clock,
            hook=hook,
            **(given | more),  # type: ignore[arg-type]
        )

    @property
    def handler(self) -> Handler:
        return Handler(self.database, LANES, self.respond, self.clock)

    def replies(self, channel: TelegramChannel) -> Replies:
        return Replies(self.database, channel, LANES, self.clock, folder=self.folder)

    def texts(self, chat: int = CHAT) -> list[str]:
        """What a person sees, oldest first."""
        return [seen.text for seen in self.loopback.sent_to(chat)]

    def heard(self) -> list[str]:
        """What the echo wrote down."""
        with self.database.read() as session:
            query = select(LedgerEntry.subject).where(LedgerEntry.kind == "heard")
            return list(session.exec(query.order_by(LedgerEntry.seq)))  # type: ignore[arg-type]

    def inbox(self) -> list[Inbox]:
        with self.database.read() as session:
            return list(session.exec(select(Inbox).order_by(Inbox.update_id)))  # type: ignore[arg-type]

    def stored_replies(self) -> list[Reply]:
        with self.database.read() as session:
            return list(session.exec(select(Reply).order_by(Reply.id)))  # type: ignore[arg-type]

    async def until(self, ask: Callable[[], object], *, seconds: float = 10) -> None:
        """Return when `ask` is true; fails after `seconds`."""
        deadline = monotonic() + seconds
        while not ask():
            assert monotonic() < deadline, f"waited in vain: {self.loopback.sent}"
            await asyncio.sleep(0.01)
