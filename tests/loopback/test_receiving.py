"""How a bot hears from the loopback Bot API, judged by aiogram and python-telegram-bot."""

import asyncio

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from tests.loopback import Upload, contents, people, person
from tests.loopback.honesty import TOKEN, aiogram, left_over
from tests.loopback.people import add_to_group, block, forge, migrate, open_topic

BUTTONS = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "s:1:2"}]]}
GROUP, HEAD = -1001, person(70, "Lò Văn", last_name="A", username="lva")


def everything(loopback) -> None:
    """Make people do all they can do to a bot that has sent message 1 to chat 7."""
    account = loopback.account()
    loopback.start(7, "ma-moi-1", user=person(7, "Hà"))
    loopback.say(7, "thứ Sáu tuần sau", reply_to=1)
    loopback.press(7, 1, "Đã nhận")
    loopback.upload(7, Upload("báo cáo.pdf", "application/pdf", b"%PDF"), caption="số 12/BC")
    picture = Upload("trang1.jpg", "image/jpeg", b"jpg")
    people.upload(account, 7, picture, photo=True, album="1")
    people.say(account, 7, "Anh ơi chiều nay họp", forward=HEAD)
    people.upload(account, 7, picture, forward=HEAD)
    for kind in contents.KINDS:
        people.send(account, 7, kind)
    people.edit(account, 7, loopback.say(7, "9/8"), "10/8")
    add_to_group(account, GROUP, title="Khối 3", user=HEAD, payload="nhom-1")
    open_topic(account, GROUP, 5)
    people.say(account, GROUP, "/viec", user=HEAD, thread=5)
    forge(account, 7, 999, "x:1", inaccessible=True)
    migrate(account, GROUP, -1002, user=HEAD)
    block(account, 7)
    people.unblock(account, 7)


async def test_every_update_is_one_that_both_libraries_know(caller, door, loopback):
    await caller.call(aiogram.Message, "sendMessage", chat_id=7, text="x", reply_markup=BUTTONS)
    everything(loopback)
    updates = await caller.call(list[aiogram.Update], "getUpdates")
    kinds = {u.event_type for u in updates}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
    async with Bot(TOKEN, base_url=f"{door.base_url}/bot") as bot:
        parsed = await bot.get_updates()
        assert len(parsed) == len(updates)
        assert left_over(parsed) == {}
        assert (
            left_over([await bot.get_me(), await bot.get_chat(7), await bot.send_message(7, "x")])
            == {}
        )


async def test_offset_confirms(caller, loopback):
    for text in ("một", "hai", "ba"):
        loopback.say(7, text)
    first = await caller.call(list[aiogram.Update], "getUpdates", limit=2)
    again = await caller.call(list[aiogram.Update], "getUpdates")
    rest = await caller.call(list[aiogram.Update], "getUpdates", offset=first[-1].update_id + 1)
    assert [u.message.text for u in again] == ["một", "hai", "ba"]
    assert [u.message.text for u in rest] == ["ba"]


async def test_long_poll_ends_when_something_comes(caller, loopback):
    poll = asyncio.create_task(caller.call(list[aiogram.Update], "getUpdates", timeout=50))
    while not loopback.account().updates.turn:
        await asyncio.sleep(0)
    loopback.say(7, "chào")
    assert [u.message.text for u in await asyncio.wait_for(poll, 5)] == ["chào"]


async def test_second_poller_ends_the_first(caller, loopback):
    first = asyncio.create_task(caller.refusal("getUpdates", timeout=50))
    while not loopback.account().updates.turn:
        await asyncio.sleep(0)
    await caller.call(list[aiogram.Update], "getUpdates")
    code, why = await asyncio.wait_for(first, 5)
    assert (code, why.split(";")[0]) == (409, "Conflict: terminated by other getUpdates request")


async def test_only_allowed_kinds_come(caller, loopback):
    await caller.call(list[aiogram.Update], "getUpdates", allowed_updates=["callback_query"])
    loopback.say(7, "không nghe")
    assert await caller.call(list[aiogram.Update], "getUpdates") == []


async def test_confirmed_updates_can_come_again_and_in_the_wrong_order(caller, loopback):
    for text in ("một", "hai"):
        loopback.say(7, text)
    updates = await caller.call(list[aiogram.Update], "getUpdates")
    await caller.call(list[aiogram.Update], "getUpdates", offset=updates[-1].update_id + 1)
    loopback.account().updates.repeat(2)
    loopback.account().updates.reverse()
    again = await caller.call(list[aiogram.Update], "getUpdates")
    assert [u.message.text for u in again] == ["hai", "một"]


async def test_answer_to_a_tap_is_recorded_once(caller, loopback):
    await caller.call(aiogram.Message, "sendMessage", chat_id=7, text="x", reply_markup=BUTTONS)
    query = loopback.press(7, 1, "s:1:2")
    assert await caller.call(bool, "answerCallbackQuery", callback_query_id=query, text="Đã ghi")
    assert [(a.user, a.text) for a in loopback.answers] == [(7, "Đã ghi")]
    assert (await caller.refusal("answerCallbackQuery", callback_query_id=query))[0] == 400


