"""A round or peak speaks: once, in the card of its morning, to the heads of the units that owe."""

import json
from contextlib import closing
from typing import Any

import pytest

from scheduler.plan.diff import diff
from scheduler.run import restored
from scheduler.run.outcome import Refused
from scheduler.run.sending.lanes import pause
from scheduler.store.database import Database
from scheduler.store.mailboxes import save_mailboxes
from scheduler.store.serving import note
from scheduler.workflow import late
from tests.build import OFFICE, Province, at, definition, duty, organisation, plan, unit
from tests.databases import SqliteFiles
from tests.run.road import LANE, Road

START = at("2024-01-15 09:00")


def phase(first: str = "07-01", last: str = "12-31", **more: Any) -> dict[str, Any]:
    return {"id": "dot-2", "title": "Đợt 2", "first_day": first, "last_day": last} | more


def apply(road: Road, *phases: dict[str, Any], now: str = "2024-01-15 09:00", **more: Any) -> None:
    road.province.apply(definition(phases=phases, **more), now=at(now))


async def heard(road: Road, now: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Address, and title and kind of each phase told there, of one pass at that time."""
    for lane in road.tick(now):
        await road.drain()(lane)
    found = [
        (said.address, [(one.title, one.kind.value) for one in said.notice.announced])
        for said in road.channel.said
    ]
    road.channel.said.clear()
    return sorted(found)


def opened_with_mailbox(database: Database) -> Road:
    """Round 2 has opened, and nothing has left yet; u1 reads mail beside its chat."""
    reads = unit("u1", channels=["telegram", "email"], email="u1@pt.example")
    units = organisation(units=[unit("u0"), reads, unit("u2")])
    road = Road(Province(database, units).open())
    with database.write() as session:
        save_mailboxes(session, units, actor="admin", now=START)
        note(session, {LANE: None, "mail-pt": None}, now=START)
    apply(road, phase())
    road.tick("2024-07-01 08:00")
    return road


OPENS = [(f"{code}@", [("Đợt 2", "opening")]) for code in ("u1", "u2")]


async def test_an_opening_is_told_once_to_the_heads_of_units_that_owe(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    assert await heard(road, "2024-07-01 07:59") == []
    assert await heard(road, "2024-07-01 08:00") == OPENS
    assert await heard(road, "2024-07-01 08:01") == []
    assert await heard(road, "2024-07-02 08:00") == []


async def test_the_ledger_tells_how_many_were_told_and_who(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    await heard(road, "2024-07-01 08:00")
    (fired,) = map(json.loads, road.ledger("announcement fired"))
    assert (fired["day"], fired["people"], fired["unreachable"]) == ("2024-07-01", 2, [])
    sent = [json.loads(data) for data in road.ledger("message sent")]
    assert [one["announced"] for one in sent] == [["pt-2024/dot-2/opening"]] * 2


async def test_it_comes_in_the_card_of_what_is_due_that_morning(both_road: Road) -> None:
    road = both_road
    apply(road, phase("07-22"))
    for lane in road.tick("2024-07-22 08:00"):
        await road.drain()(lane)
    assert [
        (said.address, [str(item.step) for item in said.notice.items], len(said.notice.announced))
        for said in road.channel.said
    ] == [("u1@", ["before-7wd"], 1), ("u2@", ["before-7wd"], 1)]


async def test_two_that_begin_together_are_one_message(both_road: Road) -> None:
    road = both_road
    apply(road, phase(), phase(id="cao-diem", title="Cao điểm", last="07-27"))
    both = [("Đợt 2", "opening"), ("Cao điểm", "opening")]
    assert await heard(road, "2024-07-01 08:00") == [("u1@", both), ("u2@", both)]


async def test_who_heads_two_units_hears_it_once(both_road: Road) -> None:
    road = both_road
    road.province.bind("u2", "u1@", now=START)
    apply(road, phase())
    assert await heard(road, "2024-07-01 08:00") == OPENS[:1]


async def test_applied_in_mid_year_nothing_is_told_of_what_began_before(both_road: Road) -> None:
    road = both_road
    apply(road, phase("01-01", "06-30", id="dot-1"), phase(), now="2024-07-01 09:00")
    for now in ("2024-07-01 09:01", "2024-07-02 08:00"):
        assert await heard(road, now) == []


async def test_after_downtime_it_is_told_the_same_day_and_on_none_later(both_road: Road) -> None:
    road = both_road
    apply(road, phase(), phase("08-01", id="dot-3", title="Đợt 3"))
    assert await heard(road, "2024-07-01 16:00") == OPENS
    told = await heard(road, "2024-08-02 08:00")
    assert [announced for _address, announced in told if announced] == []
    assert len(road.ledger("announcement stale")) == 1


async def test_a_silent_lane_does_not_tell_it_the_day_after(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    road.tick("2024-07-01 08:00")  # and nothing drains until
    assert await heard(road, "2024-07-02 08:00") == []
    reasons = [json.loads(data)["reasons"] for data in road.ledger("message not said")]
    assert reasons == [["its day is over"]] * 2


async def test_moved_while_planned_it_is_told_on_its_new_day_once(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    apply(road, phase("07-08"), now="2024-06-20 09:00")
    assert await heard(road, "2024-07-01 08:00") == []
    assert await heard(road, "2024-07-08 08:00") == OPENS
    assert await heard(road, "2024-07-09 08:00") == []


async def test_moved_after_it_was_told_the_new_day_says_what_was_told(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    await heard(road, "2024-07-01 08:00")
    apply(road, phase("07-15"), now="2024-07-01 10:00")
    for lane in road.tick("2024-07-15 08:00"):
        await road.drain()(lane)
    before = {one.told_before for said in road.channel.said for one in said.notice.announced}
    assert [str(day) for day in before] == ["2024-07-01"]


async def test_moved_back_to_a_day_that_was_told_it_is_not_told_again(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    await heard(road, "2024-07-01 08:00")
    apply(road, phase("07-15"), now="2024-07-01 10:00")
    apply(road, phase(), now="2024-07-01 10:30")
    for now in ("2024-07-01 10:31", "2024-07-15 08:00"):
        assert await heard(road, now) == []


async def test_moved_away_and_back_in_time_it_is_told(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    apply(road, phase("07-15"), now="2024-06-20 09:00")
    apply(road, phase(), now="2024-06-21 09:00")
    assert await heard(road, "2024-07-01 08:00") == OPENS
    assert await heard(road, "2024-07-15 08:00") == []


async def test_a_withdrawn_phase_is_silent(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    road.tick("2024-07-01 08:00")
    apply(road, now="2024-07-01 08:00")  # before anything has left
    assert await heard(road, "2024-07-01 08:01") == []


async def test_applied_again_nothing_changes(both_road: Road) -> None:
    road = both_road
    given = definition(phases=[phase("01-01", "06-30", id="dot-1"), phase()])
    road.province.apply(given, now=START)
    assert not diff(road.province.plan(), plan(given, road.province.units))
    await heard(road, "2024-07-01 08:00")
    assert not diff(road.province.plan(), plan(given, road.province.units))


async def test_who_holds_the_post_no_longer_is_not_told(both_road: Road) -> None:
    road = both_road
    apply(road, phase())
    road.tick("2024-07-01 08:00")
    road.province.bind("u1", "new@", now=at("2024-07-01 08:00"))
    told = [address for address, announced in await heard(road, "2024-07-01 08:01") if announced]
    assert told == ["u2@"]


async def test_a_card_whose_deadline_went_to_who_came_stays_until_it_is_worded(road: Road) -> None:
    apply(road, phase("07-22"))
    road.tick("2024-07-22 08:00")
    road.province.bind("u1", "new@", now=at("2024-07-22 08:00"))
    told = await road.pass_at("2024-07-22 08:01")
    assert sorted(told) == [("new@", "u1", "before-7wd"), ("u2@", "u2", "before-7wd")]
    assert sorted(road.deliveries()) == [("dropped", 0), ("sent", 1), ("sent", 1)]


async def test_a_unit_without_a_channel_is_on_the_list_for_paper_until_it_is_over(
    sqlite_files: SqliteFiles,
) -> None:
    def fill(database: Database) -> None:
        Province(database, organisation(3)).open(bound=False).bind("u1", "u1@", now=START)

    with closing(Database(sqlite_files.filled("unbound", fill))) as database:
        road = Road(Province(database, organisation(3)))
        apply(road, phase("07-01", "07-20"))
        assert await heard(road, "2024-07-01 08:00") == OPENS[:1]
        (fired,) = map(json.loads, road.ledger("announcement fired"))
        assert (fired["people"], fired["unreachable"]) == (1, ["u2"])
        with database.read() as session:
            for now, names in (("2024-07-20 09:00", ("Đơn vị u2",)), ("2024-07-21 09:00", ())):
                assert late.load_unreached(session, "pt", now=at(now)) == names


async def test_an_address_that_is_closed_leaves_it_to_the_units_mailbox(database: Database) -> None:
    road = opened_with_mailbox(database)
    road.channel.answers.append(Refused("403", closes_address=True))
    await road.drain()(LANE)
    assert road.tick("2024-07-01 08:01") == ["mail-pt"]
    ways = road.province.rows(
        "SELECT value, state FROM announcement_item JOIN address ON address.id = address_id ORDER BY value"
    )
    assert ways == [("u1@pt.example", "carded"), ("u2@", "carded")]


async def test_a_lane_long_silent_leaves_it_to_the_units_mailbox(database: Database) -> None:
    road = opened_with_mailbox(database)
    with database.write() as session:
        pause(session, LANE, until=at("2024-07-01 12:00"), reason="502", now=at("2024-07-01 08:01"))
    assert "mail-pt" not in road.tick("2024-07-01 08:10")
    assert "mail-pt" in road.tick("2024-07-01 08:17")
    ways = "SELECT value, state FROM announcement_item JOIN address ON address.id = address_id"
    assert road.province.rows(f"{ways} ORDER BY value") == [
        ("u1@pt.example", "carded"),
        ("u2@", "carded"),
    ]
    for later in ("2024-07-01 08:18", "2024-07-01 08:40"):
        road.tick(later)
        assert len(road.deliveries()) == 3, "the one set aside, its mail, and that of u2"


async def test_a_backup_put_to_work_holds_it_for_a_persons_word(road: Road) -> None:
    apply(road, phase())
    with road.province.database.write() as session:
        restored.hold(session, OFFICE, actor="admin", now=at("2024-07-01 09:00"))
        held = restored.load_held(session)
        assert [one.about for one in held] == [("pt-2024/dot-2/opening",)] * 2
        restored.release(session, held, actor="admin", now=at("2024-07-01 09:05"))
    assert await heard(road, "2024-07-01 09:05") == OPENS


async def test_a_pass_cut_off_leaves_all_or_nothing(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(road, phase())
    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr("scheduler.run.firing.cards.deal", _killed)
        road.tick("2024-07-01 08:00")
    assert road.province.rows("SELECT count(*) FROM announcement_item") == [(0,)]
    assert await heard(road, "2024-07-01 08:01") == OPENS


def _killed(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


async def test_one_that_cannot_be_computed_stops_no_other(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(road, phase("07-22"))
    with monkeypatch.context() as broken:
        broken.setattr("scheduler.run.firing.announcing._statement", _broken)
        told = await road.pass_at("2024-07-22 08:00")
    assert sorted(told) == [("u1@", "u1", "before-7wd"), ("u2@", "u2", "before-7wd")]
    assert len(road.ledger("announcement failed")) == 1
    assert await heard(road, "2024-07-22 08:20") == OPENS


def _broken() -> None:
    raise ValueError("no such thing")


async def test_a_card_held_until_the_morning_waits_for_what_is_announced_then(road: Road) -> None:
    """Else it leaves a moment before, and a person hears twice."""
    apply(road, phase(), duties=(duty(owed_by={"ids": ["u1", "u2"]}),))
    road.province.execute(
        "INSERT INTO delivery (key, lane_id, address_id, post_id, state, not_before, attempts,"
        " possible_duplicate, created_at) SELECT 'held', lane_id, address.id, post.id, 'queued',"
        " '2024-07-01 01:00:00.000000', 0, 0, '2024-06-30 12:00:00.000000'"
        " FROM address JOIN holder ON holder.person_id = address.person_id"
        " JOIN post ON post.id = holder.post_id WHERE address.value = 'u1@'"
    )
    road.clock.advance_to(at("2024-07-01 08:00"))
    assert await road.drain()(LANE) == 0
    assert road.province.rows("SELECT state FROM delivery") == [("queued",)]


CONGRESS = {"id": "dai-hoi", "title": "Đại hội XIV", "day": "2024-09-19"}
ELECTION = {"id": "bau-cu", "title": "Bầu cử", "day": "2024-09-19"}


async def test_an_opening_names_the_occasions_it_welcomes_in_the_order_of_the_phase(
    both_road: Road,
) -> None:
    road = both_road
    held = phase(anniversaries=["dai-hoi", "bau-cu"])
    apply(road, held, occasions=[ELECTION, CONGRESS])
    for lane in road.tick("2024-07-01 08:00"):
        await road.drain()(lane)

    (told,) = road.channel.said[0].notice.announced
    assert [day.title for day in told.days] == ["Đại hội XIV", "Bầu cử"]
    assert [(day.ordinal, day.occasion) for day in told.days] == [(None, None)] * 2
