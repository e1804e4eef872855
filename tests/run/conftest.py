"""A road with three units, each with a head who can be reached."""

import pytest

from scheduler.store.database import Database
from tests.build import Desk, organisation
from tests.run.road import Road


@pytest.fixture
def road(sqlite: Database) -> Road:
    return Road(Desk(sqlite, organisation(3)).open())


@pytest.fixture
def both_road(database: Database) -> Road:
    """The same, once on each kind of database."""
    return Road(Desk(database, organisation(3)).open())
