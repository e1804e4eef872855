"""Which printed lines belong together: page numbers go, cut lines are joined, markdown is taken off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from scheduler.directives.page.composing import Letters
from scheduler.directives.page.stacked_tables import spaced_rows, stacked_rows

# Lines that only number a page.
_PAGE_NUMBER = re.compile(
    r"^\W{0,6}(?:(?:trang|page)\s{0,3}(?:số\s)?)?\d{1,3}(?:\s{0,2}(?:/|of|-)\s{0,2}\d{1,3})?\W{0,6}$"
    r"|^\d{1,3}\s?\|\s?p\s?a\s?g\s?e$",
    re.I,
)
# Lines of rules, stars, table borders.
_RULE = re.compile(r"^[\s\-_=*~.|:+•#\u2500-\u257f]{3,}$|^[-_=*~]{1,2}$")
_MARKER = re.compile(
    r"^(?:[-+•*–]\s|\(?\d{1,2}[.)](?!\d)\s?|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s|[a-zđA-ZĐ]\)|[a-zđ]\.\s|\(\w\)\s"
    r"|[IVX]{1,5}[.)\-]\s?"
    r"|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|PHỤ LỤC|Phụ lục|Đợt|ĐỢT|Giai đoạn|Quý)\s|["
    r"|“\"]?(?:Nơi nhận|NƠI NHẬN|Kính gửi|KÍNH GỬI)\b)"
)
_ENDS_OPEN = re.compile(
    r"(?:\b(?:ngày|tháng|(?<!đầu )(?<!cuối )(?<!giữa )(?<!cả )(?<!hết )năm|từ|đến|trước|hết"
    r"|và|của|với|cho|các|số|tại|về|trong|nhất|là|theo|quý|hoặc|đợt"
    r"|kỷ niệm|khóa)|[,/(–]|\d\s?-)$",
    re.I,
)
_ENDS_CLOSED = re.compile(r"[.;:!?…][\"”*)]{0,3}$|/\.$")
_STARTS_TAIL = re.compile(
    r"^(?:/|-\s?\d{1,2}/\d|\d{1,2}/\d{1,2}/\d{4}|\d{4}\b|tháng\s\d|năm\s\d|\))", re.I
)
_WANTS_NUMBER = re.compile(r"(?:\b(?:ngày|tháng|năm|số|đợt|trước|từ|đến)|/|\bsố ?:)$", re.I)
_TAKES_NUMBER = re.compile(r"^(?:tháng|năm|/|-|đến|ngày)", re.I)
LONGEST = 4000
# Stand in a paragraph for the space that joins two lines, and for the edge of a cell.
SPACE, BAR = -1, -2
_TITLE_CASE_FROM = 100  # a line longer than this is a paragraph of its own, not a wrapped line


@dataclass(frozen=True)
class PrintedLine:
    """One printed line: positions of its letters, its text, and whether an empty line stood before it."""

    places: list[int]
    text: str
    after_gap: bool


def paragraphs(letters: Letters) -> list[list[int]]:
    """Positions of letters, one list a paragraph, with `SPACE` and `BAR` between them."""
    lines = _lines(letters)
    width = _wrap_width(lines)
    joined: list[list[int]] = []
    previous = ""
    opened = False
    for line in lines:
        if joined and _continues(previous, line, width=width, opened=opened):
            joined[-1] += [SPACE, *line.places]
        else:
            joined.append(line.places)
            opened = False
        opened = _leaves_open(line.text, opened=opened)
        previous = line.text
    return [part for whole in joined for part in _cut(letters.text, whole)]


def _cut(text: str, places: list[int]) -> Iterator[list[int]]:
    """A text without line breaks, cut after full stops: no paragraph is longer than `LONGEST`."""
    while len(places) > LONGEST:
        stops = (
            at
            for at in range(LONGEST, LONGEST // 2, -1)
            if places[at] >= 0
            and text[places[at]] == "."
            and (places[at + 1] < 0 or text[places[at + 1]].isspace())
        )
        at = next(stops, LONGEST)
        yield places[: at + 1]
        places = places[at + 1 :]
    yield places


def _leaves_open(text: str, *, opened: bool) -> bool:
    """Whether a bracket is open at the end of this line."""
    last_open, last_closed = text.rfind("("), text.rfind(")")
    if last_open == last_closed == -1:
        return opened and len(text) < _TITLE_CASE_FROM
    return last_open > last_closed


def _lines(letters: Letters) -> list[PrintedLine]:
    kept: list[PrintedLine] = []
    gap = True
    raw_lines = letters.text.split("\n")
    begins = list(accumulate((len(raw) + 1 for raw in raw_lines), initial=0))
    rows = stacked_rows(raw_lines)
    cells = {index for row in rows.values() for index in row}
    spaced = spaced_rows(raw_lines)
    for index, raw in enumerate(raw_lines):
        places = _without_markup(raw, begins[index])
        text = "".join([letters.text[i] for i in places]).strip()
        if index in rows:
            kept.append(
                _row([raw_lines[at] for at in rows[index]], [begins[at] for at in rows[index]])
            )
        elif index in cells:
            continue
        elif index in spaced:
            parts = spaced[index]
            cut = [begins[index] + start for start, _end in parts]
            kept.append(_row([raw[start:end] for start, end in parts], cut))
        elif not text or _RULE.match(raw.strip()):
            gap = True
        elif _is_page_number(text, kept, raw_lines, index):
            gap = gap or not kept
        else:
            kept.append(PrintedLine(places, text, gap))
            gap = False
    return kept


def _row(cells: list[str], begins: list[int]) -> PrintedLine:
    """The cells in one line between bars, as a table with borders is printed."""
    places = [BAR]
    for cell, at in zip(cells, begins, strict=True):
        places += [*_without_markup(cell, at), BAR]
    return PrintedLine(places, f"| {' | '.join(cells)} |", True)


def _is_page_number(text: str, kept: list[PrintedLine], raw_lines: list[str], index: int) -> bool:
    if len(text) > 16 or not _PAGE_NUMBER.match(text):
        return False
    following = next(
        (line.strip() for line in raw_lines[index + 1 : index + 4] if line.strip()), ""
    )
    wanted = kept and _WANTS_NUMBER.search(kept[-1].text) and _TAKES_NUMBER.match(following)
    return not wanted


def _without_markup(raw: str, at: int) -> list[int]:
    """Positions of the letters of one line, without markdown signs; table borders become “;” elsewhere."""
    heading = re.match(r"\s*(?:#{1,6}\s|>\s)?", raw)
    first = heading.end() if heading else 0
    bullet = re.match(r"\s*\*\s", raw[first : first + 12])
    keep_star = first + bullet.end() - 2 if bullet else -1
    return [
        at + i
        for i in range(first, len(raw))
        if (raw[i] != "*" or i == keep_star)
        and not (raw[i] == "_" and raw[i - 1 : i + 2].count("_") > 1)
        and raw[i] != "`"
    ]


def _wrap_width(lines: list[PrintedLine]) -> int:
    """The width at which a typist or scanner wrapped the lines; 0 when paragraphs stand on one line each."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 6 or lengths[-1] > 3 * lengths[len(lengths) // 2] + 120:
        return 0
    return lengths[int(len(lengths) * 0.8)] if lengths[-1] < 180 else 0


