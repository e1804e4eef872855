"""The board in numbers: what programs read of a campaign in which everything has happened."""

import csv
import io
import json
from collections import Counter
from typing import Any

import pytest
from rich.console import Console

from config.commands.narrow_board import shown_board
from scheduler.campaign.board import board_as_csv, board_as_json, columns_of, load_boards
from scheduler.errors import UnknownCampaign
from scheduler.states import State
from scheduler.store.database import Database
from tests.build import ZONE, Province, at, definition, duty, organisation

NOW = at("2024-08-01 09:00")
EVERY = [state.value for state in State]


@pytest.fixture
def province(database: Database) -> Province:
    """A unit in each state of the duty `bc`, whose deadline is over, and all open in `sau`, which comes."""
    given = Province(database, organisation(len(EVERY) + 1)).open(bound=False)
    given.bind("u1", "u1@", now=at("2024-01-02 08:00"))
    later = duty("sau", due={"on": "2024-12-02"})
    given.apply(definition(duty(), later), now=at("2024-01-03 08:00"))
    of_first = "(SELECT id FROM occurrence WHERE duty = 'bc')"
    for number, state in enumerate(EVERY, start=1):
        unit = f"(SELECT id FROM unit WHERE code = 'u{number}')"
        given.execute(
            f"UPDATE obligation SET state = '{state}'"
            f" WHERE unit_id = {unit} AND occurrence_id = {of_first}"
        )
    return given


def test_board_tells_each_state_as_the_rows_have_it(province: Province) -> None:
    with province.database.read() as session:
        ((campaign, rows),) = load_boards(session, "pt-2024", now=NOW)
        told = json.loads(json.dumps(board_as_json(rows, ZONE)))

    cells = [(o["duty"], o["state"]) for row in told for o in row["obligations"]]
    stored = province.rows(
        "SELECT duty, state FROM obligation JOIN occurrence ON occurrence.id = occurrence_id"
        " WHERE state != 'withdrawn'"
    )
    assert Counter(cells) == Counter(stored)
    late = {o["state"] for row in told for o in row["obligations"] if o["overdue"]}
    assert late == {"open", "seen", "returned"}
    dues = {o["duty"]: o["due_at"] for row in told for o in row["obligations"]}
    assert dues == {"bc": "2024-07-31T17:00:00+07:00", "sau": "2024-12-02T17:00:00+07:00"}
    assert [row["unit"] for row in told if row["reachable"]] == ["u1"]
    assert campaign.code == "pt-2024"


def test_spreadsheet_has_a_line_for_each_of_them(province: Province) -> None:
    with province.database.read() as session:
        boards = load_boards(session, None, now=NOW)
        lines = list(csv.reader(io.StringIO(board_as_csv(boards).removeprefix("\ufeff"))))

    count = province.rows("SELECT count(*) FROM obligation WHERE state != 'withdrawn'")[0][0]
    assert len(lines) == count + 1
    assert Counter(line[6] for line in lines[1:])["quá hạn"] == 3


def test_every_campaign_stands_on_it_by_issuer_and_code(province: Province) -> None:
    for code in ("pt-2023", "aa-2024"):
        province.apply(definition(campaign=code), now=NOW)
    with province.database.read() as session:
        boards = load_boards(session, None, now=NOW)
    assert [campaign.code for campaign, _rows in boards] == ["aa-2024", "pt-2023", "pt-2024"]


def test_campaign_nobody_applied_is_told(province: Province) -> None:
    with province.database.read() as session, pytest.raises(UnknownCampaign):
        load_boards(session, "pt-1999", now=NOW)


def test_columns_stand_in_the_order_of_the_definition_whoever_comes_first(
    database: Database,
) -> None:
    province = Province(database, organisation(3)).open(bound=False)
    waits = duty("kh", due={"after": "received", "days": 10})
    upward = duty("bo", owed_by={"ids": ["u0"]}, to={"name": "Bộ Nội vụ"})
    issued = {"number": "1/KH-UBND", "issuer": "UBND tỉnh", "issued_on": "2024-01-02"}
    province.apply(definition(waits, duty(), upward, directive=issued), now=at("2024-01-03 08:00"))
    with database.read() as session:
        ((campaign, rows),) = load_boards(session, "pt-2024", now=NOW)
        told: list[dict[str, Any]] = board_as_json(rows, ZONE)

    assert rows[0].unit == "u0"
    assert [column.duty for column in columns_of(rows)] == ["kh", "bc", "bo"]
    (first,) = (row for row in told if row["unit"] == "u1")
    assert [one["waits_for"] for one in first["obligations"]] == ["received", None]
    shown = io.StringIO()
    for width in (60, 200):
        Console(file=shown, width=width).print(shown_board(campaign, rows, width=width))
    assert "1. Báo cáo kh: tính từ ngày đơn vị nhận được văn bản" in shown.getvalue()
