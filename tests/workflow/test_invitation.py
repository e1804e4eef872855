"""Invitations: once, in time, of this bot only; delegations by colleague and by link."""

from datetime import date

import pytest
from sqlmodel import select

from scheduler.errors import InviteExpired, InviteUnknown, InviteUsed
from scheduler.store.organisation import find_unit
from scheduler.store.tables import Invite, Unit
from scheduler.workflow import invitation
from scheduler.workflow.actor import load_actors
from tests.build import at
from tests.workflow.world import World

NOW = at("2024-07-25 09:00")
FRIDAY = date(2024, 7, 26)


def invited(world: World, post: str = "head") -> str:
    with world.province.database.write() as session:
        unit = find_unit(session, "u2")
        return invitation.invite(session, unit, post_kind=post, by="admin", now=NOW)


def taken(world: World, code: str, address: str, now=NOW, lane: str = "tg-pt") -> None:
    with world.province.database.write() as session:
        row = invitation.open_invite(session, lane, code, now=now)
        invitation.take(session, row, address=address, now=now)


def tenures(world: World, address: str, now=NOW) -> list[tuple[str, str, bool]]:
    with world.province.database.read() as session:
        actors = load_actors(session, "tg-pt", address, now=now)
        codes = {unit.id: unit.code for unit in session.exec(select(Unit))}
    return [(codes[t.unit_id], t.kind, t.stands_in) for one in actors for t in one.tenures]


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
    with world.province.database.write() as session, pytest.raises(InviteExpired):
        row = invitation.open_invite(session, "tg-pt", code, now=NOW)
        invitation.take(session, row, address="new@", now=NOW + invitation.VALID)


def test_invitation_taken_back_while_it_was_read_is_refused(world):
    code = invited(world)
    with world.province.database.write() as session, pytest.raises(InviteUnknown):
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
    with world.province.database.read() as session:
        assert code not in session.exec(select(Invite)).one().model_dump_json()
