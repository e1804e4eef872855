"""Names that differ by their marks alone: “Xã Hùng Long” and “Xã Hưng Long” are two places."""

import re
import unicodedata
from collections import defaultdict

from scheduler.text import fold

_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def differ(one: str, other: str) -> bool:
    """Whether both are written with marks, and a word that both have is marked otherwise in each.

    Where in a word its tone stands says nothing: “Hòa” is “Hoà”.
    """
    if one.isascii() or other.isascii():
        return False
    mine, theirs = _words(one), _words(other)
    return any(not mine[word] & theirs[word] for word in mine.keys() & theirs.keys())


def _words(name: str) -> dict[str, set[tuple[str, str]]]:
    """Its words without marks, each with the letters and the tones that it is written with."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for word in _WORD.findall(unicodedata.normalize("NFC", name)):
        signs = unicodedata.normalize("NFD", word.lower())
        letters = "".join(sign for sign in signs if sign not in _TONES)
        found[fold(word)].add((letters, "".join(sign for sign in signs if sign in _TONES)))
    return found
