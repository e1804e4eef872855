"""An installation with Phú Thọ's campaign applied in January 2024 and three units bound, made once a worker."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from tests.acceptance.program import ROOT, TOKEN, Program
from tests.acceptance.telegram import Telegram, telegram

JANUARY = "2024-01-16T08:00:00+07:00"
SAMPLES = ROOT / "config" / "samples"
CAMPAIGN = SAMPLES / "campaigns" / "phu-tho-2024.yaml"
UNITS = SAMPLES / "units" / "phu-tho.yaml"
CHATS = {"so-tai-chinh": 7001, "so-y-te": 7002, "ubnd-viet-tri": 7003}


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("installed"))
    program.must("--at", JANUARY, "init", "--rehearsal", "--samples")
    now = datetime.fromisoformat(JANUARY)
    with program.writing() as session:
        for code, chat in CHATS.items():
            unit = find_unit(session, f"phu-tho/{code}")
            bind(session, unit, address=str(chat), actor="test", now=now)
    program.must("--at", JANUARY, "apply", "--yes", CAMPAIGN)
    return program


@pytest.fixture
def empty(tmp_path: Path) -> Program:
    """No database yet."""
    return Program(tmp_path)


@pytest.fixture
def installed(_made_once: Program, tmp_path: Path) -> Program:
    """The campaign is applied; nobody serves it, and there is no token."""
    return _made_once.copied_to(tmp_path)


@pytest.fixture
def bot_api(tmp_path: Path) -> Iterator[Telegram]:
    """A Bot API that knows our bot."""
    with telegram(tmp_path, "--token", TOKEN) as running:
        yield running


@pytest.fixture
def connected(installed: Program, bot_api: Telegram) -> Program:
    """The campaign is applied, the token is set, the Bot API answers."""
    return installed.having(telegram_token=TOKEN, telegram_base_url=bot_api.url)
