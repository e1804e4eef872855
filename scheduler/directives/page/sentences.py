"""The sentences of a text, by their places in it."""

import re
from collections.abc import Iterator

from scheduler.directives.page.source import Source
from scheduler.directives.page.structure import is_row
from scheduler.directives.page.view import CAPITALS, SMALL, view_of

SENTENCE_END = re.compile(
    rf"(?<=[^\W\d_])\.(?=\s+[“\"(]?[{CAPITALS}])|(?<=\d)\.(?=\s+[{CAPITALS}][{SMALL}])|(?<=[)”\"])\.(?=\s)|;(?=\s)"
)
_MARK = re.compile(r"\s*\S{1,6}\.")  # “1.”, “II.”, “2.3.”: what stands behind belongs to it


def sentences_of(text: str) -> list[tuple[int, int]]:
    """First place and the place behind the last of each, in code points of `text`, in order; none overlap.

    A line is never joined with the next, and a row of a table is one sentence. Linear in the length of the text; of
    one that is long, a page at a time may be asked for, cut where a line ends.
    """
    view = view_of(Source(text))
    found: list[tuple[int, int]] = []
    for start, end in _in_view(view.text):
        begins, ends = view.starts[start], view.ends[end - 1]
        if not found or begins >= found[-1][1]:
            found.append((begins, ends))
    return found


def _in_view(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        ends = [] if is_row(line) else [stop.end() for stop in SENTENCE_END.finditer(line)]
        stops = [end for end in ends if not _MARK.fullmatch(line, 0, end)]
        start = 0
        for stop in (*stops, len(line)):
            words = line[start:stop]
            if any(letter.isalnum() for letter in words):
                first = start + len(words) - len(words.lstrip())
                yield at + first, at + start + len(words.rstrip())
            start = stop
        at += len(line) + 1
