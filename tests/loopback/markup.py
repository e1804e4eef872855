"""Keyboards: checked as Telegram checks them."""

from tests.loopback.chats import Chat
from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.params import Params

DATA_LIMIT = 64  # bytes
PLACEHOLDER_LIMIT = 64  # characters
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
)


def read(params: Params) -> JsonDict | None:
    """The reply markup; None when there is none. Raises BotApiError."""
    markup = params.structure("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict) or not any(kind in markup for kind in KINDS):
        raise refuse(400, "object expected as reply markup")
    for row in markup.get("inline_keyboard", []):
        for button in row:
            _check(button)
    if "force_reply" in markup:
        _check_forced(markup)
    return markup


def inline(markup: JsonDict | None) -> JsonDict:
    """What of it a Message carries back: inline keyboards only."""
    rows = markup.get("inline_keyboard") if markup else None
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def find_button(message: JsonDict, wanted: str) -> JsonDict:
    """The inline button with this text or callback data. Raises LookupError, naming those there are."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons: list[JsonDict] = [button for row in rows for button in row]
    for button in buttons:
        if wanted in (button["text"], button.get("callback_data")):
            return button
    raise LookupError(f"no button {wanted!r}, only {[b['text'] for b in buttons]}")


def prompted(markup: JsonDict | None, message: JsonDict, chat: Chat) -> tuple[int, ...]:
    """Whose answer field the message opens: that of all, or with `selective` of who is mentioned in it and of the
    sender of what it replies to."""
    if not markup or "force_reply" not in markup:
        return ()
    if not markup.get("selective") or chat.type == "private":
        return tuple(sorted(chat.members))
    mentioned = [
        e["user"]["id"] for e in message.get("entities", []) if e["type"] == "text_mention"
    ]
    original = message.get("reply_to_message")
    writers = [original["from"]["id"]] if original else []
    return tuple(sorted({*mentioned, *writers} & chat.members.keys()))


def _check_forced(markup: JsonDict) -> None:
    placeholder = markup.get("input_field_placeholder", "x")
    if markup["force_reply"] is not True or not isinstance(markup.get("selective", False), bool):
        raise refuse(400, "can't parse reply keyboard markup JSON object")
    if not isinstance(placeholder, str) or not 1 <= len(placeholder) <= PLACEHOLDER_LIMIT:
        raise refuse(400, "can't parse reply keyboard markup JSON object: placeholder is wrong")


def _check(button: JsonDict) -> None:
    if not button.get("text"):
        raise refuse(400, "can't parse inline keyboard button: Text buttons must be non-empty")
    if not any(action in button for action in ACTIONS):
        raise refuse(400, "can't parse inline keyboard button: Text buttons are unallowed")
    data = str(button.get("callback_data", "x"))
    if not 1 <= len(data.encode()) <= DATA_LIMIT:
        raise refuse(400, "BUTTON_DATA_INVALID")
