"""Text for people: lines of which some are bold, and what may stand in one."""

import html
import re
import unicodedata
from dataclasses import dataclass

_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Controls, surrogates, the byte order mark and noncharacters make a feed invalid and cannot be sent; marks of
# direction turn the words around them and could make a name read as something else.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\ufffe\uffff"
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)


@dataclass(frozen=True)
class Line:
    """One line; a bold one is what the eye should find first, `link` the address it leads to."""

    text: str
    bold: bool = False
    link: str = ""

    @property
    def html(self) -> str:
        escaped = html.escape(self.text, quote=False)
        if self.link:
            escaped = f'<a href="{html.escape(self.link)}">{escaped}</a>'
        return f"<b>{escaped}</b>" if self.bold and escaped else escaped


def units(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """`text` in NFC, without control characters, runs of blanks and blanks at the ends of its lines.

    Every line break is "\\n", never more than two together. Cleaning twice changes nothing.
    """
    if _is_clean(text):
        return text
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("", _BREAK.sub("\n", text)))
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _is_clean(text: str) -> bool:
    """Whether it surely is: the common case, ten times cheaper than doing the work."""
    if not text.replace("\n", "").isprintable() or text[:1].isspace() or text[-1:].isspace():
        return False
    untidy = any(gap in text for gap in ("  ", " \n", "\n ", "\n\n\n"))
    return not untidy and unicodedata.is_normalized("NFC", text)


def visible(text: str) -> str:
    """`text` with its blanks as they are, without control characters and marks of direction."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """`clean` text on a single line: what a title may hold."""
    text = clean(text)
    return " ".join(text.split()) if "\n" in text else text


def cut(text: str, limit: int) -> str:
    """`text` on one line of at most `limit` UTF-16 units, with an ellipsis where it was cut."""
    text = one_line(text)
    if units(text) <= limit:
        return text
    while units(text) > limit - 1:
        text = text[: -max(1, (units(text) - limit + 1) // 2)]
    return text.rstrip() + "…"


def fold(text: str) -> str:
    """Lower case without accents; as long as NFC text."""
    flat = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join([letter for letter in flat if not unicodedata.combining(letter)])


def capital(text: str) -> str:
    """`text` as the beginning of a line."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """`text`, which begins a line, within a sentence."""
    return text[:1].lower() + text[1:]
