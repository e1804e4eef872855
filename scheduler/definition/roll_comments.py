"""Comments that speak of the old year in a file that is rolled over: they stay, and a clerk is asked to look."""

import re
from collections.abc import Iterator

from scheduler.dates.lunar import BRANCHES, STEMS
from scheduler.definition.comments import comments
from scheduler.definition.tree import Mapping

# What a roll wrote itself says what to do already.
_OURS = re.compile(
    r"# (?:Bản nháp|điền theo|xác nhận|đã bỏ|theo sự kiện|đề nghị đối chiếu)|: xem lại$"
)


def comments_of(year: int, text: str, tree: Mapping) -> Iterator[int]:
    """Where each comment of `text` ends that names `year`, in figures or by its lunar name."""
    named = _named(year)
    for found in comments(text, tree):
        if named.search(found[0]) and not _OURS.search(found[0]):
            yield found.end()


def _named(year: int) -> re.Pattern[str]:
    """ "2024", not as the number of a document; "Giáp Thìn"."""
    place = (year - 4) % 60
    lunar = "|".join(f"{STEMS[place % 10]} {branch}" for branch in BRANCHES[place % 12])
    return re.compile(rf"(?<!\d){year}(?![\d/])|\b(?:{lunar})\b", re.IGNORECASE)
