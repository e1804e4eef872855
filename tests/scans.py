"""Statements that look at all there ever was, found by what SQLite itself says of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from scheduler.store.database import Database

GROWING = re.compile(
    r"SCAN (item|announcement_item|delivery|reminder|obligation|submission|extension|question|inbox|reply|ledger)"
    r"(?! USING INDEX ix_)"
)
LAST_ENTRY = "ORDER BY ledger.seq DESC"  # read from the end, and no further


@contextmanager
def no_scans(database: Database) -> Iterator[None]:
    """Fails at the end when a statement that was run within scans a table that grows with the years."""
    seen: dict[str, Any] = {}

    def note(_c: object, _cursor: object, sql: str, given: Any, *_more: object) -> None:
        if sql.lstrip().startswith(("SELECT", "UPDATE", "DELETE")) or any(
            f"INSERT INTO {table}" in sql for table in ("item", "announcement_item")
        ):
            seen.setdefault(sql, given[0] if isinstance(given, list) else given)

    engines = (database._writer, database._reader)  # themselves: nothing public tells statements
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    with engines[0].connect() as connection:
        plans = {
            sql: [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)]
            for sql, given in seen.items()
        }
    assert plans
    scanning = {
        sql: plan
        for sql, plan in plans.items()
        if GROWING.search("\n".join(plan)) and LAST_ENTRY not in sql
    }
    assert not scanning, scanning