async def test_groups_are_heard_in_privacy_mode_only(caller, loopback):
    account = loopback.account()
    add_to_group(account, GROUP, title="Khối 3", user=HEAD)
    sent = await caller.call(aiogram.Message, "sendMessage", chat_id=GROUP, text="Lý do?")
    loopback.say(GROUP, "chuyện riêng", user=HEAD)
    loopback.say(GROUP, "/viec", user=HEAD)
    loopback.say(GROUP, "mưa lũ", user=HEAD, reply_to=sent.message_id)
    updates = await caller.call(list[aiogram.Update], "getUpdates")
    texts = [u.message.text for u in updates if u.message]
    assert texts == ["/start@thidua_123456_bot", "/viec", "mưa lũ"]


def test_start_link_carries_what_telegram_allows(loopback):
    with pytest.raises(ValueError, match="up to 64"):
        loopback.start(7, "mã mời")
    with pytest.raises(ValueError, match="up to 64"):
        loopback.start(7, "a" * 65)


async def test_webhook_needs_an_address_and_a_clean_secret(caller):
    assert (await caller.refusal("setWebhook", url="ftp://x"))[0] == 400
    url = "http://127.0.0.1:9/hook"
    assert (await caller.refusal("setWebhook", url=url, secret_token="bí mật"))[0] == 400


def test_press_of_a_button_that_is_not_there_names_those_that_are(loopback):
    message = loopback.say(7, "x")
    with pytest.raises(LookupError, match="no button"):
        loopback.press(7, message, "Gửi")


class Hearer:
    """A webhook route on a port: takes what comes with 200, after refusing the first `refuse` with 500."""

    def __init__(self, *, refuse: int) -> None:
        self.seen: list[tuple[int, str | None]] = []
        self.done = asyncio.Event()
        self._refuse = refuse

    async def hear(self, request: Request) -> Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.seen.append(((await request.json())["update_id"], secret))
        if len(self.seen) <= self._refuse:
            return Response(status_code=500)
        self.done.set()
        return Response()


async def test_webhook_is_called_until_it_takes_the_update(caller, loopback):
    hearer = Hearer(refuse=2)
    app = Starlette(routes=[Route("/hook", hearer.hear, methods=["POST"])])
    config = uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0)
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}/hook"
    await caller.call(bool, "setWebhook", url=url, secret_token="bi-mat")
    assert (await caller.refusal("getUpdates"))[0] == 409
    loopback.say(7, "chào")
    await asyncio.wait_for(hearer.done.wait(), 10)
    info = await caller.call(aiogram.WebhookInfo, "getWebhookInfo")
    await caller.call(bool, "deleteWebhook")
    server.should_exit = True
    await task
    assert len(hearer.seen) == 3
    assert set(hearer.seen) == {(101, "bi-mat")}
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_what_is_told_about_bot_chats_and_members(caller, loopback):
    add_to_group(loopback.account(), GROUP, title="Khối 3", user=HEAD)
    me = await caller.call(aiogram.User, "getMe")
    chat = await caller.call(aiogram.ChatFullInfo, "getChat", chat_id=GROUP)
    itself = await caller.call(
        aiogram.ChatMemberMember, "getChatMember", chat_id=GROUP, user_id=me.id
    )
    admins = await caller.call(
        list[aiogram.ChatMemberAdministrator], "getChatAdministrators", chat_id=GROUP
    )
    assert (me.is_bot, chat.title, itself.user.id) == (True, "Khối 3", me.id)
    assert [a.user.full_name for a in admins] == ["Lò Văn A"]
    assert (await caller.refusal("getChatMember", chat_id=GROUP, user_id=1))[0] == 400
    assert await caller.call(bool, "leaveChat", chat_id=GROUP)
    assert (await caller.refusal("sendMessage", chat_id=GROUP, text="x"))[0] == 403


async def test_menus_are_kept_by_scope_and_language(caller):
    commands = [{"command": "viec", "description": "Nhiệm vụ của đơn vị"}]
    scope = {"type": "all_private_chats"}
    await caller.call(bool, "setMyCommands", commands=commands, scope=scope)
    assert await caller.call(list[aiogram.BotCommand], "getMyCommands") == []
    got = await caller.call(list[aiogram.BotCommand], "getMyCommands", scope=scope)
    assert [c.command for c in got] == ["viec"]
    await caller.call(bool, "deleteMyCommands", scope=scope)
    assert await caller.call(list[aiogram.BotCommand], "getMyCommands", scope=scope) == []
    wrong = [{"command": "Nhiệm vụ", "description": "x"}]
    assert await caller.refusal("setMyCommands", commands=wrong) == (
        400,
        "Bad Request: BOT_COMMAND_INVALID",
    )


async def test_uploaded_file_is_told_by_path_and_size(caller, loopback):
    loopback.upload(7, Upload("a.pdf", "application/pdf", b"%PDF"))
    (update,) = await caller.call(list[aiogram.Update], "getUpdates")
    file = await caller.call(aiogram.File, "getFile", file_id=update.message.document.file_id)
    assert (file.file_size, file.file_path) == (4, "documents/file_1.pdf")
    loopback.upload(7, Upload("b.pdf", "application/pdf", bytes(20 * 1024 * 1024 + 1)))
    assert await caller.refusal("getFile", file_id="LB00000002") == (
        400,
        "Bad Request: file is too big",
    )
