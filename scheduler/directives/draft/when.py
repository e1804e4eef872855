"""The due of a duty, and the day of a milestone, as a rule of the definition."""

import re
from dataclasses import replace
from datetime import date

from scheduler.dates import civil
from scheduler.dates.civil import Edge
from scheduler.definition.models import DutyKind
from scheduler.definition.when import When
from scheduler.directives.days.recurring import SIX_MONTHS
from scheduler.directives.days.relative import EACH_ROUND
from scheduler.directives.days.saying import say_either
from scheduler.directives.draft.hosts import Hosts
from scheduler.directives.model import ReadDuty, ReadMilestone, TieKind, Window
from scheduler.language import _

Rule = dict[str, object]  # as a When is written
# Meetings are on their day; what is sent is due by it.
_MEETINGS = (DutyKind.INTERIM, DutyKind.FINAL, DutyKind.VOTE, DutyKind.PLEDGE)
_COUNTED = re.compile(r"(?P<count>\d{1,3}) (?P<unit>ngày làm việc|ngày)")
_UNITS = {"hằng quý": "quarter", SIX_MONTHS: "half_year"}
_ABOUT = re.compile(r"\bkhoảng (?!thời gian)", re.IGNORECASE)
_MIDNIGHT, _LAST_MINUTE = "24:00", "23:59"


def when_of(
    one: ReadDuty, hosts: Hosts, *, several_years: bool = False
) -> tuple[When | None, str | None]:
    """The rule, and what a person has to look at; no rule when the text gives no day, or none that can be.

    `hosts` are what it may be tied to; a meeting it waits for is added to them.
    """
    rule, doubt = _tied(one, hosts) or _rule_of(one, several_years=several_years)
    if rule is not None and one.left_out:
        rule, doubt = {**rule, "except": _left_out(one, hosts)}, doubt or _told_left_out(one)
    if rule is None:
        return None, doubt
    doubt = doubt or _told_about(one)
    try:
        return When.model_validate(rule), doubt
    except ValueError:
        return None, _undated(one)[1]


def _told_about(one: ReadDuty) -> str | None:
    """Asked about a day that the text gives as one of about that time: “khoảng giữa tháng 11”."""
    said = one.evidence.quote
    about = _ABOUT.search(said)
    return _("văn bản ghi khoảng: {text}").format(text=said[about.end() :]) if about else None


def _tied(one: ReadDuty, hosts: Hosts) -> tuple[Rule | None, str | None] | None:
    """The rule of a due that waits for something; None where the day is told by the rest."""
    tie = one.tie
    if tie is None or (one.due is not None and tie.kind is not TieKind.ISSUED):
        return None
    span: Rule = {tie.unit: tie.count} if tie.unit and tie.count else {}
    match tie.kind:
        case TieKind.ON_REQUEST:
            return {"on_request": True, **span}, None
        case TieKind.ISSUED | TieKind.RECEIVED:
            return {"after": tie.kind.value, **span}, None
        case TieKind.BEFORE | TieKind.AFTER:
            return {tie.kind.value: hosts.meeting(tie.to, of=one), **span}, None
    host, period = hosts.report(tie.to, of=one)
    if host is None:
        example = f"due: {{{tie.kind.value}: …}}"
        asked = _("văn bản chỉ nói: {said}; đề nghị ghi mã nhiệm vụ báo cáo ấy: {example}")
        return None, asked.format(said=one.relative, example=example)
    inside = {"period": period} if period and tie.kind is TieKind.PART_OF else {}
    return {tie.kind.value: host, **inside}, None


def _left_out(one: ReadDuty, hosts: Hosts) -> list[object]:
    held = [(left, hosts.report(left.other or "", of=one)[0]) for left in one.left_out]
    return [
        {"period": left.period, "part_of": host} if host else left.period for left, host in held
    ]


