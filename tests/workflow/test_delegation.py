"""Delegations: given to a colleague or by a link, until a day or until taken back; on each kind of database."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from calendars.query import Scope, load_shown
from scheduler.errors import InviteUnknown, NotAllowed, NotLater, NotPossible
from scheduler.store.tables import Unit
from scheduler.workflow import delegation, invitation
from scheduler.workflow.actor import Actor, load_actors
from scheduler.workflow.delegation import Delegation, InForce
from tests.build import at
from tests.workflow.world import World

NOW = at("2024-07-25 09:00")
LATER = at("2024-07-25 10:00")
FRIDAY = date(2024, 7, 26)


@pytest.fixture
def world(both_world: World) -> World:
    return both_world


def tenures(world: World, address: str, now: datetime = NOW) -> list[tuple[str, str, bool]]:
    with world.province.database.read() as session:
        actors = load_actors(session, "tg-pt", address, now=now)
        codes = {unit.id: unit.code for unit in session.exec(select(Unit))}
    return [(codes[t.unit_id], t.kind, t.stands_in) for one in actors for t in one.tenures]


def given(world: World, now: datetime = NOW, until: date = FRIDAY, *, whole: bool = False) -> int:
    """u1's head gives the duty (or all) to the deputy; who that is."""
    with world.acting("u1@", now) as (session, case, actor):
        tenure = delegation.own_tenure(actor, case)
        who = delegation.colleagues(session, tenure, actor)[0].person_id
        scope = Delegation(tenure, until, None if whole else case)
        delegation.appoint(session, scope, actor, who, now=now)
        return who


def offered(world: World, now: datetime = NOW, *, whole: bool = False) -> str:
    """u1's head makes a link; its code."""
    with world.acting("u1@", now) as (session, case, actor):
        tenure = delegation.own_tenure(actor, case)
        scope = Delegation(tenure, FRIDAY, None if whole else case)
        return delegation.invite_colleague(session, scope, actor, now=now)


def opened(world: World, code: str, address: str, now: datetime = NOW) -> None:
    with world.province.database.write() as session:
        row = invitation.open_invite(session, "tg-pt", code, now=now)
        invitation.take(session, row, address=address, now=now)


def in_force(world: World, address: str = "u1@", now: datetime = NOW) -> list[InForce]:
    with world.province.database.read() as session:
        tenure = delegation.own_tenure(world.actor(session, address, now))
        return delegation.load_in_force(session, tenure, now=now)


def taken_back(world: World, one: InForce, address: str = "u1@", now: datetime = LATER) -> None:
    with world.province.database.write() as session:
        actor: Actor = world.actor(session, address, now)
        delegation.take_back(session, actor, one.id, offered=one.offered, now=now)


def entries(world: World, kind: str) -> list[tuple[str, str]]:
    rows = world.province.rows("SELECT kind, subject, actor FROM ledger ORDER BY seq")
    return [(subject, actor) for found, subject, actor in rows if found == kind]


def test_colleague_stands_in_until_the_end_of_the_day(world):
    given(world, whole=True)
    late = at("2024-07-26 23:59")
    assert ("u1", "head", True) in tenures(world, "u1-deputy@", late)
    assert ("u1", "head", True) not in tenures(world, "u1-deputy@", late + timedelta(minutes=1))


def test_holder_stays_while_somebody_stands_in(world):
    given(world)
    assert tenures(world, "u1@") == [("u1", "head", False)]


def test_colleague_is_told_of_the_one_duty(world):
    given(world)
    assert world.told("stands_in") == 1


def test_delegation_to_a_stranger_is_refused(world):
    with world.acting("u1@", NOW) as (session, case, actor), pytest.raises(NotAllowed):
        scope = Delegation(delegation.own_tenure(actor, case), FRIDAY, case)
        delegation.appoint(session, scope, actor, 999, now=NOW)


def test_day_that_is_over_is_refused(world):
    with pytest.raises(NotLater):
        given(world, until=date(2024, 7, 24))


def test_deputy_gives_nothing_away(world):
    with world.acting("u1-deputy@", NOW) as (_session, case, actor), pytest.raises(NotAllowed):
        delegation.own_tenure(actor, case)


@pytest.mark.parametrize("whole", [True, False])
def test_who_stands_in_gives_nothing_further(world, whole):
    opened(world, offered(world, whole=whole), "helper@")
    with world.acting("helper@", NOW) as (_session, case, actor), pytest.raises(NotAllowed):
        delegation.own_tenure(actor, case)


def test_who_stands_in_takes_nothing_back(world):
    given(world, whole=True)
    with pytest.raises(NotAllowed):
        taken_back(world, in_force(world)[0], "u1-deputy@")


def test_invited_colleague_stands_in_for_that_duty_only(world):
    opened(world, offered(world), "helper@")
    with world.acting("helper@", NOW) as (_session, case, actor):
        assert actor.tenure_for(case.obligation) is not None
        assert actor.standing is None


