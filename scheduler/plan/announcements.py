"""When a round, a peak or an anniversary is told of by itself, and to whom. Pure.

A notice on a day off is told on the working day before it, as a reminder is: who is to begin on 1 January hears
of it in December, and on the day after a feast nobody is told what they have just kept.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.policies import PhaseNotices
from scheduler.plan.audience import Roster
from scheduler.plan.model import (
    HELD_FOR,
    PHASES,
    AnnouncementKind,
    PlannedAnnouncement,
    PlannedSpan,
)

_LAST_WEEK = timedelta(days=6)  # before the last day: seven days with it


def announce(
    spans: Iterable[PlannedSpan],
    *,
    silent: Collection[str],
    notices: PhaseNotices,
    units: Collection[str],
    roster: Roster,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    issued_on: date | None,
) -> tuple[PlannedSpan, ...]:
    """`spans` with what is told of them, in their order; `silent`: ids of phases of which nothing is.

    What would come before the document was issued, on `issued_on`, is told of nobody.

    `units`: all that owe something in the campaign. Those alive on the day are told, whether or not something falls
    due within: whom the campaign asks for a report takes part in it.
    """
    found = tuple(spans)
    loud = [span for span in found if span.kind in PHASES and span.key not in silent]
    kept = {key for span in loud for key in span.anniversaries}
    clock = _Clock(notices, zone, calendar)
    told = {(span.kind, span.key): clock.of_phase(span) for span in loud}
    for span in found:
        if span.kind in HELD_FOR and span.key in kept:
            told[span.kind, span.key] = clock.of_anniversary(span)
    if issued_on:
        begins_at = civil.at(issued_on, time(0), zone)
        told = {
            key: tuple(one for one in several if one.at >= begins_at)
            for key, several in told.items()
        }
    alive = {
        day: tuple(unit for unit in units if roster.lives_on(unit, day))
        for day in {one.day for several in told.values() for one in several}
    }
    return tuple(
        replace(
            span,
            announcements=tuple(
                replace(one, units=alive[one.day]) for one in told.get((span.kind, span.key), ())
            ),
        )
        for span in found
    )


@dataclass(frozen=True)
class _Clock:
    notices: PhaseNotices
    zone: ZoneInfo
    calendar: WorkCalendar

    def of_phase(self, span: PlannedSpan) -> tuple[PlannedAnnouncement, ...]:
        """That it ends is not told where that comes no later than that it begins."""
        assert span.first_on and span.last_on, "phases have their days"
        opening = self._told(AnnouncementKind.OPENING, span.first_on, span.first_on)
        ending = self._told(AnnouncementKind.LAST_WEEK, span.last_on, span.last_on - _LAST_WEEK)
        found = [opening] if self.notices.opening else []
        if self.notices.last_week and ending.at > opening.at:
            found.append(ending)
        return tuple(found)

    def of_anniversary(self, span: PlannedSpan) -> tuple[PlannedAnnouncement, ...]:
        assert span.first_on, "anniversaries and occasions have their day"
        if not self.notices.anniversary:
            return ()
        return (self._told(AnnouncementKind.ANNIVERSARY, span.first_on, span.first_on),)

    def _told(self, kind: AnnouncementKind, day: date, on: date) -> PlannedAnnouncement:
        at = civil.at(self.calendar.roll_back(on), self.notices.at, self.zone)
        return PlannedAnnouncement(kind, day, at)
