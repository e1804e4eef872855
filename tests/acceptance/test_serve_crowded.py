"""Reminders leave and calendars come back, whatever strangers do to the web part."""

import contextlib
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.acceptance.program import ROOT, TOKEN, Serving, until
from tests.acceptance.province import installed
from tests.acceptance.telegram import telegram

STRANGERS = 2000
DESCRIPTORS = 256
UNITS = 40
BEFORE_EIGHT = "2024-07-11T07:59:54+07:00"
PUBLIC = "/cong-khai/lon/lon-2024.ics"


@contextlib.contextmanager
def few_descriptors() -> Iterator[None]:
    """What is started in the block may open DESCRIPTORS files and no more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextlib.contextmanager
def crowd(serving: Serving) -> Iterator[None]:
    """STRANGERS who hold a connection each and never finish a request; all have come when the block begins."""
    to = urlsplit(serving.url)
    words = [str(to.hostname), str(to.port), str(STRANGERS)]
    command = [sys.executable, "-m", "tests.acceptance.idle_crowd", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None, "it was asked for"
        try:
            running.stdout.readline()
            yield
        finally:
            running.kill()


@pytest.mark.slow
def test_reminders_leave_and_feeds_are_read_amid_two_thousand_idle_strangers(tmp_path: Path):
    made = installed(tmp_path, UNITS)
    with telegram(tmp_path, "--token", TOKEN) as bot_api:
        program = made.having(telegram_token=TOKEN, telegram_base_url=bot_api.url)
        with few_descriptors():
            serving = program.start("--at", BEFORE_EIGHT)
        try:
            with crowd(serving):
                sent = bot_api.expect(UNITS)
                amid = serving.get(PUBLIC).status_code
            after = until(lambda: serving.get(PUBLIC).status_code, "a feed", seconds=5)
            said = serving.said  # a pass that is cut short by the end has a traceback of its own
            assert serving.stop() == 0
        finally:
            serving.kill()
    assert len({message.chat for message in sent}) == UNITS
    assert (amid, after) == (200, 200)
    assert "Traceback" not in said
    assert said.count("WARNING config.listening") <= 2
