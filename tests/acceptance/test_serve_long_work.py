"""Long work of pages: `thidua serve` works it off, goes on with it after a restart, and tells nobody anything."""

import json
from datetime import UTC, date, datetime

from scheduler.campaign.editing import begin, rehearsal_work
from scheduler.campaign.editing.rehearsing import Days
from scheduler.store import work
from scheduler.store.tables import RehearsedMessage, Work
from tests.acceptance.conftest import CAMPAIGN
from tests.acceptance.program import Program, until
from tests.acceptance.telegram import Telegram

AT = datetime(2024, 1, 16, 1, tzinfo=UTC)
PATIENCE = 120.0  # of seconds that give way to everything else
SPRING = Days(date(2024, 3, 25), date(2024, 4, 10))  # a peak opens


def ask(program: Program, **held: object) -> None:
    """The rehearsal of a draft that moves a deadline of the campaign in force; `held`: how its row stands already."""
    source = CAMPAIGN.read_text("utf-8").replace("{within: 2024-07}", "{by: 2024-07-26}")
    with program.writing() as session:
        draft = begin.from_text(session, source, issuer_id="phu-tho", by="test", now=AT)
        row = rehearsal_work.ask(session, draft, SPRING, by="test", now=AT)
        for name, value in held.items():
            setattr(row, name, value)
        if held:
            half = RehearsedMessage(
                work_id=row.id or 0, seq=1, at=AT, unit="x", name="x", post="x", text="half"
            )
            session.add(half)


def done(program: Program) -> bool:
    """Whether it is; fails with what came of it instead."""
    stands, found = program.rows("SELECT state, found FROM work")[0]
    assert stands not in ("failed", "dropped"), found
    return bool(stands == "done")


def state(program: Program) -> str:
    return str(program.rows("SELECT state FROM work")[0][0])


def test_rehearsal_goes_on_where_a_process_ended(connected: Program, bot_api: Telegram) -> None:
    ask(connected)
    with connected.serving("--at", AT.isoformat()) as serving:
        until(lambda: state(connected) != "waiting", "a claim")
        assert serving.stop() == 0
    assert state(connected) in ("waiting", "done")
    with connected.serving("--at", AT.isoformat()) as serving:
        until(lambda: done(connected), "its end", seconds=PATIENCE)
        serving.stop()
    assert "work 1 is over" in serving.said or "work 1" not in serving.said
    check(connected, bot_api)


def test_rehearsal_of_a_process_that_was_killed_is_taken_over(
    connected: Program, bot_api: Telegram
) -> None:
    ask(connected, state="running", tries=1, held_until=AT, done=3, whole=42)
    with connected.serving("--at", AT.isoformat()) as serving:
        until(lambda: done(connected), "its end", seconds=PATIENCE)
        said = serving.said
        serving.stop()
    check(connected, bot_api)
    assert "sent, in" not in said  # of a lane: what is rehearsed left by none


def check(program: Program, bot_api: Telegram) -> None:
    """It came to something, all of it is kept, and nobody was told."""
    with program.writing() as session:
        row = session.get_one(Work, 1)
        kept = work.load_messages(session, 1, work.Which())
    found = json.loads(row.found)
    assert found["messages"] == len(kept) > 10
    assert kept[0].text.startswith("Bắt đầu từ ngày 07/4/2024: Cao điểm")
    assert bot_api.messages == []
