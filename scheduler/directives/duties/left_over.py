"""Times by which somebody is asked for something, and that no item of the reading says: the net under all rules.

It knows nothing of how dues are read. What names a day, a month, a quarter, so many days, a day by the moon or one
that no calendar has, and stands in a sentence that asks, has become an item, or is plainly no due, or is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.definition.models import DutyKind
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Shape, between
from scheduler.directives.duties import no_due
from scheduler.directives.duties.above import PAST
from scheduler.directives.duties.cells import has_undated_works
from scheduler.directives.duties.duties import hits_in
from scheduler.directives.duties.people import ORGANS
from scheduler.directives.duties.rows import titles_of
from scheduler.directives.duties.said import Said, days_of, said_in
from scheduler.directives.duties.sentences import asked_in
from scheduler.directives.duties.told import SHARE
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.structure import Paragraph, Structure, is_row

# Words right in front of a time: of a due; of any time by which something is done.
_LINKS = r"(?: (?:là|vào|trong|hết|ngày|lúc|trước|cuối|khoảng|nộp|gửi|nhận|dịp|\d{1,2} ?(?:giờ|h) ?\d{0,2}))*:? ?$"
_DUE = re.compile(
    rf"(?:trước|(?:chậm|muộn|trễ) nhất|(?<!thời )\bhạn|không quá|tối đa|(?:sớm|chậm|muộn|trễ) hơn){_LINKS}"
)
_TERM = re.compile(r"thời (?:hạn|gian|điểm)|\bhạn\b|\btrước|nhất|\bxong\b")
_BY = re.compile(rf"(?:{_DUE.pattern}|(?:\bđến|\btới|\bhết|\bxong){_LINKS})")
_AT = re.compile(
    rf"(?:{_BY.pattern}|(?:\btrong|\bvào|dự kiến|khoảng|\btừ|:|\|){_LINKS}|^\W*(?:\w{{1,2}}[.)] ?)?$)"
)
# Times that no day of the reading stands for.
_ODD_BEFORE = r"(?:trước|nhất|là|đến|hết|hạn:?|vào|xong|ngày|:) (?:ngày )?"
_LEVEL = r"trường (?:mầm non|mẫu giáo|tiểu học|thcs|thpt|trung học \w+ \w+)"
_LOOSE = re.compile(
    rf"{_ODD_BEFORE}(?P<odd>\d{{1,2}} ?/ ?\d{{1,2}}|\d{{1,2}}(?P<sign> ?[/.-] ?)\d{{1,2}}(?P=sign)\d{{2,4}})"
    r"(?![\d/%-]| ?(?:%|điểm|tiêu chí|xã|đơn vị|tổng số|số |thành viên|vị trí))"
    r"|(?<![\d/])(?P<iso>20\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:3[01]|[12]\d|0?[1-9]))(?!\d)"
    r"|(?:trong|(?:chậm|muộn|trễ) nhất|không quá|tối đa|\bsau|(?:sớm|chậm|muộn|trễ) hơn|:(?=[^.;:\n]{0,30}\bkể từ))"
    r"(?: (?:vòng|thời (?:hạn|gian)|là|sau|đó|trong|khoảng))*"
    r" (?P<counted>\d{1,3}(?: \(\w+\))? (?:ngày|tuần)(?: làm việc)?)\b(?! đêm)"
    r"|(?P<moon>\bâm lịch|\btháng (?:chạp|giêng)\b|\brằm tháng \w+|\b(?:trước|sau|giáp|hết) tết\b)"
    rf"|\b{_LEVEL} (?P<named>\d{{1,2}}/\d{{1,2}})(?=(?:[,;]| và) {_LEVEL} \d{{1,2}}/\d)"
    r"|\b(?:trước|vào|hết|nhất|sáng|chiều|giờ|giờ \d\d|\dh|h\d\d)"
    r" (?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b"
    r"(?!,? ?\(?(?:ngày )?\d)"
)
_ASKS = re.compile(
    r"(?<!chưa )(?<!đã )(?<!chưa gửi )(?<!đã gửi )\b(?:gửi|nộp|báo cáo|hoàn (?:thành|thiện|tất)|tổ chức|ban hành"
    r"|xây dựng|triển khai|đăng (?:ký|tải)|rà soát|tổng hợp|thẩm định|trình|lựa chọn|bình (?:xét|chọn|bầu)"
    r"|(?<!thành )lập(?! thành tích)|cập nhật|cung cấp|chấm|họp|sơ kết|tổng kết|công bố|kiểm tra|tiến hành|chuyển"
    r"|thông báo|niêm yết|góp ý|(?<!bầu )cử|chuẩn bị|(?<!ngày )(?<!năm )thành lập|kiện toàn|bàn giao|khắc phục|xét"
    r"|ký(?: kết)? (?:giao ước|cam kết|kết)|phát động|thực hiện|yêu cầu|đề nghị|tham mưu|thống nhất|chốt|tiếp nhận"
    r"|nhận|đánh giá|giải (?:ngân|quyết|trình)|cho ý kiến|tuyên (?:dương|truyền)|khen thưởng|trao|khảo sát"
    r"|tham (?:gia|dự)|tập huấn|treo|nhập|phát hành|phổ biến|quán triệt|bố trí|phân công|nghiệm thu|kê khai|khai báo"
    r"|cam kết|xử lý|phê duyệt|thông qua|chấn chỉnh|bổ sung|ra quân|khởi công|vệ sinh)\b"
)
# Who is asked opens the sentence, whatever is done.
_ASKED = re.compile(rf"\W*(?:\w{{1,3}}[.)] ?)?{ORGANS}\b")
# Behind these words a milestone only says before what something is asked.
_BEFORE_AN_EVENT = re.compile(r"\btrước (?:ngày |khi |lễ )*[^\d.,;:()]{3,40}\(?$")
_DONE = re.compile(r"\b(?:chưa|đã)\b[^,.;:]*")
_ONWARD = re.compile(r" ?(?:và|,|-|–|đến|tới|hoặc) ?(?:hết )?(?:ngày )?\d")
_SOLAR = re.compile(r"[^.;()\n]{0,25}\([^()\n\d]{0,20}\d")
_CAPPED = re.compile(r"[^.;\n]{0,60}\b(?:nhưng|song) ")
_ALONE = re.compile(r"\W*(?:(?:ngày|tháng|quý|năm|trong|vào) ?)*[\divx][\divx/. -]*\W*")
_SHORT_LINE = 120
_NAMES = ("odd", "iso", "counted", "moon", "named", "weekday")
_LEAD = 130
_DAYS = (Shape.DAY, Shape.DAY_ONLY)
_STRETCHES = (Shape.MONTH, Shape.QUARTER, Shape.PART, Shape.HALF, Shape.YEAR)


@dataclass(frozen=True)
class Time:
    """A time at `start:end` of the view; `days` its first and last, where they are known."""

    start: int
    end: int
    days: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LeftOver:
    """The clause `start:end` of the view asks for something by `times` that nothing says."""

    start: int
    end: int
    times: tuple[Time, ...]
    in_part: bool  # an item says another part of it


@dataclass(frozen=True)
class Net:
    """The text with its days, the calendar they are completed by, and what was read."""

    structure: Structure
    day_mentions: list[DayMention]
    calendar: Calendar
    said: tuple[Said, ...]
    owed: frozenset[tuple[DutyKind, str]]  # kind and day of every duty

    @classmethod
    def under(
        cls,
        structure: Structure,
        day_mentions: list[DayMention],
        calendar: Calendar,
        read: ReadDirective,
    ) -> "Net":
        """For what was read of a text."""
        owed = frozenset((_family(one.kind), day) for one in read.deadlines for day in days_of(one))
        return cls(structure, day_mentions, calendar, tuple(said_in(structure.view, read)), owed)

    def left_over(self, paragraph: Paragraph) -> Iterator[LeftOver]:
        """The clauses of a paragraph with a time that is left over, in order."""
        low = self.structure.view.low
        asked = self._asked_above(paragraph)
        above = asked is not None
        found: dict[int, LeftOver] = {}
        for start, end in asked_in(self.structure, paragraph):
            if self._asks(start, end):
                asked = start
            elif not (above or low.startswith(";", start - 1) or _TERM.search(low, start, end)):
                continue  # what only goes on with it is told from where it begins
            if asked is None:
                continue
            times = tuple(
                one for one in self._times(start, end) if not self._is_known(one, start, end)
            )
            if times:
                before = found[asked].times if asked in found else ()
                found[asked] = LeftOver(asked, end, (*before, *times), self._says(asked, end))
        yield from found.values()

    def _asks(self, start: int, end: int) -> bool:
        low = self.structure.view.low
        if _ASKS.search(low, start, end) or _ASKED.match(low, start, end):
            return True
        times = self._times(start, end)
        return any(_DUE.search(low[max(start, one.start - _LEAD) : one.start]) for one in times)

    def _says(self, start: int, end: int) -> bool:
        return any(start <= one.start < end for one in self.said)

    def _asked_above(self, paragraph: Paragraph) -> int | None:
        """Where what asks for a paragraph begins; None where nothing above it does.

        A row of a table that asks or whose titles do, an item below words that ask and end in a colon, a day alone on
        the line below a work.
        """
        low = self.structure.view.low
        if is_row(self.structure.low(paragraph)):
            head = titles_of(self.structure, paragraph)
            titled = any(words.search(self.structure.low(head)) for words in (_ASKS, _TERM))
            return paragraph.start if titled else None
        leads = self.structure.lead_ins(paragraph)[:1]
        if any(low[one.end - 1] == ":" and _ASKS.search(low, one.start, one.end) for one in leads):
            return paragraph.start
        return self._work_above(paragraph)

    def _work_above(self, paragraph: Paragraph) -> int | None:
        """“Sơ kết” / “15/6/2024”: where the line begins that names what a day alone is for."""
        before = self.structure.paragraphs[max(0, paragraph.index - 1)]
        words = self.structure.low(before)
        short = len(words) < _SHORT_LINE and not words.endswith((".", ";"))
        if not (short and before.region == "body" and _ASKS.search(words)):
            return None
        times = list(self._times(paragraph.start, paragraph.end))
        inside = self.structure.view.low[paragraph.start : paragraph.end]
        alone = len(times) == 1 and _ALONE.fullmatch(inside)
        return before.start if alone else None

    def _times(self, start: int, end: int) -> Iterator[Time]:
        low = self.structure.view.low
        named = between(self.day_mentions, start, end)
        known = [
            Time(one.start, one.end, self._days(one)) for one in named if self._is_time(one, start)
        ]
        yield from known
        for found in _LOOSE.finditer(low, start, end):
            name = next(name for name in _NAMES if found[name])
            first, last = found.span(name)
            told = any(first <= one.end + 1 and one.start < last for one in known)
            beside = {"moon": _SOLAR, "counted": _CAPPED}.get(name)
            if not (told or (beside and beside.match(low, last, end))):
                yield Time(first, last)

    def _is_time(self, one: DayMention, start: int) -> bool:
        """A day; of a longer stretch only one by or in which something is done, not one that is reported on."""
        low = self.structure.view.low
        if one.shape in _DAYS:
            return not (one.shape is Shape.DAY_ONLY and _ONWARD.match(low, one.end))
        lead = low[max(start, one.start - _LEAD) : one.start]
        edge = low.startswith("hết", one.start)
        return (
            one.shape in _STRETCHES
            and bool(edge or _AT.search(lead))
            and not self._is_year(one, lead)
        )

    def _is_year(self, one: DayMention, lead: str) -> bool:
        """“Trong năm 2024”: the whole campaign."""
        return one.shape is Shape.YEAR and one.first != one.last and not _DUE.search(lead)

    def _days(self, one: DayMention) -> frozenset[str]:
        days = (self.calendar.first(one), self.calendar.last(one))
        return frozenset(day.isoformat() for day in days if day)

    def _is_known(self, time: Time, start: int, end: int) -> bool:
        """Whether an item says it, or it is plainly no due."""
        low = self.structure.view.low
        lead = low[max(start, time.start - _LEAD) : time.start]
        near = [one for one in self.said if one.end > start and one.start < end]
        before_it = _BEFORE_AN_EVENT.search(lead) is not None
        if any(_is_said(time, one) for one in near if not (one.event and before_it)):
            return True
        if (
            no_due.FIGURES.search(lead)
            or no_due.STOOD.match(low, time.end, end)
            or self._is_told(time, start, end)
            or self._is_owed(time, start, end)
            or self._is_parted(time, start, near)
        ):
            return True
        if _DUE.search(lead):
            return False
        if self._is_over(time) or no_due.AIMS.search(lead) or SHARE.match(low, time.end, end):
            return True
        if no_due.NEWS.match(low, time.end, end):
            return True
        return no_due.OTHER_MATTER.search(lead) is not None and _BY.search(lead) is None

    def _is_owed(self, time: Time, start: int, end: int) -> bool:
        """Whether a duty of the kind that is asked for is due that day: said once more."""
        near = max(start, time.start - _LEAD), min(end, time.end + _LEAD)
        hits = hits_in(self.structure.view.low, *near) if time.days else []
        return any((_family(hit.kind), day) in self.owed for hit in hits for day in time.days)

    def _is_parted(self, time: Time, start: int, near: list[Said]) -> bool:
        """Whether it is the month of a row, in which each of its works has a day."""
        home = self.structure.at(start)
        if len(time.days) < 2 or not is_row(self.structure.low(home)):
            return False
        days = {day for one in near for day in one.days}
        within = any(min(time.days) <= day <= max(time.days) for day in days)
        return within and not has_undated_works(self.structure, home)

    def _is_told(self, time: Time, start: int, end: int) -> bool:
        """Whether the words before the time are of the past, and none of them turns to what is asked."""
        low = self.structure.view.low
        before = low[start : time.start]
        gone, issued = no_due.YEAR.match(before), self.calendar.issued
        years = [day[:4] for day in time.days]
        if gone and issued and years and all(f"{issued.year}" > gone[1] >= one for one in years):
            return True
        past = PAST.search(before)
        turn = before.find(",", past.end()) if past else 0
        return bool(past) and (turn < 0 or not _ASKS.search(_DONE.sub("", before[turn:])))

    def _is_over(self, time: Time) -> bool:
        """Before the day of issue, or on it."""
        issued, year = self.calendar.issued, self.calendar.year
        if not time.days:
            return False
        last = max(time.days)
        return last <= issued.isoformat() if issued else bool(year) and last < f"{year}"


def _family(kind: DutyKind) -> DutyKind:
    """A report, of whatever period."""
    return DutyKind.REPORT if kind.value.startswith("bao_cao") else kind


def _is_said(time: Time, one: Said) -> bool:
    return (time.start < one.end and one.start < time.end) or bool(time.days & one.days)
