"""What the duties of a text say of one another: sent with the last, counted from its end, told twice."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from scheduler import body_names
from scheduler.dates.numerals import number_of
from scheduler.definition.models import DutyKind
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.left_out import PeriodsLeftOut
from scheduler.directives.days.relative import days_after
from scheduler.directives.duties.duties import chosen, firm, hits_in
from scheduler.directives.duties.periodic import WITH_FINAL
from scheduler.directives.duties.phrases import whole
from scheduler.directives.model import ReadDuty, Window
from scheduler.directives.page.structure import Structure

# “; đồng thời nộp bản đăng ký”, “; hồ sơ khen thưởng gửi cùng thời điểm”
_ALSO = re.compile(
    r"\W*(?:đồng thời|cùng (?:thời gian|thời điểm|thời hạn|lúc)(?: này| đó| trên)?),? (?:gửi|nộp|đăng ký|trình)\b"
)
_AT_THE_SAME_TIME = re.compile(
    r"\b(?:vào )?cùng (?:một )?(?:thời (?:gian|điểm|hạn)|lúc|ngày|hạn)(?: này| đó| trên| nói trên)?"
    r"(?=\W*(?:$|[,.;:)\n])| (?:để|mỗi|và)\b)"
)
_EXPIRED = re.compile(
    r"(?P<count>\w+) (?:\(\w+\) )?(?P<unit>ngày làm việc|ngày|tuần) (?:kể |tính )?(?:từ|sau)(?: khi| ngày| thời điểm)*"
    r" (?P<what>hết (?:thời )?hạn[^.;]*|kết thúc (?:thời (?:hạn|gian)|việc) (?:tiếp )?(?:nhận|nộp|gửi|thu)[^.;]*)"
)
_OF_PERIODS = ("hằng tháng", "hằng quý")
_DAY = len("2024-06-30")
_NEAR = 4  # duties back among which “riêng …” finds the one it goes on with
_LABEL = 40  # letters of “Quý IV/2024:”


def as_before(found: Sequence[ReadDuty], more: Sequence[ReadDuty]) -> list[ReadDuty]:
    """“…; riêng ngành … trước ngày 10/7”: what goes on with the same words goes to the same body."""
    last = {(one.kind, one.what): one.to_whom for one in found[-_NEAR:]}
    return [replace(one, to_whom=one.to_whom or last.get((one.kind, one.what))) for one in more]


def alongside(
    structure: Structure, place: tuple[int, int], found: Sequence[ReadDuty]
) -> list[ReadDuty]:
    """What words of no day of their own send with the last duty found; undated where that has two days."""
    low, (start, end) = structure.view.low, place
    also = _ALSO.match(low, start, end)
    same = _AT_THE_SAME_TIME.search(low, start, end)
    if not found or not (also or same):
        return []
    until = same.start() if same and not also else end
    last = found[-1]
    if len({str(one.due) for one in found if one.place == last.place}) > 1:
        last = replace(
            last, due=None, bound=None, time=None, relative=structure.view.words(start, end)
        )
    hits = firm(hits_in(low, start, until))
    return [
        replace(
            last,
            kind=kind,
            what=whole(structure.view, hit.start, until, until=until),
            evidence=structure.view.quote(start, end),
            place=place,
        )
        for kind, hit in chosen(low, hits, start=start, end=until)
    ]


def without(found: list[ReadDuty], less: PeriodsLeftOut, *, since: int) -> list[ReadDuty]:
    """The last report of the paragraph that comes every month or quarter, without the periods left out."""
    for index in range(len(found) - 1, -1, -1):
        one = found[index]
        if one.place[0] < since:
            break
        if one.recurrence in _OF_PERIODS:
            return [*found[:index], replace(one, left_out=less.periods), *found[index + 1 :]]
    return found


def with_final(found: Sequence[ReadDuty]) -> list[ReadDuty]:
    """“Hồ sơ gửi cùng báo cáo tổng kết”: due with the last tổng kết the document dates (rule 8)."""
    dated = [one.due for one in found if one.kind is DutyKind.FINAL and isinstance(one.due, str)]
    return [
        replace(one, due=dated[-1]) if one.relative == WITH_FINAL and dated else one
        for one in found
    ]


def from_the_end(found: Sequence[ReadDuty], calendar: Calendar) -> list[ReadDuty]:
    """“10 ngày làm việc kể từ ngày hết hạn nhận hồ sơ”: counted from the one day that files are due by (rule 8)."""
    told: list[ReadDuty] = []
    for one in found:
        counted = _EXPIRED.search((one.relative or "").lower()) if one.due is None else None
        last = _last_day(counted["what"], told) if counted else None
        if counted and last:
            count = number_of(counted["count"]) or 0
            due = days_after(last, count, counted["unit"], calendar)
            told.append(replace(one, due=due, tie=None) if count else one)
        else:
            told.append(one)
    return told


def _last_day(words: str, before: Sequence[ReadDuty]) -> date | None:
    """The last day of what the words name, else of the last duty; None where there is doubt."""
    kinds = {hit.kind for hit in firm(hits_in(words, 0, len(words)))}
    named = [one for one in before if one.kind in kinds] if kinds else list(before[-1:])
    days = {one.due if one.bound != "before" else None for one in named if one.due is not None}
    day = next(iter(days), None)
    only = len(days) == 1 and isinstance(day, str) and len(day) == _DAY and day[0] != "-"
    return date.fromisoformat(str(day)) if only else None


def less_labels(structure: Structure, found: Sequence[ReadDuty]) -> list[ReadDuty]:
    """“Quý IV/2024: tổng kết. Cấp huyện xong trước ngày 15/11 …”: what dates its parts is no due by itself."""
    return [
        one
        for index, one in enumerate(found)
        if not (_is_label(structure, one) and any(_parts(structure, one, found[index + 1 :])))
    ]


def _is_label(structure: Structure, one: ReadDuty) -> bool:
    view = structure.view
    body = structure.at(one.place[0]).body
    opens = isinstance(one.due, Window) and view.starts[body] == one.evidence.offset
    behind = view.low[body : body + len(one.evidence.quote) + 2]
    return opens and behind.rstrip().endswith(":") and len(behind) < _LABEL


def _parts(structure: Structure, one: ReadDuty, others: Sequence[ReadDuty]) -> list[ReadDuty]:
    home = structure.at(one.place[0])
    return [
        other
        for other in others
        if other.kind is one.kind
        and isinstance(one.due, Window)
        and one.due.first <= _first(other) <= one.due.last
        and home.index
        in (structure.at(other.place[0]).index, *structure.at(other.place[0]).parents)
    ]


def _first(one: ReadDuty) -> str:
    return one.due.first if isinstance(one.due, Window) else one.due or ""


def owed_together(found: Sequence[ReadDuty]) -> list[ReadDuty]:
    """Of one row, the same by the same day: owed by the bodies of several columns, one duty."""
    told: list[ReadDuty] = []
    for one in found:
        last = told[-1] if told else None
        alike = last and _thing(last) == _thing(one)
        if last and alike and one.who and last.who and one.due is not None:
            told[-1] = replace(last, who=f"{last.who}, {one.who}")
        else:
            told.append(one)
    return told


def _thing(one: ReadDuty) -> tuple[object, ...]:
    return one.place, one.kind, one.what, one.due, one.to_whom


def once(found: Sequence[ReadDuty]) -> list[ReadDuty]:
    """One a kind and due of the same body; undated, one a kind and words."""
    kept: dict[tuple[object, ...], list[ReadDuty]] = {}
    for one in found:
        words = None if one.due is not None else one.relative or one.recurrence or one.due_text
        same = kept.setdefault((one.kind, one.due, words), [])
        if not any(_same_body(one, other) for other in same):
            same.append(one)
    told = {id(one) for same in kept.values() for one in same}
    return [one for one in found if id(one) in told]


def _same_body(one: ReadDuty, other: ReadDuty) -> bool:
    """Nobody named is nobody else."""
    return not (one.who and other.who) or body_names.same(one.who, other.who)
