"""Other documents named in a text. Their numbers and dates are no dates of the campaign."""

import re
from dataclasses import dataclass

from scheduler.directives.days.day_mentions import DayMention, Shape
from scheduler.directives.page.view import View

# 34-CT/TW, 477/CT-UBND, 322 CTr/UBND, 12/2024/QĐ-UBND, 64-KH/ĐU
_NUMBER = re.compile(
    r"(?<![\w/])(?P<number>\d{1,5}[a-z]?)(?P<year>/(?:19|20)\d\d)? ?(?P<sign>[/\-]| (?=[A-ZĐ][A-Za-zĐđ]{0,3}[/\-])) ?"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđÀ-ỹ&.]{0,15}(?: ?[/\-–] ?[A-ZĐ][\wĐđ&.]{0,15}){0,4})(?<![.&])(?![a-zà-ỹđ])"
)
# Words that name a kind of document, before a date: "Nghị quyết Đại hội … ngày".
KINDS = (
    "chỉ thị|nghị quyết|quyết định|công văn|hướng dẫn số|thông báo|thông tư|nghị định|kết luận|công "
    "điện|thông tri|luật|sắc lệnh|pháp lệnh"
)
_BEFORE_DATE = re.compile(rf"\b(?:{KINDS})\b[^.;:\n]{{0,70}}$")
_ASKS = re.compile(
    r"\b(?:trước|đến|từ|hết|chậm nhất|muộn nhất|hạn|gửi|nộp|xong|vào|trong)\b(?:[ \w]{0,12})$|[(]$"
)
_AFTER_NUMBER = 70


@dataclass(frozen=True)
class Citation:
    """A document number at `start:end` of the view; `until` is the end of the date that belongs to it."""

    start: int
    end: int
    until: int
    number: str
    symbol: str
    dated: DayMention | None


def citations_in(view: View, day_mentions: list[DayMention]) -> list[Citation]:
    """Every document number of the text with its date, in order."""
    found = []
    following = iter(day_mentions)
    day_mention = next(following, None)
    for match in _NUMBER.finditer(view.text):
        while day_mention and day_mention.start < match.end():
            day_mention = next(following, None)
        dated = day_mention if day_mention and _belongs(view, match.end(), day_mention) else None
        number = re.sub(r"\s*([/\-])\s*", r"\1", match[0].replace("–", "-")).rstrip(".")
        found.append(
            Citation(
                match.start(),
                match.end(),
                dated.end if dated else match.end(),
                number,
                match["symbol"],
                dated,
            )
        )
    return found


def _belongs(view: View, number_end: int, day_mention: DayMention) -> bool:
    gap = view.low[number_end : day_mention.start]
    if len(gap) > _AFTER_NUMBER or day_mention.shape not in (Shape.DAY, Shape.MONTH):
        return False
    return not re.search(r"[;:\n]|\. |\b(?:trước|đến|từ|hết|chậm nhất|hạn|gửi|nộp|vào)\b", gap)


def own_day_mentions(
    view: View, day_mentions: list[DayMention], citations: list[Citation]
) -> list[DayMention]:
    """The days named that do not date another document."""
    cited = {citation.dated.start for citation in citations if citation.dated}
    inside = _covered(day_mentions, citations)
    return [
        day_mention
        for day_mention in day_mentions
        if day_mention.start not in cited
        and day_mention.start not in inside
        and not _dates_a_document(view, day_mention)
    ]


def _covered(day_mentions: list[DayMention], citations: list[Citation]) -> set[int]:
    """Starts of the days named that are part of a number: “12/2024” in 12/2024/QĐ-UBND."""
    covered: set[int] = set()
    index = 0
    for day_mention in day_mentions:
        while index < len(citations) and citations[index].end <= day_mention.start:
            index += 1
        if index < len(citations) and citations[index].start < day_mention.end:
            covered.add(day_mention.start)
    return covered


def _dates_a_document(view: View, day_mention: DayMention) -> bool:
    """“Nghị quyết của Đảng ủy ngày 12/3/2024”: a full date right after a kind of document."""
    if (
        day_mention.shape is not Shape.DAY
        or not day_mention.first.year
        or not view.low.startswith("ngày", day_mention.start)
    ):
        return False
    before = view.low[max(0, day_mention.start - 90) : day_mention.start]
    found = _BEFORE_DATE.search(before)
    return bool(found) and not _ASKS.search(before.rstrip())
