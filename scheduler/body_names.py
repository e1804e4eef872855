"""Names of bodies, and when two of them mean the same: one comparison for documents, definitions and lists of units.

Capitals, spaces, dashes, Unicode forms and the place of a tone in its word (“Hòa”, “Hoà”) say nothing, nor does a usual
short form (“UBND”, “TP.”, “GD&ĐT”). Other marks do: “Xã Hùng Long” is not “Xã Hưng Long”.
"""

import re
import unicodedata
from collections import defaultdict

from scheduler.text import fold

_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHORT = {
    "u b n d": "ủy ban nhân dân",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tp": "thành phố",
    "tx": "thị xã",
    "mttq": "mặt trận tổ quốc",
    "lđlđ": "liên đoàn lao động",
    "lhpn": "liên hiệp phụ nữ",
    "ccb": "cựu chiến binh",
    "tđkt": "thi đua khen thưởng",
    "bhxh": "bảo hiểm xã hội",
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "gd và đt": "giáo dục và đào tạo",
    "gdđt": "giáo dục và đào tạo",
    "kh và đt": "kế hoạch và đầu tư",
    "kh và cn": "khoa học và công nghệ",
    "tn và mt": "tài nguyên và môi trường",
    "nn và mt": "nông nghiệp và môi trường",
    "nn và ptnt": "nông nghiệp và phát triển nông thôn",
    "tt và tt": "thông tin và truyền thông",
    "vh tt và dl": "văn hóa thể thao và du lịch",
    "lđ tb và xh": "lao động thương binh và xã hội",
}


def folded(name: str) -> str:
    """Its words without case and marks."""
    return " ".join(_WORD.findall(fold(name)))


def key(name: str) -> str:
    """What is compared of a name: two names with one key are one body, as far as names can tell."""
    low = unicodedata.normalize("NFC", name).casefold().replace("&", " và ")
    words = " ".join("".join(_signs(word)) for word in _WORD.findall(low))
    return _SHORTENED.sub(lambda found: _IN_FULL[found[0]], words)


def same(one: str, other: str) -> bool:
    """Whether both mean one body; a name typed without marks means any that has them."""
    mine, theirs = key(one), key(other)
    return mine == theirs or ((one.isascii() or other.isascii()) and _bare(mine) == _bare(theirs))


def begins(whole: str, part: str) -> bool:
    """Whether `whole` is `part` with more words behind, or the same: “UBND tỉnh” of “Ủy ban nhân dân tỉnh X”."""
    mine, theirs = key(whole), key(part)
    if whole.isascii() or part.isascii():
        mine, theirs = _bare(mine), _bare(theirs)
    return bool(theirs) and f"{mine} ".startswith(f"{theirs} ")


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
        found[fold(word)].add(_signs(word.lower()))
    return found


def _signs(word: str) -> tuple[str, str]:
    """The letters of a word, and the tones that stand somewhere on them."""
    signs = unicodedata.normalize("NFD", word)
    letters = "".join(sign for sign in signs if sign not in _TONES)
    return letters, "".join(sign for sign in signs if sign in _TONES)


def _bare(compared: str) -> str:
    return folded(unicodedata.normalize("NFC", compared))


def _plain(words: str) -> str:
    return " ".join("".join(_signs(word)) for word in words.split())


_IN_FULL = {_plain(short): _plain(long) for short, long in _SHORT.items()}
_SHORTENED = re.compile(
    r"(?<!\S)(?:" + "|".join(map(re.escape, sorted(_IN_FULL, key=len, reverse=True))) + r")(?!\S)"
)
