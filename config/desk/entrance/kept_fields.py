"""What a form held, for who sent it: fields by their names in words."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from config.desk.forms import CHOSEN, labels_of
from scheduler.text import clean
from scheduler.web.body import SentFile

MOST = 60  # fields of a form
LONGEST = 800  # characters of a value
TOGETHER = 12_000  # octets of a form as its page writes it: a page may show three
# What a page says to itself.
UNSEEN = frozenset({"dau", "digest", "goc", "revision", "so", "toi", "trinh", "viec", "xem"})


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
    labels = labels_of({name for name, _value in parts})
    filled = [
        _row(labels.get(name, name), _in_words(name, value))
        for name, value in parts
        if name not in UNSEEN and _holds(value)
    ]
    rows, left = [], TOGETHER
    for row in filled[:MOST]:
        left -= len(html.escape(row.name + row.value).encode())
        if left < 0:
            break
        rows.append(row)
    return rows, len(filled) - len(rows)


def _holds(value: str | SentFile) -> bool:
    return bool(value.name if isinstance(value, SentFile) else value.strip())


def _in_words(name: str, value: str | SentFile) -> str | SentFile:
    if isinstance(value, SentFile) or name not in CHOSEN:
        return value
    return CHOSEN[name]().get(value, value)


def _row(label: str, value: str | SentFile) -> Row:
    if isinstance(value, SentFile):
        return Row(label, clean(value.name), file=value)
    text = clean(value)
    return Row(label, text[:LONGEST], cut=max(0, len(text) - LONGEST))
