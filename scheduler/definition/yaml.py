"""YAML text into a tree in which every scalar keeps its place; the plain part of YAML only.

Numbers and dates stay text (`on:` is a key, not a truth; 17:00 is no number of minutes); null, true and
false are themselves. No anchors, aliases or tags: nothing grows while it is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import PurePath

import yaml

from scheduler.definition.blanks import blank_reason, odd_blank
from scheduler.definition.blanks import problems as blank_problems
from scheduler.definition.foreign import encoding_reason, foreign_reason, is_utf16, pages
from scheduler.definition.hashes import cut_off
from scheduler.definition.problems import MAX_PROBLEMS, DefinitionInvalid, Problem, by_line
from scheduler.definition.syntax import syntax_reason, tab_reason
from scheduler.definition.tree import (
    Mapping,
    Mark,
    Node,
    Path,
    Scalar,
    Sequence,
    field_name,
    plain,
)
from scheduler.language import _

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_NODES = 200_000

_TAB = re.compile(r" *\t[ \t]*\S")


@dataclass(frozen=True)
class Written:
    """The tree of a text, and what is wrong with its writing; at `gaps` it is not known what was meant.

    `warnings`: what may have been meant otherwise.
    """

    tree: Mapping
    problems: tuple[Problem, ...] = ()
    gaps: frozenset[Path] = frozenset()
    warnings: tuple[Problem, ...] = ()


def parse(text: str | bytes, *, name: str, max_bytes: int = MAX_BYTES) -> Mapping:
    """The tree of one document whose root is a mapping. Raises DefinitionInvalid with all problems."""
    written = read_tree(text, name=name, max_bytes=max_bytes)
    if written.problems:
        raise DefinitionInvalid(written.problems)
    return written.tree


def says_the_same(one: str, other: str) -> bool:
    """Whether both texts hold the same values, whatever their layout and comments; False for one that is no YAML."""
    try:
        return plain(parse(one, name="")) == plain(parse(other, name=""))
    except DefinitionInvalid:
        return False


def read_tree(text: str | bytes, *, name: str, max_bytes: int = MAX_BYTES) -> Written:
    """As `parse`, with the problems beside the tree. Raises DefinitionInvalid when there is no whole tree."""
    decoded = _decode(text, name=name, max_bytes=max_bytes)
    unseen = chain(_tabs(decoded, name), blank_problems(decoded, name))
    if found := by_line(islice(unseen, MAX_PROBLEMS)):
        raise DefinitionInvalid(found)
    builder = _Builder(name, decoded)
    whole = False
    try:
        for event in yaml.parse(decoded, Loader=yaml.CSafeLoader):
            builder.take(event)
        whole = True
    except _Stop:
        pass
    except yaml.YAMLError as error:
        builder.problems.append(syntax_reason(error, text=decoded, name=name))
    if builder.blanks:  # what they changed is no fault of its own
        raise DefinitionInvalid(by_line(builder.blanks))
    if not builder.problems and not isinstance(builder.root, Mapping):
        reason = _(
            "Tệp phải bắt đầu bằng các mục có tên. Văn bản thường thì đọc bằng"
            " `thidua import {file} --draft nhap.yaml`."
        ).format(file=PurePath(name).name)
        if not name:
            reason = _("Định nghĩa phải bắt đầu bằng các mục có tên.") + f" {pages()}"
        builder.fault(reason, example="campaign: phu-tho-2024")
    if not whole or not isinstance(builder.root, Mapping):
        raise DefinitionInvalid(tuple(builder.problems))
    return Written(
        builder.root, tuple(builder.problems), frozenset(builder.gaps), tuple(builder.warnings)
    )


def _decode(text: str | bytes, *, name: str, max_bytes: int) -> str:
    """The text itself. Raises DefinitionInvalid when it is too long or not UTF-8."""
    reason, line = "", 0
    try:
        raw = text.encode() if isinstance(text, str) else text
        if foreign := foreign_reason(raw, name):
            reason = foreign
        elif is_utf16(raw):
            reason, line = encoding_reason(raw), 1
        elif len(raw) > max_bytes:
            limit = f"{max_bytes / 1_000_000:g} MB"
            reason = _("Tệp quá lớn, giới hạn là {limit}. Đề nghị chia nhỏ.").format(limit=limit)
        else:
            return raw.decode("utf-8-sig")
    except UnicodeError as error:
        before = error.object[: error.start] if isinstance(error, UnicodeDecodeError) else b""
        line = before.count(b"\n") + 1
        reason = encoding_reason(error.object if isinstance(error, UnicodeDecodeError) else b"")
    raise DefinitionInvalid((Problem(name, line, 1 if line else 0, "", reason),))


def _tabs(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if _TAB.match(line):
            yield Problem(name, number, line.index("\t") + 1, "", tab_reason())


class _Stop(Exception):
    """Reading on would cost too much; the reason is told already."""


@dataclass
class _Open:
    """A list or mapping not yet closed."""

    is_mapping: bool
    mark: Mark
    is_flow: bool = False  # between braces or brackets
    items: list[Node] = field(default_factory=list)
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    key: Scalar | None = None  # read, and waiting for its value
    skip: bool = False  # the waiting value belongs to a key that is there twice

    def step(self) -> str | int:
        if not self.is_mapping:
            return len(self.items)
        return self.key.text if self.key else ""

    def close(self, end: int) -> Node:
        mark = replace(self.mark, end=end) if self.is_flow else self.mark
        if not self.is_mapping:
            return Sequence(tuple(self.items), mark)
        return Mapping(tuple((self.keys[k], v) for k, v in self.values.items()), mark)


class _Builder:
    """Takes the parser's events one by one, on a stack of its own: depth costs nothing."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.blanks: list[Problem] = []
        self.gaps: list[Path] = []
        self.root: Node | None = None
        self._text = text
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def path(self) -> Path:
        return tuple(frame.step() for frame in self._open)

    def fault(self, reason: str, *, mark: Mark = Mark(1, 1, 0, 0), example: str = "") -> None:
        place = field_name(self.path()).removesuffix(".")
        self.problems.append(Problem(self.name, mark.line, mark.column, place, reason, example))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop

    def take(self, event: yaml.Event) -> None:
        mark = _mark(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self.fault(_("Mỗi tệp chỉ một văn bản: đề nghị bỏ dòng “---” thứ hai."), mark=mark)
        elif self._documents > 1:
            return
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start(event, mark)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._put(self._open.pop().close(mark.end))
        elif isinstance(event, yaml.ScalarEvent):
            self._plain_only(event, mark)
            self._put(self._whole(Scalar(event.value, event.style in (None, ""), mark)))
        elif isinstance(event, yaml.AliasEvent):
            self.gaps.append(self.path())
            self.fault(_("Không dùng “*” để lặp lại phần khác: đề nghị viết ra đầy đủ."), mark=mark)
            self._put(Scalar("", True, mark))

    def _whole(self, scalar: Scalar) -> Scalar:
        """The value with what YAML takes for a comment though it belongs to it: “Báo cáo #1”."""
        if not scalar.plain or not self._open or not self._has_hash(scalar.mark.end):
            return scalar
        cut = cut_off(self._text, scalar.mark, self.path())
        if cut is None:
            return scalar
        if cut.belongs and not self._open[-1].is_flow:
            text = self._text[cut.mark.start : cut.mark.end]
            return Scalar(text, True, cut.mark)
        if len(self.warnings) < MAX_PROBLEMS:
            place = field_name(self.path())
            found = Problem(self.name, cut.mark.line, cut.column, place, cut.reason, cut.example)
            self.warnings.append(replace(found, warning=True))
        return scalar

    def _has_hash(self, place: int) -> bool:
        """Whether there is one on what is left of the line."""
        end = self._text.find("\n", place)
        return self._text.find("#", place, end if end >= 0 else len(self._text)) >= 0

    def _start(self, event: yaml.CollectionStartEvent, mark: Mark) -> None:
        self._plain_only(event, mark)
        top = self._open[-1] if self._open else None
        if top and top.is_mapping and top.key is None:
            self.fault(_("Tên mục phải là một từ, không phải danh sách."), mark=mark)
            raise _Stop
        if len(self._open) >= MAX_DEPTH:
            self.fault(_("Các mục lồng nhau quá sâu."), mark=mark)
            raise _Stop
        flow = bool(event.flow_style)
        self._open.append(_Open(isinstance(event, yaml.MappingStartEvent), mark, flow))

    def _plain_only(self, event: yaml.NodeEvent, mark: Mark) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.fault(_("Tệp có quá nhiều mục. Đề nghị chia nhỏ."), mark=mark)
            raise _Stop
        if event.anchor:
            self.fault(_("Không dùng “&” để đặt tên cho một phần: đề nghị bỏ đi."), mark=mark)
        if getattr(event, "tag", None):
            self.fault(_("Không dùng “!” để gán kiểu: đề nghị bỏ đi."), mark=mark)

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
        elif not self._open[-1].is_mapping:
            self._open[-1].items.append(node)
        elif self._open[-1].key is None:
            self._key(self._open[-1], node)
        else:
            top = self._open[-1]
            assert top.key is not None, "told apart just above"
            if not top.skip:
                top.values[top.key.text] = node
            top.key, top.skip = None, False

    def _key(self, top: _Open, node: Node) -> None:
        assert isinstance(node, Scalar), "collections as keys are refused where they start"
        top.key = node
        if blank := odd_blank(node.text):
            column = node.mark.column + node.text.index(blank)
            self.blanks.append(Problem(self.name, node.mark.line, column, "", blank_reason(blank)))
        if node.text in top.keys:
            first = top.keys[node.text].mark.line
            reason = _("Mục “{key}” đã có ở dòng {line}: đề nghị giữ một.")
            self.gaps.append(self.path())
            self.fault(reason.format(key=node.text[:60], line=first), mark=node.mark)
            top.skip = True
        else:
            top.keys[node.text] = node


def _mark(event: yaml.Event) -> Mark:
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None, "the parser marks every event"
    return Mark(start.line + 1, start.column + 1, start.index, end.index)
