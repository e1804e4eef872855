"""What a day and a rule mean in full."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scheduler.campaign.drafting.around import around
from scheduler.campaign.drafting.written import Kind, Part
from scheduler.campaign.editing.meaning import Meaning, meaning, meanings
from scheduler.dates.workdays import WorkCalendar
from tests.config.desk.desk_world import NOW, open_desk
from tests.config.desk.written import written

CALENDAR = WorkCalendar()
DUTY = {
    "title": "Báo cáo",
    "kind": "bao_cao_thang",
    "origin": {"set": "A"},
    "owed_by": {"all": True},
    "to": "so-noi-vu",
}


@pytest.fixture
def draft(tmp_path: Path) -> Meaning:
    world = open_desk(tmp_path)
    with world.database.read() as session:
        return meanings(around(session, written(world).view, world.desk.installation), now=NOW)


def of_due(draft: Meaning, due: object) -> tuple[str, ...]:
    return draft.of_part(Part(Kind.DUTY, "bao-cao", {**DUTY, "due": due}))["due"]


def test_a_day_ahead_says_its_weekday_working_days_and_days_off_on_the_way() -> None:
    assert meaning(date(2024, 5, 3), today=date(2024, 4, 15), calendar=CALENDAR) == (
        "Thứ Sáu, 03/5/2024",
        "còn 10 ngày làm việc",
        "qua các ngày nghỉ: 18/4 (Ngày Giỗ Tổ Hùng Vương), "
        "29/4 – 01/5 (Ngày Chiến thắng – Ngày Quốc tế Lao động)",
    )


def test_days_off_in_a_row_are_called_by_one_of_many_names() -> None:
    lines = meaning(date(2024, 2, 20), today=date(2024, 2, 1), calendar=CALENDAR)
    assert lines[2] == "qua các ngày nghỉ: 08/02 – 14/02 (Tết Nguyên Đán)"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 5, 8), "đã qua 2 ngày làm việc"),
        (date(2024, 5, 10), "là hôm nay"),
        (date(2024, 5, 12), "không còn ngày làm việc nào"),
    ],
)
def test_a_day_gone_or_near_is_said_to_be(day: date, told: str) -> None:
    assert told in meaning(day, today=date(2024, 5, 10), calendar=CALENDAR)


def test_a_year_without_its_notice_is_said_to_be_unsure() -> None:
    told = meaning(date(2031, 6, 2), today=date(2030, 12, 2), calendar=CALENDAR)
    assert any("chưa có thông báo lịch nghỉ năm 2031" in line for line in told)


def test_a_day_off_says_where_it_went(draft: Meaning) -> None:
    told = of_due(draft, {"by": "2024-06-30"})
    assert told[0] == "17:00 thứ Hai, 01/7/2024"
    assert (
        told[-1] == "30/6/2024 là Chủ nhật; chuyển sang ngày làm việc tiếp theo, thứ Hai, 01/7/2024"
    )


def test_what_comes_again_says_the_next_four_times(draft: Meaning) -> None:
    told = of_due(draft, {"every": "month", "by": "25"})
    assert told[:3] == (
        "12 lần trong cả phong trào",
        "những lần tới: thứ Hai, 27/5/2024 – thứ Ba, 25/6/2024 – thứ Năm, 25/7/2024 – thứ Hai, 26/8/2024 – …",
        "còn 15 ngày làm việc",
    )


def test_what_waits_says_for_what(draft: Meaning) -> None:
    assert of_due(draft, None) == ("Chưa ấn định thời hạn",)
    assert of_due(draft, {"on_request": True}) == ("Chờ cơ quan thường trực yêu cầu",)


def test_a_peak_by_an_anniversary_says_both_its_days(draft: Meaning) -> None:
    values = {"kind": "peak", "anniversary": "quoc-khanh", "lead": "30 days"}
    told = replace(draft).of_part(Part(Kind.PEAK, "cao-diem-quan-doi", values))
    assert told["anniversary"][0] == "Chủ nhật, 22/12/2024"  # of the entry that stands by that id


def test_it_takes_little_time(draft: Meaning) -> None:
    of_due(draft, {"every": "month", "by": "25"})
    begun = time.perf_counter()
    for _time in range(20):
        of_due(draft, {"every": "month", "by": "25"})
    assert (time.perf_counter() - begun) / 20 < 0.02
