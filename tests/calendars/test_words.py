"""Titles carry the state; descriptions say why."""

from datetime import date

import pytest

from calendars.entry import Entry
from calendars.words import description_of, title_of
from scheduler.language import use
from scheduler.states import State
from scheduler.words.span import counted
from tests.calendars.samples import ANNIVERSARY, DEADLINE, ROUND, deadline


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        (DEADLINE, "Hạn: Báo cáo sơ kết đợt 1"),
        (deadline(state=State.SUBMITTED, overdue=True), "✔ đã gửi: Báo cáo sơ kết đợt 1"),
        (deadline(state=State.ACCEPTED), "✔ đã tiếp nhận: Báo cáo sơ kết đợt 1"),
        (deadline(state=State.RETURNED), "gửi lại: Báo cáo sơ kết đợt 1"),
        (deadline(state=State.WAIVED), "được miễn: Báo cáo sơ kết đợt 1"),
        (deadline(overdue=True), "⚠ quá hạn: Báo cáo sơ kết đợt 1"),
        (
            deadline(extended_to=date(2024, 7, 30)),
            "gia hạn đến 30/7: Báo cáo sơ kết đợt 1",
        ),
        (deadline(cancelled=True), "[HỦY] Báo cáo sơ kết đợt 1"),
        (deadline(unit_name="Sở Y tế"), "Hạn: Báo cáo sơ kết đợt 1 – Sở Y tế"),
        (ANNIVERSARY, "70 năm Ngày Chiến thắng Điện Biên Phủ"),
        (ROUND, "Đợt 1"),
    ],
)
def test_title_carries_the_state(entry: Entry, title: str) -> None:
    assert title_of(entry) == title


def test_description_says_when_to_whom_with_what_and_why() -> None:
    assert description_of(DEADLINE).split("\n") == [
        "Hạn: 17:00 thứ Sáu, 28/6/2024",
        "Nơi nhận: Sở Nội vụ",
        "Cần gửi: số, ký hiệu văn bản; tệp văn bản",
        "Căn cứ: “kết thúc trong tháng 7/2024”",
        "Phong trào: Thi đua năm 2024",
        "Văn bản: 210/KH-UBND ngày 15/01/2024",
        "Xem: https://thidua.example/viec/7",
    ]


@pytest.mark.parametrize(
    ("origin", "sentence"),
    [
        ("derived", "Căn cứ: xác định theo quy tắc (văn bản không quy định)"),
        ("set", "Căn cứ: thời hạn do cơ quan thường trực ấn định, văn bản không quy định: quy tắc"),
    ],
)
def test_description_tells_a_derived_day_from_a_quoted_one(origin: str, sentence: str) -> None:
    assert sentence in description_of(deadline(origin=origin, origin_text="quy tắc"))


def test_description_keeps_braces_people_typed() -> None:
    assert "{text} {0}" in description_of(deadline(origin_text="{text} {0}"))


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("vi", 2, "2 ngày kỷ niệm"), ("en", 1, "1 anniversary"), ("en", 13, "13 anniversaries"),
    ],
)  # fmt: skip
def test_entries_are_counted(language: str, count: int, said: str) -> None:
    with use(language):
        assert counted("anniversary", count) == said
