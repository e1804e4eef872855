"""Accounts are added, found, closed, signed out; the ledger tells each."""

import threading

import pytest
from sqlmodel import select

from scheduler.access import accounts, links, signing_in
from scheduler.access.roles import Role
from scheduler.errors import (
    BadName,
    LinkUnknown,
    NameTaken,
    RoleNeedsIssuer,
    RoleNotGiven,
    RoleTakesNoIssuer,
    SignInRefused,
    ThiDuaError,
    UnknownAccount,
    UnknownIssuer,
    WeakPassword,
)
from scheduler.store.tables import Account
from tests.access.offices import NOW, PASSWORD, WALL, Offices


def add(offices: Offices, name: str, role: str = "admin", issuer: str | None = "pt") -> Account:
    with offices.database.write() as session:
        return accounts.add(
            session, name=name, role=role, issuer_id=issuer, by="lan", wall=WALL, now=NOW
        )


@pytest.mark.parametrize("name", ["ab", "quan-tri.snv", "QUAN_TRI", " lan2 ", "a" * 40])
def test_a_name_is_stored_in_small_letters(offices: Offices, name: str) -> None:
    account = add(offices, name)
    assert account.name == name.strip().lower()
    with offices.database.read() as session:
        assert accounts.find(session, name.upper()).id == account.id


@pytest.mark.parametrize(
    "name",
    ["", "a", "-lan", "lan.", "quản-trị", "a b", "a/b", "a" * 41, "lan@so.vn", "ｌａｎ", "a\n"],
)
def test_a_name_is_safe_wherever_it_stands(offices: Offices, name: str) -> None:
    if name == "a\n":
        name = "la\nn"
    with pytest.raises(BadName):
        add(offices, name)


@pytest.mark.parametrize(
    ("role", "issuer", "error"),
    [
        ("clerk", "pt", RoleNotGiven),
        ("chief", "pt", RoleNotGiven),
        ("", "pt", RoleNotGiven),
        ("admin", None, RoleNeedsIssuer),
        ("viewer", None, RoleNeedsIssuer),
        ("operator", "pt", RoleTakesNoIssuer),
        ("admin", "xx", UnknownIssuer),
    ],
)
def test_a_role_goes_with_an_issuer_or_with_none(
    offices: Offices, role: str, issuer: str | None, error: type[ThiDuaError]
) -> None:
    with pytest.raises(error):
        add(offices, "lan", role, issuer)


def test_a_name_is_one_persons_for_ever_and_of_all_issuers(offices: Offices) -> None:
    account = add(offices, "lan")
    for issuer in ("pt", "lc"):
        with pytest.raises(NameTaken):
            add(offices, "LAN", issuer=issuer)
    with offices.database.write("pt") as session:
        found = accounts.find(session, account.name)
        accounts.close(session, found, by="lan", wall=WALL, now=NOW)
    with pytest.raises(NameTaken):
        add(offices, "lan")


def test_of_two_who_choose_a_name_at_once_one_has_it(offices: Offices) -> None:
    ready, ends = threading.Barrier(2), []

    def choose(issuer: str) -> None:
        ready.wait()
        try:
            with offices.database.write(issuer) as session:
                accounts.add(
                    session, name="lan", role="admin", issuer_id=issuer, by="x", wall=WALL, now=NOW
                )
            ends.append("added")
        except NameTaken:
            ends.append("taken")

    threads = [threading.Thread(target=choose, args=(issuer,)) for issuer in ("pt", "lc")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ends) == ["added", "taken"]


def test_an_issuer_finds_and_lists_its_own_alone(offices: Offices) -> None:
    for name, issuer in (("b-pt", "pt"), ("a-pt", "pt"), ("a-lc", "lc")):
        add(offices, name, issuer=issuer)
    add(offices, "van-hanh", Role.OPERATOR, None)
    with offices.database.read() as session:
        assert [one.name for one in accounts.load(session, "pt")] == ["a-pt", "b-pt"]
        everyone = [one.name for one in accounts.load(session, None)]
        assert everyone == ["a-lc", "a-pt", "b-pt", "van-hanh"]
        assert accounts.find(session, "a-lc", issuer_id="lc").issuer_id == "lc"
        for name, issuer in (("a-lc", "pt"), ("van-hanh", "pt"), ("nobody", None)):
            with pytest.raises(UnknownAccount):
                accounts.find(session, name, issuer_id=issuer)


