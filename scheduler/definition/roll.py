"""Next year's file from this year's: only the words that name days change, layout and comments stay.

What a directive fixed for one year is not quoted from the next one, which nobody has written yet: the quote
becomes the rule the day is derived from, number and day of issue become blank, and each line a clerk has to
confirm says so in a comment.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.definition import rewrite
from scheduler.definition.models import Definition
from scheduler.definition.read import read_definition_text
from scheduler.definition.roll_comments import comments_of
from scheduler.definition.roll_occasions import without_occasions
from scheduler.definition.tree import Mapping, Path, Scalar, find_key, plain, scalars
from scheduler.definition.when import DAY_KEYS
from scheduler.definition.yaml import parse, says_the_same

_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_PERIOD = re.compile(r"^(\d{4})(-(?:\d{2}|Q[1-4]|H[12]))?$")
_DAY_KEYS = ("first_day", "last_day", *DAY_KEYS)
_BLANK = (
    ("directive", "number"),
    ("directive", "issued_on"),
    ("directive", "issued_in"),
    ("theme",),
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SPAN = re.compile(
    r"(?P<school>[Nn]ăm học )?(?<!\d)(?P<first>\d{4})(?P<dash>\s*[-–]\s*)(?P<last>\d{4})(?!\d)"
)
_SPAN_BEFORE = re.compile(r"\d{4}\s*[-–]\s*$")
_SPAN_AFTER = re.compile(r"\s*[-–]\s*\d{4}")
_MAX_LINE = 500
_MAX_SLUG = 63
_HEADER = "# Bản nháp"

# What is written into the file is in the language of the file, whoever runs the command.
_INTRODUCTION = (
    "năm {year}, chép từ {campaign}: đề nghị xác nhận từng dòng có ghi chú, rồi xóa dòng này."
)
_DERIVED = "theo văn bản năm {year}: {quote}"
_FILL_IN = "điền theo văn bản năm {year}"
_CONFIRM = "xác nhận ngày của năm {year}"
_NO_29_FEBRUARY = "năm {year} không có ngày 29/02: xác nhận 28/02"
_ASK = "đề nghị đối chiếu văn bản năm {year}"
_LAST_YEAR = "phong trào {first}–{last}: xác nhận năm cuối"
_OLD_COMMENT = "chú thích của năm {year}: xem lại"
_OLD_LINES = {
    "notes": "ghi chú của năm {year}: xem lại",
    "unplaced": "yêu cầu của văn bản năm {year}: xem lại",
}


@dataclass(frozen=True)
class _Edit:
    """Characters to put in place of others, and what a clerk should look at on that line."""

    start: int
    end: int
    text: str
    comment: str = ""


@dataclass(frozen=True)
class _Move:
    """From which year to which."""

    old: int
    new: int
    last: int  # of the old ones, where it lasts several

    @property
    def years(self) -> int:
        return self.new - self.old


def roll(text: str, *, year: int) -> str:
    """The text of the same campaign in `year`, ready for a clerk to confirm.

    Month-day dates and relative ones stay, absolute ones move by whole years, and so does the last of several years;
    29/2 becomes 28/2 where needed. Occasions of that year alone go, with a remark, and so does the revision.
    Raises DefinitionInvalid when `text` is no definition, or would be none in `year`.
    """
    definition = read_definition_text(text, name="roll")
    move = _Move(definition.year, year, definition.years[-1])
    if not move.years:
        return text
    if definition.revision is not None:
        text = rewrite.drop(text, ("revision",)).text
    text = without_occasions(text, definition)
    tree = parse(text, name="roll")
    edits = sorted(_edits(tree, definition, text=text, move=move), key=lambda edit: edit.start)
    header = _header(definition, year)
    bare = header + _applied(text, edits)
    read_definition_text(bare, name="roll")
    commented = header + _applied(text, (*edits, *_comments(text, edits)))
    # a comment inside a quoted text would be part of it
    return commented if says_the_same(commented, bare) else bare


def _edits(tree: Mapping, definition: Definition, *, text: str, move: _Move) -> Iterator[_Edit]:
    for path, scalar in scalars(tree):
        if path == ("campaign",):
            yield _replace(scalar, _campaign(definition.campaign, move), text)
        elif path == ("year",):
            yield _replace(scalar, str(move.new), text)
        elif path == ("last_year",) and (last := move.last + move.years):
            comment = _LAST_YEAR.format(first=move.new, last=last)
            yield _replace(scalar, str(last), text, comment=comment)
        elif path in _BLANK:
            yield from _blanked(scalar, text=text, move=move)
        elif path[-2:] == ("origin", "quoted"):
            yield from _derived(tree, path, scalar, text=text, move=move)
        elif path[-1] in _DAY_KEYS or _is_period(path):
            yield from _moved(scalar, text=text, move=move)
        elif path[-1] == "title":
            yield from _titled(scalar, text=text, move=move)
    yield from _old_lines(tree, move)
    for end in comments_of(move.old, text, tree):
        yield _Edit(end, end, "", _OLD_COMMENT.format(year=move.old))


def _is_period(path: Path) -> bool:
    """Whether a period stands there: `within`, `period`, or one that is left out."""
    left_out = path[-2:-1] == ("except",) and "due" in path
    return path[-1] in ("within", "period") or left_out


def _titled(scalar: Scalar, *, text: str, move: _Move) -> Iterator[_Edit]:
    """Its years and the one after them ("triển khai nhiệm vụ năm 2025"); a school year; spans within its own years.

    Other spans as 2021-2025 stay.
    """
    start, end = scalar.mark.start, scalar.mark.end
    own = range(move.old, move.last + 1)
    for found in _SPAN.finditer(text[start:end]):
        first, last = int(found["first"]), int(found["last"])
        is_school_year = found["school"] and (first, last) == (move.old, move.old + 1)
        if is_school_year or (first in own and last in own):
            words = f"{first + move.years}{found['dash']}{last + move.years}"
            yield _Edit(start + found.start("first"), start + found.end("last"), words)
    for found in _YEAR.finditer(text[start:end]):
        before, after = text[: start + found.start()], text[start + found.end() :]
        if _SPAN_BEFORE.search(before[-12:]) or _SPAN_AFTER.match(after[:12]):
            continue
        if move.old <= int(found[0]) <= move.last + 1:
            place = start + found.start()
            yield _Edit(place, place + 4, str(int(found[0]) + move.years))


def _old_lines(tree: Mapping, move: _Move) -> Iterator[_Edit]:
    for name, comment in _OLD_LINES.items():
        if tree.get(name) is not None:
            key = find_key(tree, (name,))
            yield _Edit(key.end, key.end, "", comment.format(year=move.old))


def _campaign(slug: str, move: _Move) -> str:
    school_year = f"{move.old}-{move.old + 1}"
    if school_year in slug:
        return slug.replace(school_year, f"{move.new}-{move.new + 1}")
    if str(move.old) in slug:
        years = {str(move.old): str(move.new), str(move.last): str(move.last + move.years)}
        return re.sub("|".join(years), lambda found: years[found[0]], slug)
    return f"{slug[: _MAX_SLUG - 5].rstrip('-')}-{move.new}"


def _blanked(scalar: Scalar, *, text: str, move: _Move) -> Iterator[_Edit]:
    comment = _FILL_IN.format(year=move.new)
    yield _replace(scalar, "null", text, comment=comment, quote=False)


def _moved(scalar: Scalar, *, text: str, move: _Move) -> Iterator[_Edit]:
    comment = _CONFIRM.format(year=move.new)
    if found := _PERIOD.match(scalar.text):
        moved = f"{int(found[1]) + move.years}{found[2] or ''}"
        yield _replace(scalar, moved, text, comment=comment)
    elif scalar.text == "02-29" and not _is_leap(move.new):
        comment = _NO_29_FEBRUARY.format(year=move.new)
        yield _replace(scalar, "02-28", text, comment=comment)
    elif found := _DAY.match(scalar.text):
        year, rest = int(found[1]) + move.years, scalar.text[4:]
        if rest == "-02-29" and not _is_leap(year):
            rest = "-02-28"
            comment = _NO_29_FEBRUARY.format(year=year)
        yield _replace(scalar, f"{year:04}{rest}", text, comment=comment)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _derived(
    tree: Mapping, path: Path, scalar: Scalar, *, text: str, move: _Move
) -> Iterator[_Edit]:
    """`quoted: words` becomes `derived: by the directive of the year before: words`."""
    if scalar.plain and plain(scalar) is None:
        return
    key = find_key(tree, path)
    quote = text[key.start] if text[key.start] in ("'", '"') else ""
    yield _Edit(key.start, key.end, f"{quote}derived{quote}")
    said = _DERIVED.format(year=move.old, quote=scalar.text)
    comment = _ASK.format(year=move.new)
    value = json.dumps(said.strip()[:_MAX_LINE], ensure_ascii=False)
    yield _replace(scalar, value, text, comment=comment, quote=False)


def _replace(
    scalar: Scalar, new: str, text: str, *, comment: str = "", quote: bool = True
) -> _Edit:
    """An edit that keeps the quotes of the old value, when it has any."""
    start = scalar.mark.start
    old = text[start : scalar.mark.end].rstrip()  # a block of lines ends with empty ones
    if quote and not scalar.plain and old[:1] in ("'", '"'):
        new = f"{old[0]}{new}{old[0]}"
    return _Edit(start, start + len(old), new, comment)


def _applied(text: str, edits: tuple[_Edit, ...] | list[_Edit]) -> str:
    """`text` with every edit done, from the last to the first so that places stay true."""
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_HEADER))


def _comments(text: str, edits: list[_Edit]) -> Iterator[_Edit]:
    """One comment at the end of each line with something to confirm."""
    by_line: dict[int, list[str]] = {}
    for edit in edits:
        if edit.comment:
            end = text.find("\n", max(edit.start, edit.end - 1))
            end = len(text) if end < 0 else end
            end -= text[end - 1 : end] == "\r"
            by_line.setdefault(end, []).append(edit.comment)
    for end, comments in by_line.items():
        line = text[text.rfind("\n", 0, end) + 1 : end]
        said = "; ".join(dict.fromkeys(c for c in comments if c not in line))
        if said:
            yield _Edit(end, end, f"  # {said}")


def _header(definition: Definition, year: int) -> str:
    return f"{_HEADER} {_INTRODUCTION.format(year=year, campaign=definition.campaign)}\n"
