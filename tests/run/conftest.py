"""A road with three units, each with a head who can be reached."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from scheduler.store.database import Database
from tests.build import Province, organisation
from tests.databases import Databases, SqliteFiles
from tests.run.road import Road


@pytest.fixture
def road(sqlite_files: SqliteFiles) -> Iterator[Road]:
    with made_road(sqlite_files) as road:
        yield road


@pytest.fixture
def both_road(databases: Databases) -> Iterator[Road]:
    """The same, once on each kind of database."""
    with made_road(databases) as road:
        yield road


@contextmanager
def made_road(databases: Databases) -> Iterator[Road]:
    url = databases.filled("road", lambda database: Province(database, organisation(3)).open())
    with closing(Database(url)) as database:
        yield Road(Province(database, organisation(3)))
