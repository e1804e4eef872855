"""A date typed in Vietnamese: understood, rolled where it must be, and repeated in full; or asked for again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.dates import civil, reading
from scheduler.dates.lunar import LunarDay
from scheduler.dates.reading import (
    Amount,
    Ask,
    Day,
    Instant,
    Interval,
    Invalid,
    Reading,
    TimeUnit,
    Until,
)
from scheduler.dates.say import in_numbers, say_day, say_lunar, say_moment
from scheduler.dates.workdays import WorkCalendar
from scheduler.errors import NotLater
from scheduler.language import _
from scheduler.text import capital
from scheduler.workflow import extension
from scheduler.workflow.actor import Case
from scheduler.workflow.moved_deadline import Rules, deadline

YEARS = timedelta(days=3 * 366)  # further away is a slip of the finger
HALF_A_YEAR = timedelta(days=183)
MOST_OFFERED = 3
MOST_DAYS_OFFERED = 5  # of a week


@dataclass(frozen=True)
class Understood:
    """The instant meant; `rolled_from` is the day off that was said, if it was one; `part` the part of the day.

    `reason` is what was typed beside the date as the reason, `lunar` the day of the moon that was said.
    """

    at: datetime
    rolled_from: date | None = None
    part: str | None = None
    reason: str = ""
    lunar: LunarDay | None = None


@dataclass(frozen=True)
class Offer:
    """An instant that may be meant; `added` is the number of days that come to it, where a number was said."""

    at: datetime
    added: int = 0


@dataclass(frozen=True)
class Unclear:
    """A sentence that asks again, and the instants it may mean; or the days, where a day was asked for."""

    text: str
    offers: tuple[Offer, ...] = ()
    days: tuple[date, ...] = ()
    reason: str = ""  # typed beside what was not clear


def new_deadline(text: str, case: Case, rules: Rules, *, now: datetime) -> Understood | Unclear:
    """The later deadline of `case` that `text` asks for."""
    zone = ZoneInfo(case.campaign.zone)
    due_at = deadline(case) or now
    after = civil.ended_on(due_at, zone)
    read, reason = reading.read_with_reason(
        text, now=now, zone=zone, due=due_at, after=after, calendar=rules.calendar
    )
    found = _resolved(read, due_at, rules, zone, now=now)
    if isinstance(found, Unclear):
        return replace(found, reason=reason)
    try:
        at = extension.wanted(case, found, rules, now=now)
    except NotLater as error:
        moment = say_moment(error.due_at, zone)
        return Unclear(_("Cần một ngày sau {moment}.").format(moment=moment))
    day = civil.ended_on(at, zone)
    if at > now + YEARS:
        return Unclear(_too_far(day))
    if _is_next_years(text.removesuffix(reason), day, today=now.astimezone(zone).date()):
        return Unclear(_next_years(day))
    said = _said_day(read, due_at, zone)
    rolled = said if said and said < day else None
    return Understood(at, rolled, _part(read), reason, _lunar(read))


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
    if isinstance(read, Interval):
        within = [day for day in reading.days_within(read, calendar) if today <= day]
        return Unclear(_which_day(), days=tuple(within)[:MOST_DAYS_OFFERED])
    if found is None:
        return Unclear("")
    if found < today:
        return Unclear(_("Cần một ngày từ hôm nay trở đi."))
    if found > (now + YEARS).date():
        return Unclear(_too_far(found))
    if _is_next_years(text, found, today=today):
        return Unclear(_next_years(found))
    return found


def _which_day() -> str:
    return _("Đến ngày nào? Đề nghị chọn hoặc ghi rõ ngày.")


def _too_far(day: date) -> str:
    told = _("{day} là quá xa: đề nghị ghi một ngày trong vòng ba năm tới.")
    return told.format(day=say_day(day))


def _is_next_years(text: str, found: date, *, today: date) -> bool:
    """Whether a day that has passed was likely taken for the same one of next year: far off, and no year was said."""
    said = re.search(r"\d{4}|n[aă]m", text.lower())
    return found.year > today.year and found - today > HALF_A_YEAR and said is None


def _next_years(found: date) -> str:
    return _("Hiểu là {day}, quá xa; nếu đúng, đề nghị ghi cả năm.").format(day=say_day(found))


def repeated(understood: Understood, zone: ZoneInfo) -> str:
    """ "17:00 thứ Hai, 08/7/2024", and why when it is not the day that was said, or of a part of a day."""
    told = [say_moment(understood.at, zone)]
    if understood.lunar is not None:
        told.append(capital(_("Hiểu là {day}.").format(day=say_lunar(understood.lunar))))
    if understood.part == "sang":
        told.append(_("Buổi sáng được hiểu là đến 12:00; giờ khác, đề nghị ghi cả giờ."))
    if understood.rolled_from is not None:
        why = _(
            "{day} là ngày nghỉ nên hạn chuyển sang ngày làm việc tiếp theo "
            "(Bộ luật Dân sự 2015, Điều 148)."
        ).format(day=say_day(understood.rolled_from))
        told.append(capital(why))
    return "\n".join(told)


def examples(case: Case, rules: Rules, *, now: datetime) -> str:
    """What can be typed and would be taken: a week after the deadline in force, or after today."""
    zone, due_at = ZoneInfo(case.campaign.zone), deadline(case) or now
    day = example_day(max(due_at, now).astimezone(zone).date(), rules.calendar, now=now, zone=zone)
    later = rules.calendar.add(civil.ended_on(due_at, zone), 3)
    if civil.moved(due_at, later, zone) <= now:
        return _("Ví dụ: {day}; {day} 16h.").format(day=day)
    return _("Ví dụ: {day}; {day} 16h; lùi 3 ngày làm việc.").format(day=day)


def example_day(after: date, calendar: WorkCalendar, *, now: datetime, zone: ZoneInfo) -> str:
    """A working day a week after `after`, as it can be typed now: "07/8", with its year when that is another one."""
    day = calendar.roll_forward(after + timedelta(days=7))
    told = in_numbers(day)
    return told if day.year != now.astimezone(zone).year else told.removesuffix(f"/{day.year}")


def _resolved(
    read: Reading, due_at: datetime, rules: Rules, zone: ZoneInfo, *, now: datetime
) -> datetime | Unclear:
    if isinstance(read, Invalid):
        return Unclear(read.reason)
    if isinstance(read, Interval):
        return _of_interval(read, due_at, rules, zone, now=now)
    found = reading.resolve(read, due=due_at, calendar=rules.calendar, zone=zone)
    if isinstance(found, datetime):
        return found
    asked = read if isinstance(read, Ask) and read.alternatives else found
    offers: dict[Offer, None] = {}
    for one in asked.alternatives:
        offers |= dict.fromkeys(_offers(one, due_at, rules, zone))
    return Unclear(asked.reason, _to_come(tuple(offers), now=now)[:MOST_OFFERED])


def _offers(read: Reading, due_at: datetime, rules: Rules, zone: ZoneInfo) -> Iterator[Offer]:
    """What one alternative may mean; the number of days is named where it is not clear that days are added."""
    found = reading.resolve(read, due=due_at, calendar=rules.calendar, zone=zone)
    added = read.count if isinstance(read, Amount) and read.unit is TimeUnit.CALENDAR_DAYS else 0
    if isinstance(read, Interval):
        for day in reading.days_within(read, rules.calendar):
            yield Offer(civil.moved(due_at, day, zone))
    elif isinstance(found, datetime):
        yield Offer(rules.rolled(found, zone).astimezone(UTC), added)


def _of_interval(
    read: Interval, due_at: datetime, rules: Rules, zone: ZoneInfo, *, now: datetime
) -> Unclear:
    offers = _to_come(tuple(_offers(read, due_at, rules, zone)), now=max(now, due_at))
    if not offers:
        return Unclear(_("Cần một ngày sau {moment}.").format(moment=say_moment(due_at, zone)))
    return Unclear(_which_day(), offers[:MOST_DAYS_OFFERED])


def _to_come(offers: tuple[Offer, ...], *, now: datetime) -> tuple[Offer, ...]:
    return tuple(one for one in offers if now < one.at <= now + YEARS)


def _part(read: Reading) -> str | None:
    return read.part if isinstance(read, Day | Until) else None


def _day_of(read: Reading, base: datetime, calendar: WorkCalendar) -> date | None:
    """The last day of what was said at `base`."""
    if isinstance(read, Amount) and read.unit is TimeUnit.WORKING_DAYS:
        return calendar.add(base.date(), read.count)
    return _said_day(read, base, ZoneInfo(str(base.tzinfo)))


def _said_day(read: Reading, due: datetime, zone: ZoneInfo) -> date | None:
    """The day as it was said, before it rolls; None where working days are counted or no day was said."""
    match read:
        case Instant(at=at) | Until(last=datetime() as at):
            return civil.ended_on(at, zone)
        case Day(on=day) | Until(last=date() as day):
            return day
        case Amount(count=count, unit=TimeUnit.CALENDAR_DAYS):
            return civil.ended_on(due, zone) + timedelta(days=count)
    return None


def _lunar(read: Reading) -> LunarDay | None:
    return read.lunar if isinstance(read, Day | Until) else None
