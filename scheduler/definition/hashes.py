"""“Báo cáo #1”: what stands behind “ #” is a comment to YAML, and part of the title to who wrote it."""

import re
from dataclasses import dataclass

from scheduler.definition.problems import Problem
from scheduler.definition.tree import Mark, Path
from scheduler.language import _

# Values made of words; ids, days and numbers have no number sign.
_WORDS = frozenset(
    {
        "title",
        "theme",
        "name",
        "short",
        "notes",
        "unplaced",
        "quoted",
        "derived",
        "set",
        "head_title",
    }
    | {"standing_body_title", "address", "basis"}
)
# A comment of ours begins with “# ”, and may stand behind what was cut.
_BEHIND = re.compile(r"[ \t]+(#[^\s#](?:(?![ \t]#(?:[ \t]|$)).)*)", re.MULTILINE)
_NUMBERED = re.compile(r"#\d")


@dataclass(frozen=True)
class Cut:
    """What YAML drops of a value: `mark` is that of the whole, `column` that of the number sign.

    `belongs`: “#” with a figure is a number, and no comment of a clerk.
    """

    mark: Mark
    column: int
    belongs: bool
    reason: str
    example: str


def cut_off(text: str, mark: Mark, path: Path) -> Cut | None:
    """What stands behind the plain value at `mark` on its line and begins with “#” and no blank; only of words."""
    if not _is_of_words(path) or "\n" in text[mark.start : mark.end]:
        return None
    found = _BEHIND.match(text, mark.end)
    if found is None:
        return None
    start = found.start(1) if mark.start == mark.end else mark.start
    end = found.start(1) + len(found[1].rstrip())
    column = mark.column + found.start(1) - mark.start
    whole = Mark(mark.line, mark.column + start - mark.start, start, end)
    key = next(step for step in reversed(path) if isinstance(step, str))
    reason = _reason(text[found.start(1) : end])
    words = text[start:end].replace('"', "'")
    return Cut(whole, column, bool(_NUMBERED.match(found[1])), reason, f'{key}: "{words}"')


def hashed(text: str, start: int, end: int) -> Problem | None:
    """The first number sign between two places that takes the rest of its line away, brackets and all."""
    found = _BEHIND.search(text, start, end)
    if found is None:
        return None
    line, column = (
        text.count("\n", 0, found.start(1)) + 1,
        found.start(1) - text.rfind("\n", 0, found.start(1)),
    )
    return Problem("", line, column, "", _reason(found[1]), 'title: "Báo cáo #1"')


def _reason(cut: str) -> str:
    return _(
        "Từ “{cut}” trở đi bị coi là chú thích, không thuộc nội dung. Nếu thuộc nội dung, đề nghị đặt cả câu "
        "trong ngoặc kép."
    ).format(cut=cut.strip()[:60])


def _is_of_words(path: Path) -> bool:
    if path == ("directive", "issuer"):
        return True
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return key in _WORDS
