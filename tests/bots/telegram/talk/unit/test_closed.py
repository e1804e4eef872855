"""A file or words after the cut-off: the report that is closed is named first, and what to do; then the others."""

import pytest

from bots.telegram.event import Kind
from tests.bots.telegram.talk.conftest import make_town
from tests.build import at, duty

CLOSED = [
    "Đã hết thời hạn tiếp nhận",
    "• Báo cáo bc: từ 24:00 thứ Tư, 21/8/2024",
    "Cần gửi báo cáo đã hết thời hạn tiếp nhận, đề nghị liên hệ Sở Nội vụ để mở lại thời hạn.",
]
AFTER = "2024-08-22 09:00"


def town_of(files, *more, now):
    duties = [duty("bc", proof=["number", "file"]), *more]
    return make_town(files, *duties, now=now)


@pytest.fixture
def two(sqlite_files):
    """bc is closed, another is due in September."""
    other = duty("quy", due={"by": "09-30"}, proof=["number", "file"])
    return town_of(sqlite_files, other, now=AFTER)


@pytest.fixture
def begun(sqlite_files):
    """bc is half made when it closes; another is due in September."""
    other = duty("quy", due={"by": "09-30"}, proof=["number", "file"])
    town = town_of(sqlite_files, other, now="2024-08-21 23:50")
    head = town.phone("101")
    head.command("/nop")
    head.press("1. Báo cáo bc")
    head.say("125/BC-STC")
    town.now = at("2024-08-22 00:01")
    return town


def test_file_after_the_cut_off_is_offered_to_the_others_after_naming_the_closed(two):
    head = two.phone("101")
    lines = head.send("a.pdf")[0].splitlines()
    assert lines[:3] == CLOSED
    assert "Đã nhận tệp. Tệp này thuộc báo cáo của nhiệm vụ nào?" in lines
    assert head.last.labels == ["1. Báo cáo quy"]


def test_file_is_not_put_into_the_only_open_report_unasked(two):
    two.phone("101").send("a.pdf")
    two.phone("101").press("1. Báo cáo quy")
    assert "a.pdf" in two.phone("101").last.text


def test_file_for_a_report_that_closed_meanwhile(begun):
    head = begun.phone("101")
    assert head.is_fetched("a.pdf")
    lines = head.send("a.pdf")[0].splitlines()
    assert lines[:3] == CLOSED
    assert head.last.labels == ["1. Báo cáo quy"]
    head.press("1. Báo cáo quy")
    assert "a.pdf" in head.last.text
    assert "Số, ký hiệu: 125" not in head.last.text  # that is of the other


def test_words_for_a_report_that_closed_meanwhile(begun):
    head = begun.phone("101")
    said = head.say("126/BC-STC")
    assert said[0].splitlines()[:3] == CLOSED
    assert head.last.labels == ["1. Báo cáo quy"]


@pytest.mark.parametrize("command", ["/nop", "/giahan"])
def test_choice_names_what_is_closed(two, command):
    head = two.phone("101")
    assert head.command(command)[0].splitlines()[:3] == CLOSED
    assert head.last.labels == ["1. Báo cáo quy"]


def test_words_nobody_asked_for_hear_of_it_but_thanks_do_not(two):
    head = two.phone("101")
    assert head.say("gửi báo cáo số 125/BC-STC")[0].splitlines()[:3] == CLOSED
    assert head.say("cảm ơn")[0].startswith("Xem báo cáo phải gửi")


def test_voice_message_where_all_is_closed_is_not_told_that_nothing_is_owed(sqlite_files):
    said = town_of(sqlite_files, now=AFTER).phone("101").other(Kind.VOICE)[0]
    assert "• Báo cáo bc: từ 24:00 thứ Tư, 21/8/2024" in said


def test_what_closed_long_ago_is_not_brought_up(two):
    two.now = at("2024-09-23 09:00")
    head = two.phone("101")
    assert "hạn tiếp nhận cuối cùng" not in head.command("/nop")[0]
    head.send("a.pdf")
    assert "Gửi: Báo cáo quy" in head.last.text


def test_three_of_many_are_named_the_latest_first(sqlite_files):
    more = [duty(f"v{n}", due={"by": f"07-{n:02}"}) for n in (22, 23, 24, 25)]
    town = town_of(sqlite_files, *more, now=AFTER)
    lines = town.phone("101").command("/nop")[0].splitlines()
    assert [line.partition(":")[0] for line in lines[1:4]] == [
        "• Báo cáo bc",
        "• Báo cáo v25",
        "• Báo cáo v24",
    ]
    assert lines[4] == "… và 2 nhiệm vụ nữa, xem /viec"


def test_who_has_handed_in_hears_of_nothing_closed(two):
    two.province.execute(
        "UPDATE obligation SET state = 'accepted' WHERE occurrence_id ="
        " (SELECT id FROM occurrence WHERE duty = 'bc')"
    )
    assert "hạn tiếp nhận cuối cùng" not in two.phone("101").send("a.pdf")[0]
