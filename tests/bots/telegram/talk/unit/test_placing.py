"""What is typed or captioned while a report is gathered: a number, a note or nothing of it, never by guess."""

import pytest

from tests.bots.telegram.talk.conftest import make_town
from tests.build import duty


@pytest.fixture
def asked(town, head):
    """The head has begun a report."""
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    return head


@pytest.fixture
def ready(asked):
    """Number and file are there."""
    asked.say("5/BC")
    asked.send("a.pdf")
    return asked


def submitted(town, phone):
    phone.press("Gửi")
    return town.province.rows("SELECT number, note FROM submission")


@pytest.mark.parametrize("typed", ["9/8", "126", "12/2024"])
def test_number_that_may_be_a_day_replaces_none_unasked(town, ready, typed):
    assert ready.say(typed)[0].endswith(f"Thay số “5/BC” bằng “{typed}”?")
    assert ready.last.labels == ["Thay số", "Giữ số cũ"]
    ready.press("Giữ số cũ")
    assert submitted(town, ready) == [("5/BC", None)]


def test_number_is_replaced_when_that_is_confirmed(town, ready):
    ready.say("126")
    ready.press("Thay số")
    assert submitted(town, ready) == [("126", None)]


def test_number_in_reply_or_with_letters_replaces_at_once(town, ready):
    ready.say("126/BC-STC")
    assert "Số, ký hiệu: 126/BC-STC" in ready.last.text
    ready.say("127", reply_to=ready.last.id)
    assert submitted(town, ready) == [("127", None)]


def test_old_button_of_a_number_changes_nothing(town, ready):
    ready.say("126")
    message, data = ready.last, ready.last.buttons[0].data
    ready.say("127/BC-STC")
    assert ready.tap(data, message.id)[0] == "Vừa có thay đổi, đề nghị xem tin mới nhất."
    assert submitted(town, ready) == [("127/BC-STC", None)]


@pytest.mark.parametrize("typed", ["bản giấy đã gửi bưu điện", "số liệu tính đến ngày 25/6"])
def test_sentence_is_no_note_until_that_is_pressed(town, ready, typed):
    assert ready.say(typed)[0].startswith("Câu này chưa được ghi vào báo cáo.")
    assert submitted(town, ready) == [("5/BC", None)]


def test_sentence_typed_before_is_offered_as_the_note(town, ready):
    ready.say("bản giấy đã gửi bưu điện")
    ready.press("Thêm ghi chú")
    assert ready.last.text.endswith("Ghi chú: “bản giấy đã gửi bưu điện”. Đúng không?")
    ready.press("Đúng")
    assert submitted(town, ready) == [("5/BC", "bản giấy đã gửi bưu điện")]


def test_another_note_may_be_typed_instead(town, ready):
    ready.say("bản giấy đã gửi bưu điện")
    ready.press("Thêm ghi chú")
    ready.press("Sửa lại")
    ready.say("gấp")
    assert submitted(town, ready) == [("5/BC", "gấp")]


def test_note_typed_after_something_else_is_repeated(town, ready):
    ready.press("Thêm ghi chú")
    ready.command("/viec")
    assert ready.say("gửi tôi danh sách xã")[0].endswith(
        "Ghi chú: “gửi tôi danh sách xã”. Đúng không?"
    )
    ready.press("Hủy")
    assert submitted(town, ready) == [("5/BC", None)]


def test_wish_for_time_is_offered_as_such_and_the_report_is_kept(town, asked):
    asked.send("a.pdf")
    said = asked.say("em đề nghị gia hạn thêm một tuần nhé")
    assert said[0].endswith("Đồng chí muốn đề nghị gia hạn? Báo cáo đang soạn vẫn được giữ.")
    assert asked.last.labels == ["Đề nghị gia hạn", "Không"]
    asked.press("Đề nghị gia hạn")
    assert asked.last.text.startswith("Hạn mới: 17:00 thứ Tư, 07/8/2024")
    asked.press("Đúng")
    asked.say("chờ số liệu")
    assert town.province.rows("SELECT reason FROM extension") == [("chờ số liệu",)]
    asked.say("125/BC-STC")
    assert submitted(town, asked) == [("125/BC-STC", None)]


def test_wish_for_time_that_is_none_goes_on_with_the_report(asked):
    asked.say("em đề nghị gia hạn thêm một tuần nhé")
    asked.press("Không")
    assert "Số, ký hiệu văn bản là gì?" in asked.last.text


def test_wish_for_time_typed_as_the_note_may_be_the_note(town, ready):
    ready.press("Thêm ghi chú")
    ready.say("đơn vị đã được gia hạn đến 15/8")
    assert ready.last.labels == ["Đề nghị gia hạn", "Ghi chú", "Không"]
    ready.press("Ghi chú")
    assert submitted(town, ready) == [("5/BC", "đơn vị đã được gia hạn đến 15/8")]


def test_wish_for_time_typed_as_the_note_the_duty_wants_may_be_it(sqlite_files):
    town = make_town(sqlite_files, duty("bc", proof=["note"]))
    head = town.phone("101")
    head.tap("su:1:1:0")
    head.say("đơn vị đã được gia hạn đến 15/8")
    head.press("Ghi chú")
    assert submitted(town, head) == [(None, "đơn vị đã được gia hạn đến 15/8")]


def test_wish_for_time_while_nothing_is_asked_lists_what_it_may_be_for(head):
    assert head.say("em đề nghị gia hạn thêm một tuần nhé")[0].startswith(
        "Đề nghị gia hạn nhiệm vụ nào?"
    )


def test_caption_is_no_note_until_that_is_pressed(town, asked):
    asked.say("5/BC")
    said = asked.send("a.pdf", caption="em gửi báo cáo quý ạ")
    assert "Lời kèm tệp chưa được ghi vào báo cáo" in said[0]
    asked.press("Thêm ghi chú")
    asked.press("Đúng")
    assert submitted(town, asked) == [("5/BC", "em gửi báo cáo quý ạ")]


def test_caption_with_another_number_asks_which(town, ready):
    ready.send("b.pdf", caption="số 126/BC-STC")
    assert ready.last.text.endswith("Thay số “5/BC” bằng “126/BC-STC”?")
    ready.press("Thay số")
    assert submitted(town, ready) == [("126/BC-STC", None)]
