"""Listed phrases: those of the field study, and those that people type besides."""

import unicodedata
from pathlib import Path

import pytest

from tests.dates.spoken import said, without_marks, wrong

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text().splitlines()
    return [
        line.split("\t")[:2] for line in lines if line and not line.startswith(("#", "phrase\t"))
    ]


LISTED = rows("phrases.tsv")
MORE = rows("phrases-more.tsv")
EYES = rows("phrases-eyes.tsv")


@pytest.mark.parametrize(("phrase", "expected"), LISTED + MORE)
def test_phrase_reads_as_listed(phrase: str, expected: str) -> None:
    assert said(phrase) == expected


def test_phrases_of_a_second_reader_read_as_written() -> None:
    assert wrong(dict(EYES)) == {}


def test_phrases_read_alike_decomposed_and_in_capitals() -> None:
    expected = {unicodedata.normalize("NFD", phrase): answer for phrase, answer in LISTED + MORE}
    expected |= {phrase.upper(): answer for phrase, answer in LISTED + MORE}
    assert wrong(expected) == {}


def test_phrases_without_diacritics_read_alike_or_are_asked_about() -> None:
    bare = {without_marks(phrase): answer for phrase, answer in LISTED + MORE}
    found = {phrase: said(phrase) for phrase in bare}
    assert {p: got for p, got in found.items() if got not in (bare[p], "ASK")} == {}
