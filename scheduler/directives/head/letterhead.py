"""The head of an office letter: number, place and day, kind of document, title, and where the letter proper begins.

The form is that of Nghị định 30/2020/NĐ-CP, Phụ lục I; party, union and school papers vary it.
"""

import re
from dataclasses import dataclass

from scheduler.directives.head.attached import attached_to
from scheduler.directives.head.document_types import HEADINGS
from scheduler.directives.head.heading import MOTTO, HeadPart, greeting_in, heading_in, subject_in
from scheduler.directives.page.view import View
from scheduler.text import fold

HEAD_PARAGRAPHS = 70
_ABOVE = 12  # lines over number, date and heading in which the issuer stands

_NUMBER_LINE = re.compile(
    r"\b[Ss][ốỐóồôoO]\s?[:.;]?\s?(?P<digits>\d{1,5}[a-zA-Z]?(?:-20\d\d(?=/))?)?(?P<blank>[\s.…_\-]*?)\s?(?P<rest>(?:/\s?(?:19"
    r"|20)\d\d\s?)?[/\-]\s?(?P<symbol>[A-ZĐ][\wĐđ&.]*(?:\s?[/\-]\s?[A-ZĐ][\wĐđ&.]*)*(?:\s(?:I{1,3}|IV|VI{0,3}|\d{1,2})$)?)"
    r"|\s(?P<spaced>[A-ZĐ][A-Za-zĐđ]{0,3}\s?[/\-]\s?[A-ZĐ][\wĐđ&.]*(?:\s?[/\-]\s?[A-ZĐ][\wĐđ&.]*)*))"
)
_GAP = r"[\s.…_·\-]{0,12}"
_PLACE_DATE = re.compile(
    rf"(?P<place>[^\d\n,;:()]{{2,60}}|(?:[Qq]uận"
    rf"|[Pp]hường) \d{{1,2}}),?\s?(?:ngày){_GAP}(?P<day>\d{{1,2}})?{_GAP}tháng"
    rf"{_GAP}(?P<month>\d{{1,2}})?{_GAP}năm{_GAP}(?P<year>20\s?\d\s?\d)(?!\d)"
)
_SHORT_PLACE_DATE = re.compile(
    r"^(?P<place>[^\d\n,;:()]{2,40}),\s?(?:ngày\s)?(?P<day>\d{1,2})\s?[/.\-]\s?(?P<month>\d{1,2})\s?[/.\-]\s?(?P<year>20\d\d)$"
)
_DATE_ALONE = re.compile(
    r"^\(?[Nn]gày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>20\d\d)\)?$"
)
_TEXT_BEGINS = re.compile(
    r"(?:[IVX]{1,4}|\d|[A-Z])[.)]\s|[-+•*] |\||(?:Đợt|Giai đoạn) \d|Phần (?:thứ )?\w+[.:]"
)
_BELOW_TITLE = 60  # a day further below the title is that of a signature
_TITLE_ENDS = re.compile(
    r"^(?:tm\.|kt\.|nơi nhận|ubnd |căn cứ|thực hiện|năm \d{4} |để |nhằm |kính gửi|thi hành|phát huy|trong năm"
    r"|trong những|chào mừng"
    r"|hưởng ứng|tiếp tục|ngày \d|theo |xét |\W?(?:ban hành )?kèm theo|ủy ban nhân dân|hiệu trưởng|chủ tịch|-{3})"
)
_RULE = re.compile(r"\s*(?:-{3,}|_{3,}|\*{3,})")


@dataclass(frozen=True)
class PlaceDate:
    """“Phú Thọ, ngày 15 tháng 01 năm 2024”; blanks are None."""

    place: str
    year: int
    month: int | None
    day: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Letterhead:
    """What the head says; missing parts are None. `above` are the lines over number, date and heading."""

    number: HeadPart | None
    symbol: str
    number_place: HeadPart | None
    dated: PlaceDate | None
    type: HeadPart | None
    title: HeadPart | None
    subject: HeadPart | None
    above: tuple[HeadPart, ...]
    body_from: int

    @property
    def is_letter(self) -> bool:
        """Whether there is a head at all, as an office letter has and a news story has not."""
        return self.number_place is not None or (self.dated is not None and self.type is not None)


def letterhead_of(view: View) -> Letterhead:
    """The head of the document: at most its first `HEAD_PARAGRAPHS` lines are looked at."""
    lines = _lines(view, HEAD_PARAGRAPHS)
    heading = heading_in(lines)
    limit = heading[0] if heading else greeting_in(lines)
    number, symbol, number_place = _number(lines[: (limit or 25) + 6])
    in_head = _place_date(lines[: (limit or 25) + 8])
    dated = in_head or _place_date(_last_lines(view)) or _dated_with(view)
    title, after_title = _title(lines, heading[0]) if heading else (None, 0)
    subject = subject_in(lines[: (limit or 20) + 12])
    top = min(
        [part.start for part in (number_place, in_head, heading[1] if heading else None) if part]
        or [0]
    )
    above = tuple(line for line in lines if line.end <= top)[-_ABOVE:]
    ends = [after_title, number_place.end if number_place else 0]
    if in_head and (not heading or in_head.start < after_title + _BELOW_TITLE):
        ends.append(in_head.end)
    return Letterhead(
        number,
        symbol,
        number_place,
        dated,
        heading[1] if heading else None,
        title,
        subject,
        above + _beside(lines, top),
        max(ends),
    )


