"""Blanks nobody sees: those a word processor or a web page leaves in a text somebody pastes.

Between the words of a value they are read as the blanks they look like. Where YAML counts on real blanks they
would change what is read, and are named with their place.
"""

import re
import unicodedata
from collections.abc import Iterator

from scheduler.definition.problems import Problem
from scheduler.language import _

LONGEST = 480  # of a line we write; one of 500 is read

_WIDE = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # look like a blank
_NOTHING = "\xad\u180e\u200b\u2060\ufeff"  # look like nothing at all
_BREAKS = "\x0b\x0c\x85\u2028\u2029"  # YAML breaks the line there, an editor does not
_ODD = f"[{_WIDE}{_NOTHING}]"

_ANY = re.compile(f"[{_WIDE}{_NOTHING}{_BREAKS}]")
_HARMFUL = re.compile(
    rf"^[ ]*(?:-[ ]+)*(?:-|[\w.\"'-]+:)?(?P<there>{_ODD})|(?P<breaks>[{_BREAKS}])", re.MULTILINE
)
_AS_BLANK = re.compile(f"[{_WIDE}]")
_AS_NOTHING = re.compile(f"[{_NOTHING}]")
_NAMES = {
    "\xa0": "NBSP, U+00A0",
    "\u200b": "zero width space, U+200B",
    "\u3000": "ideographic space, U+3000",
    "\ufeff": "BOM, U+FEFF",
}


def clean(text: str) -> str:
    """`text` with ordinary blanks, and none at its ends that nobody sees."""
    if not _ANY.search(text):
        return text
    return _AS_NOTHING.sub("", _AS_BLANK.sub(" ", text)).strip(" ")


def as_line(text: object) -> str:
    """What somebody wrote as one line that a definition takes, cut behind LONGEST code points; never empty."""
    seen = clean(unicodedata.normalize("NFC", str(text)))
    return " ".join(seen.split())[:LONGEST].strip() or "…"


def odd_blank(text: str) -> str:
    """The first such blank of `text`, or nothing."""
    found = _ANY.search(text)
    return found[0] if found else ""


def blank_reason(blank: str) -> str:
    """What it is and what to do."""
    name = _NAMES.get(blank, f"U+{ord(blank):04X}")
    return _(
        "Có dấu cách không nhìn thấy ({name}), thường do chép từ Word hay trang web: đề nghị xóa rồi gõ lại "
        "dấu cách thường."
    ).format(name=name)


def problems(text: str, name: str) -> Iterator[Problem]:
    """Those that change what is read: where a line begins, behind a “-” or a name, or breaking a line."""
    if not _ANY.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        found = _HARMFUL.search(line)
        if found and not line.lstrip().startswith("#"):
            blank = found["there"] or found["breaks"]
            yield Problem(name, number, found.end(), "", blank_reason(blank))
