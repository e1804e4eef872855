"""Who is signed in, for how long, and how it ends."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from scheduler.access import accounts, sessions
from scheduler.access.roles import Right, Role, rights_of
from scheduler.access.visitor import Whose
from scheduler.store.database import Database
from scheduler.store.tables import DeskSession, Issuer
from tests.access.offices import NOW, WALL, Offices

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def visited(offices: Offices, secret: str, after: timedelta) -> bool:
    """Whether the request that long after signing in is answered."""
    return sessions.visit(offices.database, secret, wall=WALL + after, now=NOW) is not None


def last_seen(offices: Offices) -> timedelta:
    with offices.database.read() as session:
        return session.exec(select(DeskSession)).one().last_seen_at - WALL


@settings(max_examples=30)
@given(waits=st.lists(st.integers(1, 130), min_size=1, max_size=14))
def test_a_session_ends_two_hours_after_a_request_and_twelve_in_all(
    offices: Offices, waits: list[int]
) -> None:
    """The law to five minutes, for it is not written at every request that somebody was seen."""
    secret = offices.signed_in(person_id=offices.person())
    at = seen = timedelta(0)
    for wait in waits:
        at += wait * MINUTE
        idle = at - seen
        answered = visited(offices, secret, at)
        if at >= sessions.LASTS or idle >= sessions.IDLE:
            assert not answered
        elif idle < sessions.IDLE - sessions.SEEN_EVERY:
            assert answered
        if not answered:
            assert not visited(offices, secret, at + MINUTE), "what has ended does not go on"
            return
        seen = at


def test_it_is_not_written_at_every_request_that_somebody_was_seen(offices: Offices) -> None:
    secret = offices.signed_in(person_id=offices.person())
    noted = []
    for minutes in (1, 4, 5, 6, 9, 10):
        assert visited(offices, secret, minutes * MINUTE)
        noted.append(last_seen(offices) // MINUTE)
    assert noted == [0, 0, 5, 5, 5, 10]


def test_who_cannot_be_noted_is_let_in_all_the_same(offices: Offices) -> None:
    """A database that may only be read at another time, the disk full, somebody writing for long."""
    secret = offices.signed_in(person_id=offices.person())
    elsewhen = Database(offices.database.url.render_as_string(hide_password=False), rehearsal=True)
    try:
        at = WALL + 30 * MINUTE
        assert sessions.visit(elsewhen, secret, wall=at, now=NOW) is not None
    finally:
        elsewhen.close()
    assert last_seen(offices) == timedelta(0)


def test_another_time_of_campaigns_signs_nobody_out(offices: Offices) -> None:
    secret = offices.signed_in(account_id=offices.account().id)
    for now in (NOW - timedelta(days=900), NOW + timedelta(days=900)):
        assert offices.find(secret, now=now) is not None


@pytest.mark.parametrize("secret", ["", "x", "a" * 43])
def test_nobody_else_is_signed_in(offices: Offices, secret: str) -> None:
    offices.signed_in(person_id=offices.person())
    assert offices.find(secret) is None


def test_a_secret_is_kept_as_a_digest_and_the_device_is_cut(offices: Offices) -> None:
    secret = offices.signed_in(person_id=offices.person(), device="x" * 5000)
    with offices.database.read() as session:
        row = session.exec(select(DeskSession)).one()
        assert secret not in str(row)
        assert len(row.device) == sessions.DEVICE


@pytest.mark.parametrize("post", ["head", "deputy", "clerk"])
def test_a_post_gives_its_rights(offices: Offices, post: str) -> None:
    visitor = offices.visitor(offices.signed_in(person_id=offices.person(post)))
    with offices.database.read() as session:
        issuer = session.get_one(Issuer, "pt")
    assert (visitor.issuer_id, visitor.rights) == ("pt", rights_of(Role(post), issuer))


def test_what_the_issuer_says_holds_at_the_next_request(offices: Offices) -> None:
    secret = offices.signed_in(person_id=offices.person("deputy"))
    assert not offices.visitor(secret).may(Right.DEFINE)
    with offices.database.write("pt") as session:
        session.get_one(Issuer, "pt").desk_define = "clerk,deputy"
    assert offices.visitor(secret).may(Right.DEFINE)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.VIEWER, Role.OPERATOR])
def test_an_account_gives_the_rights_of_its_role(offices: Offices, role: Role) -> None:
    account = offices.account("ai", role)
    visitor = offices.visitor(offices.signed_in(account_id=account.id))
    assert visitor.issuer_id == ("" if role is Role.OPERATOR else "pt")
    assert visitor.rights == rights_of(role, None)
    assert (visitor.signature, visitor.has_password) == ("ai", False)


def test_who_stands_in_has_both_rights_until_the_day_is_over(offices: Offices) -> None:
    clerk = offices.person("clerk")
    secret = offices.signed_in(person_id=clerk)
    offices.stand_in(clerk, "head", days=2)

    both = {Right.LOOK, Right.WORK, Right.DEFINE, Right.APPROVE}
    assert offices.visitor(secret).rights == both
    assert offices.visitor(secret).signature == "Chuyên viên, Đơn vị u0"
    after = offices.find(secret, now=NOW + timedelta(days=2))
    assert after and after.rights == both - {Right.APPROVE}


def test_who_stands_in_for_one_report_alone_gains_nothing(offices: Offices) -> None:
    offices.obligation()
    outsider = offices.person("head", unit="u1")
    offices.stand_in(outsider, "head", obligation_id=1)
    secret = offices.signed_in(person_id=outsider)
    assert offices.find(secret) is None
    offices.stand_in(outsider, "deputy")
    assert offices.visitor(secret).rights == {Right.LOOK, Right.WORK}


def test_who_hands_over_the_post_is_out_at_once(offices: Offices) -> None:
    secret = offices.signed_in(person_id=offices.person())
    offices.hand_over(now=NOW + MINUTE)
    assert offices.find(secret, now=NOW) is not None
    assert offices.find(secret, now=NOW + MINUTE) is None


def test_a_closed_account_is_out_at_once_and_for_good(offices: Offices) -> None:
    account = offices.account()
    secret = offices.signed_in(account_id=account.id)
    with offices.database.write("pt") as session:
        found = accounts.find(session, account.name)
        accounts.close(session, found, by="lan", wall=WALL + MINUTE, now=NOW)
    assert offices.find(secret, wall=WALL + MINUTE) is None
    with offices.database.read() as session:
        assert sessions.lapsed(session, secret, wall=WALL + 13 * HOUR) is None


def test_a_visitor_sees_own_sessions_alone_the_one_in_use_first(offices: Offices) -> None:
    clerk, head = offices.person("clerk"), offices.person("head")
    offices.signed_in(person_id=head)
    secrets = [
        offices.signed_in(person_id=clerk, device=name, wall=WALL + n * MINUTE)
        for n, name in enumerate(("Firefox", "Chrome", "Safari"))
    ]
    at = WALL + 3 * MINUTE
    visitor = offices.visitor(secrets[0], wall=at)
    with offices.database.read() as session:
        found = sessions.load(session, visitor, wall=at)
    assert [(one.device, one.is_this) for one in found] == [
        ("Firefox", True),
        ("Safari", False),
        ("Chrome", False),
    ]
    with offices.database.read() as session:
        assert sessions.load(session, visitor, wall=WALL + 13 * HOUR) == []


def test_one_session_is_ended_by_its_own_holder_alone(offices: Offices) -> None:
    mine, also = (offices.signed_in(person_id=offices.person()) for _n in range(2))
    theirs = offices.signed_in(person_id=offices.person("head"))
    account = offices.signed_in(account_id=offices.account().id)
    visitor = offices.visitor(mine)
    with offices.database.write_unowned() as session:
        for other in (theirs, account):
            number = offices.visitor(other).session_id
            assert not sessions.end(session, visitor, number, wall=WALL)
        assert sessions.end(session, visitor, offices.visitor(also).session_id, wall=WALL)
        assert not sessions.end(session, visitor, 999, wall=WALL)
    alive = [offices.find(one) is not None for one in (mine, also, theirs, account)]
    assert alive == [True, False, True, True]


@pytest.mark.parametrize("keeps_this", [True, False])
def test_everywhere_is_all_their_sessions_and_nobody_elses(
    offices: Offices, keeps_this: bool
) -> None:
    clerk, account = offices.person(), offices.account()
    mine = [offices.signed_in(person_id=clerk) for _n in range(3)]
    theirs = [offices.signed_in(account_id=account.id), offices.signed_in(person_id=1)]
    this = offices.visitor(mine[0]).session_id if keeps_this else None
    with offices.database.write_unowned() as session:
        ended = sessions.end_all(session, person_id=clerk, but=this, wall=WALL + MINUTE)

    assert ended == (2 if keeps_this else 3)
    alive = [offices.find(one, wall=WALL + MINUTE) is not None for one in mine]
    assert alive == [keeps_this, False, False]
    with offices.database.read() as session:
        open_rows = select(DeskSession).where(col(DeskSession.ended_at).is_(None))
        assert len(session.exec(open_rows).all()) == len(theirs) + keeps_this


@pytest.mark.parametrize(
    ("after", "known"),
    [
        (timedelta(0), False),  # it goes on
        (2 * HOUR - MINUTE, False),
        (2 * HOUR, True),
        (26 * HOUR - MINUTE, True),
        (26 * HOUR, False),
    ],
)
def test_a_lapsed_session_is_known_for_a_day(
    offices: Offices, after: timedelta, known: bool
) -> None:
    clerk = offices.person()
    secret = offices.signed_in(person_id=clerk)
    with offices.database.read() as session:
        found = sessions.lapsed(session, secret, wall=WALL + after)
        assert found == (Whose(person_id=clerk) if known else None)
        assert sessions.lapsed(session, "x" * 43, wall=WALL + after) is None


def test_who_signed_out_has_no_lapsed_session(offices: Offices) -> None:
    secret = offices.signed_in(person_id=offices.person())
    visitor = offices.visitor(secret)
    with offices.database.write_unowned() as session:
        sessions.end(session, visitor, visitor.session_id, wall=WALL)
    with offices.database.read() as session:
        assert sessions.lapsed(session, secret, wall=WALL + 3 * HOUR) is None


def test_a_language_stays_chosen(offices: Offices) -> None:
    account, clerk = offices.account(), offices.person()
    secrets = [offices.signed_in(account_id=account.id), offices.signed_in(person_id=clerk)]
    for secret in secrets:
        with offices.database.write_unowned() as session:
            accounts.choose_language(session, offices.visitor(secret).whose, "en")
    assert [offices.visitor(one).language for one in secrets] == ["en", "en"]
