"""What people do in a chat, as plain values: the one place that reads Telegram's update JSON for meaning."""

from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.language import ADDRESS


@dataclass(frozen=True)
class Place:
    """Where it happened. `chat` and `user` as Telegram's ids in text; a group's `chat` begins with "-"."""

    lane: str
    update_id: int
    chat: str
    user: str
    thread: int | None = None
    language: str = "vi"

    @property
    def is_group(self) -> bool:
        """Whether more than one person reads here."""
        return self.chat != self.user


@dataclass(frozen=True)
class Said:
    """Text typed. `reply_to`: the message it answers, if any; `forwarded`: somebody else's words, or older ones."""

    place: Place
    text: str
    message_id: str
    reply_to: str | None = None
    forwarded: bool = False


@dataclass(frozen=True)
class Commanded:
    """ "/viec", "/start CODE": `name` without slash and bot name, in lower case."""

    place: Place
    name: str
    argument: str
    message_id: str


@dataclass(frozen=True)
class Pressed:
    """A button. `data` as we gave it, or forged; `message_id` None when Telegram no longer tells it."""

    place: Place
    callback_id: str
    data: str
    message_id: str | None


@dataclass(frozen=True)
class Uploaded:
    """A file or photo. `octets` as Telegram says; `album` groups what was sent together.

    `forwarded`: its caption is somebody else's, or older.
    """

    place: Place
    file_id: str
    name: str
    media_type: str
    octets: int
    message_id: str
    caption: str = ""
    album: str | None = None
    reply_to: str | None = None
    forwarded: bool = False


class Kind(StrEnum):
    """Messages that are neither text nor a file we could take."""

    VOICE = "voice"
    VIDEO = "video"  # round ones too
    AUDIO = "audio"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    POLL = "poll"
    DICE = "dice"
    EDITED = "edited"  # a message changed after it was sent
    ANOTHER = "another"  # moving pictures, stories, games, …


@dataclass(frozen=True)
class Other:
    """A message of a kind that says nothing to us; it is answered all the same."""

    place: Place
    kind: Kind
    message_id: str
    reply_to: str | None = None


@dataclass(frozen=True)
class Membership:
    """The bot was let in, put out, blocked or unblocked: `status` as Telegram says (member, kicked, left …)."""

    place: Place
    status: str


@dataclass(frozen=True)
class Migrated:
    """A group became a supergroup with the chat id `new_chat`."""

    place: Place
    new_chat: str


Event = Said | Commanded | Pressed | Uploaded | Other | Membership | Migrated


@dataclass(frozen=True)
class Button:
    """One button: short text and opaque data of at most 64 bytes; or a `url`."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class Say:
    """A message in the place of the event. `ask`: the question row this message asks, with a forced reply."""

    text: str  # HTML, every value escaped
    rows: tuple[tuple[Button, ...], ...] = ()
    ask: int | None = None
    placeholder: str = ""
    chat: str | None = None  # another chat than that of the event


@dataclass(frozen=True)
class Edit:
    """Another text and buttons for a message of ours."""

    message_id: str
    text: str
    rows: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True)
class Toast:
    """The short answer to a tap, at most 200 characters; `alert` must be dismissed."""

    text: str = ""
    alert: bool = False


@dataclass(frozen=True)
class Document:
    """A file we keep, sent in the place of the event under its own name."""

    content_hash: str
    name: str
    caption: str  # HTML, every value escaped
    lost: str  # HTML: said instead when it is not on the disk any more
    unsent: str  # HTML: said instead when Telegram does not take it


Answer = Say | Edit | Toast | Document


@dataclass(frozen=True)
class Answers:
    """What an event is answered with, in this order; the tap, if any, is always answered.

    `language` and `address`: those of the words, for what is added to them.
    """

    items: tuple[Answer, ...] = field(default=())
    language: str = "vi"
    address: str = ADDRESS
