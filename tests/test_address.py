"""Whoever reads is addressed as their issuer wants, in every sentence by the same word."""

import pytest

from scheduler.language import _, address, addressed, ngettext, use


def test_comrade_is_the_custom() -> None:
    assert address() == "đồng chí"
    assert _("{You} chưa gửi báo cáo, đề nghị {you} gửi.") == (
        "Đồng chí chưa gửi báo cáo, đề nghị đồng chí gửi."
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ông/bà", "Ông/bà, ông/bà"), ("thầy/cô", "Thầy/cô, thầy/cô"),
        ("anh/chị", "Anh/chị, anh/chị"), ("", "Đồng chí, đồng chí"),
    ],
)  # fmt: skip
def test_issuer_chooses_the_word(word: str, said: str) -> None:
    with addressed(word):
        assert ngettext("{You}, {you}", 2) == said
    assert address() == "đồng chí"


def test_what_is_filled_in_later_is_left_alone() -> None:
    assert _("{you}: {duty} {}").format(1, duty="{You}") == "đồng chí: {You} 1"


def test_english_knows_one_word_for_all() -> None:
    with use("en"), addressed("ông/bà"):
        assert "{" not in _("Nếu không đúng, đề nghị báo ngay cơ quan thường trực.")
