"""English days that people type, and English words that name none."""

from datetime import datetime

import pytest

from tests.dates.spoken import ZONE, said

MONDAY = datetime(2024, 7, 22, 8, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("tomorrow", "2024-07-23"),
        ("the day after tomorrow", "2024-07-24"),
        ("next Friday", "2024-08-02"),
        ("this Friday", "2024-07-26"),
        ("Friday", "2024-07-26"),
        ("Monday", "2024-07-29"),
        ("this Monday", "2024-07-22"),
        ("by August 9", "../2024-08-09"),
        ("by 9th of August", "../2024-08-09"),
        ("before August 9, 2024", "../2024-08-08"),
        ("please extend to August 9", "2024-08-09"),
        ("until next Friday", "../2024-08-02"),
        ("tomorrow please", "2024-07-23"),
        ("next week", "2024-07-29/2024-08-04"),
        ("by next month", "../2024-08-31"),
    ],
)
def test_english_day_is_read(phrase: str, answer: str) -> None:
    assert said(phrase, now=MONDAY) == answer
    assert said(phrase.upper(), now=MONDAY) == answer


@pytest.mark.parametrize(
    "phrase",
    ["by", "next", "next tomorrow", "nxt Friday", "maybe Friday", "next August 9", "not Friday"],
)
def test_english_word_that_was_not_read_gives_no_day(phrase: str) -> None:
    assert said(phrase, now=MONDAY) in ("NONE", "ASK")
