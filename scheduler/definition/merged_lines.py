"""Two changed texts of one brought together line by line."""

from collections.abc import Iterator
from difflib import SequenceMatcher

_MOST = 5_000  # lines that are compared; of more it takes too long


def merged_lines(base: str, mine: str, theirs: str) -> str | None:
    """The text with both changes; None where both changed the same lines, or lines beside each other."""
    texts = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    if max(map(len, texts)) > _MOST:
        return None
    alike = enumerate(zip(*texts, strict=False))
    same = next((n for n, lines in alike if len(set(lines)) > 1), min(map(len, texts)))
    head = texts[0][:same]
    merged: list[str] = []
    for was, one, other in _stretches(*(lines[same:] for lines in texts)):
        if one in (was, other):
            merged += other
        elif other == was:
            merged += one
        else:
            return None
    return "".join((*head, *merged))


def _stretches(
    base: list[str], mine: list[str], theirs: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """What stands in each of the three between the lines that are in all of them, and those lines."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    at = (0, 0, 0)
    ends = [(i, in_mine[i], in_theirs[i]) for i in sorted(in_mine.keys() & in_theirs.keys())]
    for i, j, k in [*ends, (len(base), len(mine), len(theirs))]:
        yield base[at[0] : i], mine[at[1] : j], theirs[at[2] : k]
        yield base[i : i + 1], mine[j : j + 1], theirs[k : k + 1]
        at = (i + 1, j + 1, k + 1)


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {one.a + n: one.b + n for one in blocks for n in range(one.size)}
