"""Dues by the first or last day of a round, or so long before it: “trước khi kết thúc đợt 1 là 10 ngày”."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from scheduler.dates.numerals import number_of
from scheduler.dates.workdays import WorkCalendar
from scheduler.directives.days.day_mentions import ordinal_number
from scheduler.directives.days.due import ReadDue
from scheduler.directives.days.tied import COUNT
from scheduler.directives.page.view import View

_SPAN = r"(?:ngày làm việc|ngày|tuần|tháng)\b"
_NUMBER = rf"(?:(?:thứ )?(?P<number>\d{{1,2}}|[ivx]{{1,4}}|nhất|hai|ba|tư|bốn)\b(?! {_SPAN}))"
EDGE = re.compile(
    r"(?P<edge>kết thúc|bắt đầu|khởi đầu|mở đầu|(?:ngày )?(?:đầu|cuối)(?: tiên| cùng)?(?: của)?) "
    r"(?P<each>(?:mỗi|từng|các) )?"
    rf"(?P<noun>đợt|giai đoạn|chặng|cao điểm|chiến dịch)(?: cao điểm)?(?: thi đua)?(?: {_NUMBER})?"
)
_LEAD = r"(?:(?:chậm|muộn|trễ) nhất|ít nhất|tối thiểu)(?: là)?"
_WHEN = r"(?:(?:ngày|khi|lúc|thời điểm) )*"
_BACK = (
    re.compile(rf"(?:{_LEAD} )?{COUNT} trước {_WHEN}{EDGE.pattern}"),
    re.compile(rf"trước {_WHEN}{EDGE.pattern},? (?:{_LEAD} |là |khoảng )?{COUNT}"),
)
_ON = re.compile(
    rf"(?P<bound>trước|(?:chậm|muộn) nhất(?: là)?(?: đến| vào)?|vào) (?P<moment>{_WHEN}){EDGE.pattern}"
    rf"(?! \w+ {_SPAN})"
)


@dataclass(frozen=True)
class RoundDays:
    """First and last days of rounds and peaks, by the words a text may call them by (“đợt 1”, “đợt thi đua”)."""

    first: Mapping[str, date] = field(default_factory=dict)
    last: Mapping[str, date] = field(default_factory=dict)

    def edge(self, found: "re.Match[str]") -> date | None:
        """The day that the groups of `EDGE` name; None for that of each round, or of one without days."""
        if found["each"]:
            return None
        number = ordinal_number(found["number"]) if found["number"] else None
        opens = found["edge"].removeprefix("ngày ").startswith(("bắt", "khởi", "mở", "đầu"))
        known = self.first if opens else self.last
        if number is None:
            return known.get("đợt thi đua") if found["number"] is None else None
        return known.get(f"{found['noun']} {number}")


def dues_by_rounds(
    view: View, rounds: RoundDays, workdays: WorkCalendar, *, place: tuple[int, int]
) -> Iterator[ReadDue]:
    """Every such due of `text[place]`; without a value where the day of the round is not known."""
    for found in (one for pattern in _BACK for one in pattern.finditer(view.low, *place)):
        yield _due(view, found, _back(rounds.edge(found), found, workdays), "by")
    for found in _ON.finditer(view.low, *place):
        day = rounds.edge(found)
        yield _due(view, found, day, _bound(found))


def _bound(found: "re.Match[str]") -> str | None:
    """“trước khi kết thúc” is in time on the last day, “trước ngày kết thúc” is not."""
    if found["bound"] == "vào":
        return None
    at_its_end = "khi" in found["moment"] and found["edge"].startswith("kết thúc")
    return "before" if found["bound"] == "trước" and not at_its_end else "by"


def _back(day: date | None, found: "re.Match[str]", workdays: WorkCalendar) -> date | None:
    count, unit = number_of(found["count"]) or 0, found["unit"]
    if day is None or unit == "tháng":
        return None
    if unit.endswith("việc"):
        return workdays.add(day, -count)
    return day - timedelta(days=count * (7 if unit == "tuần" else 1))


def _due(view: View, found: "re.Match[str]", day: date | None, bound: str | None) -> ReadDue:
    said = view.words(*found.span())
    return ReadDue(
        day.isoformat() if day else None, found.start(), found.end(), bound, relative=said
    )
