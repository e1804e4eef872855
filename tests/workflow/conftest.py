"""A world in which units u1, u2 … owe one report to u0, the standing body, by 31 July 2024."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from scheduler.definition.models import Duty
from scheduler.store.database import Database
from tests.build import Province, at, definition, duty, organisation
from tests.databases import Databases, SqliteFiles
from tests.workflow.world import World


@pytest.fixture
def world(sqlite_files: SqliteFiles) -> Iterator[World]:
    with made_world(sqlite_files, duty("bc", proof=["number", "file"])) as world:
        yield world


@pytest.fixture
def both_world(databases: Databases) -> Iterator[World]:
    """The same with a duty that needs no proof, once on each kind of database."""
    with made_world(databases, duty("bc")) as world:
        yield world


@contextmanager
def made_world(databases: Databases, owed: Duty) -> Iterator[World]:
    def fill(database: Database) -> None:
        province = Province(database, organisation(4)).open()
        province.bind("u1", "u1-deputy@", now=at("2024-01-02 08:00"), post="deputy")
        province.apply(definition(owed), now=at("2024-01-03 08:00"))

    with closing(Database(databases.filled(f"world {owed}", fill))) as database:
        yield World(Province(database, organisation(4)))
