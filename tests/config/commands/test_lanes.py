"""How the lanes are: for the operator by name, for readiness without, and on the board for whom it concerns."""

import io
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from config.commands.lanes import lanes_table
from scheduler.campaign import board
from scheduler.run.firing.tick import tick
from scheduler.run.sending import lanes
from scheduler.run.sending.lane_states import lanes_as_json, load_lanes, troubles
from scheduler.store.database import Database
from scheduler.store.serving import Fault, note
from scheduler.words.lane import told_reasons
from tests.build import OFFICE, Province, at, definition, duty, organisation, unit

START, FIRST, SOON = at("2024-01-15 09:00"), at("2024-07-22 08:00"), at("2024-07-22 08:01")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def province(sqlite: Database) -> Province:
    """u1 has a chat and a mailbox, u2 a chat alone."""
    reads = unit("u1", channels=["telegram", "email"], email="u1@pt.example")
    province = Province(sqlite, organisation(units=[unit("u0"), reads, unit("u2")])).open()
    province.apply(definition(duty(owed_by={"ids": ["u1", "u2"]})), now=START)
    with sqlite.write() as session:
        note(session, {"tg-pt": None, "mail-pt": None}, now=START)
    return province


def pause(province: Province, lane: str) -> None:
    tick(province.database, OFFICE, now=FIRST)
    until = at("2024-07-22 08:05")
    with province.database.write() as session:
        lanes.pause(session, lane, until=until, reason="535 [wrong]", now=FIRST)


def shown(province: Province) -> list[str]:
    """The lines below the table."""
    with province.database.read() as session:
        return told_reasons(load_lanes(session), ZONE)


def cells(province: Province, lane: str) -> list[str]:
    """The row of that lane, as it is on a terminal of 80 columns."""
    console = Console(width=80, file=io.StringIO())
    with console.capture() as capture, province.database.read() as session:
        console.print(lanes_table(load_lanes(session), ZONE))
    (row,) = [line for line in capture.get().splitlines() if lane in line]
    return [cell.strip() for cell in row.strip("│").split("│")]


def said(province: Province) -> list[str]:
    with province.database.read() as session:
        return troubles(load_lanes(session))


def test_paused_lane_is_told_with_since_when_and_why(province: Province) -> None:
    pause(province, "tg-pt")
    with province.database.read() as session:
        mail, telegram = lanes_as_json(load_lanes(session), ZONE)
    assert (mail["paused_at"], mail["waiting"]) == (None, 0)
    assert telegram == {
        "lane": "tg-pt",
        "channel": "telegram",
        "served": True,
        "fault": None,
        "since": "2024-01-15T09:00:00+07:00",
        "paused_at": "2024-07-22T08:00:00+07:00",
        "paused_because": "535 [wrong]",
        "last_sent_at": None,
        "waiting": 2,
    }
    assert shown(province) == ["tg-pt: tạm dừng từ 08:00 thứ Hai, 22/7/2024: 535 [wrong]"]
    assert cells(province, "tg-pt")[:3] == ["tg-pt", "telegram", "có"]
    assert cells(province, "mail-pt") == ["mail-pt", "mail", "có", "", "–", "0"]
    assert said(province) == ["a lane is paused"]


def test_refused_token_is_told_with_its_setting(province: Province) -> None:
    with province.database.write() as session:
        note(session, {"tg-pt": Fault.OWN_TOKEN_REFUSED}, now=FIRST)
    (line,) = shown(province)
    assert line.startswith("tg-pt: không gửi được từ 08:00 thứ Hai, 22/7/2024: Telegram không nhận")
    assert line.endswith("THIDUA_TELEGRAM_TOKENS.")
    assert cells(province, "tg-pt")[2] == "không"
    assert said(province) == ["a lane is refused"]


def test_lane_nobody_set_up_is_a_choice(province: Province) -> None:
    with province.database.write() as session:
        note(session, {"tg-pt": Fault.NO_TOKEN, "mail-pt": Fault.NO_SERVER}, now=FIRST)
    assert said(province) == []
    assert [line.split(": ")[2][:12] for line in shown(province)] == [
        "chưa có máy ",
        "chưa có mã b",
    ]


def test_board_marks_whom_a_paused_lane_concerns(province: Province) -> None:
    pause(province, "tg-pt")
    with province.database.read() as session:
        campaign = province.campaign(session)
        assert campaign is not None, "it was applied"
        rows = board.load_board(session, campaign, now=SOON)
        told = board.told_unreached(session, [campaign], now=SOON)
    assert [(row.unit, row.reachable, row.paused) for row in rows] == [
        ("u1", True, False),
        ("u2", True, True),
    ]
    assert told == [
        "Kênh đang tạm dừng (xem `thidua lanes`) nên chưa báo được 2: Đơn vị u1, Đơn vị u2"
    ]


def test_installation_never_served_promises_what_is_bound(sqlite: Database) -> None:
    province = Province(sqlite).open()
    with province.database.read() as session:
        (lane,) = load_lanes(session)
    assert (lane.served, lane.since) == (True, None)
    assert shown(province) == ["`thidua serve` chưa chạy lần nào: chưa rõ kênh nào gửi được."]
