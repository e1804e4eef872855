"""Who holds a post now is told; what was waiting goes with the post."""

from datetime import datetime

import pytest

from scheduler.errors import UnknownUnit
from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from tests.build import OFFICE, Province, at, definition, duty, organisation

START = at("2024-01-15 09:00")
FIRST = at("2024-07-22 08:00")  # before-7wd
WAITING = """
    SELECT value, item.state, delivery.state FROM item
    LEFT JOIN address ON address.id = item.address_id
    LEFT JOIN delivery ON delivery.id = item.delivery_id
    ORDER BY item.id"""


@pytest.fixture
def province(database: Database) -> Province:
    return Province(database, organisation(3)).open(bound=False)


def told(province: Province, now: datetime = FIRST) -> list[str]:
    return tick(province.database, OFFICE, now=now)


def test_holder_change_hands_over_what_is_queued(province: Province) -> None:
    province.bind("u1", "old@", now=START)
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    told(province)
    province.bind("u1", "new@", now=FIRST)

    assert told(province) == ["tg-pt"]
    assert province.rows(WAITING) == [("new@", "carded", "queued")]
    assert province.rows("SELECT count(*) FROM delivery") == [(1,)]


def test_holder_change_leaves_the_other_items_of_a_card(province: Province) -> None:
    """One chat holds two posts; the card of both is named after the item that goes."""
    for code in ("u1", "u2"):
        province.bind(code, "both@", now=START)
    province.apply(definition(), now=START)
    told(province)
    province.bind("u1", "new@", now=FIRST)

    assert told(province) == ["tg-pt"]
    assert province.rows(WAITING) == [("new@", "carded", "queued"), ("both@", "carded", "queued")]
    assert province.rows("SELECT count(*) FROM delivery") == [(2,)]


def test_holder_change_there_and_back(province: Province) -> None:
    for code in ("u1", "u2"):
        province.bind(code, "both@", now=START)
    province.apply(definition(), now=START)
    told(province)
    for address in ("new@", "both@", "new@"):
        province.bind("u1", address, now=FIRST)
        told(province)

    assert province.rows(WAITING) == [("new@", "carded", "queued"), ("both@", "carded", "queued")]


def test_post_nobody_holds_waits_for_its_first_holder(province: Province) -> None:
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    told(province)
    assert province.rows(WAITING) == [(None, "unreachable", None)]

    province.bind("u1", "new@", now=FIRST)
    assert told(province) == ["tg-pt"]
    assert province.rows(WAITING) == [("new@", "carded", "queued")]


def test_same_holder_again_opens_the_closed_address(province: Province) -> None:
    province.bind("u1", "a@", now=START)
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    province.execute("UPDATE address SET closed_at = created_at FROM (SELECT changed_at AS created_at "
                 "FROM campaign) AS c")  # fmt: skip
    told(province)
    assert province.rows(WAITING) == [(None, "unreachable", None)]

    province.bind("u1", "a@", now=FIRST)
    assert told(province) == ["tg-pt"]
    assert province.rows(WAITING) == [("a@", "carded", "queued")]


def test_same_holder_twice_is_one(province: Province) -> None:
    province.bind("u1", "a@", now=START)
    province.bind("u1", "a@", now=FIRST)

    assert province.rows("SELECT count(*) FROM holder") == [(1,)]


def test_one_chat_of_two_issuers_is_two_people(database: Database) -> None:
    ours = Province(database).open(bound=False)
    theirs = Province(
        database, organisation(3, issuer={"id": "lc", "name": "UBND khác", "lane": "tg-pt"})
    ).open(bound=False)
    ours.bind("u1", "same@", now=START)
    theirs.bind("u1", "same@", now=START)
    ours.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    theirs.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    told(ours)

    assert ours.rows(
        "SELECT person.issuer_id, unit.issuer_id, count(*) FROM delivery "
        "JOIN address ON address.id = delivery.address_id JOIN person ON person.id = person_id "
        "JOIN item ON delivery_id = delivery.id JOIN obligation ON obligation.id = obligation_id "
        "JOIN unit ON unit.id = unit_id GROUP BY person.issuer_id, unit.issuer_id ORDER BY 1"
    ) == [("lc", "lc", 1), ("pt", "pt", 1)]


def test_unit_code_of_two_issuers_needs_the_issuer(database: Database) -> None:
    Province(database).open(bound=False)
    Province(database, organisation(3, issuer={"id": "lc", "name": "UBND khác"})).open(bound=False)

    with database.read() as session:
        with pytest.raises(UnknownUnit) as several:
            find_unit(session, "u1")
        assert set(several.value.issuers) == {"lc", "pt"}
        assert find_unit(session, "lc/u1").issuer_id == "lc"
        with pytest.raises(UnknownUnit):
            find_unit(session, "khong-co")
