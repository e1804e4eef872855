"""A form that came too late is given back once, to who sent it, within the hour."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import select

from scheduler.access import kept_forms
from scheduler.access.visitor import Visitor, Whose
from scheduler.errors import BodyTooBig
from scheduler.store.tables import KeptForm
from tests.access.offices import WALL, Offices

PATH, FORM = "/ban/ban-thao/3", "application/x-www-form-urlencoded"


def kept(offices: Offices, whose: Whose, body: bytes = b"a=1", minutes: int = 0) -> str:
    with offices.database.write_unowned() as session:
        at = WALL + timedelta(minutes=minutes)
        return kept_forms.keep(session, whose, path=PATH, content_type=FORM, body=body, wall=at)


def clerk(offices: Offices) -> Visitor:
    return offices.visitor(offices.signed_in(person_id=offices.person()))


def taken(offices: Offices, secret: str, visitor: Visitor, minutes: int = 0) -> bytes | None:
    with offices.database.write_unowned() as session:
        at = WALL + timedelta(minutes=minutes)
        form = kept_forms.take(session, secret, visitor, wall=at)
    return form.body if form else None


def looked(offices: Offices, secret: str, visitor: Visitor, minutes: int = 0) -> bytes | None:
    with offices.database.read() as session:
        at = WALL + timedelta(minutes=minutes)
        form = kept_forms.look(session, secret, visitor, wall=at)
    return form.body if form else None


def test_a_form_comes_back_as_it_was_and_once(offices: Offices) -> None:
    visitor = clerk(offices)
    body = bytes(range(256))
    secret = kept(offices, visitor.whose, body)
    with offices.database.write_unowned() as session:
        form = kept_forms.look(session, secret, visitor, wall=WALL)
        assert form == kept_forms.take(session, secret, visitor, wall=WALL)
    assert form == kept_forms.Form(PATH, FORM, body, WALL)
    assert taken(offices, secret, visitor) is None
    with offices.database.read() as session:
        assert session.exec(select(KeptForm)).all() == []


def test_nobody_else_gets_it(offices: Offices) -> None:
    visitor = clerk(offices)
    secret = kept(offices, visitor.whose)
    others = [
        offices.visitor(offices.signed_in(person_id=offices.person("head"))),
        offices.visitor(offices.signed_in(person_id=offices.person("clerk", "lc"))),
        offices.visitor(offices.signed_in(account_id=offices.account().id)),
    ]
    for other in others:
        assert taken(offices, secret, other) is None
        assert looked(offices, secret, other) is None
    assert taken(offices, "x" * 43, visitor) is None
    assert taken(offices, secret, visitor) == b"a=1"


@pytest.mark.parametrize(("minutes", "is_there"), [(59, True), (60, False), (600, False)])
def test_it_is_kept_for_an_hour(offices: Offices, minutes: int, is_there: bool) -> None:
    visitor = clerk(offices)
    secret = kept(offices, visitor.whose)
    found = looked(offices, secret, visitor, minutes), taken(offices, secret, visitor, minutes)
    assert found == ((b"a=1", b"a=1") if is_there else (None, None))


def test_three_are_kept_and_the_oldest_makes_room(offices: Offices) -> None:
    visitor = clerk(offices)
    other = offices.visitor(offices.signed_in(account_id=offices.account().id))
    theirs = kept(offices, other.whose)
    secrets = [kept(offices, visitor.whose, bytes([n]), n) for n in range(5)]
    assert [looked(offices, one, visitor, 5) for one in secrets] == [
        None,
        None,
        b"\x02",
        b"\x03",
        b"\x04",
    ]
    assert looked(offices, theirs, other) == b"a=1"


def test_more_than_32_mb_is_not_kept(offices: Offices) -> None:
    visitor = clerk(offices)
    with pytest.raises(BodyTooBig) as caught:
        kept(offices, visitor.whose, bytes(kept_forms.LARGEST + 1))
    assert caught.value.limit == 32 * 1024 * 1024


def test_of_two_who_send_it_again_at_once_one_does(offices: Offices) -> None:
    visitor = clerk(offices)
    secret = kept(offices, visitor.whose)
    ready, got = threading.Barrier(2), []

    def take() -> None:
        ready.wait()
        got.append(taken(offices, secret, visitor))

    threads = [threading.Thread(target=take) for _n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert got.count(b"a=1") == 1 and got.count(None) == 1
