"""Text as typed → tokens that compare well: NFC or NFD, upper or lower case, with or without diacritics."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
SPLIT = re.compile(r"\d+|[^\W\d_]+|[^\s]")
DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})

# Signs that only mean something between two digits: a time, a dotted date, a decimal.
INNER_SIGNS = frozenset(".,:")
KEPT_SIGNS = frozenset("-/%+~")
# Categories that carry no word: emoji, invisible marks, brackets, quotes and other punctuation.
MUTE_CATEGORIES = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Ps", "Pe", "Pi", "Pf", "Po", "Pc"})


@dataclass(frozen=True)
class Token:
    """A word, a number or a sign. `key` is the word with its tone moved to the end, so that hoà = hòa;
    `bare` the word without diacritics; `glued` whether no space stands before it."""

    text: str
    key: str
    bare: str
    glued: bool

    @property
    def is_number(self) -> bool:
        return self.text.isascii() and self.text.isdigit()

    @property
    def is_marked(self) -> bool:
        return self.key != self.bare


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """A spelling that ignores case, normal form and the letter the tone sits on."""
    parts = unicodedata.normalize("NFD", word.lower())
    tone = "".join(sign for sign in parts if sign in TONES)
    letters = "".join(sign for sign in parts if sign not in TONES)
    return unicodedata.normalize("NFC", letters) + tone


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """The word as typed without diacritics: "Đầu" → "dau"."""
    parts = unicodedata.normalize("NFD", word.lower()).replace("đ", "d")
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text` in order; punctuation that carries no meaning is dropped."""
    composed = unicodedata.normalize("NFC", text).translate(DASHES)
    pieces = [(match.group(), match.start()) for match in SPLIT.finditer(composed)]
    found = []
    for index, (piece, start) in enumerate(pieces):
        glued = index > 0 and pieces[index - 1][1] + len(pieces[index - 1][0]) == start
        after = pieces[index + 1] if index + 1 < len(pieces) else ("", -1)
        inner = glued and after[1] == start + 1 and pieces[index - 1][0].isdigit()
        if _matters(piece, between_digits=inner and after[0].isdigit()):
            word = key(piece)
            found.append(Token(piece.lower(), word, bare(piece), glued))
    return tuple(found)


def _matters(piece: str, *, between_digits: bool) -> bool:
    if piece in INNER_SIGNS:
        return between_digits
    return piece in KEPT_SIGNS or unicodedata.category(piece[0]) not in MUTE_CATEGORIES
