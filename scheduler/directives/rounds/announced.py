"""Rounds of which a text gives the number and no day: “Phong trào gồm hai đợt: đợt 1 (ra quân), đợt 2 (về đích)”."""

import re
from collections.abc import Iterator

from scheduler.directives.days.day_mentions import ordinal_number
from scheduler.directives.duties.above import PAST
from scheduler.directives.duties.sentences import sentences
from scheduler.directives.model import ReadPhase
from scheduler.directives.page.structure import Structure
from scheduler.directives.rounds.matters import speaks_of_another_matter

_ANNOUNCED = re.compile(
    r"\b(?:phong trào|thi đua)\b[^.;:\n]{0,90}?\b(?:chia|gồm|thành|làm)(?: \w+){0,2}? "
    r"(?P<count>0?[2-6]|hai|ba|bốn|năm|sáu)(?: \(\w+\))? (?P<noun>đợt|giai đoạn|chặng)\b"
    r"(?! (?:kiểm tra|báo cáo|khen|xét|bình|cao điểm))"
)


def announced_rounds(structure: Structure) -> list[ReadPhase]:
    """As many rounds without days as the first such sentence says, for a person to date; none without one."""
    low = structure.view.low
    for paragraph in structure.body():
        for start, end in sentences(structure, paragraph):
            said = _ANNOUNCED.search(low, start, end)
            if not said or PAST.search(low, start, end):
                continue
            if not speaks_of_another_matter(low[start : said.start("count")]):
                return list(_undated(structure, said, paragraph.end))
    return []


def _undated(structure: Structure, said: "re.Match[str]", end: int) -> Iterator[ReadPhase]:
    view = structure.view
    for number in range(1, (ordinal_number(said["count"].lstrip("0")) or 0) + 1):
        name = re.compile(rf"\b{said['noun']}(?: thi đua)? {number}\b")
        named = name.search(view.low, said.end(), end)
        place = named.span() if named else (said.start("count"), said.end("noun"))
        label = f"{said['noun'].capitalize()} {number}"
        yield ReadPhase("", label, number, None, None, view.quote(*place), *place)
