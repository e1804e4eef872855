"""An admin with three units, whose definition is in force."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.database import Database
from tests.admin.admin_at_work import Admin
from tests.build import Desk, organisation
from tests.databases import SqliteFiles


@pytest.fixture
def admin(sqlite_files: SqliteFiles, tmp_path: Path) -> Iterator[Admin]:
    def fill(database: Database) -> None:
        Admin(Desk(database, organisation(3)).open(), tmp_path).apply()

    with closing(Database(sqlite_files.filled("admin", fill))) as database:
        yield Admin(Desk(database, organisation(3)), tmp_path)
