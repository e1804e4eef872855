"""Drafts that wait for a person, and reminders by hand."""

import pytest

from scheduler.errors import CutOffPassed, NotAllowed, NotPossible
from scheduler.run.firing.tick import tick
from scheduler.workflow import escalation, extension, nudging, report
from scheduler.workflow import late as lateness
from scheduler.workflow import superior as reports
from tests.build import OFFICE, at
from tests.workflow.world import REPORT, RULES, World

LATE = at("2024-08-05 09:00")


@pytest.fixture
def late(world) -> World:
    """Three working days after the deadline: nobody has handed in, the draft to the block's head waits."""
    for moment in ("2024-08-01 08:00", "2024-08-05 08:00"):  # units were reminded on the first
        tick(world.province.database, OFFICE, now=at(moment))
    return world


def escalations(world: World) -> list[reports.Escalation]:
    with world.province.database.write() as session:
        return reports.load_escalations(session, world.actor(session, "u0@", LATE), now=LATE)


def settle(world: World, act, reminder_id: int, address: str = "u0@") -> int:
    with world.province.database.write() as session:
        return act(session, reminder_id, world.actor(session, address, LATE), now=LATE)


def nudge(world: World, occurrence_id: int = 1, address: str = "u0@") -> None:
    with world.province.database.write() as session:
        actor = world.actor(session, address, LATE)
        nudging.remind(session, occurrence_id, actor, again=False, now=LATE)


def test_escalation_names_the_units_that_owe(late):
    assert [one.units for one in escalations(late)] == [("Đơn vị u1", "Đơn vị u2", "Đơn vị u3")]


def test_sent_escalation_waits_no_longer(late):
    assert settle(late, escalation.send, escalations(late)[0].reminder_id) == 3
    assert escalations(late) == []


def test_dropped_escalation_is_never_sent(late):
    settle(late, escalation.drop, escalations(late)[0].reminder_id)
    assert late.province.rows("SELECT DISTINCT state FROM item WHERE state = 'dropped'") == [
        ("dropped",)
    ]


def test_escalation_is_settled_once(late):
    reminder_id = escalations(late)[0].reminder_id
    settle(late, escalation.send, reminder_id)
    entries = late.one("SELECT count(*) FROM ledger")
    with pytest.raises(NotPossible):
        settle(late, escalation.drop, reminder_id)
    assert late.one("SELECT count(*) FROM ledger") == entries


@pytest.mark.parametrize("act", [escalation.send, escalation.drop])
def test_escalation_nobody_wrote_is_refused(late, act):
    with pytest.raises(NotAllowed):
        settle(late, act, 999_999)


def test_unit_settles_no_escalation(late):
    with pytest.raises(NotAllowed):
        settle(late, escalation.send, escalations(late)[0].reminder_id, "u1@")


def test_nudge_of_an_unknown_occurrence_is_refused(late):
    with pytest.raises(NotAllowed):
        nudge(late, 999_999)


def test_nudge_reaches_who_has_not_handed_in(late):
    with late.acting("u1@", LATE) as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=LATE)
    nudge(late)
    tick(late.province.database, OFFICE, now=LATE)
    rows = late.province.rows(
        "SELECT value FROM item JOIN reminder ON reminder.id = reminder_id"
        " JOIN address ON address.id = address_id WHERE step LIKE 'nudge%' ORDER BY value"
    )
    assert rows == [("u2@",), ("u3@",)]


def test_late_units_are_listed_in_the_order_of_the_units(late):
    with late.province.database.write() as session:
        found = lateness.load_late(session, late.actor(session, "u0@", LATE), now=LATE)
    assert [(one.owing, one.total, one.units) for one in found] == [
        (3, 3, ("Đơn vị u1", "Đơn vị u2", "Đơn vị u3"))
    ]


def test_unit_with_more_time_is_not_late(late):
    late.province.execute(
        "UPDATE obligation SET due_at = '2024-08-09 10:00:00', late_after = '2024-08-09 17:00:00' WHERE unit_id ="
        " (SELECT id FROM unit WHERE code = 'u2')"
    )
    with late.province.database.write() as session:
        found = lateness.load_late(session, late.actor(session, "u0@", LATE), now=LATE)
    assert found[0].late == ("Đơn vị u1", "Đơn vị u3")


def test_preview_counts_who_cannot_be_reached(late):
    late.province.execute("UPDATE address SET closed_at = '2024-08-01' WHERE value = 'u3@'")
    with late.province.database.write() as session:
        actor = late.actor(session, "u0@", LATE)
        found = nudging.preview(session, 1, actor, now=LATE)
    assert (len(found.owing), found.unreachable) == (3, ("Đơn vị u3",))


