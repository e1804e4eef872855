"""Content lines of RFC 5545 section 3.1: how text is escaped, where a line may be folded."""

OCTETS = 75
BLANKS = b" \t"


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
