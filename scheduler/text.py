"""Text for people: lines of which some are bold, and what may stand in one."""

import html
import re
import unicodedata
from dataclasses import dataclass

# Marks that turn the direction of text and could make a name read as something else; and control characters.
_UNWANTED = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)
_BLANKS = re.compile(r"\s+")


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


def clean(value: str, limit: int) -> str:
    """`value` as one line in NFC, at most `limit` UTF-16 units, an ellipsis where it was cut."""
    value = value.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent
    value = unicodedata.normalize("NFC", _BLANKS.sub(" ", _UNWANTED.sub(" ", value)).strip())
    if units(value) <= limit:
        return value
    while units(value) > limit - 1:
        value = value[: -max(1, (units(value) - limit + 1) // 2)]
    return value.rstrip() + "…"
