"""The methods that bring something new into a chat."""

from collections.abc import Mapping

from tests.loopback import entities, markup
from tests.loopback.account import Account
from tests.loopback.chats import Chat
from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.params import Params

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024  # UTF-16 units after parsing


async def send_message(account: Account, params: Params) -> JsonDict:
    chat = _place(account, params)
    content = text_content(params, chat.members)
    return _put(account, params, chat=chat, method="sendMessage", content=content)


async def send_document(account: Account, params: Params) -> JsonDict:
    chat = _place(account, params)
    caption = caption_content(params)
    given = params.file("document")
    if not given:
        raise refuse(400, "there is no document in the request")
    file = account.files.take(given, "documents")
    content = {**caption, "document": file.document()}
    return _put(account, params, chat=chat, method="sendDocument", content=content)


async def send_photo(account: Account, params: Params) -> JsonDict:
    chat = _place(account, params)
    caption = caption_content(params)
    file = account.files.take(params.file("photo"), "photos")
    content = {**caption, "photo": file.photo()}
    return _put(account, params, chat=chat, method="sendPhoto", content=content)


async def send_chat_action(account: Account, params: Params) -> bool:
    _place(account, params)
    if not params.text("action"):
        raise refuse(400, "wrong parameter action in request")
    return True


def text_content(params: Params, members: Mapping[int, JsonDict]) -> JsonDict:
    """text and entities of a message to send or edit, mentions of `members` among them. Raises BotApiError."""
    text, found = entities.parse(params.text("text"), params.text("parse_mode"))
    found = entities.with_mentions(found, members)
    if not text:
        raise refuse(400, "message text is empty")
    if entities.units(text) > TEXT_LIMIT:
        raise refuse(400, "message is too long")
    content: JsonDict = {"text": text}
    if found:
        content["entities"] = found
    preview = params.mapping("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return content


def caption_content(params: Params) -> JsonDict:
    text, found = entities.parse(params.text("caption"), params.text("parse_mode"))
    if entities.units(text) > CAPTION_LIMIT:
        raise refuse(400, "message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def _place(account: Account, params: Params) -> Chat:
    chat = account.chats.find(params.chat_id)
    chat.check_open()
    chat.check_thread(params.integer("message_thread_id"))
    return chat


def _put(
    account: Account, params: Params, *, chat: Chat, method: str, content: JsonDict
) -> JsonDict:
    keyboard = markup.read(params)
    answered = _answered(params, chat)
    thread = params.integer("message_thread_id")
    message = account.message(chat, account.user(), thread=thread)
    message.update(content, **answered, **markup.inline(keyboard))
    prompted = markup.prompted(keyboard, message, chat)
    account.remember(message, method=method, markup=keyboard, prompted=prompted)
    return message


def _answered(params: Params, chat: Chat) -> JsonDict:
    reply = params.mapping("reply_parameters")
    if not reply:
        return {}
    original = chat.messages.get(int(str(reply.get("message_id", 0))))
    if original is None and not reply.get("allow_sending_without_reply"):
        raise refuse(400, "message to be replied not found")
    return {"reply_to_message": unnested(original)} if original else {}


def unnested(message: JsonDict) -> JsonDict:
    """A message as a reply shows it: without what it replied to."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}
