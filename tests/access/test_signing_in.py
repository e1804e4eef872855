"""Signing in by a password: one answer for all that is wrong, and ever longer waits."""

import threading
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from scheduler.access import accounts, passwords, signing_in, throttle
from scheduler.errors import SignInRefused, SignInThrottled
from scheduler.store.tables import SignInFailure
from tests.access.offices import NOW, PASSWORD, WALL, Offices

MINUTE = timedelta(minutes=1)
HOME, CAFE = "203.0.113.7", "198.51.100.9"


def tried(
    offices: Offices,
    name: str = "quan-tri",
    password: str = "sai sai sai sai",
    *,
    came_from: str = HOME,
    wall: datetime = WALL,
) -> str:
    """What came of it: "in", "refused", or the minutes to wait."""
    try:
        secret = signing_in.by_password(
            offices.database, name, password, came_from=came_from, device="Firefox", wall=wall
        )
    except SignInRefused:
        return "refused"
    except SignInThrottled as error:
        return str((error.until_at - wall) / MINUTE)
    assert offices.visitor(secret, wall=wall).signature == name.strip().lower()
    return "in"


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is counted is tested, comparing need not be slow."""

    def compare(password: str, stored: str | None) -> passwords.Compared:
        return passwords.Compared(matches=stored is not None and password == PASSWORD)

    monkeypatch.setattr(passwords, "compare", compare)


@pytest.mark.parametrize("name", ["quan-tri", "QUAN-TRI", " quan-tri "])
def test_who_knows_name_and_password_is_in(offices: Offices, name: str) -> None:
    offices.with_password()
    assert tried(offices, name, PASSWORD) == "in"


def test_all_that_is_wrong_has_one_answer(offices: Offices) -> None:
    offices.with_password()
    offices.account("chua-co")
    closed = offices.with_password("da-dong")
    with offices.database.write("pt") as session:
        found = accounts.find(session, closed.name)
        accounts.close(session, found, by="lan", wall=WALL, now=NOW)
    told = {
        tried(offices, "quan-tri"),
        tried(offices, "khong-co", PASSWORD),
        tried(offices, "chua-co", PASSWORD),
        tried(offices, "da-dong", PASSWORD),
        tried(offices, "", ""),
        tried(offices, "x" * 9000, "x" * 9000),
    }
    assert told == {"refused"}


def test_hashing_holds_up_no_writer(offices: Offices, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else writes while a password is compared, and while one is chosen."""
    offices.with_password()
    compare, make_hash, wrote = passwords.compare, passwords.make_hash, []

    def write() -> None:
        with offices.database.write():
            wrote.append(True)

    def comparing(password: str, stored: str | None) -> passwords.Compared:
        write()
        return compare(password, stored)

    def hashing(password: str) -> str:
        write()
        return make_hash(password)

    monkeypatch.setattr(passwords, "compare", comparing)
    monkeypatch.setattr(passwords, "make_hash", hashing)
    assert tried(offices, password=PASSWORD) == "in"
    offices.with_password("khac")
    assert wrote == [True, True]


@pytest.mark.usefixtures("cheap")
def test_after_five_failures_each_further_one_waits_longer(offices: Offices) -> None:
    offices.with_password()
    assert [tried(offices) for _n in range(5)] == ["refused"] * 5
    at = WALL
    for minutes in (1, 2, 4, 8, 15, 15):
        assert tried(offices, password=PASSWORD, wall=at) == f"{minutes}.0"
        assert tried(offices, password=PASSWORD, wall=at + MINUTE / 2) == f"{minutes - 0.5}"
        at += minutes * MINUTE
        assert tried(offices, wall=at) == "refused"


@pytest.mark.usefixtures("cheap")
def test_a_stranger_keeps_nobody_elsewhere_out(offices: Offices) -> None:
    """For a day one place tries as often as it may; at each moment who knows the password is let in elsewhere."""
    offices.with_password()
    at, tries = WALL, 0
    while at < WALL + timedelta(hours=6):
        said = tried(offices, came_from=CAFE, wall=at)
        tries += said == "refused"
        if tries % 7 == 0:
            assert tried(offices, password=PASSWORD, came_from=HOME, wall=at) == "in"
        at += MINUTE if said == "refused" else timedelta(minutes=float(said))
    assert tries > 20


