"""What is asked and became no item: told in its own words, so that nothing asked is dropped unseen.

Two kinds of clauses count: that ask for something by a time which no item says (`left_over`), and, without a day, that
ask somebody to report, send, register or sum up for somebody. What a duty says already, what is told of the past, and
what lies under a lead-in of duties is no demand of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from scheduler import body_names
from scheduler.definition.models import DutyKind
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.duties.above import PAST
from scheduler.directives.duties.duties import chosen, firm, hits_in
from scheduler.directives.duties.left_over import LeftOver, Net
from scheduler.directives.duties.manner import channels_in, forms_in, is_for
from scheduler.directives.duties.people import to_whom_in
from scheduler.directives.duties.sentences import asked_in, asking, is_basis
from scheduler.directives.model import Note, ReadDirective, ReadDuty
from scheduler.directives.page.structure import Paragraph, Structure, is_row
from scheduler.directives.page.view import View

MOST = 40
UNPLACED = "unplaced"  # kind of its notes
_NOT_READ = "chưa hiểu"  # a definition is written in the language of its directive
_ASKS = re.compile(
    r"(?:gửi|nộp|lập|trình|chuyển|hoàn thiện)(?: \w+){0,4} (?:báo cáo|hồ sơ|kế hoạch|danh sách|kết quả|số liệu"
    r"|bản đăng ký"
    r"|bản tự chấm|tờ trình|biên bản|giao ước)"
    r"|(?:báo cáo|hồ sơ|kế hoạch|danh sách|kết quả|số liệu|bản đăng ký)(?: [^.;:\n]{0,70})? (?:gửi|nộp"
    r"|báo cáo) (?:về|cho|lên|đến|qua hệ thống"
    r"|tới|sở|phòng|ban|ủy ban|ubnd|văn phòng|trưởng)"
    r"|báo cáo (?:kết quả|tình hình|tiến độ|định kỳ|đột xuất|chuyên đề|thành tích|nhanh|số liệu|về|cho|lên|với|chủ tịch"
    r"|ủy ban|ubnd|bộ|chính phủ|thủ tướng|sở|ban|thường trực|bằng văn bản|theo|(?:hằng|hàng) (?:tháng|quý|năm"
    r"|tuần)|sơ kết|tổng kết)"
    r"|(?:các |những )báo cáo khác\b|(?:phải có|sau có|và) báo cáo (?!viên)|thay (?:bằng|cho|vào) báo cáo"
    r"|báo cáo (?:ngày|tuần|tháng|quý|năm)[^.;\n]{0,60}? gửi|báo cáo kịp thời"
    r"|(?:gửi|nộp|báo cáo)\b[^.;\n]{0,40}? (?:trước|chậm nhất|muộn nhất|hạn)(?: là)?(?: ngày)? \d"
    r"|báo cáo gửi đồng thời|chế độ (?:thông tin,? )?báo cáo|(?:tổng hợp|tham mưu"
    r"|thẩm định)[^.;:\n]{0,60}?,? (?:báo cáo|trình|gửi)\b"
    r"|(?<!đã )đăng ký (?:thi đua|danh hiệu|mô hình|công trình|tham gia|giao ước|nội dung thi đua|chỉ tiêu)"
    r"|ký(?: kết)? giao ước|báo cáo[^.;\n]{0,60} (?:theo mẫu|qua hệ thống)"
)
# Words for a report that is not asked for here.
_NOT = re.compile(
    r"(?:theo|tại|từ|trong|qua|căn cứ|của|các|những|nội dung|mẫu|dự thảo|một|bản) (?:các |những )?báo cáo (?:số"
    r"|của|kết quả|tình hình)"
    r"|báo cáo số \d|vướng mắc|khó khăn|kịp thời phản ánh|nếu có (?:thay đổi|nội dung)|báo cáo viên|hội nghị báo cáo"
    r"|không (?:phải )?(?:gửi|nộp|báo cáo|xét|nhận|tiếp nhận)|báo cáo chính trị|tổng hợp vào kết quả"
    r"|trừ (?:\w+ )*?\d* ?điểm|lập hồ sơ chuyển|ngay trong ngày"
    r"|trừ từ \d|thì (?:không|bị)\b[^.;]{0,20} (?:xét|trừ|hạ)\b"
)
# How often or on what it comes, which no day of another report says.
_OF_ITS_OWN = re.compile(
    r"(?:\d+|một|hai|ba) (?:ngày|tuần|tháng|quý|năm) (?:một|1) lần|báo cáo (?:nhanh|đột xuất|chuyên đề) (?:khi|theo)"
)
_BY_A_DAY = re.compile(r"\b(?:trước|chậm nhất|muộn nhất|hạn)(?: là| vào)?(?: ngày)? \d")
_LABEL = re.compile(r"\W*(?:loại|tên|nội dung)(?: \w+){0,3} ?:")
_RECORD = 5  # lines of a record
_SHORTEST = 18
_LONGEST = 400


def unplaced_in(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    read: ReadDirective,
) -> tuple[Note, ...]:
    """A note for each clause that asks for what became no item of `read`, in the order of the text."""
    view = structure.view
    placed = _Placed(structure, read.deadlines)
    net = Net.under(structure, day_mentions, calendar, read)
    found: list[Note] = []
    letter = {one.index for one in asking(structure)}
    for paragraph in structure.paragraphs:
        if not _may_ask(structure, paragraph, within=paragraph.index in letter):
            continue
        left = [*net.left_over(paragraph)]
        undated = [
            (start, end)
            for start, end in _asked(structure, paragraph)
            if not placed.holds(paragraph, start, end)
            and not any(start < one.end and one.start < end for one in left)
        ]
        told = [(one.start, _told(view, one)) for one in left]
        told += [(start, _note(view, start, end)) for start, end in undated]
        found += [note for _start, note in sorted(told, key=itemgetter(0))]
        if len(found) > MOST:
            break
    once = {note.text: note for note in found}
    return tuple(once.values())[:MOST]


def _may_ask(structure: Structure, paragraph: Paragraph, *, within: bool) -> bool:
    """The letter proper; and what is taken for a list of other stories, where it asks for something by a day."""
    if paragraph.region == "chrome":
        return bool(_BY_A_DAY.search(structure.view.low, paragraph.start, paragraph.end))
    return within and not is_basis(structure, paragraph)


def _note(view: View, start: int, end: int) -> Note:
    return Note(UNPLACED, _words(view, start, end), view.quote(start, end))


def _told(view: View, one: LeftOver) -> Note:
    """The clause; where an item says a part of it, with the times that none says."""
    note = _note(view, one.start, one.end)
    if not one.in_part:
        return note
    times = ", ".join(f"“{view.words(time.start, time.end)}”" for time in one.times)
    first = one.times[0]
    return replace(
        note,
        text=f"{note.text} ({_NOT_READ}: {times})",
        evidence=view.quote(first.start, first.end),
    )


def _asked(structure: Structure, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    low = structure.view.low
    if is_row(structure.low(paragraph)):
        return
    for start, end in asked_in(structure, paragraph):
        asked = _ASKS.search(low, start, end)
        if (
            asked is None
            or end - start < _SHORTEST
            or structure.view.text[start:end].isupper()
            or _NOT.search(low, start, end)
        ):
            continue
        past = PAST.search(low, start, end)
        if past is None or past.start() > asked.end():
            yield start, end


class _Placed:
    """What the duties already say."""

    def __init__(self, structure: Structure, duties: Sequence[ReadDuty]) -> None:
        self._structure, self._duties = structure, duties
        self._view = structure.view
        self._places = [one.place for one in duties if one.place[1]]
        self._said = {(one.kind, _receiver(one.to_whom)) for one in duties}
        self._kinds = {one.kind for one in duties}
        homes = [structure.at(start) for start, _end in self._places]
        self._homes = {home.index for home in homes}
        self._parents = {parent for home in homes for parent in home.parents}
        self._kinds_at: dict[int, set[DutyKind]] = {}
        for one, home in zip((one for one in duties if one.place[1]), homes, strict=True):
            self._kinds_at.setdefault(home.index, set()).add(one.kind)

    def holds(self, paragraph: Paragraph, start: int, end: int) -> bool:
        """Whether a sentence is a duty's own, leads in to duties, or says one of them again."""
        if any(first < end and start < last for first, last in self._places):
            return True
        if any(is_for(self._structure, paragraph, one) for one in self._duties) and (
            forms_in(self._view, start, end) or channels_in(self._view, start, end)
        ):
            return True
        if paragraph.index in self._parents or self._is_label(paragraph):
            return True
        if _OF_ITS_OWN.search(self._view.low, start, end):
            return False
        hits = firm(hits_in(self._view.low, start, end))
        kinds = {kind for kind, _hit in chosen(self._view.low, hits, start=start, end=end)}
        if kinds and kinds <= self._kinds_at.get(paragraph.index, set()):
            return True
        receiver = _receiver(to_whom_in(self._view, start, end))
        if not receiver:
            return bool(kinds) and kinds <= self._kinds
        return bool(kinds) and all((kind, receiver) in self._said for kind in kinds)

    def _is_label(self, paragraph: Paragraph) -> bool:
        """“Loại báo cáo: …” over the lines of its own record, one of which is a duty's."""
        below = range(paragraph.index + 1, paragraph.index + 1 + _RECORD)
        labelled = _LABEL.match(self._view.low, paragraph.start)
        return bool(labelled and self._homes.intersection(below))


def _receiver(words: str | None) -> str:
    return body_names.key(words or "")


def _words(view: View, start: int, end: int) -> str:
    """The whole clause in one line, so long as a definition takes it."""
    words = view.words(start, end).strip("./ ")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
