"""The first messages of a draft: those that leave if it is put into force now."""

from pathlib import Path

import pytest
from sqlmodel import select

from config.desk.looks import LOOKS
from scheduler.campaign import organising
from scheduler.campaign.editing import begin
from scheduler.campaign.editing.first_messages import Coming, ask, find, first_messages
from scheduler.campaign.editing.working import Working
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Work
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

SAMPLE = Path("config/samples/campaigns/phu-tho-2024.yaml")


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


def begun(world: DeskWorld) -> Working:
    source = SAMPLE.read_text("utf-8")
    with world.database.write(OURS) as session:
        return begin.from_text(session, source, issuer_id=OURS, by=CLERK, now=NOW)


def test_first_messages_are_as_their_readers_will_read_them(world: DeskWorld) -> None:
    found = first_messages(world.desk.installation, begun(world), LOOKS, count=14)
    first = found[0]
    assert f"{first.at:%d/%m/%Y %H:%M}" == "01/07/2024 08:00"  # round 2 opens; NOW is in May
    assert first.text.startswith("Bắt đầu hôm nay: Đợt thi đua thứ hai")
    assert "Diễn tập" not in first.text
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert len(found) == 14


def test_units_kept_at_the_desk_are_told_too(world: DeskWorld) -> None:
    with world.database.write(OURS) as session:
        kept = load_in_force(session, OURS)
        units = [
            one.model_copy(update={"short": f"{one.short or one.name} mới"}) for one in kept.units
        ]
        changed = kept.model_copy(update={"units": tuple(units)})
        organising.put(session, changed, based_on=0, by=CLERK, now=NOW)
    first = first_messages(world.desk.installation, begun(world), LOOKS)[0]
    assert first.unit.endswith(" mới")


def test_page_asks_once_and_waits(world: DeskWorld) -> None:
    working = begun(world)
    installation = world.desk.installation
    assert find(installation, working) == Coming(is_asked=False)
    for _twice in range(2):
        ask(installation, working, by=CLERK)
        assert find(installation, working) == Coming()
    with world.database.read() as session:
        assert len(session.exec(select(Work)).all()) == 1
