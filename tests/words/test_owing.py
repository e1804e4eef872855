"""Units that owe one report are one thing to who sees to them: what is wanted, which units, a button or two."""

from datetime import datetime, timedelta

import pytest

from bots.mail.message import compose
from bots.telegram.sending.card import render
from bots.telegram.text import LIMIT
from scheduler.run.saying.notice import About, Reader
from scheduler.text import units
from tests.bots.mail.test_mail_message import RECIPIENT, SENDER, body, read
from tests.bots.notices import DUE, ZONE, make_item, make_notice

LATER = datetime(2024, 7, 9, 8, tzinfo=ZONE)
CUT_OFF = datetime(2024, 7, 20, tzinfo=ZONE)


def owing(number: int, **changes):
    given = {
        "reference": f"phu-tho-2024/so-ket/2024/xa-{number}",
        "obligation_id": number,
        "occurrence_id": 7,
        "unit": f"UBND xã {number}",
        "to": "Sở Nội vụ",
        "step": "overdue-7wd",
        "reader": Reader.STANDING_BODY,
        "working_days_left": -7,
        "cut_off_at": CUT_OFF,
    }
    return make_item(**{**given, **changes})


def superior(number: int, **changes):
    return owing(number, step="overdue-3wd", reader=Reader.OTHER, **changes)


def card(*items, **changes):
    return render(make_notice(*items, **{"now": LATER, **changes}))


def labels(shown) -> list[list[str]]:
    return [[button.text for button in row] for row in shown.rows]


def test_standing_body_reads_one_list_with_two_buttons():
    shown = card(*map(owing, range(1, 20)))
    lines = shown.plain.splitlines()
    assert lines[0] == "19 đơn vị chưa gửi, quá hạn từ 28/6: Báo cáo sơ kết đợt 1"
    assert lines[1] == "17:00 thứ Sáu, 28/6/2024, quá hạn 7 ngày làm việc"
    assert lines[4:23] == [f"• UBND xã {number}" for number in range(1, 20)]
    assert labels(shown) == [["Nhắc lại", "Từng đơn vị"]]
    assert {button.data for row in shown.rows for button in row} == {"nh:7:0:0", "ow:7:0:0"}


def test_after_the_cut_off_nobody_is_reminded():
    shown = card(owing(1), owing(2), now=CUT_OFF)
    assert labels(shown) == [["Từng đơn vị"]]


def test_two_reports_are_two_things_each_with_its_buttons():
    other = {"reference": "phu-tho-2024/quy/2024/xa-1", "occurrence_id": 8, "duty": "Báo cáo quý"}
    shown = card(owing(1), owing(2), owing(1, **other, due_at=DUE + timedelta(days=3)))
    lines = shown.plain.splitlines()
    assert lines[0].startswith("2 nhiệm vụ (2 quá hạn). 2 đơn vị chưa gửi, quá hạn từ 28/6")
    assert "2. UBND xã 1 chưa gửi, quá hạn từ 01/7: Báo cáo quý" in lines
    assert labels(shown) == [["1. Nhắc lại", "1. Từng đơn vị"], ["2. Nhắc lại", "2. Từng đơn vị"]]


def test_unit_with_a_deadline_of_its_own_is_told_apart():
    shown = card(owing(1), owing(2, due_at=DUE + timedelta(days=5), working_days_left=-2))
    assert shown.plain.startswith("2 nhiệm vụ (2 quá hạn). UBND xã 1 chưa gửi")


def test_who_is_done_is_said_and_not_counted():
    done = owing(2, state="submitted", state_at=LATER, state_by="Chủ tịch, UBND xã 2")
    lines = card(owing(1), done, owing(3)).plain.splitlines()
    assert lines[0].startswith("2 đơn vị chưa gửi")
    assert "• UBND xã 2: đã gửi lúc 08:00 ngày 09/7 bởi Chủ tịch, UBND xã 2" in lines


def test_when_all_are_done_nothing_is_wanted():
    shown = card(*(owing(n, state="accepted", state_at=LATER) for n in (1, 2)))
    assert shown.plain.startswith("Không còn đơn vị nào phải gửi: Báo cáo sơ kết đợt 1")
    assert shown.rows == ()


def test_wish_that_waits_stands_beside_its_unit():
    wish = About(3, "asked", wanted_at=datetime(2024, 7, 12, 17, tzinfo=ZONE), reason="chờ")
    lines = card(owing(1, about=wish), owing(2)).plain.splitlines()
    assert "• UBND xã 1, đang đề nghị gia hạn đến 17:00 thứ Sáu, 12/7/2024" in lines


