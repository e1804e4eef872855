"""The parts of a definition, by which changes of several people are told apart.

"title", "directive.number", "notes"; "duties/so-ket-dot-1" for an entry, "duties/" for the order of a list;
"amendments/bao-cao-thang@2024-06" for one time that was decided anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from scheduler.definition import tree
from scheduler.definition.tree import Path, plain
from scheduler.definition.yaml import parse

LISTS = ("phases", "occasions", "milestones", "duties")
AMENDMENTS = "amendments"
_ENTRIES = (*LISTS, AMENDMENTS)
WHOLE = ""  # the text as a whole
Values = Mapping[str, object]
_SMALL = 100_000  # characters; trees of larger texts are not kept


def tree_of(text: str) -> tree.Mapping:
    """As `yaml.parse`; texts that were read lately are not read again. Raises DefinitionInvalid."""
    return _lately(text) if len(text) <= _SMALL else parse(text, name="")


@lru_cache(maxsize=16)
def _lately(text: str) -> tree.Mapping:
    return parse(text, name="")


def values_of(text: str) -> dict[str, object]:
    """What a text says, in its own keys. Raises DefinitionInvalid when it is no YAML."""
    found = plain(tree_of(text))
    assert isinstance(found, dict), "a text without keys is refused"
    return found


def parts_of(values: Values) -> dict[str, object]:
    """Every part and what it says, in the order of the text; entries without an id of their own are one part."""
    return dict(_parts(values))


def _parts(values: Values) -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        if key in _ENTRIES and (entries := _entries(value)) is not None:
            yield from ((f"{key}/{name}", entry) for name, entry in entries.items())
            if key in LISTS:
                yield f"{key}/", tuple(entries)
        elif key == "directive" and isinstance(value, Mapping) and value:
            yield from ((f"{key}.{name}", inner) for name, inner in value.items())
        else:
            yield key, value


def changed(one: Values, other: Values) -> frozenset[str]:
    """The names of parts in which two differ; lists in whose order those differ that both have."""
    before, after = parts_of(one), parts_of(other)
    names = {
        name
        for name in before.keys() | after.keys()
        if not name.endswith("/") and (name in before, before.get(name)) != (name in after, after.get(name))
    }  # fmt: skip
    orders = {
        name
        for name in (f"{part}/" for part in LISTS)
        if not in_order(before.get(name), after.get(name))
    }
    return frozenset(names | orders)


def touches(part: str, names: frozenset[str]) -> bool:
    """Whether a change of `part` meets one of those: itself, what holds it, or what it holds."""
    if part == WHOLE:
        return bool(names)
    holders = () if part.endswith("/") else (part.partition("/")[0], part.partition(".")[0])
    return any(name in (part, *holders) or name.startswith(f"{part}.") for name in names)


def in_order(one: object, other: object) -> bool:
    """Whether what two orders both have comes alike in both."""
    first, second = (names if isinstance(names, tuple) else () for names in (one, other))
    return [name for name in first if name in second] == [name for name in second if name in first]


def place(values: Values, key: str) -> Path | None:
    """Where the entry of that id stands, or the amendment of that name; None where there is none."""
    for part in _ENTRIES:
        for index, entry in enumerate(_listed(values.get(part))):
            if key and _key(entry) == key:
                return part, index
    return None


def at(values: object, path: Path) -> object:
    """What stands there; None where nothing does."""
    for step in path:
        if isinstance(values, Mapping):
            values = values.get(str(step))
        elif isinstance(values, list) and isinstance(step, int) and step < len(values):
            values = values[step]
        else:
            return None
    return values


def _entries(value: object) -> dict[str, Values] | None:
    """The entries of a list by their names; None where not each has its own."""
    listed = _listed(value)
    found = {key: one for one in listed if isinstance(one, Mapping) and (key := _key(one))}
    return found if isinstance(value, list) and len(found) == len(listed) else None


def _key(entry: object) -> str:
    """Its id; of an amendment, the duty and the time that it decides; empty without."""
    if not isinstance(entry, Mapping):
        return ""
    if entry.get("duty") and entry.get("of"):
        return f"{entry['duty']}@{entry['of']}"
    return str(entry.get("id") or "")


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
