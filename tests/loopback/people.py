"""What people do to a bot: type, tap, upload, block it, add it to a group."""

import re

from tests.loopback import contents, entities, markup
from tests.loopback.account import Account, Query
from tests.loopback.chats import GENERAL_TOPIC, Chat, administrator, membership, person
from tests.loopback.envelope import JsonDict
from tests.loopback.faults import FaultKind
from tests.loopback.params import Upload
from tests.loopback.sending import unnested

_PAYLOAD = re.compile(r"[\w-]{0,64}", re.ASCII)


def start(
    account: Account, chat_id: int, payload: str = "", *, user: JsonDict | None = None
) -> int:
    """Open the deep link with `payload`; the message id of the "/start".

    Raises ValueError for a payload that no link can carry.
    """
    if not _PAYLOAD.fullmatch(payload):
        raise ValueError(f"a start payload has up to 64 of A-Z a-z 0-9 _ -, not {payload!r}")
    chat = account.chats.open(chat_id, user=user)
    chat.closed = None
    return say(account, chat_id, f"/start {payload}".strip(), user=user)


def say(
    account: Account,
    chat_id: int,
    text: str,
    *,
    user: JsonDict | None = None,
    reply_to: int = 0,
    thread: int = 0,
    forward: JsonDict | None = None,
) -> int:
    """Type `text`, or with `forward` pass on what that person wrote; the message id.

    In a private chat the person is known.
    """
    content: JsonDict = {"text": text} | _origin(account, forward)
    if commands := entities.commands(text):
        content["entities"] = commands
    return _send(account, chat_id, content, user=user, reply_to=reply_to, thread=thread)


def upload(
    account: Account,
    chat_id: int,
    file: Upload,
    *,
    user: JsonDict | None = None,
    caption: str = "",
    album: str = "",
    photo: bool = False,
    reply_to: int = 0,
    forward: JsonDict | None = None,
) -> int:
    """Send a document, or with `photo` a picture; `album` groups several, `forward` wrote it first. The message id."""
    stored = account.files.keep(file, "photos" if photo else "documents")
    content: JsonDict = {"photo": stored.photo()} if photo else {"document": stored.document()}
    content |= {"caption": caption} if caption else {}
    content |= {"media_group_id": album} if album else {}
    content |= _origin(account, forward)
    return _send(account, chat_id, content, user=user, reply_to=reply_to)


def send(
    account: Account, chat_id: int, kind: str, *, user: JsonDict | None = None, reply_to: int = 0
) -> int:
    """Send a voice message, a sticker, a place …: one of contents.KINDS. The message id."""
    return _send(account, chat_id, contents.make(account, kind), user=user, reply_to=reply_to)


def edit(account: Account, chat_id: int, message_id: int, text: str) -> None:
    """Change what was typed."""
    message = account.chats.find(chat_id).messages[message_id]
    message |= {"text": text, "edit_date": account.today()}
    account.updates.push("edited_message", message)


def press(
    account: Account,
    chat_id: int,
    message_id: int,
    button: str,
    *,
    user: JsonDict | None = None,
    inaccessible: bool = False,
) -> str:
    """Tap the button with this text or callback data; the query's id. Raises LookupError when there is none.

    `inaccessible` carries the message as Telegram does when it is too old. Data that no button has
    (a forged tap) is sent by `forge`.
    """
    chat = account.chats.find(chat_id)
    found = markup.find_button(chat.messages[message_id], button)
    data = str(found["callback_data"])
    return forge(account, chat_id, message_id, data, user=user, inaccessible=inaccessible)


def forge(
    account: Account,
    chat_id: int,
    message_id: int,
    data: str,
    *,
    user: JsonDict | None = None,
    inaccessible: bool = False,
) -> str:
    """A tap carrying any `data`, whether or not a button has it; the query's id."""
    chat = account.chats.open(chat_id, user=user)
    sender = _sender(chat, user)
    query_id = str(len(account.queries) + 1)
    account.queries[query_id] = Query(int(sender["id"]))
    message = chat.messages.get(message_id)
    if inaccessible or message is None:
        message = {"chat": chat.as_json(), "message_id": message_id, "date": 0}
    query = {"id": query_id, "from": sender, "chat_instance": str(chat_id), "data": data}
    account.updates.push("callback_query", {**query, "message": message})
    return query_id


