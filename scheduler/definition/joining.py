"""Two people's changes of one text brought together, part by part."""

from dataclasses import dataclass

from scheduler.definition import rewrite
from scheduler.definition.parts import at, changed, parts_of, place, touches, values_of
from scheduler.definition.tree import Path


@dataclass(frozen=True)
class Disputed:
    """A part that both changed, each otherwise: what it was, and what it is; None where it is not there."""

    part: str  # as `parts` names them
    base: object
    mine: object
    theirs: object


@dataclass(frozen=True)
class Conflict:
    """What both changed, in the order of the text."""

    parts: tuple[Disputed, ...]


def join(base: str, mine: str, theirs: str) -> str | Conflict:
    """`theirs` with what `mine` changed of `base`, by part; a Conflict where both changed the same otherwise.

    Comments are theirs outside the parts that are mine. Raises DefinitionInvalid when one is no YAML.
    """
    then, wanted, now = values_of(base), values_of(mine), values_of(theirs)
    ours, others = changed(then, wanted), changed(then, now)
    was, want, stand = parts_of(then), parts_of(wanted), parts_of(now)
    disputed = [
        Disputed(part, was.get(part), want.get(part), stand.get(part))
        for part in {**was, **want, **stand}
        if part in ours and touches(part, others) and want.get(part) != stand.get(part)
    ]
    if disputed:
        return Conflict(tuple(disputed))
    text = theirs
    for part in (one for one in {**was, **want} if one in ours):
        text = _with(text, part, want.get(part))
    return text


def _with(text: str, part: str, value: object) -> str:
    values = values_of(text)
    listed, slash, key = part.partition("/")
    path: Path = tuple(part.split("."))
    if slash:
        held = at(values, (listed,))
        path = place(values, key) or (listed, len(held) if isinstance(held, list) else 0)
    if value is not None:
        return rewrite.write(text, path, value).text
    return rewrite.drop(text, path).text if at(values, path) is not None else text
