"""An answer as the call that gives it: kept as JSON with the act it tells of, made when its turn comes."""

import html
import json
import re
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bots.telegram.event import (
    Answer,
    Answers,
    Button,
    Document,
    Edit,
    Event,
    Place,
    Pressed,
    Say,
    Toast,
)
from bots.telegram.sending.markup import keyboard
from bots.telegram.sending.outcome import is_unchanged
from bots.telegram.text import LIMIT
from scheduler import language
from scheduler.language import _
from scheduler.store import files
from scheduler.text import units
from scheduler.words.telling import may_have_arrived

TOAST_LIMIT, PLACEHOLDER_LIMIT = 200, 64
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TAG = re.compile(r"<[^>]*>")
# What Telegram says (400) when a message of ours is no longer there to be edited.
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message_edit_time_expired",
)


class CallKind(StrEnum):
    SAY = "say"
    EDIT = "edit"
    TOAST = "toast"
    DOCUMENT = "document"


MOST = {CallKind.SAY: LIMIT, CallKind.DOCUMENT: 1024}  # UTF-16 units of what can be doubled


@dataclass(frozen=True)
class Call:
    """One call to come. `chat` is where its turn is; `target` the message to edit, to reply to, or the tap.

    Of a document `file` is the content hash and `text` the caption; `lost` and `unsent` are said in its place.
    `again` is added where it may have arrived before.
    """

    kind: CallKind
    chat: str
    text: str
    thread: int | None = None
    target: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    alert: bool = False
    asks: bool = False
    placeholder: str = ""
    file: str = ""
    name: str = ""
    lost: str = ""
    unsent: str = ""
    again: str = ""

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    def as_say(self, text: str) -> "Call":
        """`text` as a message of its own, where what was meant is not possible."""
        return replace(self, kind=CallKind.SAY, target="", text=text)

    def as_again(self) -> "Call":
        """The same, saying that it may have arrived before; doubled, an edit or the answer to a tap is not seen."""
        most = MOST.get(self.kind, 0)
        text = f"{self.text}\n\n{html.escape(self.again, quote=False)}"
        # HTML is never shorter than what Telegram counts; an answer that is refused for its mark would be lost
        return replace(self, text=text) if self.again and units(text) <= most else self


def read(body: str) -> Call:
    """The call that `as_json` wrote."""
    values = json.loads(body)
    rows = tuple(tuple(Button(**button) for button in row) for row in values.pop("rows"))
    kind = CallKind(values.pop("kind"))
    return Call(kind=kind, rows=rows, **values)


def for_answers(event: Event, answers: Answers) -> list[tuple[Call, int | None]]:
    """The calls of `answers` in their order, each with the question it asks.

    A tap is answered once and first, with nothing to say if need be: until then a wheel turns on the button.
    """
    toasts = [item for item in answers.items if isinstance(item, Toast)]
    others = [item for item in answers.items if not isinstance(item, Toast)]
    items: list[Answer] = [*others]
    if isinstance(event, Pressed):
        items = [(toasts or [Toast()])[0], *others]
    with language.use(answers.language), language.addressed(answers.address):
        again = may_have_arrived()
        return [
            (replace(_call(event, item), again=again), item.ask if isinstance(item, Say) else None)
            for item in items
        ]


def _call(event: Event, answer: Answer) -> Call:
    place = event.place
    if isinstance(answer, Toast):
        tap = event.callback_id if isinstance(event, Pressed) else ""
        text = answer.text[:TOAST_LIMIT]
        return Call(CallKind.TOAST, place.chat, text, target=tap, alert=answer.alert)
    if isinstance(answer, Edit):
        thread, target = place.thread, answer.message_id
        return Call(CallKind.EDIT, place.chat, answer.text, thread, target, answer.rows)
    if isinstance(answer, Document):
        return Call(
            CallKind.DOCUMENT,
            place.chat,
            answer.caption,
            place.thread,
            file=answer.content_hash,
            name=answer.name,
            lost=answer.lost,
            unsent=answer.unsent,
        )
    elsewhere = answer.chat is not None and answer.chat != place.chat
    asks = answer.ask is not None
    to_one = asks and not elsewhere and place.is_group
    tapped = isinstance(event, Pressed)
    return Call(
        CallKind.SAY,
        answer.chat or place.chat,
        _to_who_tapped(place, answer.text)
        if to_one and tapped and not answer.rows
        else answer.text,
        thread=None if elsewhere else place.thread,
        target=getattr(event, "message_id", "") if to_one and not tapped else "",
        rows=answer.rows,
        asks=asks,
        placeholder=answer.placeholder[:PLACEHOLDER_LIMIT],
    )


def _to_who_tapped(place: Place, text: str) -> str:
    """In a group the answer field opens for who is mentioned, or wrote what is replied to (Bot API, ForceReply);
    who tapped a button wrote nothing."""
    who = _('Đề nghị <a href="tg://user?id={user}">{you} vừa bấm nút</a> trả lời:')
    return f"{who.format(user=place.user)}\n{text}"


async def make(
    bot: Bot, call: Call, *, formatted: bool, topic: int | None, folder: Path | None = None
) -> str:
    """Make `call` and return the message's id; files are in `folder`. Raises TelegramError, FileLost."""
    text = call.text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent
    text = text if formatted else html.unescape(_TAG.sub("", text))
    mode = ParseMode.HTML if formatted else None
    match call.kind:
        case CallKind.TOAST:
            await bot.answer_callback_query(call.target, text or None, show_alert=call.alert)
            return ""
        case CallKind.EDIT:
            return await _edit(bot, call, text, mode)
        case CallKind.DOCUMENT:
            return await _send_file(bot, call, text, mode, topic=topic, folder=folder)
    message = await bot.send_message(
        int(call.chat),
        text,
        parse_mode=mode,
        link_preview_options=NO_PREVIEW,
        message_thread_id=topic,
        reply_markup=_markup(call),
        reply_parameters=_reply(call),
    )
    return str(message.message_id)


async def _edit(bot: Bot, call: Call, text: str, mode: ParseMode | None) -> str:
    try:
        await bot.edit_message_text(
            text,
            int(call.chat),
            int(call.target),
            parse_mode=mode,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(call.rows),
        )
    except BadRequest as error:
        if not is_unchanged(error):  # it says so already: as good as done
            raise
    return call.target


async def _send_file(
    bot: Bot,
    call: Call,
    caption: str,
    mode: ParseMode | None,
    *,
    topic: int | None,
    folder: Path | None,
) -> str:
    with files.open_kept(folder, call.file) as content:
        message = await bot.send_document(
            int(call.chat),
            # The handle is passed on: twenty megabytes at a time would be too much for the memory.
            InputFile(content, filename=call.name, read_file_handle=False),
            caption=caption,
            parse_mode=mode,
            message_thread_id=topic,
            disable_content_type_detection=True,
        )
    return str(message.message_id)


def is_gone(reason: str) -> bool:
    """Whether an edit was refused because its message is no longer there."""
    return any(words in reason.lower() for words in _GONE)


def _markup(call: Call) -> InlineKeyboardMarkup | ForceReply | None:
    if call.rows or not call.asks:
        return keyboard(call.rows)
    in_group = call.chat.startswith("-")
    return ForceReply(selective=in_group, input_field_placeholder=call.placeholder or None)


def _reply(call: Call) -> ReplyParameters | None:
    if not call.target:
        return None
    return ReplyParameters(int(call.target), allow_sending_without_reply=True)
