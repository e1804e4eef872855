"""A list or mapping in brackets that comes to say something else: what stays in it stays as it was written."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scheduler.definition import as_lines, tree
from scheduler.definition.opcodes import opcodes
from scheduler.definition.tree import Node, end_of


class _Piece(NamedTuple):
    """One of those in the brackets: as it is to be, and which it was (None: a new one)."""

    said: str
    was: int | None


def in_brackets(text: str, node: Node, old: object, new: object) -> str:
    """What stands in place of `node`, which says `old`, so that it says `new`."""
    start, end = node.mark.start, end_of(node, text)
    if old is new or old == new:
        return text[start:end]
    if isinstance(node, tree.Mapping) and isinstance(new, Mapping) and new and node.entries:
        assert isinstance(old, Mapping), "what the node says"
        return _joined(text, node, _spans(text, node), list(_of_mapping(text, node, old, new)))
    if isinstance(node, tree.Sequence) and isinstance(new, list) and new and node.items:
        assert isinstance(old, list), "what the node says"
        return _joined(text, node, _spans(text, node), list(_of_list(text, node, old, new)))
    return as_lines.in_style(new, text[start:end], brackets=True)


def _of_mapping(
    text: str, node: tree.Mapping, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[_Piece]:
    for place, (key, value) in enumerate(node.entries):
        if key.text in new:
            between = text[key.mark.end : value.mark.start]
            said = in_brackets(text, value, old[key.text], new[key.text])
            between = between if ":" in between else ": "
            blank = " " if between.endswith(":") and said else ""
            yield _Piece(text[key.mark.start : key.mark.end] + between + blank + said, place)
    for name in new:
        if name not in old:
            yield _Piece(f"{as_lines.name(name)}: {as_lines.one_line(new[name])}", None)


def _of_list(
    text: str, node: tree.Sequence, old: list[object], new: list[object]
) -> Iterator[_Piece]:
    for tag, a, b, c, d in opcodes(old, new):
        if tag in ("equal", "replace"):
            for place, value in zip(range(a, b), new[c:d], strict=True):
                yield _Piece(in_brackets(text, node.items[place], old[place], value), place)
        elif tag == "insert":
            yield from (_Piece(as_lines.one_line(one), None) for one in new[c:d])


def _spans(text: str, node: tree.Mapping | tree.Sequence) -> list[tuple[int, int]]:
    if isinstance(node, tree.Mapping):
        return [
            (key.mark.start, max(key.mark.end, end_of(value, text))) for key, value in node.entries
        ]
    return [(item.mark.start, end_of(item, text)) for item in node.items]


def _joined(text: str, node: Node, spans: list[tuple[int, int]], pieces: list[_Piece]) -> str:
    """Neighbours that stay neighbours keep what stood between them."""
    said, before = text[node.mark.start : spans[0][0]], -1
    for index, piece in enumerate(pieces):
        if index and piece.was is not None and piece.was == before + 1:
            said += text[spans[before][1] : spans[piece.was][0]]
        elif index:
            said += ", "
        said += piece.said
        before = piece.was if piece.was is not None else -2
    return said + text[spans[-1][1] : node.mark.end]
