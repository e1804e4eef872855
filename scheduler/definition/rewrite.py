"""One change to the text of a definition. What the change does not touch stays as it was written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.definition.parts import at
from scheduler.definition.tree import Path, plain
from scheduler.definition.yaml import parse


@dataclass(frozen=True)
class Rewritten:
    """The new text, and the comments it no longer has, as they were written without "#"."""

    text: str
    lost: tuple[str, ...] = ()


def write(text: str, path: Path, value: object) -> Rewritten:
    """`text` with `value` at `path`: a key or an entry that is there is changed, one behind the last is added.

    Values are those of `tree.plain`. Raises DefinitionInvalid when `text` is no YAML.
    """
    return _whole(text, _with(plain(parse(text, name="")), path, value))


def drop(text: str, path: Path) -> Rewritten:
    """`text` without what stands at `path`. Raises DefinitionInvalid when `text` is no YAML."""
    return _whole(text, _without(plain(parse(text, name="")), path))


def move(text: str, path: Path, *, up: bool) -> Rewritten:
    """`text` with the entry at `path` before the one above it, or behind the one below; as it is where none is."""
    values = plain(parse(text, name=""))
    held, index = at(values, path[:-1]), path[-1]
    assert isinstance(held, list) and isinstance(index, int), "an entry of a list"
    entries = list(held)
    other = index - 1 if up else index + 1
    if not 0 <= other < len(entries):
        return Rewritten(text)
    entries[index], entries[other] = entries[other], entries[index]
    return _whole(text, _with(values, path[:-1], entries))


def _whole(text: str, values: object) -> Rewritten:
    return Rewritten(json.dumps(values, ensure_ascii=False, indent=1))


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
