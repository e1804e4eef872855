"""The heading of an office letter: the line that only names what kind of paper it is."""

import re
from dataclasses import dataclass

from scheduler.directives.head.document_types import HEADINGS, PLAIN_TYPES
from scheduler.text import fold

_HEADLINE = 8  # lines between the headline of a page and the letterhead below it
# Matched on folded text: scanners lose accents.
MOTTO = re.compile(r"\s*(?:cong hoa xa hoi chu ngh|doc lap\s?-?\s?tu do|dang cong san viet nam$)")
# The stamp of the office that received or sent a letter.
_STAMP = re.compile(r"(?:cong van|van ban) (?:den|di)\b|den\b")
_FOLDED = [(fold(heading), heading) for heading in HEADINGS]


@dataclass(frozen=True)
class HeadPart:
    """A piece of the head: value and its place in the view."""

    value: str
    start: int
    end: int


def heading_in(lines: list[HeadPart]) -> tuple[int, HeadPart] | None:
    """The line that only names the kind of document, in capitals; one over the motto is the headline of a page."""
    found = _heading_from(lines, 0)
    if found is None or any(MOTTO.match(fold(one.value)) for one in lines[: found[0]]):
        return found
    following = lines[found[0] + 1 : found[0] + 1 + _HEADLINE]
    if not any(MOTTO.match(fold(one.value)) for one in following):
        return found
    own = _heading_from(lines, found[0] + 1)
    return own if own and own[0] <= found[0] + 2 * _HEADLINE else found


def _heading_from(lines: list[HeadPart], first: int) -> tuple[int, HeadPart] | None:
    greeting = greeting_in(lines)
    for index, line in enumerate(lines):
        text = line.value.strip(' *#"“”')
        if index < first:
            continue
        if greeting is not None and index > greeting and subject_in(lines[: greeting + 3]):
            return None  # what follows a greeting under “V/v” is an annex or a stamp
        if len(text) > 240 or not _shouts(text) or _STAMP.match(fold(text)):
            continue
        kind = _kind_at_start(fold(text), whole=len(text) < 45)
        if kind:
            return index, HeadPart(PLAIN_TYPES.get(kind, kind), line.start, line.end)
    return None


def _shouts(text: str) -> bool:
    letters = [letter for letter in text[:40] if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters[:6]) >= min(4, len(letters))


def _kind_at_start(folded: str, *, whole: bool) -> str | None:
    squeezed = folded.replace(" ", "")
    for flat, heading in _FOLDED:
        if folded.startswith(flat) and (
            len(folded) == len(flat) or not folded[len(flat)].isalnum()
        ):
            return heading
        if whole and squeezed == flat.replace(" ", ""):
            return heading
    return None


def greeting_in(lines: list[HeadPart]) -> int | None:
    """The number of the line “Kính gửi: …”; None without one."""
    return next(
        (index for index, line in enumerate(lines) if line.value.lower().startswith("kính gửi")),
        None,
    )


def subject_in(lines: list[HeadPart]) -> HeadPart | None:
    """“V/v …” of an official letter."""
    for line in lines:
        found = re.search(r"\b[Vv]\s?/\s?[Vv]:?\s(.{5,300})", line.value) or re.match(
            r"[“(]?([Vv]ề việc .{5,300})", line.value
        )
        if found:
            return HeadPart(found[1], line.start + found.start(1), line.start + found.end(1))
    return None
