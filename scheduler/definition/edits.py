"""What must be changed of a text so that it says something else: as little as can be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler.definition import as_lines, tree
from scheduler.definition.brackets import in_brackets
from scheduler.definition.layout import Layout, NoPlace
from scheduler.definition.opcodes import opcodes
from scheduler.definition.tree import Node, Path, Scalar, end_of, is_flow

_COLON = re.compile(r"\s*:")


class Edit(NamedTuple):
    """Characters to put in place of others."""

    start: int
    end: int
    text: str


@dataclass
class Editor:
    """Collects the edits of one text."""

    text: str
    newline: str = "\n"
    anew: Path | None = None  # what is written without looking at how it was
    edits: list[Edit] = field(default_factory=list)

    @property
    def lines(self) -> Layout:
        """Of the text as it was."""
        return Layout(self.text)

    def change(self, node: Node, old: object, new: object, path: Path) -> bool:
        """Make `node`, which says `old`, say `new` where it stands; False where that needs another place."""
        if old is new or old == new:
            return True
        if path == self.anew:
            return False
        if isinstance(node, Scalar) or is_flow(node, self.text):
            return self._inline(node, old, new, path)
        if isinstance(node, tree.Mapping) and isinstance(new, Mapping) and new.keys() & _keys(node):
            assert isinstance(old, Mapping), "what the node says"
            self._mapping(node, old, new, path)
            return True
        if isinstance(node, tree.Sequence) and isinstance(new, list) and new:
            assert isinstance(old, list), "what the node says"
            self._sequence(node, old, new, path)
            return True
        return False

    def applied(self) -> str:
        """The text with every edit done; it ends with or without a line break as before."""
        text = self.text
        for edit in sorted(self.edits, key=lambda edit: edit[:2])[::-1]:
            text = text[: edit.start] + edit.text + text[edit.end :]
        if self.text.endswith(("\n", "\r")):
            return text
        return text.removesuffix("\n").removesuffix("\r")

    def swap(self, node: tree.Sequence, first: int) -> None:
        """Two neighbours of a list."""
        one, other = (self._lines_of(node, index) for index in (first, first + 1))
        texts = [self.text[start:end] for start, end in (one, other)]
        if not is_flow(node, self.text) and not texts[1].endswith("\n"):
            texts = [texts[0], texts[1] + self.newline]
        self.edits += [Edit(*one, texts[1]), Edit(*other, texts[0])]

    def lines_at(self, root: Node, path: Path) -> tuple[int, int, int]:
        """From where to where the lines of a key or an entry go, and how deep it stands. Raises NoPlace."""
        holder = tree.below(root, path[:-1])
        step = path[-1]
        if isinstance(holder, tree.Sequence) and isinstance(step, int) and step < len(holder.items):
            return (*self._lines_of(holder, step), self._column(holder))
        key = holder.key(str(step)) if isinstance(holder, tree.Mapping) else None
        value = tree.child(holder, step) if holder else None
        if holder is None or key is None or value is None or is_flow(holder, self.text):
            raise NoPlace
        return (
            *self.lines.extent(key.mark.start, end_of(value, self.text)),
            self._column(holder),
        )

    def _lines_of(self, node: tree.Sequence, index: int) -> tuple[int, int]:
        item = node.items[index]
        if is_flow(node, self.text):
            return item.mark.start, end_of(item, self.text)
        return self.lines.extent(self.lines.dash(item, self._column(node)), end_of(item, self.text))

    def _inline(self, node: Node, old: object, new: object, path: Path) -> bool:
        start, end = node.mark.start, end_of(node, self.text)
        holds = not isinstance(node, Scalar) and bool(old)
        if not holds and as_lines.takes_lines(new, path):
            return False
        said = in_brackets(self.text, node, old, new) if holds else as_lines.in_style(
            new, self.text[start:end], brackets=False
        )  # fmt: skip
        blank = " " if start == end and not self.text[:start].endswith((" ", "\n")) else ""
        self.edits.append(Edit(start, end, blank + said))
        return True

    def _mapping(
        self, node: tree.Mapping, old: Mapping[str, object], new: Mapping[str, object], path: Path
    ) -> None:
        for key, value in node.entries:
            if key.text not in new:
                self._drop(node, key, value)
            elif not self.change(value, old[key.text], new[key.text], (*path, key.text)):
                self._replace(node, key, value, new[key.text], (*path, key.text))
        kept = [(key, value) for key, value in node.entries if key.text in new]
        missing = [key for key in new if key not in old]
        ranks = {key: rank for rank, key in enumerate(as_lines.order(path))}
        for name in sorted(missing, key=lambda key: ranks.get(key, len(ranks))):
            rank = ranks.get(name, len(ranks))
            before = [one for one in kept if ranks.get(one[0].text, -1) <= rank]
            self._insert(node, before[-1] if before else None, name, new[name], (*path, name))

    def _drop(self, node: tree.Mapping, key: Scalar, value: Node) -> None:
        if self._is_first_on_dash(node, key):
            behind = node.entries[1][0].mark.start
            self.edits.append(Edit(key.mark.start, behind, ""))
            return
        self.edits.append(Edit(*self.lines.extent(key.mark.start, end_of(value, self.text)), ""))

    def _is_first_on_dash(self, node: tree.Mapping, key: Scalar) -> bool:
        """Whether something stands before it on its line; then the next key comes up."""
        start = key.mark.start
        return key is node.entries[0][0] and bool(self.text[self.lines.line(start) : start].strip())

    def _replace(
        self, node: tree.Mapping, key: Scalar, value: Node, new: object, path: Path
    ) -> None:
        """Another kind of value: what stood on the line of the key goes below it, or comes up to it."""
        colon = _COLON.match(self.text, key.mark.end)
        if colon is None:
            raise NoPlace
        start, end = value.mark.start, end_of(value, self.text)
        if isinstance(value, Scalar) or is_flow(value, self.text):
            self.edits.append(Edit(colon.end(), end, ""))
            behind = self.lines.behind(end)
        else:
            behind = self.lines.behind(end)
            self.edits.append(Edit(self.lines.line(start), behind, ""))
        if as_lines.takes_lines(new, path):
            lines = as_lines.below_key(new, path, dash=self._depth(node))
            self._put(behind, lines, self._column(node))
        else:
            self.edits.append(Edit(colon.end(), colon.end(), f" {as_lines.one_line(new)}"))

    def _insert(
        self,
        node: tree.Mapping,
        before: tuple[Scalar, Node] | None,
        key: str,
        new: object,
        path: Path,
    ) -> None:
        lines = as_lines.of_key(key, new, path, dash=self._depth(node))
        column = self._column(node)
        if before is None:
            start = node.entries[0][0].mark.start
            text = "".join(f"{line}{self.newline}{' ' * column}" for line in lines)
            self.edits.append(Edit(start, start, text))
            return
        _start, behind = self.lines.extent(before[0].mark.start, end_of(before[1], self.text))
        self._put(behind, ["", *lines] if as_lines.is_entries(new, path) else lines, column)

    def _sequence(
        self, node: tree.Sequence, old: list[object], new: list[object], path: Path
    ) -> None:
        for tag, a, b, c, d in opcodes(old, new):
            if tag == "replace":
                for index, value in zip(range(a, b), new[c:d], strict=True):
                    self._item(node, index, old[index], value, path)
            elif tag == "delete":
                for index in range(a, b):
                    self._drop_item(node, index)
            elif tag == "insert":
                self._insert_items(node, a, new[c:d], path)

    def _item(self, node: tree.Sequence, index: int, old: object, new: object, path: Path) -> None:
        item = node.items[index]
        if self.change(item, old, new, (*path, index)):
            return
        column = self._column(node)
        dash = self.lines.dash(item, column)
        lines = as_lines.of_entry(new, (*path, index))
        said = f"{self.newline}{' ' * column}".join(lines)
        self.edits.append(Edit(dash, end_of(item, self.text), said))

    def _drop_item(self, node: tree.Sequence, index: int) -> None:
        start, end = self._lines_of(node, index)
        if self.lines.is_blank(end) and start and self.lines.is_blank(self.lines.line(start - 1)):
            end = self.lines.behind(end)
        self.edits.append(Edit(start, end, ""))

    def _insert_items(
        self, node: tree.Sequence, index: int, values: list[object], path: Path
    ) -> None:
        column = self._column(node)
        beside = node.items[max(index - 1, 0)]
        dash = self.lines.dash(beside, column)
        start, behind = self.lines.extent(dash, end_of(beside, self.text))
        gap = (
            max(2, beside.mark.start - dash)
            if self.lines.line(dash) == self.lines.line(beside.mark.start)
            else 2
        )
        spaced = len(node.items) > 1 and self._is_spaced(node, column)
        lines: list[str] = []
        for one in values:
            wide = as_lines.one_line(one)
            flow = is_flow(beside, self.text) and len(wide) + column + gap <= as_lines.WIDEST
            entry = (
                [f"{'-'.ljust(gap)}{wide}"]
                if flow
                else as_lines.of_entry(one, (*path, index), gap=gap)
            )
            blank = [""] if spaced else []
            lines += [*blank, *entry] if index else [*entry, *blank]
        self._put(behind if index else start, lines, column)

    def _is_spaced(self, node: tree.Sequence, column: int) -> bool:
        last = node.items[-1]
        start, _end = self.lines.extent(self.lines.dash(last, column), end_of(last, self.text))
        return self.lines.is_blank(self.lines.line(start - 1))

    def _put(self, at: int, lines: list[str], column: int) -> None:
        """Lines in front of the line that begins there."""
        text = "".join(f"{' ' * column if line else ''}{line}{self.newline}" for line in lines)
        if at == len(self.text) and not self.text.endswith("\n"):
            text = self.newline + text
        self.edits.append(Edit(at, at, text))

    def _depth(self, node: tree.Mapping) -> int:
        """How deep lists stand below their keys, as the first one does."""
        for key, value in node.entries:
            if isinstance(value, tree.Sequence) and not is_flow(value, self.text):
                return max(0, self._column(value) - (key.mark.column - 1))
        return 2

    def _column(self, node: Node) -> int:
        return node.mark.column - 1


def _keys(node: tree.Mapping) -> set[str]:
    return {key.text for key, _value in node.entries}
