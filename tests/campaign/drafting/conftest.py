"""Databases that hold the units of the samples from the start: saving them costs more than most of these tests."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from scheduler.store.database import Database
from tests.campaign.drafting.at_the_desk import Clerk
from tests.databases import PostgresServer, SqliteFiles

NAME = "units of the samples"


@pytest.fixture
def database(databases: SqliteFiles | PostgresServer) -> Iterator[Database]:
    with closing(Database(databases.filled(NAME, Clerk))) as database:
        yield database


@pytest.fixture
def sqlite(sqlite_files: SqliteFiles) -> Iterator[Database]:
    with closing(Database(sqlite_files.filled(NAME, Clerk))) as database:
        yield database