def block(account: Account, chat_id: int) -> None:
    """The person blocks the bot."""
    chat = account.chats.find(chat_id)
    chat.closed = FaultKind.BLOCKED
    _status(account, chat, _sender(chat, None), old="member", new="kicked")


def unblock(account: Account, chat_id: int) -> None:
    chat = account.chats.find(chat_id)
    chat.closed = None
    _status(account, chat, _sender(chat, None), old="kicked", new="member")


def add_to_group(
    account: Account, chat_id: int, *, title: str, user: JsonDict, payload: str = ""
) -> int:
    """`user`, an administrator there, adds the bot; the message id of "/start@bot payload"."""
    chat = account.chats.open(chat_id, title=title, user=user)
    chat.admins.add(int(user["id"]))
    chat.closed = None
    _status(account, chat, user, old="left", new="member")
    command = f"/start@{account.username} {payload}".strip()
    return say(account, chat_id, command, user=user)


def kick(account: Account, chat_id: int, *, user: JsonDict) -> None:
    chat = account.chats.find(chat_id)
    chat.closed = FaultKind.KICKED
    _status(account, chat, user, old="member", new="kicked")


def migrate(account: Account, chat_id: int, new_id: int, *, user: JsonDict) -> None:
    """The group becomes the supergroup `new_id`."""
    old = account.chats.find(chat_id)
    old.migrated_to = new_id
    new = account.chats.open(new_id, title=old.title, user=user)
    new.members.update(old.members)
    new.admins = set(old.admins)
    _send(account, chat_id, {"migrate_to_chat_id": new_id}, user=user)


def open_topic(account: Account, chat_id: int, thread: int) -> None:
    """Make the group a forum with this topic; 1 is General and always there."""
    chat = account.chats.find(chat_id)
    chat.is_forum = True
    if thread != GENERAL_TOPIC:
        chat.topics.add(thread)


def _send(
    account: Account,
    chat_id: int,
    content: JsonDict,
    *,
    user: JsonDict | None,
    reply_to: int = 0,
    thread: int = 0,
) -> int:
    chat = account.chats.open(chat_id, user=user)
    message = account.message(chat, _sender(chat, user), thread=thread)
    message.update(content)
    if reply_to:
        message["reply_to_message"] = unnested(chat.messages[reply_to])
    if _heard(account, chat, message):
        account.updates.push("message", message)
    return int(message["message_id"])


def _heard(account: Account, chat: Chat, message: JsonDict) -> bool:
    """In groups a bot in privacy mode hears commands, replies to itself and service messages only."""
    if chat.type == "private" or not message.keys() & {
        "text",
        "document",
        "photo",
        *contents.KINDS,
    }:
        return True
    original = message.get("reply_to_message", {"from": {"id": 0}})
    return original["from"]["id"] == account.id or str(message.get("text", "")).startswith("/")


def _origin(account: Account, forward: JsonDict | None) -> JsonDict:
    return contents.forwarded(account, forward) if forward else {}


def _sender(chat: Chat, user: JsonDict | None) -> JsonDict:
    if user is not None:
        return user
    if chat.type != "private":
        raise LookupError("in a group, say who: user=person(…)")
    return chat.members.get(chat.id) or person(chat.id)


def _status(account: Account, chat: Chat, user: JsonDict, *, old: str, new: str) -> None:
    bot = account.user()
    change = {"old_chat_member": _member(bot, old), "new_chat_member": _member(bot, new)}
    told = {"chat": chat.as_json(), "from": user, "date": account.today(), **change}
    account.updates.push("my_chat_member", told)


def _member(user: JsonDict, status: str) -> JsonDict:
    return administrator(user) if status == "administrator" else membership(user, status)
