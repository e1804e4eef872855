"""Names whose words stand as their first letters: “Sở KH&ĐT”."""

import re

from scheduler.text import fold

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"va", "cac", "cua"})


def stand_in(name: str) -> bool:
    """Whether a word of it is such letters."""
    return any(_is_letters(word) for word in _WORD.findall(name)) and not name.isupper()


def _is_letters(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


def of(name: str) -> str:
    """First letters of its words, small ones left out; words that are letters whole."""
    words = (word for word in _WORD.findall(name) if fold(word) not in _SMALL)
    return "".join(fold(word) if _is_letters(word) else fold(word[0]) for word in words)


def spell(short: str, long: str) -> bool:
    """Whether the words of `short` are those of `long`, but for words that stand as their first letters."""
    wanted = [word for word in _WORD.findall(long) if fold(word) not in _SMALL]
    at = 0
    for word in _WORD.findall(short):
        if fold(word) in _SMALL:
            continue
        if _is_letters(word):
            at += len(word)
        elif at < len(wanted) and fold(wanted[at]) == fold(word):
            at += 1
        else:
            return False
    return at <= len(wanted)
