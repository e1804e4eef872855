"""What lies on the desk of the demo can be planned and applied."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from config.demo.on_the_desk import OnTheDesk, half_year
from scheduler.access.roles import Role
from scheduler.campaign import brought_lists, proposals
from scheduler.campaign.editing import looking
from scheduler.installation import Installation
from scheduler.store.tables import Draft
from tests.build import at
from tests.config.desk.desk_world import OURS, holder, open_desk

CODE = "phu-tho-2024"
CLERK = "Chuyên viên, Ban Thi đua - Khen thưởng tỉnh"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnTheDesk]:
    installation = open_desk(tmp_path_factory.mktemp("laid")).desk.installation
    proposal = proposals.propose(installation, _file(installation))
    proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    yield OnTheDesk(installation, proposal.organisation, CLERK)
    installation.database.close()


def _file(installation: Installation) -> Path:
    return installation.config_dir / "campaigns" / f"{CODE}.yaml"


def test_half_year_to_come_can_be_launched(laid: OnTheDesk) -> None:
    look = looking.look(laid.installation, laid.begin_half_year())
    assert (look.problems, look.can_launch) == ((), True)
    assert look.proposal is not None
    days = {one.key: one.due_at for one in look.proposal.plan.occurrences if one.due_at}
    assert len([key for key in days if key.startswith("2024-")]) == 6, days


@pytest.mark.parametrize(
    ("now", "year"), [("2024-05-06", "2024-07-01"), ("2024-07-08", "2025-01-01")]
)
def test_half_year_follows_the_time_of_the_demo(laid: OnTheDesk, now: str, year: str) -> None:
    text = half_year(laid.organisation, at(f"{now} 10:00"))
    assert f"first_day: {year}" in text


def test_all_of_it_lies_there(laid: OnTheDesk) -> None:
    database, now = laid.installation.database, laid.installation.clock.now()
    with database.write(OURS) as session:
        holder(session, Role.HEAD, OURS)
    laid.lay(CODE)
    with database.read() as session:
        states = [one.state for one in session.exec(select(Draft).order_by(col(Draft.id).desc()))]
        (kept,) = brought_lists.load_open(session, OURS)
        listed = brought_lists.read(session, kept, today=now.date())
    assert states[:2] == ["open", "proposed"]
    assert len(listed.faults) == 2 and not listed.unanswered


def test_next_deadline_is_moved_by_a_week(laid: OnTheDesk) -> None:
    working = laid.move_deadline(CODE)
    assert working is not None
    look = looking.look(laid.installation, working)
    assert look.can_launch and look.proposal is not None
    (due,) = (one.due_at for one in look.proposal.plan.occurrences if one.duty == "so-ket-dot-1")
    assert due is not None and due.date() == date(2024, 8, 7)
