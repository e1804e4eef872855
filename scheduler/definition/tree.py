"""A written file as a tree: every value with its place, and how to find things in it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scheduler.definition.blanks import clean

Path = tuple[str | int, ...]
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something stands: line and column from 1, and from which to which character of the text.

    That of a list or mapping that is not in brackets is where it begins; `end_of` tells its end.
    """

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value. `plain` means without quotes."""

    text: str
    plain: bool
    mark: Mark


@dataclass(frozen=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True)
class Mapping:
    """Keys with values, in the order of the file; keys are distinct."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key.text: place for place, (key, _value) in enumerate(self.entries)}

    def get(self, key: str) -> "Node | None":
        """The value under `key`."""
        place = self._places.get(key)
        return None if place is None else self.entries[place][1]

    def key(self, key: str) -> Scalar | None:
        """The key itself as written."""
        place = self._places.get(key)
        return None if place is None else self.entries[place][0]


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> object:
    """Dicts, lists, strings (NFC, with blanks that are seen), None, True and False."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if node.plain and node.text in _WORDS:
        return _WORDS[node.text]
    return clean(unicodedata.normalize("NFC", node.text))


def find(node: Node, path: Path) -> Mark:
    """Where the thing at `path` begins; of a missing one, where its nearest holder does."""
    for step in path:
        below = child(node, step)
        if below is None:
            break
        node = below
    return node.mark


def find_key(node: Node, path: Path) -> Mark:
    """Where the key of the last step stands; as `find` when it is no key."""
    for step in path[:-1]:
        node = child(node, step) or node
    key = node.key(str(path[-1])) if isinstance(node, Mapping) else None
    return key.mark if key is not None else find(node, path[-1:])


def child(node: Node, step: str | int) -> Node | None:
    """The part of `node` one step down; None when there is none."""
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def below(node: Node | None, path: Path) -> Node | None:
    """The part of `node` at `path`; None when there is none."""
    for step in path:
        node = child(node, step) if node else None
    return node


def is_flow(node: Node, text: str) -> bool:
    """Whether a list or mapping stands in brackets."""
    return not isinstance(node, Scalar) and text[node.mark.start : node.mark.start + 1] in (
        "[",
        "{",
    )


def end_of(node: Node, text: str) -> int:
    """Behind the last character of a node; of a block of lines, without the empty ones below it."""
    start = node.mark.start
    if isinstance(node, Scalar):
        return start + len(text[start : node.mark.end].rstrip())
    if is_flow(node, text):
        return node.mark.end
    last = node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1]
    return end_of(last, text)


def scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every written value (no keys) with its path, in the order of the file."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))
    else:
        for key, value in node.entries:
            yield from scalars(value, (*path, key.text))


def field_name(path: Path) -> str:
    """ "duties[2].due.by" """
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return name.removeprefix(".")
