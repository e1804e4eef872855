"""`call` and `received` at the keyboard: what waits, what was said, and what that changes."""

import json
from pathlib import Path

import pytest

from scheduler.errors import NotCalled, NotReceivedYet, NotWaiting
from tests.config.conftest import Office

UNITS = """
issuer: {id: x, name: UBND tỉnh X, lane: tg-x, standing_body: snv}
blocks: [{id: k1, name: Khối 1}]
units:
  - {id: snv, name: Sở Nội vụ, kind: so, block: k1}
  - {id: so-a, name: Sở A, kind: so, block: k1}
  - {id: so-b, name: Sở B, kind: so}
"""
CAMPAIGN = """
campaign: x-2024
title: Thi đua 2024
issuer: x
directive: {number: 9/CT-UBND, issued_on: 2024-05-02, issuer: UBND tỉnh X}
duties:
  - id: dot-xuat
    title: Báo cáo đột xuất
    kind: bao_cao_khac
    due: {on_request: true, working_days: 5}
    origin: {quoted: "báo cáo đột xuất khi có yêu cầu"}
    owed_by: {all: true}
    to: snv
  - id: ke-hoach
    title: Kế hoạch triển khai
    kind: ke_hoach
    due: {after: received, working_days: 5}
    origin: {quoted: "trong vòng 05 ngày làm việc kể từ ngày nhận được Chỉ thị"}
    owed_by: {all: true}
    to: snv
"""
NOW = ("--at", "2024-05-07T09:00")


@pytest.fixture
def applied(office: Office) -> Office:
    """The definition is in force since 6 May 2024."""
    folder = Path("thidua-config")
    for name, text in (("units/x.yaml", UNITS), ("campaigns/x-2024.yaml", CAMPAIGN)):
        file = office.folder / folder / name
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    office.run("init", "--rehearsal")
    file = office.folder / folder / "campaigns/x-2024.yaml"
    office.run("--at", "2024-05-06T08:00", "apply", file, "--yes")
    office.said()
    return office


def test_call_shows_whom_and_until_when_and_tells_the_key(applied: Office) -> None:
    applied.run(*NOW, "call", "x-2024", "dot-xuat", "--reason", "bão số 3", "--yes")
    said = applied.said()
    assert "Thời hạn gửi: 17:00 thứ Ba, 14/5/2024 2 đơn vị: Sở A, Sở B" in said
    assert "Đã yêu cầu: 2024-05-07." in said


def test_call_without_a_duty_lists_what_waits_and_what_was_called(applied: Office) -> None:
    applied.run(*NOW, "call", "x-2024", "dot-xuat", "--blocks", "k1", "--due", "2024-05-10", "-y")
    applied.said()
    applied.run(*NOW, "call", "x-2024", "--json")
    (told,) = json.loads(applied.said())
    assert told["duty"] == "dot-xuat"
    assert told["calls"] == [{"occurrence": "2024-05-07", "due_at": "2024-05-10T17:00:00+07:00"}]
    applied.run(*NOW, "call", "x-2024")
    assert "2024-05-07: 17:00 thứ Sáu, 10/5/2024" in applied.said()


def test_a_call_in_json_says_who_owes_it(applied: Office) -> None:
    applied.run(*NOW, "call", "x-2024", "dot-xuat", "--units", "so-b", "--yes", "--json")
    told = json.loads(applied.said())
    assert (told["occurrence"], told["units"]) == ("2024-05-07", ["so-b"])


def test_a_wrong_call_is_withdrawn_by_its_key(applied: Office) -> None:
    applied.run(*NOW, "call", "x-2024", "dot-xuat", "--yes")
    applied.run(*NOW, "call", "x-2024", "dot-xuat", "--withdraw", "2024-05-07", "--reason", "nhầm")
    assert "Đã hủy yêu cầu: Báo cáo đột xuất (yêu cầu ngày 07/5/2024)" in applied.said()
    with pytest.raises(NotCalled):
        applied.run(*NOW, "call", "x-2024", "dot-xuat", "--withdraw", "2024-05-08")


def test_what_does_not_wait_is_not_called(applied: Office) -> None:
    with pytest.raises(NotWaiting) as refused:
        applied.run(*NOW, "call", "x-2024", "ke-hoach", "--yes")
    assert refused.value.known == ("dot-xuat",)


def test_applying_again_keeps_what_was_called(applied: Office) -> None:
    applied.run(*NOW, "call", "x-2024", "dot-xuat", "--yes")
    applied.said()
    file = applied.folder / "thidua-config/campaigns/x-2024.yaml"
    applied.run(*NOW, "apply", file, "--yes")
    assert "Không có gì thay đổi." in applied.said()
    applied.run(*NOW, "rollover", "x-2024", "2025")
    assert "2024-05-07" not in applied.said()


def test_received_gives_a_unit_its_own_day(applied: Office) -> None:
    applied.run(*NOW, "received", "x-2024", "ke-hoach", "2024-05-06", "--units", "so-a")
    assert "Sở A: thời hạn 17:00 thứ Hai, 13/5/2024" in applied.said()
    applied.run(*NOW, "received", "x-2024", "ke-hoach", "--json")
    assert json.loads(applied.said()) == [
        {"unit": "Sở A", "received_on": "2024-05-06", "due_at": "2024-05-13T17:00:00+07:00"},
        {"unit": "Sở B", "received_on": None, "due_at": None},
    ]
    applied.run(*NOW, "received", "x-2024", "ke-hoach")
    assert "Sở B │ │ chưa rõ ngày nhận" in applied.said()


def test_terms_changed_later_move_the_days_of_who_received_it(applied: Office) -> None:
    applied.run(*NOW, "received", "x-2024", "ke-hoach", "2024-05-06", "--all")
    file = applied.folder / "thidua-config/campaigns/x-2024.yaml"
    text = CAMPAIGN.replace("{after: received, working_days: 5}", "{after: received, days: 10}")
    file.write_text(text, "utf-8")
    applied.run(*NOW, "apply", file, "--yes")
    applied.said()
    applied.run(*NOW, "received", "x-2024", "ke-hoach", "--json")
    assert {one["due_at"] for one in json.loads(applied.said())} == {"2024-05-16T17:00:00+07:00"}


def test_a_day_to_come_is_no_day_of_receipt(applied: Office) -> None:
    with pytest.raises(NotReceivedYet):
        applied.run(*NOW, "received", "x-2024", "ke-hoach", "2024-05-08", "--all")
