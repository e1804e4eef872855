"""Can this unit be reached now? One answer, whoever asks: the board, the preview, a nudge, the pass that reminds."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.campaign import board, proposals
from scheduler.clock import RehearsalClock
from scheduler.definition.document import Document
from scheduler.installation import Installation
from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from scheduler.store.serving import Fault, note
from scheduler.store.standing import stand_in
from scheduler.store.tables import Person, Post
from scheduler.workflow import nudging
from scheduler.workflow.actor import load_actors
from tests.build import OFFICE, ZONE, Province, at, definition, duty, organisation, plan, unit
from tests.databases import SqliteFiles

START, EVE, FIRST = at("2024-01-15 09:00"), at("2024-07-22 07:59"), at("2024-07-22 08:00")
GIVEN = definition(duty(owed_by={"ids": ["u1"]}))
UNITS = organisation(
    units=[unit("u0"), unit("u1", channels=["telegram", "email"], email="u1@pt.example")]
).model_copy(update={"blocks": ()})
Change = Callable[[Province], None]


def filled(database: Database) -> None:
    province = Province(database, UNITS).open(bound=False)
    province.bind("u0", "desk", now=START)
    province.apply(GIVEN, now=START)
    serving(province, tg=None, mail=Fault.NO_SERVER)


@pytest.fixture
def province(sqlite_files: SqliteFiles) -> Iterator[Province]:
    with closing(Database(sqlite_files.filled("reached", filled))) as database:
        yield Province(database, UNITS)


def serving(province: Province, *, tg: Fault | None, mail: Fault | None) -> None:
    with province.database.write() as session:
        note(session, {"tg-pt": tg, "mail-pt": mail}, now=START)


def bound(post: str) -> Change:
    return lambda province: province.bind("u1", "77", now=START, post=post)


def closed(province: Province) -> None:
    bound("head")(province)
    province.execute(
        "UPDATE address SET closed_at = '2024-07-01 00:00:00+00:00' WHERE value = '77'"
    )


def left(province: Province) -> None:
    bound("head")(province)
    province.execute("UPDATE holder SET until_at = '2024-07-01 00:00:00+00:00' WHERE post_id = 2")


def stood_in_for(province: Province) -> None:
    closed(province)
    province.bind("u1", "78", now=START, post="deputy")
    with province.database.write() as session:
        find = session.connection().exec_driver_sql
        (post_id,) = find("SELECT id FROM post WHERE unit_id = 2 AND kind = 'head'").one()
        (person_id,) = find("SELECT person_id FROM address WHERE value = '78'").one()
        post, person = session.get_one(Post, post_id), session.get_one(Person, person_id)
        until = at("2024-12-31 00:00")
        stand_in(session, post, person, until_at=until, obligation_id=None, by="u1", now=START)


def unserved(province: Province) -> None:
    bound("head")(province)
    serving(province, tg=Fault.NO_TOKEN, mail=Fault.NO_SERVER)


def mailed(province: Province) -> None:
    bound("head")(province)
    serving(province, tg=Fault.NO_TOKEN, mail=None)


def on_a_former_lane(province: Province) -> None:
    """The issuer has another bot since; the old one still works."""
    bound("head")(province)
    province.execute("INSERT INTO lane (id, channel, served) VALUES ('tg-new', 'telegram', true)")
    province.execute("UPDATE issuer SET lane_id = 'tg-new'")


def answers(province: Province) -> dict[str, bool]:
    installation = Installation(
        str(province.database.url),
        Path("config"),
        Path("config"),
        RehearsalClock(EVE),
        ZONE,
        "http://x",
        "admin",
    )
    proposal = proposals.Proposal(
        Document("x.yaml", GIVEN), UNITS, plan(GIVEN, UNITS), "campaign: …", ()
    )
    found = {"apply": proposals.preview(installation, proposal).reachable == 1}
    installation.database.close()
    with province.database.read() as session:
        campaign = province.campaign(session)
        assert campaign is not None, "it was applied"
        (row,) = board.load_board(session, campaign, now=EVE)
        found["board"] = row.reachable
        (actor,) = load_actors(session, "tg-pt", "desk", now=EVE)
        found["nudge"] = nudging.preview(session, 1, actor, now=EVE).unreachable == ()
    tick(province.database, OFFICE, now=FIRST)
    (count,) = province.rows("SELECT count(*) FROM delivery WHERE state = 'queued'")[0]
    found["reminder"] = count > 0
    with province.database.read() as session:
        found["list for paper"] = board.told_unreached(session, [campaign], now=FIRST) == []
    return found


@pytest.mark.parametrize(
    ("change", "reached"),
    [
        (bound("head"), True),
        (bound("group"), True),
        (bound("clerk"), False),
        (bound("deputy"), False),
        (closed, False),
        (left, False),
        (stood_in_for, True),
        (unserved, False),
        (mailed, True),
        (on_a_former_lane, True),
    ],
)
def test_all_who_ask_get_one_answer(province: Province, change: Change, reached: bool) -> None:
    change(province)
    assert answers(province) == dict.fromkeys(
        ("apply", "board", "nudge", "reminder", "list for paper"), reached
    )
