"""A backup put to work by hand: what is held is shown, and let go or dropped in one command."""

import json
from dataclasses import replace

import pytest
import typer

from scheduler.errors import AlreadyRunning
from scheduler.run.engines.alone import alone
from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from tests.build import OFFICE, Province, at, definition, duty, organisation
from tests.config.conftest import Office
from tests.databases import SqliteFiles


@pytest.fixture
def restored(office: Office, sqlite_files: SqliteFiles) -> Office:
    """A backup made when two cards of two units were about to leave."""

    def fill(database: Database) -> None:
        province = Province(database, organisation(3)).open()
        province.apply(definition(duty(owed_by={"ids": ["u1", "u2"]})), now=at("2024-01-15 09:00"))
        tick(database, OFFICE, now=at("2024-07-22 08:00"))

    return replace(office, url=sqlite_files.filled("about to send", fill))


def states(office: Office) -> list[tuple[str]]:
    return office.rows("SELECT state FROM delivery ORDER BY id")


def test_restored_backup_shows_what_it_holds(restored: Office) -> None:
    restored.run("db", "restored")

    said = restored.said()
    assert "Bản sao lưu dừng ở 08:00 thứ Hai, 22/7/2024." in said
    assert "Đơn vị u1" in said and "pt-2024/bc/once/u2" in said
    assert "Đang giữ 2 tin" in said
    assert states(restored) == [("held",), ("held",)]


def test_held_messages_are_let_go_and_dropped_by_number(restored: Office) -> None:
    restored.run("db", "restored")
    restored.run("db", "held", "1", "--send")
    restored.run("db", "held", "--drop")

    assert states(restored) == [("queued",), ("dropped",)]
    restored.said()
    restored.run("db", "held", "--json")
    assert json.loads(restored.said()) == []
    restored.run("ledger", "show")
    assert "hủy tin đang giữ" in restored.said()


@pytest.mark.parametrize("words", [("--send", "--drop"), ("99", "--send"), ("99",)], ids=" ".join)
def test_words_that_fit_nothing_change_nothing(restored: Office, words: tuple[str, ...]) -> None:
    restored.run("db", "restored")

    with pytest.raises(typer.BadParameter):
        restored.run("db", "held", *words)
    assert states(restored) == [("held",), ("held",)]


def test_backup_is_not_taken_in_hand_while_it_is_served(restored: Office) -> None:
    with alone(Database(restored.url)), pytest.raises(AlreadyRunning):
        restored.run("db", "restored")
    assert states(restored) == [("queued",), ("queued",)]
