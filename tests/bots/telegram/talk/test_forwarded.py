"""A forward is somebody else's words: repeated with buttons before it goes anywhere."""

import pytest

PRIVATE = "Anh ơi chiều nay họp riêng nhé"


@pytest.fixture
def day_chosen(town, head):
    """The head was asked why more time is needed."""
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    head.say("9/8")
    head.press("Đúng")
    return head


@pytest.fixture
def asked(town, head):
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    return head


def reasons(town):
    return town.province.rows("SELECT reason FROM extension")


def test_forward_is_no_reason_before_it_is_confirmed(town, day_chosen):
    assert f"Lý do: “{PRIVATE}”. Gửi?" in day_chosen.say(PRIVATE, forwarded=True)[0]
    assert day_chosen.last.labels == ["Đúng", "Sửa lại", "Hủy"]
    assert reasons(town) == []
    day_chosen.press("Sửa lại")
    day_chosen.say("chờ số liệu")
    assert reasons(town) == [("chờ số liệu",)]


def test_forward_confirmed_is_the_reason(town, day_chosen):
    day_chosen.say("chờ số liệu của ba xã", forwarded=True)
    day_chosen.press("Đúng")
    assert reasons(town) == [("chờ số liệu của ba xã",)]


def test_forward_stops_nothing(day_chosen):
    assert "Gửi?" in day_chosen.say("hủy", forwarded=True)[0]


def test_forward_is_no_reason_of_a_return(town, asked, standing):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.press("Gửi")
    town.pump()
    standing.press("Trả lại")
    standing.say(PRIVATE, forwarded=True)
    assert town.province.rows("SELECT reason FROM submission") == [(None,)]
    assert standing.last.labels == ["Đúng", "Sửa lại", "Hủy"]


def test_number_that_is_forwarded_is_repeated(town, asked):
    asked.send("a.pdf")
    assert asked.say("125/BC-STC", forwarded=True)[0].endswith(
        "Tin chuyển tiếp. Số, ký hiệu: “125/BC-STC”. Đúng không?"
    )
    assert asked.last.labels == ["Đúng", "Sửa lại", "Hủy"]
    asked.press("Đúng")
    asked.press("Gửi")
    assert town.province.rows("SELECT number FROM submission") == [("125/BC-STC",)]


def test_forwarded_number_given_up_leaves_the_report(town, asked):
    asked.send("a.pdf")
    asked.say("125/BC-STC", forwarded=True)
    asked.press("Hủy")
    assert asked.last.text.splitlines()[1:] == [
        "1 tệp: a.pdf",
        "Số, ký hiệu văn bản là gì? Ví dụ: 125/BC-STC. Hủy: /huy",
    ]


def test_note_that_is_forwarded_is_repeated(town, asked):
    asked.say("125/BC-STC")
    asked.send("a.pdf")
    asked.press("Thêm ghi chú")
    assert asked.say(PRIVATE, forwarded=True)[0].endswith(
        f"Tin chuyển tiếp. Ghi chú: “{PRIVATE}”. Đúng không?"
    )
    asked.press("Hủy")
    asked.press("Gửi")
    assert town.province.rows("SELECT note FROM submission") == [(None,)]


def test_caption_that_is_forwarded_is_placed_nowhere(town, asked):
    said = asked.send("a.pdf", caption="125/BC-STC", forwarded=True)
    assert "Tin chuyển tiếp. Số, ký hiệu: “125/BC-STC”. Đúng không?" in said[0]
    asked.press("Hủy")
    assert "Số, ký hiệu văn bản là gì?" in asked.last.text
