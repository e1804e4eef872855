"""Files as answers: what was kept, under its name, or a sentence in its place; never lost, nothing of it told."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from bots.telegram.event import Document, Say
from scheduler.store import file_folder, files
from scheduler.store.tables import Address
from tests.bots.telegram.receiving import CHAT, Bot
from tests.bots.telegram.sending.answers import Late, faults, saying, send, store
from tests.loopback import Fault, FaultKind, Loopback
from tests.loopback.honesty import TOKEN

PDF = b"%PDF-1.7 " + bytes(range(256)) * 2000
NAME = "Báo cáo “sơ kết” 😀.pdf"
LOST, UNSENT = "Tệp không còn.", "Telegram chưa nhận tệp."


@pytest.fixture
def bot(sqlite, loopback, door, tmp_path) -> Bot:
    return Bot(sqlite, loopback, door, folder=tmp_path / "files").open()


@pytest.fixture
def report(bot) -> Document:
    """A file that is kept, as an answer."""
    kept = files.store(PDF, name=NAME, folder=bot.folder)
    return Document(kept.content_hash, kept.name, "<b>Báo cáo</b>", lost=LOST, unsent=UNSENT)


def path(bot: Bot, report: Document) -> Path:
    return file_folder.path_of(bot.folder, report.content_hash)


def received(loopback: Loopback) -> list[tuple[str, str, str]]:
    return [(seen.method, seen.text, seen.file_name) for seen in loopback.sent]


async def download(base_url: str, file_id: str) -> bytes:
    async with httpx.AsyncClient(base_url=base_url, trust_env=False) as http:
        told = await http.get(f"/bot{TOKEN}/getFile", params={"file_id": file_id})
        got = await http.get(f"/file/bot{TOKEN}/{told.json()['result']['file_path']}")
    return got.content


async def test_file_arrives_as_it_was_kept(bot, loopback, door, report):
    store(bot, report, Say("b"))
    await send(bot)
    assert received(loopback) == [("sendDocument", "Báo cáo", NAME), ("sendMessage", "b", "")]
    assert await download(door.base_url, loopback.sent[0].file_id) == PDF
    assert faults(bot) == [None, None]


async def test_lost_file_is_said_and_holds_up_nothing(bot, loopback, report):
    path(bot, report).unlink()
    store(bot, report, Say("b"))
    await send(bot)
    assert bot.texts() == [LOST, "b"]


async def test_bot_without_a_folder_says_so_too(bot, report):
    bot.folder = None
    store(bot, report)
    await send(bot)
    assert bot.texts() == [LOST]


async def test_refused_file_is_followed_by_words_and_closes_no_address(bot, loopback, report):
    loopback.order(Fault(FaultKind.NO_RIGHTS, method="sendDocument"))
    store(bot, report, Say("b"))
    await send(bot)
    assert bot.texts() == [UNSENT, "b"]
    with bot.database.read() as session:
        (address,) = session.exec(select(Address).where(Address.value == str(CHAT)))
    assert address.closed_at is None


async def test_blocked_bot_closes_the_address_all_the_same(bot, loopback, report):
    loopback.order(Fault(FaultKind.BLOCKED, count=-1))
    store(bot, report)
    await send(bot)
    with bot.database.read() as session:
        (address,) = session.exec(select(Address).where(Address.value == str(CHAT)))
    assert "blocked" in address.closed_reason


@pytest.mark.parametrize(
    "kind", [FaultKind.SERVER_ERROR, FaultKind.BAD_GATEWAY, FaultKind.DROP_BEFORE]
)
async def test_server_that_fails_on_a_file_each_time_holds_up_nothing(bot, loopback, report, kind):
    bot.clock = Late()
    loopback.order(Fault(FaultKind(kind), method="sendDocument", count=-1))
    store(bot, report, Say("b"))
    await send(bot)
    assert bot.texts() == [UNSENT, "b"]


@pytest.mark.parametrize("kind", ["429", "502", "401"])
async def test_file_that_did_not_leave_once_is_sent_again(bot, loopback, report, kind):
    bot.clock = Late()
    loopback.order(Fault(FaultKind(kind), method="sendDocument"))
    store(bot, report)
    await send(bot)
    assert received(loopback) == [("sendDocument", "Báo cáo", NAME)]


async def test_refused_html_of_a_caption_goes_as_plain_text(bot, loopback, door, report):
    store(bot, replace(report, caption="<b>Tổ 1 &amp; 2 & <A></b>"))
    await send(bot)
    assert received(loopback) == [("sendDocument", "Tổ 1 & 2 &", NAME)]
    assert await download(door.base_url, loopback.sent[0].file_id) == PDF


async def test_file_leaves_after_a_restart(bot, loopback, door, report):
    await door.shut()
    async with bot.receiving():
        store(bot, report)
        await asyncio.sleep(0)
    assert loopback.sent == []
    await door.open()
    bot.respond = saying()
    async with bot.receiving():
        await bot.until(lambda: loopback.sent)
        await bot.until(lambda: bot.stored_replies()[0].ended_at)
    assert received(loopback) == [("sendDocument", "Báo cáo", NAME)]


async def test_neither_content_nor_path_is_logged(bot, loopback, report, caplog):
    caplog.set_level(logging.DEBUG)
    lost = replace(report, content_hash="0" * 64)
    loopback.order(Fault(FaultKind.BAD_REQUEST, method="sendDocument"))
    store(bot, lost, report, report)
    await send(bot)
    assert bot.texts() == [LOST, UNSENT, "Báo cáo"]
    ours = "".join(one.getMessage() + str(one.exc_text) for one in caplog.records)
    assert str(bot.folder) not in ours
    assert "%PDF" not in ours
