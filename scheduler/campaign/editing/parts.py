"""Which part of a definition in the making a problem is about, and which others name it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.campaign.drafting.items import Item
from scheduler.campaign.drafting.written import PARTS
from scheduler.campaign.editing import heading, planned
from scheduler.campaign.editing.working import Working
from scheduler.definition.parts import LISTS
from scheduler.definition.problems import Problem
from scheduler.installation import Installation

_PLACE = re.compile(r"(?P<part>\w+)\[(?P<index>\d+)\](?:\.(?P<key>.+))?")
_NAMED_NOWHERE = ("title", "origin", "form", "channel")  # keys whose words name no other part


@dataclass(frozen=True)
class Sorted:
    """Problems by the part they stand at: of entries by id, of the head by field, the rest by no part.

    Each is a pair of the key within the part (as "due.by", "" for all of it) and the problem.
    """

    entries: Mapping[str, list[tuple[str, Problem]]] = field(default_factory=dict)
    head: Mapping[str, list[Problem]] = field(default_factory=dict)
    others: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        entries = sum(len(told) for told in self.entries.values())
        return entries + sum(len(told) for told in self.head.values()) + len(self.others)


def sort(working: Working, problems: Iterable[Problem]) -> Sorted:
    """Those problems by part; of an entry without an id they are of no part."""
    entries: dict[str, list[tuple[str, Problem]]] = {}
    head: dict[str, list[Problem]] = {}
    others: list[Problem] = []
    for one in problems:
        place = _PLACE.match(one.field)
        key = _id_at(working, place["part"], int(place["index"])) if place else ""
        if place and key:
            entries.setdefault(key, []).append((place["key"] or "", one))
        elif heading.holds(one.field):
            head.setdefault(one.field, []).append(one)
        else:
            others.append(one)
    return Sorted(entries, head, tuple(others))


def problems_of(installation: Installation, working: Working) -> Sorted:
    """What stands in the way of planning it, by part; empty where nothing does."""
    return sort(working, planned.plan(installation, working).problems)


def named_by(working: Working, key: str) -> tuple[Item, ...]:
    """The entries that count from the one of that id, or hold it, in the order of the definition."""
    entries = (one for one in working.view.items if one.kind in PARTS and one.key != key)
    return tuple(one for one in entries if key in _names(one.values))


def neighbours(working: Working, key: str) -> tuple[bool, bool]:
    """Whether one of its list stands above the entry of that id, and one below."""
    found = working.entry(key)
    if found is None:
        return False, False
    part, index = found[0]
    listed = working.values.get(str(part))
    count = len(listed) if isinstance(listed, list) else 0
    return int(index) > 0, int(index) < count - 1


def _id_at(working: Working, part: str, index: int) -> str:
    listed = working.values.get(part) if part in LISTS else None
    entry = listed[index] if isinstance(listed, list) and index < len(listed) else None
    return str(entry.get("id") or "") if isinstance(entry, Mapping) else ""


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key not in _NAMED_NOWHERE:
                yield from _names(one)
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
