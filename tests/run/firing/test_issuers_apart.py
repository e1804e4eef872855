"""One issuer's pass never waits for another's, nor fails with it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from scheduler.errors import DatabaseBusy
from scheduler.run.firing import tick as tick_module
from scheduler.run.firing.tick import tick
from scheduler.run.sending.drain import Drain
from scheduler.run.sending.edits import HANDFUL
from scheduler.store.database import Database
from tests.build import OFFICE, Province, at, definition, duty, organisation
from tests.databases import PostgresServer
from tests.run.road import Road

START = at("2024-01-15 09:00")
MORNING = "2024-07-22 08:00"
TOLD = ("u1@", "u1", "before-7wd")


@contextmanager
def beside(road: Road, id_: str = "qn", lane: str = "tg-qn") -> Iterator[Road]:
    """Another issuer in the same database, with the same clock."""
    units = organisation(3, issuer={"id": id_, "lane": lane})
    yield Road(Province(road.province.database, units).open(), road.clock)


def apply(road: Road) -> None:
    issuer = road.province.units.issuer.id
    given = definition(duty(owed_by={"ids": ["u1"]}), issuer=issuer)
    road.province.apply(given, now=START)


async def told(road: Road, lane: str) -> list[tuple[str, str, str]]:
    await Drain(road.province.database, {lane: road.channel}, OFFICE, road.clock)(lane)
    return road.channel.told()


async def test_issuer_whose_pass_fails_stops_no_other(
    road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    with beside(road) as other:
        apply(road)
        apply(other)
        mine = "campaign_id = (SELECT id FROM campaign WHERE issuer_id = 'pt')"
        good = road.province.rows(f"SELECT cut_off_at FROM occurrence WHERE {mine}")[0][0]
        road.province.execute(f"UPDATE occurrence SET cut_off_at = 'hôm qua' WHERE {mine}")

        assert road.tick(MORNING) == ["tg-qn"]
        assert await told(other, "tg-qn") == [TOLD]
        assert "the pass over issuer pt failed" in caplog.text

        caplog.clear()
        road.tick("2024-07-22 08:01")
        assert "failed" not in caplog.text  # tried again later, not at each tick
        road.province.execute(f"UPDATE occurrence SET cut_off_at = '{good}' WHERE {mine}")
        assert road.tick("2024-07-22 08:16") == ["tg-pt"]
        assert await told(road, "tg-pt") == [TOLD]


async def test_pass_does_not_wait_for_an_issuer_that_is_written(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(postgres.migrated())) as database:
        road = Road(Province(database, organisation(3)).open())
        with beside(road, lane="tg-pt") as other:  # by the same bot
            apply(road)
            apply(other)
            with database.write("pt"):
                assert road.tick(MORNING) == ["tg-pt"]
                assert await told(road, "tg-pt") == [TOLD]
            road.tick(MORNING)
            with database.write("pt"):
                assert road.tick(MORNING) == ["tg-pt"]
            assert await told(road, "tg-pt") == [TOLD]


async def test_mail_of_an_issuer_that_is_written_holds_up_no_other_in_its_lane(
    postgres: PostgresServer,
) -> None:
    with closing(Database(postgres.migrated())) as database:
        units = organisation(HANDFUL + 2)
        road = Road(Province(database, units).open())
        with beside(road, lane="tg-pt") as other:
            owing = [f"u{number}" for number in range(1, HANDFUL + 2)]
            given = definition(duty(owed_by={"ids": owing}))
            road.province.apply(given, now=START)
            road.tick(MORNING)
            apply(other)
            road.tick("2024-07-22 08:01")
            with database.write("pt"):  # whose mail has waited longest
                assert await told(road, "tg-pt") == [TOLD]
            assert len(await told(road, "tg-pt")) == len(owing)


def test_issuer_that_fails_and_is_then_written_stops_no_other(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(postgres.migrated())) as database:
        road = Road(Province(database, organisation(3)).open())
        with beside(road) as other:
            apply(road)
            apply(other)

            def fire(_session: object, _office: object, issuer_id: str, **_more: object) -> Any:
                if issuer_id == "pt":
                    raise ZeroDivisionError
                return {}

            def push_back(*_args: object, **_more: object) -> None:
                raise DatabaseBusy("postgresql://")

            passed = []
            monkeypatch.setattr(tick_module, "fire", fire)
            monkeypatch.setattr(tick_module.issuers, "push_back", push_back)
            monkeypatch.setattr(
                tick_module, "leave_lanes", lambda _s, issuer_id, **_more: passed.append(issuer_id)
            )
            road.tick(MORNING)
            assert passed == ["pt", "qn"]


async def test_card_kept_for_a_pass_keeps_no_other_issuers(road: Road) -> None:
    """What is due of one and not fired yet is no reason for the cards of another."""
    with beside(road, lane="tg-pt") as other:
        apply(other)
        other.tick(MORNING)
        apply(road)
        assert await told(road, "tg-pt") == [TOLD]


def test_tick_with_nothing_due_costs_the_same_with_many_issuers(sqlite: Database) -> None:
    road = Road(Province(sqlite, organisation(3)).open())
    apply(road)
    now = at("2024-03-01 08:00")
    tick(sqlite, OFFICE, now=now)
    alone = statements(sqlite, lambda: tick(sqlite, OFFICE, now=now))
    for number in range(4):
        with beside(road, f"i{number}", f"tg-{number}") as other:
            apply(other)
    tick(sqlite, OFFICE, now=now)
    assert statements(sqlite, lambda: tick(sqlite, OFFICE, now=now)) == alone


def statements(database: Database, act: Any) -> int:
    seen: list[str] = []

    def note(_c: object, _cursor: object, sql: str, *_more: object) -> None:
        seen.append(sql)

    for engine in (database._writer, database._reader):  # nothing public tells statements
        event.listen(engine, "before_cursor_execute", note)
    act()
    for engine in (database._writer, database._reader):
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)