def _dated_with(view: View) -> PlaceDate | None:
    """The day of the decision that the paper is issued with."""
    found = attached_to(view)
    if found is None:
        return None
    day = found.day
    return PlaceDate("", day.year, day.month, day.day, found.start, found.end)


def _lines(view: View, most: int) -> list[HeadPart]:
    lines, at = [], 0
    for line in view.text.split("\n", most)[:most]:
        if line:
            lines.append(HeadPart(line, at, at + len(line)))
        at += len(line) + 1
    return lines


def _last_lines(view: View) -> list[HeadPart]:
    """Programmes and appeals put place and day under the text."""
    start = max(0, len(view.text) - 900)
    lines, at = [], view.text.find("\n", start) + 1
    for line in view.text[at:].split("\n"):
        if line and len(line) < 70:
            lines.append(HeadPart(line, at, at + len(line)))
        at += len(line) + 1
    return lines


def _beside(lines: list[HeadPart], top: int) -> tuple[HeadPart, ...]:
    """Two columns in one line: the letterhead before “Số:” on the same line."""
    for line in lines:
        if line.start <= top < line.end:
            before = re.split(r"\s[Ss]ố\s?[:.]", line.value)[0]
            found = _NUMBER_LINE.search(line.value)
            return (
                (HeadPart(before, line.start, line.start + len(before)),)
                if found and found.start() > 12
                else ()
            )
    return ()


def _number(lines: list[HeadPart]) -> tuple[HeadPart | None, str, HeadPart | None]:
    for line in lines:
        found = _NUMBER_LINE.search(line.value)
        if (
            not found
            or found.start() > 90
            or (found.start() > 0 and _cites(line.value, found.start()))
        ):
            continue
        signs = re.sub(r"\s(?:[IV]+|\d+)$", "", found["symbol"] or found["spaced"])
        symbol = re.sub(r"\s", "", signs).strip(".")
        place = HeadPart(found[0], line.start + found.start(), line.start + found.end())
        if not found["digits"]:
            return None, symbol, place
        rest = re.sub(r"\s?([/\-])\s?", r"\1", found["rest"]).rstrip(".-/")
        return HeadPart(found["digits"] + rest, place.start, place.end), symbol, place
    return None, "", None


def _cites(line: str, start: int) -> bool:
    """“Căn cứ Kế hoạch số 12/KH-…” is another document's number."""
    before = line[max(0, start - 30) : start].lower().rstrip()
    return (
        bool(
            re.search(
                r"(?:thị|hoạch|định|văn|quyết|dẫn|báo|trình|tư|luận|phép|tri|tịch|điện|án|kèm theo.{0,20})$",
                before,
            )
        )
        and not before.isupper()
    )


def _place_date(lines: list[HeadPart]) -> PlaceDate | None:
    for line in lines:
        alone = _DATE_ALONE.match(line.value)
        if alone:
            return PlaceDate(
                "", int(alone["year"]), int(alone["month"]), int(alone["day"]), line.start, line.end
            )
        if len(line.value) > 400:
            continue
        found = _PLACE_DATE.search(line.value) or _SHORT_PLACE_DATE.search(line.value)
        if found and not re.search(
            r"\b(?:số|quyết định|quy định|căn cứ|kèm theo|từ|đến|trước|thông qua)\b[^,]*$",
            found["place"].lower(),
        ):
            return _dated(found, line)
    return None


def _dated(found: "re.Match[str]", line: HeadPart) -> PlaceDate:
    place = re.split(r"[/\-]\s?[A-ZĐ][\w\-&.]*\s|(?:Hạnh phúc|PHÚC|NAM)\s", found["place"])[
        -1
    ].strip(" *.-_|")
    month = int(found["month"]) if found["month"] else None
    day = int(found["day"]) if found["day"] else None
    year = int(re.sub(r"\s", "", found["year"]))
    start = line.start + found.end("place") - len(place)
    return PlaceDate(place, year, month, day, max(start, line.start), line.start + found.end())


def _title(lines: list[HeadPart], heading: int) -> tuple[HeadPart | None, int]:
    """The lines under the heading, up to the first that begins the text. -> title, position after it."""
    kept: list[HeadPart] = []
    for line in lines[heading + 1 : heading + 8]:
        low = line.value.lower().strip(" *“")
        if kept and (_TITLE_ENDS.match(low) or _TEXT_BEGINS.match(line.value)):
            break
        if (
            len(line.value) > 380
            or (not kept and _TITLE_ENDS.match(low) and len(low) > 120 and low[-1] in ".,:;")
            or low.startswith("kính gửi")
        ):
            break
        if kept and (line.value[-1] in ".:;" or len(line.value) > 220) and not line.value.isupper():
            break
        if _PLACE_DATE.search(line.value) or MOTTO.match(fold(low)) or _RULE.match(low):
            continue
        kept.append(line)
    own = re.sub(r"^\W*(?:" + "|".join(HEADINGS) + r")\b\W*", "", lines[heading].value, flags=re.I)
    if len(own) > 3:
        kept = [HeadPart(own, lines[heading].end - len(own), lines[heading].end), *kept]
    if not kept:
        return None, lines[heading].end
    value = " ".join(part.value for part in kept).strip(" *-_")
    return HeadPart(value, kept[0].start, kept[-1].end), kept[-1].end
