"""Invitations: once, in time, of this bot only; delegations by colleague and by link."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from scheduler.errors import InviteExpired, InviteUnknown, InviteUsed, NotAllowed, NotLater
from scheduler.store.organisation import find_unit
from scheduler.store.tables import Invite
from scheduler.workflow import delegation, invitation
from scheduler.workflow.actor import load_actor
from scheduler.workflow.delegation import Delegation
from tests.build import at
from tests.workflow.world import World

NOW = at("2024-07-25 09:00")
FRIDAY = date(2024, 7, 26)


def invited(world: World, post: str = "head") -> str:
    with world.desk.database.write() as session:
        unit = find_unit(session, "u2")
        return invitation.invite(session, unit, post_kind=post, by="admin", now=NOW)


def taken(world: World, code: str, address: str, now=NOW, lane: str = "tg-pt") -> None:
    with world.desk.database.write() as session:
        row = invitation.open_invite(session, lane, code, now=now)
        invitation.take(session, row, address=address, now=now)


def tenures(world: World, address: str, now=NOW) -> list[tuple[str, str, bool]]:
    with world.desk.database.read() as session:
        actor = load_actor(session, "tg-pt", address, now=now)
    return [(t.unit_code, t.kind, t.stands_in) for t in actor.tenures] if actor else []


def test_invitation_makes_a_holder_and_ends_the_one_before(world):
    taken(world, invited(world), "new@")
    assert tenures(world, "new@") == [("u2", "head", False)]
    assert tenures(world, "u2@") == []


def test_invitation_works_once(world):
    code = invited(world)
    taken(world, code, "new@")
    with pytest.raises(InviteUsed):
        taken(world, code, "other@")


def test_invitation_expires(world):
    code = invited(world)
    with pytest.raises(InviteExpired):
        taken(world, code, "new@", NOW + invitation.VALID)


def test_invitation_that_expired_while_it_was_read_is_refused(world):
    code = invited(world)
    with world.desk.database.write() as session, pytest.raises(InviteExpired):
        row = invitation.open_invite(session, "tg-pt", code, now=NOW)
        invitation.take(session, row, address="new@", now=NOW + invitation.VALID)


def test_invitation_taken_back_while_it_was_read_is_refused(world):
    code = invited(world)
    with world.desk.database.write() as session, pytest.raises(InviteUnknown):
        row = invitation.open_invite(session, "tg-pt", code, now=NOW)
        row.revoked_at = NOW
        session.add(row)
        session.flush()
        invitation.take(session, row, address="new@", now=NOW)


def test_invitation_of_another_bot_is_unknown(world):
    with pytest.raises(InviteUnknown):
        taken(world, invited(world), "new@", lane="tg-lc")


def test_only_the_hash_of_a_code_is_kept(world):
    code = invited(world)
    with world.desk.database.read() as session:
        assert code not in session.exec(select(Invite)).one().model_dump_json()


def given(world: World, now=NOW, until=FRIDAY, *, whole: bool = False) -> int:
    """u1's head gives the duty (or all) to the deputy; who that is."""
    with world.acting("u1@", now) as (session, case, actor):
        tenure = delegation.own_tenure(actor, case)
        who = delegation.colleagues(session, tenure, actor)[0].person_id
        scope = Delegation(tenure, until, None if whole else case)
        delegation.appoint(session, scope, actor, who, now=now)
        return who


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


def test_invited_colleague_stands_in_for_that_duty_only(world):
    with world.acting("u1@", NOW) as (session, case, actor):
        scope = Delegation(delegation.own_tenure(actor, case), FRIDAY, case)
        code = delegation.invite_colleague(session, scope, actor, now=NOW)
    taken(world, code, "helper@")
    with world.acting("helper@", NOW) as (_session, case, actor):
        assert actor.tenure_for(case.obligation) is not None
        assert actor.desk is None


def test_delegation_taken_back_ends_at_once(world):
    who = given(world)
    with world.acting("u1@", NOW) as (session, case, actor):
        scope = Delegation(delegation.own_tenure(actor, case), FRIDAY, case)
        delegation.take_back(session, scope, who, now=NOW)
    assert tenures(world, "u1-deputy@") == [("u1", "deputy", False)]
