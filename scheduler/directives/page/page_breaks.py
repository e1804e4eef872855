"""Where a page ends within a text: its number, and what stands at the foot or head of every page."""

import re
from collections import Counter
from collections.abc import Sequence

from scheduler.directives.page.joints import WANTS_NUMBER

# Lines that only number a page.
_PAGE_NUMBER = re.compile(
    r"^\W{0,6}(?:(?:trang|page)\s{0,3}(?:số\s)?)?(?P<page>\d{1,3})(?:\s{0,2}(?P<of>/|of|-)\s{0,2}(?P<all>\d{1,3}))?\W{0,6}$"
    r"|^\d{1,3}\s?\|\s?p\s?a\s?g\s?e$",
    re.I,
)
# What follows a number that the line before asked for.
_TAKES_NUMBER = re.compile(r"^(?:tháng|năm|/|-|đến|ngày)", re.I)
_BARE = re.compile(r"\d{1,2}(?:/\d{1,2})?[.,;]?")
# “Kế hoạch thi đua – Trang 2/5”, “https://… 2/5”, “12/3/2024, 10:15 Trang tin …”
_FOOTER = re.compile(
    r"(?:^|[\s|–-])(?:trang|page)\s?\d{1,3}(?P<all>\s?/\s?\d{1,3})?\W*$|^(?:https?://|www\.)\S+\s+\d{1,3}/\d{1,3}$"
    r"|^\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}\b",
    re.I,
)
_LONGEST = 120
_SHORTEST = 6  # letters of what is printed at the foot or head of pages
_SENTENCE = re.compile(r"[;:,]$|^[-+•(]")


def is_page_number(text: str, previous: str, raw_lines: list[str], index: int) -> bool:
    """Whether the line only numbers a page; no number that the sentence before it asks for, no half of a day."""
    found = _PAGE_NUMBER.match(text) if len(text) <= 16 else None
    if not found or text.endswith("/") or _is_no_page(found) or _closes(text, previous):
        return False
    if not WANTS_NUMBER.search(previous):
        return True
    following = next(
        (line.strip() for line in raw_lines[index + 1 : index + 4] if line.strip()), ""
    )
    around = raw_lines[index - 1 : index] + raw_lines[index + 1 : index + 2]
    beside = _BARE.fullmatch(raw_lines[index].rstrip()) and all(line.strip() for line in around)
    goes_on = beside and following[:1].isalpha()
    return not (_TAKES_NUMBER.match(following) or goes_on)


def _is_no_page(found: "re.Match[str]") -> bool:
    """“15/7”: no book has a fifteenth page of seven."""
    return bool(found["of"] == "/" and int(found["page"]) > int(found["all"]))


def _closes(text: str, previous: str) -> bool:
    """“(theo Biểu số” / “01).”: the bracket is that of the sentence."""
    opened = previous.rfind("(") > previous.rfind(")")
    return opened and text.count(")") > text.count("(")


def footers(raw_lines: Sequence[str]) -> set[int]:
    """Indices of the lines printed on every page: they say which it is, or stand beside its number, more than once."""
    beside: dict[int, str] = {}
    named: dict[int, str] = {}
    for index, raw in enumerate(raw_lines):
        text = raw.strip()
        if not text or len(text) > _LONGEST:
            continue
        if found := _FOOTER.search(text):
            named[index] = "" if found["all"] else _key(text)
        elif _PAGE_NUMBER.match(text[:17]) and len(text) <= 16:
            beside |= _around(raw_lines, index)
    counts = Counter([*named.values(), *beside.values()])
    told = {**beside, **named}
    return {index for index, key in told.items() if not key or counts[key] > 1}


def _around(raw_lines: Sequence[str], index: int) -> dict[int, str]:
    """The lines next to that of a page number, as one compares them."""
    next_to = {}
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(raw_lines) and not raw_lines[at].strip() and abs(at - index) < 3:
            at += step
        text = raw_lines[at].strip() if 0 <= at < len(raw_lines) else ""
        if _SHORTEST <= len(text) <= _LONGEST and not _SENTENCE.search(text):
            next_to[at] = _key(text)
    return next_to


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())
