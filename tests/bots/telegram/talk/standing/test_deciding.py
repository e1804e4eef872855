"""What the standing body does: take, give back, waive, send on; by cards and by the queue."""

import pytest

from tests.build import at


@pytest.fixture
def handed(town, head):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    town.pump()
    return town


def state(town, obligation=1):
    sql = "SELECT state FROM obligation ORDER BY id"
    return town.province.rows(sql)[obligation - 1][0]


def test_card_tells_what_came_in(handed, standing):
    lines = standing.last.text.splitlines()
    assert lines[0] == "Sở Tài chính đã gửi: Báo cáo bc"
    assert "Số 125/BC-STC, 1 tệp" in lines
    assert standing.last.labels == ["Nhận", "Trả lại", "Xem tệp"]


def test_taken_report_is_told_to_the_unit(handed, standing, head):
    standing.press("Nhận")
    handed.pump()
    assert state(handed) == "accepted"
    assert head.last.text.startswith("Đã tiếp nhận: Báo cáo bc")
    assert standing.last.labels == ["Xem tệp"]


def test_returned_report_asks_why_and_restarts_a_short_clock(handed, standing, head):
    handed.now = at("2024-07-31 16:00")
    standing.press("Trả lại")
    assert standing.last.text.splitlines()[-1] == "Hủy: /huy"
    assert state(handed) == "submitted"
    standing.say("thiếu biểu số 2")
    handed.pump()
    assert head.last.text.startswith(
        "Báo cáo được trả lại để hoàn thiện, đề nghị gửi lại chậm nhất 05/8: Báo cáo bc"
    )
    assert "Lý do trả lại: thiếu biểu số 2" in head.last.text
    assert "Gửi báo cáo" in head.last.labels


def test_button_under_an_earlier_report_decides_nothing_about_the_later(handed, standing, head):
    old = standing.last.buttons[0].data
    standing.press("Trả lại")
    standing.say("thiếu")
    handed.pump()
    head.press("Gửi báo cáo")
    head.say("126/BC-STC")
    head.send("b.pdf")
    head.press("Gửi")
    standing.tap(old)
    assert state(handed) == "submitted"


def test_queue_lists_reports_and_acts_on_them(handed, standing):
    said = standing.command("/duyet")[0]
    assert "1. Báo cáo bc" in said
    assert "Sở Tài chính gửi lúc 08:00 ngày 22/7" in said
    standing.press("1. Nhận")
    assert standing.last.text == "Không có gì chờ duyệt."
    assert state(handed) == "accepted"


def test_wish_in_the_queue_can_be_waived(handed, standing):
    other = handed.phone("102")
    other.press("Đề nghị gia hạn")
    other.say("9/8")
    other.press("Đúng")
    other.say("đang sáp nhập")
    standing.command("/duyet")
    standing.press("2. Miễn báo cáo")
    standing.say("đơn vị sáp nhập")
    handed.pump()
    assert state(handed, 2) == "waived"
    assert other.last.text.startswith("Được miễn: Báo cáo bc")


def test_escalation_to_a_superior_waits_for_a_person(town, standing):
    for moment in ("2024-08-01 08:00", "2024-08-05 08:00"):
        town.go(moment)
    head_of_block = [m for m in town.phone("101").messages if "Sở Y tế" in m.text]
    assert head_of_block == []
    assert "Báo cáo cấp trên" in standing.command("/duyet")[0]
    standing.press("1. Gửi")
    town.pump()
    assert any("Sở Y tế" in m.text for m in town.phone("101").messages)


def test_dropped_escalation_is_never_sent(town, standing):
    town.go("2024-08-05 08:00")
    standing.command("/duyet")
    standing.press("1. Không gửi")
    town.pump()
    assert not any("Sở Y tế" in m.text for m in town.phone("101").messages)


def test_overdue_card_of_the_standing_body_can_waive(town, standing):
    town.go("2024-08-09 08:00")
    card = standing.last
    standing.press("1. Từng đơn vị")
    standing.press("2. Miễn báo cáo")
    standing.say("thiên tai")
    town.pump()
    by = "Thủ trưởng đơn vị, Sở Nội vụ"
    assert f"• Sở Y tế: được miễn lúc 08:00 ngày 09/8 bởi {by}" in card.text.splitlines()
    assert state(town, 2) == "waived"


def test_board_counts_and_names_the_late(town, standing):
    town.now = at("2024-08-01 09:00")
    assert standing.command("/tinhhinh")[0].splitlines()[2:] == [
        "Báo cáo bc",
        "Đã gửi 0/3",
        "Hạn 17:00 thứ Tư, 31/7/2024",
        "Quá hạn 3: Sở Tài chính, Sở Y tế, Huyện Lâm Thao",
    ]


