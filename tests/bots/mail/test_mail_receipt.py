"""A mail that asks when a unit received the document: no deadline is told, and nothing goes into a calendar."""

from datetime import date
from zoneinfo import ZoneInfo

from scheduler.run.saying.notice import UNDATED, StandingBody
from tests.bots.mail.test_mail_message import body, read
from tests.bots.notices import DUE, make_item, make_notice

ASKED = make_item(
    step="receipt-1",
    due_at=UNDATED.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")),
    dated=False,
    working_days_left=0,
    origin_text="trong vòng 05 ngày làm việc kể từ ngày nhận được Chỉ thị",
)


def test_mail_asks_for_the_day_of_receipt_and_names_no_other() -> None:
    message = read(make_notice(ASKED))
    said = body(message, "plain")
    assert message["Subject"] == "Đề nghị xác nhận đã nhận văn bản: Báo cáo sơ kết đợt 1"
    assert "Đề nghị xác nhận ngày đơn vị nhận được văn bản" in said
    assert "9000" not in said
    assert "kèm báo cáo" not in said and "gia hạn" not in said  # nothing is due yet
    assert [part.get_content_type() for part in message.walk()].count("text/calendar") == 0


def test_mail_says_where_the_day_of_receipt_goes() -> None:
    body_of = StandingBody("Sở Nội vụ", mailbox="so-noi-vu@phutho.example")
    said = body(read(make_notice(ASKED, standing_body=body_of)), "plain")
    assert "trả lời thư này, ghi ngày đơn vị nhận được văn bản; thư đến Sở Nội vụ." in said
    assert "kèm báo cáo" not in said


def test_what_waits_stands_behind_what_has_a_day() -> None:
    other = make_item(reference="b", obligation_id=2, duty="Báo cáo tháng", uid="b@thidua")
    said = body(read(make_notice(ASKED, other)), "plain")
    assert said.index("1. Hạn 28/6: Báo cáo tháng") < said.index("2. Đề nghị xác nhận đã nhận")


def test_day_of_receipt_is_told_beside_the_deadline_counted_from_it() -> None:
    since = make_item(step="received-2", due_at=DUE, received_on=date(2024, 6, 21))
    said = body(read(make_notice(since)), "plain")
    assert "Thời hạn 28/6, tính từ ngày nhận văn bản: Báo cáo sơ kết đợt 1" in said
    assert "Ngày nhận văn bản: 21/6/2024" in said
