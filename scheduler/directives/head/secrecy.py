"""Whether a document is marked as a state secret: such a one is not brought into a system on an open network.

What marks it is the stamp of its level (Thông tư 24/2020/TT-BCA, Mẫu số 02), or the words "Độ mật: …" in its head,
where A, B and C stand for the levels (Mẫu số 03). Luật Bảo vệ bí mật nhà nước 117/2025/QH15, Điều 5 khoản 2 (before
it 29/2018/QH14, Điều 5), forbids to keep it on a machine that is connected to one. A document that speaks of secrets,
or cites a secret one, is marked by neither.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from scheduler.directives.head import stamps
from scheduler.directives.page.composing import compose
from scheduler.directives.page.source import Source
from scheduler.errors import Secrecy, SecretDocument

HEAD_LINES = 40
_LEVELS = tuple(Secrecy)
# What the letter proper begins with; below it no cell of a line is a stamp, only a line that is nothing else.
_BODY = re.compile(
    r"\W*(?:can cu|kinh gui|thuc hien|nham |de (?:thuc|trien|bao)|(?:[ivx]{1,4}|\d{1,2}|[a-d])[.)]\s|dieu \d"
    r"|phan (?:thu )?\w+[.:])"
)
_LONG = 180  # letters of a line that is a paragraph


def require_open(source: Source) -> None:
    """Raises SecretDocument where the document is marked Mật, Tối mật or Tuyệt mật."""
    if level := secrecy_of(source):
        raise SecretDocument(level)


def secrecy_of(source: Source) -> Secrecy | None:
    """The level a document is marked with, the highest of several; None for one that is not.

    One whose stamp "GIẢI MẬT" (Mẫu số 05) is read, too, is secret no more: the office that declassified it stamped it
    from the day on which that was decided. It is looked for where stamps stand, and "giải mật một phần" lifts nothing.
    """
    lines = _lines(compose(source.text).text)
    head, body = _parted(lines)
    beside = _lines(compose(source.beside).text)
    marked = [*_in_head(beside), *_in_head(head), *_in_body(body, before=head[-1:])]
    if not marked or any(stamps.is_lifted(line) for line in (*beside, *head)):
        return None
    return max(marked, key=_LEVELS.index)


def _lines(text: str) -> list[str]:
    wide = unicodedata.normalize("NFKC", text)  # letters of East Asian width, and drawn ones
    return [line for line in wide.split("\n") if line.strip()]


def _parted(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The head, and what stands below it."""
    for index, line in enumerate(lines[:HEAD_LINES]):
        if len(line) > _LONG or _BODY.match(stamps.plain(line)):
            return lines[:index], lines[index:]
    return lines[:HEAD_LINES], lines[HEAD_LINES:]


def _in_head(lines: Sequence[str]) -> Iterator[Secrecy]:
    """Of stamps that stand in a line, in a cell of one, or beside the number or the motto; and of "Độ mật: …"."""
    found = [
        level
        for before, line, after in _neighbours(lines, "")
        for level in stamps.in_head(before, line, after)
    ]
    if len(set(found)) < len(_LEVELS):  # all of them are a list
        yield from found


def _in_body(lines: Sequence[str], *, before: Sequence[str]) -> Iterator[Secrecy]:
    """Of stamps in capitals that are a line, as at the top of further pages.

    Several levels are a list of them, and where "Độ mật" heads a column the levels are those of other documents.
    """
    if any(stamps.heads_levels(line) for line in lines):
        return
    last = before[0] if before else ""
    found = {
        level
        for above, line, below in _neighbours(lines, last)
        if (level := stamps.alone(above, line, below, shouted=True))
    }
    if len(found) == 1:
        yield from found


def _neighbours(lines: Sequence[str], last: str) -> Iterator[tuple[str, str, str]]:
    """Each line with the one before it and the one after it."""
    yield from zip([last, *lines], lines, [*lines[1:], ""], strict=False)
