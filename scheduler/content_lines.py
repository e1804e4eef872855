"""Content lines of RFC 5545 section 3.1: what may stand in one, how text is escaped, where a line may be folded."""

import re
import unicodedata

OCTETS = 75
BLANKS = b" \t"

_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Controls, surrogates, the byte order mark and noncharacters make a feed invalid; direction marks let a
# title turn the words around it.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
    "|["
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)


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


def one_line(text: str) -> str:
    """`clean` text on a single line: what a title may hold."""
    text = clean(text)
    return " ".join(text.split()) if "\n" in text else text


def escape(text: str) -> str:
    """`text` as a TEXT value (RFC 5545 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def fold(line: str) -> bytes:
    """`line` in UTF-8 with its CRLF, in pieces of at most 75 octets (RFC 5545 3.1).

    Never folded inside a character, nor between a backslash and its letter (one large client then drops the
    event), nor behind a blank where another place is near (one parser strips it). The line must not be empty
    nor hold a line break.
    """
    octets = line.encode()
    if len(octets) <= OCTETS:
        return octets + b"\r\n"
    pieces, start, room = [], 0, OCTETS
    while len(octets) - start > room:
        end = _cut(octets, start, start + room)
        pieces.append(octets[start:end])
        start, room = end, OCTETS - 1
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def _cut(octets: bytes, start: int, end: int) -> int:
    """The last place in `octets` from `start` to `end` where a fold does no harm."""
    best = end
    while best > start and not _may_cut(octets, start, best):
        best -= 1
    if best > start:
        return best
    while (
        octets[end] & 0xC0 == 0x80
    ):  # nothing but blanks and backslashes: at least keep characters whole
        end -= 1
    return end


def _may_cut(octets: bytes, start: int, at: int) -> bool:
    if octets[at] & 0xC0 == 0x80 or octets[at - 1] in BLANKS:
        return False
    before = octets[start:at]
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 0
