"""No token reaches a log, whatever fails."""

import io
import logging
from collections.abc import Iterator

import httpx
import pytest

from bots.telegram import redact
from bots.telegram.sending.channel import connect
from tests.bots.notices import make_notice
from tests.loopback import Fault, FaultKind
from tests.loopback.honesty import TOKEN

URL = f"http://127.0.0.1:9/bot{TOKEN}/sendMessage"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged while a test runs, DEBUG and all, by a handler that came first."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    undo = redact.install(secrets=["bi-mat-webhook"])
    yield told
    undo()
    root.removeHandler(handler)
    root.setLevel(level)


async def test_requests_that_work_and_fail_leave_no_token(log, door, loopback):
    channel = connect(TOKEN, clock=loopback.clock, base_url=door.base_url)
    loopback.order(Fault(FaultKind.BAD_GATEWAY))
    await channel.send("7", None, make_notice())
    await channel.send("8", None, make_notice())
    await door.shut()
    outcome = await channel.send("9", None, make_notice())
    await channel.close()
    logging.getLogger("test").info("bot %r: %s", channel.bot, outcome)
    assert "Bot[token=***]" in log.getvalue()
    assert TOKEN not in log.getvalue()
    assert not [line for line in log.getvalue().splitlines() if " httpx " in line]


async def test_traceback_is_cleaned(log):
    try:
        async with httpx.AsyncClient(trust_env=False) as http:
            await http.post(URL)
    except httpx.ConnectError as error:
        logging.getLogger("test").exception("calling %s", URL)
        error.add_note(f"while calling {URL}")
        logging.getLogger("test").error("again", exc_info=error)
    assert TOKEN not in log.getvalue()
    assert log.getvalue().count("ConnectError") >= 2
    assert "while calling http://127.0.0.1:9/bot***/sendMessage" in log.getvalue()


def test_given_secrets_and_stacks_are_hidden(log):
    secret = "bi-mat-webhook"
    logging.getLogger("test").warning("header %s", secret, stack_info=True)
    assert secret not in log.getvalue()
    assert "header ***" in log.getvalue()


def test_arguments_stay_apart_when_there_is_nothing_to_hide(log):
    record = logging.getLogRecordFactory()("x", 20, "f", 1, "%s %s", ("a", "b"), None)
    assert (record.msg, record.args) == ("%s %s", ("a", "b"))


def test_arguments_that_do_not_fit_are_hidden_too(log):
    record = logging.getLogRecordFactory()("x", 20, "f", 1, "no place", (URL,), None)
    assert TOKEN not in f"{record.msg}{record.args}"
