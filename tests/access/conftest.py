"""Two issuers whose standing bodies have people, on both kinds of database."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from scheduler.store.database import Database
from tests.access.offices import Offices, fill
from tests.databases import Databases


@pytest.fixture
def offices(databases: Databases) -> Iterator[Offices]:
    with closing(Database(databases.filled("offices", fill))) as database:
        yield Offices(database)
