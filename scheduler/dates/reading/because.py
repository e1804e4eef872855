"""A reason given with a date: "9/8 vì chờ số liệu", "do chờ số liệu nên xin đến 9/8"."""

import re
import unicodedata
from collections.abc import Iterator

MARKED = "vì|do|bởi vì|tại vì|bởi|lý do là|lí do là|lý do|lí do"
BARE = "vi|do|boi vi|tai vi|boi|ly do la|li do la|ly do|li do"
# What follows is no reason.
THEREFORE = r"(?:v[ìi]\s+(?:vậy|thế|vay|the)|do\s+(?:vậy|thế|đó|vay|the|do))\b"
LETTERS = re.compile("[^\x00-\x7f]")


def behind(text: str) -> Iterator[tuple[str, str]]:
    """What stands before a word like "vì", and the reason behind it; the earliest such word first."""
    composed, words = _words(text)
    for found in re.finditer(
        rf"(?<!đơn)(?<!don)[\s,;.:(–-]+(?!{THEREFORE})(?:{words})\s*:?\s+(?=\S)",
        composed,
        re.IGNORECASE,
    ):
        if composed[: found.start()].strip():
            yield composed[: found.start()], composed[found.end() :].strip()


def ahead(text: str) -> tuple[str, str]:
    """What stands behind the reason that a text begins with, up to a comma or "nên", and that reason; the whole
    text and nothing where it begins with none."""
    composed, words = _words(text)
    found = re.match(
        rf"\s*(?:{words})\s*:?\s+(\S.*?)(?:\s*[,;]\s*|\s+n[êe]n\s+)(\S.*)", composed, re.IGNORECASE
    )
    return (found[2], found[1]) if found else (text, "")


def again(reason: str) -> str:
    """What a reason goes on with behind a comma or "nên", where that may be another wish; empty where it ends."""
    rest, _reason = ahead(f"vì {reason}")
    return rest if _reason else ""


def _words(text: str) -> tuple[str, str]:
    composed = unicodedata.normalize("NFC", text)
    return composed, MARKED if LETTERS.search(composed) else BARE
