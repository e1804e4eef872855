"""How close an answer comes to a gold file: counts of right, wrong and missed findings.

A finding is right when its dates (and its kind, for a deadline) are those of a gold one or of an accepted reading;
findings marked optional neither earn nor cost; every gold finding is met once.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
FIELDS = ("number", "type", "issuer", "issue_date", "year", "theme")
LISTS = ("phases", "peaks", "anniversaries", "deadlines")


@dataclass
class Count:
    """Right, wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Count") -> None:
        """Sum both."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1.0 when there was nothing to find."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def score(gold: Item, answer: Item) -> Count:
    """The whole document."""
    total = _header(gold["header"], answer["header"])
    for name in LISTS:
        total.add(_list(gold, answer, name))
    return total


def plain(value: object) -> str | None:
    """Letters and digits only, small, without the place of the tone mark in oa, oe, uy."""
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).casefold().replace("ubnd", "ủy ban nhân dân")
    text = re.sub(
        "[oòóỏõọu](?=[aàáảãạeèéẻẽẹyỳýỷỹỵ])|(?<=[oòóỏõọuùúủũụ])[aàáảãạeèéẻẽẹyỳýỷỹỵ]", _untoned, text
    )
    return " ".join(re.findall(r"\w+", text))


def _untoned(found: "re.Match[str]") -> str:
    return unicodedata.normalize("NFD", found[0])[0]


def _number(value: object) -> str | None:
    return None if value is None else re.sub(r"\s", "", str(value)).upper()


def _header(gold: Item, answer: Item) -> Count:
    count = Count()
    for name in FIELDS:
        norm = _number if name == "number" else plain
        wanted = gold.get(name) or {"value": None}
        right, given = norm(wanted["value"]), norm(answer[name]["value"])
        accepted = [norm(other) for other in wanted.get("accept") or []]
        if given == right or (given in accepted):
            count.right += right is not None
            continue
        count.wrong += given is not None
        count.missed += right is not None
    return count


def _due(value: object) -> object:
    if isinstance(value, Mapping):
        first, last = value.get("from"), value.get("to")
        return first if first == last else (first, last)
    return value


def _readings(gold: Item, name: str) -> list[object]:
    return [
        _due(gold.get(name)),
        *[_due(other) for other in (gold.get("accept") or {}).get(name, [])],
    ]


def _same_span(gold: Item, given: Item) -> bool:
    dates = given["start"] in _readings(gold, "start") and given["end"] in _readings(gold, "end")
    undated = given["start"] is None and given["end"] is None
    if dates and undated and None not in (gold.get("ordinal"), given.get("ordinal")):
        return bool(gold["ordinal"] == given["ordinal"])
    return dates


def _same_anniversary(gold: Item, given: Item) -> bool:
    names = ("historical_date", "commemorated_date")
    if any(given[name] not in _readings(gold, name) for name in names):
        return False
    if given[names[0]] or given[names[1]]:
        return True
    if gold.get("ordinal") is not None:
        return bool(gold["ordinal"] == given["ordinal"])
    one, other = set((plain(gold["name"]) or "").split()), set((plain(given["name"]) or "").split())
    return 2 * len(one & other) >= min(len(one), len(other)) > 0


def _same_deadline(gold: Item, given: Item) -> bool:
    dues = _readings(gold, "due") + [_due(other) for other in gold.get("expand", [])]
    return given["kind"] in _readings(gold, "kind") and _due(given["due"]) in dues


_SAME: dict[str, Callable[[Item, Item], bool]] = {
    "phases": _same_span,
    "peaks": _same_span,
    "anniversaries": _same_anniversary,
    "deadlines": _same_deadline,
}


def _list(gold: Item, answer: Item, name: str) -> Count:
    same = _SAME[name]
    wanted = [one for one in gold[name] if not one.get("optional")]
    free = [one for one in gold[name] if one.get("optional")]
    met = _matched(wanted, answer[name], same)
    count = Count(right=len(met), missed=len(wanted) - len(met))
    used = set(met.values())
    for index, given in enumerate(answer[name]):
        again = (
            name == "deadlines"
            and given["due"]
            and any(given["due"] in one.get("expand", []) for one in wanted)
        )
        count.wrong += index not in used and not again and not any(same(one, given) for one in free)
    return count


def _matched(
    wanted: Sequence[Item], given: Sequence[Item], same: Callable[[Item, Item], bool]
) -> dict[int, int]:
    """Largest pairing, by augmenting paths: index of gold -> index of answer."""
    owner: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        for number, one in enumerate(wanted):
            if number in tried or not same(one, given[index]):
                continue
            tried.add(number)
            if number not in owner or place(owner[number], tried):
                owner[number] = index
                return True
        return False

    for index in range(len(given)):
        place(index, set())
    return owner
