"""Whom a report goes to, in feeds of one unit and of all."""

from contextlib import closing
from typing import Any

import pytest

from calendars.query import Scope, load_shown
from calendars.words import description_of, receiver_of
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from tests.build import Province, at, definition, duty, organisation
from tests.databases import Databases

NOW = at("2024-07-01 08:00")
VIA = duty("len", to={"name": "Ủy ban nhân dân tỉnh", "via": "u0"})
OWN = duty("bo", to={"name": "Bộ Nội vụ"}, owed_by={"ids": ["co-quan-thuong-truc"]})
MIXED = duty("ca", to={"name": "Bộ Nội vụ"}, owed_by={"ids": ["u0", "u1"]})


def said(databases: Databases, kind: str, code: str = "") -> dict[str, str]:
    def fill(database: Database) -> None:
        province = Province(database, organisation(3)).open(bound=False)
        province.apply(definition(VIA, OWN, MIXED), now=at("2024-01-03 08:00"))

    with closing(Database(databases.filled("receivers", fill))) as database, database.read() as db:
        id_: Any = find_unit(db, code, issuer_id="pt").id if code else 1
        shown = load_shown(db, Scope(kind, id_), now=NOW)
        assert shown is not None
        due = [entry for entry in shown.entries if entry.due_at]
        assert all(f": {receiver_of(one)}\n" in description_of(one) for one in due)
        return {one.key.split("/")[0]: receiver_of(one) for one in due}


def test_feed_of_all_names_who_takes_it_in_unless_that_is_all_that_owes(
    databases: Databases,
) -> None:
    assert said(databases, "campaign") == {
        "len": "Ủy ban nhân dân tỉnh (qua Đơn vị u0)",
        "bo": "Bộ Nội vụ",
        "ca": "Bộ Nội vụ (qua Đơn vị u0)",
    }


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("u0", {"bo": "Bộ Nội vụ", "ca": "Bộ Nội vụ"}),
        (
            "u1",
            {"len": "Ủy ban nhân dân tỉnh (qua Đơn vị u0)", "ca": "Bộ Nội vụ (qua Đơn vị u0)"},
        ),
    ],
)
def test_feed_of_a_unit_says_what_it_sends_itself(
    databases: Databases, unit: str, told: dict[str, str]
) -> None:
    assert said(databases, "unit", unit) == told
