"""What runs every few seconds looks at what is pending, never at all that ever was."""

import re
from typing import Any

import pytest
from sqlalchemy import event

from scheduler.store.database import Database
from tests.build import Desk, at, definition, duty, organisation
from tests.run.road import Road

GROWING = re.compile(r"SCAN (item|delivery|reminder|obligation)(?! USING INDEX ix_)")
START = at("2024-01-15 09:00")


@pytest.fixture
def road(sqlite: Database) -> Road:
    road = Road(Desk(sqlite, organisation(3)).open())
    road.desk.apply(definition(), now=START)
    return road


async def test_no_statement_of_a_pass_scans_a_growing_table(road: Road) -> None:
    seen: dict[str, Any] = {}

    def note(_c: object, _cursor: object, sql: str, given: Any, *_more: object) -> None:
        if sql.startswith(("SELECT", "UPDATE", "DELETE")) or "INSERT INTO item" in sql:
            seen.setdefault(sql, given[0] if isinstance(given, list) else given)

    writer = road.desk.database._writer  # the engine itself: nothing public tells its statements
    event.listen(writer, "before_cursor_execute", note)
    await road.pass_at("2024-07-22 08:00")
    road.desk.bind("u1", "new@", now=at("2024-07-22 09:00"))
    road.desk.apply(definition(duty(due={"by": "08-30"})), now=at("2024-07-22 09:00"))
    event.remove(writer, "before_cursor_execute", note)

    with writer.connect() as connection:
        plans = {
            sql: [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)]
            for sql, given in seen.items()
        }
    assert [sql for sql, plan in plans.items() if GROWING.search("\n".join(plan))] == []
