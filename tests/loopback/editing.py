"""The methods that change what is there, and the answer to a tap."""

from tests.loopback import markup
from tests.loopback.account import Account
from tests.loopback.envelope import JsonDict, refuse
from tests.loopback.faults import REFUSALS, FaultKind
from tests.loopback.params import Params
from tests.loopback.record import Answer
from tests.loopback.sending import text_content

ANSWER_LIMIT = 200
CONTENT = ("text", "entities", "link_preview_options", "reply_markup")


async def edit_message_text(account: Account, params: Params) -> JsonDict:
    message = _message(account, params)
    if "text" not in message:
        raise refuse(400, "there is no text in the message to edit")
    content = text_content(params, account.chats.find(params.chat_id).members)
    changed = {**content, **markup.inline(markup.read(params))}
    return _change(account, message, changed, method="editMessageText")


async def edit_message_reply_markup(account: Account, params: Params) -> JsonDict:
    message = _message(account, params)
    kept = {key: message[key] for key in CONTENT[:3] if key in message}
    changed = {**kept, **markup.inline(markup.read(params))}
    return _change(account, message, changed, method="editMessageReplyMarkup")


async def delete_message(account: Account, params: Params) -> bool:
    chat = account.chats.find(params.chat_id)
    chat.check_open()
    message_id = params.integer("message_id")
    message = account.own_message(chat, message_id, verb="delete")
    del chat.messages[message_id]
    if message["from"]["id"] == account.id:
        seen = account.record.find(account.id, chat.id, message_id)
        seen.deleted_at = account.clock.now()
    return True


async def answer_callback_query(account: Account, params: Params) -> bool:
    query_id = params.text("callback_query_id")
    query = account.queries.get(query_id)
    if query is None or query.answered:
        what = "query is too old and response timeout expired or query ID is invalid"
        raise refuse(400, what)
    text = params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise refuse(400, "MESSAGE_TOO_LONG")
    query.answered = True
    now, alert = account.clock.now(), params.boolean("show_alert")
    account.record.answers.append(Answer(now, query_id, query.user, text, alert))
    return True


def _message(account: Account, params: Params) -> JsonDict:
    chat = account.chats.find(params.chat_id)
    chat.check_open()
    return account.own_message(chat, params.integer("message_id"), verb="edit")


def _change(account: Account, message: JsonDict, changed: JsonDict, *, method: str) -> JsonDict:
    current = {key: message[key] for key in CONTENT if key in message}
    if current == changed:
        raise refuse(*REFUSALS[FaultKind.NOT_MODIFIED])
    for key in CONTENT:
        message.pop(key, None)
    message.update(changed, edit_date=account.today())
    account.remember_edit(message, method=method)
    return message
