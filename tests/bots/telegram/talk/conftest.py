"""A town: units u1, u2, u3 owe a report to u0, the standing body, by 31 July 2024. Heads are users 100–103."""

import pytest

from scheduler.definition.models import Duty
from scheduler.store.database import Database
from tests.bots.telegram.talk.town import Phone, Town
from tests.build import Province, at, definition, duty, organisation
from tests.databases import Databases, SqliteFiles

NAMES = {"u0": "Sở Nội vụ", "u1": "Sở Tài chính", "u2": "Sở Y tế", "u3": "Huyện Lâm Thao"}


def units() -> list[dict[str, object]]:
    return [{"id": id_, "name": name, "kind": "so", "block": "k1"} for id_, name in NAMES.items()]


def make_town(databases: Databases, *duties: Duty, now: str = "2024-07-15 09:00") -> Town:
    """All heads bound, and u1's deputy (111); cards due before `now` are still to be sent."""
    given = definition(*(duties or (duty("bc", proof=["number", "file"]),)))
    people = organisation(4, units=units())

    def fill(database: Database) -> None:
        province = Province(database, people).open(bound=False)
        start = at("2024-01-02 08:00")
        for number, code in enumerate(NAMES):
            province.bind(code, str(100 + number), now=start)
        province.bind("u1", "111", now=start, post="deputy")
        province.apply(given, now=at("2024-01-03 08:00"))

    return Town(Province(Database(databases.filled(f"town {given}", fill)), people), at(now))


@pytest.fixture
def town(sqlite_files: SqliteFiles) -> Town:
    return make_town(sqlite_files)


@pytest.fixture
def head(town: Town) -> Phone:
    return town.phone("101")


@pytest.fixture
def deputy(town: Town) -> Phone:
    return town.phone("111")


@pytest.fixture
def standing(town: Town) -> Phone:
    return town.phone("100")