def test_superior_of_one_unit_reads_its_name_first():
    lines = card(superior(1), post="Bí thư").plain.splitlines()
    assert (
        lines[0] == "Đề nghị đôn đốc UBND xã 1 gửi báo cáo, quá hạn từ 28/6: Báo cáo sơ kết đợt 1"
    )
    assert lines[3:5] == [
        (
            "Đề nghị đồng chí đôn đốc thủ trưởng đơn vị gửi ngay báo cáo, đồng thời trao đổi với Sở Nội vụ nếu "
            "có vướng mắc."
        ),
        "",
    ]


def test_superior_of_one_unit_that_is_left_reads_which():
    done = superior(2, state="submitted", state_at=LATER, state_by="Chủ tịch, UBND xã 2")
    lines = card(superior(1), done).plain.splitlines()
    assert lines[3:5] == [
        (
            "Đề nghị đồng chí đôn đốc thủ trưởng đơn vị sau gửi ngay báo cáo, đồng thời trao đổi với Sở Nội vụ "
            "nếu có vướng mắc:"
        ),
        "• UBND xã 1",
    ]


def test_wish_of_the_one_unit_stands_by_itself():
    wish = About(3, "asked", wanted_at=datetime(2024, 7, 12, 17, tzinfo=ZONE), reason="chờ")
    lines = card(owing(1, about=wish)).plain.splitlines()
    assert lines[3:5] == [
        "Đề nghị nhắc lại đơn vị này.",
        "Đang đề nghị gia hạn đến 17:00 thứ Sáu, 12/7/2024",
    ]


def test_superior_is_not_asked_for_what_is_taken_in_no_more():
    lines = card(superior(1), now=CUT_OFF + timedelta(hours=8)).plain.splitlines()
    assert lines[0] == "Đề nghị đôn đốc UBND xã 1 báo cáo lý do chưa gửi: Báo cáo sơ kết đợt 1"
    assert lines[2:4] == [
        "Đã hết thời hạn tiếp nhận từ 24:00 thứ Sáu, 19/7/2024",
        "Đã hết thời hạn tiếp nhận, đề nghị đồng chí đôn đốc đơn vị báo cáo lý do với Sở Nội vụ.",
    ]


def test_at_the_cut_off_itself_it_is_closed():
    lines = card(owing(1), owing(2), now=CUT_OFF).plain.splitlines()
    assert lines[2:4] == [
        "Đã hết thời hạn tiếp nhận từ 24:00 thứ Sáu, 19/7/2024",
        "Đề nghị xem từng đơn vị:",
    ]


def test_mail_says_the_same_and_its_subject_what_is_wanted():
    message = read(make_notice(superior(1), superior(2), now=LATER))
    assert (
        message["Subject"]
        == "Đề nghị đôn đốc 2 đơn vị gửi báo cáo, quá hạn từ 28/6: Báo cáo sơ kết đợt 1"
    )
    lines = body(message, "plain").splitlines()
    assert ["• UBND xã 1" in lines, "• UBND xã 2" in lines] == [True, True]


def test_own_debt_of_a_superior_is_told_apart_from_that_of_others():
    own = make_item(step="overdue-3wd", working_days_left=-7, reference="a/b/c/own")
    lines = card(own, superior(1), superior(2)).plain.splitlines()
    assert lines[0] == "2 nhiệm vụ (2 quá hạn). Quá hạn từ 28/6: Báo cáo sơ kết đợt 1"
    assert "2. Đề nghị đôn đốc 2 đơn vị gửi báo cáo, quá hạn từ 28/6: Báo cáo sơ kết đợt 1" in lines


def test_thousand_units_fit_one_message_and_the_rest_is_counted():
    shown = card(*map(owing, range(1, 1001)))
    lines = shown.plain.splitlines()
    named = sum(line.startswith("• ") for line in lines)
    assert units(shown.plain) <= LIMIT
    assert lines[0].startswith("1000 đơn vị chưa gửi")
    assert f"… và {1000 - named} đơn vị nữa" in lines
    assert sum("đơn vị chưa gửi" in line for line in lines) == 1
    assert not any(line.startswith("… và") and "việc" in line for line in lines)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_is_worded(language):
    """By reader, before and after the deadline, of one unit and of several."""
    for reader in (Reader.OTHER, Reader.STANDING_BODY):
        for now in (LATER, DUE - timedelta(days=1)):
            for count in (1, 2):
                items = [owing(n, reader=reader) for n in range(count)]
                shown = card(*items, now=now, language=language)
                assert shown.plain.splitlines()[0].endswith("Báo cáo sơ kết đợt 1")
                compose(make_notice(*items, now=now), sender=SENDER, recipient=RECIPIENT)