@pytest.mark.usefixtures("cheap")
def test_strangers_everywhere_keep_one_out_for_a_quarter_at_most(offices: Offices) -> None:
    offices.with_password()
    for n in range(60):
        at = WALL + n * 2 * MINUTE
        tried(offices, came_from=f"192.0.2.{n}", wall=at)
        said = tried(offices, password=PASSWORD, came_from=HOME, wall=at + timedelta(seconds=1))
        assert said == "in" or float(said) <= 15


@pytest.mark.usefixtures("cheap")
def test_one_place_cannot_try_all_names(offices: Offices) -> None:
    """The second half of IPv6 is the subscriber's to change."""
    for network in ("2001:db8:1:2::", "2001:db8:1:3::"):
        told = Counter(tried(offices, f"ten-{n}", came_from=f"{network}{n:x}") for n in range(60))
        assert told == {"refused": signing_in.PLACE_FREE, "1.0": 60 - signing_in.PLACE_FREE}


@pytest.mark.usefixtures("cheap")
def test_signing_in_forgets_what_was_counted_against_the_name(offices: Offices) -> None:
    offices.with_password()
    for _round in range(3):
        assert [tried(offices) for _n in range(4)] == ["refused"] * 4
        assert tried(offices, password=PASSWORD) == "in"
    with offices.database.read() as session:
        left = Counter(row.key for row in session.exec(select(SignInFailure)))
    assert sorted(left.values()) == [12], "what was tried from the place stays counted"


@pytest.mark.usefixtures("cheap")
def test_what_is_tried_at_once_is_counted_each(offices: Offices) -> None:
    """Ten guesses at one moment are no more than five."""
    offices.with_password()
    ready, told = threading.Barrier(10), []

    def guess() -> None:
        ready.wait()
        told.append(tried(offices))

    threads = [threading.Thread(target=guess) for _n in range(10)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert Counter(told) == {"refused": 5, "1.0": 5}


@settings(max_examples=15)
@given(gaps=st.lists(st.integers(0, 40), min_size=6, max_size=60))
def test_no_run_of_guesses_is_faster_than_the_docstring_says(
    offices: Offices, gaps: list[int]
) -> None:
    """Within any hour at most 5 tries and those after waits of 1, 2, 4, 8 and then 15 minutes."""
    limit = throttle.limit("law", str(gaps), free=5)
    at, taken = WALL, []
    for gap in gaps:
        at += gap * MINUTE / 4
        try:
            with offices.database.write_unowned() as session:
                throttle.count_try(session, [limit], wall=at)
        except SignInThrottled as error:
            assert at < error.until_at <= taken[-1] + 15 * MINUTE
            continue
        taken.append(at)
    for first in taken:
        assert len([one for one in taken if first <= one < first + timedelta(hours=1)]) <= 12


def test_what_strangers_type_is_kept_nowhere(offices: Offices) -> None:
    tried(offices, "mat khau cua toi", came_from=CAFE)
    with offices.database.read() as session:
        rows = session.exec(select(SignInFailure)).all()
        assert len(rows) == 3
        assert all(len(row.key) == 64 and int(row.key, 16) for row in rows)


def test_an_account_closed_while_it_is_compared_is_not_let_in(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.with_password()
    compare = passwords.compare

    def closing(password: str, stored: str | None) -> passwords.Compared:
        with offices.database.write("pt") as session:
            found = accounts.find(session, "quan-tri")
            accounts.close(session, found, by="lan", wall=WALL, now=NOW)
        return compare(password, stored)

    monkeypatch.setattr(passwords, "compare", closing)
    assert tried(offices, password=PASSWORD) == "refused"


@pytest.mark.parametrize(
    ("came_from", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_a_place_is_what_a_subscriber_has(came_from: str, place: str) -> None:
    assert throttle.origin(came_from) == place
