"""Standing body in the bot: calls for a report in two taps, takes a call back, says when units received a document."""

import pytest

from tests.bots.telegram.talk.conftest import make_town
from tests.bots.telegram.talk.town import Phone, Town
from tests.build import at, definition, duty
from tests.databases import SqliteFiles

WAITS = duty("dx", title="Báo cáo đột xuất", due={"on_request": True, "working_days": 5})
DAYLESS = duty("cd", title="Báo cáo chuyên đề", due="on_request")
RECEIVED = duty("kh", title="Kế hoạch triển khai", due={"after": "received", "working_days": 5})


@pytest.fixture
def town(sqlite_files: SqliteFiles) -> Town:
    return make_town(sqlite_files, WAITS, DAYLESS, RECEIVED)  # Monday, 15 July 2024, 09:00


def called(town: Town) -> list[tuple[str, int]]:
    rows = town.province.rows(
        "SELECT occurrence.key, count(*) FROM occurrence JOIN obligation"
        " ON occurrence_id = occurrence.id WHERE called_at IS NOT NULL AND NOT withdrawn"
        " GROUP BY occurrence.id, occurrence.key"
    )
    return [tuple(row) for row in rows]


def test_two_taps_call_and_every_unit_hears_it_at_once(
    town: Town, standing: Phone, head: Phone
) -> None:
    town.pump()  # what was due before
    standing.command("/yeucau")
    standing.press("Báo cáo đột xuất")
    assert "Thời hạn gửi: 17:00 thứ Hai, 22/7/2024" in standing.last.text
    assert "3 đơn vị: Sở Tài chính, Sở Y tế, Huyện Lâm Thao" in standing.last.text
    standing.press("Yêu cầu 3 đơn vị")
    assert called(town) == [("2024-07-15", 3)]
    town.pump()
    assert "Yêu cầu báo cáo, thời hạn 22/7: Báo cáo đột xuất" in head.last.text
    assert "yêu cầu của cơ quan thường trực ngày 15/7/2024" in head.last.text
    assert "Gửi báo cáo" in head.last.labels


def test_day_and_wish_typed_are_repeated_before_anything_leaves(
    town: Town, standing: Phone, head: Phone
) -> None:
    standing.command("/yeucau")
    standing.press("Báo cáo đột xuất")
    standing.say("thiệt hại do bão số 2")
    standing.say("21/7")  # a Sunday
    assert "17:00 thứ Hai, 22/7/2024" in standing.last.text
    assert "Nội dung: “thiệt hại do bão số 2”" in standing.last.text
    assert called(town) == []
    standing.press("Yêu cầu 3 đơn vị")
    town.pump()
    assert "ngày 15/7/2024: thiệt hại do bão số 2" in head.last.text


def test_without_days_of_its_own_the_day_is_asked(town: Town, standing: Phone) -> None:
    standing.command("/yeucau")
    standing.press("Báo cáo chuyên đề")
    assert "Báo cáo đến ngày nào?" in standing.last.text
    standing.say("hôm qua")
    assert called(town) == []
    standing.say("24/7")
    standing.press("Yêu cầu 3 đơn vị")
    assert called(town) == [("2024-07-15", 3)]


def test_a_second_tap_calls_nothing_more(town: Town, standing: Phone) -> None:
    standing.command("/yeucau")
    standing.press("Báo cáo đột xuất")
    data, id_ = standing.last.buttons[0].data, standing.last.id
    standing.tap(data, id_)
    standing.tap(data, id_)
    assert called(town) == [("2024-07-15", 3)]


def test_a_wrong_call_is_taken_back(town: Town, standing: Phone, head: Phone) -> None:
    town.pump()
    standing.command("/yeucau")
    standing.press("Báo cáo đột xuất")
    standing.press("Yêu cầu 3 đơn vị")
    town.pump()
    standing.press("Hủy yêu cầu")
    standing.press("Hủy yêu cầu")
    assert called(town) == []
    heard = len(head.messages)
    town.pump()
    assert len(head.messages) == heard + 1
    assert "Báo cáo đột xuất (yêu cầu ngày 15/7/2024)" in head.last.text
    assert head.last.labels == []


