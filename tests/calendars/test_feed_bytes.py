"""FEEDS rules 1 to 5: what the bytes of a feed look like."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from scheduler.content_lines import escape, fold
from scheduler.text import clean
from tests.calendars.samples import SOME, deadline, feed_of, unfolded, value

LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1)


def test_rule_01_is_utf8_without_bom_in_nfc_without_control_characters() -> None:
    title = "\ufeffBa\u0301o ca\u0301o \x00\x07\x1b[31m\x85\u200e\u202equý I"
    document = feed_of(deadline(title=title))
    text = document.decode("utf-8", errors="strict")
    assert not document.startswith(b"\xef\xbb\xbf")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u202e]", text)
    assert "Báo cáo [31m" in text


def test_rule_02_ends_every_line_with_crlf_and_has_no_empty_one() -> None:
    document = feed_of(*SOME)
    assert document.endswith(b"END:VCALENDAR\r\n")
    assert b"\r\n\r\n" not in document
    assert document.count(b"\n") == document.count(b"\r") == document.count(b"\r\n")


def test_rule_03_folds_at_75_octets_never_inside_a_character_or_an_escape() -> None:
    document = feed_of(deadline(title="Thi đua, " * 200, origin_text="\\" * 301 + "ộ" * 200))
    for piece in document.split(b"\r\n"):
        piece.decode("utf-8", errors="strict")
        assert len(piece) <= 75
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0


@given(LINES)
def test_rule_03_holds_for_any_line(text: str) -> None:
    line = "SUMMARY:" + escape(text)
    pieces = fold(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert "".join(piece.decode() for piece in pieces) == line
    assert all(len(piece) <= (75 if i == 0 else 74) for i, piece in enumerate(pieces))
    assert all((len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0 for piece in pieces)


def test_rule_04_escapes_text() -> None:
    document = feed_of(deadline(title="a;b,c\\d\\Ne", origin_text="một\r\nhai"))
    assert value(document, "SUMMARY") == "Hạn: a\\;b\\,c\\\\d\\\\Ne"
    assert "“một\\nhai”" in value(document, "DESCRIPTION")


def test_rule_04_leaves_no_trailing_blanks() -> None:
    document = feed_of(deadline(title="x " * 300 + " \t ", origin_text="a  \n  b \u00a0"))
    assert not re.search(rb"[ \t]\r\n", document)


@given(st.text())
def test_rule_04_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_rule_05_holds_one_calendar_even_when_empty() -> None:
    lines = unfolded(feed_of())
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VCALENDAR") == lines.count("VERSION:2.0") == 1
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    assert lines.count("BEGIN:VTIMEZONE") == 1
