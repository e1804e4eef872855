"""Where a text names a round: by number, by a step of a speech, by a label, in a row of a table."""

import re
from collections.abc import Iterator

from scheduler.directives.days.day_mentions import ordinal_number
from scheduler.directives.page.structure import Paragraph, Structure, is_row
from scheduler.directives.rounds.labelled_rounds import counted_in, labelled_in, siblings_in
from scheduler.directives.rounds.mention import FOLLOWS, RoundMention
from scheduler.directives.rounds.undated import tells_of_itself

# “Đợt đầu, từ …”, “giai đoạn cuối (tháng …”: a word that is a number only when the days follow.
_DAYS_FOLLOW = (
    r"(?=[,:]? ?(?:\(|từ\b|tính|kể từ|kéo dài|diễn ra|bắt đầu|trong |quý |tháng \d|đến (?:hết|ngày|\d)"
    r"|tới |\d{1,2}/\d))"
)
_NUMBER = (
    r"(?P<number>\d{1,2}(?![\d/.,]?\d|%| ?(?:ngày|tháng|tuần|lần|giờ|tỷ|triệu|năm(?! 20\d\d)|đợt|đơn vị))"
    r"|i{1,3}\b|iv\b|vi{0,3}\b|l{1,2}\b|\|{1,3}|thứ (?:nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|\d{1,2}|i{1,3}|iv)\b|một\b"
    rf"|hai\b|ba\b|bốn\b|đầu tiên\b|đầu{_DAYS_FOLLOW}"
    rf"|(?:kế tiếp|tiếp theo|còn lại|sau cùng|cuối cùng|cuối|giữa|sau){_DAYS_FOLLOW})"
)
# The rest of a row that began with "đợt đầu": its number is one more than that of the round before.
_NEXT = ("kế tiếp", "tiếp theo", "còn lại", "sau cùng", "cuối cùng", "cuối", "giữa", "sau")
_NAMED = re.compile(
    r"\b(?P<noun>đợt|giai đoạn|chặng|bước|vụ(?= thứ)|kỳ(?= thi đua| thứ)|mốc(?= thi đua| \d)"
    rf"|học k[ỳì])(?: thi đua| phát động| phong trào| ngắn hạn"
    rf"| trong năm)*(?: số)?:? ?(?:\()?{_NUMBER}"
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
# An inline round is defined only when its days follow at once: "đợt 1 từ 02/10 đến 15/11", "Đợt 1 (05/9 - 20/11)".
_AT_ONCE = re.compile(
    r"^[ ,:(–-]{0,4}(?:năm \d{4}|năm học \S+)?[ ,:(–-]{0,4}(?:được )?"
    r"(?:thực hiện|mở|tiến hành|triển khai|phát động|diễn ra|tổ chức|bắt đầu|tính"
    r"|thời gian(?: thực hiện)?)?[ :(]{0,3}(?:từ|trong|kể từ|bắt đầu từ|quý|tháng|\w+ tháng\b|nối tiếp|tiếp nối"
    rf"|(?:phần )?(?:thời gian )?còn lại|{FOLLOWS}"
    r"|\d{1,2}/\d|ngày|đến|kết thúc|kéo dài|(?:ngay )?sau [^.;:\d]{3,40}, (?=kết thúc|đến|kéo dài))"
)
_NOT_DEFINED = re.compile(
    r"^[ ,:(]{0,3}(?:trước(?! tết)|chậm nhất|gửi|xong|muộn nhất|hạn"
    rf"|(?!{FOLLOWS}[ ,]{{1,2}}(?:cho )?(?:đến|tới|kéo dài|kết thúc|trong|và kết))"
    r"sau(?! tết| [^.;:\d]{3,40}, (?:kết thúc|đến|kéo dài)))"
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
_NEXT_ONE = re.compile(r"[;,.] (?:và |còn )?$")
_ON_A_DAY = re.compile(r" vào (?:ngày )?\d")
_CELL = re.compile(
    r"(?:^|\|)\s?(?:(?P<noun>đợt|giai đoạn|chặng)(?: thi đua)? ?)?"
    r"(?P<number>\d{1,2}(?! ?[/.\-]\d)|i{1,3}|iv|v|thứ \w+)\b[^|]{0,80}\|"
)
# The round stands in a later column: "| Từ 01/01 đến 30/4 | Đợt 1 | …"
_LATER_CELL = re.compile(
    r"\|\s?(?P<noun>đợt|giai đoạn|chặng)(?: thi đua)? (?P<number>\d{1,2}|i{1,3}|iv|v|thứ \w+)\b[^|]{0,80}\|"
)
# A head whose first column names rounds: their cells may be words, “| Khởi động | 01/01 - 30/6 |”.
_ROUNDS_FIRST = re.compile(r"\|? ?(?P<noun>đợt|giai đoạn|chặng)(?: thi đua)? ?\|")
_LABEL_CELL = re.compile(r"\|? ?(?P<label>[^\W\d][^|\d]{2,80}?) ?\|")
_TABLE_HEAD = re.compile(r"^[^\n]*\b(?:đợt|giai đoạn|chặng)\b")


def mentions_in(structure: Structure) -> Iterator[RoundMention]:
    """Every mention in the text that defines a round, in order."""
    last: RoundMention | None = None
    siblings = siblings_in(structure)
    for paragraph in structure.paragraphs:
        if paragraph.region in ("tail", "chrome") or is_row(structure.low(paragraph)):
            continue
        if paragraph.index in siblings:
            yield siblings[paragraph.index]
            continue
        for mention in _in_paragraph(structure, paragraph, last):
            yield mention
            last = mention


def _in_paragraph(
    structure: Structure, paragraph: Paragraph, last: RoundMention | None
) -> Iterator[RoundMention]:
    low, text = structure.view.low, structure.view.text
    for found in _NAMED.finditer(low, paragraph.start, paragraph.end):
        word = found["number"].strip()
        number = _after(last, found["noun"]) if word in _NEXT else ordinal_number(word)
        opens = not re.search(
            r"\w", low[paragraph.body : found.start()].replace("phong trào thi đua", "")
        )
        if number is None and word not in _NEXT:
            continue
        if not (_defines(low, paragraph, found, opens=opens) or _is_next(low, last, found, number)):
            continue
        outer = last if last and last.paragraph is paragraph else None
        if found["noun"].startswith("học") and outer and not outer.noun.startswith("học"):
            continue  # “Đợt 3: học kỳ II (từ …)” is one round
        label = text[found.start() : found.end()].strip(" :(")
        last = RoundMention(
            found["noun"], number, label, paragraph, found.start(), found.end(), opens
        )
        yield last
    yield from _stepped(structure, paragraph)
    yield from labelled_in(structure, paragraph)
    yield from counted_in(structure, paragraph)


def _after(last: RoundMention | None, noun: str) -> int | None:
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


def _is_next(
    low: str, last: RoundMention | None, found: "re.Match[str]", number: int | None
) -> bool:
    """“đợt 1 …; đợt 2 chào mừng …”: goes on with the round before it, in the same words."""
    if not last or _after(last, found["noun"]) != number or number is None:
        return False
    here = last.paragraph
    if found.start() > here.end or not _NEXT_ONE.search(low, last.end, found.start()):
        return False
    ends_too = _ON_A_DAY.match(low, found.end()) and "kết thúc" in low[last.end : found.start()]
    return bool(ends_too) or tells_of_itself(low, found.end(), here.end, since=here.start)


def _stepped(structure: Structure, paragraph: Paragraph) -> Iterator[RoundMention]:
    """The steps of a speech."""
    step = _STEP.match(structure.view.low, paragraph.body, paragraph.end)
    if step:
        word = step["word"]
        place = (step.start(), step.end("word"))
        yield RoundMention("bước", _STEPS[word], word.capitalize(), paragraph, *place, opens=True)


def rows_in(structure: Structure) -> Iterator[RoundMention]:
    """Rows that name their round first, or of a table whose head names rounds: a cell is or carries the number."""
    inside = False
    noun = ""
    for paragraph in structure.paragraphs:
        low = structure.low(paragraph)
        if not is_row(low):
            inside = False
            continue
        if not inside and _TABLE_HEAD.match(low) and not re.search(r"\d", low):
            inside = True
            head = _ROUNDS_FIRST.match(low)
            noun = head["noun"] if head else ""
            continue
        cell = _CELL.match(low) or _LATER_CELL.search(low)
        if cell and (inside or cell["noun"]):
            number = ordinal_number(cell["number"])
            label = f"Đợt {cell['number'].upper()}"
            first = cell.start() == 0
            end = paragraph.start + (cell.end("number") if first else 1)
            named = (cell["noun"] or "đợt", number, label, paragraph)
            yield RoundMention(*named, paragraph.start, end, opens=inside or first)
        elif inside and noun and (worded := _LABEL_CELL.match(low)):
            label = structure.view.words(*(paragraph.start + at for at in worded.span("label")))
            end = paragraph.start + worded.end("label")
            yield RoundMention(noun, None, label, paragraph, paragraph.start, end, opens=True)
