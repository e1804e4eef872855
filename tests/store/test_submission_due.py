"""Reports handed in before their deadline was kept with them get it where it is still known."""

import pytest

from scheduler.store.database import Database
from tests.build import Province, at, definition, duty, organisation
from tests.store.test_migration import alembic

BEFORE = "0012"
COMMON, OWN = "2024-07-31 10:00:00", "2024-08-07 10:00:00"  # UTC
INSERT = """
    INSERT INTO submission (id, obligation_id, "by", person_id, submitted_at, on_time, state)
    VALUES (1, 1, 'x', 1, '{at}', {on_time}, 'accepted')"""
CASES = [
    ("2024-08-12 02:00:00", "false", None, COMMON),
    ("2024-08-12 02:00:00", "false", OWN, OWN),
    ("2024-08-02 02:00:00", "false", OWN, COMMON),  # its own came by a return
    ("2024-07-02 02:00:00", "true", None, None),
]


@pytest.mark.parametrize(("handed_in", "on_time", "own", "known"), CASES)
def test_late_report_of_old_gets_its_deadline(
    database: Database, handed_in: str, on_time: str, own: str | None, known: str | None
) -> None:
    province = Province(database, organisation(2)).open()
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))
    if own:
        province.execute(f"UPDATE obligation SET due_at = '{own}'")
    alembic(database, BEFORE)
    province.execute(INSERT.format(at=handed_in, on_time=on_time))
    database.migrate()
    ((found,),) = province.rows("SELECT due_at FROM submission")
    assert (str(found)[:16] if found else None) == (known[:16] if known else None)
