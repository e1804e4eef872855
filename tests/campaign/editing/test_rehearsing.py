"""A draft rehearsed over its year: what everybody would be told, and what falls together."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.long_work import doers
from scheduler.access.roles import Role
from scheduler.campaign import proposals
from scheduler.campaign.editing import begin, planned, rehearsal_work
from scheduler.campaign.editing.first_messages import Coming, ask, find
from scheduler.campaign.editing.rehearsing import Days, prepare
from scheduler.campaign.editing.working import Working
from scheduler.run.works import Works
from scheduler.store import work
from scheduler.store.tables import RehearsedMessage
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

SAMPLE = Path("config/samples/campaigns/phu-tho-2024.yaml")
SOURCE = """campaign: thang
title: Thi đua 2024
year: 2024
issuer: phu-tho
directive: {number: 1/KH-UBND, issuer: Ủy ban nhân dân tỉnh Phú Thọ}
phases:
  - {id: cao-diem, title: Cao điểm im lặng, kind: peak, first_day: 2024-06-01, last_day: 2024-06-30, notices: none}
duties:
  - id: mot
    title: Báo cáo một
    kind: so_ket
    due: {by: 06-20}
    origin: {quoted: trước ngày 21/6}
    owed_by: {ids: [so-gddt, ubnd-tx-phu-tho]}
    to: so-noi-vu
  - id: hai
    title: Báo cáo hai
    kind: so_ket
    due: {by: 06-20}
    origin: {quoted: trước ngày 21/6}
    owed_by: {ids: [so-gddt]}
    to: so-noi-vu
"""


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


def begun(world: DeskWorld, source: str = SOURCE) -> Working:
    with world.database.write(OURS) as session:
        return begin.from_text(session, source, issuer_id=OURS, by=CLERK, now=NOW)


def apply(world: DeskWorld, source: str = SOURCE) -> None:
    installation = world.desk.installation
    proposal = planned.plan(installation, begun(world, source)).proposal
    assert proposal
    proposals.apply(installation, proposal, proposals.preview(installation, proposal))


def rehearsed(
    world: DeskWorld, working: Working, days: Days | None = None
) -> tuple[Mapping[str, Any], list[RehearsedMessage]]:
    """What its rehearsal came to, done as the engine does it."""
    installation = world.desk.installation
    days = days or prepare(installation, working).days
    with world.database.write(OURS) as session:
        number = rehearsal_work.ask(session, working, days, by=CLERK, now=NOW).id or 0
    assert Works(world.database, doers(installation), installation.clock).work_off()
    with world.database.read() as session:
        row = work.find(session, number, OURS)
        assert row.state == "done"
        return json.loads(row.found), work.load_messages(session, number, work.Which())


def test_year_is_told_from_its_first_day_to_its_last(world: DeskWorld) -> None:
    working = begun(world)
    days = prepare(world.desk.installation, working).days
    assert days == Days(
        date(2024, 5, 31), date(2024, 7, 12)
    )  # from the first reminder to the cut-off
    found, messages = rehearsed(world, working)
    assert found["messages"] == len(messages) == sum(found["days"].values())
    assert [one.at for one in messages] == sorted(one.at for one in messages)
    first = messages[0]
    assert (first.unit, first.name, first.post) == ("so-gddt", "Sở GD&ĐT", "Giám đốc")
    assert "Báo cáo hai" in first.text and "Diễn tập" not in first.text


def test_what_falls_together_is_found(world: DeskWorld) -> None:
    found, _messages = rehearsed(world, begun(world))
    assert found["deadlines"] == [["2024-06-20", ["Báo cáo một", "Báo cáo hai"], 1]]
    assert found["untold_peaks"] == ["Cao điểm im lặng"]
    assert found["days_off"] == []
    assert "Lâm Thao" in found["silent"] and "Sở GD&ĐT" not in found["silent"]


def test_who_cannot_be_reached_in_truth_is_named(world: DeskWorld) -> None:
    found, messages = rehearsed(world, begun(world))
    told = [one for one in messages if one.unit == "ubnd-tx-phu-tho"]
    # the Department reads mail, which needs nobody to be bound
    assert found["unreachable"] == [["ubnd-tx-phu-tho", "TX Phú Thọ", len(told)]]
    assert told


def test_what_the_standing_body_gets_counts_too(world: DeskWorld) -> None:
    working = begun(world)
    _found, messages = rehearsed(world, working)
    assert {one.post for one in messages if one.unit == "ban-tdkt"} == {"Trưởng ban"}
    world.sign_in(Role.CLERK)  # who holds that post from now on
    _found, messages = rehearsed(world, working)
    told = Counter(one.post for one in messages if one.unit == "ban-tdkt")
    assert told["Chuyên viên"] == told["Trưởng ban"] > 0


def test_what_is_moved_or_withdrawn_is_told_to_who_heard_of_it(world: DeskWorld) -> None:
    apply(world)
    world.desk.installation.clock.advance_to(NOW + timedelta(days=40))  # on 15 June
    kept, _hai, _rest = SOURCE.partition("  - id: hai")
    moved = kept.replace("{by: 06-20}", "{by: 06-28}").replace("trước ngày 21/6", "trước ngày 29/6")
    _found, messages = rehearsed(world, begun(world, moved))
    told = [one.text for one in messages if one.unit == "so-gddt"]
    assert f"{messages[0].at:%Y-%m-%d}" >= "2024-06-15"
    assert "28/6/2024" in told[0] and "20/6/2024" in told[0]
    assert any("Báo cáo hai" in text for text in told[:2])


def test_stale_text_is_not_rehearsed(world: DeskWorld) -> None:
    working = begun(world, SOURCE.replace("by: 06-20", "by: khi nào đó"))
    with world.database.write(OURS) as session:
        days = Days(date(2024, 6, 1), date(2024, 6, 30))
        rehearsal_work.ask(session, working, days, by=CLERK, now=NOW)
    installation = world.desk.installation
    assert Works(world.database, doers(installation), installation.clock).work_off()
    with world.database.read() as session:
        row = work.newest(session, working.id, rehearsal_work.KIND)
    assert row and (row.state, row.found) == ("failed", '{"fault": "invalid"}')


def test_first_messages_are_there_once_they_are_worked_out(world: DeskWorld) -> None:
    installation, working = world.desk.installation, begun(world)
    ask(installation, working, by=CLERK)
    assert find(installation, working) == Coming()
    assert Works(world.database, doers(installation), installation.clock).work_off()
    found = find(installation, working)
    assert found.messages and found.messages[0].unit == "Sở GD&ĐT"
