"""Số, ký hiệu: the numbers offices give their papers, told apart from days and from words."""

import re
import unicodedata

from scheduler.dates.reading.normalise import tokens

# "số", "so:", "số hiệu", "số, ký hiệu"
_WORD = r"s[ốo](?:\s*(?:,\s*)?(?:k[ýy]\s*)?hi[ệe]u)?\s*:?\s*"
# "125/BC-STC", "12/2024/QĐ-UBND", "Số 7/KH TC"; the Party's papers: "125-BC/TU"
_CERTAIN = re.compile(
    rf"(?:{_WORD})?\d{{1,6}}[\w.]{{0,6}}(?:\s*[-–]\s*[^\W\d_]{{1,6}})?\s*/"
    r"\s*(?:\d+\s*/\s*)?[^\W\d_][\w&.\-–/]*(?: [\w&.\-–/]+){0,2}",
    re.IGNORECASE,
)
_DIGITS = re.compile(rf"(?:{_WORD})?\d{{1,6}}(?:\s*/\s*\d{{1,6}}){{0,2}}", re.IGNORECASE)
_WITHIN = re.compile(r"\d[\w.]*(?:\s*[-–]\s*[^\W\d_]{1,6})?\s*/(?:\s*\d+\s*/)?\s*[^\W\d_]")
_BEFORE = re.compile(rf"^{_WORD}(?=\d)", re.IGNORECASE)
_OF_TIME = frozenset({"ngay", "thang", "tuan", "gio", "mai", "hom", "sang", "chieu", "toi"})
_AFTER = re.compile(r"(?:\s+(?:ạ|nhé|nha|nhá|nhe))+$", re.IGNORECASE)
FEW = 3  # words of a number that is written freely: "BC 125"


def bare(text: str) -> str:
    """`text` without the word "số" before it, which cards say themselves, and politeness behind it."""
    return _AFTER.sub("", _BEFORE.sub("", _composed(text), count=1))


def is_number(text: str) -> bool:
    """Whether `text` is shaped like a number and holds nothing else; "9/8" and "126" are, though they may be days."""
    return is_certain(text) or _DIGITS.fullmatch(_composed(text)) is not None


def is_certain(text: str) -> bool:
    """Whether `text` is a number and nothing else could be meant: letters stand behind the slash."""
    return _CERTAIN.fullmatch(_composed(text)) is not None


def may_be(text: str) -> bool:
    """Whether `text` answers the question for a number: a few words with a digit, or any with "125/BC" among them."""
    words = tokens(text)
    if len(text.split()) > FEW:
        return _WITHIN.search(_composed(text)) is not None
    return any(w.is_number for w in words) and not any(w.bare in _OF_TIME for w in words)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
