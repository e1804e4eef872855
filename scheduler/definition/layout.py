"""The lines of a text: where one begins, and which belong to something that is written on them."""

from dataclasses import dataclass

from scheduler.definition.tree import Node

_NONE = 10**6  # deeper than any comment


class NoPlace(Exception):
    """The text is laid out in a way that is not known here."""


@dataclass(frozen=True)
class Layout:
    """Places are numbers of characters from 0; lines are told by where they begin."""

    text: str

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The lines from one place to another, with comments above that stand no deeper and below that stand deeper."""
        first, last = self.line(start), self.behind(end)
        depth = start - first
        while first and self._comment_depth(above := self.line(first - 1)) <= depth:
            first = above
        while last < len(self.text) and depth < self._comment_depth(last) < _NONE:
            last = self.behind(last)
        return first, last

    def dash(self, item: Node, column: int) -> int:
        """Where the dash of an entry stands, whose list begins in that column from 0."""
        line = self.line(item.mark.start)
        while not (
            self.text.startswith("-", line + column)
            and self.text[line : line + column].strip(" -") == ""
        ):
            if not line:
                raise NoPlace
            line = self.line(line - 1)
        return line + column

    def line(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def behind(self, place: int) -> int:
        """Where the next line begins."""
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end + 1

    def is_blank(self, line: int) -> bool:
        return line < len(self.text) and not self.text[line : self.behind(line)].strip()

    def _comment_depth(self, line: int) -> int:
        """How deep the comment stands that is all of a line; very deep where it is none."""
        text = self.text[line : self.behind(line)]
        bare = text.lstrip(" ")
        return len(text) - len(bare) if bare.startswith("#") else _NONE
