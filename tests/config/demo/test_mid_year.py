"""The office of the demo: everything that can happen to a report has happened there, through the workflow alone."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from config.demo.mid_year import MidYear
from config.settings import HERE
from scheduler.campaign import proposals
from scheduler.campaign.board import load_board
from scheduler.campaign.board_counts import Standing, load_counts
from scheduler.campaign.rehearsal import rehearsal_context
from scheduler.clock import WallClock
from scheduler.installation import Installation
from scheduler.store.agenda import load_campaigns
from scheduler.store.tables import LedgerEntry, Person, Submission, SubmissionFile
from scheduler.workflow.actor import make_actor
from tests.build import at

BEGUN, MONDAY = at("2024-01-15 00:00"), at("2024-07-08 10:00")
CAMPAIGNS = ("phu-tho-2024", "phu-tho-cchc-2024")


def lived(folder: Path) -> tuple[Installation, int]:
    """An office at MONDAY, and who is its clerk."""
    samples = Installation(
        database_url="sqlite://",
        config_dir=HERE / "samples",
        program_dir=HERE,
        clock=WallClock(),
        zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        base_url="http://127.0.0.1",
        author="admin",
    )
    folder.mkdir()
    office = rehearsal_context(samples, folder, BEGUN, author="admin")
    for code in CAMPAIGNS:
        proposal = proposals.propose(office, HERE / "samples" / "campaigns" / f"{code}.yaml")
        proposals.apply(office, proposal, proposals.preview(office, proposal))
    passed: list[datetime] = []
    year = MidYear(office, folder / "files", MONDAY)
    offices = year.live([proposal.organisation], progress=passed.append)
    assert passed == sorted(passed) and len(passed) > 20
    return office, offices["phu-tho"].clerk_id


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, int]]:
    made = lived(tmp_path_factory.mktemp("mid") / "a")
    yield made
    made[0].database.close()


def test_reports_stand_wherever_they_can_stand(office: tuple[Installation, int]) -> None:
    installation, _clerk = office
    with installation.database.read() as session:
        (busy,) = [one.id for one in load_campaigns(session) if one.code == CAMPAIGNS[1]]
        counts = load_counts(session, "phu-tho", now=MONDAY)[busy or 0]
    assert {standing for standing, count in counts.items() if not count} == {Standing.WAIVED}


def test_the_clerk_is_at_the_standing_body(office: tuple[Installation, int]) -> None:
    installation, clerk = office
    with installation.database.read() as session:
        actor = make_actor(session, session.get_one(Person, clerk), now=MONDAY)
    assert actor.standing is not None
    assert (actor.standing.kind, actor.standing.unit_id) == ("clerk", actor.standing_unit_id)


def test_every_report_has_its_file_and_its_line_in_the_ledger(
    office: tuple[Installation, int],
) -> None:
    installation, _clerk = office
    with installation.database.read() as session:
        reports = session.exec(select(Submission)).all()
        files = session.exec(select(SubmissionFile)).all()
        entries = session.exec(select(LedgerEntry)).all()
    assert len(reports) == len(files) == len([e for e in entries if e.kind == "report submitted"])
    assert min(one.submitted_at for one in reports) > BEGUN
    assert max(one.submitted_at for one in reports) < MONDAY


def test_the_same_samples_give_the_same_office(
    office: tuple[Installation, int], tmp_path: Path
) -> None:
    again, _clerk = lived(tmp_path / "b")
    boards = []
    for installation in (office[0], again):
        with installation.database.read() as session:
            boards.append([load_board(session, c, now=MONDAY) for c in load_campaigns(session)])
    again.database.close()
    assert boards[0] == boards[1]
