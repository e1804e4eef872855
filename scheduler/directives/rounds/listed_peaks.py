"""Peaks told by a list: “hai chiến dịch: “A” (từ … đến …) và “B” (…)”, “Các cao điểm trong năm:” and its items."""

import re
from collections.abc import Iterator

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.model import ReadPhase
from scheduler.directives.page.structure import Paragraph, Structure
from scheduler.directives.rounds.names import told
from scheduler.directives.rounds.series import inline_stretches, items_under

_LEAD = re.compile(
    r"\b(?:các|những|hai|ba|bốn|0?[2-6]) (?:đợt |tháng |tuần )?(?:thi đua )?(?:cao điểm|chiến dịch)(?! \d)"
    r"[^.;:\n]{0,60}:"
)


def listed_peaks(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar
) -> Iterator[ReadPhase]:
    """The dated members of every such list, in the order of the text."""
    for paragraph in structure.body():
        lead = _LEAD.search(structure.view.low, paragraph.start, paragraph.end)
        if not lead or re.search(r"đợt \d|giai đoạn \d", structure.low(paragraph)):
            continue
        inline = list(
            inline_stretches(structure, day_mentions, calendar, (lead.end(), paragraph.end))
        )
        placed = inline or list(items_under(structure, day_mentions, calendar, paragraph))
        for stretch, start, end in placed:
            if stretch.first and stretch.last:
                yield _span(
                    structure,
                    (start, end),
                    (stretch.start, stretch.end),
                    days=(stretch.first.isoformat(), stretch.last.isoformat()),
                )


def _span(
    structure: Structure, place: tuple[int, int], said: tuple[int, int], *, days: tuple[str, str]
) -> ReadPhase:
    view = structure.view
    name = view.words(_body(structure, place[0]), max(said[0], place[0] + 1)).rstrip(" (:")
    name = re.sub(r"^\W*(?:và )?", "", name)
    quote = view.quote(*said)
    return ReadPhase("", told(name) or told(view.words(*place)), None, *days, quote, *place)


def _body(structure: Structure, position: int) -> int:
    paragraph: Paragraph = structure.at(position)
    return max(position, paragraph.body) if position <= paragraph.body else position
