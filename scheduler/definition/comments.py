"""The comments of a text: what stands behind "#" and belongs to no value."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from scheduler.definition.tree import Mapping, Node, Scalar

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)


def comments(text: str, tree: Mapping) -> Iterator[re.Match[str]]:
    """Each one from its "#" to the end of its line, in the order of the text."""
    if "#" not in text:
        return
    taken = sorted(span for span in _spans(tree, text) if "#" in text[span[0] : span[1]])
    for found in _COMMENT.finditer(text):
        before = bisect_right(taken, (found.start(), len(text))) - 1
        if before < 0 or taken[before][1] <= found.start():
            yield found


def sentences(text: str, tree: Mapping) -> list[str]:
    """What they say, without "#"."""
    return [found[0].lstrip("# \t").rstrip() for found in comments(text, tree)]


def _spans(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """From where to where each value and key is written."""
    if isinstance(node, Scalar):
        start, end = node.mark.start, node.mark.end
        if text[start:end][:1] in ("|", ">"):  # a comment may stand behind the sign
            start += len(text[start:end].partition("\n")[0])
        yield start, end
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.mark.start, key.mark.end
            yield from _spans(value, text)
    else:
        for item in node.items:
            yield from _spans(item, text)
