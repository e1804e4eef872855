"""A report on its way, and who may do what to it."""

import pytest

from scheduler.errors import CutOffPassed, NotAllowed, NotPossible, ProofMissing
from scheduler.workflow import report
from scheduler.workflow.report import Report
from tests.build import at
from tests.workflow.world import FILE, REPORT, RULES, World

NOW = at("2024-07-25 09:00")
LATE = at("2024-08-02 09:00")


def submitted(world: World, now=NOW, given=REPORT) -> None:
    with world.acting("u1@", now) as (session, case, actor):
        report.submit(session, case, actor, given, now=now)


def returned(world: World, now=NOW) -> None:
    with world.acting("u0@", now) as (session, case, actor):
        report.give_back(session, case, actor, "thiếu biểu 2", RULES, now=now)


def test_seen_is_signed_by_post_and_unit(world):
    with world.acting("u1@", NOW) as (session, case, actor):
        report.see(session, case, actor, RULES, now=NOW)
    rows = world.province.rows("SELECT state, state_by FROM obligation WHERE state != 'open'")
    assert rows == [("seen", "Thủ trưởng đơn vị, Đơn vị u1")]


def test_deputy_may_submit(world):
    with world.acting("u1-deputy@", NOW) as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=NOW)
    assert world.state() == "submitted"


def test_submission_keeps_its_files_and_tells_the_standing_body(world):
    submitted(world)
    assert world.province.rows("SELECT name, octets FROM submissionfile") == [("bao-cao.pdf", 1000)]
    assert world.told("submitted") == 1


def test_report_after_the_deadline_is_late(world):
    submitted(world, LATE)
    assert world.one("SELECT on_time FROM submission") == 0


def test_missing_proof_changes_nothing(world):
    with pytest.raises(ProofMissing) as caught:
        submitted(world, given=Report(files=(FILE,)))
    assert caught.value.missing == ("number",)
    assert world.state() == "open"


def test_second_report_is_told_who_was_first(world):
    submitted(world)
    with pytest.raises(NotPossible) as caught:
        submitted(world)
    assert (caught.value.at, caught.value.by) == (NOW, "Thủ trưởng đơn vị, Đơn vị u1")


def test_nothing_is_taken_in_after_the_cut_off(world):
    with pytest.raises(CutOffPassed):
        submitted(world, at("2024-08-22 00:00"))


def test_accepted_report_is_told_to_the_unit(world):
    submitted(world)
    with world.acting("u0@", NOW) as (session, case, actor):
        report.accept(session, case, actor, now=NOW)
    assert (world.state(), world.told("accepted")) == ("accepted", 1)


def test_returned_report_starts_a_short_clock(world):
    submitted(world, at("2024-07-31 10:00"))
    returned(world, at("2024-07-31 16:00"))
    assert world.state() == "returned"
    assert world.one("SELECT due_at FROM obligation WHERE state = 'returned'").startswith(
        "2024-08-05 10:00"
    )


def test_returned_report_never_shortens_the_time_the_unit_had(world):
    submitted(world)
    returned(world, at("2024-07-25 10:00"))
    assert world.one("SELECT due_at FROM obligation WHERE state = 'returned'") is None


def test_returned_report_is_handed_in_again(world):
    submitted(world)
    returned(world)
    submitted(world, at("2024-07-26 09:00"))
    assert world.province.rows("SELECT state FROM submission ORDER BY id") == [
        ("returned",),
        ("submitted",),
    ]


def test_waived_is_owed_no_longer(world):
    with world.acting("u0@", NOW) as (session, case, actor):
        report.waive(session, case, actor, "đơn vị mới sáp nhập", now=NOW)
    with pytest.raises(NotPossible):
        submitted(world)


def test_each_side_does_its_own_part_only(world):
    submitted(world)
    with pytest.raises(NotAllowed), world.acting("u1@", NOW) as (session, case, actor):
        report.accept(session, case, actor, now=NOW)
    with pytest.raises(NotAllowed), world.acting("u0@", NOW) as (session, case, actor):
        report.see(session, case, actor, RULES, now=NOW)


def test_another_unit_does_not_see_the_case(world):
    with pytest.raises(NotAllowed), world.acting("u2@", NOW, unit="u1"):
        pass


def test_group_of_the_standing_body_decides_nothing(world):
    world.province.bind("u0", "-100", now=NOW, post="group")
    with world.province.database.write() as session:
        assert world.actor(session, "-100", NOW).standing is None


def test_cards_in_flight_are_edited_too(world):
    world.province.execute(
        "INSERT INTO reminder (id, occurrence_id, revision, step, at, recipients, draft)"
        " SELECT 900, occurrence_id, 1, 'x', '2024-07-25', 'head', 0 FROM obligation LIMIT 1"
    )
    world.province.execute(
        "INSERT INTO delivery (id, key, lane_id, address_id, post_id, state, not_before, attempts,"
        " possible_duplicate, edit_wanted, created_at) SELECT 900, 'k', 'tg-pt', min(address.id),"
        " min(post.id), 'claimed', '2024-07-25', 1, 0, 0, '2024-07-25' FROM address, post"
    )
    world.province.execute(
        "INSERT INTO item (key, reminder_id, obligation_id, delivery_id, state, not_before,"
        " created_at) SELECT 'k', 900, obligation.id, 900, 'carded', '2024-07-25', '2024-07-25'"
        " FROM obligation JOIN unit ON unit.id = unit_id WHERE code = 'u1'"
    )
    submitted(world)
    assert world.one("SELECT edit_wanted FROM delivery") == 1
