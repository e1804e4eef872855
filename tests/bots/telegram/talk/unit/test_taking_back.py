"""What was given is listed with a button that ends it; who stood in hears it once and may do nothing more."""

import re

import pytest

from tests.build import at, definition, duty

HEAD = "Thủ trưởng đơn vị, Sở Tài chính"


@pytest.fixture
def carded(town):
    town.go("2024-07-22 08:00")
    return town


@pytest.fixture
def one_duty(carded, head):
    """The deputy stands in for the one report until Friday."""
    head.press("Ủy quyền")
    finish(carded, head, "Cấp phó")
    return carded


@pytest.fixture
def whole_post(carded, head):
    head.command("/uyquyen")
    finish(carded, head, "Cấp phó")
    return carded


def finish(town, head, whom: str) -> None:
    head.press(whom)
    head.say("26/7")
    head.press("Đúng")
    town.pump()


def link(town, head) -> str:
    head.command("/uyquyen")
    finish(town, head, "Người khác (liên kết mời)")
    code = re.search(r"start=([\w-]{43})", head.last.text)
    assert code is not None
    return code[1]


def helped(town, head):
    """Somebody without a post of their own who stands in for all."""
    helper = town.phone("777")
    helper.command(f"/start {link(town, head)}")
    helper.press("Đúng, xác nhận")
    return helper


def test_delegations_in_force_are_listed_and_another_is_offered(one_duty, head):
    said = head.command("/uyquyen")
    until = "24:00 thứ Sáu, 26/7/2024"
    assert said[0] == f"Ủy quyền đang có hiệu lực: 1\n\n1. Báo cáo bc cho Cấp phó, đến {until}"
    assert said[1].startswith("Ủy quyền mọi nhiệm vụ của Thủ trưởng đơn vị, Sở Tài chính cho ai?")
    assert head.messages[-2].labels == ["1. Hủy ủy quyền"]


def test_nothing_is_listed_while_nothing_is_given(carded, head):
    assert len(head.command("/uyquyen")) == 1


def test_taking_back_says_what_was_ended_and_tells_who_stood_in_once(one_duty, head, deputy):
    head.command("/uyquyen")
    before = len(deputy.messages)
    toast, told, heard = head.press("1. Hủy ủy quyền")
    assert toast == "Đã hủy ủy quyền."
    assert told.splitlines() == [
        "Đã hủy ủy quyền Báo cáo bc cho Cấp phó, đến 24:00 thứ Sáu, 26/7/2024",
        "",
        "Không còn ủy quyền nào có hiệu lực.",
    ]
    assert heard == f"{HEAD} đã hủy ủy quyền đối với đồng chí: Báo cáo bc."
    one_duty.pump()
    one_duty.go("2024-07-23 08:00")
    assert [m.text for m in deputy.messages[before:]] == [heard]


def test_card_of_who_stood_in_says_so_and_has_no_buttons(one_duty, head, deputy):
    card = deputy.last
    assert card.labels == ["Đã nhận", "Gửi báo cáo", "Đề nghị gia hạn"]
    head.command("/uyquyen")
    head.press("1. Hủy ủy quyền")
    one_duty.pump()
    assert card.text.startswith("Đồng chí không còn được giao xử lý: Báo cáo bc")
    assert card.labels == []


def test_card_of_who_stood_in_tells_nothing_of_what_came_later(one_duty, head, deputy):
    card = deputy.last
    head.command("/uyquyen")
    head.press("1. Hủy ủy quyền")
    head.press("Đã nhận")
    one_duty.pump()
    assert "nhận nhiệm vụ" not in card.text


def test_card_of_the_head_keeps_its_buttons(one_duty, head):
    card = head.messages[0]
    before = card.labels
    head.command("/uyquyen")
    head.press("1. Hủy ủy quyền")
    one_duty.pump()
    assert card.labels == before == ["Đã nhận", "Gửi báo cáo", "Đề nghị gia hạn", "Ủy quyền"]


def test_helper_may_do_nothing_any_more(carded, head):
    helper = helped(carded, head)
    helper.command("/viec")
    submit = next(b.data for b in helper.last.buttons if b.text == "Gửi báo cáo")
    head.command("/uyquyen")
    head.press("1. Hủy ủy quyền")
    assert helper.tap(submit) == ["Nút hoặc lệnh này không dành cho chức danh của đồng chí."]


def test_report_half_done_is_not_handed_in_after_the_delegation_ended(carded, head):
    helper = helped(carded, head)
    helper.command("/viec")
    helper.press("Gửi báo cáo")
    helper.say("125/BC-STC")
    helper.send("a.pdf")
    head.command("/uyquyen")
    head.press("1. Hủy ủy quyền")
    helper.press("Gửi")
    assert carded.province.rows("SELECT count(*) FROM submission") == [(0,)]


