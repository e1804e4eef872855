"""A link lets in once, whom it was made for, as long as it is valid and they have a way in."""

import threading
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from scheduler.access import accounts, links
from scheduler.access.roles import Role
from scheduler.errors import (
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    NoWayIn,
    PostPassedOn,
    ThiDuaError,
)
from scheduler.store.tables import DeskSession, SignInLink
from tests.access.offices import NOW, WALL, Offices

MINUTE = timedelta(minutes=1)


def made(
    offices: Offices, *, wall: datetime = WALL, now: datetime = NOW, **whose: int | None
) -> str:
    with offices.database.write() as session:
        return links.make(session, **whose, by="lan", wall=wall, now=now)


def used(offices: Offices, secret: str, *, wall: datetime = WALL, now: datetime = NOW) -> str:
    with offices.database.write_unowned() as session:
        return links.use(session, secret, device="Firefox", wall=wall, now=now)


def looked(
    offices: Offices, secret: str, *, wall: datetime = WALL, now: datetime = NOW
) -> links.Guest:
    with offices.database.read() as session:
        return links.look(session, secret, wall=wall, now=now)


def test_a_link_lets_in_whom_it_names_and_is_kept_as_a_digest(offices: Offices) -> None:
    clerk = offices.person("clerk")
    secret = made(offices, person_id=clerk)
    guest = looked(offices, secret)

    assert (guest.signature, guest.issuer_id) == ("Chuyên viên, Đơn vị u0", "pt")
    assert guest.until_at == WALL + links.VALID
    visitor = offices.visitor(used(offices, secret))
    assert (visitor.person_id, visitor.account_id) == (clerk, None)
    with offices.database.read() as session:
        row = session.exec(select(SignInLink)).one()
        assert secret not in str(row) and len(secret) == 43


def test_looking_changes_nothing(offices: Offices) -> None:
    """Who scans mails opens every link in them."""
    secret = made(offices, person_id=offices.person())
    assert [looked(offices, secret).until_at for _again in range(3)] == [WALL + links.VALID] * 3
    with offices.database.read() as session:
        assert session.exec(select(DeskSession)).all() == []
    assert offices.find(used(offices, secret)) is not None


def test_a_link_works_once(offices: Offices) -> None:
    secret = made(offices, person_id=offices.person())
    used(offices, secret, wall=WALL + MINUTE)
    for again in (used, looked):
        with pytest.raises(LinkUsed) as caught:
            again(offices, secret, wall=WALL + 2 * MINUTE)
        assert caught.value.used_at == WALL + MINUTE