def _continues(previous: str, line: PrintedLine, *, width: int, opened: bool) -> bool:
    text = line.text
    if text.startswith("|") or previous.startswith("|") or " | " in text or " | " in previous:
        return False
    if _STARTS_TAIL.match(text) and (opened or _WANTS_NUMBER.search(previous) or text[0] in "/)"):
        return True
    if opened and not line.after_gap and text[:1] in "-–" and text[1:3].strip()[:1].isdigit():
        return True
    if _MARKER.match(text):
        return (
            bool(_WANTS_NUMBER.search(previous))
            and text[:1].isdigit()
            and not _ENDS_CLOSED.search(previous)
        )
    if _ENDS_OPEN.search(previous) and not _is_shout(previous):
        return True
    if _ENDS_CLOSED.search(previous):
        return False
    if text[0].islower():
        return True
    return _wrapped(previous, line, width=width)


def _wrapped(previous: str, line: PrintedLine, *, width: int) -> bool:
    """A full line without a full stop goes on, unless it shouts (headings) or a gap follows."""
    if line.after_gap or not width or _is_shout(previous) or _is_shout(line.text):
        return False
    return len(previous) >= 0.72 * width and len(previous) > 40


def _is_shout(text: str) -> bool:
    return text.isupper() and len(text) < _TITLE_CASE_FROM