def test_nobody_is_reminded_of_what_is_closed(late):
    late.province.execute("UPDATE occurrence SET cut_off_at = '2024-08-02'")
    with pytest.raises(CutOffPassed):
        nudge(late)


def test_escalation_is_over_once_the_unit_hands_in(late):
    with late.acting("u2@", LATE, unit="u2") as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=LATE)
    with late.acting("u0@", LATE, unit="u2") as (session, case, actor):
        report.give_back(session, case, actor, "thiếu biểu", RULES, now=LATE)
    assert [one.units for one in escalations(late)] == [("Đơn vị u1", "Đơn vị u3")]


def test_escalation_is_over_once_the_unit_has_more_time(late):
    until = at("2024-08-09 17:00")
    with late.acting("u2@", LATE, unit="u2") as (session, case, actor):
        wish = extension.ask(session, case, actor, until, "đang sáp nhập", RULES, now=LATE)
    with late.acting("u0@", LATE, unit="u2") as (session, case, actor):
        extension.grant(session, case, wish, actor, RULES, now=LATE)
    assert [one.units for one in escalations(late)] == [("Đơn vị u1", "Đơn vị u3")]


def test_who_took_over_the_superiors_post_meanwhile_is_not_told_of_himself(late):
    """The head of u2 heads the block too by the time the draft is sent."""
    late.province.bind("u1", "u2@", now=LATE)
    (one,) = escalations(late)
    assert [(part.units, part.reachable) for part in one.parts] == [
        (("Đơn vị u1",), True),
        (("Đơn vị u2",), False),
        (("Đơn vị u3",), True),
    ]
    assert settle(late, escalation.send, one.reminder_id) == 2
    (left,) = escalations(late)
    assert (left.state, left.units) == (reports.EscalationState.UNREACHED, ("Đơn vị u2",))


# when nobody can be reached


@pytest.fixture
def unreached(late) -> World:
    """The draft was sent, and nobody can be reached at u1, which heads the block and owes nothing itself."""
    late.province.execute(
        "UPDATE obligation SET state = 'accepted' WHERE unit_id ="
        " (SELECT id FROM unit WHERE code = 'u1')"
    )
    late.province.execute("UPDATE address SET closed_at = '2024-08-02' WHERE value = 'u1@'")
    assert settle(late, escalation.send, escalations(late)[0].reminder_id) == 0
    return late


def test_escalation_nobody_could_be_sent_stays(unreached):
    (one,) = escalations(unreached)
    assert one.state is reports.EscalationState.UNREACHED
    assert [(part.superior, part.reachable) for part in one.parts] == [
        ("Thủ trưởng Đơn vị u1", False)
    ]


def test_escalation_nobody_could_be_sent_is_not_sent_twice(unreached):
    with pytest.raises(NotPossible) as refused:
        settle(unreached, escalation.send, escalations(unreached)[0].reminder_id)
    assert (refused.value.state, refused.value.by) == ("unreached", "Thủ trưởng đơn vị, Đơn vị u0")


def test_escalation_told_another_way_is_over(unreached):
    reminder_id = escalations(unreached)[0].reminder_id
    assert settle(unreached, escalation.tell_another_way, reminder_id) == 2
    assert escalations(unreached) == []
    with pytest.raises(NotPossible) as refused:
        settle(unreached, escalation.drop, reminder_id)
    assert refused.value.state == "told"


def test_escalation_nobody_could_be_sent_is_over_once_the_unit_hands_in(unreached):
    with unreached.acting("u2@", LATE, unit="u2") as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=LATE)
    with unreached.acting("u0@", LATE, unit="u2") as (session, case, actor):
        report.give_back(session, case, actor, "thiếu biểu", RULES, now=LATE)
    assert [one.units for one in escalations(unreached)] == [("Đơn vị u3",)]


def test_unreached_units_are_those_a_word_waits_for(unreached):
    with unreached.province.database.read() as session:
        assert lateness.load_unreached(session, "pt", now=LATE) == ("Đơn vị u1",)
    unreached.province.execute("UPDATE obligation SET state = 'accepted'")
    with unreached.province.database.read() as session:
        assert lateness.load_unreached(session, "pt", now=LATE) == ()


@pytest.mark.parametrize("post", ["deputy", "clerk"])
def test_deputy_and_clerk_of_the_standing_body_decide_like_its_head(late, post):
    late.province.bind("u0", "other@", now=LATE, post=post)
    settle(late, escalation.drop, escalations(late)[0].reminder_id, "other@")
    nudge(late, address="other@")
    with late.acting("u1@", LATE) as (session, case, actor):
        report.submit(session, case, actor, REPORT, now=LATE)
    with late.acting("other@", LATE) as (session, case, actor):
        report.accept(session, case, actor, now=LATE)
    assert late.state() == "accepted"
