"""One bot: its token, chats, updates, limits and faults."""

import asyncio
from dataclasses import dataclass, field

from scheduler.clock import Clock
from tests.loopback.chats import Chat, Chats
from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.faults import Faults
from tests.loopback.files import Files
from tests.loopback.limits import Limits
from tests.loopback.record import Record, Seen, Version
from tests.loopback.updates import Updates
from tests.loopback.webhook import Hook


@dataclass
class Query:
    """A tap on a button that waits to be answered."""

    user: int
    answered: bool = False


@dataclass
class Account:
    """Everything the Bot API knows about one bot."""

    token: str
    clock: Clock
    record: Record
    limits: Limits = field(default_factory=Limits)
    chats: Chats = field(default_factory=Chats)
    updates: Updates = field(default_factory=Updates)
    hook: Hook = field(default_factory=Hook)
    hook_task: asyncio.Task[None] | None = None
    faults: Faults = field(default_factory=Faults)
    files: Files = field(default_factory=Files)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[str, list[JsonDict]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.token.split(":")[0])

    @property
    def username(self) -> str:
        return f"thidua_{self.id}_bot"

    def user(self) -> JsonDict:
        """The bot as a User, as messages carry it."""
        named = {"first_name": "Thi đua", "username": self.username}
        return {"id": self.id, "is_bot": True, **named}

    def today(self) -> int:
        """This instant in whole Unix seconds, as Telegram dates things."""
        return int(self.clock.now().timestamp())

    def message(self, chat: Chat, sender: JsonDict, *, thread: int = 0) -> JsonDict:
        """A new Message in `chat`, kept there; the caller adds the content."""
        message: JsonDict = {
            "message_id": chat.next_message_id(),
            "from": sender,
            "chat": chat.as_json(),
            "date": self.today(),
        }
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        chat.messages[message["message_id"]] = message
        return message

    def own_message(self, chat: Chat, message_id: int, *, verb: str) -> JsonDict:
        """The bot's message. Raises BotApiError "message to edit not found"."""
        message = chat.messages.get(message_id)
        if message is None:
            raise refuse(400, f"message to {verb} not found")
        if message["from"]["id"] != self.id and verb == "edit":
            raise refuse(400, "message can't be edited")
        return message

    def remember(
        self,
        message: JsonDict,
        *,
        method: str,
        markup: JsonDict | None,
        prompted: tuple[int, ...] = (),
    ) -> None:
        """Note what people saw, and who of them were asked to answer; on disk when a journal is kept."""
        text = message.get("text") or message.get("caption") or ""
        version = Version(self.clock.now(), method, text, markup)
        file = message.get("document", {})
        seen = Seen(
            self.id,
            message["chat"]["id"],
            message["message_id"],
            message.get("message_thread_id"),
            [version],
            file_name=file.get("file_name", ""),
            file_id=file.get("file_id", ""),
            prompted=prompted,
        )
        self.record.add(seen)

    def remember_edit(self, message: JsonDict, *, method: str) -> None:
        seen = self.record.find(self.id, message["chat"]["id"], message["message_id"])
        text = message.get("text") or message.get("caption") or ""
        markup = message.get("reply_markup")
        seen.versions.append(Version(self.clock.now(), method, text, markup))
