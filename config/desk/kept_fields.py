"""What a form held, for who sent it: fields by their names in words."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduler.language import _
from scheduler.text import clean
from scheduler.web.body import SentFile

MOST = 60  # fields of a form
LONGEST = 800  # characters of a value
TOGETHER = 20_000  # of a form
# What a page says to itself.
UNSEEN = frozenset({"revision", "so", "toi"})


@dataclass(frozen=True)
class Row:
    """A field that holds something: of a text as much as is shown, and how many characters are not."""

    name: str
    value: str
    cut: int = 0
    file: SentFile | None = None

    @property
    def size(self) -> str:
        """Of the file, as people read it."""
        octets = self.file.size if self.file else 0
        return f"{math.ceil(octets / 1024)} kB"


def rows_of(parts: Sequence[tuple[str, str | SentFile]]) -> tuple[list[Row], int]:
    """What was filled in, in the order of the form, and how many fields are too many to be shown."""
    filled = [_row(name, value) for name, value in parts if name not in UNSEEN and _holds(value)]
    rows, left = [], TOGETHER
    for row in filled[:MOST]:
        left -= len(row.value)
        if left < 0:
            break
        rows.append(row)
    return rows, len(filled) - len(rows)


def _holds(value: str | SentFile) -> bool:
    return bool(value.name if isinstance(value, SentFile) else value.strip())


def _row(name: str, value: str | SentFile) -> Row:
    named = _NAMES[name]() if name in _NAMES else name
    if isinstance(value, SentFile):
        return Row(named, clean(value.name), file=value)
    text = clean(value)
    return Row(named, text[:LONGEST], cut=max(0, len(text) - LONGEST))


# The names of fields of the desk's forms that people know.
_NAMES: dict[str, Callable[[], str]] = {
    "name": lambda: _("Tên tài khoản"),
    "role": lambda: _("Vai trò"),
    "issuer": lambda: _("Cơ quan phát động"),
}
