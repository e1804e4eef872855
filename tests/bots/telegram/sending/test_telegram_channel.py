"""Telegram's channel keeps the contract, against the loopback Bot API with its faults."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from telegram.error import InvalidToken

from bots.telegram.sending.channel import TelegramChannel, connect
from scheduler.clock import Clock, RehearsalClock
from scheduler.run.outcome import Later, Moved, Refused, Sent, Unknown
from tests.bots.channel_contract import ChannelContract
from tests.bots.notices import NOW, make_item, make_notice
from tests.loopback import Door, Fault, FaultKind, Loopback, serving
from tests.loopback.honesty import TOKEN
from tests.loopback.people import open_topic

GROUP = -1001


@dataclass
class TelegramFar:
    """The loopback Bot API as the far side of the contract."""

    channel: TelegramChannel
    clock: Clock
    loopback: Loopback
    door: Door
    address: str = "77"
    bad_address: str = "ong.a@example.vn"
    secret: str = TOKEN

    def received(self) -> list[str]:
        return [seen.text for seen in self.loopback.sent]

    def order(self, kind: FaultKind, **more: float | str) -> None:
        self.loopback.order(Fault(kind, **more))

    def close_address(self) -> None:
        self.order(FaultKind.BLOCKED)

    def refuse_message(self) -> None:
        self.order(FaultKind.BAD_REQUEST)

    def ask_to_wait(self, seconds: int) -> None:
        self.order(FaultKind.TOO_MANY, seconds=seconds)

    def fail(self) -> None:
        self.order(FaultKind.SERVER_ERROR)

    def break_after_accepting(self) -> None:
        self.order(FaultKind.DROP_AFTER)

    def stall_after_accepting(self) -> None:
        self.order(FaultKind.STALL_AFTER)

    def reject_credentials(self) -> None:
        self.order(FaultKind.UNAUTHORIZED)

    async def go_away(self) -> None:
        await self.door.shut()

    async def come_back(self) -> None:
        await self.door.open()


@pytest.fixture
async def far() -> AsyncIterator[TelegramFar]:
    clock = RehearsalClock(NOW)
    loopback = Loopback(clock=clock, tokens=(TOKEN,))
    async with serving(loopback) as door:
        url = door.base_url
        channel = connect(TOKEN, clock=clock, base_url=url, read_seconds=1)
        yield TelegramFar(channel, clock, loopback, door)
        await channel.close()


class TestContract(ChannelContract):
    pass


CLOSING = ["blocked", "kicked", "deactivated", "never-started", "chat-not-found", "no-rights"]


@pytest.mark.parametrize("kind", CLOSING)
async def test_refusals_of_the_address_close_it(far, kind):
    far.order(FaultKind(kind))
    outcome = await far.channel.send("77", None, make_notice())
    assert (type(outcome), outcome.closes_address) == (Refused, True)


UNKNOWN = [FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER, FaultKind.STALL_BEFORE]


@pytest.mark.parametrize("kind", UNKNOWN)
async def test_broken_line_is_unknown_even_when_nothing_arrived(far, kind):
    far.order(kind)
    assert isinstance(await far.channel.send("77", None, make_notice()), Unknown)


@pytest.mark.parametrize("kind", [FaultKind.BAD_GATEWAY, FaultKind.SERVER_ERROR])
async def test_server_errors_back_off_longer_each_time_and_recover(far, kind):
    waits = []
    for _ in range(3):
        far.order(kind)
        outcome = await far.channel.send("77", None, make_notice())
        waits.append((outcome.retry_at - far.clock.now()).total_seconds())
        assert not outcome.pauses_lane
        far.clock.advance_to(outcome.retry_at)
    assert waits == [5, 10, 20]
    assert isinstance(await far.channel.send("77", None, make_notice()), Sent)
    far.order(kind)
    outcome = await far.channel.send("77", None, make_notice())
    assert outcome.retry_at - far.clock.now() == timedelta(seconds=5)


@pytest.mark.parametrize("body", ["<html>Đăng nhập mạng</html>", "[]", "{}", ""])
@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 429, 503])
async def test_page_of_who_stands_in_between_is_no_word_of_telegram(far, caplog, status, body):
    """A network that wants a login, a firewall, a proxy: no address is closed, no token refused, nothing given up."""
    for _ in range(3):
        far.order(FaultKind.PAGE, status=status, body=body)
        outcome = await far.channel.send("77", None, make_notice())
        assert (type(outcome), outcome.pauses_lane) == (Later, False)
        assert "mạng" not in outcome.reason
        far.clock.advance_to(outcome.retry_at)
    assert not far.channel.refused.is_set()
    assert isinstance(await far.channel.send("77", None, make_notice()), Sent)
    told = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(told) == 1 and not told[0].exc_info and "mạng" not in told[0].getMessage()


@pytest.mark.parametrize("kind", [FaultKind.UNAUTHORIZED, FaultKind.NOT_FOUND])
async def test_wrong_token_tells_the_admin_and_waits_minutes(far, kind):
    far.order(kind)
    outcome = await far.channel.send("77", None, make_notice())
    assert outcome.retry_at - far.clock.now() == timedelta(minutes=5)
    assert "THIDUA_TELEGRAM_TOKEN" in outcome.reason


async def test_wrong_token_is_said_in_the_log(far, caplog):
    far.order(FaultKind.UNAUTHORIZED)
    await far.channel.send("77", None, make_notice())
    (told,) = caplog.records
    assert told.levelno == logging.WARNING
    assert "does not know the token" in told.getMessage() and "300 s" in told.getMessage()
    assert far.secret not in told.getMessage()


@pytest.mark.parametrize("kind", [FaultKind.BAD_GATEWAY, FaultKind.SERVER_ERROR])
async def test_server_that_fails_is_said_in_two_lines_however_often_it_does(far, caplog, kind):
    """The page a proxy answers with is neither in the log nor in what is kept."""
    caplog.set_level(logging.INFO, logger="bots.telegram.sending.channel")
    for _ in range(6):
        far.order(kind)
        outcome = await far.channel.send("77", None, make_notice())
        assert "html" not in outcome.reason.lower()
        far.clock.advance_to(outcome.retry_at)
    await far.channel.send("77", None, make_notice())
    told = [r for r in caplog.records if r.name.startswith("bots.") or r.levelno > logging.INFO]
    begun, over = told
    assert (begun.levelname, over.levelname) == ("WARNING", "INFO")
    assert "after 6 failures" in over.getMessage()
    assert not any(r.exc_info or "html" in r.getMessage().lower() for r in told)


async def test_429_closes_the_gate_for_everybody(far):
    far.order(FaultKind.TOO_MANY, seconds=9)
    refused = await far.channel.send("77", None, make_notice())
    other = await far.channel.send("78", None, make_notice())
    assert refused.retry_at == other.retry_at == NOW + timedelta(seconds=9.5)
    assert other.pauses_lane
    far.clock.advance_to(refused.retry_at)
    assert await far.channel.send("78", None, make_notice()) == Sent("1")


async def test_group_that_became_a_supergroup_has_moved(far):
    far.order(FaultKind.MIGRATED, to_chat=-1002)
    assert await far.channel.send(str(GROUP), None, make_notice()) == Moved("-1002")


async def test_refused_html_goes_once_as_plain_text_and_is_logged(far, caplog):
    far.order(FaultKind.BAD_ENTITIES)
    with caplog.at_level(logging.ERROR, logger="bots.telegram.sending.channel"):
        outcome = await far.channel.send("77", None, make_notice(make_item(unit="Tổ <A>")))
    assert outcome == Sent("1")
    assert "Tổ <A>" in far.received()[0]
    assert "refused our HTML for chat 77" in caplog.text


async def test_html_refused_twice_is_given_up(far):
    far.order(FaultKind.BAD_ENTITIES, count=2)
    assert isinstance(await far.channel.send("77", None, make_notice()), Refused)


async def test_topic_is_kept(far):
    open_topic(far.loopback.account(TOKEN), GROUP, 5)
    await far.channel.send(str(GROUP), 5, make_notice())
    await far.channel.send(str(GROUP), None, make_notice())
    assert [seen.thread for seen in far.loopback.sent] == [5, None]


async def test_deleted_topic_falls_back_to_general(far):
    open_topic(far.loopback.account(TOKEN), GROUP, 5)
    assert isinstance(await far.channel.send(str(GROUP), 6, make_notice()), Sent)
    assert far.loopback.sent[0].thread is None


async def test_edit_of_a_card_shows_the_new_state(far):
    sent = await far.channel.send("77", None, make_notice())
    changed = make_notice(make_item(working_days_left=2))
    assert await far.channel.edit("77", sent.message_id, changed) == Sent("1")
    assert "còn 2 ngày làm việc" in far.received()[0]


async def test_edit_with_nothing_to_change_is_done(far):
    sent = await far.channel.send("77", None, make_notice())
    assert await far.channel.edit("77", sent.message_id, make_notice()) == Sent("1")


async def test_introduce_tries_again_until_there_is_an_answer(far):
    far.order(FaultKind.BAD_GATEWAY, method="getMe", count=3)
    identity = await far.channel.introduce()
    assert identity == far.channel.identity
    assert identity.username == "thidua_123456_bot"
    assert far.clock.now() == NOW + timedelta(seconds=5 + 10 + 20)


async def test_introduce_with_a_wrong_token_says_so(far):
    far.order(FaultKind.UNAUTHORIZED)
    with pytest.raises(InvalidToken):
        await far.channel.introduce()


@pytest.mark.parametrize("ending", ["", "/", "/bot", "/bot/"])
async def test_base_url_may_end_in_bot_or_not(far, ending):
    channel = connect(TOKEN, clock=far.clock, base_url=far.door.base_url + ending)
    assert (await channel.introduce()).id == 123456
    await channel.close()


async def test_proxy_is_used_for_calls_and_polling(far):
    nobody = "http://127.0.0.1:9"
    channel = connect(TOKEN, clock=far.clock, base_url=far.door.base_url, proxy=nobody)
    outcome = await channel.send("77", None, make_notice())
    with pytest.raises(Exception, match="ConnectError"):
        await channel.bot.get_updates()
    await channel.close()
    assert (type(outcome), outcome.pauses_lane) == (Later, True)
