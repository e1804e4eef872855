"""From the text of a file to composed letters, each of which remembers where in the file it stands."""

import re
import unicodedata
from array import array
from dataclasses import dataclass

# Longer texts are no directive; what lies beyond is not read (the import carries a note).
READ_AT_MOST = 200_000

_LINE_BREAKS = "\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]"
_COMPOSED = "[^\u0300-\u036f\r\n][\u0300-\u036f]{1,6}"
# Invisible marks (joiners, direction marks, byte order mark, soft hyphen), stray marks, control characters.
_DROPPED = (
    "[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f]"
)
_REPLACED = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uf02d\u00ac", "-"),
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
    **dict.fromkeys("\u201e\u201f\u00ab", "\u201c"),
    **dict.fromkeys("\u00bb", "\u201d"),
    **dict.fromkeys(
        "\u2022\u25cf\u25aa\u25ab\u25e6\u2023\u2043\uf0b7\uf0a7\uf0d8\u27a2\u2756\u25ba", "•"
    ),
    "\u00d0": "Đ",  # the Icelandic letter many scanners write for Đ
    "\u00f0": "đ",
}
_SPECIAL = re.compile(
    f"(?P<breaks>{_LINE_BREAKS})|(?P<composed>{_COMPOSED})|(?P<dropped>{_DROPPED})"
    f"|(?P<replaced>[{re.escape(''.join(_REPLACED))}])"
)


@dataclass(frozen=True)
class Letters:
    """NFC text with one line break kind; letter `i` was printed at `starts[i]:ends[i]` of the file."""

    text: str
    starts: "array[int]"
    ends: "array[int]"


def compose(raw: str) -> Letters:
    """Letters of the first `READ_AT_MOST` code points of `raw`, in order."""
    raw = raw[:READ_AT_MOST]
    parts: list[str] = []
    starts, ends = array("l"), array("l")
    done = 0
    for found in _SPECIAL.finditer(raw):
        _plain(raw, done, found.start(), parts=parts, starts=starts, ends=ends)
        piece = _rendered(found)
        parts.append(piece)
        starts.extend([found.start()] * len(piece))
        ends.extend([found.end()] * len(piece))
        done = found.end()
    _plain(raw, done, len(raw), parts=parts, starts=starts, ends=ends)
    return Letters("".join(parts), starts, ends)


def _plain(
    raw: str, start: int, end: int, *, parts: list[str], starts: "array[int]", ends: "array[int]"
) -> None:
    parts.append(raw[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def _rendered(found: "re.Match[str]") -> str:
    if found["breaks"]:
        return "\n"
    if found["dropped"]:
        return ""
    if found["composed"]:
        return unicodedata.normalize("NFC", found[0])
    return _REPLACED[found[0]]
