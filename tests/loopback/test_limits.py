"""The loopback Bot API refuses what Telegram would: too much, too fast."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from scheduler.clock import RehearsalClock
from tests.loopback import Fault, FaultKind, Loopback, serving, serving_in_thread
from tests.loopback.envelope import BotApiError
from tests.loopback.faults import Faults
from tests.loopback.honesty import TOKEN, Caller
from tests.loopback.limits import Limits

NOW = datetime(2024, 6, 25, 1, tzinfo=UTC)


def admitted(limits: Limits, chats, *, every: float) -> int:
    """How many calls pass, one each `every` seconds."""
    moments = (NOW + timedelta(seconds=every * n) for n, _ in enumerate(chats))
    return sum(limits.admit(c, now=at) == 0 for c, at in zip(chats, moments, strict=True))


def test_thirty_a_second_overall():
    assert admitted(Limits(), list(range(1, 101)), every=0.0099) == 30
    assert admitted(Limits(), list(range(1, 1001)), every=0.034) == 1000


def test_one_a_second_to_a_person_after_a_short_burst():
    assert admitted(Limits(), [7] * 10, every=0.01) == 3
    assert admitted(Limits(), [7] * 100, every=1) == 100
    assert admitted(Limits(), [7] * 100, every=0.5) == 52


def test_twenty_a_minute_to_a_group():
    assert admitted(Limits(), [-7] * 60, every=1) == 20
    assert admitted(Limits(), [-7] * 60, every=3.1) == 60


def test_refusal_says_how_long_to_wait_and_does_not_count():
    limits = Limits()
    for n in range(20):
        assert limits.admit(-7, now=NOW + timedelta(seconds=n)) == 0
    assert limits.admit(-7, now=NOW + timedelta(seconds=30)) == 30
    assert limits.admit(-7, now=NOW + timedelta(seconds=60)) == 0


def test_limits_can_be_switched_off():
    assert admitted(Limits(enforced=False), [7] * 100, every=0) == 100


async def test_429_comes_in_telegrams_envelope(caller, loopback):
    answers = [await caller.raw("sendMessage", chat_id=7, text="x") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert answers[3].json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert loopback.account().limits.refusals == 1


async def test_migration_tells_the_new_id(caller, loopback):
    loopback.order(Fault(FaultKind.MIGRATED, chat=-1, to_chat=-1002))
    answer = await caller.raw("sendMessage", chat_id=-1, text="x")
    assert answer.json()["parameters"] == {"migrate_to_chat_id": -1002}


async def test_bad_gateway_is_html(caller, loopback):
    loopback.order(Fault(FaultKind.BAD_GATEWAY))
    answer = await caller.raw("getMe")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("kind", "arrived"), [(FaultKind.DROP_BEFORE, 0), (FaultKind.DROP_AFTER, 1)]
)
async def test_dropped_line(caller, loopback, kind, arrived):
    loopback.order(Fault(kind))
    with pytest.raises(httpx.RemoteProtocolError):
        await caller.raw("sendMessage", chat_id=7, text="x")
    assert len(loopback.sent) == arrived


async def test_shut_door_refuses_and_opens_again(caller, loopback):
    loopback.shut_for(0.3)
    seen: list[bool] = []
    async with asyncio.timeout(10):
        while seen[-2:] != [False, True]:
            seen.append(await reached(caller))
    assert False in seen


async def reached(caller) -> bool:
    try:
        return (await caller.raw("getMe")).status_code == 200
    except httpx.TransportError:
        return False


async def test_latency_is_time_of_the_loopbacks_clock():
    clock = RehearsalClock(NOW)
    loopback = Loopback(clock=clock, tokens=(TOKEN,))
    loopback.order(Fault(FaultKind.LATENCY, seconds=40))
    async with serving(loopback) as door:
        caller = Caller(door.base_url)
        assert (await caller.raw("getMe")).status_code == 200
        await caller.close()
    assert clock.now() == NOW + timedelta(seconds=40)


def test_serving_from_a_thread_needs_no_loop_of_the_caller():
    loopback = Loopback(clock=RehearsalClock(NOW))
    with serving_in_thread(loopback) as base_url:
        url = f"{base_url}/bot{TOKEN}/sendMessage"
        answer = httpx.post(url, data={"chat_id": 7, "text": "x"}, trust_env=False).json()
    assert answer["result"]["date"] == NOW.timestamp()
    assert [seen.at for seen in loopback.sent] == [NOW]


def test_strict_chats_know_only_who_started():
    loopback = Loopback(clock=RehearsalClock(NOW), tokens=(TOKEN,), strict_chats=True)
    loopback.start(7)
    assert loopback.account().chats.find(7).type == "private"
    with pytest.raises(BotApiError, match="chat not found"):
        loopback.account().chats.find(8)


def test_faults_choose_by_method_chat_skip_and_count():
    faults = Faults()
    faults.order(Fault(FaultKind.BLOCKED, method="sendMessage", chat=7, count=2, skip=1))
    calls = [("getMe", None), ("sendMessage", 8), *[("sendMessage", 7)] * 4]
    assert [bool(faults.take(*call)) for call in calls] == [False, False, False, True, True, False]
