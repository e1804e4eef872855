"""What the loopback Bot API answers to sends and edits, judged by aiogram's models."""

import json

import httpx
import pytest
from telegram import InputFile

from bots.telegram.sending.channel import connect
from scheduler.clock import WallClock
from tests.loopback import people, person
from tests.loopback.entities import parse
from tests.loopback.honesty import TOKEN, aiogram, left_over

BUTTONS = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "s:1:2"}]]}


async def test_message_comes_back_as_people_see_it(caller, loopback):
    text = "<b>Hạn 28/6</b>: Tổ 1 &amp; 2 &lt;A&gt;"
    message = await caller.call(
        aiogram.Message,
        "sendMessage",
        chat_id=7,
        text=text,
        parse_mode="HTML",
        reply_markup=BUTTONS,
    )
    assert message.text == "Hạn 28/6: Tổ 1 & 2 <A>"
    assert [(e.type, e.offset, e.length) for e in message.entities] == [("bold", 0, 8)]
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "s:1:2"
    assert loopback.sent[0].text == message.text
    assert loopback.sent[0].buttons == ["Đã nhận"]


async def test_message_ids_count_per_chat(caller):
    sent = [
        (await caller.call(aiogram.Message, "sendMessage", chat_id=c, text="x")) for c in (7, 8, 7)
    ]
    assert [(m.chat.id, m.message_id) for m in sent] == [(7, 1), (8, 1), (7, 2)]


@pytest.mark.parametrize("encoding", ["data", "files", "json"])
async def test_all_three_encodings_are_read_alike(door, encoding):
    fields = {"chat_id": "7", "text": "chào", "reply_markup": json.dumps(BUTTONS)}
    body = {k: (None, v) for k, v in fields.items()} if encoding == "files" else fields
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{door.base_url}/bot{TOKEN}/sendMessage", **{encoding: body})
    assert answer.json()["result"]["reply_markup"] == BUTTONS


async def test_document_attached_to_the_request_can_be_fetched_again(door, caller):
    fields = {"chat_id": "7", "document": "attach://report", "caption": "<i>nháp</i>"}
    files = {"report": ("bao cao.pdf", b"%PDF-1.7", "application/pdf")}
    async with httpx.AsyncClient(trust_env=False, base_url=door.base_url) as http:
        url = f"/bot{TOKEN}/sendDocument"
        answer = await http.post(url, data={**fields, "parse_mode": "HTML"}, files=files)
        sent = aiogram.Message.model_validate(answer.json()["result"])
        got = await caller.raw("getFile", file_id=sent.document.file_id)
        content = await http.get(f"/file/bot{TOKEN}/{got.json()['result']['file_path']}")
    assert (sent.caption, sent.document.file_name) == ("nháp", "bao cao.pdf")
    assert content.content == b"%PDF-1.7"


async def test_document_uploaded_by_a_real_client_is_judged_and_sent_again_by_id(
    door, caller, loopback
):
    channel = connect(TOKEN, clock=WallClock(), base_url=door.base_url)
    bot = channel.bot
    name, content = "Báo cáo “quý I” 😀.pdf", b"%PDF-1.7" + bytes(range(256))
    sent = await bot.send_document(7, InputFile(content, filename=name), caption="số 1/BC")
    assert left_over(sent) == {}
    again = await caller.call(
        aiogram.Message,
        "sendDocument",
        chat_id=7,
        document=sent.document.file_id,
        caption="lần hai",
    )
    assert (again.document.file_name, again.document.file_size) == (name, len(content))
    assert again.document.mime_type == "application/pdf"
    file = await caller.call(aiogram.File, "getFile", file_id=again.document.file_id)
    got = await bot.get_file(sent.document.file_id)
    assert bytes(await got.download_as_bytearray()) == content
    assert file.file_size == len(content)
    assert {seen.file_id for seen in loopback.sent} == {sent.document.file_id}
    await channel.close()


async def test_photo_and_chat_action(caller, loopback):
    loopback.start(7)
    message = await caller.raw("sendPhoto", chat_id=7, photo="no-such-file")
    assert message.json()["description"].endswith("wrong file identifier/HTTP URL specified")
    assert await caller.call(bool, "sendChatAction", chat_id=7, action="typing")


async def test_edit_changes_what_people_see(caller, loopback):
    await caller.call(aiogram.Message, "sendMessage", chat_id=7, text="mới", reply_markup=BUTTONS)
    edited = await caller.call(
        aiogram.Message, "editMessageText", chat_id=7, message_id=1, text="đã nhận"
    )
    assert edited.edit_date
    assert [v.text for v in loopback.sent[0].versions] == ["mới", "đã nhận"]
    assert loopback.sent[0].buttons == []


