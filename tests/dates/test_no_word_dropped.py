"""No word of a phrase is passed over in silence: a foreign one makes a question, or no day at all."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.dates import reading
from tests.dates.spoken import NOW, ZONE, marked_spellings, said, without_marks
from tests.dates.test_phrases import EYES, LISTED, MORE

UNANSWERED = ("ASK", "INVALID", "NONE")
PHRASES = sorted(phrase for phrase, answer in (*LISTED, *MORE, *EYES) if answer not in UNANSWERED)
WORDS = [
    "học", "hành động", "thanh niên", "ngân sách", "tài chính", "vành đai", "báu", "nhi đồng", "hội", "đình chùa",
    "quốc gia", "biển đảo", "dự phòng", "phim", "sách", "xanh", "nông thôn", "cây", "vệ sinh", "máy",
    "xe", "vườn", "tỉnh", "xã", "bóng đá", "thể thao", "đọc", "an toàn", "giao thông", "lúa",
    "mưa", "bão", "cũ", "đẹp", "lớn", "nhỏ", "bổ sung", "khẩn", "nội bộ", "thí điểm",
]  # fmt: skip


def reason_of(phrase: str) -> str:
    return reading.read_with_reason(phrase, now=NOW, zone=ZONE)[1]


def spelled_as(phrase: str, word: str) -> str:
    """The word with or without diacritics, as the phrase has them."""
    return without_marks(word) if phrase == without_marks(phrase) else word


def is_ahead_of_the_date(phrase: str, rest: list[str]) -> bool:
    """Whether what stands before `rest` adds nothing to its date: who speaks, and of what, may be said there."""
    return any(said(" ".join(rest[n:])) == said(phrase) for n in range(len(rest)))


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.sampled_from(PHRASES), st.sampled_from(WORDS))
def test_foreign_word_behind_a_phrase_is_never_dropped(phrase: str, word: str) -> None:
    changed = f"{phrase} {spelled_as(phrase, word)}"
    assert said(changed) in UNANSWERED or word in reason_of(changed) or reason_of(phrase)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.data())
def test_foreign_word_within_a_phrase_is_never_dropped(data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from([one for one in PHRASES if " " in one]))
    words = phrase.split(" ")
    at = data.draw(st.integers(1, len(words) - 1))
    word = spelled_as(phrase, data.draw(st.sampled_from(WORDS)))
    changed = " ".join([*words[:at], word, *words[at:]])
    if reason_of(phrase) or is_ahead_of_the_date(phrase, words[at:]):
        return
    assert said(changed) in UNANSWERED or said(changed) != said(phrase), changed


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("hết năm học", "học"),
        ("hết tháng hành động", "hành động"),
        ("hết quý báu", "báu"),
        ("cuối tuần lễ quốc gia", "quốc gia"),
        ("đầu năm ngân sách", "ngân sách"),
        ("trước Tết Trung thu thiếu nhi", "thiếu nhi"),
        ("trong tháng thanh niên", "thanh niên"),
        ("hết ngày hội", "hội"),
        ("đến hết năm tài chính", "tài chính"),
        ("trong tuần lễ biển đảo", "biển đảo"),
        ("hết tháng an toàn giao thông", "an toàn giao thông"),
        ("hết giờ G", "g"),
        ("ngày 20/7 dự phòng", "dự phòng"),
        ("thứ Sáu tuần sau bổ sung", "bổ sung"),
        ("thứ bóng đá sáu tuần sau", "thứ bóng đá"),
        ("chậm nhất xe ngày 25/6", "chậm nhất xe"),
        ("hết năm phim", "phim"),
        ("từ mai hội chợ", "hội chợ"),
        ("hết năm báo cáo", "báo cáo"),
        ("hết tháng họp", "họp"),
        ("hết tuần làm việc", "làm việc"),
    ],
)
def test_word_that_was_not_understood_is_named(phrase: str, word: str) -> None:
    for typed in {phrase, phrase.upper(), f"{phrase} ạ"}:
        found = reading.read(typed, now=NOW, zone=ZONE)
        assert isinstance(found, reading.Ask), typed
        assert f"“{word}" in found.reason, found.reason


@pytest.mark.parametrize(
    "phrase",
    [
        *(
            "hết năm học",
            "hết tháng hành động",
            "hết quý báu",
            "hết ngày hội",
            "hết tuần lễ biển đảo",
        ),
        *("trong tháng thanh niên", "cuối năm tài chính", "cuối quý tài khóa", "đầu tháng vệ sinh"),
    ],
)
def test_unit_that_a_word_makes_another_thing_offers_no_day(phrase: str) -> None:
    assert said(without_marks(phrase)) in UNANSWERED
    for typed in marked_spellings(phrase):
        found = reading.read(typed, now=NOW, zone=ZONE)
        assert not getattr(found, "alternatives", ()), typed
        assert reading.notation(found) in UNANSWERED


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("ngày 5 tháng 7 tới đây", "2024-07-05"),
        ("thứ Sáu tuần sau nữa", "2024-06-28"),
        ("hết năm", "../2024-12-31"),
        ("hết quý này", "../2024-06-30"),
        ("trước Tết Trung thu", "../2024-09-16"),
        ("hết tháng ạ", "../2024-06-30"),
        ("trước ngày 25/6 để tổng hợp", "../2024-06-24"),
        ("gửi hết tháng để Sở tổng hợp", "../2024-06-30"),
        ("28/6 các thầy nhé", "2024-06-28"),
        ("28/6 em gửi đủ ạ", "2024-06-28"),
        ("Ngày đăng: 20/06/2024", "2024-06-20"),
    ],
)
def test_words_that_are_understood_make_no_question(phrase: str, answer: str) -> None:
    assert said(phrase) == answer


@pytest.mark.parametrize(
    "phrase",
    [
        *("khó kịp 5/8", "khó kịp ngày 5/8", "khó xong trước 5/8", "lỡ hạn 5/8", "trượt hạn 5/8"),
        *("muộn hơn 5/8", "trễ hơn 5/8", "xin muộn hơn ngày 5/8", "hủy hạn 5/8", "tránh ngày 5/8"),
    ],
)
def test_day_that_is_missed_or_passed_is_none_to_be_met(phrase: str) -> None:
    assert said(phrase) in UNANSWERED


def test_most_that_is_added_is_no_term_from_today_alone() -> None:
    due = datetime(2024, 7, 31, 17, tzinfo=ZONE)
    for phrase in ("thêm tối đa 5 ngày", "thêm không quá 5 ngày", "gia hạn trong vòng 5 ngày"):
        found = reading.read(phrase, now=NOW, zone=ZONE, due=due)
        assert isinstance(found, reading.Ask), phrase
        assert reading.Amount(5, reading.TimeUnit.CALENDAR_DAYS) in found.alternatives
    clear = reading.read("thêm tối đa 5 ngày kể từ hôm nay", now=NOW, zone=ZONE, due=due)
    assert isinstance(clear, reading.Until)
