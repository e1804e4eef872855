"""Stops, late starts and a Telegram that is away: everything arrives, once."""

import json
from collections import Counter

from tests.acceptance.program import Program, until
from tests.acceptance.telegram import Telegram

LATE = "2024-07-11T10:00:00+07:00"  # two hours after the notice of 14 working days before
LATER = "2024-07-22T10:00:00+07:00"  # after that of 7, too
CHATS = [7001, 7002, 7003]


def queued(program: Program) -> int:
    """Cards that wait to be sent."""
    return len(program.rows("SELECT 1 FROM delivery WHERE state = 'queued'"))


def test_late_start_sends_what_was_missed_once(connected: Program, bot_api: Telegram):
    with connected.serving("--at", LATE) as serving:
        bot_api.expect(3)
        serving.stop()
    with connected.serving("--at", "2024-07-11T10:05:00+07:00") as serving:
        until(lambda: serving.get("/readyz").status_code == 200, "a first pass")
        serving.stop()
    assert sorted(m.chat for m in bot_api.messages) == CHATS


def test_two_missed_reminders_become_one_and_ledger_says_why(connected: Program, bot_api: Telegram):
    with connected.serving("--at", LATER) as serving:
        bot_api.expect(3)
        serving.stop()
    assert sorted(m.chat for m in bot_api.messages) == CHATS
    assert all("còn 7 ngày làm việc" in m.text for m in bot_api.messages)
    merged = [
        entry
        for entry in json.loads(connected.must("ledger", "show", "--json"))
        if entry["kind"] == "reminder merged"
    ]
    assert [entry["subject"] for entry in merged] == ["phu-tho-2024/so-ket-dot-1/once/before-14wd"]
    assert "a later reminder" in merged[0]["data"]["reason"]


def test_outage_of_telegram_loses_and_doubles_nothing(connected: Program, bot_api: Telegram):
    bot_api.order("refuse", seconds=4)  # nobody listens at its port
    with connected.serving("--at", LATE) as serving:
        until(lambda: queued(connected) == 3, "cards that wait")
        assert serving.get("/healthz").status_code == 200
        bot_api.expect(3, seconds=60)
        until(lambda: not queued(connected), "an empty outbox")
        assert serving.stop() == 0
    assert Counter(m.chat for m in bot_api.messages) == Counter(CHATS)


def test_line_that_breaks_after_sending_is_told_as_possibly_double(
    connected: Program, bot_api: Telegram
):
    bot_api.order("fault", kind="drop-after", method="sendMessage", chat=7001)
    with connected.serving("--at", LATE) as serving:
        bot_api.expect(3)
        until(lambda: queued(connected) == 1, "one that is not known to have arrived")
        serving.stop()
    with connected.serving("--at", "2024-07-11T10:02:00+07:00"):  # more than a minute later
        bot_api.expect(4)
    first, again = bot_api.to(7001)
    assert "có thể" in again.text.lower() and "có thể" not in first.text.lower()
    assert len(bot_api.to(7002)) == len(bot_api.to(7003)) == 1
