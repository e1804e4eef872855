"""Who holds a post and can be told: pieces of SQL and conditions of queries say the same, on both databases."""

from datetime import timedelta
from itertools import product

from sqlalchemy import text
from sqlmodel import Session, col, select

from scheduler.posts import PostKind
from scheduler.store import holders, mailboxes, reach
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import find_post
from scheduler.store.tables import Address, Holder, Lane, Person
from tests.build import Province, at, organisation

NOW = at("2024-06-14 08:00")
TICK = timedelta(microseconds=1)
BEGINNINGS = (NOW - timedelta(days=1), NOW - TICK, NOW, NOW + TICK)
ENDS = (None, NOW - TICK, NOW, NOW + TICK)
PAUSES = (None, NOW, NOW - holders.SILENT_AFTER + TICK, NOW - holders.SILENT_AFTER)


def person(session: Session) -> int:
    row = Person(issuer_id="pt")
    session.add(row)
    session.flush()
    return row.id or 0


def fill(session: Session) -> int:
    """Each kind of tenure over each kind of way; the id of their post."""
    post = find_post(session, find_unit(session, "u1"), PostKind.DEPUTY)
    lanes = [
        Lane(id=f"l{number}", channel=channel, served=served, paused_at=paused)
        for number, (channel, served, paused) in enumerate(
            product(("telegram", "mail"), (True, False), PAUSES)
        )
    ]
    session.add_all(lanes)
    session.flush()
    for from_at, until_at, stands_in in product(BEGINNINGS, ENDS, (False, True)):
        one = person(session)
        session.add(
            Holder(
                post_id=post.id or 0, person_id=one, from_at=from_at, until_at=until_at,
                stands_in=stands_in,
            )
        )  # fmt: skip
        session.add_all(
            Address(person_id=one, lane_id=lane.id, value=f"{one}-{closed_at}", closed_at=closed_at)
            for lane, closed_at in product(lanes, (None, NOW))
        )
    session.flush()
    return post.id or 0


def filled(database: Database) -> tuple[Database, int]:
    Province(database, organisation(2)).open()
    with database.write() as session:
        return database, fill(session)


def found(session: Session, table: str, piece: str) -> set[int]:
    sql = f"SELECT id FROM {table} WHERE {piece.format(table)}"
    statement = holders.instants(text(sql))
    given = {"now": NOW, "silent_since": holders.silent_since(NOW)}
    used = {name: given[name] for name in statement.compile().params}
    return set(session.execute(statement, used).scalars())


def test_holding_is_the_same_in_both_ways_of_asking(database: Database) -> None:
    database, _post = filled(database)
    with database.read() as session:
        asked = set(session.exec(select(Holder.id).where(holders.holding(NOW))))
        assert asked == found(session, "holder", holders.HOLDS)
        assert 0 < len(asked) < len(session.exec(select(Holder.id)).all())


def test_open_is_the_same_in_both_ways_of_asking(database: Database) -> None:
    database, _post = filled(database)
    with database.read() as session:
        asked = set(session.exec(select(Address.id).where(holders.can_be_told())))
        assert asked == found(session, "address", holders.OPEN)
        assert 0 < len(asked) < len(session.exec(select(Address.id)).all())


def test_ways_are_those_that_both_conditions_leave(database: Database) -> None:
    database, post = filled(database)
    query = (
        select(Address.id)
        .join(Holder, col(Holder.person_id) == Address.person_id)
        .where(Holder.post_id == post, holders.holding(NOW), holders.can_be_told())
    )
    with database.read() as session:
        ways = holders.load_to_posts(session, [post], now=NOW)[post]
        assert sorted(way.address_id for way in ways) == sorted(session.exec(query))
        silent = found(session, "address", holders.SILENT)
    order = [(way.stands_in, way.address_id in silent, way.channel == "mail") for way in ways]
    assert order == sorted(order)


def test_mailbox_of_a_lane_that_is_not_served_reaches_nobody(sqlite: Database) -> None:
    given = organisation(2)
    units = tuple(
        unit.model_copy(update={"channels": ("email",), "email": f"{unit.id}@mau.example"})
        for unit in given.units
    )
    Province(sqlite, given.model_copy(update={"units": units})).open(bound=False)
    with sqlite.write() as session:
        unit = find_unit(session, "u1")
        assert mailboxes.mailbox_of(session, unit, now=NOW) == "u1@mau.example"
        session.get_one(Lane, "mail-pt").served = False
        session.flush()
        assert mailboxes.mailbox_of(session, unit, now=NOW) == ""


def test_standing_chats_are_open_ones(sqlite: Database) -> None:
    province = Province(sqlite, organisation(2)).open(bound=False)
    province.bind("u0", "7001", now=at("2024-01-15 09:00"))
    with sqlite.write() as session:
        assert reach.standing_chats(session, ("tg-pt",), now=NOW) == {"7001"}
        session.get_one(Lane, "tg-pt").served = False
        session.flush()
        assert reach.standing_chats(session, ("tg-pt",), now=NOW) == set()
