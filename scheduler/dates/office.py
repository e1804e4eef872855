"""When a push may leave: working days, within hours, unless the thing is due that very day."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.workdays import WorkCalendar


@dataclass(frozen=True)
class Office:
    """Working days and hours of the bodies we write to. Hours are wall-clock, `closes` no longer within."""

    calendar: WorkCalendar
    opens: time
    closes: time
    morning: time = time(
        0
    )  # what was held overnight leaves then, in one card with that morning's reminders
    everywhere: bool = False  # whether a post is told over all its channels, not only the first

    def ready_at(self, now: datetime, *, due_at: datetime | None, zone: ZoneInfo) -> datetime:
        """The first instant from `now` on at which a notice may leave; aware, UTC.

        That is `now` itself within hours, else the next morning. On the day the thing is due, a day off or not,
        it is any time until then; before that day's morning, the morning, where that is soon enough: what is
        said then comes in the same card.
        """
        local = now.astimezone(zone)
        if due_at and now < due_at and civil.ended_on(due_at, zone) == local.date():
            morning = civil.at(local.date(), self.morning, zone)
            return morning if now < morning < due_at else now
        begins = max(self.opens, self.morning)
        working = self.calendar.is_working(local.date())
        if working and begins <= local.time() < self.closes:
            return now
        if working and local.time() < begins:
            return civil.at(local.date(), begins, zone)
        return civil.at(self.calendar.add(local.date(), 1), begins, zone)

    def days_left(self, now: datetime, due_at: datetime, zone: ZoneInfo) -> int:
        """Working days after today up to and with the due day; 0 on the day, negative when late by so many."""
        return self.calendar.count(now.astimezone(zone).date(), civil.ended_on(due_at, zone))