def _told_left_out(one: ReadDuty) -> str:
    others = ", ".join(dict.fromkeys(left.other for left in one.left_out if left.other))
    periods = ", ".join(left.period for left in one.left_out)
    told = _("văn bản để riêng kỳ {periods}").format(periods=periods)
    return f"{told}: {others}" if others else told


def _rule_of(one: ReadDuty, *, several_years: bool) -> tuple[Rule | None, str | None]:
    due = one.due
    if due is None:
        return _undated(one)
    if isinstance(due, Window):
        return _window(due)
    if due.startswith("---"):
        return _every(one, _UNITS.get(one.recurrence or "", "month"), int(due[3:])), None
    if due.startswith("--"):
        rule = _at(one, due[2:])
        return ({"every": "year", **rule}, None) if several_years else (rule, _("hằng năm"))
    if len(due) == len("2024-01"):
        month: Rule = {"before": f"{due}-01"} if one.bound == "before" else {"within": due}
        return month, _("văn bản chỉ ghi tháng")
    return _at(one, due), None


def _every(one: ReadDuty, unit: str, day: int) -> Rule:
    """A day of each week, month, quarter or half-year."""
    recurring = replace(one, bound="before" if one.bound == "before" else "by")
    return {"every": unit, **_at(recurring, str(day)), **({"of": one.of} if one.of else {})}


def _at(one: ReadDuty, day: str) -> Rule:
    """The day with its bound, and its hour; 24:00 is the end of that day, however it is bound."""
    if one.time == _MIDNIGHT:
        return {"by": day, "time": _LAST_MINUTE}
    return {_bound(one): day, **({"time": one.time} if one.time else {})}


def _bound(one: ReadDuty) -> str:
    if one.bound in ("before", "by"):
        return one.bound
    return "on" if one.kind in _MEETINGS else "by"


def _undated(one: ReadDuty) -> tuple[Rule | None, str | None]:
    counted = _COUNTED.search(one.relative or "")
    if one.recurrence == EACH_ROUND and counted:
        unit = "working_days" if counted["unit"] == "ngày làm việc" else "days"
        return {"after_each": "round", unit: int(counted["count"])}, one.relative
    if one.recurrence == "hằng tuần" and one.weekday:
        return _every(one, "week", one.weekday), None
    said = one.relative or one.recurrence or one.due_text
    if one.either:
        which = _("cần ấn định ngày; văn bản ghi “{said}”, có thể là {days}")
        return None, which.format(said=said, days=say_either(one.either))
    if said:
        return None, _("cần ấn định ngày; văn bản chỉ nói: {said}").format(said=said)
    return None, _("cần ấn định ngày; văn bản không ghi hạn")


def _window(window: Window) -> tuple[Rule, str | None]:
    """A whole month or quarter is `within`; any other window is due by its last day."""
    told = _("văn bản ghi khoảng: {text}").format(text=window.text)
    if window.first.startswith("--"):
        return {"by": window.last[2:]}, told
    first, last = date.fromisoformat(window.first), date.fromisoformat(window.last)
    if first == last.replace(day=1) and last == civil.month_edge(last.year, last.month, Edge.END):
        return {"within": window.first[:7]}, None
    if [first, last] == [date(first.year, 1, 1), date(first.year, 12, 31)]:
        return {"within": f"{first.year}"}, _("văn bản chỉ ghi năm")
    for quarter in range(1, 5):
        days = [civil.quarter_edge(first.year, quarter, edge) for edge in (Edge.START, Edge.END)]
        if [first, last] == days:
            return {"within": f"{first.year}-Q{quarter}"}, None
    return {"by": window.last}, told


def day_of(one: ReadMilestone) -> When:
    """One of which a month or a part of it is told is within the month; one of several days is on its first."""
    first, last = one.date, one.until or one.date
    a_month = (one.some_day or (first.endswith("-01") and last[8:] >= "28")) and last[:8] in first
    rule = {"within": first[:7]} if len(first) == len("2024-01") or a_month else {"on": first}
    return When.model_validate(rule)
