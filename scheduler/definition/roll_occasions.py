"""A definition without the events of its year and what was decided of single times in it: neither comes again.

Nor does what hangs on an event alone.

What was held for one says so in a comment, in the language of the file, so that a clerk decides anew.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scheduler.dates import say
from scheduler.definition.models import Definition, Phase
from scheduler.definition.references import whens
from scheduler.definition.tree import Mapping, Node, Path, child, end_of, find_key
from scheduler.definition.when import When
from scheduler.definition.yaml import parse, says_the_same

_GONE = "# đã bỏ sự kiện riêng của năm {year}: {title} ({day})\n"
_MOVED = "# đã bỏ điều chỉnh của năm {year}: {duty}, lần {of}: hạn {day}\n"
_CANCELLED = "# đã bỏ điều chỉnh của năm {year}: {duty}, lần {of}: hủy\n"
_PEAK_GONE = "{indent}# đã bỏ đợt “{id}” theo sự kiện riêng của năm {year}\n"
_ASK = "theo sự kiện riêng của năm {year}, đã bỏ: ấn định ngày mới"


class _Edit(NamedTuple):
    """Characters to put in place of others, and what a clerk should look at on that line."""

    start: int
    end: int
    text: str
    comment: str = ""


def without_occasions(text: str, definition: Definition) -> str:
    """`text`, the file of `definition`, without its occasions and amendments: with a remark for each, and for what
    named an occasion.

    Phases lose their name from the list of what they are held for; a peak that ends with one goes as well; a
    due counted from either is null. The text as it is where nothing is to go.
    """
    if not (definition.occasions or definition.amendments):
        return text
    tree = parse(text, name="roll")
    edits = sorted(_edits(tree, definition, text), key=lambda edit: edit.start)
    bare = _applied(text, edits)
    commented = _applied(text, [*edits, *_comments(text, edits)])
    return commented if says_the_same(commented, bare) else bare


def _edits(tree: Mapping, definition: Definition, text: str) -> Iterator[_Edit]:
    if definition.amendments:
        yield _whole(tree, ("amendments",), "".join(_amended(definition)), text)
    gone = {occasion.id for occasion in definition.occasions}
    if not gone:
        return
    yield _whole(tree, ("occasions",), _remarks(definition), text)
    lost = [phase for phase in definition.phases if phase.anniversary in gone]
    if lost and len(lost) == len(definition.phases):
        said = "".join(_PEAK_GONE.format(indent="", id=p.id, year=definition.year) for p in lost)
        yield _whole(tree, ("phases",), said, text)
    else:
        for index, phase in enumerate(definition.phases):
            if phase in lost:
                yield _item(tree, ("phases", index), phase, definition.year, text)
            elif set(phase.anniversaries) & gone:
                path: Path = ("phases", index, "anniversaries")
                kept = ", ".join(a for a in phase.anniversaries if a not in gone)
                yield _value(tree, path, f"[{kept}]", text)
    kinds = {phase.kind.value for phase in definition.phases if phase not in lost}
    for path, _own, when in whens(definition):
        if _hangs_on(when, gone | {phase.id for phase in lost}, kinds):
            edit = _value(tree, path, "null", text)
            yield edit._replace(comment=_ASK.format(year=definition.year))


def _hangs_on(when: When, gone: set[str], kinds: set[str]) -> bool:
    named = {name for name in (when.after, when.before, when.on) if isinstance(name, str)}
    return bool(named & gone) or (when.after_each is not None and when.after_each not in kinds)


def _remarks(definition: Definition) -> str:
    return "".join(
        _GONE.format(year=one.day.year, title=one.title, day=say.in_numbers(one.day))
        for one in definition.occasions
    )


def _amended(definition: Definition) -> Iterator[str]:
    for one in definition.amendments:
        named = {"year": definition.year, "duty": one.duty, "of": one.of}
        day = one.due and say.in_numbers(one.due)
        yield _MOVED.format(day=day, **named) if day else _CANCELLED.format(**named)


def _whole(tree: Mapping, path: Path, said: str, text: str) -> _Edit:
    """A key of the file with all below it, to the end of its last line; of a file in brackets what is behind it."""
    if text[tree.mark.start] == "{":
        remarks = "; ".join(line.removeprefix("# ") for line in said.splitlines())
        return _value(tree, path, "[]", text)._replace(comment=remarks)
    return _Edit(find_key(tree, path).start, _line_end(text, end_of(_at(tree, path), text)), said)


def _item(tree: Mapping, path: Path, phase: Phase, year: int, text: str) -> _Edit:
    """One of a list: its lines, or in brackets what stands up to the next."""
    node = _at(tree, path)
    start, end = node.mark.start, end_of(node, text)
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    if before.strip() == "-":
        said = _PEAK_GONE.format(indent=before[: before.index("-")], id=phase.id, year=year)
        return _Edit(line, _line_end(text, end), said)
    behind = re.compile(r"\s*,\s*").match(text, end)
    if behind:
        return _Edit(start, behind.end(), "")
    comma = re.compile(r",\s*$").search(text, 0, start)
    return _Edit(comma.start() if comma else start, end, "")


def _value(tree: Mapping, path: Path, new: str, text: str) -> _Edit:
    """What stands behind a key, as one value on its line."""
    return _Edit(find_key(tree, path).end, end_of(_at(tree, path), text), f": {new}")


def _at(tree: Mapping, path: Path) -> Node:
    node: Node = tree
    for step in path:
        below = child(node, step)
        assert below is not None, "the definition was read from it"
        node = below
    return node


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


def _applied(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _comments(text: str, edits: list[_Edit]) -> Iterator[_Edit]:
    for edit in edits:
        if edit.comment:
            end = _line_end(text, edit.end)
            end -= text[:end].endswith("\n")
            end -= text[:end].endswith("\r")
            yield _Edit(end, end, f"  # {edit.comment}")
