"""When something is due: every form in which a clause says it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.directives.calendar import Calendar, after_days, exists, iso
from scheduler.directives.model import Window
from scheduler.directives.moments import MONTH_END, Moment, Point, Shape, between
from scheduler.directives.stretches import stretch_in
from scheduler.directives.view import View

_TIME = (
    r"(?:(?P<hour>\d{1,2}) ?(?:h|g|giờ|:) ?(?P<minute>\d{2})?(?: phút)?,? ?(?:sáng|chiều"
    r"|tối)? ?)?(?:(?:,? ?thứ \w+|chủ nhật),? ?)?"
)
_BEFORE = re.compile(rf"trước ?(?:hết )?(?:thời điểm )?{_TIME}(?:ngày )?\(?$")
_BY = re.compile(
    r"(?:chậm nhất|muộn nhất|trễ nhất|chậm nhất là|không quá|không muộn hơn|không chậm quá|thời hạn|hạn cuối"
    r"|hạn chót|hạn nộp|hạn gửi|hạn|cho đến|đến|tới|hết)(?: cùng| cuối| nhận| nộp| gửi| hồ sơ| báo cáo| là"
    rf"| vào| đến| trong| hết| trước| lúc)*:? ?{_TIME}(?:ngày )?$"
)
_WITHIN = re.compile(
    r"(?:\btrong|\bvào|dự kiến|xong|hoàn thành|khoảng|thời gian|thực hiện|tổ chức|kết thúc|cuối|từ)(?: khoảng"
    r"| thời gian| dịp| vào| trong| là| xong| trước)*:? ?\(?$"
)
_AT = re.compile(
    r"(?:\bvào|\blúc|dự kiến|thời gian|\bngày|sáng|chiều|:|-|\||\()(?: là| vào| lúc| ngày| tối| sáng"
    rf"| chiều)*:? ?{_TIME}(?:ngày )?$"
)
_EVERY_YEAR = re.compile(r"^[ ,]{0,2}(?:của )?(?:hằng|hàng|mỗi|các) năm|^ năm sau")
_MONTHLY = re.compile(
    r"(?:trước |vào |từ )?(?:ngày )(?P<day>\d{1,2})(?: của| các)? (?:hằng|hàng|mỗi|từng|các) tháng|(?:hằng"
    r"|hàng|mỗi) tháng,? ?(?:trước |vào |chậm nhất )?(?:là )?ngày (?P<day2>\d{1,2})(?!\d|/| tháng)"
)
_QUARTERLY = re.compile(
    r"ngày (?P<day>\d{1,2})(?: của)?,? (?:tháng cuối|tháng đầu|cuối|của tháng cuối)(?: của| mỗi| cùng của"
    r"| hằng| từng)*(?: quý)?(?: sau| đó)?|(?:hằng|hàng|mỗi|từng) quý,? ?(?:\(?trước |vào "
    r"|chậm nhất )(?:là )?ngày (?P<day2>\d{1,2})(?!\d|/| tháng)"
)
_WEEKLY = re.compile(
    rf"(?:trước |vào |cứ )?{_TIME.replace('(?:(?:,? ?thứ', '(?:(?:,? ?xthứ')}(?:sáng |chiều "
    r"|tối )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật)(?: \w+)?(?: của)?,? ?(?P<every>(?:hằng|hàng|mỗi|các"
    r"|từng) tuần)?"
)
_RELATIVE = re.compile(
    r"(?:trong(?: vòng| thời hạn| thời gian| khoảng)?|chậm nhất(?: là)?(?: sau| trong| vào)?(?: vòng)?"
    r"|muộn nhất(?: là)?(?: sau)?|không quá|sau|tối đa)(?: thời gian"
    r"| vòng)? (?P<count>\d{1,3}) (?P<unit>ngày làm việc|ngày|tuần|tháng)\b(?P<rest>,? ?(?:\(?kể |tính )?(?:từ"
    r"|sau|từ sau)(?: khi| ngày| thời điểm| lúc)* (?P<event>[^.;:,()\n]{3,90}))?"
)
_AFTER_EVENT = re.compile(
    r"(?:ngay )?sau (?:khi|ngày) (?P<event>[^.;:,\n]{4,70}?) (?P<count>\d{1,2}) (?P<unit>ngày làm việc|ngày|tuần)\b"
)
_AT_ONCE = re.compile(
    r"(?P<whole>(?:ngay )?sau (?:khi )?(?P<event>(?:kết thúc|mỗi|từng)[^.;:,\n]{2,50}))"
)
_EVENT_BEFORE = re.compile(
    r"(?:sau khi |khi )?(?P<event>(?:kết thúc|hoàn thành|tổng kết|sau) (?:mỗi |từng |các )?[^.;:\n]{2,60}?),"
)
_OWN_ISSUE = re.compile(r"^(?:được )?(?:ban hành|ký|phát hành|có hiệu lực|ký ban hành)\b")
_EACH = re.compile(
    r"\b(?:mỗi|từng|các) (?:đợt|giai đoạn|chặng)|(?:mỗi|từng) cao điểm|^đợt$|kết thúc đợt$"
)
_DATA = re.compile(
    r"(?:số liệu|mốc số liệu|tính|lấy)(?: \w+){0,5} (?:từ|đến)|(?:được tính|số liệu tính|thời điểm) $"
)


@dataclass(frozen=True)
class Due:
    """A due at `start:end` of the view. `value` None: nothing that could be computed."""

    value: str | Window | None
    start: int
    end: int
    bound: str | None = None
    recurrence: str | None = None
    relative: str | None = None
    time: str | None = None
    plain: bool = False  # a bare date with no word in front that asks
    said: str | None = None  # the words, when they give no value


@dataclass(frozen=True)
class Reader:
    """What is needed to read dues: the text, its moments, the calendar, and days on which rounds end."""

    view: View
    moments: list[Moment]
    calendar: Calendar
    endings: dict[str, date]  # words for a round or peak ("đợt 1", "đợt thi đua") -> its last day

    def dues_in(self, start: int, end: int) -> list[Due]:
        """Every due said in `text[start:end]`, in order, none overlapping."""
        found: list[Due] = []
        for read in (self._relative, self._recurring, self._stretches, self._moments):
            for due in read(start, end):
                if not any(due.start < other.end and other.start < due.end for other in found):
                    found.append(due)
        return sorted(found, key=lambda due: due.start)

    def _relative(self, start: int, end: int) -> Iterator[Due]:
        low = self.view.low
        for found in [
            *_RELATIVE.finditer(low, start, end),
            *_AFTER_EVENT.finditer(low, start, end),
        ]:
            groups = found.groupdict()
            event = groups["event"] or self._event_before(start, found.start())
            if not event or (
                groups.get("rest") is None and "rest" in groups and not self._asks(start, found)
            ):
                continue
            value = (
                None
                if _EACH.search(event)
                else self._computed(event, int(found["count"]), found["unit"], found.end())
            )
            each = "sau mỗi đợt" if _EACH.search(event) else None
            bound = "by" if found[0].startswith(("chậm", "muộn")) else None
            yield Due(
                value,
                found.start(),
                found.end(),
                bound,
                each,
                " ".join(self.view.text[found.start() : found.end()].split()),
            )
        for found in _AT_ONCE.finditer(low, start, end):
            if "ngay" in found["whole"]:
                said = self.view.words(found.start(), found.end())
                yield Due(
                    None,
                    found.start(),
                    found.end(),
                    None,
                    "sau mỗi đợt" if _EACH.search(found["event"]) else None,
                    said,
                )

    def _asks(self, start: int, found: "re.Match[str]") -> bool:
        return self._event_before(start, found.start()) is not None

    def _event_before(self, start: int, at: int) -> str | None:
        """“Sau mỗi đợt, … chậm nhất 3 ngày”: the event opens the sentence."""
        event = _EVENT_BEFORE.search(self.view.low, start, at)
        return event["event"].removeprefix("sau ") if event and event.start() - start < 25 else None

    def _computed(self, event: str, count: int, unit: str, end: int) -> str | None:
        day: date | None = None
        if _OWN_ISSUE.match(event):
            day = self.calendar.issued
        else:
            named = next(between(self.moments, max(0, end - len(event) - 8), end), None)
            if named and named.shape is Shape.DAY:
                day = self.calendar.last(named)
            else:
                day = next(
                    (
                        last
                        for words, last in self.endings.items()
                        if re.search(rf"kết thúc (?:\w+ )?{re.escape(words)}\b", event)
                    ),
                    None,
                )
        if day is None or unit == "tháng":
            return None
        return after_days(
            day, count * (7 if unit == "tuần" else 1), working=unit.endswith("việc")
        ).isoformat()

    def _recurring(self, start: int, end: int) -> Iterator[Due]:
        low = self.view.low
        for pattern, every in ((_MONTHLY, "hằng tháng"), (_QUARTERLY, "hằng quý")):
            for found in pattern.finditer(low, start, end):
                number = int(found["day"] or found["day2"])
                if 1 <= number <= 31:
                    lead = low[
                        max(start, found.start() - 12) : found.start("day")
                        if found["day"]
                        else found.end()
                    ]
                    bound = "before" if "trước" in lead else "by" if "chậm nhất" in lead else None
                    yield Due(f"---{number:02d}", found.start(), found.end(), bound, every)
        for found in _WEEKLY.finditer(low, start, end):
            weekly = found["every"] or re.search(
                r"(?:báo cáo|hằng|hàng) tuần", low[start : found.start()]
            )
            if weekly and not re.match(
                r",? ?(?:ngày|\(?\d)", low[found.end() : found.end() + 8].lstrip()
            ):
                yield Due(
                    None,
                    found.start(),
                    found.end(),
                    "before" if found[0].startswith("trước") else None,
                    "hằng tuần",
                    time=_clock(found),
                    said=found[0].strip(),
                )

    def _stretches(self, start: int, end: int) -> Iterator[Due]:
        at = start
        while found := stretch_in(self.view, self.moments, self.calendar, at, end):
            at = max(found.end, at + 1)
            words = self.view.low[found.start : found.end]
            real = (
                found.first
                and found.last
                and re.search(r"đến|tới|-", words)
                and found.first != found.last
            )
            if (
                found.first
                and found.last
                and real
                and not _DATA.search(self.view.low[max(start, found.start - 40) : found.start])
            ):
                said = self.view.words(found.start, found.end)
                yield Due(
                    Window(found.first.isoformat(), found.last.isoformat(), said),
                    found.start,
                    found.end,
                    plain=True,
                )

    def _moments(self, start: int, end: int) -> Iterator[Due]:
        for moment in between(self.moments, start, end):
            due = self._moment(moment, start)
            if due:
                yield due

    def _moment(self, moment: Moment, start: int) -> Due | None:
        low = self.view.low
        lead = low[max(start, moment.start - 60) : moment.start]
        if low.startswith("ngày", moment.start) and not lead.endswith(" "):
            lead += " "
        every_year = bool(_EVERY_YEAR.match(low[moment.end : moment.end + 14]))
        if moment.shape in (Shape.NOW, Shape.DAY_ONLY, Shape.SCHOOL_YEAR, Shape.HALF):
            return self._day_of_month(moment, lead, start)
        for pattern, bound in ((_BEFORE, "before"), (_BY, "by"), (_WITHIN, "on"), (_AT, "on")):
            found = pattern.search(lead)
            if found and not _DATA.search(lead[: found.start()] + " "):
                due = self._bounded(moment, bound, every_year=every_year)
                begin = (
                    moment.start - (len(lead) - found.start())
                    if bound != "on" or pattern is _WITHIN
                    else moment.start
                )
                return replace(due, start=max(start, begin), time=_clock(found)) if due else None
        if moment.shape is Shape.DAY or (moment.shape is Shape.PART):
            due = self._bounded(moment, "on", every_year=every_year)
            return replace(due, plain=True) if due else None
        return None

    def _day_of_month(self, moment: Moment, lead: str, start: int) -> Due | None:
        """“định kỳ hằng tháng, trước ngày 05”."""
        if moment.shape is not Shape.DAY_ONLY:
            return None
        sentence = self.view.low[max(start, moment.start - 160) : moment.end + 30]
        every = re.search(
            r"(?:hằng|hàng|mỗi|từng) (?P<unit>tháng|quý)|định kỳ (?P<unit2>tháng|quý)|báo cáo (?P<unit3>tháng|quý)\b",
            sentence,
        )
        if not every:
            return None
        unit = every["unit"] or every["unit2"] or every["unit3"]
        bound = "before" if _BEFORE.search(lead) else "by" if _BY.search(lead) else None
        return Due(f"---{moment.first.day:02d}", moment.start, moment.end, bound, f"hằng {unit}")

    def _bounded(self, moment: Moment, bound: str, *, every_year: bool) -> Due | None:
        """The value of a moment: a day, or a window when it is vague (rule 5)."""
        calendar = self.calendar
        first, last = calendar.complete(moment.first), calendar.complete(moment.last)
        said = self.view.words(moment.start, moment.end)
        end = moment.end
        if not moment.first.year and (every_year or (calendar.every_year and not moment.last.year)):
            return _yearly(moment, bound, said=said)
        if bound == "before" and moment.shape is not Shape.DAY and first != last:
            return Due(iso(Point(first.year, first.month)), moment.start, end, bound)
        if bound == "by" or first == last:
            day = calendar.last(moment)
            value = day.isoformat() if day else None
            return Due(
                value,
                moment.start,
                end,
                None if bound == "on" else bound,
                said=None if value else said,
            )
        days = calendar.first(moment), calendar.last(moment)
        if moment.shape is Shape.YEAR or not (days[0] and days[1]):
            return None
        return Due(Window(days[0].isoformat(), days[1].isoformat(), said), moment.start, end)


def _yearly(moment: Moment, bound: str, *, said: str) -> Due | None:
    """A day or window of every year: --11-30."""
    first, last = _month_day(moment.first), _month_day(moment.last)
    if first is None or last is None or not exists(moment.last):
        return None
    value: str | Window = (
        last if bound in ("by", "before") or first == last else Window(first, last, said)
    )
    return Due(value, moment.start, moment.end, None if bound == "on" else bound, "hằng năm")


def _month_day(point: Point) -> str | None:
    if not point.month or point.day is None:
        return None
    days = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
    day = days.get(point.month, 31) if point.day == MONTH_END else point.day
    return f"--{point.month:02d}-{day:02d}"


def _clock(found: "re.Match[str]") -> str | None:
    groups = found.groupdict()
    if not groups.get("hour") or int(groups["hour"]) > 24:
        return None
    return f"{int(groups['hour']):02d}:{int(groups.get('minute') or 0):02d}"
