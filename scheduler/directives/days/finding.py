"""When something is due: every form in which a clause says it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from scheduler.directives.days.by_rounds import RoundDays, dues_by_rounds
from scheduler.directives.days.calendar import Calendar, iso
from scheduler.directives.days.day_mentions import DayMention, Point, Shape, between
from scheduler.directives.days.due import TIME, ReadDue, clock, with_hour
from scheduler.directives.days.feasts import feast_dues
from scheduler.directives.days.more_months import in_more_months
from scheduler.directives.days.one_breath import in_one_breath
from scheduler.directives.days.other_years import if_gone, if_sooner
from scheduler.directives.days.recurring import recurring_dues
from scheduler.directives.days.relative import relative_dues
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.days.tied import tied_dues
from scheduler.directives.days.yearly import yearly, yearly_stretch
from scheduler.directives.model import Window
from scheduler.directives.page.view import View

MOST_IN_A_SENTENCE = 40
_OF_A_MEETING = (  # “trước hội nghị ngày 20/12”, “trước khi họp Hội đồng (20/12)”
    r"(?:(?:ngày |khi |buổi )?(?:tổ chức |diễn ra )?(?:hội nghị|đại hội|kỳ họp|phiên họp|cuộc họp|họp|lễ)\b"
    r"[^\d.,;:()]{0,30} \(?)?"
)
_BEFORE = re.compile(
    r"(?:trước|(?<!không )(?<!được )\bsớm hơn) ?(?:hết )?(?:thời điểm )?"
    rf"{_OF_A_MEETING}{TIME}(?:các (?=$|ngày ))?(?:ngày )?(?:mồng |mùng )?\(?$"
)
_BY = re.compile(
    r"(?:(?:chậm|muộn|trễ) nhất|không (?:được )?quá|không (?:được )?(?:muộn|chậm|trễ) (?:hơn|quá)|thời hạn|hạn cuối"
    r"|hạn chót|hạn nộp|hạn gửi|(?<!đúng )(?<!quá )(?<!trễ )(?<!sớm )\bhạn|cho đến|\bđến|\btới|\bhết)"
    r"(?: cùng| cuối| nhận| nộp| gửi| hồ sơ| báo cáo| là| vào| đến| trong| hết| trước| lúc)*:? ?"
    rf"{TIME}(?:các (?=$|ngày ))?(?:ngày )?$"
)
_WITHIN = re.compile(
    r"(?:\btrong|\bvào|dự kiến|\bxong|hoàn thành|khoảng|thời gian|thực hiện|tổ chức|kết thúc)"
    r"(?: khoảng| thời gian| dịp| vào| trong| là| xong| trước)*:? ?\(?$"
)
_AT = re.compile(
    r"(?:\bvào|\blúc|dự kiến|thời gian|\bngày|sáng|chiều|:|-|\||\()"
    rf"(?: là| vào| lúc| ngày| tối| sáng| chiều)*:? ?{TIME}(?:ngày )?$"
)
_BLANK_DAY = re.compile(r"ngày ?[.…_ ]{2,12}$|[.…_]{2,12} ?/$")
_EVERY_YEAR = re.compile(r"^[ ,]{0,2}\(?(?:của )?(?:hằng|hàng|mỗi|các) năm")
_YEARLY_BEFORE = re.compile(
    r"(?:hằng|hàng|mỗi) năm,? (?:vào |trước |chậm nhất |trong |ngày |là )*$"
)
_FROM_NOW = re.compile(r"(?:từ|kể từ) (?:nay|ngày (?:ký|ban hành))")
_OF_AN_ANNIVERSARY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d ?- ?$")
_DUTY_NEXT = re.compile(
    r",? (?:đăng ký|sơ kết|tổng kết|ký (?:kết )?giao ước|bình xét|nộp|gửi|báo cáo|chấm điểm|xét)\b"
)
# “Sơ kết tháng 7/2024; tổng kết tháng 12/2024”: when it is held; “báo cáo sơ kết tháng 7/2024” is of July.
_HELD = re.compile(r"(?<!báo cáo )(?<!kết quả )(?<!giao ban )\b(?:sơ kết|tổng kết) $")
_HELD_ENDS = re.compile(r" ?(?:[;.)\n]|,? ?(?:và )?(?:sơ|tổng) kết|$)")
_BUT = re.compile(r",? ?(?:nhưng|song|và)\b[^.;]*$")
_SPANS = re.compile(r"đến|tới|-|kết thúc|hết hạn|đóng|khóa")
_OPENS = re.compile(r"\btừ (?:ngày )?$")  # “từ ngày 20 đến ngày 25 hằng tháng” is due by the 25th
_NEAR = 30
_FIRST_QUARTER, _LAST_QUARTER = 3, 10  # the month it ends in, the month it begins in
_DATA = re.compile(
    r"(?:số liệu|lấy|tính|thời điểm|kỳ báo cáo|(?<!kết )(?<!toàn )(?<!cả )(?<!mỗi )(?<!từng )giai đoạn)(?: \w+){0,5} ?$"
)
_FRACTION = re.compile(r"^[1-9]/[2-9]$")
_TALKS_OF_YEARS = re.compile(r"(?:hằng|hàng) năm\b")


@dataclass(frozen=True)
class DueReader:
    """What is needed to read dues: the text, the days it names, the calendar, and the days of its rounds."""

    view: View
    day_mentions: list[DayMention]
    calendar: Calendar
    rounds: RoundDays = field(default_factory=RoundDays)

    def dues_in(self, start: int, end: int) -> list[ReadDue]:
        """Every due said in `text[start:end]`, in order, none overlapping."""
        found: list[ReadDue] = []
        figures = self._figures(start, end)
        for read in (
            self._tied,
            self._by_rounds,
            self._relative,
            self._feasts,
            self._recurring,
            self._stretches,
            self._day_mentions,
        ):
            for due in islice(read(start, end), MOST_IN_A_SENTENCE):
                taken = [(other.start, other.end) for other in found] + figures
                if not any(due.start < last and first < due.end for first, last in taken):
                    found.append(due)
        found.sort(key=lambda due: due.start)
        uncapped = [
            due for due, other in pairwise([*found, None]) if due and not self._capped(due, other)
        ]
        return in_one_breath(self.view, uncapped)

    def _capped(self, due: ReadDue, other: ReadDue | None) -> bool:
        """“trong 07 ngày kể từ khi bỏ phiếu, nhưng không quá ngày 10/12”: the day counts."""
        if other is None or due.value is not None or due.recurrence or due.either:
            return False
        between = self.view.low[due.end : other.start]
        return len(between) < _NEAR and bool(_BUT.match(between))

    def _figures(self, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches that only say which figures to report: “số liệu từ 01/12 đến 31/5”."""
        stretch = stretch_in(self.view, self.day_mentions, self.calendar, start, end)
        if stretch and _DATA.search(self.view.low[max(start, stretch.start - 40) : stretch.start]):
            return [(stretch.start, stretch.end)]
        return []

    def _tied(self, start: int, end: int) -> Iterator[ReadDue]:
        return tied_dues(self.view, start, end)

    def _by_rounds(self, start: int, end: int) -> Iterator[ReadDue]:
        return dues_by_rounds(self.view, self.rounds, self.calendar.workdays, place=(start, end))

    def _relative(self, start: int, end: int) -> Iterator[ReadDue]:
        return relative_dues(
            self.view, self.day_mentions, self.calendar, rounds=self.rounds, place=(start, end)
        )

    def _recurring(self, start: int, end: int) -> Iterator[ReadDue]:
        return recurring_dues(self.view, start, end)

    def _feasts(self, start: int, end: int) -> Iterator[ReadDue]:
        return feast_dues(self.view, self.calendar, start, end)

    def _stretches(self, start: int, end: int) -> Iterator[ReadDue]:
        at = start
        while found := stretch_in(self.view, self.day_mentions, self.calendar, at, end):
            at = max(found.end, at + 1)
            before = self.view.low[max(start, found.start - 40) : found.start]
            due = self._stretch(found)
            if due and not _DATA.search(before):
                yield due

    def _stretch(self, found: Stretch) -> ReadDue | None:
        """The window of “từ … đến …”; of every year where no year is known."""
        low, said = self.view.low, self.view.words(found.start, found.end)
        if not _SPANS.search(low, found.start, found.end):
            return None
        if self.calendar.every_year and found.first is None and found.last is None:
            days = [*between(self.day_mentions, found.start, found.end)]
            return yearly_stretch(days, (found.start, found.end), said=said)
        if found.first is None or found.last is None or found.first == found.last:
            return None
        if found.last < found.first:
            return ReadDue(None, found.start, found.end, said=said)
        last = found.last.isoformat()
        if _FROM_NOW.match(low, found.start, found.end):
            return ReadDue(last, found.start, found.end, "by", plain=True)
        window = Window(found.first.isoformat(), last, said)
        return ReadDue(window, found.start, found.end, plain=True)

    def _day_mentions(self, start: int, end: int) -> Iterator[ReadDue]:
        for day_mention in between(self.day_mentions, start, end):
            due = self._day_mention(day_mention, start, end)
            if due:
                yield due
                yield from self._in_more_months(day_mention, due, end)

    def _in_more_months(self, day_mention: DayMention, due: ReadDue, end: int) -> Iterator[ReadDue]:
        """“ngày 20 tháng 3, 6, 9 và 12”: the same day of each."""
        for more in in_more_months(self.view.low, day_mention, end):
            every_year = due.recurrence is not None
            again = self._bounded(more, due.bound or "on", every_year=every_year)
            if again:
                yield replace(again, time=due.time)

    def _day_mention(self, day_mention: DayMention, start: int, end: int) -> ReadDue | None:
        low = self.view.low
        lead = low[max(start, day_mention.start - 60) : day_mention.start]
        if _OF_AN_ANNIVERSARY.search(lead):
            return None
        if day_mention.shape in (Shape.NOW, Shape.DAY_ONLY, Shape.SCHOOL_YEAR, Shape.HALF):
            return self._day_of_month(day_mention, lead, start)
        every_year = bool(_EVERY_YEAR.match(low[day_mention.end : day_mention.end + 16]))
        every_year = every_year or bool(_YEARLY_BEFORE.search(lead))
        every_year = every_year or (
            (self.calendar.every_year or self.calendar.last_year is not None)
            and bool(_TALKS_OF_YEARS.search(low, start, end))
        )
        for pattern, bound in ((_BEFORE, "before"), (_BY, "by"), (_WITHIN, "on"), (_AT, "on")):
            found = pattern.search(lead)
            if (
                found
                and not _DATA.search(lead[: found.start()])
                and self._is_date(day_mention, found[0])
            ):
                due = self._bounded(day_mention, bound, every_year=every_year)
                asks = bound != "on" or pattern is _WITHIN
                begin = (
                    day_mention.start - (len(lead) - found.start()) if asks else day_mention.start
                )
                timed = due and replace(due, start=max(start, begin), time=clock(found))
                return timed and with_hour(timed, low)
        return self._bare(day_mention, lead, every_year=every_year)

    def _bare(self, day_mention: DayMention, lead: str, *, every_year: bool) -> ReadDue | None:
        """A date with no word in front that asks."""
        if day_mention.shape is Shape.MONTH and _BLANK_DAY.search(lead):
            month = self.calendar.complete(day_mention.first)
            value = iso(Point(month.year, month.month))
            return ReadDue(value, day_mention.start, day_mention.end, plain=True)
        opens = day_mention.shape in (Shape.MONTH, Shape.QUARTER) and not re.search(r"\w", lead)
        colon = (
            self.view.low.startswith((":", " :"), day_mention.end)
            and day_mention.shape is Shape.MONTH
        )
        held = _HELD.search(lead) and _HELD_ENDS.match(self.view.low, day_mention.end)
        if held and day_mention.shape is Shape.MONTH and day_mention.first.year:
            return self._bounded(day_mention, "on", every_year=every_year)
        if opens and (colon or _DUTY_NEXT.match(self.view.low, day_mention.end)):
            return self._bounded(day_mention, "on", every_year=every_year)
        if (
            day_mention.shape not in (Shape.DAY, Shape.PART)
            or lead.endswith(("từ ", "sau "))
            or not self._is_date(day_mention, "")
        ):
            return None
        due = self._bounded(day_mention, "on", every_year=every_year)
        return due and with_hour(replace(due, plain=True), self.view.low)

    def _is_date(self, day_mention: DayMention, lead: str) -> bool:
        """“2/3 số thành viên” is a fraction unless a word asks for a day."""
        words = self.view.low[day_mention.start : day_mention.end]
        return bool(re.search(r"ngày|trước|hạn|nhất", lead)) or not _FRACTION.match(words)

    def _day_of_month(self, day_mention: DayMention, lead: str, start: int) -> ReadDue | None:
        """“định kỳ hằng tháng, trước ngày 05”."""
        if day_mention.shape is not Shape.DAY_ONLY:
            return None
        sentence = self.view.low[max(start, day_mention.start - 160) : day_mention.end + 30]
        every = re.search(
            r"(?:hằng|hàng|mỗi|từng) (?P<unit>tháng|quý)|định kỳ (?P<unit2>tháng|quý)"
            r"|(?:báo cáo|^|[:;,]) ?(?P<unit3>tháng|quý)\b(?! \d)",
            sentence,
        )
        if not every or _OPENS.search(lead):
            return None
        unit = every["unit"] or every["unit2"] or every["unit3"]
        before, by = _BEFORE.search(lead), _BY.search(lead)
        bound = "before" if before else "by" if by else None
        asked = before or by
        value, time = f"---{day_mention.first.day:02d}", clock(asked) if asked else None
        return ReadDue(value, day_mention.start, day_mention.end, bound, f"hằng {unit}", time=time)

    def _calendar_for(self, day_mention: DayMention) -> Calendar:
        """A text of the last quarter that asks for something in January means the January to come."""
        calendar, issued = self.calendar, self.calendar.issued
        late = issued and issued.year == calendar.year and issued.month >= _LAST_QUARTER
        early = day_mention.last.month and day_mention.last.month <= _FIRST_QUARTER
        if not (late and early) or calendar.school or calendar.year is None:
            return calendar
        return replace(calendar, year=calendar.year + 1)

    def _bounded(self, day_mention: DayMention, bound: str, *, every_year: bool) -> ReadDue | None:
        """The value of the days named: a day, or a window when it is vague (rule 5)."""
        calendar = self._calendar_for(day_mention)
        said = self.view.words(day_mention.start, day_mention.end)
        start, end = day_mention.start, day_mention.end
        if day_mention.shape in (Shape.UNSURE, Shape.NONE):
            bounds = None if bound == "on" else bound
            return ReadDue(None, start, end, bounds, said=said, either=day_mention.either)
        if day_mention.years_on and calendar.last_year:
            return ReadDue(None, start, end, None if bound == "on" else bound, said=said)
        if not day_mention.first.year and (every_year or calendar.every_year):
            return yearly(day_mention, bound, said=said)
        kept = None if bound == "on" else bound
        if calendar.last_year and not day_mention.first.year:
            return ReadDue(None, start, end, kept, said=said)
        first, last = calendar.complete(day_mention.first), calendar.complete(day_mention.last)
        if bound == "before" and day_mention.shape is not Shape.DAY and first != last:
            if later := if_gone(day_mention, calendar.first(day_mention), calendar, bound=bound):
                return ReadDue(None, start, end, kept, said=said, either=later)
            opens = first if day_mention.moon else Point(first.year, first.month)
            return ReadDue(iso(opens), start, end, bound)
        if bound == "by" or first == last:
            day = calendar.last(day_mention)
            if later := if_gone(day_mention, day, calendar, bound=bound):
                return ReadDue(None, start, end, kept, said=said, either=later)
            value = day.isoformat() if day else None
            sooner = if_sooner(day_mention, day, calendar)
            return ReadDue(value, start, end, kept, said=None if value else said, sooner=sooner)
        days = calendar.first(day_mention), calendar.last(day_mention)
        a_year = day_mention.shape is Shape.YEAR and calendar.last_year is None
        if a_year or not (days[0] and days[1]):
            return None
        return ReadDue(Window(days[0].isoformat(), days[1].isoformat(), said), start, end)
