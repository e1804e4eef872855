"""A due read as a document would say it, by the rules that read documents."""

import re
from collections.abc import Iterator

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import plain_of
from scheduler.definition.models import DutyKind
from scheduler.directives.days.day_mentions import day_mentions_in
from scheduler.directives.days.due import ReadDue
from scheduler.directives.days.finding import DueReader
from scheduler.directives.days.meant import days_meant
from scheduler.directives.draft.hosts import Hosts
from scheduler.directives.draft.titles import Ids
from scheduler.directives.draft.when import when_of
from scheduler.directives.model import ReadDuty
from scheduler.directives.page.source import Source
from scheduler.directives.page.view import Quote, View, view_of

Rule = dict[str, object]
HOUR = r"\d{1,2} ?(?:h|g|giờ|:) ?(?:\d{2})?(?: phút)?(?: sáng| trưa| chiều| tối)?"
_ASKED = "báo cáo "  # in front of what was typed, as in a document
# Words around a due that change nothing.
_NEUTRAL = re.compile(
    r"(?:(?:các đơn vị|gửi|nộp|báo cáo|thời hạn|hạn|là|vào|lúc|ngày|trong|định kỳ|dự kiến|xong|hoàn thành|về sở nội vụ"
    r"|năm)\b|[ ,:;.()])*"
)
_CLOCK = re.compile(rf"{HOUR}(?!\w)")
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi) năm")


def dues_in(words: str, around: Around) -> list[ReadDue]:
    """What is read in words (in small letters), where nothing else is left that could mean something."""
    view = view_of(Source(_ASKED + words))
    mentions = days_meant(view.low, day_mentions_in(view.low), around.calendar)
    reader = DueReader(view, mentions, around.calendar)
    dues = reader.dues_in(0, len(view.text.rstrip("\n")))
    if any(mention.years_on is not None for mention in mentions):
        return []  # “năm sau” is counted from today where people type it
    neutral = all(_NEUTRAL.fullmatch(rest) for rest in _rests(view, dues))
    return dues if neutral else []


def _rests(view: View, dues: list[ReadDue]) -> Iterator[str]:
    at = 0
    for due in dues:
        before = view.low[at : due.start].replace(" và ", " ")
        if due.recurrence:  # “hằng tháng, ngày 05 của tháng sau”
            before = before.replace(due.recurrence, " ", 1)
        yield _CLOCK.sub(" ", before, count=1) if due.time else before
        at = due.end
    behind = view.low[at:].strip()
    yield _YEARLY.sub(" ", behind) if any(due.recurrence for due in dues) else behind


def rule_of(due: ReadDue, around: Around, kind: DutyKind) -> Rule | None:
    """In the keys of `due`; None for one that is tied to something else, which our own words read."""
    one = ReadDuty(
        id="",
        kind=kind,
        what="",
        due=due.value,
        evidence=Quote("", 0),
        bound=due.bound,
        recurrence=due.recurrence,
        relative=due.relative,
        time=due.time,
        due_text=due.said,
        weekday=due.weekday,
        of=due.of,
        tie=due.tie,
    )
    if due.tie is not None:
        return None
    several = around.calendar.last_year is not None
    when, _told = when_of(one, Hosts(Ids(), [], []), several_years=several)
    return plain_of(when) if when else None
