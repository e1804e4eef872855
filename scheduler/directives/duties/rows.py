"""Rows of a table: what the title of a column says of the cells below it."""

import re

from scheduler.directives.page.structure import Paragraph, Structure, is_row

_ROWS = 40  # a table's titles are looked for so far up
_BODY_CELL = re.compile(r"(?=.*[^\W\d])[^|]{2,120}")
WHO = re.compile(
    r"(?:đơn vị|cơ quan|người|bộ phận)(?: \w+){0,2} (?:thực hiện|báo cáo|gửi|nộp|chủ trì|phụ trách)|trách nhiệm|chủ trì"
    r"|^\W*(?:tên )?(?:các )?(?:đơn vị|cơ quan|bộ phận|địa phương)\W*$"
)
# “Các sở”, “Khối trường học”: who, not what (“Ban hành …”).
_UNIT = re.compile(
    r"(?:(?:các|khối|cụm) \w|(?:sở|phòng|ban|xã|phường|trường|công đoàn|văn phòng) (?!hành\b)\w)[^|\d]{0,60}"
)
TO = re.compile(r"nơi (?:nhận|gửi)|(?:cơ quan|đơn vị) (?:tiếp )?nhận|gửi (?:về|đến)")


def titles_of(structure: Structure, paragraph: Paragraph) -> Paragraph:
    """The first row of the table of a row, which may be the row itself."""
    head = paragraph
    for above in reversed(structure.paragraphs[max(0, paragraph.index - _ROWS) : paragraph.index]):
        if not is_row(structure.low(above)):
            break
        head = above
    return head


def cell_of(structure: Structure, paragraph: Paragraph, title: "re.Pattern[str]") -> str | None:
    """The words of a row under the only column that is called so; None where there is none, or no words."""
    head = titles_of(structure, paragraph)
    if head is paragraph or not is_row(structure.low(paragraph)):
        return None
    titles = structure.low(head).split("|")
    columns = [number for number, words in enumerate(titles) if title.search(words)]
    view = structure.view
    cells = view.text[paragraph.start : paragraph.end].split("|")
    if len(columns) != 1 or len(cells) != len(titles):
        return None
    words = " ".join(cells[columns[0]].split())
    return words if _BODY_CELL.fullmatch(words) else None


def unit_over(structure: Structure, paragraph: Paragraph, at: int) -> str | None:
    """The body that the column of the place `at` of a row is called by: “| Loại báo cáo | Các sở | Các xã |”."""
    head = titles_of(structure, paragraph)
    if head is paragraph or not is_row(structure.low(paragraph)):
        return None
    view = structure.view
    titles = view.text[head.start : head.end].split("|")
    column = view.text.count("|", paragraph.start, at)
    words = " ".join(titles[column].split()) if column < len(titles) else ""
    return words if _UNIT.fullmatch(words.lower()) else None
