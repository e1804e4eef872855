"""The work of the day, once: what belongs to no report goes after its grace, and updates handled long ago."""

import os
from datetime import timedelta
from functools import partial

import pytest

from bots import file_folder
from bots.file_folder import GRACE, path_of
from bots.files import store
from scheduler.run import restored
from scheduler.run.daily import daily
from scheduler.workflow.report import StoredFile
from tests.bots.talk.conftest import make_town
from tests.build import OFFICE


@pytest.fixture
def town(sqlite_files):
    return make_town(sqlite_files)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


def keep(town, folder, content: str) -> StoredFile:
    """A file kept so long ago that its grace is over."""
    kept = store(b"%PDF-1.7 " + content.encode(), name=f"{content}.pdf", folder=folder)
    then = (town.now - GRACE - timedelta(hours=1)).timestamp()
    os.utime(path_of(folder, kept.content_hash), (then, then))
    return kept


def upload(phone, kept: StoredFile) -> None:
    phone.send(kept.name, digest=kept.content_hash)


def work(town, folder) -> bool:
    remove = partial(file_folder.remove_unowned, folder, now=town.now)
    return daily(town.desk.database, remove, now=town.now)


def left(folder) -> set[str]:
    return {one.name for one in folder.rglob("*") if one.is_file()}


def test_file_of_a_report_and_of_one_being_gathered_stay(town, folder):
    handed_in, gathered, dropped = (keep(town, folder, name) for name in ("a", "b", "c"))
    first, second, third = (town.phone(user) for user in ("101", "102", "103"))
    first.tap("su:1:1:0")
    first.say("125/BC-STC")
    upload(first, handed_in)
    first.press("Nộp")
    upload(second, gathered)
    upload(third, dropped)
    third.command("/huy")
    assert work(town, folder)
    assert left(folder) == {handed_in.content_hash, gathered.content_hash}


def test_file_that_came_before_a_backup_was_put_to_work_stays(town, folder):
    kept = keep(town, folder, "a")
    with town.desk.database.write() as session:
        restored.hold(session, OFFICE, actor="admin", now=town.now)
    town.now += timedelta(hours=25)
    assert work(town, folder)
    assert left(folder) == {kept.content_hash}


def test_file_of_a_report_nobody_went_on_with_goes(town, folder):
    kept = keep(town, folder, "a")
    upload(town.phone("101"), kept)
    assert work(town, folder)
    town.now += timedelta(hours=25)
    assert work(town, folder)
    assert left(folder) == set()


def test_work_is_done_once_a_day(town, folder):
    assert work(town, folder)
    town.now += timedelta(hours=23)
    assert not work(town, folder)
    town.now += timedelta(hours=1)
    assert work(town, folder)


def test_clock_set_back_stops_the_work_for_a_day_at_most(town, folder):
    assert work(town, folder)
    town.now -= timedelta(days=400)
    assert work(town, folder)


def test_folder_that_cannot_be_read_spoils_nothing(town, tmp_path):
    def refuse(_owned, _since):
        raise PermissionError("files")

    with pytest.raises(PermissionError):
        daily(town.desk.database, refuse, now=town.now)
    assert not work(town, tmp_path)
