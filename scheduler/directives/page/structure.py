"""Paragraphs, their list marks, and what stands over them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import takewhile

from scheduler.directives.page.regions import regions_of
from scheduler.directives.page.view import CAPITALS, View

# Marks of lists and headings, outermost first. The order tells what stands under what when it is first met.
_MARKS = (
    ("part", r"(?:phần|phụ lục)(?: thứ)? (?:[ivx]+|\d+|\w+)\b"),
    ("chapter", r"(?:chương|mục) (?:[ivx]+|\d+)\b"),
    ("article", r"điều \d+"),
    ("capital", rf"[a-eđA-EĐ][.)\-] ?(?=[{CAPITALS}]{{2}})"),
    ("roman", r"(?!v/v)[ivx]{1,5}[.)\-/] ?(?=\S)"),
    ("decimal3", r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)]? ?"),
    ("decimal", r"\d{1,2}\.\d{1,2}[.)]?(?= ) "),
    ("arabic", r"\(?\d{1,2}(?:[.)\-]|/-?(?= ))(?! ?\d) ?"),
    ("letter", r"\(?[a-zđ][.)](?= |\w{2}) ?"),
    ("dash", r"[-–] ?(?=\S)"),
    ("plus", r"\+ ?(?=\S)"),
    ("bullet", r"[•*] ?(?=\S)"),
)
_MARK = [
    (kind, re.compile(pattern, re.I if kind not in ("capital", "letter") else 0))
    for kind, pattern in _MARKS
]

MOST = 300  # findings of one kind; a text with more is no directive, and time is not spent on it


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the view. `parents` are indices of the paragraphs it stands under, outermost first."""

    index: int
    start: int
    end: int
    mark: str  # kind of list mark, "" for none
    body: int  # where the words after the mark begin
    parents: tuple[int, ...]
    region: str  # head, body, tail (recipients, signature), chrome (what a web page puts around)


@dataclass(frozen=True)
class Structure:
    """A view cut into paragraphs."""

    view: View
    paragraphs: tuple[Paragraph, ...]

    def at(self, position: int) -> Paragraph:
        """The paragraph that holds this position."""
        found = bisect_right(self.paragraphs, position, key=lambda paragraph: paragraph.start)
        return self.paragraphs[max(found - 1, 0)]

    def low(self, paragraph: Paragraph) -> str:
        """Its words in lower case."""
        return self.view.low[paragraph.start : paragraph.end]

    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the letter proper."""
        return tuple(one for one in self.paragraphs if one.region == "body")

    def lead_ins(self, paragraph: Paragraph) -> list[Paragraph]:
        """What it stands under, nearest first."""
        return [self.paragraphs[index] for index in reversed(paragraph.parents)]


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells between bars."""
    return (line.startswith("|") and len(line) > 1) or line.count(" | ") > 1


def structure_of(view: View, *, body_from: int) -> Structure:
    """Paragraphs of the view; `body_from` is the position where the head of the document ends."""
    made: list[Paragraph] = []
    stack: list[_Held] = []
    addressed = False
    at = 0
    lines = view.text.split("\n")
    regions = regions_of(lines, [_mark(line)[0] for line in lines], body_from=body_from)
    for line, region in zip(lines, regions, strict=True):
        if line:
            kind, offset = _mark(line)
            if addressed and not kind and line != "|":
                stack.clear()  # the bodies a letter is addressed to lead to nothing
            low = view.low[at : at + len(line)]
            addressed = low.startswith("kính gửi") or (addressed and bool(kind or line == "|"))
            chrome = region == "chrome"  # nothing stands under it, nor it under anything
            parents = () if chrome else _place(stack, kind, len(made), line)
            made.append(
                Paragraph(len(made), at, at + len(line), kind, at + offset, parents, region)
            )
        at += len(line) + 1
    return Structure(view, tuple(made))


def _mark(line: str) -> tuple[str, int]:
    for kind, pattern in _MARK:
        found = pattern.match(line[:24])
        if found:
            return kind, found.end()
    return "", 0


@dataclass(frozen=True)
class _Held:
    """A paragraph others may stand under; `number` are the digits of its mark."""

    kind: str
    index: int
    number: str


def _place(stack: list[_Held], kind: str, index: int, line: str) -> tuple[int, ...]:
    """Parents of this paragraph; the stack afterwards holds it if others may stand under it."""
    if not kind:
        while stack and stack[-1].kind == "lead":
            stack.pop()
        parents = tuple(held.index for held in stack)
        if line.endswith(":"):
            stack.append(_Held("lead", index, ""))
        return parents
    number = _leading_digits(line)
    same = [depth for depth, held in enumerate(stack) if held.kind == kind]
    whole = [depth for depth, held in enumerate(stack) if _is_whole_of(held, kind, number)]
    if same:
        del stack[same[0] :]
    elif whole:
        del stack[whole[0] + 1 :]
    else:
        _leave_inner(stack, kind)
    parents = tuple(held.index for held in stack)
    stack.append(_Held(kind, index, number))
    return parents


def _leading_digits(line: str) -> str:
    return "".join(takewhile(str.isdigit, line.lstrip("(")))


def _is_whole_of(held: _Held, kind: str, number: str) -> bool:
    """“1.1.” stands under “1.”, though elsewhere “1.1.” stands over a list of “1.”."""
    return held.kind == "arabic" and kind == "decimal" and held.number == number


_RANK = {kind: rank for rank, (kind, _pattern) in enumerate(_MARKS)} | {"lead": 5}


def _leave_inner(stack: list[_Held], kind: str) -> None:
    """A heading never stands under a list of smaller marks."""
    while stack and stack[-1].kind != "lead" and _RANK[stack[-1].kind] > _RANK[kind]:
        stack.pop()
    if stack and stack[-1].kind == "lead" and _RANK[kind] <= _RANK["roman"]:
        stack.pop()
        _leave_inner(stack, kind)
