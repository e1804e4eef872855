"""kill -9 at random moments of a push: nothing is lost, and what may be double is said to be."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.run.sending.edits import HANDFUL
from tests.acceptance.program import TOKEN, Program, until
from tests.acceptance.province import EIGHT, FIRST_CHAT, installed
from tests.acceptance.telegram import Telegram, telegram
from tests.databases import PostgresServer

LATE = timedelta(seconds=5)
TAKE_OVER_SECONDS = 15.0  # from the start of the next process to its first message


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Telegram]:
    """A Bot API that answers at once and never asks to wait: the kills fall among sends, not pauses."""
    with telegram(tmp_path, "--token", TOKEN, "--no-limits") as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest) -> str:
    """Of an empty database; "" for a file of the program's own."""
    if request.param == "sqlite":
        return ""
    postgres: PostgresServer = request.getfixturevalue("postgres")
    return postgres.empty()


@pytest.mark.parametrize(
    ("units", "kills"), [(40, 2), pytest.param(500, 20, marks=pytest.mark.slow)]
)
def test_killed_again_and_again_loses_nothing(
    tmp_path: Path, patient: Telegram, url: str, units: int, kills: int
):
    program = installed(tmp_path, units, url=url).having(
        telegram_token=TOKEN, telegram_base_url=patient.url
    )
    chance = random.Random(kills)
    for round_ in range(kills):
        sent = len(patient.messages)
        with program.serving("--at", _start(round_)) as serving:
            until(
                lambda: len(patient.messages) > sent or _over(program),  # noqa: B023
                "the push going on, however the lane was left",
                seconds=TAKE_OVER_SECONDS,
            )
            time.sleep(chance.uniform(0, units / 25 / kills))  # the lane's own pace is 25 a second
            serving.kill()
    with program.serving("--at", _start(kills)) as serving:
        until(lambda: _over(program), "the end of the push", seconds=120)
        assert serving.stop() == 0
    _judge(program, patient, units, kills)


def _start(round_: int) -> str:
    return (EIGHT + LATE + round_ * timedelta(minutes=1)).isoformat()


def _over(program: Program) -> bool:
    rows = program.rows("SELECT state, count(*) FROM delivery GROUP BY state")
    return bool(rows) and not {"queued", "claimed"} & {state for state, _count in rows}


def _judge(program: Program, bot_api: Telegram, units: int, kills: int) -> None:
    seen = Counter(message.chat for message in bot_api.messages)
    doubled = [chat for chat, count in seen.items() if count > 1]
    print(f"{units} messages, {kills} kills: {len(bot_api.messages)} sent, {len(doubled)} doubled")
    assert set(seen) == {FIRST_CHAT + n for n in range(1, units + 1)}
    assert len(bot_api.messages) - units <= HANDFUL * kills
    for chat in doubled:
        # the first may say so, too: it was in hand, unsent, when an earlier process died
        _first, *again = (message.text for message in bot_api.to(chat))
        assert all("có thể" in text.lower() for text in again)
    flagged = program.rows("SELECT count(*) FROM delivery WHERE possible_duplicate")[0][0]
    assert len(doubled) <= flagged <= HANDFUL * kills
    assert "Sổ không bị sửa" in program.must("ledger", "verify")
