"""Two people's changes of one text brought together, part by part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.definition import rewrite
from scheduler.definition.comments import sentences
from scheduler.definition.merged_lines import merged_lines
from scheduler.definition.parts import (
    LISTS,
    WHOLE,
    Values,
    at,
    changed,
    in_order,
    parts_of,
    place,
    touches,
    tree_of,
    values_of,
)
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.tree import Path

_ORDERS = tuple(f"{part}/" for part in LISTS)


@dataclass(frozen=True)
class Disputed:
    """A part that both changed, each otherwise: what it was, and what it is; None where it is not there.

    Of WHOLE: the texts.
    """

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

    Comments are mine in the parts that I changed, and theirs elsewhere; where one of mine would be lost it is a
    Conflict about WHOLE. Raises DefinitionInvalid when one is no YAML.
    """
    three = _Three.of(base, mine, theirs)
    if disputed := three.disputed:
        return Conflict(disputed)
    merged = merged_lines(base, mine, theirs)
    if merged is not None and three.is_joined(merged):
        return merged
    text = three.joined(theirs, mine)
    if not three.is_joined(text) or not _has_comments(text, base=base, mine=mine):
        return Conflict((Disputed(WHOLE, base, mine, theirs),))
    return text


def overwrite(base: str, mine: str, theirs: str) -> str:
    """`theirs` with what `mine` changed of `base`, also where both changed the same.

    `mine` where that cannot be done. Raises DefinitionInvalid when one is no YAML.
    """
    three = _Three.of(base, mine, theirs)
    text = three.joined(theirs, mine)
    kept = three.is_joined(text) and _has_comments(text, base=base, mine=mine)
    return text if kept else mine


@dataclass(frozen=True)
class _Three:
    """What each of three texts says, and which parts mine and theirs changed."""

    was: Values
    want: Values
    stand: Values
    ours: frozenset[str]
    others: frozenset[str]

    @classmethod
    def of(cls, base: str, mine: str, theirs: str) -> "_Three":
        then, wanted, now = values_of(base), values_of(mine), values_of(theirs)
        was, want, stand = (parts_of(one) for one in (then, wanted, now))
        return cls(was, want, stand, changed(then, wanted), changed(then, now))

    @property
    def disputed(self) -> tuple[Disputed, ...]:
        return tuple(
            Disputed(part, self.was.get(part), self.want.get(part), self.stand.get(part))
            for part in {**self.was, **self.want, **self.stand}
            if part in self.ours and touches(part, self.others) and not self._agree(part)
        )

    def _agree(self, part: str) -> bool:
        want, stand = self.want.get(part), self.stand.get(part)
        return in_order(want, stand) if part.endswith("/") else want == stand

    def is_joined(self, text: str) -> bool:
        """Whether it says what I want where I changed something, and else what stands."""
        try:
            found = parts_of(values_of(text))
        except DefinitionInvalid:
            return False
        names = {*self.want, *self.stand, *found}
        for name in (one for one in names if not one.endswith("/")):
            side = self.want if name in self.ours else self.stand
            if (name in side, side.get(name)) != (name in found, found.get(name)):
                return False
        sides = ((name, self.want if name in self.ours else self.stand) for name in _ORDERS)
        return all(in_order(side.get(name), found.get(name)) for name, side in sides)

    def joined(self, text: str, mine: str) -> str:
        """`text`, which is theirs, with my parts."""
        for part in (one for one in {**self.was, **self.want} if one in self.ours):
            if not part.endswith("/"):
                text = _with(text, part, mine, is_there=part in self.want)
        for part in (one for one in _ORDERS if one in self.ours):
            text = _ordered(text, part.removesuffix("/"), self.want[part])
        return text


def _with(text: str, part: str, mine: str, *, is_there: bool) -> str:
    """That part as it is in `mine`; left out where it is not there."""
    now, wanted = values_of(text), values_of(mine)
    listed, slash, key = part.partition("/")
    path: Path = tuple(part.split("."))
    its = path
    if slash:
        held = at(now, (listed,))
        path = place(now, key) or (listed, len(held) if isinstance(held, list) else 0)
        its = place(wanted, key) or path
    if is_there:
        done = rewrite.write(text, path, at(wanted, its)).text
        return rewrite.graft(done, path, mine, its)
    held = at(now, path[:-1])
    gone = path[-1] not in held if isinstance(held, dict) else at(now, path) is None
    return text if gone else rewrite.drop(text, path).text


def _ordered(text: str, part: str, wanted: object) -> str:
    """The entries of a list in the order in which I have them; others stay where they are among them."""
    assert isinstance(wanted, tuple), "made so"
    ranks = {name: rank for rank, name in enumerate(wanted)}
    while True:
        held = parts_of(values_of(text)).get(f"{part}/", ())
        assert isinstance(held, tuple), "made so"
        wrong = next(
            (i for i, one in enumerate(held) if _is_early(one, held[i + 1 :], ranks)), None
        )
        if wrong is None:
            return text
        text = rewrite.move(text, (part, wrong), up=False).text


def _is_early(one: str, behind: Sequence[str], ranks: Mapping[str, int]) -> bool:
    """Whether the next that I have too belongs before it."""
    other = next((name for name in behind if name in ranks), None)
    return one in ranks and other is not None and ranks[other] < ranks[one]


def _has_comments(text: str, *, base: str, mine: str) -> bool:
    """Whether all comments are there that I wrote."""
    was, now, there = (Counter(sentences(one, tree_of(one))) for one in (base, mine, text))
    return not now - was - there
