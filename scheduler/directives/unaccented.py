"""Vietnamese typed without accents: no rule reads it, so that it is told."""

import re
from collections.abc import Iterator

from scheduler.directives.model import Note
from scheduler.directives.page.view import View
from scheduler.language import _

_LINE = re.compile(r"[^\n]+")
_WORDS = re.compile(
    r"(?<![\w-])(?:bao cao|ke hoach|thi dua|truoc(?: ngay)?|cham nhat|tong ket|so ket|dang ky|don vi|de nghi|yeu cau"
    r"|khen thuong|phong trao|ho so|danh sach|ket qua|gui(?: ve)?|nop(?: ve)?|den het|thoi gian|uy ban)(?![\w-])"
)
_FEWEST = 2
_SHOWN = 11  # words of a quote


def unaccented_in(view: View) -> Iterator[Note]:
    """One note for the whole text, at its first line without any accent that asks or tells in Vietnamese."""
    for line in _LINE.finditer(view.low):
        said = _WORDS.findall(line[0]) if line[0].isascii() else []
        if len(said) < _FEWEST:
            continue
        words = list(re.finditer(r"\S+", line[0]))[:_SHOWN]
        start, end = (line.start() + at for at in (words[0].start(), words[-1].end()))
        sentence = _("Văn bản có câu gõ không dấu, không đọc được: “{words}”.")
        text = sentence.format(words=view.words(start, end))
        yield Note("missing", text, view.quote(start, end))
        return
