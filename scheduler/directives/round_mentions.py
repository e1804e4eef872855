"""Where a text names a round: by number, by a step of a speech, by a label, in a row of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.directives.counted_rounds import COUNTED
from scheduler.directives.moments import ordinal_number
from scheduler.directives.structure import Paragraph, Structure, is_row

# “Đợt đầu, từ …”, “giai đoạn cuối (tháng …”: a word that is a number only when the days follow.
_DAYS_FOLLOW = (
    r"(?=[,:]? ?(?:\(|từ\b|tính|kể từ|kéo dài|diễn ra|bắt đầu|trong |quý |tháng \d|đến (?:hết|ngày|\d)"
    r"|tới |\d{1,2}/\d))"
)
_NUMBER = (
    r"(?P<number>\d{1,2}(?![\d/.,]?\d|%| ?(?:ngày|tháng|tuần|lần|giờ|tỷ|triệu|năm|đợt|đơn vị))"
    r"|i{1,3}\b|iv\b|vi{0,3}\b|l{1,2}\b|\|{1,3}|thứ (?:nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|\d{1,2}|i{1,3}|iv)\b|một\b"
    rf"|hai\b|ba\b|bốn\b|đầu tiên\b|đầu{_DAYS_FOLLOW}"
    rf"|(?:kế tiếp|tiếp theo|còn lại|sau cùng|cuối cùng|cuối|giữa|sau){_DAYS_FOLLOW})"
)
# The rest of a row that began with "đợt đầu": its number is one more than that of the round before.
_NEXT = ("kế tiếp", "tiếp theo", "còn lại", "sau cùng", "cuối cùng", "cuối", "giữa", "sau")
_NAMED = re.compile(
    r"\b(?P<noun>đợt|giai đoạn|chặng|bước|vụ(?= thứ)|học k[ỳì])(?: thi đua| phát động| phong trào| ngắn hạn"
    rf"| trong năm)*(?: số)?:? ?(?:\()?{_NUMBER}"
)
_LABELLED = re.compile(
    r"^(?P<noun>đợt|chặng|giai đoạn)(?: thi đua)? (?=[^\W\d]|[“\"])[^:(;.\n]{3,90}(?=[:(])"
)
# “Vụ Xuân (15/01 - 30/5), Vụ Mùa (từ …)”: two labels of one kind in a row, each with its days.
_LABELLED_IN_A_ROW = re.compile(
    r"\b(?P<noun>vụ|đợt|chặng|giai đoạn|kỳ)(?: thi đua)? (?P<label>[^\W\d][^:(;.,\n]{1,40}?)"
    r" ?(?=\((?:từ )?(?:ngày )?\d{1,2}[/.]\d)"
)
# A speech tells its rounds in words: "Trước hết, từ nay đến …", "Tiếp đến, từ …", "Sau cùng, …".
_STEPS = {
    "trước hết": 1,
    "trước mắt": 1,
    "đầu tiên": 1,
    "tiếp đến": 2,
    "tiếp theo": 2,
    "tiếp đó": 2,
    "sau đó": 3,
    "sau cùng": 3,
    "cuối cùng": 3,
}
_STEP = re.compile(rf"(?P<word>{'|'.join(_STEPS)}),? (?=từ )")
_PEAK = re.compile(r"cao điểm|đặc biệt|chiến dịch|nước rút|ngày đêm")
# An inline round is defined only when its days follow at once: "đợt 1 từ 02/10 đến 15/11", "Đợt 1 (05/9 - 20/11)".
_AT_ONCE = re.compile(
    r"^[ ,:(–-]{0,4}(?:năm \d{4}|năm học \S+)?[ ,:(–-]{0,4}(?:được )?"
    r"(?:thực hiện|mở|tiến hành|triển khai|phát động|diễn ra|tổ chức|bắt đầu|tính"
    r"|thời gian(?: thực hiện)?)?[ :(]{0,3}(?:từ|trong|kể từ|bắt đầu từ|quý|tháng|\w+ tháng\b|nối tiếp|tiếp nối"
    r"|thời gian còn lại"
    r"|\d{1,2}/\d|ngày|đến|kết thúc|kéo dài|(?:ngay )?sau [^.;:\d]{3,40}, (?=kết thúc|đến|kéo dài))"
)
_NOT_DEFINED = re.compile(
    r"^[ ,:(]{0,3}(?:trước(?! tết)|chậm nhất|gửi|xong|muộn nhất"
    r"|sau(?! tết| [^.;:\d]{3,40}, (?:kết thúc|đến|kéo dài))|hạn)"
)
# "đợt 1 chào mừng … (08/7 - 31/8)"
_IN_BRACKETS = re.compile(
    r"^[^.;\n]{0,100}?\((?:từ (?!nay)[^()\n]{5,60}\)|(?:từ )?(?:ngày )?\d{1,2}/\d{1,2}(?:/20\d\d)? ?(?:-"
    r"|đến) ?(?:ngày )?\d{1,2}/\d{1,2}(?:/20\d\d)?\))"
)
_REFERS = re.compile(
    r"(?:nối tiếp|tiếp nối|tiếp theo|kết thúc|sau(?: khi)?|so với|kết quả|báo cáo|sơ kết|tổng kết|trong"
    r"|gắn với|hồ sơ|thưởng|đầu|giữa|cuối|hết|đến|tới)(?: của)?$"
)
# “Kỳ xét sáng kiến: đợt 1 trong tháng 5, đợt 2 …”: rounds of some work, not of the campaign.
_OF_WORK = re.compile(
    r"(?:hồ sơ|báo cáo|sáng kiến|khen thưởng|đăng ký|kiểm tra|chấm điểm|sơ kết|tổng kết)[^.;:\n]{0,30}:"
    r"(?: ?(?:đợt|giai đoạn)[^.;\n]*)?$"
)
_CELL = re.compile(
    r"(?:^|\|)\s?(?:(?P<noun>đợt|giai đoạn|chặng)(?: thi đua)? ?)?(?P<number>\d{1,2}|i{1,3}|iv|v|thứ \w+)\b[^|]{0,80}\|"
)
# The round stands in a later column: "| Từ 01/01 đến 30/4 | Đợt 1 | …"
_LATER_CELL = re.compile(
    r"\|\s?(?P<noun>đợt|giai đoạn|chặng)(?: thi đua)? (?P<number>\d{1,2}|i{1,3}|iv|v|thứ \w+)\b[^|]{0,80}\|"
)
_TABLE_HEAD = re.compile(r"^[^\n]*\b(?:đợt|giai đoạn|chặng)\b")


@dataclass(frozen=True)
class Mention:
    """A round named at `start:end`; `noun` and `number` (or `label`) tell it from the others."""

    noun: str
    number: int | None
    label: str
    paragraph: Paragraph
    start: int
    end: int
    opens: bool  # stands at the start of its paragraph


def mentions_in(structure: Structure) -> Iterator[Mention]:
    """Every mention in the text that defines a round, in order."""
    last: Mention | None = None
    for paragraph in structure.paragraphs:
        if paragraph.region in ("tail", "chrome") or is_row(structure.low(paragraph)):
            continue
        for mention in _in_paragraph(structure, paragraph, last):
            yield mention
            last = mention


def _in_paragraph(
    structure: Structure, paragraph: Paragraph, last: Mention | None
) -> Iterator[Mention]:
    low, text = structure.view.low, structure.view.text
    for found in _NAMED.finditer(low, paragraph.start, paragraph.end):
        word = found["number"].strip()
        number = _after(last, found["noun"]) if word in _NEXT else ordinal_number(word)
        opens = not re.search(
            r"\w", low[paragraph.body : found.start()].replace("phong trào thi đua", "")
        )
        if number is None or not _defines(low, paragraph, found, opens=opens):
            continue
        label = text[found.start() : found.end()].strip(" :(")
        last = Mention(found["noun"], number, label, paragraph, found.start(), found.end(), opens)
        yield last
    yield from _stepped(structure, paragraph)
    yield from _labelled(structure, paragraph)
    yield from _counted(structure, paragraph)


def _after(last: Mention | None, noun: str) -> int | None:
    """The number of “đợt sau”: one more than that of the round named before it."""
    return last.number + 1 if last and last.number is not None and last.noun == noun else None


def _defines(low: str, paragraph: Paragraph, found: "re.Match[str]", *, opens: bool) -> bool:
    """Whether the words say when the round is, and do not only refer to it."""
    after = low[found.end() : min(paragraph.end, found.end() + 150)]
    if _NOT_DEFINED.match(after):
        return False
    if found["noun"].startswith("học") and not _AT_ONCE.match(after):
        return False
    if opens:
        return True
    before = low[paragraph.start : found.start()].rstrip()
    refers = _REFERS.search(before[-30:]) or _OF_WORK.search(before[-160:])
    if paragraph.region == "head" or refers:
        return False
    return bool(_AT_ONCE.match(after) or _IN_BRACKETS.match(after))


def _stepped(structure: Structure, paragraph: Paragraph) -> Iterator[Mention]:
    """The steps of a speech."""
    step = _STEP.match(structure.view.low, paragraph.body, paragraph.end)
    if step:
        word = step["word"]
        place = (step.start(), step.end("word"))
        yield Mention("bước", _STEPS[word], word.capitalize(), paragraph, *place, opens=True)


def _labelled(structure: Structure, paragraph: Paragraph) -> Iterator[Mention]:
    """“Đợt mừng Đảng, mừng Xuân (từ …)”: an item named by a label, no peak."""
    low, text = structure.view.low, structure.view.text
    labelled = _LABELLED.match(low[paragraph.body : paragraph.end])
    if labelled and paragraph.mark and not _PEAK.search(low[paragraph.body : paragraph.body + 60]):
        stop = min(paragraph.end, paragraph.body + 110)
        name = re.split(r"[:(;]", text[paragraph.body : stop])[0].strip()
        place = (paragraph.body, paragraph.body + labelled.end())
        yield Mention(labelled["noun"], None, name, paragraph, *place, opens=True)
        return
    in_a_row = [
        found
        for found in _LABELLED_IN_A_ROW.finditer(low, paragraph.start, paragraph.end)
        if ordinal_number(found["label"]) is None and not _PEAK.search(found[0])
    ]
    for found in in_a_row if len({one["noun"] for one in in_a_row}) < len(in_a_row) else ():
        yield Mention(
            found["noun"], None, text[found.start() : found.end()], paragraph, *found.span(), False
        )


def _counted(structure: Structure, paragraph: Paragraph) -> Iterator[Mention]:
    """“45 ngày tiếp theo: …” opens an item, or “30 ngày đầu …, 40 ngày tiếp theo …” in a row."""
    counted = list(COUNTED.finditer(structure.view.low, paragraph.start, paragraph.end))
    opens = bool(counted) and counted[0].start() == paragraph.body
    for found in counted if opens or (len(counted) > 1 and counted[0]["first"]) else ():
        label = structure.view.text[found.start() : found.end()]
        yield Mention(
            "ngày", None, label, paragraph, *found.span(), found.start() == paragraph.body
        )


def rows_in(structure: Structure) -> Iterator[Mention]:
    """Rows that name their round first, or of a table whose head names rounds: a cell is or carries the number."""
    inside = False
    for paragraph in structure.paragraphs:
        low = structure.low(paragraph)
        if not is_row(low):
            inside = False
            continue
        if not inside and _TABLE_HEAD.match(low) and not re.search(r"\d", low):
            inside = True
            continue
        cell = _CELL.match(low) or _LATER_CELL.search(low)
        if cell and (inside or (cell.start() == 0 and cell["noun"])):
            number = ordinal_number(cell["number"])
            label = f"Đợt {cell['number'].upper()}"
            yield Mention(
                cell["noun"] or "đợt",
                number,
                label,
                paragraph,
                paragraph.start,
                paragraph.start + (cell.end("number") if cell.start() == 0 else 1),
                True,
            )
