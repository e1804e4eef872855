"""What a day or a rule means in full, said beside the field in which it is typed. Pure but for what it is handed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.items import DROPPED, Item
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.written import NEW, Kind, Part, model_of
from scheduler.dates.say import (
    say_day,
    say_day_in_numbers,
    say_moment,
    say_short_day,
    say_short_span,
)
from scheduler.dates.workdays import SpecialDay, WorkCalendar, is_weekend
from scheduler.definition.models import Duty, Milestone, OneOff, Phase
from scheduler.definition.spans import day_in
from scheduler.language import _, ngettext
from scheduler.plan.occurrences import roll_of
from scheduler.plan.reminders import due_instant
from scheduler.plan.times import Time
from scheduler.text import capital
from scheduler.words import due, origin, workday

COMING = 4  # times of what comes again that are said one by one
_FAR = 730  # days ahead; beyond nobody counts days off
_GROUPS = 8
_NAMED = 2  # days off in a row by more names are called by one of them
Lines = tuple[str, ...]


def meaning(day: date, *, today: date, calendar: WorkCalendar) -> Lines:
    """A day in full, how far it is in working days, and which days off lie between: a sentence each, without its dot.

    Days are those of the campaign's zone. Counted as Civil Code 2015 art. 147(2): today is not, the day itself is.
    """
    return (capital(say_day(day)), *_distance(day, today, calendar))


@dataclass(frozen=True)
class Meaning:
    """Says what the parts of one draft mean; `now` is that of the clock."""

    telling: Telling
    now: datetime

    def of_part(self, part: Part) -> Mapping[str, Lines]:
        """By the name of the field in its form; nothing where the values say no day (yet)."""
        if part.kind is Kind.FIELD:
            return self._of_field(part)
        try:
            model = model_of(part.kind, {"id": part.key or NEW, **part.values})
        except ValueError:
            return {}
        if isinstance(model, Duty):
            return {"due": self.of_duty(model)}
        if isinstance(model, OneOff):
            return {"day": self.of_day(model.day)}
        if isinstance(model, Phase):
            return self._of_phase(model)
        assert isinstance(model, Milestone), "the last of the kinds of entries"
        stretch = self.telling.stretch(model.id)
        return {"day": self._of_rolled(stretch[1]) if stretch else (capital(due.day(None)),)}

    def of_day(self, day: date) -> Lines:
        """As `meaning`."""
        return meaning(day, today=self._today, calendar=self.telling.installation.calendar)

    def of_duty(self, one: Duty) -> Lines:
        """When it is due; of one that comes again the next times."""
        times = self.telling.times(one)
        known = [time for time in times if time.on]
        if one.due is None:
            return (capital(due.undated()),)
        if one.due.part_of:
            return (_("Không có thời hạn riêng"),)
        if not known:
            return tuple(capital(due.waiting(time.waits_for)) for time in times[:1])
        if len(known) > 1:
            return tuple(self._coming(one, known))
        return tuple(self._once(one, known[0]))

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.telling.installation.zone).date()

    def _of_field(self, part: Part) -> Mapping[str, Lines]:
        try:
            day = date.fromisoformat(str(part.values.get("value")))
        except ValueError:
            return {}
        return {"value": (capital(say_day(day)),)}

    def _of_phase(self, one: Phase) -> Mapping[str, Lines]:
        year = self.telling.definition.year if self.telling.definition else None
        days = {name: day_in(getattr(one, name), year) for name in ("first_day", "last_day")}
        found = {name: self.of_day(day) for name, day in days.items() if day}
        stretch = self.telling.stretch(one.id) if one.anniversary else None
        if stretch is None:
            return found
        first, last = stretch
        named = {} if one.last_day else {"anniversary": self.of_day(last)}
        told = _("bắt đầu {day}").format(day=say_day(first))
        begins = {"lead": (capital(told), *self.of_day(first)[1:])} if one.lead else {}
        return {**found, **named, **begins}

    def _of_rolled(self, day: date) -> Lines:
        calendar = self.telling.installation.calendar
        off = () if calendar.is_working(day) else (_("là ngày nghỉ"),)
        return (*self.of_day(day), *off)

    def _once(self, one: Duty, time: Time) -> Iterator[str]:
        assert time.on, "a known one"
        yield self._moment(one, time.on)
        yield from self.of_day(time.on)[1:]
        if rolled := roll_of(time):
            yield origin.went(rolled)

    def _coming(self, one: Duty, known: Sequence[Time]) -> Iterator[str]:
        ahead = [time for time in known if time.on and time.on >= self._today]
        told = ngettext("{count} lần trong cả phong trào", len(known)).format(count=len(known))
        if not ahead:
            yield _("{times}, đều đã qua").format(times=told)
            return
        yield told
        days = [say_day(time.on) for time in ahead[:COMING] if time.on]
        more = ["…"] if len(ahead) > COMING else []
        yield _("những lần tới: {days}").format(days=" – ".join([*days, *more]))
        assert ahead[0].on, "a known one"
        yield from self.of_day(ahead[0].on)[1:]
        yield from (origin.went(roll) for time in ahead[:COMING] if (roll := roll_of(time)))

    def _moment(self, one: Duty, day: date) -> str:
        installation = self.telling.installation
        clock = one.due.time if one.due else None
        at = due_instant(day, clock or installation.policies.due_time, installation.zone)
        return say_moment(at, installation.zone)


def meanings(
    around: Around, *, now: datetime, part: Part | None = None, instead_of: int | None = None
) -> Meaning:
    """Of the parts of a draft that stand, with `part` in place of the item of the number `instead_of`."""
    parts = [
        Part(one.kind, one.key, one.values)
        for one in (*_fields(around), *around.standing)
        if one.id != instead_of
    ]
    given = [*parts, part] if part else parts
    telling = Telling.of(given, around.installation, units=around.units, blocks=around.blocks)
    return Meaning(telling, now)


def _fields(around: Around) -> Iterator[Item]:
    return (one for one in around.view.items if one.kind is Kind.FIELD and one.state != DROPPED)


def _distance(day: date, today: date, calendar: WorkCalendar) -> Iterator[str]:
    if abs((day - today).days) > _FAR:
        return
    if day < today:
        gone = calendar.count(day, today)
        yield ngettext("đã qua {count} ngày làm việc", gone).format(count=gone)
        return
    yield due.ahead(calendar.count(today, day), today=day == today)
    if groups := list(_groups(_off(today, day, calendar), calendar)):
        shown = ", ".join(groups[:_GROUPS]) + (", …" if len(groups) > _GROUPS else "")
        yield _("qua các ngày nghỉ: {days}").format(days=shown)
    yield from _unsure(today, day, calendar)


def _off(today: date, day: date, calendar: WorkCalendar) -> Iterator[date]:
    """Days from Monday to Friday after `today`, up to and with `day`, that are not worked."""
    for count in range(1, (day - today).days + 1):
        one = today + timedelta(days=count)
        if not is_weekend(one) and not calendar.is_working(one):
            yield one


def _groups(off: Iterable[date], calendar: WorkCalendar) -> Iterator[str]:
    """Those with no day worked between them together, with what they are called."""
    rows: list[list[date]] = []
    for one in off:
        if rows and calendar.count(rows[-1][-1], one) == 0:
            rows[-1].append(one)
        else:
            rows.append([one])
    for row in rows:
        first, last = row[0], row[-1]
        days = say_short_day(first) if first == last else say_short_span(first, last)
        name = _name(first, last, calendar)
        yield f"{days} ({name})" if name else days


def _name(first: date, last: date, calendar: WorkCalendar) -> str:
    """Of days off in a row; of many by several names the one that most of them hold: Tết Nguyên Đán."""
    every = (first + timedelta(days=count) for count in range((last - first).days + 1))
    special = [one for day in every if (one := _special(calendar, day.year).get(day))]
    names = [*dict.fromkeys(one.name for one in special if one.name)]
    if not names:
        return workday.kind(special[0]) if special else ""
    if len(names) <= _NAMED:
        return " – ".join(names)
    return max(names, key=lambda one: (sum(one in other for other in names), -len(one)))


@lru_cache(maxsize=16)
def _special(calendar: WorkCalendar, year: int) -> Mapping[date, SpecialDay]:
    return {one.on: one for one in calendar.special_days(year)}


def _unsure(today: date, day: date, calendar: WorkCalendar) -> Iterator[str]:
    """Years whose days off nobody announced yet, and days off nobody confirmed, up to the day."""
    for year in range(today.year, day.year + 1):
        if not calendar.is_announced(year):
            told = _("chưa có thông báo lịch nghỉ năm {year}: số ngày làm việc là tạm tính")
            yield told.format(year=year)
        for one in calendar.unconfirmed(year):
            if today < one <= day:
                told = _("ngày {day} chưa xác nhận là ngày nghỉ, tạm tính là ngày làm việc")
                yield told.format(day=say_day_in_numbers(one))
