"""Chats and the people in them, as one bot sees them."""

from dataclasses import dataclass, field

from tests.loopback.envelope import BotApiError, JsonDict, migrated, refuse
from tests.loopback.faults import REFUSALS, FaultKind

GENERAL_TOPIC = 1
FULL_INFO = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}


def person(user_id: int, first_name: str = "", **more: str) -> JsonDict:
    """A User who is no bot. `more`: last_name, username, language_code."""
    named = {"id": user_id, "is_bot": False, "first_name": first_name or f"Người {user_id}"}
    return {"language_code": "vi", **named, **more}


@dataclass
class Chat:
    """One chat of one bot. Ids of private chats are those of the person, groups are negative."""

    id: int
    type: str
    title: str = ""
    is_forum: bool = False
    topics: set[int] = field(default_factory=set)
    members: dict[int, JsonDict] = field(default_factory=dict)
    admins: set[int] = field(default_factory=set)
    messages: dict[int, JsonDict] = field(default_factory=dict)
    closed: FaultKind | None = None
    migrated_to: int | None = None
    last_message_id: int = 0

    def next_message_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id

    def as_json(self) -> JsonDict:
        if self.type == "private":
            user = self.members.get(self.id) or person(self.id)
            names = {k: user[k] for k in ("first_name", "last_name", "username") if k in user}
            return {"id": self.id, "type": self.type, **names}
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": self.type, "title": self.title, **forum}

    def full_info(self) -> JsonDict:
        return {**self.as_json(), **FULL_INFO}

    def member(self, user_id: int) -> JsonDict:
        """A ChatMember; raises BotApiError for someone never seen here."""
        user = self.members.get(user_id)
        if user is None:
            raise refuse(400, "PARTICIPANT_ID_INVALID")
        return administrator(user) if user_id in self.admins else membership(user, "member")

    def check_open(self) -> None:
        """Raises BotApiError when the bot cannot write here."""
        if self.migrated_to:
            raise migrated(self.migrated_to)
        if self.closed:
            raise refuse(*REFUSALS[self.closed])

    def check_thread(self, thread: int) -> None:
        """Raises BotApiError for a topic that is not there; General is refused by its id."""
        if thread and (thread == GENERAL_TOPIC or thread not in self.topics):
            raise refuse(400, "message thread not found")


@dataclass
class Chats:
    """All chats of one bot. With `strict`, only those that somebody opened exist."""

    strict: bool = False
    known: dict[int, Chat] = field(default_factory=dict)

    def find(self, chat_id: int | None) -> Chat:
        """The chat, open or not. Raises BotApiError "chat not found"."""
        if chat_id is None or chat_id == 0:
            raise _not_found()
        if chat_id not in self.known:
            if self.strict:
                raise _not_found()
            self.open(chat_id)
        return self.known[chat_id]

    def open(self, chat_id: int, *, title: str = "", user: JsonDict | None = None) -> Chat:
        """The chat, made when new: private for a positive id, else a supergroup."""
        if chat_id not in self.known:
            kind = "private" if chat_id > 0 else "supergroup"
            self.known[chat_id] = Chat(chat_id, kind, title=title or f"Nhóm {abs(chat_id)}")
            if chat_id > 0:
                self.known[chat_id].members[chat_id] = user or person(chat_id)
        chat = self.known[chat_id]
        if user:
            chat.members[int(user["id"])] = user
        return chat


def membership(user: JsonDict, status: str) -> JsonDict:
    """A ChatMember of the simple kinds: member, left, kicked."""
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": user, "status": status, **until}


def administrator(user: JsonDict) -> JsonDict:
    rights = (
        "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
        "can_restrict_members can_promote_members can_change_info can_invite_users "
        "can_post_stories can_edit_stories can_delete_stories can_send_welcome_messages"
    )
    return {"user": user, "status": "administrator", **dict.fromkeys(rights.split(), False)}


def _not_found() -> BotApiError:
    return refuse(400, "chat not found")