def test_link_nobody_opened_is_listed_and_ended(carded, head):
    code = link(carded, head)
    listed = head.command("/uyquyen")[0]
    assert "cho người mở liên kết mời (chưa ai mở), đến 24:00" in listed
    assert len(head.press("1. Hủy ủy quyền")) == 2  # nobody else has to hear it
    said = carded.phone("777").command(f"/start {code}")[0]
    assert said.startswith("Liên kết mời này không đúng")


def test_second_tap_is_told_that_it_is_over(one_duty, head):
    head.command("/uyquyen")
    data = head.messages[-2].buttons[0].data
    head.tap(data)
    assert head.tap(data) == ["Đã ghi nhận: đã được hủy hoặc đã hết hạn ủy quyền."]


@pytest.mark.parametrize("user", ["102", "111", "100"])
def test_nobody_else_ends_it(whole_post, head, user):
    head.command("/uyquyen")
    data = head.messages[-2].buttons[0].data
    told = whole_post.phone(user).tap(data)
    assert told == [
        "Chỉ thủ trưởng đơn vị có quyền ủy quyền, và chỉ ủy quyền cho người của đơn vị mình."
    ]


def test_nothing_is_listed_in_a_group(whole_post, head):
    whole_post.province.bind("u1", "-100300", now=whole_post.now, post="group")
    head.command("/uyquyen")
    data = head.messages[-2].buttons[0].data
    told = whole_post.phone("101", "-100300").tap(data)
    assert told == ["Nhiệm vụ này không thuộc nhóm này. Đề nghị mở cuộc trò chuyện riêng với bot."]


def test_new_head_is_shown_what_the_one_before_gave(whole_post):
    whole_post.now = at("2024-07-22 10:00")
    whole_post.province.bind("u1", "888", now=whole_post.now)
    new = whole_post.phone("888")
    assert new.command("/uyquyen")[0].startswith("Ủy quyền đang có hiệu lực: 1")
    new.press("1. Hủy ủy quyền")
    assert (
        whole_post.phone("111").last.text
        == f"{HEAD} đã hủy ủy quyền đối với đồng chí: mọi nhiệm vụ."
    )


def test_who_stands_in_sees_for_whom_and_until_when(carded, head):
    helper = helped(carded, head)
    lines = helper.command("/viec")[0].splitlines()
    until = "24:00 thứ Sáu, 26/7/2024"
    assert lines[1] == f"Đồng chí xử lý thay {HEAD} đến {until}: mọi nhiệm vụ"


def test_deputy_with_one_duty_more_sees_which(one_duty, deputy):
    lines = deputy.command("/viec")[0].splitlines()
    assert lines[1] == f"Đồng chí xử lý thay {HEAD} đến 24:00 thứ Sáu, 26/7/2024: Báo cáo bc"


def test_head_is_not_told_to_stand_in(one_duty, head):
    assert "xử lý thay" not in head.command("/viec")[0]


def test_who_stands_in_gives_nothing_further(carded, head):
    helper = helped(carded, head)
    helper.command("/viec")
    assert "Ủy quyền" not in helper.last.labels
    refused = "Chỉ thủ trưởng đơn vị có quyền ủy quyền, và chỉ ủy quyền cho người của đơn vị mình."
    assert helper.command("/uyquyen") == [refused]
    assert helper.tap("de:1:1:0") == [refused]


def test_deputy_is_shown_no_button_that_is_refused(carded, deputy):
    deputy.command("/viec")
    assert deputy.last.labels == ["Đã nhận", "Gửi báo cáo", "Đề nghị gia hạn"]
    carded.go("2024-08-01 08:00")  # overdue: the deputy gets a card too
    assert deputy.last.labels == ["Đã nhận", "Gửi báo cáo", "Đề nghị gia hạn"]


def test_deputy_has_no_way_to_more_when_there_is_none(carded, head, deputy):
    second = definition(duty("bc", proof=["number", "file"]), duty("bd"))
    carded.province.apply(second, now=at("2024-07-22 09:00"))
    carded.now = at("2024-08-22 09:00")  # after the cut-off
    deputy.command("/viec")
    assert deputy.last.labels == ["1. Đã nhận", "2. Đã nhận"]
    head.command("/viec")
    assert head.last.labels == ["1. Đã nhận", "1. Khác…", "2. Đã nhận", "2. Khác…"]


def test_card_in_a_group_offers_what_the_head_may_do(carded):
    carded.province.bind("u1", "-100300", now=carded.now, post="group")
    carded.go("2024-07-26 08:00")
    assert "Ủy quyền" in carded.chats["-100300"][-1].labels
    told = carded.phone("111", "-100300").press("Ủy quyền")
    assert told[0].startswith("Chỉ thủ trưởng đơn vị có quyền ủy quyền")
