"""A notice as a card that a busy head of a unit reads on a phone: as much of its words as fits one message.

Pure. Its buttons are what may still happen to each obligation: a card rendered again drops those that no longer apply.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.telegram.keyboard import (
    MOST_NUMBERED,
    Row,
    escalation_row,
    files_row,
    owing_row,
    packed,
    report_row,
    unit_row,
    unit_rows,
    wish_row,
)
from bots.telegram.text import LIMIT, as_html, as_plain
from scheduler import language
from scheduler.run.saying.notice import Notice, NoticeItem, Reader
from scheduler.states import OWED, ExtensionState, State
from scheduler.text import Line, units
from scheduler.words import desk_link
from scheduler.words.facts import DETAIL, Fact
from scheduler.words.owing import Topic, topics
from scheduler.words.telling import nearest_first, write_lines, write_list

SCREENS = (
    30  # lines: about two screens of a phone; what says the same of many units is said once then
)
HANDED_IN = (State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True)
class Card:
    """The same text twice: `html` for parse_mode HTML, `plain` for when that is refused. At most 4,096 UTF-16 units."""

    html: str
    plain: str
    rows: tuple[Row, ...] = ()


def render(notice: Notice, *, pages: str = "") -> Card:
    """The card of `notice` in its language: all items, nearest first, with as much detail as fits and can be read.

    `pages`: where people find our pages; empty: they do not.
    """
    items = nearest_first(notice)
    with language.use(notice.language), language.addressed(notice.address):
        if notice.desk_link:  # then there is nothing else
            lines = write_lines(notice, items, facts=())
            lines += [Line(""), *desk_link.lines(notice.desk_link, pages, ZoneInfo(notice.zone))]
            return Card(as_html(lines), as_plain(lines))
        for facts in _detail(notice, items):
            lines = write_lines(notice, items, facts=facts)
            if units(as_plain(lines)) <= LIMIT:
                break
        else:
            items, lines = _shortened(notice, items)
        if len(lines) > SCREENS and _is_brief(brief := write_list(notice, items), lines):
            lines = brief
        shown = topics(items, notice.items)
        return Card(as_html(lines), as_plain(lines), _rows(shown, now=notice.now))


def _detail(notice: Notice, items: list[NoticeItem]) -> tuple[tuple[Fact, ...], ...]:
    """Of open duties that come with a post only the days: the rest is behind their buttons."""
    if not notice.changes or len(items) == 1:
        return DETAIL
    return DETAIL[-1:] if len({item.unit for item in items}) > 1 else ((),)


def _is_brief(brief: list[Line], lines: list[Line]) -> bool:
    """Whether `brief` fits and saves a third, as where many units are told the same."""
    return units(as_plain(brief)) <= LIMIT and len(brief) * 3 < len(lines) * 2


def _shortened(notice: Notice, items: list[NoticeItem]) -> tuple[list[NoticeItem], list[Line]]:
    """As many items as fit in the fewest words, the nearest, and how many were left out."""
    counts = range(1, len(items) + 1)
    fit = bisect_right(counts, LIMIT, key=lambda count: _length(notice, items[:count]))
    shown = items[: max(fit, 1)]
    return shown, write_list(notice, shown)


def _length(notice: Notice, items: list[NoticeItem]) -> int:
    return units(as_plain(write_list(notice, items)))


def _rows(shown: list[Topic], *, now: datetime) -> tuple[Row, ...]:
    if len(shown) == 1:
        return _all(shown[0], now=now)
    numbered = [_one(topic, number, now=now) for number, topic in enumerate(shown, start=1)]
    return packed([row for row in numbered if row])[:MOST_NUMBERED]


def _all(topic: Topic, *, now: datetime) -> tuple[Row, ...]:
    item = topic.first
    if item.reader is Reader.UNIT and item.state in OWED:
        closed = item.is_closed(now)
        return unit_rows(
            item.obligation_id, item.revision, item.state, closed=closed, may_give=item.may_give
        )
    row = _one(topic, 0, now=now)
    return (row,) if row else ()


def _one(topic: Topic, number: int, *, now: datetime) -> Row:
    """What one topic may still be answered with; nothing for who is only told."""
    item = topic.first
    id_, revision, about = item.obligation_id, item.revision, item.about
    closed = item.is_closed(now)
    if item.reader is Reader.UNIT:
        if item.state in HANDED_IN:
            return files_row(id_, number) if _has_files(item) else ()
        return unit_row(number, id_, revision, item.state, closed=closed, may_give=item.may_give)
    if item.reader in (Reader.OTHER, Reader.FORMER):
        return ()
    if item.escalation:
        return escalation_row(item.escalation, number)
    if topic.is_of_others:
        return owing_row(item.occurrence_id, number, closed=closed) if topic.owed else ()
    if about and about.state == State.SUBMITTED and item.state == State.SUBMITTED:
        return report_row(id_, revision, about.id, number, files=about.files)
    if about and about.state == State.ACCEPTED and item.state == State.ACCEPTED:
        return files_row(id_, number) if about.files else ()
    if about and about.state == ExtensionState.ASKED and item.state in OWED:
        return wish_row(id_, revision, about.id, number)
    return ()


def _has_files(item: NoticeItem) -> bool:
    """Of a reminder it is known only what the duty asks for."""
    about = item.about
    is_report = about is not None and about.wanted_at is None
    return about.files > 0 if about and is_report else "file" in item.proof
