"""How an anniversary is said: its number in both languages, and what its class means for who marks it."""

import pytest

from scheduler.dates.anniversaries import year_class
from scheduler.language import use
from scheduler.words import span


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
        (22, "22nd"), (35, "35th"), (94, "94th"), (101, "101st"), (111, "111th"), (113, "113th"), (1984, "1984th"),
    ],
)  # fmt: skip
def test_anniversary_is_counted_in_english_words(number: int, said: str) -> None:
    with use("en"):
        assert span.ordinal("Ngày thử", number) == f"{said} anniversary of Ngày thử"
    assert span.ordinal("Ngày thử", number) == f"{number} năm Ngày thử"


def test_anniversary_without_a_number_is_its_name() -> None:
    with use("en"):
        assert span.ordinal("Ngày thử", None) == "Ngày thử"


@pytest.mark.parametrize(
    ("cls", "rule", "said", "english"),
    [
        ("tron", "nd145", "năm tròn", "round anniversary (ends in 0)"),
        ("le_5", "nd145", "năm lẻ 5", "anniversary ending in 5"),
        ("khac", "nd145", "năm khác", "other anniversary"),  # neither round nor of a five
        (
            "khac",
            "nd111",
            "năm khác theo NĐ 111/2018: không tổ chức lễ kỷ niệm",
            "other anniversary by Decree 111/2018: no ceremony is held",
        ),
        (
            "khac",
            "like_nd111",
            "năm khác, vận dụng NĐ 111/2018: không tổ chức lễ kỷ niệm",
            "other anniversary, Decree 111/2018 by analogy: no ceremony is held",
        ),
        (
            "tron",
            "nd111",
            "năm tròn theo NĐ 111/2018: được tổ chức lễ kỷ niệm",
            "round anniversary by Decree 111/2018: a ceremony may be held",
        ),
        (
            "tron",
            "like_nd111",
            "năm tròn, vận dụng NĐ 111/2018: được tổ chức lễ kỷ niệm",
            "round anniversary, Decree 111/2018 by analogy: a ceremony may be held",
        ),
    ],
)
def test_class_says_by_which_decree_and_what_it_means(
    cls: str, rule: str, said: str, english: str
) -> None:
    kept = year_class(cls, rule)  # type: ignore[arg-type]
    assert span.occasion(kept) == said
    with use("en"):
        assert span.occasion(kept) == english
