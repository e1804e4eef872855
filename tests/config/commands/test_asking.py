"""A question at the keyboard understands the answers people type."""

import unicodedata

import pytest

from config.commands.asking import read_answer


@pytest.mark.parametrize(
    "typed", ["có", "c", "C", "Có", "CÓ", "co", "cos", "đồng ý", "Dong Y", "y", "yes", " có. "]
)
def test_yes_is_understood(typed: str) -> None:
    for form in ("NFC", "NFD"):
        assert read_answer(unicodedata.normalize(form, typed) + "\n") is True


@pytest.mark.parametrize(
    "typed", ["không", "k", "K", "ko", "KHÔNG", "khong", "khoong", "thôi", "n", "No", "", "  "]
)
def test_no_is_understood_and_nothing_is_no(typed: str) -> None:
    for form in ("NFC", "NFD"):
        assert read_answer(unicodedata.normalize(form, typed)) is False


@pytest.mark.parametrize("typed", ["có không", "chắc là có", "cò", "1", "?", "không có", "yn"])
def test_what_is_neither_is_asked_again(typed: str) -> None:
    assert read_answer(typed) is None
