"""One change to the text of a definition. What the change does not touch stays as it was written."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.definition import as_lines
from scheduler.definition.comments import sentences
from scheduler.definition.edits import edited, moved
from scheduler.definition.parts import at, tree_of
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.tree import Mapping as MappingNode
from scheduler.definition.tree import Path, plain

_BOM = "\ufeff"


@dataclass(frozen=True)
class Rewritten:
    """The new text, and the comments it no longer has, as they were written without "#"."""

    text: str
    lost: tuple[str, ...] = ()


def write(text: str, path: Path, value: object) -> Rewritten:
    """`text` with `value` at `path`: a key or an entry that is there is changed, one behind the last is added.

    Values are those of `tree.plain`; of an entry only the keys that differ are written anew. Reading the text gives
    the same values. Raises DefinitionInvalid when `text` is no YAML.
    """
    tree = tree_of(text)
    return _rewritten(text, tree, _with(plain(tree), path, value), path)


def drop(text: str, path: Path) -> Rewritten:
    """`text` without what stands at `path`: an entry goes with the comments directly above it.

    Raises DefinitionInvalid when `text` is no YAML.
    """
    tree = tree_of(text)
    return _rewritten(text, tree, _without(plain(tree), path), path)


def move(text: str, path: Path, *, up: bool) -> Rewritten:
    """`text` with the entry at `path`, and its comments, before the one above it, or behind the one below.

    As it is where none is there. Raises DefinitionInvalid when `text` is no YAML.
    """
    tree = tree_of(text)
    values, index = plain(tree), path[-1]
    held = at(values, path[:-1])
    assert isinstance(held, list) and isinstance(index, int), "an entry of a list"
    first = index - 1 if up else index
    if not 0 <= first < len(held) - 1:
        return Rewritten(text)
    entries = [*held[:first], held[first + 1], held[first], *held[first + 2 :]]
    wanted = _with(values, path[:-1], entries)
    bare = text.removeprefix(_BOM)
    for found in moved(bare, tree, path[:-1], first):
        if _read(found)[1] == wanted:
            return Rewritten(text[: len(text) - len(bare)] + found)
    return _rewritten(text, tree, wanted, path)


def _rewritten(text: str, tree: MappingNode, wanted: object, path: Path) -> Rewritten:
    bare, values = text.removeprefix(_BOM), plain(tree)
    if values == wanted:
        return Rewritten(text)
    for found in _ways(bare, tree, wanted, path):
        new, said = _read(found)
        if new is not None and said == wanted:
            gone = Counter(sentences(bare, tree)) - Counter(sentences(found, new))
            lost = tuple(one for one in sentences(bare, tree) if _take(gone, one))
            return Rewritten(text[: len(text) - len(bare)] + found, lost)
    raise AssertionError("the last way reads back")


def _ways(text: str, tree: MappingNode, wanted: object, path: Path) -> Iterator[str]:
    """Texts that should say it, the one with the least changes first."""
    yield from edited(text, tree, plain(tree), wanted)
    assert isinstance(wanted, Mapping), "a definition has keys"
    for deep in (2, 1):  # the entry anew, its list
        there = at(wanted, path[:deep])
        if len(path) >= deep and there is not None:
            yield from edited(text, tree, plain(tree), wanted, anew=path[:deep])
    lines = [line for key, value in wanted.items() for line in as_lines.of_key(key, value, (key,))]
    yield "\n".join(lines) + "\n"
    yield json.dumps(wanted, ensure_ascii=True, indent=1)


def _read(text: str) -> tuple[MappingNode | None, object]:
    try:
        tree = tree_of(text)
    except DefinitionInvalid:
        return None, None
    return tree, plain(tree)


def _take(counted: Counter[str], one: str) -> bool:
    there = counted[one] > 0
    counted[one] -= there
    return there


def _with(values: object, path: Path, value: object) -> object:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        held = list(values) if isinstance(values, Sequence) else []
        below = held[step] if step < len(held) else None
        return [*held[:step], _with(below, rest, value), *held[step + 1 :]]
    keys = dict(values) if isinstance(values, Mapping) else {}
    return {**keys, step: _with(keys.get(step), rest, value)}


def _without(values: object, path: Path) -> object:
    step, rest = path[0], path[1:]
    if isinstance(values, Sequence) and isinstance(step, int):
        if not rest:
            return [one for index, one in enumerate(values) if index != step]
        return [_without(one, rest) if i == step else one for i, one in enumerate(values)]
    assert isinstance(values, Mapping), "what is dropped is there"
    if not rest:
        return {key: one for key, one in values.items() if key != step}
    return {key: _without(one, rest) if key == step else one for key, one in values.items()}
