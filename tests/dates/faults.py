"""Faults of typing in one word: keys left over from Telex and VNI, a letter missing, doubled, changed or moved,
a mark or tone missing or wrong, a space too many."""

import unicodedata
from collections.abc import Iterator

MARKS = {"\u0302": "^", "\u031b": "w", "\u0306": "w"}
TONES = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
VNI_MARKS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
NEIGHBOURS = "rnuiy"


def faults(word: str) -> set[str]:
    """Every such misspelling of `word`, without the word itself."""
    composed = unicodedata.normalize("NFC", word.lower())
    found = {_keys(composed, vni=False), _keys(composed, vni=True)}
    for n, letter in enumerate(composed):
        before, after = composed[:n], composed[n + 1 :]
        found |= {before + after, before + letter + letter + after}
        found |= {before + after[:1] + letter + after[1:]}
        found |= {before + other + letter + after for other in NEIGHBOURS}
        found |= {before + _instead(letter, other) + after for other in NEIGHBOURS}
        found |= {before + other + after for other in _other_marks(letter)}
        found |= {f"{before} {letter}{after}"} if n else set()
    return {one for one in found if one.strip() and one != composed}


def _keys(word: str, *, vni: bool) -> str:
    """The keys that type `word`, its tone last."""
    typed, tone = "", ""
    for letter in word.replace("đ", "d9" if vni else "dd"):
        base, *signs = unicodedata.normalize("NFD", letter)
        typed += base
        for sign in signs:
            if sign in TONES:
                tone = TONES[sign][vni]
            else:
                typed += VNI_MARKS[sign] if vni else MARKS[sign].replace("^", base)
    return typed + tone


def _instead(letter: str, other: str) -> str:
    """Another letter in its place, with its tone where it can bear one."""
    tone = [sign for sign in unicodedata.normalize("NFD", letter) if sign in TONES]
    return unicodedata.normalize("NFC", "".join([other, *tone])) if other in "uiy" else other


def _other_marks(letter: str) -> Iterator[str]:
    base, *signs = unicodedata.normalize("NFD", letter)
    for sign in signs:
        rest = [base, *(one for one in signs if one != sign)]
        yield unicodedata.normalize("NFC", "".join(rest))
        if sign in TONES:
            others = (one for one in TONES if one != sign)
            marked = [one for one in rest if one not in TONES]
            yield from (unicodedata.normalize("NFC", "".join([*marked, one])) for one in others)
