"""The work of the day, once: what belongs to no report goes after its grace, and updates handled long ago."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import select

from scheduler.access import sessions
from scheduler.run import daily as run_daily
from scheduler.run import restored
from scheduler.run.daily import daily
from scheduler.store import file_folder, inbox
from scheduler.store.file_folder import GRACE, path_of
from scheduler.store.files import StoredFile, store
from scheduler.store.pulse import beat, last_beat
from scheduler.store.tables import DeskSession, Document, Issuer, Person
from tests.bots.telegram.talk.conftest import make_town
from tests.build import OFFICE, ZONE, at


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


def work(town, folder) -> list[str]:
    remove = partial(file_folder.remove_unowned, folder)
    return daily(town.province.database, remove, zone=ZONE, now=town.now, wall=town.now)


def left(folder) -> set[str]:
    return {one.name for one in folder.rglob("*") if one.is_file()}


def test_file_of_a_report_and_of_one_being_gathered_stay(town, folder):
    handed_in, gathered, dropped = (keep(town, folder, name) for name in ("a", "b", "c"))
    first, second, third = (town.phone(user) for user in ("101", "102", "103"))
    first.tap("su:1:1:0")
    first.say("125/BC-STC")
    upload(first, handed_in)
    first.press("Gửi")
    upload(second, gathered)
    upload(third, dropped)
    third.command("/huy")
    assert work(town, folder)
    assert left(folder) == {handed_in.content_hash, gathered.content_hash}


def test_file_that_came_before_a_backup_was_put_to_work_stays(town, folder):
    kept = keep(town, folder, "a")
    with town.province.database.write() as session:
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


def test_work_is_done_once_a_day_of_the_office(town, folder):
    town.now = at("2024-03-04 23:50")  # 16:50 in UTC
    assert work(town, folder) == ["inbox", "counts", "work", "desk", "files"]
    assert work(town, folder) == []
    town.now = at("2024-03-05 00:00")
    assert work(town, folder) == ["inbox", "counts", "work", "desk", "files"]
    town.now = at("2024-03-05 23:59")
    assert work(town, folder) == []


def test_clock_set_back_stops_the_work_for_a_day_at_most(town, folder):
    assert work(town, folder)
    town.now -= timedelta(days=400)
    assert work(town, folder)


def test_file_of_a_kept_document_stays(town, folder):
    kept = keep(town, folder, "ke-hoach")
    with town.province.database.write() as session:
        issuer = session.exec(select(Issuer)).one()
        session.add(
            Document(
                issuer_id=issuer.id,
                content_hash=kept.content_hash,
                name="ke-hoach.pdf",
                size=kept.octets,
                text="x",
                by="admin",
                kept_at=town.now,
            )
        )
    assert "files" in work(town, folder)
    assert left(folder) == {kept.content_hash}


def test_processes_that_look_at_once_do_it_once(databases):
    town = make_town(databases)
    removed = []

    def remove(_owned, _since, *, now):
        removed.append(now)
        return 0

    def look(_number):
        return daily(town.province.database, remove, zone=ZONE, now=town.now, wall=town.now)

    with ThreadPoolExecutor(4) as threads:
        done = [name for names in threads.map(look, range(8)) for name in names]

    assert sorted(done) == ["counts", "desk", "files", "inbox", "work"]
    assert len(removed) == 1
    town.province.database.close()


def test_folder_that_cannot_be_read_is_told_and_tried_again_the_same_day(town, folder, caplog):
    def refuse(_owned, _since, *, now):
        raise PermissionError("files")

    assert daily(town.province.database, refuse, zone=ZONE, now=town.now, wall=town.now) == [
        "inbox",
        "counts",
        "work",
        "desk",
    ]
    (told,) = caplog.records
    assert told.levelname == "ERROR" and told.exc_info is None
    assert work(town, folder) == ["files"]


def test_work_that_fails_holds_up_no_other_and_is_tried_again(town, folder, monkeypatch, caplog):
    def fail(session, now):
        beat(session, "half done", now=now)
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(run_daily, "WORK", {"broken": fail, **run_daily.WORK})
        assert work(town, folder) == ["inbox", "counts", "work", "desk", "files"]
    assert "broken is not done" in caplog.text
    with town.province.database.read() as session:
        assert last_beat(session, "half done") is None
    monkeypatch.setattr(run_daily, "WORK", {"broken": lambda _session, _now: None})
    assert work(town, folder) == ["broken"]


def test_without_a_folder_no_file_is_touched(town, folder):
    kept = keep(town, folder, "a")
    assert daily(town.province.database, None, zone=ZONE, now=town.now, wall=town.now) == [
        "inbox",
        "counts",
        "work",
        "desk",
    ]
    assert left(folder) == {kept.content_hash}


def test_updates_handled_long_ago_are_forgotten_on_another_day(town, folder):
    with town.province.database.write() as session:
        inbox.keep(session, "tg-pt", [inbox.Update(n, "{}") for n in (1, 2)], now=town.now)
        inbox.end(session, "tg-pt", 1, now=town.now)
    town.now += inbox.KEPT + timedelta(hours=1)
    assert work(town, folder)
    assert town.province.rows("SELECT update_id FROM inbox") == [(2,)]


def test_the_desk_forgets_by_the_clock_on_the_wall(town):
    """A program that runs in another year signs nobody out."""
    database = town.province.database
    with database.write() as session:
        person = session.exec(select(Person.id)).first()
        sessions.begin(session, person_id=person, device="", wall=town.now)
        sessions.end_all(session, person_id=person, wall=town.now)
    for days, there in ((89, 1), (90, 0)):
        now = town.now + timedelta(days=1000 + days)
        daily(database, None, zone=ZONE, now=now, wall=town.now + timedelta(days=days))
        with database.read() as session:
            assert len(session.exec(select(DeskSession)).all()) == there