def test_reminder_by_hand_is_previewed_and_counted(handed, standing):
    handed.go("2024-07-23 08:00")  # that of the plan was the day before
    standing.command("/nhac")
    standing.press("1. Báo cáo bc")
    assert "2 đơn vị chưa gửi: Sở Y tế, Huyện Lâm Thao" in standing.last.text
    before = len(handed.phone("102").messages)
    handed.pump()
    assert len(handed.phone("102").messages) == before
    standing.press("Nhắc 2 đơn vị")
    handed.pump()
    assert len(handed.phone("102").messages) == before + 1


def test_reminder_by_hand_goes_once(handed, standing):
    handed.go("2024-07-23 08:00")
    standing.command("/nhac")
    standing.press("1. Báo cáo bc")
    data = standing.last.buttons[0].data
    standing.tap(data)
    assert standing.tap(data) == ["Đã ghi nhận lúc 08:00 ngày 23/7."]
    assert handed.province.rows("SELECT count(*) FROM reminder WHERE step LIKE 'nudge%'") == [(1,)]


@pytest.mark.parametrize("command", ["/tinhhinh", "/duyet", "/nhac", "/yeucau"])
def test_units_have_no_commands_of_the_standing_body(town, head, command):
    assert head.command(command) == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]


def test_card_of_a_returned_report_says_nothing_of_the_next(handed, standing, head):
    first = standing.last
    standing.press("Trả lại")
    standing.say("thiếu biểu")
    handed.pump()
    handed.now = at("2024-07-22 10:00")
    head.press("Gửi báo cáo")
    head.say("126/BC-STC")
    head.send("b.pdf")
    head.press("Gửi")
    handed.pump()
    lines = first.text.splitlines()
    assert lines[0] == "Đã trả lại cho Sở Tài chính: Báo cáo bc"
    assert (
        "Được trả lại để hoàn thiện lúc 08:00 ngày 22/7 bởi Thủ trưởng đơn vị, Sở Nội vụ" in lines
    )
    assert not any("10:00" in line for line in lines)
    assert first.labels == []
    assert all("Lý do trả lại" not in m.text for m in head.messages)


def test_card_of_an_earlier_return_is_not_dated_by_the_next(handed, standing, head):
    handed.province.bind("u0", "120", now=handed.now, post="clerk")
    returned(handed, standing, "thiếu biểu")
    first = head.last
    handed.now = at("2024-07-22 10:00")
    head.press("Gửi báo cáo")
    head.say("126/BC-STC")
    head.send("b.pdf")
    head.press("Gửi")
    handed.pump()
    returned(handed, handed.phone("120"), "thiếu chữ ký")
    lines = first.text.splitlines()
    assert "Lý do trả lại: thiếu biểu" in lines
    assert (
        "Được trả lại để hoàn thiện lúc 08:00 ngày 22/7 bởi Thủ trưởng đơn vị, Sở Nội vụ" in lines
    )


def returned(town, phone, reason):
    phone.press("Trả lại")
    phone.say(reason)
    town.pump()


@pytest.mark.parametrize("kind", ["deputy", "clerk"])
def test_who_handed_in_hears_what_became_of_it(town, standing, head, kind):
    """The head hears it in any case; who was promised an answer does too."""
    town.province.bind("u1", "141", now=town.now, post=kind)
    other = town.phone("141")
    other.command("/nop")
    other.press("1. Báo cáo bc")
    other.say("125/BC-STC")
    other.send("a.pdf")
    other.press("Gửi")
    town.pump()
    returned(town, standing, "thiếu biểu")
    assert ["Lý do trả lại: thiếu biểu" in p.last.text for p in (other, head)] == [True, True]
    assert other.last.labels[0] == "Gửi báo cáo"


def test_who_handed_in_for_the_head_is_told_alone_with_them(handed, standing, deputy):
    returned(handed, standing, "thiếu biểu")
    assert all("Lý do trả lại" not in message.text for message in deputy.messages)


def test_deadline_of_its_own_is_not_said_to_stand_in_the_directive(town, standing, head):
    town.go("2024-08-09 08:00")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    town.pump()
    returned(town, standing, "thiếu biểu")
    why = [line for line in head.last.text.splitlines() if line.startswith("Thời hạn gửi lại")]
    moment = "17:00 thứ Tư, 31/7/2024"
    told = f"Thời hạn gửi lại của đơn vị sau khi báo cáo được trả lại để hoàn thiện; thời hạn chung: {moment}"
    assert why == [told]
