"""That a round or peak begins or ends, or an anniversary comes, in words for every channel."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.say import say_day, say_day_in_numbers, say_left, say_moment, say_span
from scheduler.language import _, ngettext
from scheduler.plan.model import AnnouncementKind
from scheduler.run.saying.notice import Announced, KeptDay, OwedWithin
from scheduler.text import Line, cut, units
from scheduler.words import entry, span

NAME, TITLE = 200, 300  # longest value shown, in UTF-16 units
MOST, MOST_DAYS, MOST_OWED = 4, 8, 5  # told one by one; how many more there are is said
ROOM = 2000  # UTF-16 units: half a message of Telegram


def headline(announced: Sequence[Announced], *, today: date) -> str:
    """What is told first, as short as a notification shows, and how many there are; empty where nothing is."""
    if not announced:
        return ""
    first = _headline(announced[0], today=today)
    others = len(announced) - 1
    if not others:
        return first
    return ngettext("{first} (và {count} thông báo khác)", others).format(first=first, count=others)


def lines(announced: Sequence[Announced], *, today: date, titled: bool) -> list[Line]:
    """All there is to say, paragraph by paragraph; `titled`: the first too says what it is about.

    Where that is more than ROOM, which nobody reads behind what is due, the days and reports are left to calendars.
    """
    whole = _lines(announced, today=today, titled=titled, brief=False)
    if sum(units(line.text) + 1 for line in whole) <= ROOM:
        return whole
    return _lines(announced, today=today, titled=titled, brief=True)


def _lines(announced: Sequence[Announced], *, today: date, titled: bool, brief: bool) -> list[Line]:
    found: list[Line] = []
    for place, one in enumerate(announced[:MOST]):
        found.append(Line(""))
        if titled or place:
            found.append(Line(_headline(one, today=today), bold=True))
        found += [Line(text) for text in _facts(one, brief=brief)]
    if (left_out := len(announced) - MOST) > 0:
        more = ngettext("… và {count} thông báo nữa.", left_out)
        found += [Line(""), Line(more.format(count=left_out))]
    told = _("Thông báo để {you} biết và tổ chức thực hiện; không phải trả lời tin này.")
    return [*found, Line(told)] if announced else []


def name(kind: str) -> str:
    """What of a phase is told: in a table, and in the preview of a plan."""
    return {
        AnnouncementKind.OPENING: _("bắt đầu"),
        AnnouncementKind.LAST_WEEK: _("tuần cuối"),
        AnnouncementKind.ANNIVERSARY: _("kỷ niệm"),
    }[AnnouncementKind(kind)]


def _headline(one: Announced, *, today: date) -> str:
    title = cut(one.title, TITLE)
    if one.kind is AnnouncementKind.ANNIVERSARY:
        return f"{say_day_in_numbers(one.first_on)}: {span.ordinal(title, one.ordinal)}"
    if one.kind is AnnouncementKind.LAST_WEEK:
        day = say_day_in_numbers(one.last_on)
        return _("Kết thúc ngày {day}: {title}").format(title=title, day=day)
    if one.first_on == today:
        return _("Bắt đầu hôm nay: {title}").format(title=title)
    return _("Bắt đầu từ ngày {day}: {title}").format(
        title=title, day=say_day_in_numbers(one.first_on)
    )


def _facts(one: Announced, *, brief: bool) -> list[str]:
    if one.kind is AnnouncementKind.ANNIVERSARY:
        found = [_counted(say_day(one.first_on), one.occasion if one.ordinal else None)]
    else:
        found = [_("Thời gian: {span}").format(span=say_span(one.first_on, one.last_on))]
        if one.kind is AnnouncementKind.LAST_WEEK and one.working_days_left > 0:
            found.append(
                _("Thời gian còn lại: {left}").format(left=say_left(one.working_days_left))
            )
    if one.told_before and one.told_before != one.first_on:
        told = _("Ngày đã điều chỉnh; trước đây đã thông báo ngày {day}.")
        found.append(told.format(day=say_day_in_numbers(one.told_before)))
    if brief:
        return found
    found += _kept(one.days)
    found += _owed(one)
    found += [
        entry.of_campaign(cut(one.campaign, TITLE)),
        entry.by_directive(cut(one.directive, NAME)),
    ]
    return [line for line in found if line]


def _kept(days: Sequence[KeptDay]) -> list[str]:
    if not days:
        return []
    found = [_("Chào mừng:")]
    for day in days[:MOST_DAYS]:
        told = span.ordinal(cut(day.title, NAME), day.ordinal)
        on = say_day_in_numbers(day.on)
        found.append(f"• {_counted(f'{on}: {told}', day.occasion if day.ordinal else None)}")
    if (left_out := len(days) - MOST_DAYS) > 0:
        more = ngettext("… và {count} ngày kỷ niệm nữa", left_out)
        found.append(more.format(count=left_out))
    return found


def _counted(told: str, occasion: str | None) -> str:
    return f"{told} ({span.occasion(occasion)})" if occasion else told


def _owed(one: Announced) -> list[str]:
    """The reports; of those due only after the last day that is said."""
    if not one.owed:
        return []
    first = one.owed[0].due_at
    after = civil.ended_on(first, ZoneInfo(str(first.tzinfo))) > one.last_on
    found = [_("Báo cáo kế tiếp:") if after else _("Báo cáo trong thời gian này:")]
    found += [f"• {_report(report)}" for report in one.owed[:MOST_OWED]]
    if (left_out := len(one.owed) - MOST_OWED) > 0:
        more = ngettext("… và {count} báo cáo nữa", left_out)
        found.append(more.format(count=left_out))
    return found


def _report(report: OwedWithin) -> str:
    moment = say_moment(report.due_at, ZoneInfo(str(report.due_at.tzinfo)))
    duty = cut(report.duty, NAME)
    unit = f", {cut(report.unit, NAME)}" if report.unit else ""
    return f"{duty}{unit}: {moment}"
