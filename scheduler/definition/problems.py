"""What is wrong with a file an admin wrote: where, why, and what right looks like."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.errors import ThiDuaError
from scheduler.language import _, ngettext

MAX_PROBLEMS = 100  # told at once; nobody corrects more in one go


@dataclass(frozen=True)
class Problem:
    """One fault. `line` and `column` count from 1 (0: nowhere in particular, as for a form)."""

    file: str
    line: int
    column: int
    field: str  # "duties[2].due.by"; empty for the whole file
    reason: str  # a sentence that says what to do
    example: str = ""  # right text for this place
    named: str = ""  # the field by ids: "duties[so-ket-dot-1].due.by"
    warning: bool = False  # told, but the file is good

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        field = f" [{self.named or self.field}]" if self.field else ""
        example = " " + _("Ví dụ: {example}").format(example=self.example) if self.example else ""
        return f"{place}{field} {self.reason}{example}"


def by_line(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same, from the first line of the file to the last."""
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def more_problems(file: str, count: int | None = None) -> Problem:
    """The last line of a list that had to end; `count` where it is known."""
    reason = _("Còn lỗi khác nữa: đề nghị sửa những lỗi trên rồi đọc lại.")
    if count is not None:
        reason = ngettext(
            "Còn {count} lỗi nữa: đề nghị sửa những lỗi trên rồi đọc lại.", count
        ).format(count=count)
    return Problem(file, 0, 0, "", reason)


@dataclass
class DefinitionInvalid(ThiDuaError):
    """The file cannot be used: every problem found, in the order of the lines. Never empty."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
