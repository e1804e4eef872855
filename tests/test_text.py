"""What people typed, made fit to be shown: one rule for cards, mails, pages and feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.text import capital, clean, cut, one_line, units


@pytest.mark.parametrize(
    "mark", ["\u200e", "\u200f", "\u061c", "\u202e", "\u2066", "\ufeff", "\x07", "\ud800", "\uffff"]
)
def test_what_nobody_sees_is_gone_and_parts_no_word(mark: str) -> None:
    assert clean(f"So{mark}n") == one_line(f"So{mark}n") == cut(f"So{mark}n", 9) == "Son"


def test_lines_are_kept_or_joined() -> None:
    text = " một \r\n\n\n\nhai\u2028ba\t"
    assert clean(text) == "một\n\nhai\nba"
    assert one_line(text) == "một hai ba"


@given(st.text(), st.integers(2, 50))
def test_what_is_cut_is_one_clean_line_within_its_limit(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert units(shown) <= limit
    assert one_line(shown) == shown


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert capital("đã gửi cho UBND") == "Đã gửi cho UBND"
    assert capital("") == ""
