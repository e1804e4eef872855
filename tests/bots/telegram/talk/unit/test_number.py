"""Số, ký hiệu: what is taken for the number of a paper, and what is asked again."""

import pytest

from tests.bots.telegram.talk.conftest import make_town
from tests.build import duty


@pytest.fixture
def asked(town, head):
    """The head pressed the button of the card."""
    town.go("2024-07-22 08:00")
    head.press("Gửi báo cáo")
    return head


@pytest.mark.parametrize("typed", ["vâng ạ", "ok", "Không số", "đã gửi"])
def test_what_has_no_digit_is_no_number(asked, typed):
    assert asked.say(typed) == [
        "Nhiệm vụ này cần số, ký hiệu văn bản, phải có chữ số. Ví dụ: 125/BC-STC. Hủy: /huy"
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("so 125/BC-STC", "125/BC-STC"),
        ("so: 125/BC-STC ạ", "125/BC-STC"),
        ("số, ký hiệu: 125/BC-STC", "125/BC-STC"),
        ("so\u0302\u0301 125/BC-STC", "125/BC-STC"),
    ],
)
def test_word_before_a_number_is_dropped_however_it_is_written(asked, typed, kept):
    assert f"Số, ký hiệu: {kept}" in asked.say(typed)[0].splitlines()


@pytest.mark.parametrize("typed", ["ngày 09/8", "9h mai", "chiều 5/8"])
def test_day_where_a_number_is_asked_for_is_none(asked, typed):
    assert asked.say(typed)[0].startswith("Nhiệm vụ này cần số, ký hiệu văn bản")


@pytest.mark.parametrize(
    "typed",
    ["125", "BC 125", "125-BC/TU", "văn bản số 125/BC-STC", "Công văn 125/UBND-NV ngày 12/6/2024"],
)
def test_numbers_are_taken_as_offices_write_them(asked, typed):
    assert f"Số, ký hiệu: {typed}" in asked.say(typed)[0].splitlines()


@pytest.mark.parametrize("typed", ["số liệu tính đến ngày 25/6", "bản giấy đã gửi bưu điện"])
def test_sentence_where_a_number_is_asked_for_is_neither_number_nor_note(asked, typed):
    lines = asked.say(typed)[0].splitlines()
    assert lines[0] == "Câu này chưa được ghi vào báo cáo."
    assert lines[1].startswith("Nhiệm vụ này cần số, ký hiệu văn bản")


def test_short_word_under_the_summary_is_no_note(sqlite_files):
    town = make_town(sqlite_files, duty("bc", proof=["file"]))
    head = town.phone("101")
    head.tap("su:1:1:0")
    head.send("a.pdf")
    assert "Ghi chú" not in head.say("vâng")[0]
    head.press("Thêm ghi chú")
    assert "Ghi chú: gấp" in head.say("gấp")[0].splitlines()
