"""What the standing body decides reaches the head of the unit, with the reason, whatever else is to be said."""

from email import message_from_bytes, policy

import pytest

from bots.mail.message import compose
from scheduler.run.saying.notice import About
from tests.bots.notices import make_item, make_notice
from tests.build import at, definition, duty


@pytest.fixture
def carded(town):
    town.go("2024-07-22 08:00")
    return town


def waived(town, standing, obligation: int = 1) -> None:
    standing.tap(f"wa:{obligation}:1:0")
    standing.say("đơn vị mới sáp nhập")
    town.pump()


def stood_in_for(town, head) -> None:
    """u1's deputy answers for the one duty too."""
    head.press("Ủy quyền")
    head.press("Cấp phó")
    head.say("30/7")
    head.press("Đúng")
    town.pump()


def test_waived_unit_hears_it_once_with_the_reason(carded, standing, head):
    before = len(head.messages)
    waived(carded, standing)
    carded.go("2024-08-09 08:00")  # past every reminder
    heard = head.messages[before:]
    assert len(heard) == 1
    assert heard[0].text.splitlines()[:4] == [
        "Được miễn: Báo cáo bc",
        "Hạn: 17:00 thứ Tư, 31/7/2024",
        "Được miễn lúc 08:00 ngày 22/7 bởi Thủ trưởng đơn vị, Sở Nội vụ",
        "Lý do miễn báo cáo: đơn vị mới sáp nhập",
    ]
    assert heard[0].labels == []


def test_waived_card_says_why_and_has_no_buttons(carded, standing, head):
    card = head.last
    waived(carded, standing)
    assert card.text.startswith("Được miễn: Báo cáo bc")
    assert "Lý do miễn báo cáo: đơn vị mới sáp nhập" in card.text
    assert card.labels == []


def test_who_stands_in_hears_that_it_is_waived(carded, standing, head, deputy):
    stood_in_for(carded, head)
    waived(carded, standing)
    assert "Lý do miễn báo cáo: đơn vị mới sáp nhập" in deputy.last.text


def test_waiving_at_night_is_heard_in_the_morning(carded, standing, head):
    carded.now = at("2024-07-25 20:00")
    waived(carded, standing)
    carded.go("2024-07-26 08:00")
    assert "Lý do miễn báo cáo: đơn vị mới sáp nhập" in head.last.text


def test_waiving_is_heard_after_the_day_was_moved_twice(carded, standing, head):
    for day, moment in (("08-07", "2024-07-22 09:00"), ("08-14", "2024-07-22 10:00")):
        carded.province.apply(
            definition(duty("bc", proof=["number", "file"], due={"by": day})), now=at(moment)
        )
        carded.go(moment)
    before = len(head.messages)
    waived(carded, standing)
    assert len(head.messages) == before + 1


def test_block_head_is_not_told_why_another_unit_is_waived(carded, standing, head):
    for moment in ("2024-08-01 08:00", "2024-08-05 08:00"):
        carded.go(moment)
    standing.command("/duyet")
    standing.press("1. Gửi")
    carded.pump()
    told = next(m for m in head.messages if "Sở Y tế" in m.text)
    waived(carded, standing, obligation=2)
    assert "• Sở Y tế: được miễn" in told.text
    assert "sáp nhập" not in told.text


def refused(town, standing, head, moment: str) -> None:
    head.press("Đề nghị gia hạn")
    head.say("9/8")
    head.press("Đúng")
    head.say("chờ số liệu")
    town.go(moment)
    standing.command("/duyet")
    standing.press("1. Không đồng ý")
    standing.say("tỉnh cần số liệu đúng hạn")
    town.pump()


def test_refused_wish_reaches_the_head_with_the_reason(carded, standing, head):
    refused(carded, standing, head, "2024-07-22 09:00")
    assert head.last.text.startswith(
        "Đề nghị gia hạn không được chấp thuận; thời hạn vẫn là 31/7: Báo cáo bc"
    )
    assert "Lý do không chấp thuận: tỉnh cần số liệu đúng hạn" in head.last.text


def test_refusal_at_night_is_not_lost_to_the_reminder_of_the_morning(carded, standing, head):
    refused(carded, standing, head, "2024-07-25 20:00")
    before = len(head.messages)
    carded.go("2024-07-26 08:00")  # three working days before
    assert len(head.messages) == before + 1
    assert head.last.text.startswith(
        "Đề nghị gia hạn không được chấp thuận; thời hạn vẫn là 31/7: Báo cáo bc"
    )
    assert "Lý do không chấp thuận: tỉnh cần số liệu đúng hạn" in head.last.text


def returned(town, standing, head, moment: str) -> None:
    town.go("2024-07-30 15:00")
    head.press("Gửi báo cáo")
    head.say("125/BC-STC")
    head.send("a.pdf")
    head.press("Gửi")
    town.pump()
    town.now = at(moment)
    standing.press("Trả lại")
    standing.say("thiếu biểu số 2")
    town.pump()


def test_returned_report_tells_the_reason_and_the_new_day(carded, standing, head):
    returned(carded, standing, head, "2024-07-31 16:00")
    assert head.last.text.splitlines()[:2] == [
        "Báo cáo được trả lại để hoàn thiện, đề nghị gửi lại chậm nhất 05/8: Báo cáo bc",
        "17:00 thứ Hai, 05/8/2024, còn 3 ngày làm việc",
    ]
    assert "Lý do trả lại: thiếu biểu số 2" in head.last.text
    assert "Gửi báo cáo" in head.last.labels


def test_return_at_night_is_not_lost_to_the_reminder_of_the_morning(carded, standing, head):
    returned(carded, standing, head, "2024-07-30 20:00")
    carded.go("2024-07-31 08:00")
    assert "Lý do trả lại: thiếu biểu số 2" in head.last.text


def test_mail_says_why_it_is_waived():
    about = About(id=1, state="waived", answer="đơn vị mới sáp nhập")
    notice = make_notice(make_item(state="waived", step="waived-2", about=about))
    mail = compose(notice, sender="nhac@thidua.example", recipient="so-y-te@thidua.example")
    assert "Lý do miễn báo cáo: đơn vị mới sáp nhập" in _text(mail.octets)


def _text(octets: bytes) -> str:
    parsed = message_from_bytes(octets, policy=policy.default)
    body = parsed.get_body(("plain",))
    assert body is not None, "a mail has text"
    return str(body.get_content())
