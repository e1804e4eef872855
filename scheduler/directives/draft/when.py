"""The due of a duty in the words of a definition."""

import re
from dataclasses import replace
from datetime import date, timedelta

from scheduler.directives.days.recurring import SIX_MONTHS
from scheduler.directives.model import DutyKind, ReadDuty, Window
from scheduler.language import _

# Meetings are on their day; what is sent is due by it.
_MEETINGS = (DutyKind.INTERIM, DutyKind.FINAL, DutyKind.VOTE, DutyKind.PLEDGE)
_COUNTED = re.compile(r"(?P<count>\d{1,3}) (?P<unit>ngày làm việc|ngày)")
_UNITS = {"hằng quý": "quarter", SIX_MONTHS: "half_year"}
_MIDNIGHT, _LAST_MINUTE = "24:00", "23:59"
_MONTHS_OF_QUARTERS = {1: 1, 4: 2, 7: 3, 10: 4}


def when_of(one: ReadDuty) -> tuple[str, str | None]:
    """The YAML of `due:` and what a person has to look at; `null` when the text gives no day."""
    due = one.due
    if due is None:
        return _undated(one)
    if isinstance(due, Window):
        return _window(due)
    if due.startswith("---"):
        return _every(one, _UNITS.get(one.recurrence or "", "month"), int(due[3:])), None
    if due.startswith("--"):
        return f"{{{_at(one, due[2:])}}}", _("hằng năm")
    if len(due) == 7:
        rule = "before" if one.bound == "before" else "within"
        return (f"{{before: {due}-01}}" if rule == "before" else f"{{within: {due}}}"), _(
            "văn bản chỉ ghi tháng"
        )
    return f"{{{_at(one, due)}}}", None


def _every(one: ReadDuty, unit: str, day: int) -> str:
    """A day of each week, month, quarter or half-year."""
    recurring = replace(one, bound="before" if one.bound == "before" else "by")
    of = f", of: {one.of}" if one.of else ""
    return f"{{every: {unit}, {_at(recurring, str(day))}{of}}}"


def _at(one: ReadDuty, day: str) -> str:
    """The day with its bound, and its hour; 24:00 is the end of that day, however it is bound."""
    if one.time == _MIDNIGHT:
        return f'by: {day}, time: "{_LAST_MINUTE}"'
    time = f', time: "{one.time}"' if one.time else ""
    return f"{_rule(one)}: {day}{time}"


def _rule(one: ReadDuty) -> str:
    if one.bound in ("before", "by"):
        return one.bound
    return "on" if one.kind in _MEETINGS else "by"


def _undated(one: ReadDuty) -> tuple[str, str | None]:
    counted = _COUNTED.search(one.relative or "")
    if one.recurrence == "sau mỗi đợt" and counted:
        unit = "working_days" if counted["unit"] == "ngày làm việc" else "days"
        return f"{{after_each: round, {unit}: {int(counted['count'])}}}", one.relative
    if one.recurrence == "hằng tuần" and one.weekday:
        return _every(one, "week", one.weekday), None
    said = one.relative or one.recurrence or one.due_text
    if said:
        return "null", _("cần ấn định ngày; văn bản chỉ nói: {said}").format(said=said)
    return "null", _("cần ấn định ngày; văn bản không ghi hạn")


def _window(window: Window) -> tuple[str, str | None]:
    """A whole month or quarter is `within`; any other window is due by its last day."""
    if window.first.startswith("--"):
        return f"{{by: {window.last[2:]}}}", _("văn bản ghi khoảng: {text}").format(
            text=window.text
        )
    first, last = date.fromisoformat(window.first), date.fromisoformat(window.last)
    ends_month = (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == last.month:
            return f"{{within: {first.year}-{first.month:02d}}}", None
        if last.month == first.month + 2 and first.month in _MONTHS_OF_QUARTERS:
            return f"{{within: {first.year}-Q{_MONTHS_OF_QUARTERS[first.month]}}}", None
    return f"{{by: {window.last}}}", _("văn bản ghi khoảng: {text}").format(text=window.text)
