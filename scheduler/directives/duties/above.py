"""Duties a due has from what stands over it: a heading, a lead-in sentence, the other lines of its record."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scheduler.definition.models import DutyKind
from scheduler.directives.duties.duties import Hit, chosen, firm, hits_in
from scheduler.directives.duties.rows import owed_by_rows, titles_of
from scheduler.directives.duties.sentences import sentences
from scheduler.directives.page.structure import Paragraph, Structure, is_row

PAST = re.compile(
    r"qua (?:theo dõi|rà soát|tổng hợp|thống kê)\b"
    r"|\bđã (?!ký(?:\)| gửi| nộp)|đăng ký|được phân|nêu|giao|phân)"
    r"|vừa qua|(?<!\d )năm trước(?! ngày| \d|:)|(?:^\W*|[.\n] ?)trước đó|qua kiểm tra"
    r"|cho thấy|công bố ngày"
)
_PLAIN_HEADING = re.compile(r"tổ chức thực hiện|chế độ|nội dung|biện pháp|như sau|sau đây|sau:$")
# A record, one label a line: “Loại báo cáo: …”, “Nơi gửi: …”, “Thời hạn: …”.
_TIME_LABEL = re.compile(r"\W*(?:thời (?:hạn|gian|điểm)|hạn)(?: \w+){0,3} ?:")
# “Công ty phát động thi đua …, chia thành:” leads to rounds, not to duties.
_DIVIDES = re.compile(r"phát động[^;\n]*\b(?:chia|gồm|qua|trong|cụ thể|như sau)\b[^;\n]*:")
_TITLE = re.compile(
    r"\W*(?:biểu|bảng|lịch|thời (?:hạn|gian|điểm)|danh mục|phụ lục)\b[^.;:]*$", re.I
)
# “UBND tỉnh ban hành kế hoạch thi đua như sau:” opens the letter; “1. Xây dựng kế hoạch:” asks for one.
_OPENS_LETTER = re.compile(
    r"(?:ban hành|xây dựng|triển khai|đề ra)\b[^;\n]*\b(?:kế hoạch|chương trình|hướng dẫn)\b[^;\n]*[:,]$"
)
_LABELS = 4
_CAPTION, _LONGEST_CAPTION = 4, 200  # paragraphs over a table, letters
_SIBLINGS = 6  # paragraphs up, each of which goes on with what the first asks for


def kinds_above(structure: Structure, paragraph: Paragraph) -> list[tuple[DutyKind, Hit]]:
    """The sentence before in the same paragraph has no say; the record, the heading and the lead-in have."""
    low = structure.view.low
    for start, end in _record(structure, paragraph):
        if hits := firm(hits_in(low, start, end)):
            return chosen(low, hits, start=start, end=end)
    if caption := _caption(structure, paragraph):
        return caption
    for lead in structure.lead_ins(paragraph)[:2]:
        hits = firm(hits_in(low, lead.body, lead.end))
        if _DIVIDES.search(low, lead.body, lead.end) or _opens_letter(structure, lead):
            continue
        if _leads(low[lead.body : lead.end]) and hits and len({hit.kind for hit in hits}) <= 2:
            first = replace(hits[0], aside=False)
            return chosen(low, [first], start=lead.body, end=lead.end)
    return []


def kinds_of_last(structure: Structure, paragraph: Paragraph) -> list[tuple[DutyKind, Hit]]:
    """What the nearest paragraph before, under the same heading, asks for in its last sentence."""
    low = structure.view.low
    if is_row(structure.low(paragraph)):
        return []  # the row above is another matter
    above = structure.paragraphs[max(0, paragraph.index - _SIBLINGS) : paragraph.index]
    for before in reversed(above):
        apart = before.parents != paragraph.parents or before.region != "body"
        if apart or _opens_letter(structure, before):
            return []
        start, end = list(sentences(structure, before))[-1]
        if hits := firm(hits_in(low, start, end)):
            return chosen(low, hits, start=start, end=end)
    return []


def _caption(structure: Structure, paragraph: Paragraph) -> list[tuple[DutyKind, Hit]]:
    """What the title of a table names that only has a column of bodies and one of days."""
    low = structure.view.low
    head = titles_of(structure, paragraph)
    if not is_row(structure.low(paragraph)) or not owed_by_rows(structure.low(head)):
        return []
    above = structure.paragraphs[max(0, head.index - _CAPTION) : head.index]
    for one in reversed(above):
        words = structure.view.text[one.body : one.end]
        hits = firm(hits_in(low, one.body, one.end))
        if hits and (words.isupper() or _TITLE.match(words)) and len(words) < _LONGEST_CAPTION:
            several = re.search(r",|;| và ", low[hits[0].start : hits[-1].start])
            return [] if several else chosen(low, hits[:1], start=one.body, end=one.end)
    return []


def _opens_letter(structure: Structure, paragraph: Paragraph) -> bool:
    words = structure.low(paragraph)
    return not paragraph.mark and bool(_OPENS_LETTER.search(words))


def _leads(words: str) -> bool:
    """A heading or a sentence that ends in a colon, and of one matter."""
    short = len(words) < (50 if words.endswith(".") else 90) and not words.endswith(";")
    leads = short or (words.endswith(":") and len(words) < 220)
    return leads and not _PLAIN_HEADING.search(words) and not PAST.search(words)


def _record(structure: Structure, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """What the lines over “Thời hạn: …” of the same record say behind their labels, nearest first."""
    if not _TIME_LABEL.match(structure.low(paragraph)):
        return
    above = structure.paragraphs[max(0, paragraph.index - _LABELS) : paragraph.index]
    for one in reversed(above):
        label = structure.low(one).find(":", 0, 40)
        if label < 0 or one.parents != paragraph.parents or _TIME_LABEL.match(structure.low(one)):
            return
        yield one.start + label, one.end


def kinds_of_column(
    structure: Structure, paragraph: Paragraph, place: tuple[int, int]
) -> list[tuple[DutyKind, Hit]]:
    """A due alone in its cell is owed as the title of its column says: “| Đợt | Thời gian | Sơ kết đợt |”."""
    low, (start, end) = structure.view.low, place
    alone = low[:start].endswith("| ") and re.match(r" ?[|\n]", low[end : end + 2])
    if not alone or not is_row(structure.low(paragraph)):
        return []
    head = titles_of(structure, paragraph)
    bars = [found.start() for found in re.finditer(r"\|", structure.low(head))]
    column = low.count("|", paragraph.start, start)
    if head is paragraph or not 0 < column < len(bars):
        return []
    begin, stop = head.start + bars[column - 1], head.start + bars[column]
    return chosen(low, firm(hits_in(low, begin, stop)), start=begin, end=stop)
