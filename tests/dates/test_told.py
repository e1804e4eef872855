"""Every kind of reading, said back in full words."""

import pytest

from scheduler.dates import reading
from scheduler.language import use
from tests.dates.spoken import NOW, ZONE

SAID = [
    ("20/7", "Thứ Bảy, 20/7/2024", "Saturday, 20 July 2024"),
    ("sáng mai", "Buổi sáng thứ Năm, 13/6/2024", "Morning of Thursday, 13 June 2024"),
    ("15h ngày 20/6", "15:00 thứ Năm, 20/6/2024", "15:00 Thursday, 20 June 2024"),
    ("trước 30/6", "Đến hết thứ Bảy, 29/6/2024", "Until the end of Saturday, 29 June 2024"),
    (
        "trước 17h mai",
        "Chậm nhất 17:00 thứ Năm, 13/6/2024",
        "No later than 17:00 Thursday, 13 June 2024",
    ),
    ("từ mai", "Từ thứ Năm, 13/6/2024 trở đi", "From Thursday, 13 June 2024 on"),
    ("xin lùi 5 ngày", "Thêm 5 ngày vào thời hạn", "5 days more than the deadline"),
    (
        "thêm 1 ngày làm việc",
        "Thêm 1 ngày làm việc vào thời hạn",
        "1 working day more than the deadline",
    ),
    ("31/6", "Không có ngày 31/6/2024.", None),
    ("đạt 7,5%", "Không đọc được ngày nào trong câu này", "No day was read in this phrase"),
    ("rằm tháng bảy", "Chủ nhật, 18/8/2024 (15 tháng 7 năm Giáp Thìn âm lịch)", None),
]


@pytest.mark.parametrize(("phrase", "vietnamese", "english"), SAID)
def test_reading_is_said_in_full(phrase: str, vietnamese: str, english: str | None) -> None:
    found = reading.read(phrase, now=NOW, zone=ZONE)
    assert reading.told(found, ZONE) == (vietnamese,)
    with use("en"):
        told = reading.told(found, ZONE)
    assert english is None or told == (english,)


def test_question_is_said_with_every_answer() -> None:
    found = reading.read("thứ 5 hoặc thứ 6", now=NOW, zone=ZONE)
    assert reading.told(found, ZONE) == (
        "Đề nghị chọn một ngày.",
        "Thứ Năm, 13/6/2024",
        "Thứ Sáu, 14/6/2024",
    )


def test_stretch_and_recurrence_are_said() -> None:
    told = [
        reading.told(reading.read(one, now=NOW, zone=ZONE), ZONE)[0]
        for one in ("tuần tới", "ngày 25 hằng tháng")
    ]
    assert told == [
        "Từ thứ Hai, 17/6/2024 đến Chủ nhật, 23/6/2024",
        "Lặp lại theo quy tắc FREQ=MONTHLY;BYMONTHDAY=25",
    ]
