"""The running program hears people and answers: by polling, by webhook, and after a kill."""

import re
import socket

from tests.acceptance.program import Program, until
from tests.acceptance.telegram import Telegram

HEAD = 7555


def link_of(program: Program) -> str:
    """The code of a new invitation to a post nobody holds yet."""
    said = program.must("invite", "phu-tho/so-noi-vu")
    found = re.search(r"start=([\w-]+)", said) or re.search(r"\b([\w-]{43})\b", said)
    assert found, said
    return found[1]


def ask_for_help(bot_api: Telegram, count: int) -> None:
    bot_api.order("say", chat=HEAD, text="/trogiup")
    until(lambda: len(bot_api.to(HEAD)) >= count, "an answer")


def test_strangers_command_is_answered_and_readiness_tells(connected: Program, bot_api: Telegram):
    with connected.serving() as serving:
        ask_for_help(bot_api, 1)
        told = until(lambda: serving.get("/readyz").json()["hearing"], "who hears")
        assert [(one["way"], one["fault"]) for one in told.values()] == [("polling", None)]
        assert serving.stop() == 0


def test_people_are_heard_by_webhook(connected: Program, bot_api: Telegram):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    hooked = connected.having(
        http_port=str(port),
        public_url=f"http://127.0.0.1:{port}",
        telegram_webhook_secret="s" * 32,
    )
    with hooked.serving() as serving:
        ask_for_help(bot_api, 1)
        told = serving.get("/readyz").json()["hearing"]
        assert [one["way"] for one in told.values()] == ["webhook"]
        assert "ssss" not in serving.said


def test_killed_program_answers_when_it_is_back(connected: Program, bot_api: Telegram):
    with connected.serving() as serving:
        ask_for_help(bot_api, 1)
        bot_api.order("fault", kind="stall-before", method="sendMessage", count=-1)
        bot_api.order("say", chat=HEAD, text="/trogiup")
        serving.kill()
    bot_api.order("clear_faults")
    with connected.serving():
        until(lambda: len(bot_api.to(HEAD)) == 2, "the answer")


def test_invited_head_is_bound(connected: Program, bot_api: Telegram):
    with connected.serving() as serving:
        until(lambda: "sends as" in serving.said, "the bot's name")
        bot_api.order("start", chat=HEAD, payload=link_of(connected))
        until(lambda: bot_api.to(HEAD), "the question whether it is so")
