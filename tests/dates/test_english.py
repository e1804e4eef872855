"""English days that people type, and English words that name none."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.dates import reading
from scheduler.language import use
from tests.dates.spoken import ZONE, said

MONDAY = datetime(2024, 7, 22, 8, tzinfo=ZONE)


VOCABULARY = """
the next by in 3 31 9999 of July Friday or to 5 pm : - / end month days years ago before 2024 th more week within
from now
""".split()  # noqa: SIM905
FOREIGN = "budget school fiscal sports green national old big children festival".split()  # noqa: SIM905
READ = [
    ("tomorrow", "2024-07-23"),
    ("the day after tomorrow", "2024-07-24"),
    ("tomorrow morning", "2024-07-23"),
    ("this Friday", "2024-07-26"),
    ("Friday", "2024-07-26"),
    ("Monday", "2024-07-29"),
    ("this Monday", "2024-07-22"),
    ("next Monday", "2024-07-29"),
    ("Friday next week", "2024-08-02"),
    ("last Monday", "2024-07-15"),
    ("11 Nov", "2024-11-11"),
    ("November 20", "2024-11-20"),
    ("22 July", "2024-07-22"),
    ("21 July", "2025-07-21"),
    ("20 Nov 24", "2024-11-20"),
    ("Feb 29", "2028-02-29"),
    ("1st of August", "2024-08-01"),
    ("Fri 26 July", "2024-07-26"),
    ("10/11/2024", "2024-11-10"),
    ("on 11/12", "2024-12-11"),
    ("by August 9", "../2024-08-09"),
    ("by 9th of August", "../2024-08-09"),
    ("before August 9, 2024", "../2024-08-08"),
    ("no later than 30 August", "../2024-08-30"),
    ("due Friday at the latest", "../2024-07-26"),
    ("please extend to August 9", "2024-08-09"),
    ("tomorrow please", "2024-07-23"),
    ("we will submit by 11 Nov please", "../2024-11-11"),
    ("next week", "2024-07-29/2024-08-04"),
    ("by next month", "../2024-08-31"),
    ("July 2024", "2024-07-01/2024-07-31"),
    ("this weekend", "2024-07-27/2024-07-28"),
    ("end of July", "2024-07-31"),
    ("the end of the month", "2024-07-31"),
    ("by end of month", "../2024-07-31"),
    ("EOM", "2024-07-31"),
    ("mid-August", "2024-08-15"),
    ("beginning of August", "2024-08-01"),
    ("last Friday of August", "2024-08-30"),
    ("the last working day of August", "2024-08-30"),
    ("by the 15th", "../2024-08-15"),
    ("the 31st", "2024-07-31"),
    ("15th of next month", "2024-08-15"),
    ("in 3 days", "2024-07-25"),
    ("in two weeks", "2024-08-05"),
    ("3 days from now", "2024-07-25"),
    ("in 5 working days", "2024-07-29"),
    ("in 3 hours", "2024-07-22T11:00"),
    ("in 2 months", "2024-09-22"),
    ("3 weeks ago", "2024-07-01"),
    ("within 3 working days", "../2024-07-25"),
    ("two days before 30 August", "2024-08-28"),
    ("Friday 5pm", "2024-07-26T17:00"),
    ("5pm tomorrow", "2024-07-23T17:00"),
    ("15 August at 17:00", "2024-08-15T17:00"),
    ("by noon Friday", "../2024-07-26T12:00"),
    ("COB Friday", "../2024-07-26"),
    ("EOD", "../2024-07-22"),
    ("from 1 August to 15 August", "2024-08-01/2024-08-15"),
    ("between 1 and 5 August", "2024-08-01/2024-08-05"),
    ("1-15 August", "2024-08-01/2024-08-15"),
    ("28 December to 5 January", "2024-12-28/2025-01-05"),
    ("from Monday", "2024-07-29/.."),
    ("after 1 August", "2024-08-02/.."),
    ("3 more days", "P3D"),
    ("extend by 3 working days", "P3BD"),
    ("another week", "P7D"),
    ("within 10 days from 1 August", "../2024-08-11"),
    ("end of Q3", "2024-09-30"),
    ("Friday, 26/7", "2024-07-26"),
    ("Friday the 26th", "2024-07-26"),
    ("this coming Friday", "2024-07-26"),
    ("31 June", "INVALID"),
    ("30 February", "INVALID"),
    ("12/13", "INVALID"),
]


@pytest.mark.parametrize(("phrase", "answer"), READ)
def test_english_day_is_read(phrase: str, answer: str) -> None:
    assert said(phrase, now=MONDAY) == answer
    assert said(phrase.upper(), now=MONDAY) == answer


@pytest.mark.parametrize(
    ("phrase", "offered"),
    [
        ("next Friday", ["2024-07-26", "2024-08-02"]),
        ("next Saturday please", ["2024-07-27", "2024-08-03"]),
        ("until next Friday", ["../2024-07-26", "../2024-08-02"]),
        ("next Friday 5pm", ["2024-07-26T17:00", "2024-08-02T17:00"]),
        ("by next Friday 17:00", ["../2024-07-26T17:00", "../2024-08-02T17:00"]),
        ("em nộp next Friday nhé", ["2024-07-26", "2024-08-02"]),
        ("Friday after next", ["2024-08-02", "2024-08-09"]),
        ("Thursday or Friday", ["2024-07-25", "2024-07-26"]),
        ("August 15 or 16", ["2024-08-15", "2024-08-16"]),
        ("Monday to Wednesday", ["2024-07-22/2024-07-24", "2024-07-29/2024-07-31"]),
        ("3 days", ["2024-07-25", "P3D"]),
        ("beginning of the year", ["2024-01-01", "2025-01-01"]),
        ("Monday 26 July 2024", ["2024-07-26"]),
    ],
)
def test_what_english_says_two_ways_is_a_question_with_the_days(
    phrase: str, offered: list[str]
) -> None:
    found = reading.read(phrase, now=MONDAY, zone=ZONE)
    assert isinstance(found, reading.Ask)
    assert [reading.notation(one) for one in found.alternatives] == offered


def test_next_friday_of_a_weekend_is_that_of_the_next_week() -> None:
    for day in (26, 27, 28):
        assert said("next Friday", now=MONDAY.replace(day=day)) == "2024-08-02"


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("maybe tomorrow", "maybe"),
        ("not 15 July", "not"),
        ("12 March budget", "budget"),
        ("tomorrow budget meeting", "budget meeting"),
        ("every Friday", "every"),
        ("2nd half of July", "2 nd half of"),
        ("nxt Friday", "nxt"),
        ("July sales", "sales"),
        ("about 20 November", "about"),
    ],
)
def test_english_word_that_was_not_read_is_named(phrase: str, word: str) -> None:
    found = reading.read(phrase, now=MONDAY, zone=ZONE)
    assert isinstance(found, reading.Ask)
    assert f"“{word}”" in found.reason


@pytest.mark.parametrize(
    "phrase",
    [
        *("by", "next", "next tomorrow", "next August 9", "not Friday", "may", "sat", "mar"),
        *(
            "end of school year",
            "end of financial year",
            "in 3 school days",
            "a few days",
            "to the",
        ),
        *("week 3", "room 20 July street 5", "May Sơn", "sun 20/7 hat"),
    ],
)
def test_english_word_that_names_no_day_gives_none(phrase: str) -> None:
    assert said(phrase, now=MONDAY) in ("NONE", "ASK")


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    st.sampled_from([phrase for phrase, answer in READ if answer != "INVALID"]),
    st.sampled_from(FOREIGN),
    st.data(),
)
def test_foreign_word_in_an_english_phrase_is_never_dropped(
    phrase: str, word: str, data: st.DataObject
) -> None:
    words = phrase.split()
    at = data.draw(st.integers(1, len(words)))
    changed = " ".join([*words[:at], word, *words[at:]])
    assert said(changed, now=MONDAY) in ("NONE", "ASK", "INVALID"), changed


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.lists(st.sampled_from(VOCABULARY), max_size=9)
)  # fmt: skip
def test_any_english_words_are_read_without_a_crash(words: list[str]) -> None:
    assert said(" ".join(words), now=MONDAY)


def test_english_question_is_asked_in_english() -> None:
    with use("en"):
        told = reading.told(reading.read("next Friday", now=MONDAY, zone=ZONE), ZONE)
    assert told[1:] == ("Friday, 26 July 2024", "Friday, 2 August 2024")
    assert told[0].isascii()
