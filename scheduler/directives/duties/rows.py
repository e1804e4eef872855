"""Rows of a table: what the title of a column says of the cells below it."""

import re

from scheduler.directives.duties.elliptic import is_body
from scheduler.directives.page.structure import Paragraph, Structure, is_row

_ROWS = 40  # a table's titles are looked for so far up
_BODY_CELL = re.compile(
    r"(?=.*[^\W\d])(?!\W*(?:khen thưởng|hồ sơ|báo cáo|đăng ký|danh hiệu)\b)[^|]{2,120}", re.I
)
WHO = re.compile(
    r"(?:đơn vị|cơ quan|người|bộ phận)(?: \w+){0,2} (?:thực hiện|báo cáo|gửi|nộp|chủ trì|phụ trách)|trách nhiệm|chủ trì"
    r"|^\W*(?:tên |nhóm |khối )?(?:các )?(?:đơn vị|cơ quan|bộ phận|địa phương|đối tượng)\W*$"
)
# “Các sở”, “Khối trường học”: who, not what (“Ban hành …”).
_UNIT = re.compile(
    r"(?:(?:các|khối|cụm) \w|(?:sở|phòng|ban|xã|phường|trường|công đoàn|văn phòng) (?!hành\b)\w)[^|\d]{0,60}"
)
TERM = re.compile(r"(?:thời )?hạn\b|(?:thời gian|ngày|thời điểm) (?:hoàn thành|nộp|gửi)|hoàn thành")
_MATTER = re.compile(r"nội dung|công việc|nhiệm vụ|đầu việc|loại báo cáo|tên báo cáo|hoạt động")
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


def owed_by_rows(titles: str) -> bool:
    """Whether columns so called are those of bodies and of times: what is owed stands over the table."""
    names = [title.strip() for title in titles.split("|")]
    of_matter = any(_MATTER.search(name) for name in names)
    return any(map(WHO.search, names)) and any(map(TERM.match, names)) and not of_matter


def work_of(structure: Structure, paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """Place of the cell that says what somebody has to do by the place `at` of a row, under titles that say so."""
    head = titles_of(structure, paragraph)
    titles, low = structure.low(head).split("|"), structure.view.low
    cells = low[paragraph.start : paragraph.end].split("|")
    column = low.count("|", paragraph.start, at)
    matters = [number for number, title in enumerate(titles) if _MATTER.search(title)]
    if len(cells) != len(titles) or len(matters) != 1 or not TERM.match(titles[column].strip()):
        return None
    if cell_of(structure, paragraph, WHO) is None:
        return None
    begin = paragraph.start + sum(len(cell) + 1 for cell in cells[: matters[0]])
    return begin, begin + len(cells[matters[0]])


def unit_over(structure: Structure, paragraph: Paragraph, at: int) -> str | None:
    """The body that the column of the place `at` of a row is called by: “| Loại báo cáo | Các sở | Các xã |”."""
    head = titles_of(structure, paragraph)
    if head is paragraph or not is_row(structure.low(paragraph)):
        return None
    view = structure.view
    titles = view.text[head.start : head.end].split("|")
    column = view.text.count("|", paragraph.start, at)
    whole = view.text.count("|", paragraph.start, paragraph.end) == len(titles) - 1
    words = " ".join(titles[column].split()) if whole and column < len(titles) else ""
    first = re.split(r",| và ", words.lower())[0]
    return words if _UNIT.fullmatch(words.lower()) or is_body(f"{first}:") else None
