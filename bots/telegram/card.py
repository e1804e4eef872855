"""A notice as a card that a busy head of a unit reads on a phone: as much of its words as fits one message.

Pure. Its buttons are what may still happen to each obligation: a card rendered again drops those that no longer apply.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bots.telegram.talk.keyboard import (
    MOST_NUMBERED,
    Row,
    draft_row,
    files_row,
    report_row,
    unit_row,
    unit_rows,
    waive_row,
    wish_row,
)
from bots.telegram.text import LIMIT, as_html, as_plain
from bots.text import Line, units
from bots.words import DETAIL, nearest_first, write_lines, write_list
from scheduler import language
from scheduler.run.notice import Notice, NoticeItem, Reader
from scheduler.workflow.states import OWED, State

SCREENS = (
    30  # lines: about two screens of a phone; what says the same of many units is said once then
)
SIDE_BY_SIDE = 4
HANDED_IN = (State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True)
class Card:
    """The same text twice: `html` for parse_mode HTML, `plain` for when that is refused. At most 4,096 UTF-16 units."""

    html: str
    plain: str
    rows: tuple[Row, ...] = ()


def render(notice: Notice) -> Card:
    """The card of `notice` in its language: all items, nearest first, with as much detail as fits and can be read."""
    items = nearest_first(notice)
    with language.use(notice.language):
        for facts in DETAIL:
            lines = write_lines(notice, items, facts=facts)
            if units(as_plain(lines)) <= LIMIT:
                break
        else:
            items, lines = _shortened(notice, items)
        if len(lines) > SCREENS and _is_brief(brief := write_list(notice, items), lines):
            lines = brief
        return Card(as_html(lines), as_plain(lines), _rows(items, now=notice.now))


def _is_brief(brief: list[Line], lines: list[Line]) -> bool:
    """Whether `brief` fits and saves a third, as where many units are told the same."""
    return units(as_plain(brief)) <= LIMIT and len(brief) * 3 < len(lines) * 2


def _shortened(notice: Notice, items: list[NoticeItem]) -> tuple[list[NoticeItem], list[Line]]:
    """As many items as fit in the fewest words, the nearest, and how many were left out."""
    for count in range(len(items), 0, -1):
        lines = write_list(notice, items[:count])
        if units(as_plain(lines)) <= LIMIT:
            break
    return items[:count], lines


def _rows(items: list[NoticeItem], *, now: datetime) -> tuple[Row, ...]:
    if len(items) == 1:
        return _all(items[0], now=now)
    numbered = [_one(item, number, now=now) for number, item in enumerate(items, start=1)]
    return _packed([row for row in numbered if row])[:MOST_NUMBERED]


def _packed(rows: list[Row]) -> tuple[Row, ...]:
    """`rows`, with those of one button side by side: ten below each other push the text off the screen."""
    packed: list[Row] = []
    for alone, group in groupby(rows, key=lambda row: len(row) == 1):
        found = list(group)
        if alone:
            buttons = sum(found, ())
            starts = range(0, len(buttons), SIDE_BY_SIDE)
            found = [buttons[start : start + SIDE_BY_SIDE] for start in starts]
        packed += found
    return tuple(packed)


def _all(item: NoticeItem, *, now: datetime) -> tuple[Row, ...]:
    if item.reader is Reader.UNIT and item.state in OWED:
        closed = item.cut_off_at is not None and item.cut_off_at <= now
        return unit_rows(
            item.obligation_id, item.revision, item.state, closed=closed, may_give=item.may_give
        )
    row = _one(item, 0, now=now)
    return (row,) if row else ()


def _one(item: NoticeItem, number: int, *, now: datetime) -> Row:
    """What one item may still be answered with; nothing for who is only told."""
    id_, revision, about = item.obligation_id, item.revision, item.about
    if item.reader is Reader.UNIT:
        if item.state in HANDED_IN:
            return files_row(id_, number) if _has_files(item) else ()
        closed = item.cut_off_at is not None and item.cut_off_at <= now
        return unit_row(number, id_, revision, item.state, closed=closed, may_give=item.may_give)
    if item.reader in (Reader.OTHER, Reader.FORMER):
        return ()
    if item.draft:
        return draft_row(item.draft, number)
    if about and about.state == "submitted" and item.state == State.SUBMITTED:
        return report_row(id_, revision, about.id, number, files=about.files)
    if about and about.state == "accepted" and item.state == State.ACCEPTED:
        return files_row(id_, number) if about.files else ()
    if about and about.state == "asked" and item.state in OWED:
        return wish_row(id_, revision, about.id, number)
    overdue = item.step.startswith("overdue") and item.state in OWED
    return waive_row(id_, revision, number) if overdue else ()


def _has_files(item: NoticeItem) -> bool:
    """Of a reminder it is known only what the duty asks for."""
    about = item.about
    is_report = about is not None and about.wanted_at is None
    return about.files > 0 if about and is_report else "file" in item.proof