def test_what_is_in_force_says_who_has_what_until_when(world):
    given(world)
    opened(world, offered(world, whole=True), "helper@")
    offered(world)
    end = at("2024-07-27 00:00")
    found = [(one.title, one.duty, one.offered, one.until_at) for one in in_force(world)]
    assert found == [
        ("Cấp phó", "Báo cáo bc", False, end),
        ("", "", False, end),
        ("", "Báo cáo bc", True, end),
    ]


def test_given_again_is_in_force_once_with_the_new_day(world):
    given(world)
    given(world, LATER, date(2024, 7, 30))
    assert [one.until_at for one in in_force(world, now=LATER)] == [at("2024-07-31 00:00")]


@pytest.mark.parametrize("whole", [True, False])
def test_delegation_taken_back_ends_at_once(world, whole):
    given(world, whole=whole)
    taken_back(world, in_force(world)[0])
    assert tenures(world, "u1-deputy@", LATER) == [("u1", "deputy", False)]
    assert in_force(world, now=LATER) == []


def test_delegation_taken_back_keeps_its_history(world):
    given(world)
    taken_back(world, in_force(world)[0])
    rows = world.province.rows("SELECT by FROM holder WHERE stands_in AND until_at IS NOT NULL")
    head = "Thủ trưởng đơn vị, Đơn vị u1"
    assert rows == [(head,)]
    assert entries(world, "stand-in named") == [("u1/head", head)]
    assert entries(world, "stand-in ended") == [("u1/head", head)]


def test_delegation_is_taken_back_once(world):
    given(world)
    [one] = in_force(world)
    taken_back(world, one)
    with pytest.raises(NotPossible):
        taken_back(world, one)
    assert len(entries(world, "stand-in ended")) == 1


def test_other_delegations_of_the_same_person_stay(world):
    given(world)
    given(world, whole=True)
    taken_back(world, next(one for one in in_force(world) if one.duty))
    assert ("u1", "head", True) in tenures(world, "u1-deputy@", LATER)


def test_link_taken_back_opens_nothing(world):
    code = offered(world)
    taken_back(world, in_force(world)[0])
    with pytest.raises(InviteUnknown):
        opened(world, code, "helper@", LATER)
    assert entries(world, "invitation taken back") == [("u1/head", "Thủ trưởng đơn vị, Đơn vị u1")]


def test_link_that_was_opened_is_listed_as_who_stands_in(world):
    opened(world, offered(world), "helper@")
    assert [one.offered for one in in_force(world)] == [False]


def test_another_unit_ends_nothing_here(world):
    given(world)
    [one] = in_force(world)
    with pytest.raises(NotAllowed):
        taken_back(world, one, "u2@")
    assert in_force(world, now=LATER) == [one]


def test_holder_themselves_is_not_taken_back(world):
    holder = world.one(
        "SELECT min(id) FROM holder WHERE NOT stands_in AND post_id = (SELECT post.id"
        " FROM post JOIN unit ON unit.id = unit_id WHERE code = 'u1' AND post.kind = 'head')"
    )
    with world.province.database.write() as session, pytest.raises(NotPossible):
        actor = world.actor(session, "u1@", NOW)
        delegation.take_back(session, actor, holder, offered=False, now=NOW)


def test_new_head_sees_and_ends_what_the_one_before_gave(world):
    given(world, whole=True)
    world.province.bind("u1", "new@", now=LATER)
    assert ("u1", "head", True) in tenures(world, "u1-deputy@", LATER)
    [one] = in_force(world, "new@", LATER)
    taken_back(world, one, "new@", LATER + timedelta(hours=1))
    assert in_force(world, "new@", LATER + timedelta(hours=1)) == []


def test_head_who_left_sees_nothing(world):
    given(world, whole=True)
    [one] = in_force(world)
    world.province.bind("u1", "new@", now=LATER)
    with pytest.raises(NotAllowed):
        taken_back(world, one, "u1@", LATER)


def test_link_of_a_head_who_left_is_no_way_back_in(world):
    code = offered(world, whole=True)
    world.province.bind("u1", "new@", now=LATER)
    assert in_force(world, "new@", LATER) == []
    with pytest.raises(InviteUnknown):
        opened(world, code, "u1@", LATER)


def test_own_work_of_who_stood_in_follows_at_once(world):
    opened(world, offered(world), "helper@")
    who = in_force(world)[0].person_id
    assert who is not None
    assert deadlines(world, who, LATER) == ["bc/once"]
    taken_back(world, in_force(world)[0])
    assert deadlines(world, who, LATER + timedelta(seconds=2)) == []


def deadlines(world: World, person_id: int, now: datetime) -> list[str]:
    with world.province.database.read() as session:
        shown = load_shown(session, Scope("person", person_id), now=now)
    assert shown is not None
    return [entry.key for entry in shown.entries if entry.due_at]
