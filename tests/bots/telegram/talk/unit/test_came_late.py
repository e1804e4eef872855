"""What the standing body reads of a report that came late, or once more: by how many working days, which time."""

import pytest

from scheduler import language
from scheduler.words.state import told_coming


@pytest.fixture
def town_after(town):
    """31 July 2024, a Wednesday, was the day."""
    for moment in ("2024-08-01 08:00", "2024-08-02 09:00"):
        town.go(moment)
    return town


def hand_in(town, phone, number):
    phone.command("/nop")
    phone.press("1. Báo cáo bc")
    phone.say(number)
    phone.send(f"{number.partition('/')[0]}.pdf")
    said = phone.press("Gửi")
    town.pump()
    return said


def give_back(town, standing):
    standing.press("Trả lại")
    standing.say("thiếu biểu")
    town.pump()


def card(town, first):
    found = [m for m in town.phone("100").messages if m.text.startswith(first)]
    return found[-1].text.splitlines()


def test_card_says_by_how_many_working_days(town_after, head):
    hand_in(town_after, head, "125/BC-STC")
    assert "Chậm 2 ngày làm việc" in card(town_after, "Sở Tài chính đã gửi: Báo cáo bc")


def test_unit_reads_the_same(town_after, head):
    by = "Thủ trưởng đơn vị, Sở Tài chính"
    told = f"Đã gửi lúc 09:00 ngày 02/8 bởi {by}, chậm 2 ngày làm việc"
    assert told in hand_in(town_after, head, "125/BC-STC")[1].splitlines()


def test_queue_says_the_same(town_after, head, standing):
    hand_in(town_after, head, "125/BC-STC")
    lines = standing.command("/duyet")[0].splitlines()
    assert "Sở Tài chính gửi lúc 09:00 ngày 02/8, chậm 2 ngày làm việc" in lines


def test_report_in_time_says_nothing_of_it(town, head):
    town.go("2024-07-22 08:00")
    hand_in(town, head, "125/BC-STC")
    assert not any("uộn" in line or "ộp lần" in line for line in card(town, "Sở Tài chính đã gửi"))


def test_report_after_a_return_is_the_second_by_its_own_deadline(town_after, head, standing):
    """Returned on 2 August it is due again on the 7th; what is said of the first stays as it was."""
    hand_in(town_after, head, "125/BC-STC")
    give_back(town_after, standing)
    town_after.go("2024-08-05 09:00")
    hand_in(town_after, head, "126/BC-STC")
    assert "Gửi lần hai" in card(town_after, "Sở Tài chính đã gửi")
    assert "Chậm 2 ngày làm việc" in card(town_after, "Đã trả lại cho Sở Tài chính")


def test_late_again_counts_from_the_deadline_of_its_own(town_after, head, standing):
    hand_in(town_after, head, "125/BC-STC")
    give_back(town_after, standing)
    town_after.go("2024-08-12 09:00")
    hand_in(town_after, head, "126/BC-STC")
    assert "Chậm 3 ngày làm việc, gửi lần hai" in card(town_after, "Sở Tài chính đã gửi")
    queue = standing.command("/duyet")[0]
    assert "gửi lúc 09:00 ngày 12/8, chậm 3 ngày làm việc, gửi lần hai" in queue


def test_third_time_is_said(town_after, head, standing):
    for number in ("125/BC-STC", "126/BC-STC"):
        hand_in(town_after, head, number)
        give_back(town_after, standing)
    hand_in(town_after, head, "127/BC-STC")
    assert "Gửi lần ba" in card(town_after, "Sở Tài chính đã gửi")


def test_weekend_after_the_day_is_less_than_a_working_day(town, head):
    town.province.execute("UPDATE occurrence SET due_at = '2024-08-02 10:00:00'")
    town.go("2024-08-03 09:00")
    hand_in(town, head, "125/BC-STC")
    town.go("2024-08-05 08:00")
    told = "Chậm chưa đến 1 ngày làm việc"
    assert any(told in m.text.splitlines() for m in town.phone("100").messages)


@pytest.mark.parametrize(("time", "told"), [(4, "gửi lần bốn"), (12, "gửi lần thứ 12")])
def test_every_time_has_its_word(time, told):
    assert told_coming(on_time=True, days_late=None, time=time) == told


def test_english_says_the_same():
    with language.use("en"):
        told = told_coming(on_time=False, days_late=2, time=3)
    assert told == "2 working days late, third submission"


def test_late_by_a_day_nobody_kept_is_late():
    assert told_coming(on_time=False, days_late=None, time=1) == "gửi chậm"
