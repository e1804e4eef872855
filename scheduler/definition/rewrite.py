"""One change to the text of a definition. What the change does not touch stays as it was written."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.definition import as_lines, tree
from scheduler.definition.comments import sentences
from scheduler.definition.edits import Edit, Editor
from scheduler.definition.layout import NoPlace
from scheduler.definition.parts import at, tree_of
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.tree import Node, Path, plain

_BOM = "\ufeff"


@dataclass(frozen=True)
class Rewritten:
    """The new text, and the comments it no longer has, as they were written without "#"."""

    text: str
    lost: tuple[str, ...] = ()


def write(text: str, path: Path, value: object) -> Rewritten:
    """`text` with `value` at `path`: a key or an entry that is there is changed, one behind the last is added.

    Values are those of `tree.plain`, or numbers, which it reads as their digits; of an entry only the keys that differ
    are written anew. Reading the text gives the same values. Raises DefinitionInvalid when `text` is no YAML.
    """
    root = tree_of(text)
    return _rewritten(text, root, _with(plain(root), path, _as_read(value)), path)


def drop(text: str, path: Path) -> Rewritten:
    """`text` without what stands at `path`: an entry goes with the comments directly above it.

    Raises DefinitionInvalid when `text` is no YAML.
    """
    root = tree_of(text)
    return _rewritten(text, root, _without(plain(root), path), path)


def move(text: str, path: Path, *, up: bool) -> Rewritten:
    """`text` with the entry at `path`, and its comments, before the one above it, or behind the one below.

    As it is where none is there. Raises DefinitionInvalid when `text` is no YAML.
    """
    root = tree_of(text)
    values, index = plain(root), path[-1]
    held = at(values, path[:-1])
    assert isinstance(held, list) and isinstance(index, int), "an entry of a list"
    first = index - 1 if up else index
    if not 0 <= first < len(held) - 1:
        return Rewritten(text)
    entries = [*held[:first], held[first + 1], held[first], *held[first + 2 :]]
    wanted = _with(values, path[:-1], entries)
    bare = text.removeprefix(_BOM)
    for found in _moved(bare, root, path[:-1], first):
        if _read(found)[1] == wanted:
            return Rewritten(text[: len(text) - len(bare)] + found)
    return _rewritten(text, root, wanted, path)


def graft(text: str, path: Path, scion: str, its: Path) -> str:
    """`text` with what stands at `path` as it is written at `its` in another text that says the same there.

    As it is where the layouts do not allow it. Raises DefinitionInvalid when either is no YAML.
    """
    bare, other = text.removeprefix(_BOM), scion.removeprefix(_BOM)
    found = _grafted(bare, tree_of(bare), path, other, tree_of(other), its)
    same = _read(found)[1] == plain(tree_of(bare))
    return text[: len(text) - len(bare)] + found if same else text


def _rewritten(text: str, root: tree.Mapping, wanted: object, path: Path) -> Rewritten:
    bare, values = text.removeprefix(_BOM), plain(root)
    if values == wanted:
        return Rewritten(text)
    for found in _ways(bare, root, wanted, path):
        new, said = _read(found)
        if new is not None and said == wanted:
            gone = Counter(sentences(bare, root)) - Counter(sentences(found, new))
            lost = tuple(one for one in sentences(bare, root) if _take(gone, one))
            return Rewritten(text[: len(text) - len(bare)] + found, lost)
    raise AssertionError("the last way reads back")


def _ways(text: str, root: tree.Mapping, wanted: object, path: Path) -> Iterator[str]:
    """Texts that should say it, the one with the least changes first."""
    yield from _edited(text, root, plain(root), wanted)
    assert isinstance(wanted, Mapping), "a definition has keys"
    for deep in (2, 1):  # the entry anew, its list
        there = at(wanted, path[:deep])
        if len(path) >= deep and there is not None:
            yield from _edited(text, root, plain(root), wanted, anew=path[:deep])
    lines = [line for key, value in wanted.items() for line in as_lines.of_key(key, value, (key,))]
    yield "\n".join(lines) + "\n"
    yield json.dumps(wanted, ensure_ascii=True, indent=1)


def _read(text: str) -> tuple[tree.Mapping | None, object]:
    try:
        root = tree_of(text)
    except DefinitionInvalid:
        return None, None
    return root, plain(root)


def _take(counted: Counter[str], one: str) -> bool:
    there = counted[one] > 0
    counted[one] -= there
    return there


def _as_read(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _as_read(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_read(one) for one in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


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


def _edited(
    text: str, node: Node, old: object, new: object, *, anew: Path | None = None
) -> Iterator[str]:
    """`text` with the least edits; nothing where there is no way. What stands at `anew` is written as if new."""
    editor = _editor(text, anew)
    try:
        if editor.change(node, old, new, ()):
            yield editor.applied()
    except NoPlace:
        return


def _moved(text: str, root: Node, path: Path, first: int) -> Iterator[str]:
    """`text` with two neighbours of the list at `path` in each other's place, comments and all."""
    node = tree.below(root, path)
    if not isinstance(node, tree.Sequence):
        return
    editor = _editor(text)
    try:
        editor.swap(node, first)
    except NoPlace:
        return
    yield editor.applied()


def _grafted(text: str, root: Node, path: Path, scion: str, its_root: Node, its: Path) -> str:
    """`text` with what stands at `path` as the lines of another text have it at `its`, comments and all.

    As it is where either stands otherwise than on lines of its own, equally deep.
    """
    editor, other = _editor(text), _editor(scion)
    try:
        here, there = editor.lines_at(root, path), other.lines_at(its_root, its)
    except NoPlace:
        return text
    if here[2] != there[2]:
        return text
    lines = scion[there[0] : there[1]].splitlines()
    said = "".join(f"{line}{editor.newline}" for line in lines)
    editor.edits.append(Edit(here[0], here[1], said))
    return editor.applied()


def _editor(text: str, anew: Path | None = None) -> Editor:
    return Editor(text, "\r\n" if "\r\n" in text else "\n", anew)
