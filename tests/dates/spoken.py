"""Phrases for the tests: said at one moment, spelled in every way people spell them."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates import reading

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 6, 12, 9, tzinfo=ZONE)
TODAY = NOW.date()

TENS = ("", "mười", "hai mươi", "ba mươi")
ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(number: int) -> str:
    """The number from 1 to 39 in words: mười lăm, hai mươi mốt, hai mươi tư."""
    tens, ones = divmod(number, 10)
    word = ONES[ones]
    if tens and ones == 5:
        word = "lăm"
    elif tens > 1 and ones in (1, 4):
        word = {1: "mốt", 4: "tư"}[ones]
    return f"{TENS[tens]} {word}".strip()


IN_WORDS = ("", *(in_words(number) for number in range(1, 40)))


def said(phrase: str, *, now: datetime = NOW, due: datetime | None = None) -> str:
    """The notation of the phrase."""
    return reading.notation(reading.read(phrase, now=now, due=due, zone=ZONE))


def without_marks(text: str) -> str:
    """The text as typed without a Vietnamese keyboard."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def spellings(text: str) -> set[str]:
    """As written, decomposed, in capitals, with spare spaces, without diacritics."""
    return {
        text,
        unicodedata.normalize("NFD", text),
        text.upper(),
        f"  {text.replace(' ', '  ')} .",
        without_marks(text),
    }


def marked_spellings(text: str) -> set[str]:
    """The spellings that keep the diacritics."""
    return spellings(text) - {without_marks(text)}


def wrong(expected: Mapping[str, str], *, now: datetime = NOW) -> dict[str, str]:
    """The phrases that read otherwise than expected, with what they read as."""
    found = {phrase: said(phrase, now=now) for phrase in expected}
    return {phrase: got for phrase, got in found.items() if got != expected[phrase]}
