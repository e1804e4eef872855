"""What a roll into another year left for a person: its comments in the text, each with the part it stands at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.definition.comments import comments
from scheduler.definition.parts import LISTS
from scheduler.definition.tree import Mapping, Scalar, Sequence
from scheduler.definition.yaml import parse

_ASKS = re.compile(
    r"^(?:điền theo|xác nhận|đề nghị đối chiếu|theo sự kiện|đã bỏ|năm \d{4} không có|phong trào \d{4})"
    r"|: xem lại$"
)
_AMENDED = re.compile(r"^đã bỏ điều chỉnh của năm \d{4}: (?P<duty>\S+), lần ")
_SEVERAL = re.compile(r";\s+|\s+#\s+")


@dataclass(frozen=True)
class Ask:
    """One thing to look at: in which part (`definition.parts`), on which line from 1, and what the roll says of it."""

    part: str
    line: int
    told: str


def asks(text: str) -> list[Ask]:
    """Those still in the text, in its order: whoever has looked deletes the comment. Raises DefinitionInvalid."""
    tree = parse(text, name="")
    starts = sorted(_starts(tree))
    found = []
    for place in comments(text, tree):
        line = text.count("\n", 0, place.start()) + 1
        parts = [part for first, part in starts if first <= line]
        for told in _SEVERAL.split(place[0].lstrip("# ")):
            if _ASKS.search(told):
                amended = _AMENDED.match(told)  # which stands where the list of them stood
                part = f"duties/{amended['duty']}" if amended else parts[-1] if parts else ""
                found.append(Ask(part, line, told))
    return found


def _starts(tree: Mapping) -> Iterator[tuple[int, str]]:
    """On which line each part begins."""
    for key, value in tree.entries:
        yield key.mark.line, key.text
        if key.text in LISTS and isinstance(value, Sequence):
            for entry in value.items:
                named = entry.get("id") if isinstance(entry, Mapping) else None
                if isinstance(named, Scalar):
                    yield entry.mark.line, f"{key.text}/{named.text}"
        elif key.text == "directive" and isinstance(value, Mapping):
            yield from ((inner.mark.line, f"directive.{inner.text}") for inner, _v in value.entries)
