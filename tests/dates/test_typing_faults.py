"""A word that was not read never ends in a date without a question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.dates import reading
from scheduler.dates.reading import normalise, spelling
from tests.dates.faults import faults
from tests.dates.spoken import NOW, ZONE, said
from tests.dates.test_phrases import EYES, LISTED, MORE

UNANSWERED = ("ASK", "INVALID", "NONE")
PHRASES = sorted(phrase for phrase, answer in (*LISTED, *MORE, *EYES) if answer not in UNANSWERED)


def is_word(text: str) -> bool:
    """Whether the fault made other words of the grammar: those are read as what they say."""
    return all(spelling.is_known(t) or not t.text.isalpha() for t in normalise.tokens(text))


@settings(max_examples=300, derandomize=True)
@given(st.data())
def test_one_fault_in_a_word_never_gives_another_date_without_a_question(
    data: st.DataObject,
) -> None:
    phrase = data.draw(st.sampled_from(PHRASES))
    words = phrase.split(" ")
    index = data.draw(st.integers(0, len(words) - 1))
    typed = sorted(one for one in faults(words[index]) if not is_word(one))
    if not words[index].isalpha() or not typed:
        return
    fault = data.draw(st.sampled_from(typed))
    faulty = " ".join([*words[:index], fault, *words[index + 1 :]])
    assert said(faulty) in (said(phrase), *UNANSWERED)


@settings(max_examples=100, derandomize=True)
@given(st.data())
def test_words_run_together_never_give_another_date_without_a_question(data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from([one for one in PHRASES if " " in one]))
    words = phrase.split(" ")
    index = data.draw(st.integers(0, len(words) - 2))
    glued = " ".join([*words[:index], words[index] + words[index + 1], *words[index + 2 :]])
    assert said(glued) in (said(phrase), *UNANSWERED)


@pytest.mark.parametrize(
    "typed",
    [
        "thuws 6 tuần sau",
        "thu71 6 tuần sau",
        "thưs 6 tuaanf sau",
        "thứ sáu tuầnsau",
        "thứsáutuầnsau",
        "em xin nộp thuws 6 tuần sau nhé các bác",
    ],
)
def test_keys_left_in_a_word_and_words_run_together_are_read(typed: str) -> None:
    assert said(typed) == "2024-06-21"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thứu 6 tuần sau", "2024-06-21"),
        ("thú 6 tuần sau", "2024-06-21"),
        ("th ứ 6 tuần sau", "2024-06-21"),
        ("cuối tháng sua", "2024-07-31"),
        ("thứ sáu tuần sau nũa", "2024-06-28"),
        ("chậmm nhất 15h ngày 20/6", "../2024-06-20T15:00"),
    ],
)
def test_a_word_that_may_be_meant_is_offered_first(typed: str, meant: str) -> None:
    found = reading.read(typed, now=NOW, zone=ZONE)
    assert isinstance(found, reading.Ask)
    assert reading.notation(found.alternatives[0]) == meant
    assert "Chưa đọc được" in found.reason


@pytest.mark.parametrize("typed", ["khôg nộp được 20/6", "vvì 20/6 em đi công tác", "hoawcj 20/6"])
def test_a_word_that_may_turn_the_date_round_is_asked_about(typed: str) -> None:
    assert said(typed) == "ASK"


@pytest.mark.parametrize(
    "typed",
    [
        "u giờ trưa mai",
        "r giờ sáng thứ Ba tuần sau",
        "ut6 tuần sau",
        "mươi ngày 12/5",
        "9/8 hai",
        "hai mồng một Tết",
        "ngày giải phóng Thủ đ",
        "chậm nhất trongo ngày 25/6",
        "trưic 30/6",
        "aửn tháng nữa",
        "lùi 2 ngày làm ivệ",
        "muộn hnấ là 25/6",
    ],
)
def test_a_word_that_was_cut_off_a_date_is_asked_about(typed: str) -> None:
    assert said(typed) == "ASK"


@pytest.mark.parametrize(
    "typed",
    [
        "xin đến 25/6, do bận nên xin đến 28/6",
        "25/6 vì 20/6 không kịp, xin 28/6",
        "hạn 20/6, do đó xin đến 28/6",
    ],
)
def test_a_second_day_behind_the_reason_is_asked_about(typed: str) -> None:
    assert said(typed) == "ASK"


def test_therefore_begins_no_reason() -> None:
    assert said("xin 25/6 vì thế 28/6") in UNANSWERED
