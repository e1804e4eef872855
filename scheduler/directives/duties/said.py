"""The words and days that the items of a reading say."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scheduler.directives.model import ReadDirective, ReadDuty, Window
from scheduler.directives.page.view import Quote, View


@dataclass(frozen=True)
class Said:
    """What an item says: the place (view) of its words, and its days as ISO text."""

    start: int
    end: int
    days: frozenset[str]
    event: bool = False  # a milestone: what is asked before it is not said


def days_of(duty: ReadDuty) -> list[str]:
    """The day a duty is due, or first and last of its days; empty where it has none."""
    due = duty.due
    days = (due.first, due.last) if isinstance(due, Window) else (due,)
    return [day for day in days if day]


def said_in(view: View, read: ReadDirective) -> Iterator[Said]:
    """What every item of a reading says."""
    period = (read.campaign_period,) if read.campaign_period else ()
    for span in (*read.phases, *read.peaks, *period):
        yield _said(view, span.evidence, span.start, span.end)
    for day in read.milestones:
        yield replace(_said(view, day.evidence, day.date, day.until), event=True)
    for event in read.occasions:
        yield _said(view, event.evidence, event.day)
    for kept in read.anniversaries:
        yield _said(view, kept.evidence, kept.historical_date, kept.commemorated_date)
        yield from (Said(at, at + len(kept.name), frozenset()) for at in kept.places)
    for duty in read.deadlines:
        words = _said(view, duty.evidence, *days_of(duty))
        longest = max(len(duty.relative or ""), len(duty.due_text or ""))  # a quote may end before
        yield replace(words, end=max(words.end, words.start + longest))


def _said(view: View, quote: Quote, *days: str | None) -> Said:
    start = bisect_left(view.starts, quote.offset)
    end = bisect_left(view.starts, quote.offset + len(quote.quote))
    return Said(start, end, frozenset(filter(None, days)))
