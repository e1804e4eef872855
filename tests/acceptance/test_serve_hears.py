"""The running program hears people and answers: by polling, by webhook, and after a kill."""

import socket
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bots.telegram.hearing.routes import SECRET_HEADER
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.workflow.invitation import VALID, invite
from tests.acceptance.phone import Phone
from tests.acceptance.program import TOKEN, WEB, Program, until
from tests.acceptance.telegram import Telegram

HEAD = 7555
SECRET = "s" * 32
FORGED = {"update_id": 999_999_999, "message": {"text": "/trogiup"}}


def ask_for_help(bot_api: Telegram, count: int) -> None:
    bot_api.order("say", chat=HEAD, text="/trogiup")
    until(lambda: len(bot_api.to(HEAD)) >= count, "an answer")


def test_strangers_command_is_answered_and_readiness_tells(connected: Program, bot_api: Telegram):
    with connected.serving() as serving:
        ask_for_help(bot_api, 1)
        told = until(lambda: serving.get("/readyz").json()["hearing"], "who hears")
        assert [(one["way"], one["fault"]) for one in told.values()] == [("polling", None)]
        assert serving.stop() == 0


@pytest.fixture
def hooked(connected: Program) -> Program:
    """Updates are brought to an address of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return connected.having(
        http_port=str(port),
        public_url=f"http://127.0.0.1:{port}",
        telegram_webhook_secret=SECRET,
    )


def test_people_are_heard_by_webhook_before_and_after_a_restart(hooked: Program, bot_api: Telegram):
    with hooked.serving() as serving:
        ask_for_help(bot_api, 1)
        told = serving.get("/readyz").json()["hearing"]
        assert [one["way"] for one in told.values()] == ["webhook"]
        serving.kill()
        bot_api.order("say", chat=HEAD, text="/trogiup")
    with hooked.serving() as serving:
        until(lambda: len(bot_api.to(HEAD)) >= 2, "the answer to what was said meanwhile")
        assert SECRET not in serving.said
        (lane,) = told
        for headers in ({}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET + "s"}):
            url = f"{serving.url}/telegram/{lane}"
            assert WEB.post(url, headers=headers, json=FORGED).status_code == 404
        ask_for_help(bot_api, 3)
    assert hooked.rows("SELECT 1 FROM inbox WHERE update_id = 999999999") == []


def test_killed_program_answers_when_it_is_back(connected: Program, bot_api: Telegram):
    with connected.serving() as serving:
        ask_for_help(bot_api, 1)
        bot_api.order("fault", kind="stall-before", method="sendMessage", count=-1)
        bot_api.order("say", chat=HEAD, text="/trogiup")
        serving.kill()
    bot_api.order("clear_faults")
    with connected.serving():
        until(lambda: len(bot_api.to(HEAD)) == 2, "the answer")


def invitations(program: Program) -> dict[str, str]:
    """Codes by what is wrong with them."""
    now = datetime.now(UTC)
    with (
        closing(Database(f"sqlite:///{program.database}")) as database,
        database.write() as session,
    ):
        unit = find_unit(session, "phu-tho/so-noi-vu")
        foreign = find_unit(session, "lai-chau/so-noi-vu")
        return {
            "none": invite(session, unit, post_kind="head", by="test", now=now),
            "too old": invite(session, unit, post_kind="head", by="test", now=now - VALID),
            "foreign": invite(session, foreign, post_kind="head", by="test", now=now),
        }


def test_invited_head_is_bound_and_every_other_code_is_refused(
    installed: Program, bot_api: Telegram
):
    own_bots = f"tg-phu-tho={TOKEN}"  # another issuer's links belong to another bot
    program = installed.having(telegram_tokens=own_bots, telegram_base_url=bot_api.url)
    codes = invitations(program)
    head, other = Phone(bot_api, HEAD), Phone(bot_api, HEAD + 1)
    with program.serving():
        head.start(codes["none"])
        head.press("Có đúng không?", "Đúng")
        head.heard("Đã xác nhận")
        for code, refusal in (
            (codes["none"], "đã được dùng"),
            (codes["too old"], "hết hạn"),
            (codes["foreign"], "không thuộc bot này"),
        ):
            other.start(code)
            other.heard(refusal)
    assert program.rows(f"SELECT value FROM address WHERE value LIKE '{HEAD // 10}_'") == [
        (str(HEAD),)
    ]
