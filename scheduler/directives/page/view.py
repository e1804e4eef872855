"""The reading view: what a person would read aloud, with a way back to the file for every letter.

One line a paragraph, NFC, one space between words, scanner's digits repaired. `low` is the same text in lower
case with one tone style, for patterns; both have the same length.
"""

import re
from array import array
from dataclasses import dataclass

from scheduler.directives.page.composing import compose
from scheduler.directives.page.layout import BAR, PART, SPACE, paragraphs
from scheduler.directives.page.scanning_errors import repair
from scheduler.directives.page.source import Source

QUOTE_WORDS = 12
_BETWEEN = {BAR: " | ", PART: " ; "}
# Inside brackets of a pattern. A range “À-Ỹ” will not do: capitals and small letters alternate in Unicode.
CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
SMALL = CAPITALS.lower()
# "hoà" and "hòa", "uỷ" and "ủy" are one word in two spellings; patterns know the second.
_TONES = {
    **{"o" + a: o + "a" for a, o in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{"o" + e: o + "e" for e, o in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{"u" + y: u + "y" for y, u in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}
_TONE = re.compile("(?<!q)(?:" + "|".join(_TONES) + r")(?!\w)")
# “trước ngày15/6”, “06tháng 02”: a word of days and its number, typed without the space between them.
_GLUED = re.compile(
    r"(?<=\d)(?=(?:ngày|tháng|năm|đến|và)(?![^\W\d_]))"
    r"|(?<![^\W\d_])(?:ngày|tháng|năm|từ|đến|trước|hết|quý)(?=\d)",
    re.I,
)


@dataclass(frozen=True)
class Quote:
    """Words as they stand in the file, from `offset` on (code points), twelve at most."""

    quote: str
    offset: int


@dataclass(frozen=True)
class View:
    """Text for reading; letter `i` was printed at `starts[i]:ends[i]` of `raw`."""

    raw: str
    text: str
    low: str
    starts: "array[int]"
    ends: "array[int]"

    def quote(self, start: int, end: int) -> Quote:
        """The words of the file behind `text[start:end]`."""
        while start < end and self.text[start].isspace():
            start += 1
        if start >= end:
            return Quote("", 0)
        offset = self.starts[start]
        return Quote(_first_words(self.raw[offset : max(self.ends[end - 1], offset)]), offset)

    def words(self, start: int, end: int) -> str:
        """The text between, in one line, without the signs around it."""
        return " ".join(self.text[start:end].split()).strip(" ,;:.-•*+(|")


def _first_words(text: str) -> str:
    words = list(re.finditer(r"\S+", text[:2000]))
    return (
        text[: words[QUOTE_WORDS - 1].end()]
        if len(words) > QUOTE_WORDS
        else text[: words[-1].end()]
        if words
        else ""
    )


def view_of(source: Source) -> View:
    """The reading view of a source; linear in its length."""
    letters = compose(source.text)
    kept: list[str] = []
    starts, ends = array("l"), array("l")
    for paragraph in paragraphs(letters):
        _append_paragraph(
            letters.text,
            _unglued(letters.text, paragraph),
            kept,
            starts=starts,
            ends=ends,
            printed=(letters.starts, letters.ends),
        )
    text = repair("".join(kept))
    return View(source.text, text, lower(text), starts, ends)


def _unglued(text: str, places: list[int]) -> list[int]:
    """The places with a space where a word of days and its number have none."""
    printed = "".join([text[place] if place >= 0 else " " for place in places])
    unglued = list(places)
    for found in reversed([*_GLUED.finditer(printed)]):
        unglued.insert(found.end(), SPACE)
    return unglued


def _append_paragraph(
    text: str,
    places: list[int],
    kept: list[str],
    *,
    starts: "array[int]",
    ends: "array[int]",
    printed: tuple["array[int]", "array[int]"],
) -> None:
    """One paragraph and its closing break; runs of spaces become one."""
    blank = True
    last = next((place for place in places if place >= 0), 0)
    for place in places:
        for letter in _BETWEEN.get(place, " ") if place < 0 else text[place]:
            if letter.isspace() and blank:
                continue
            blank = letter.isspace()
            last = max(place, last)
            kept.append(" " if blank else letter)
            starts.append(printed[0][last])
            ends.append(printed[1][last])
    if kept:
        kept.append("\n")
        starts.append(printed[0][last])
        ends.append(printed[1][last])


def lower(text: str) -> str:
    """Lower case, one tone style, exactly as long as `text`."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(
            [one if len(one) == 1 else letter for letter in text for one in [letter.lower()]]
        )
    return _TONE.sub(lambda found: _TONES[found[0]], low)
