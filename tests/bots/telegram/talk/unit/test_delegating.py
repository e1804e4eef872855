"""Giving a duty away: to a colleague by a button, to somebody new by a link, until a day typed and confirmed."""

import re

import pytest


@pytest.fixture
def carded(town):
    town.go("2024-07-22 08:00")
    return town


def stand_ins(town):
    return town.province.rows(
        "SELECT value, substr(until_at, 1, 16), obligation_id FROM holder"
        " JOIN address ON address.person_id = holder.person_id WHERE stands_in"
    )


def test_colleague_gets_one_duty_until_the_end_of_a_day(carded, head, deputy):
    head.press("Ủy quyền")
    assert head.last.labels == ["Cấp phó", "Người khác (liên kết mời)", "Hủy"]
    head.press("Cấp phó")
    assert "Ủy quyền Báo cáo bc cho Cấp phó." in [message.text for message in head.messages]
    head.say("20/7")
    assert "Hiểu là Chủ nhật, 20/7/2025, quá xa" in head.last.text
    head.say("thứ sáu tuần này")
    assert head.last.text == "Ủy quyền đến hết thứ Sáu, 26/7/2024.\nCó đúng không?"
    assert stand_ins(carded) == []
    head.press("Đúng")
    carded.pump()
    assert stand_ins(carded) == [("111", "2024-07-26 17:00", 1)]
    assert deputy.last.text.startswith("Đồng chí được ủy quyền xử lý thay, hạn 31/7: Báo cáo bc")


def test_whole_post_is_given_by_command(carded, head, deputy):
    head.command("/uyquyen")
    head.press("Cấp phó")
    head.say("30/7")
    head.press("Đúng")
    assert stand_ins(carded) == [("111", "2024-07-30 17:00", None)]
    assert deputy.last.text.startswith(
        "Đồng chí được ủy quyền xử lý thay Thủ trưởng đơn vị, Sở Tài chính"
    )


def test_somebody_new_comes_by_a_link(carded, head):
    head.press("Ủy quyền")
    head.press("Người khác (liên kết mời)")
    head.say("26/7")
    head.press("Đúng")
    code = re.search(r"start=([\w-]{43})", head.last.text)
    assert code is not None
    helper = carded.phone("777")
    assert "Báo cáo bc" in helper.command(f"/start {code[1]}")[0]
    helper.press("Đúng, xác nhận")
    assert stand_ins(carded) == [("777", "2024-07-26 17:00", 1)]
    assert "Báo cáo bc" in helper.command("/viec")[0]


def test_link_is_not_used_up_by_who_gives_the_post_away(carded, head):
    head.command("/uyquyen")
    head.press("Người khác (liên kết mời)")
    head.say("26/7")
    head.press("Đúng")
    code = re.search(r"start=([\w-]{43})", head.last.text)
    assert code is not None
    assert head.command(f"/start {code[1]}")[0].startswith("Đồng chí đang giữ chức danh này.")
    helper = carded.phone("777")
    assert "Đến: 24:00 thứ Sáu, 26/7/2024." in helper.command(f"/start {code[1]}")[0]
    helper.press("Đúng, xác nhận")
    assert helper.last.text.splitlines()[0] == (
        "Đã nhận ủy quyền xử lý thay Thủ trưởng đơn vị, Sở Tài chính đến 24:00 thứ Sáu, 26/7/2024."
    )
    assert stand_ins(carded) == [("777", "2024-07-26 17:00", None)]


def test_stand_in_for_one_duty_gets_no_link_to_all(carded, head):
    test_somebody_new_comes_by_a_link(carded, head)
    helper = carded.phone("777")
    helper.command("/lich")
    assert helper.last.labels == []
    assert helper.tap("fl:2:0:0") == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]


@pytest.mark.parametrize("typed", ["hôm qua", "vâng", "31/2", "01/01/2040"])
def test_day_that_cannot_be_is_asked_again(carded, head, typed):
    head.command("/uyquyen")
    head.press("Cấp phó")
    head.say(typed)
    assert "Ví dụ:" in head.last.text
    assert stand_ins(carded) == []


def test_deputy_gives_nothing_away(carded, deputy):
    assert deputy.command("/uyquyen")[0].startswith("Chỉ thủ trưởng đơn vị có quyền ủy quyền")


def test_forged_colleague_is_refused(carded, head):
    head.command("/uyquyen")
    data = head.last.buttons[0].data
    question = data.split(":")[1]
    assert head.tap(f"qp:{question}:0:3")[0].startswith("Chỉ thủ trưởng đơn vị")
    assert stand_ins(carded) == []


def test_day_without_its_month_is_offered(carded, head):
    head.press("Ủy quyền")
    head.press("Cấp phó")
    assert head.say("25") == ["Đây là ngày, hay số ngày?"]
    assert head.last.labels == [
        "thứ Năm, 25/7/2024",
        "Chủ nhật, 25/8/2024",
        "thứ Sáu, 16/8/2024",
        "Sửa lại",
        "Hủy",
    ]
    head.press("Chủ nhật, 25/8/2024")
    assert stand_ins(carded) == [("111", "2024-08-25 17:00", 1)]


def test_greeting_tells_who_stands_in_from_who_holds(carded, head, deputy):
    head.command("/uyquyen")
    head.press("Cấp phó")
    head.say("30/7")
    head.press("Đúng")
    assert deputy.command("/start")[0].splitlines()[1:] == [
        "• Phó Thủ trưởng đơn vị, Sở Tài chính",
        "• Thủ trưởng đơn vị, Sở Tài chính: xử lý thay đến 24:00 thứ Ba, 30/7/2024",
    ]
