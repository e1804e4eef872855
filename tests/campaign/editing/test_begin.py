"""A draft becomes a text, and its parts are changed one by one."""

from pathlib import Path

import pytest

from scheduler.campaign.drafting.written import Kind
from scheduler.campaign.editing import begin, deeds, planned
from scheduler.campaign.editing.working import Working
from scheduler.errors import DraftChanged
from scheduler.store import drafts
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

SAMPLE = "config/samples/campaigns/phu-tho-2024.yaml"


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


def begun(world: DeskWorld) -> Working:
    source = Path(SAMPLE).read_text("utf-8")
    with world.database.write(OURS) as session:
        return begin.from_text(session, source, issuer_id=OURS, by=CLERK, now=NOW)


def test_a_text_is_planned_as_the_command_would_plan_it(world: DeskWorld) -> None:
    found = planned.plan(world.desk.installation, begun(world))
    assert found.proposal and found.proposal.plan.campaign == "phu-tho-2024"


def test_a_part_is_changed_and_planned(world: DeskWorld) -> None:
    working = begun(world)
    path, item = working.entry("dot-1") or pytest.fail("no such entry")
    assert (path, item.kind) == (("phases", 0), Kind.ROUND)
    with world.database.write(OURS) as session:
        draft = drafts.find(session, working.id, OURS)
        values = {**item.values, "last_day": "2024-06-28"}
        done = deeds.write_entry(session, draft, 1, "dot-1", values, by=CLERK, now=NOW)
    assert done.working.revision == 2
    found = planned.plan(world.desk.installation, done.working)
    assert found.proposal
    assert (
        str(next(s for s in found.proposal.plan.spans if s.key == "dot-1").last_on) == "2024-06-28"
    )


def test_who_saw_an_older_text_is_told(world: DeskWorld) -> None:
    working = begun(world)
    with world.database.write(OURS) as session:
        draft = drafts.find(session, working.id, OURS)
        deeds.write_field(session, draft, 1, ("title",), "Phong trào", by=CLERK, now=NOW)
        with pytest.raises(DraftChanged):
            deeds.write_field(session, draft, 1, ("title",), "Khác", by="khác", now=NOW)
