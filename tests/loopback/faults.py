"""What can go wrong on the way to Telegram, on order: by method, chat and count."""

from dataclasses import dataclass, field
from enum import StrEnum

from tests.loopback.envelope import BotApiError, migrated, refuse, too_many


class FaultKind(StrEnum):
    TOO_MANY = "429"  # with retry_after = seconds
    BLOCKED = "blocked"  # 403s
    KICKED = "kicked"
    DEACTIVATED = "deactivated"
    NEVER_STARTED = "never-started"
    CHAT_NOT_FOUND = "chat-not-found"  # 400s
    BAD_ENTITIES = "bad-entities"
    NOT_MODIFIED = "not-modified"
    NO_RIGHTS = "no-rights"
    BAD_REQUEST = "bad-request"
    MIGRATED = "migrated"  # with to_chat
    UNAUTHORIZED = "401"
    NOT_FOUND = "404"
    CONFLICT = "409"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"  # with HTML, as a proxy answers
    PAGE = "page"  # with status and body: whoever stands in between answers for Telegram
    DROP_BEFORE = "drop-before"  # the line breaks, nothing happened
    DROP_AFTER = "drop-after"  # the line breaks, it did happen
    STALL_BEFORE = "stall-before"  # no answer until the caller gives up, nothing happened
    STALL_AFTER = "stall-after"  # no answer until the caller gives up, it did happen
    LATENCY = "latency"  # seconds before it is looked at


REFUSALS = {
    FaultKind.BLOCKED: (403, "bot was blocked by the user"),
    FaultKind.KICKED: (403, "bot was kicked from the supergroup chat"),
    FaultKind.DEACTIVATED: (403, "user is deactivated"),
    FaultKind.NEVER_STARTED: (403, "bot can't initiate conversation with a user"),
    FaultKind.CHAT_NOT_FOUND: (400, "chat not found"),
    FaultKind.BAD_ENTITIES: (400, "can't parse entities: Unmatched end tag at byte offset 1"),
    FaultKind.NOT_MODIFIED: (
        400,
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message",
    ),
    FaultKind.NO_RIGHTS: (400, "not enough rights to send text messages to the chat"),
    FaultKind.BAD_REQUEST: (400, "wrong parameter"),
    FaultKind.UNAUTHORIZED: (401, ""),
    FaultKind.NOT_FOUND: (404, ""),
    FaultKind.CONFLICT: (
        409,
        "terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
    FaultKind.SERVER_ERROR: (500, ""),
}


PROXY_PAGE = "<html><h1>502 Bad Gateway</h1></html>"


@dataclass
class Fault:
    """Befalls the next `count` calls (-1: all) of `method` ("*": any) about `chat` (None: any).

    The first `skip` such calls are let through.
    """

    kind: FaultKind
    method: str = "*"
    chat: int | None = None
    count: int = 1
    skip: int = 0
    seconds: float = 1
    to_chat: int = 0
    status: int = 200
    body: str = PROXY_PAGE

    def befalls(self, method: str, chat: int | None) -> bool:
        called = self.method in ("*", method) or self.method.lower() == method.lower()
        return self.count != 0 and called and self.chat in (None, chat)

    def error(self) -> BotApiError | None:
        """The refusal in Telegram's envelope; None for faults of the line."""
        if self.kind is FaultKind.TOO_MANY:
            return too_many(int(self.seconds))
        if self.kind is FaultKind.MIGRATED:
            return migrated(self.to_chat)
        refusal = REFUSALS.get(self.kind)
        return refuse(*refusal) if refusal else None


@dataclass
class Faults:
    """The faults on order, oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def order(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The fault for this call, used up by one."""
        for fault in self.waiting:
            if not fault.befalls(method, chat):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.count -= 1 if fault.count > 0 else 0
            return fault
        return None
