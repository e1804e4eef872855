"""Which of the two a deadline of the unit's own comes from: cards, mail and feeds say it in the same words."""

from contextlib import closing

import pytest

from bots.telegram.sending.card import render
from calendars.query import Scope, load_shown
from calendars.words import origin_of
from scheduler.language import use
from scheduler.plan.own import OwnReason
from scheduler.run.saying.notice import Reader
from scheduler.words.telling import describe
from tests.bots.notices import DUE, NOW, make_item, make_notice
from tests.bots.telegram.talk.conftest import make_town

COMMON = "thời hạn chung: 17:00 thứ Tư, 31/7/2024"
GRANTED = f"được gia hạn ngày 22/7/2024 bởi Thủ trưởng đơn vị, Sở Nội vụ; {COMMON}"


@pytest.fixture
def granted(databases):
    """u1 has until 9 August."""
    town = make_town(databases)
    with closing(town.province.database):
        town.go("2024-07-22 08:00")
        head, standing = town.phone("101"), town.phone("100")
        head.press("Đề nghị gia hạn")
        for said in ("9/8",):
            head.say(said)
        head.press("Đúng")
        head.say("chờ số liệu")
        town.pump()
        standing.press("Đồng ý")
        town.pump()
        yield town


def told(phone, beginning):
    return [line for line in phone.last.text.splitlines() if line.startswith(beginning)]


def feed_says(town, *, language="vi"):
    (unit,) = [row[0] for row in town.province.rows("SELECT id FROM unit WHERE code = 'u1'")]
    with town.province.database.read() as session:
        shown = load_shown(session, Scope("unit", unit), now=town.now)
    (entry,) = (entry for entry in shown.entries if entry.due_at)
    with use(language):
        return origin_of(entry)


def test_granted_time_is_told_once_by_its_card_and_in_full_by_later_ones(granted):
    head = granted.phone("101")
    assert told(head, "Thời hạn riêng") == [
        f"Thời hạn riêng của đơn vị sau khi được gia hạn; {COMMON}"
    ]
    assert told(head, "Hạn mới") == []  # the day stands above
    granted.go("2024-08-08 08:00")
    assert told(head, "Đơn vị được") == [f"Đơn vị {GRANTED}"]
    assert feed_says(granted) == f"Đơn vị {GRANTED}"
    assert feed_says(granted, language="en").startswith("More time was granted to the unit on")


def test_returned_report_is_told_as_such_also_after_granted_time(granted):
    granted.go("2024-08-09 16:00")
    head, standing = granted.phone("101"), granted.phone("100")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    granted.pump()
    standing.press("Trả lại")
    standing.say("thiếu biểu")
    granted.pump()
    why = f"Thời hạn gửi lại của đơn vị sau khi báo cáo được trả lại để hoàn thiện; {COMMON}"
    assert told(head, "Thời hạn gửi lại") == [why]
    returned = "báo cáo được trả lại để hoàn thiện ngày 09/8/2024 bởi Thủ trưởng đơn vị, Sở Nội vụ"
    assert feed_says(granted) == f"Thời hạn gửi lại, vì {returned}; {COMMON}"


def test_calendar_part_of_a_mail_has_the_whole_reason():
    item = make_item(common_due_at=make_item().due_at.replace(day=21), own=None, state="returned")
    why = "Thời hạn riêng của đơn vị; thời hạn chung: 17:00 thứ Sáu, 21/6/2024"
    assert why in describe(item).splitlines()


def test_report_to_a_superior_about_it_gives_the_same_reason(granted):
    """Three working days after 9 August it waits for the standing body; the directive names another day."""
    for moment in ("2024-08-05 08:00", "2024-08-09 08:00", "2024-08-14 08:00"):
        granted.go(moment)
    standing = granted.phone("100")
    assert standing.last.text.startswith("Chờ quyết định gửi báo cáo cấp trên")
    assert "17:00 thứ Sáu, 09/8/2024, quá hạn 3 ngày làm việc" in standing.last.text
    assert told(standing, "Đơn vị được") == [f"Đơn vị {GRANTED}"]


def test_who_is_told_of_others_reads_who_returned_the_report():
    own = OwnReason(True, "Trưởng ban, Ban TĐ", NOW)
    about = make_item(
        step="overdue-7wd",
        reader=Reader.STANDING_BODY,
        state="returned",
        common_due_at=DUE,
        own=own,
    )
    text = render(make_notice(about)).plain
    assert "vì báo cáo được trả lại để hoàn thiện ngày 25/6/2024 bởi Trưởng ban, Ban TĐ" in text


def test_unit_is_not_reminded_after_its_own_cut_off_either(granted):
    """Nothing ran for weeks; it closed on 30 August, all others before."""
    head = granted.phone("101")
    before = len(head.messages)
    granted.go("2024-09-20 09:00")
    assert len(head.messages) == before
    assert granted.province.rows(
        "SELECT DISTINCT ending FROM reminder WHERE step = 'overdue-1wd'"
    ) == [("stale",)]
