"""Update JSON → Event. Foreign text: whatever is not as expected means nothing to us, and never a crash."""

import re
from collections.abc import Callable
from typing import TypeAlias

from bots.telegram.event import (
    Commanded,
    Event,
    Kind,
    Membership,
    Migrated,
    Other,
    Place,
    Pressed,
    Said,
    Uploaded,
)

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")  # allowed_updates
Json: TypeAlias = dict[str, object]

_LARGEST = 2**63 - 1
_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w{1,64}))?(?:\s+(.*))?", re.ASCII | re.DOTALL)
# By the field each comes in; what is not here and no text or file is a service message.
_KINDS = {
    "animation": Kind.ANOTHER,  # comes as a document, too
    "voice": Kind.VOICE,
    "video": Kind.VIDEO,
    "video_note": Kind.VIDEO,
    "audio": Kind.AUDIO,
    "sticker": Kind.STICKER,
    "venue": Kind.LOCATION,
    "location": Kind.LOCATION,
    "contact": Kind.CONTACT,
    "poll": Kind.POLL,
    "dice": Kind.DICE,
    "story": Kind.ANOTHER,
    "game": Kind.ANOTHER,
    "paid_media": Kind.ANOTHER,
    "checklist": Kind.ANOTHER,
}
_EDITABLE = ("text", "caption", "document", "photo")  # a place that moves is edited all day long


def update_id(update: object) -> int | None:
    """The id of `update`; None when it has none that can be kept."""
    found = _integer(_object(update), "update_id")
    return found if found is not None and found >= 0 else None


def read(update: object, *, lane: str, bot_name: str = "") -> Event | None:
    """What a person did; None when it means nothing to us or is meant for another bot.

    `bot_name`, without "@", tells commands for others apart; while it is unknown all are ours.
    """
    whole, number = _object(update), update_id(update)
    if number is None:
        return None
    for kind, reader in _READERS.items():
        content = whole.get(kind)
        if isinstance(content, dict):
            return reader(content, lane, number, bot_name)
    return None


def speaker(update: object, *, lane: str) -> Place | None:
    """Where somebody wrote, sent, changed or tapped something, whatever it means; None when nobody did."""
    whole, number = _object(update), update_id(update)
    query = whole.get("callback_query")
    if number is None:
        return None
    for kind in ("message", "edited_message"):
        message = whole.get(kind)
        if isinstance(message, dict):
            return _place(message, message, lane, number)
    if isinstance(query, dict):
        return _place(_child(query, "message"), query, lane, number)
    return None


def _message(message: Json, lane: str, number: int, bot_name: str) -> Event | None:
    place = _place(message, message, lane, number)
    message_id = _id(message, "message_id")
    if place is None or message_id is None:
        return None
    if new_chat := _id(message, "migrate_to_chat_id"):
        return Migrated(place, new_chat)
    reply_to = _id(_child(message, "reply_to_message"), "message_id")
    if kind := next((kind for field, kind in _KINDS.items() if field in message), None):
        return Other(place, kind, message_id, reply_to)
    if (uploaded := _uploaded(message, place, message_id, reply_to)) is not None:
        return uploaded
    text, forwarded = _text(message, "text"), _is_forward(message)
    command = _COMMAND.fullmatch(text)
    # an invitation may be passed on; what else somebody passes on is no order of theirs
    if command is None or (forwarded and command[1].lower() != "start"):
        return Said(place, text, message_id, reply_to, forwarded) if text else None
    name, addressed, argument = command.groups(default="")
    if addressed and bot_name and addressed.lower() != bot_name.lower():
        return None
    return Commanded(place, name.lower(), argument.strip(), message_id)


def _edited(message: Json, lane: str, number: int, bot_name: str) -> Event | None:
    place = _place(message, message, lane, number)
    message_id = _id(message, "message_id")
    if place is None or message_id is None or not any(field in message for field in _EDITABLE):
        return None
    reply_to = _id(_child(message, "reply_to_message"), "message_id")
    return Other(place, Kind.EDITED, message_id, reply_to)


def _uploaded(
    message: Json, place: Place, message_id: str, reply_to: str | None
) -> Uploaded | None:
    found = _file(message)
    if found is None:
        return None
    file, media_type = found
    file_id = _text(file, "file_id")
    if not file_id:
        return None
    return Uploaded(
        place,
        file_id=file_id,
        name=_text(file, "file_name"),
        media_type=_text(file, "mime_type") or media_type,
        octets=max(_integer(file, "file_size") or 0, 0),
        message_id=message_id,
        caption=_text(message, "caption"),
        album=_text(message, "media_group_id") or None,
        reply_to=reply_to,
        forwarded=_is_forward(message),
    )


def _is_forward(message: Json) -> bool:
    """Whether its words are somebody else's, or were said elsewhere; servers before Bot API 7.0 tell only the date."""
    return isinstance(message.get("forward_origin"), dict) or "forward_date" in message


def _file(message: Json) -> tuple[Json, str] | None:
    """The file of a message and its kind; of a photo's sizes the largest."""
    sizes = message.get("photo")
    if isinstance(sizes, list):
        shapes = [size for size in sizes if isinstance(size, dict)]
        largest = max(shapes, key=lambda size: _integer(size, "file_size") or 0, default=None)
        return (largest, "image/jpeg") if largest is not None else None
    file = message.get("document")
    return (file, "application/octet-stream") if isinstance(file, dict) else None


def _callback(query: Json, lane: str, number: int, bot_name: str) -> Event | None:
    message = _child(query, "message")
    place = _place(message, query, lane, number)
    callback_id = _text(query, "id")
    if place is None or not callback_id:
        return None
    return Pressed(place, callback_id, _text(query, "data"), _id(message, "message_id"))


def _membership(change: Json, lane: str, number: int, bot_name: str) -> Event | None:
    place = _place(change, change, lane, number)
    member = _child(change, "new_chat_member")
    status = _text(member, "status")
    if place is None or not status:
        return None
    if status == "restricted" and member.get("is_member") is not True:
        status = "left"
    return Membership(place, status)


def _place(about: Json, by: Json, lane: str, number: int) -> Place | None:
    """Where: the chat of `about`, and who: the sender of `by`."""
    chat, sender = _id(_child(about, "chat"), "id"), _child(by, "from")
    user = _id(sender, "id")
    if chat is None or user is None or _text(_child(about, "chat"), "type") == "channel":
        return None
    in_topic = about.get("is_topic_message") is True
    thread = _integer(about, "message_thread_id") if in_topic else None
    language = "en" if _text(sender, "language_code").lower().startswith("en") else "vi"
    # Topic 1 is General: naming it is refused.
    return Place(lane, number, chat, user, None if thread == 1 else thread, language)


_READERS: dict[str, Callable[[Json, str, int, str], Event | None]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _callback,
    "my_chat_member": _membership,
}


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _child(value: Json, name: str) -> Json:
    return _object(value.get(name))


def _integer(value: Json, name: str) -> int | None:
    found = value.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or abs(found) > _LARGEST:
        return None
    return found


def _id(value: Json, name: str) -> str | None:
    """A number as text; 0 is no id."""
    found = _integer(value, name)
    return str(found) if found else None


def _text(value: Json, name: str) -> str:
    """Text that every database takes: no half of a surrogate pair, no NUL."""
    found = value.get(name)
    if not isinstance(found, str):
        return ""
    return found.encode("utf-8", "replace").decode().replace("\0", "")
