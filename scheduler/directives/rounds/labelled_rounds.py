"""Rounds named by words instead of a number: “Đợt mừng Đảng”, “Vụ Xuân”, “45 ngày tiếp theo”."""

import re
from collections import Counter
from collections.abc import Iterator

from scheduler.directives.page.structure import Paragraph, Structure
from scheduler.directives.rounds.counted_rounds import COUNTED
from scheduler.directives.rounds.mention import RoundMention

_PEAK = re.compile(r"cao điểm|đặc biệt|chiến dịch|nước rút|ngày đêm")
_SEASON = r"vụ(?= (?:đông|xuân|hè|thu|mùa|chiêm|lúa|mía|tôm|cá|muối|cà phê|cao su|điều|thu hoạch|sản xuất|gieo)\b)"
_CAMPAIGN = r"phong trào(?= (?:thi đua )?“)"  # each with a name of its own
_NOUN = rf"(?P<noun>đợt|chặng|giai đoạn|{_SEASON}|{_CAMPAIGN})(?: thi đua)?"
_NO_LABEL = (
    r"(?!(?:thứ|này|đó|trên|tới|từ|trong|kéo|diễn|bắt đầu|thời gian|i{1,3}|iv|một|hai|ba|bốn|năm|sáu|thi đua)\b"
    r"|(?:đầu|cuối|giữa|sau|tiếp|kế)(?: tiên| cùng| theo| tiếp)? ?[:(,])"
)
_LABELLED = re.compile(rf"{_NOUN} (?=[^\W\d]|[“\"])[^:(;.\n]{{3,90}}(?=[:(])")
# One of several such items: its days may follow without a colon, or in the line below.
_SIBLING = re.compile(
    rf"{_NOUN} (?:[a-e](?= ?[:(])|{_NO_LABEL}(?=[^\W\d]|[“\"])[^:(;.\n]{{2,90}}?)"
    r"(?= ?[:(]|,? (?:(?:kể |tính )?từ|kéo dài|diễn ra|bắt đầu|phát động|thời gian|trong|tháng \d|quý \w)\b|$)"
)
_A_DAY = r"(?:từ )?(?:ngày )?\d{1,2}[/.]\d"
# “Vụ Xuân (15/01 - 30/5), Vụ Mùa (từ …)”: two labels of one kind in a row, each with its days.
_IN_A_ROW = re.compile(
    rf"\b{_NOUN} (?:{_NO_LABEL}[^\W\d][^:(;.,\n]{{1,40}}? ?(?=\({_A_DAY})"
    rf"|“[^”\n]{{2,90}}”(?=,? ?\(?{_A_DAY}|,? (?:diễn ra |kéo dài )?từ (?:ngày )?\d))"
)
# “2. Giai đoạn 2026 - 2028: …”, “1. Năm 2026: …”: the road map of several years.
YEARS_ITEM = re.compile(
    r"(?:giai đoạn |từ )?(?:năm )?(?P<first>20\d\d)(?: ?(?:-|đến) ?(?:năm )?(?P<last>20\d\d))?(?= ?[:(,])"
)
_ROUND = re.compile(r"(?:đợt|chặng|giai đoạn)(?: thi đua)? (?!thi đua)[\w“]")
# “30 ngày cuối (từ 02/12) là đợt cao điểm”
_IS_PEAK = re.compile(
    rf"[ ,]{{0,2}}\(?[^();:\n]{{0,40}}\)?,? là [^.;:,\n]{{0,30}}(?:{_PEAK.pattern})"
)
_Family = tuple[str, str, tuple[int, ...]]


def siblings_in(structure: Structure) -> dict[int, RoundMention]:
    """By index of paragraph: items of one list or headings of one rank that name rounds of one kind by a label."""
    found: dict[int, tuple[_Family, RoundMention]] = {}
    for paragraph in structure.body():
        low = structure.low(paragraph)[paragraph.body - paragraph.start :]
        if label := _SIBLING.match(low):
            mention = _item(structure, paragraph, label)
            if mention:
                family = (label["noun"], paragraph.mark, paragraph.parents)
                found[paragraph.index] = family, mention
        elif paragraph.mark and (years := YEARS_ITEM.match(low)):
            if _is_within_a_round(structure, paragraph):
                continue
            end = paragraph.body + years.end()
            said = structure.view.text[paragraph.body : end]
            mention = RoundMention("năm", None, said, paragraph, paragraph.body, end, opens=True)
            found[paragraph.index] = ("năm", paragraph.mark, paragraph.parents), mention
    sizes = Counter(family for family, _mention in found.values())
    return {index: mention for index, (family, mention) in found.items() if sizes[family] > 1}


def _is_within_a_round(structure: Structure, paragraph: Paragraph) -> bool:
    """“- Năm 2024: …” under “Giai đoạn 2 (2024 - 2025)” tells what is done in a year of that round."""
    low = structure.view.low
    return any(_ROUND.match(low, one.body) for one in structure.lead_ins(paragraph))


def labelled_in(structure: Structure, paragraph: Paragraph) -> Iterator[RoundMention]:
    """“Đợt mừng Đảng, mừng Xuân (từ …)”: a list item named by a label; or labels in a row."""
    low, text = structure.view.low, structure.view.text
    labelled = _LABELLED.match(low[paragraph.body : paragraph.end])
    item = _item(structure, paragraph, labelled) if labelled and paragraph.mark else None
    if item:
        yield item
        return
    row = list(_IN_A_ROW.finditer(low, paragraph.start, paragraph.end))
    row = [found for found in row if not _PEAK.search(found[0])]
    if len({found["noun"] for found in row}) < len(row):
        for found in row:
            label = text[found.start() : found.end()].strip()
            yield RoundMention(found["noun"], None, label, paragraph, *found.span(), opens=False)


def _item(
    structure: Structure, paragraph: Paragraph, label: "re.Match[str]"
) -> RoundMention | None:
    """The item's label as a mention, unless it names a peak."""
    view = structure.view
    if _PEAK.search(view.low[paragraph.body : min(paragraph.body + 60, paragraph.end)]):
        return None
    end = paragraph.body + label.end()
    name = view.text[paragraph.body : min(end, paragraph.body + 110)].strip()
    return RoundMention(label["noun"], None, name, paragraph, paragraph.body, end, opens=True)


def counted_in(structure: Structure, paragraph: Paragraph) -> Iterator[RoundMention]:
    """“45 ngày tiếp theo: …” opens an item, or “30 ngày đầu …, 40 ngày tiếp theo …” in a row."""
    counted = list(COUNTED.finditer(structure.view.low, paragraph.start, paragraph.end))
    counted = [one for one in counted if not _IS_PEAK.match(structure.view.low, one.end())]
    opens = bool(counted) and counted[0].start() == paragraph.body
    for found in counted if opens or (len(counted) > 1 and counted[0]["first"]) else ():
        label = structure.view.text[found.start() : found.end()]
        at_start = found.start() == paragraph.body
        yield RoundMention("ngày", None, label, paragraph, *found.span(), opens=at_start)
