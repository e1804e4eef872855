"""Every secret × every level × every way into the log: none comes out."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, quote_plus

import pytest
from sqlalchemy.exc import IntegrityError

from bots.telegram import redact
from config.settings import read_settings
from scheduler.store.database import Database
from scheduler.store.tables import Reply
from tests.build import at

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SETTINGS = {
    "THIDUA_TELEGRAM_TOKEN": "123456:AAcommon-common-common-common-commo",
    "THIDUA_TELEGRAM_TOKENS": "tg-a=234567:BBlane-lane-lane-lane-lane-lane-la",
    "THIDUA_TELEGRAM_WEBHOOK_SECRET": "webhook-secret-16",
    "THIDUA_TELEGRAM_PROXY": "socks5://ai:pr%40xy%2Fsecret@127.0.0.1:1",
    "THIDUA_TELEGRAM_BASE_URL": "http://ai:base-secret@127.0.0.1:1",
    "THIDUA_TELEGRAM_BASE_FILE_URL": "http://ai:file-secret@127.0.0.1:1",
    "THIDUA_PUBLIC_URL": "http://ai:public-secret@127.0.0.1:1",
    "THIDUA_DATABASE_URL": "postgresql://ai:d%40ta%2Fsecret@127.0.0.1/x?sslpassword=k%40y-secret",
    "THIDUA_SMTP_HOST": "127.0.0.1",
    "THIDUA_SMTP_FROM": "nhac-viec@phutho.example",
    "THIDUA_SMTP_PASSWORD": "mật khẩu 'thư' 100%\\",
}
SECRETS = {
    "token": SETTINGS["THIDUA_TELEGRAM_TOKEN"],
    "token of a lane": "234567:BBlane-lane-lane-lane-lane-lane-la",
    "webhook secret": SETTINGS["THIDUA_TELEGRAM_WEBHOOK_SECRET"],
    "password of the proxy": "pr@xy/secret",
    "password of the Bot API": "base-secret",
    "password of its files": "file-secret",
    "password of our address": "public-secret",
    "password of the database": "d@ta/secret",
    "password of its key": "k@y-secret",
    "password of the mail server": SETTINGS["THIDUA_SMTP_PASSWORD"],
    "secret of a feed": "fEED-4f-" + "x" * 35,
    "secret that manages links": "mANAGE-4l_" + "z" * 33,
    "code of an invitation": "cODE_4f_" + "y" * 35,
}
LOGGERS = (
    "", "asyncio", "uvicorn.error", "httpx", "httpcore.http11", "telegram.Bot",
    "telegram.request.BaseRequest", "aiosmtplib", "sqlalchemy.engine.Engine",
    "bots.telegram.hearing.handler", "scheduler.run.sending.drain", "config.listening",
)  # fmt: skip


@pytest.fixture(params=LEVELS)
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """All that is logged at that level while a test runs."""
    root, told = logging.getLogger(), io.StringIO()
    handler, before = logging.StreamHandler(told), root.level
    root.addHandler(handler)
    root.setLevel(request.param)
    undo = redact.install(read_settings(SETTINGS).secrets)
    yield told
    undo()
    root.removeHandler(handler)
    root.setLevel(before)


@contextmanager
def caught() -> Iterator[None]:
    try:
        yield
    except (ValueError, ExceptionGroup):
        logging.getLogger("bots").exception("failed")


def spellings(secret: str) -> set[str]:
    """As it may stand in addresses, in reprs and in JSON."""
    return {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1],
            json.dumps(secret)[1:-1]}  # fmt: skip


def let_slip(logger: logging.Logger, secret: str) -> None:
    """Say it in all the ways there are."""
    for spelt in sorted(spellings(secret)):
        for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
            logger.log(level, f"a message {spelt}")
            logger.log(level, "an argument %s and %r", spelt, {"text": secret})
            logger.log(level, "POST https://x/lich/%s.ics?start=%s", spelt, spelt)
            logger.log(
                level,
                '%s - "%s %s HTTP/%s" %d',
                "::1",
                "POST",
                f"/lien-ket/{spelt}/doi",
                "1.1",
                200,
            )
            logger.log(level, "/start %s", spelt, stack_info=True)


@pytest.mark.parametrize("name", LOGGERS)
def test_no_secret_is_said_by_anybody_at_any_level(log: io.StringIO, name: str) -> None:
    for secret in SECRETS.values():
        let_slip(logging.getLogger(name), secret)
    assert [what for what, secret in SECRETS.items() if _told(log, secret)] == []


@pytest.mark.parametrize("what", SECRETS)
def test_no_secret_stands_in_a_traceback(log: io.StringIO, what: str) -> None:
    secret = SECRETS[what]
    with caught():
        raise ValueError(secret) from KeyError(f"https://x/{quote(secret, safe='')}")
    with caught():
        raise ExceptionGroup(secret, [ValueError(repr(secret))])
    assert "Traceback" in log.getvalue()
    assert not _told(log, secret)


def test_no_secret_stands_in_what_nobody_caught(
    log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    for secret in SECRETS.values():
        error = ValueError(f"x {secret}")
        sys.excepthook(ValueError, error, None)
        threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, None)))
    told = io.StringIO(capsys.readouterr().err)
    assert "ValueError" in told.getvalue()
    assert [what for what, secret in SECRETS.items() if _told(told, secret)] == []


@pytest.mark.parametrize("name", LOGGERS)
def test_nobody_says_what_lies_below_the_level(log: io.StringIO, name: str) -> None:
    logging.getLogger(name).log(logging.getLogger().level - 1, "too much")
    assert log.getvalue() == ""


def test_messages_are_not_said_by_the_library(log: io.StringIO) -> None:
    logging.getLogger("telegram.Bot").debug(
        "Calling Bot API endpoint `sendMessage` with %s", "Kính gửi"
    )
    assert "Kính gửi" not in log.getvalue()


def test_a_fault_of_the_database_shows_no_values(database: Database) -> None:
    row = Reply(lane_id="none", update_id=1, body="Kính gửi", created_at=at("2024-01-02 08:00"))
    with pytest.raises(IntegrityError) as error, database.write() as session:
        session.add(row)
        session.flush()
    assert "Kính gửi" not in str(error.value)


def _told(log: io.StringIO, secret: str) -> list[str]:
    return [spelt for spelt in spellings(secret) if spelt in log.getvalue()]
