"""A notice as a card that a busy head of a unit reads on a phone: as much of its words as fits one message.

Pure. Buttons are no part of it: they are a second value beside the card, chosen by what may happen to each
obligation.
"""

from dataclasses import dataclass

from bots.telegram.text import LIMIT, as_html, as_plain
from bots.text import Line, units
from bots.words import DETAIL, nearest_first, write_lines
from scheduler import language
from scheduler.run.notice import Notice


@dataclass(frozen=True)
class Card:
    """The same text twice: `html` for parse_mode HTML, `plain` for when that is refused. At most 4,096 UTF-16 units."""

    html: str
    plain: str


def render(notice: Notice) -> Card:
    """The card of `notice` in its language: all items, nearest first, with as much detail as fits."""
    with language.use(notice.language):
        for facts in DETAIL:
            lines = write_lines(notice, nearest_first(notice), facts=facts)
            if units(as_plain(lines)) <= LIMIT:
                break
        else:
            lines = _shortened(notice)
    return Card(as_html(lines), as_plain(lines))


def _shortened(notice: Notice) -> list[Line]:
    """As many items as fit, the nearest, and how many were left out."""
    items = nearest_first(notice)
    for count in range(len(items) - 1, 0, -1):
        lines = write_lines(notice, items[:count], facts=())
        if units(as_plain(lines)) <= LIMIT:
            break
    return lines