def test_a_new_account_chooses_its_password_by_a_first_link(offices: Offices) -> None:
    account = offices.account()
    with offices.database.write("pt") as session:
        secret = links.make(session, account_id=account.id, by="lan", wall=WALL, now=NOW)
    with offices.database.write_unowned() as session:
        cookie = links.use(session, secret, device="Firefox", wall=WALL, now=NOW)
    visitor = offices.visitor(cookie)
    assert not visitor.has_password
    accounts.set_password(
        offices.database,
        account,
        PASSWORD,
        by=visitor.signature,
        keep=visitor.session_id,
        wall=WALL,
        now=NOW,
    )
    assert offices.visitor(cookie).has_password
    sign_in(offices, PASSWORD)


def sign_in(offices: Offices, password: str) -> str:
    return signing_in.by_password(
        offices.database, "quan-tri", password, came_from="::1", device="Firefox", wall=WALL
    )


def test_another_password_ends_what_was_open_but_the_session_that_chose_it(
    offices: Offices,
) -> None:
    account = offices.with_password()
    this, other = (offices.signed_in(account_id=account.id) for _n in range(2))
    with offices.database.write("pt") as session:
        link = links.make(session, account_id=account.id, by="lan", wall=WALL, now=NOW)
    accounts.set_password(
        offices.database,
        account,
        "năm con cò trắng",
        by="quan-tri",
        keep=offices.visitor(this).session_id,
        wall=WALL,
        now=NOW,
    )

    assert offices.find(this) is not None and offices.find(other) is None
    with offices.database.read() as session, pytest.raises(LinkUnknown):
        links.look(session, link, wall=WALL, now=NOW)
    with pytest.raises(SignInRefused):
        sign_in(offices, PASSWORD)
    sign_in(offices, "năm con cò trắng")


def test_a_weak_password_changes_nothing(offices: Offices) -> None:
    account = offices.with_password()
    secret = offices.signed_in(account_id=account.id)
    with pytest.raises(WeakPassword):
        accounts.set_password(
            offices.database, account, "quan-tri", by="quan-tri", wall=WALL, now=NOW
        )
    assert offices.find(secret) is not None
    sign_in(offices, PASSWORD)


def test_a_closed_account_gets_no_password(offices: Offices) -> None:
    account = offices.account()
    with offices.database.write("pt") as session:
        found = accounts.find(session, account.name)
        accounts.close(session, found, by="lan", wall=WALL, now=NOW)
    with pytest.raises(UnknownAccount):
        accounts.set_password(offices.database, account, PASSWORD, by="x", wall=WALL, now=NOW)


def test_the_ledger_tells_each_and_never_a_password(offices: Offices) -> None:
    account = offices.with_password()
    operator = offices.account("van-hanh", Role.OPERATOR)
    with offices.database.write() as session:
        accounts.sign_out(session, accounts.find(session, "quan-tri"), by="ban", wall=WALL, now=NOW)
        accounts.close(session, accounts.find(session, "quan-tri"), by="ban", wall=WALL, now=NOW)
        accounts.close(session, accounts.find(session, "van-hanh"), by="ban", wall=WALL, now=NOW)
    kinds = ("account added", "account closed", "password set", "signed out")
    with offices.database.read() as session:
        stored = session.exec(select(Account.password).where(Account.id == account.id)).one()
        told = offices.told(session, *kinds)
    assert operator.issuer_id is None
    assert set(told) == {
        ("account added", "account/quan-tri", "lan", "pt"),
        ("password set", "account/quan-tri", "quan-tri", "pt"),
        ("signed out", "account/quan-tri", "ban", "pt"),
        ("account closed", "account/quan-tri", "ban", "pt"),
        ("account added", "account/van-hanh", "lan", None),
        ("account closed", "account/van-hanh", "ban", None),
    }
    assert stored and stored not in str(told) and PASSWORD not in str(told)
