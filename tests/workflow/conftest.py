"""A world in which units u1, u2 … owe one report to u0, the standing body, by 31 July 2024."""

import pytest

from scheduler.store.database import Database
from tests.build import Desk, at, definition, duty, organisation
from tests.databases import SqliteFiles
from tests.workflow.world import World


@pytest.fixture
def world(sqlite_files: SqliteFiles) -> World:
    desk = Desk(Database(sqlite_files.migrated()), organisation(4)).open()
    desk.bind("u1", "u1-deputy@", now=at("2024-01-02 08:00"), post="deputy")
    given = definition(duty("bc", proof=["number", "file"]))
    desk.apply(given, now=at("2024-01-03 08:00"))
    return World(desk)
