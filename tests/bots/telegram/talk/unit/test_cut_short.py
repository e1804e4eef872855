"""More time was asked until one day and granted until another: whoever reads of it sees both."""

from email import message_from_bytes
from email.policy import default

import pytest

from bots.mail.message import compose
from scheduler.run.saying.notice import About
from tests.bots.notices import make_item, make_notice
from tests.build import at

WANTED, GIVEN = "17:00 thứ Sáu, 09/8/2024", "17:00 thứ Tư, 07/8/2024"


@pytest.fixture
def decided(town, head, standing):
    """Asked until 9 August, granted until the 7th."""
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    head.say("9/8 vì chờ số liệu")
    head.press("Đúng")
    town.pump()
    standing.press("Ngày khác")
    standing.say("7/8")
    standing.press("Đúng")
    town.pump()
    return town


def test_card_of_the_unit_shows_both(decided, head):
    lines = head.last.text.splitlines()
    assert lines[0] == "Được gia hạn đến 07/8: Báo cáo bc"
    assert lines[1].startswith(f"{GIVEN}, còn ")
    assert f"Đề nghị gia hạn đến {WANTED}" in lines


def test_list_of_the_unit_shows_both(decided, head):
    both = f"Đề nghị gia hạn đến {WANTED}, được gia hạn đến {GIVEN}"
    assert both in head.command("/viec")[0].splitlines()
    assert both in head.command("/lich")[0].splitlines()


def test_who_granted_reads_both(decided, standing):
    told = [m.text.splitlines() for m in standing.messages]
    assert any(f"Đề nghị gia hạn đến {WANTED}, được gia hạn đến {GIVEN}" in lines for lines in told)
    card = next(lines for lines in told if lines[0].startswith("Đã gia hạn cho Sở Tài chính"))
    assert [f"Đề nghị gia hạn đến {WANTED}" in card, card[1].startswith(GIVEN)] == [True, True]


def test_what_was_granted_as_asked_is_said_once(town, head, standing):
    town.go("2024-07-22 08:00")
    head.press("Đề nghị gia hạn")
    head.say("9/8 vì chờ số liệu")
    head.press("Đúng")
    town.pump()
    standing.press("Đồng ý")
    town.pump()
    assert [line for line in head.last.text.splitlines() if line.startswith("Đề nghị đến")] == []
    assert "Đề nghị gia hạn đến" not in head.command("/viec")[0]


def test_day_of_a_later_return_is_no_answer_to_the_wish(decided, head, standing):
    decided.go("2024-08-07 09:00")
    head.command("/nop")
    head.press("1. Báo cáo bc")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    decided.pump()
    standing.press("Trả lại")
    standing.say("thiếu biểu")
    assert "Đề nghị gia hạn đến" not in head.command("/viec")[0]


def test_mail_shows_both():
    wish = About(
        3, "granted", wanted_at=at("2024-08-09 17:00"), granted_at=at("2024-08-07 17:00"),
        decided_at=at("2024-07-22 08:00"),
    )  # fmt: skip
    item = make_item(due_at=at("2024-08-07 17:00"), step="extension_granted-3", about=wish)
    mail = compose(make_notice(item), sender="a@pt.example", recipient="b@pt.example")
    body = message_from_bytes(mail.octets, policy=default).get_body(("plain",)).get_content()
    told = body.splitlines()
    assert [
        f"Đề nghị gia hạn đến {WANTED}" in told,
        told[1].startswith("17:00 thứ Tư, 07/8/2024"),
    ] == [
        True,
        True,
    ]
