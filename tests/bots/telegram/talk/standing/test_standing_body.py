"""Head, deputy and clerk of the standing body: each is told, each may act, and the others see who did."""

import pytest


@pytest.fixture
def staffed(town):
    """u0 has a deputy (110) and a clerk (120) besides its head (100); u1 has handed in."""
    for post, user in (("deputy", "110"), ("clerk", "120")):
        town.province.bind("u0", user, now=town.now, post=post)
    town.go("2024-07-22 08:00")
    head = town.phone("101")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    town.pump()
    return town


@pytest.mark.parametrize("user", ["100", "110", "120"])
def test_everybody_hears_of_a_report(staffed, user):
    last = staffed.phone(user).last
    assert last.text.startswith("Sở Tài chính đã gửi: Báo cáo bc")
    assert last.labels[:2] == ["Nhận", "Trả lại"]


def test_all_cards_say_who_took_the_report(staffed):
    staffed.phone("120").press("Nhận")
    staffed.pump()
    by = "Đã tiếp nhận lúc 08:00 ngày 22/7 bởi Chuyên viên, Sở Nội vụ"
    for user in ("100", "110", "120"):
        assert by in staffed.phone(user).last.text.splitlines()
        assert "Nhận" not in staffed.phone(user).last.labels


def test_who_presses_second_hears_who_was_first(staffed):
    deputy = staffed.phone("110")
    staffed.phone("120").press("Nhận")
    told = deputy.press("Trả lại")[0]
    assert told.endswith("lúc 08:00 ngày 22/7 bởi Chuyên viên, Sở Nội vụ.")


@pytest.mark.parametrize("user", ["110", "120"])
def test_board_and_reminder_by_hand_work_for_deputy_and_clerk(staffed, user):
    staffed.go("2024-07-23 08:00")  # that of the plan was the day before
    phone = staffed.phone(user)
    assert "Đã gửi 1/3" in phone.command("/tinhhinh")[0]
    phone.command("/nhac")
    phone.press("1. Báo cáo bc")
    phone.press("Nhắc 2 đơn vị")
    before = len(staffed.phone("102").messages)
    staffed.pump()
    assert len(staffed.phone("102").messages) == before + 1
    assert staffed.phone("102").last.text.startswith("Sở Nội vụ đôn đốc")


@pytest.mark.parametrize("command", ["/tinhhinh", "/duyet", "/nhac", "/yeucau"])
@pytest.mark.parametrize("user", ["101", "111"])
def test_head_and_deputy_of_a_unit_are_refused(staffed, user, command):
    refused = ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]
    assert staffed.phone(user).command(command) == refused