def test_units_neither_see_nor_do_it(town: Town, head: Phone, standing: Phone) -> None:
    standing.command("/yeucau")
    data = standing.last.buttons[0].data
    head.command("/yeucau")
    assert not head.last.buttons
    head.tap(data)
    assert head.alerted


def test_unit_is_asked_and_its_first_seen_starts_its_days(town: Town, head: Phone) -> None:
    town.pump()
    assert "Đề nghị xác nhận đã nhận văn bản: Kế hoạch triển khai" in head.last.text
    assert "Chưa rõ ngày nhận" in head.last.text
    assert "Thời hạn tính từ ngày nhận: 17:00 thứ Hai, 22/7/2024." in head.press("Đã nhận")[0]
    town.pump()
    assert "Chưa rõ ngày nhận" not in head.last.text
    assert "Ngày nhận văn bản: 15/7/2024" in head.last.text
    head.command("/viec")
    assert "22/7" in head.last.text


def test_list_of_a_unit_asks_too_while_its_day_is_not_known(town: Town, head: Phone) -> None:
    head.command("/viec")
    assert "Chưa rõ ngày nhận" in head.last.text


def test_day_of_receipt_is_entered_for_all(town: Town, standing: Phone, head: Phone) -> None:
    town.pump()
    standing.command("/yeucau")
    standing.press("Ngày nhận: Kế hoạch triển khai")
    assert "Đã rõ ngày nhận: 0/3" in standing.last.text
    standing.say("12/7")
    standing.press("Đúng")
    assert "Đã ghi ngày nhận của 3 đơn vị." in standing.last.text
    town.pump()
    assert "Thời hạn 19/7, tính từ ngày nhận văn bản: Kế hoạch triển khai" in head.last.text
    assert "Ngày nhận văn bản: 12/7/2024" in head.last.text


def test_today_is_one_tap(town: Town, standing: Phone) -> None:
    standing.command("/yeucau")
    standing.press("Ngày nhận: Kế hoạch triển khai")
    standing.press("thứ Hai, 15/7/2024")
    assert town.province.rows("SELECT DISTINCT received_on FROM obligation")[0][0] is not None


def test_board_of_the_bot_says_who_has_no_day(sqlite_files: SqliteFiles) -> None:
    town = make_town(sqlite_files, RECEIVED)
    standing = town.phone("100")
    standing.command("/tinhhinh")
    assert "Chưa rõ ngày nhận: 3" in standing.last.text
    town.phone("101").command("/viec")
    town.phone("101").press("Đã nhận")
    standing.command("/tinhhinh")
    assert "Chưa rõ ngày nhận: 2" in standing.last.text


def test_who_received_it_is_reminded_by_hand(town: Town, standing: Phone, head: Phone) -> None:
    head.command("/viec")
    head.press("Đã nhận")
    standing.command("/nhac")
    assert any("Kế hoạch triển khai" in label for label in standing.last.labels)
    standing.press("Kế hoạch triển khai")
    standing.press("Nhắc 1 đơn vị")
    town.pump()
    assert "Kế hoạch triển khai" in head.last.text


def test_every_duty_that_waits_can_be_chosen(sqlite_files: SqliteFiles) -> None:
    many = (duty(f"d{n}", title=f"Báo cáo số {n}", due="on_request") for n in range(12))
    town = make_town(sqlite_files, *many, RECEIVED)
    standing = town.phone("100")
    standing.command("/yeucau")
    labels = [label for message in standing.messages for label in message.labels]
    assert labels == [*(f"Báo cáo số {n}" for n in range(12)), "Ngày nhận: Kế hoạch triển khai"]


def test_the_same_duty_of_two_campaigns_is_told_apart(town: Town, standing: Phone) -> None:
    after = definition(WAITS, campaign="pt-2025", year=2025, title="Thi đua 2025")
    town.province.apply(after, now=at("2024-07-14 08:00"))
    standing.command("/yeucau")
    assert [label for label in standing.last.labels if "đột xuất" in label] == [
        "Báo cáo đột xuất (2024)",
        "Báo cáo đột xuất (2025)",
    ]
    standing.press("Báo cáo đột xuất (2025)")
    assert "Phong trào: Thi đua 2025" in standing.last.text