def test_two_presses_at_once_begin_one_session(offices: Offices) -> None:
    secret = made(offices, person_id=offices.person())
    ready, ends = threading.Barrier(4), []

    def press() -> None:
        ready.wait()
        try:
            ends.append(used(offices, secret))
        except LinkUsed as error:
            ends.append(error)

    threads = [threading.Thread(target=press) for _one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(type(end).__name__ for end in ends) == ["LinkUsed"] * 3 + ["str"]
    with offices.database.read() as session:
        assert len(session.exec(select(DeskSession)).all()) == 1


def test_a_new_link_ends_those_before_of_the_same_person_alone(offices: Offices) -> None:
    clerk, head = offices.person("clerk"), offices.person("head")
    first, other = made(offices, person_id=clerk), made(offices, person_id=head)
    second = made(offices, person_id=clerk)

    with pytest.raises(LinkUnknown):
        looked(offices, first)
    assert looked(offices, other).whose.person_id == head
    assert looked(offices, second).whose.person_id == clerk


@pytest.mark.parametrize("issuer", ["pt", "lc"])
def test_no_link_is_anybody_elses(offices: Offices, issuer: str) -> None:
    """Each lets in the one it names, whatever else is out."""
    secrets = {
        (name, post): made(offices, person_id=offices.person(post, name))
        for name in ("pt", "lc")
        for post in ("head", "clerk")
    }
    visitor = offices.visitor(used(offices, secrets[issuer, "clerk"]))
    assert (visitor.issuer_id, visitor.person_id) == (issuer, offices.person("clerk", issuer))


@settings(max_examples=25)
@given(late=st.integers(-120, 120), minutes=st.sampled_from([30, 24 * 60]))
def test_a_link_is_valid_to_its_very_end(offices: Offices, late: int, minutes: int) -> None:
    whose = (
        {"person_id": offices.person()} if minutes == 30 else {"account_id": _account(offices).id}
    )
    secret = made(offices, **whose)
    at = WALL + timedelta(minutes=minutes, seconds=late)
    if late < 0:
        assert looked(offices, secret, wall=at).until_at == WALL + timedelta(minutes=minutes)
        return
    for again in (looked, used):
        with pytest.raises(LinkExpired) as caught:
            again(offices, secret, wall=at)
        assert caught.value.expired_at == WALL + timedelta(minutes=minutes)


def _account(offices: Offices) -> accounts.Account:
    with offices.database.read() as session:
        found = accounts.load(session, None)
    return found[0] if found else offices.account()


def test_a_day_for_a_new_account_and_half_an_hour_for_one_with_a_password(offices: Offices) -> None:
    new, known = offices.account("moi"), offices.with_password("cu")
    first = looked(offices, made(offices, account_id=new.id))
    later = looked(offices, made(offices, account_id=known.id))

    assert (first.until_at - WALL, first.chooses_password) == (links.VALID_FIRST, True)
    assert (later.until_at - WALL, later.chooses_password) == (links.VALID, False)


def test_a_post_that_changed_hands_has_no_way_in(offices: Offices) -> None:
    secret = made(offices, person_id=(clerk := offices.person()))
    offices.hand_over(now=NOW + MINUTE)

    for refused in (looked, used):
        with pytest.raises(PostPassedOn) as caught:
            refused(offices, secret, now=NOW + 2 * MINUTE)
        assert caught.value.at == NOW + MINUTE
    with pytest.raises(PostPassedOn):
        made(offices, person_id=clerk, now=NOW + 2 * MINUTE)


def test_nobody_else_gets_one(offices: Offices) -> None:
    """The head of a unit that is not the standing body never held a post there."""
    with pytest.raises(NoWayIn):
        made(offices, person_id=offices.person("head", unit="u1"))


def test_who_stands_in_gets_one_for_all_the_work_alone(offices: Offices) -> None:
    head_of_unit = offices.person("head", unit="u1")
    offices.stand_in(head_of_unit, "head", days=1)
    guest = looked(offices, made(offices, person_id=head_of_unit))
    assert guest.signature == "Thủ trưởng đơn vị (được ủy quyền), Đơn vị u0"

    with pytest.raises(ThiDuaError):
        made(offices, person_id=head_of_unit, now=NOW + timedelta(days=1))


def test_links_of_a_closed_account_open_nothing(offices: Offices) -> None:
    account = offices.account()
    secret = made(offices, account_id=account.id)
    with offices.database.write("pt") as session:
        accounts.close(session, accounts.find(session, account.name), by="lan", wall=WALL, now=NOW)
    with pytest.raises(LinkUnknown):
        looked(offices, secret)
    with pytest.raises(LinkUnknown):
        made(offices, account_id=account.id)


@pytest.mark.parametrize("secret", ["", "x", "a" * 43, "ẩn"])
def test_what_was_never_made_is_unknown(offices: Offices, secret: str) -> None:
    made(offices, person_id=offices.person())
    with pytest.raises(LinkUnknown):
        used(offices, secret)


def test_the_ledger_tells_who_had_a_link_made_and_never_the_secret(offices: Offices) -> None:
    operator = offices.account("van-hanh", Role.OPERATOR)
    secrets = [
        made(offices, person_id=offices.person()),
        made(offices, account_id=operator.id),
    ]
    with offices.database.read() as session:
        told = offices.told(session, "sign-in link made")
        assert set(told) == {
            ("sign-in link made", "u0/clerk", "lan", "pt"),
            ("sign-in link made", "account/van-hanh", "lan", None),
        }
        assert not any(secret in str(told) for secret in secrets)


def test_an_address_is_that_of_the_page() -> None:
    assert links.address_of("https://a.vn/", "s") == "https://a.vn/ban/vao/s"