async def test_edit_of_the_buttons_alone_keeps_the_text(caller, loopback):
    await caller.call(aiogram.Message, "sendMessage", chat_id=7, text="mới", reply_markup=BUTTONS)
    edited = await caller.call(aiogram.Message, "editMessageReplyMarkup", chat_id=7, message_id=1)
    assert (edited.text, edited.reply_markup) == ("mới", None)


async def test_deleted_message_stays_in_the_record(caller, loopback):
    await caller.call(aiogram.Message, "sendMessage", chat_id=7, text="nhầm")
    assert await caller.call(bool, "deleteMessage", chat_id=7, message_id=1)
    assert loopback.sent[0].deleted_at is not None


REFUSED = [
    ("sendDocument", {"chat_id": 7}, "there is no document in the request"),
    (
        "sendDocument",
        {"chat_id": 7, "document": "no-such-file"},
        "wrong file identifier/HTTP URL specified",
    ),
    ("sendMessage", {"chat_id": 7, "text": " "}, "message text is empty"),
    ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"chat_id": 7, "text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"text": "x"}, "chat not found"),
    (
        "sendMessage",
        {"chat_id": 7, "text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "a < b", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "" at byte offset 2',
    ),
    (
        "sendMessage",
        {
            "chat_id": 7,
            "text": "x",
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "đ" * 33}]]},
        },
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "message_thread_id": 1},
        "message thread not found",
    ),
    ("editMessageText", {"chat_id": 7, "message_id": 5, "text": "x"}, "message to edit not found"),
    ("deleteMessage", {"chat_id": 7, "message_id": 5}, "message to delete not found"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "9"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
]


@pytest.mark.parametrize(("method", "params", "why"), REFUSED)
async def test_refusals_are_in_telegrams_words(caller, method, params, why):
    assert await caller.refusal(method, **params) == (400, f"Bad Request: {why}")


@pytest.mark.parametrize(
    "markup",
    [
        {"force_reply": False},
        {"force_reply": True, "selective": "true"},
        {"force_reply": True, "input_field_placeholder": "x" * 65},
        {"force_reply": True, "input_field_placeholder": ""},
    ],
)
async def test_forced_reply_is_what_the_documentation_says_or_refused(caller, markup):
    code, _why = await caller.refusal("sendMessage", chat_id=7, text="?", reply_markup=markup)
    assert code == 400


GROUP = -5
MENTION = {"text": '<a href="tg://user?id=8">Chị</a>?', "parse_mode": "HTML"}


@pytest.mark.parametrize(
    ("more", "prompted"),
    [
        ({"text": "?"}, (7, 8, 9)),
        ({"text": "?", "selective": True}, ()),
        (MENTION, (7, 8, 9)),
        ({**MENTION, "selective": True}, (8,)),
        ({"text": "?", "selective": True, "reply_parameters": {"message_id": 1}}, (9,)),
    ],
)
async def test_selective_question_opens_the_field_of_whom_it_is_put_to(
    caller, loopback, more, prompted
):
    for user in (9, 8, 7):
        people.say(loopback.account(), GROUP, "chào", user=person(user))
    markup = {"force_reply": True, "selective": more.get("selective", False)}
    given = {name: value for name, value in more.items() if name != "selective"}
    await caller.call(aiogram.Message, "sendMessage", chat_id=GROUP, reply_markup=markup, **given)
    assert loopback.sent[0].prompted == prompted


async def test_mention_of_a_member_is_one_and_of_a_stranger_is_none(caller, loopback):
    people.say(loopback.account(), GROUP, "chào", user=person(8))
    text = '<a href="tg://user?id=8">A</a> <a href="tg://user?id=9">B</a>'
    message = await caller.call(
        aiogram.Message, "sendMessage", chat_id=GROUP, text=text, parse_mode="HTML"
    )
    assert [(e.type, e.offset, e.user.id) for e in message.entities] == [("text_mention", 0, 8)]


async def test_same_edit_again_is_not_modified(caller):
    await caller.call(aiogram.Message, "sendMessage", chat_id=7, text="như cũ")
    code, why = await caller.refusal("editMessageText", chat_id=7, message_id=1, text="như cũ")
    assert (code, why.split(":")[1].strip()) == (400, "message is not modified")


async def test_unknown_method_and_wrong_tokens(caller, door):
    assert await caller.refusal("sendInvoice") == (404, "Not Found: method not found")
    caller.token = "999:" + "x" * 35
    assert await caller.refusal("getMe") == (401, "Unauthorized")
    caller.token = "nonsense"
    assert await caller.refusal("getMe") == (404, "Not Found")


def test_entities_are_counted_in_utf16_units():
    text, found = parse("😀<b>Ệ</b> <i><u>x</u></i>", "HTML")
    assert text == "😀Ệ x"
    assert [(e["type"], e["offset"], e["length"]) for e in found] == [
        ("bold", 2, 1),
        ("underline", 4, 1),
        ("italic", 4, 1),
    ]
