"""A date typed in Vietnamese: understood, rolled where it must be, and repeated in full; or asked for again."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.dates import reading
from scheduler.dates.reading import Amount, Ask, Day, Invalid, Moment, Reading, Unit, Until
from scheduler.dates.say import say_day, say_moment
from scheduler.dates.workdays import WorkCalendar
from scheduler.errors import NotLater
from scheduler.language import _
from scheduler.workflow import extension
from scheduler.workflow.actor import Case
from scheduler.workflow.rules import Rules, deadline

YEARS = timedelta(days=3 * 366)  # further away is a slip of the finger
HALF_A_YEAR = timedelta(days=183)
MOST_OFFERED = 3


@dataclass(frozen=True)
class Understood:
    """The instant meant; `rolled_from` is the day off that was said, if it was one."""

    at: datetime
    rolled_from: date | None = None


@dataclass(frozen=True)
class Unclear:
    """A sentence that asks again, and the instants it may mean; or the days, where a day was asked for."""

    text: str
    alternatives: tuple[datetime, ...] = ()
    days: tuple[date, ...] = ()


def new_deadline(text: str, case: Case, rules: Rules, *, now: datetime) -> Understood | Unclear:
    """The later deadline of `case` that `text` asks for."""
    zone = ZoneInfo(case.campaign.zone)
    due_at = deadline(case) or now
    after = due_at.astimezone(zone).date()
    read = reading.read(text, now=now, zone=zone, due=due_at, after=after, calendar=rules.calendar)
    found = _resolved(read, due_at, rules, zone, now=now)
    if isinstance(found, Unclear):
        return found
    try:
        at = extension.wanted(case, found, rules, now=now)
    except NotLater as error:
        moment = say_moment(error.due_at, zone)
        return Unclear(_("Cần một ngày sau {moment}.").format(moment=moment))
    if at > now + YEARS:
        return Unclear(_("Ngày này quá xa, xin ghi lại cả năm."))
    if _is_next_years(text, at.astimezone(zone).date(), today=now.astimezone(zone).date()):
        return Unclear(_next_years(at.astimezone(zone).date()))
    said = _said_day(read, due_at.astimezone(zone))
    rolled = said if said and said < at.astimezone(zone).date() else None
    return Understood(at, rolled)


def last_day(text: str, calendar: WorkCalendar, *, now: datetime, zone: ZoneInfo) -> date | Unclear:
    """The day until the end of which something holds: today or later."""
    today = now.astimezone(zone).date()
    base = datetime.combine(today, time(17), zone)
    read = reading.read(text, now=now, zone=zone, due=base, calendar=calendar)
    if isinstance(read, Invalid):
        return Unclear(read.reason)
    if isinstance(read, Ask):
        meant = (_day_of(one, base, calendar) for one in read.alternatives)
        days = (day for day in meant if day and today <= day)
        return Unclear(read.reason, days=tuple(dict.fromkeys(days))[:MOST_OFFERED])
    found = _day_of(read, base, calendar)
    if found is None:
        return Unclear("")
    if not today <= found <= (now + YEARS).date():
        return Unclear(_("Cần một ngày từ hôm nay trở đi."))
    if _is_next_years(text, found, today=today):
        return Unclear(_next_years(found))
    return found


def _is_next_years(text: str, found: date, *, today: date) -> bool:
    """Whether a day that has passed was likely taken for the same one of next year: far off, and no year was said."""
    said = re.search(r"\d{4}|n[aă]m", text.lower())
    return found.year > today.year and found - today > HALF_A_YEAR and said is None


def _next_years(found: date) -> str:
    return _("Hiểu là {day}, quá xa; nếu đúng, xin ghi cả năm.").format(day=say_day(found))


def repeated(understood: Understood, zone: ZoneInfo) -> str:
    """ "17:00 thứ Hai, 8/7/2024", and why when it is not the day that was said."""
    told = say_moment(understood.at, zone)
    if understood.rolled_from is None:
        return told
    why = _(
        "{day} là ngày nghỉ nên hạn chuyển sang ngày làm việc tiếp theo "
        "(Bộ luật Dân sự 2015, Điều 148)."
    ).format(day=say_day(understood.rolled_from))
    return f"{told}\n{why[:1].upper()}{why[1:]}"


def examples(case: Case, rules: Rules, *, now: datetime) -> str:
    """What can be typed and would be taken: a week after the deadline in force, or after today."""
    zone = ZoneInfo(case.campaign.zone)
    later = max(deadline(case) or now, now).astimezone(zone).date() + timedelta(days=7)
    day = rules.calendar.roll_forward(later)
    return _("Ví dụ: {day}/{month}; {day}/{month} 16h; lùi 3 ngày làm việc.").format(
        day=day.day, month=day.month
    )


def _resolved(
    read: Reading, due_at: datetime, rules: Rules, zone: ZoneInfo, *, now: datetime
) -> datetime | Unclear:
    if isinstance(read, Invalid):
        return Unclear(read.reason)
    found = reading.resolve(read, due=due_at, calendar=rules.calendar, zone=zone)
    if isinstance(found, datetime):
        return found
    meant = [
        reading.resolve(one, due=due_at, calendar=rules.calendar, zone=zone)
        for one in (read.alternatives if isinstance(read, Ask) else ())
    ]
    instants = [rules.rolled(one, zone) for one in meant if isinstance(one, datetime)]
    reason = read.reason if isinstance(read, Ask) else found.reason
    coming = dict.fromkeys(one.astimezone(UTC) for one in instants if one > now)
    return Unclear(reason, tuple(coming)[:MOST_OFFERED])


def _day_of(read: Reading, base: datetime, calendar: WorkCalendar) -> date | None:
    """The last day of what was said at `base`."""
    if isinstance(read, Amount) and read.unit is Unit.WORKING_DAYS:
        return calendar.add(base.date(), read.count)
    return _said_day(read, base)


def _said_day(read: Reading, due: datetime) -> date | None:
    """The day as it was said, before it rolls; None where working days are counted or no day was said."""
    match read:
        case Moment(at=at) | Until(last=datetime() as at):
            return at.date()
        case Day(on=day) | Until(last=date() as day):
            return day
        case Amount(count=count, unit=Unit.CALENDAR_DAYS):
            return due.date() + timedelta(days=count)
    return None
