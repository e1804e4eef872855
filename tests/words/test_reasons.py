"""Why it is that day where its last day is a day off, and what is told in a report: cards and calendars alike."""

from datetime import date

import pytest

from calendars.words import description_of
from scheduler.language import use
from scheduler.plan.model import Roll
from scheduler.words import due, facts, origin, telling
from tests.bots.notices import make_item, make_notice
from tests.calendars.samples import deadline

SATURDAY, FRIDAY, MONDAY = date(2027, 7, 31), date(2027, 7, 30), date(2027, 8, 2)
BACK = Roll(SATURDAY, FRIDAY, "2027-07")
QUOTE = "kết thúc trong tháng 7/2027"


@pytest.mark.parametrize(
    ("roll", "vietnamese", "english"),
    [
        (
            BACK,
            "31/7/2027 là thứ Bảy; lùi về thứ Sáu, 30/7/2027, vì thời hạn là trong tháng 7/2027",
            "31 July 2027 is a Saturday; it goes back to Friday, 30 July 2027,"
            " because it is due within July 2027",
        ),
        (
            Roll(SATURDAY, MONDAY),
            "31/7/2027 là thứ Bảy; chuyển sang ngày làm việc tiếp theo, thứ Hai, 02/8/2027",
            "31 July 2027 is a Saturday; it goes to the next working day, Monday, 2 August 2027",
        ),
        (
            Roll(date(2027, 9, 2), date(2027, 9, 1)),
            "02/9/2027 là ngày nghỉ; lùi về thứ Tư, 01/9/2027",
            "2 September 2027 is a day off; it goes back to Wednesday, 1 September 2027",
        ),
        (
            Roll(date(2028, 12, 31), date(2028, 12, 29), "2028-Q4"),
            "31/12/2028 là Chủ nhật; lùi về thứ Sáu, 29/12/2028, vì thời hạn là trong quý IV/2028",
            "31 December 2028 is a Sunday; it goes back to Friday, 29 December 2028,"
            " because it is due within quarter IV of 2028",
        ),
        (
            Roll(date(2028, 12, 31), date(2028, 12, 29), "2028"),
            "31/12/2028 là Chủ nhật; lùi về thứ Sáu, 29/12/2028, vì thời hạn là trong năm 2028",
            "31 December 2028 is a Sunday; it goes back to Friday, 29 December 2028,"
            " because it is due within 2028",
        ),
    ],
)
def test_day_off_says_where_it_sent_the_day(roll: Roll, vietnamese: str, english: str) -> None:
    assert origin.went(roll) == vietnamese
    with use("en"):
        assert origin.went(roll) == english


def test_reason_goes_on_with_the_day_off() -> None:
    assert origin.reason("quoted", QUOTE, rolled=BACK) == (
        f"Căn cứ: “{QUOTE}”. {origin.went(BACK)}"
    )
    assert origin.reason("", "", rolled=BACK) == ""


def test_card_and_calendar_say_the_day_off_and_what_is_told_in_it() -> None:
    said = {"origin_text": QUOTE, "rolled": BACK, "contents": ("Báo cáo tháng 12/2027", "Phụ lục")}
    card = [
        line.text
        for line in telling.write_lines(
            make_notice(make_item(**said)), [make_item(**said)], facts=facts.DETAIL[0]
        )
    ]
    entry = description_of(deadline(**said)).split("\n")

    for lines in (card, entry, telling.describe(make_item(**said)).split("\n")):
        assert "Nội dung lồng ghép: Báo cáo tháng 12/2027; Phụ lục" in lines
        assert f"Căn cứ: “{QUOTE}”. {origin.went(BACK)}" in lines


@pytest.mark.parametrize(
    ("waits_for", "said"),
    [
        ("", "chưa ấn định thời hạn"),
        ("on_request", "chờ cơ quan thường trực yêu cầu"),
        ("received", "tính từ ngày đơn vị nhận được văn bản"),
        ("issued", "chờ ngày ban hành văn bản"),
        ("hoi-nghi", "chờ ngày của “hoi-nghi”"),
    ],
)
def test_without_a_day_it_says_what_it_waits_for(waits_for: str, said: str) -> None:
    assert due.waiting(waits_for) == said
