"""What is forgotten, and when."""

from contextlib import closing
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from scheduler.access import accounts, kept_forms, links, pruning, throttle
from scheduler.access.visitor import Whose
from scheduler.run import restored
from scheduler.store import copies
from scheduler.store.columns import Table
from scheduler.store.database import Database
from scheduler.store.tables import DeskSession, KeptForm, SignInFailure, SignInLink
from tests.access.offices import NOW, WALL, Offices
from tests.build import OFFICE
from tests.databases import SqliteFiles

TABLES: tuple[type[Table], ...] = (DeskSession, SignInLink, KeptForm, SignInFailure)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def left(offices: Offices, wall: datetime) -> list[int]:
    """How many rows of each table are left when it is pruned at `wall`."""
    with offices.database.write() as session:
        pruning.prune(session, wall=wall)
    with offices.database.read() as session:
        return [len(session.exec(select(table)).all()) for table in TABLES]


@pytest.fixture
def used(offices: Offices) -> Offices:
    """Somebody signed in by a link, whose form came late, and failed to sign in."""
    clerk = offices.person()
    with offices.database.write() as session:
        secret = links.make(session, person_id=clerk, by="lan", wall=WALL, now=NOW)
        links.use(session, secret, device="x", wall=WALL, now=NOW)
        kept_forms.keep(
            session, Whose(person_id=clerk), path="/ban", content_type="", body=b"", wall=WALL
        )
        throttle.count_try(session, [throttle.limit("name", "lan", free=5)], wall=WALL)
    return offices


@pytest.mark.parametrize(
    ("after", "there"),
    [
        (-900 * DAY, [1, 1, 1, 1]),  # no clock of campaigns is asked
        (HOUR - timedelta(seconds=1), [1, 1, 1, 1]),
        (HOUR, [1, 1, 0, 0]),
        (90 * DAY, [1, 1, 0, 0]),
        (90 * DAY + links.VALID, [1, 0, 0, 0]),
        (90 * DAY + 2 * HOUR, [0, 0, 0, 0]),
    ],
)
def test_each_is_kept_as_long_as_it_says(used: Offices, after: timedelta, there: list[int]) -> None:
    assert left(used, WALL + after) == there


def test_a_backup_put_to_work_signs_nobody_in(used: Offices) -> None:
    """Who has signed out since, and a link used since, would be as they were."""
    with used.database.write() as session:
        restored.hold(session, OFFICE, actor="lan", now=NOW)
    assert left(used, WALL) == [0, 0, 0, 1]


def test_a_copy_for_rehearsals_has_accounts_and_nobody_signed_in(
    used: Offices, sqlite_files: SqliteFiles
) -> None:
    used.with_password()
    target = sqlite_files.empty()
    copies.copy(used.database, target, now=NOW)
    with closing(Database(target)) as copied:
        assert left(Offices(copied), WALL) == [0, 0, 0, 0]
        with copied.read() as session:
            assert [one.name for one in accounts.load(session, None)] == ["quan-tri"]


def test_who_is_signed_in_stays(used: Offices) -> None:
    secret = used.signed_in(person_id=used.person(), wall=WALL + 89 * DAY)
    left(used, WALL + 89 * DAY + HOUR)
    assert used.find(secret, wall=WALL + 89 * DAY + HOUR) is not None
