"""What is owed by when: each due of the text joined to the duty it belongs to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from scheduler.definition.models import DutyKind
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.due import ReadDue
from scheduler.directives.days.finding import DueReader
from scheduler.directives.days.left_out import left_out_in
from scheduler.directives.duties.at_events import duties_at_events
from scheduler.directives.duties.cells import less_times, within_row
from scheduler.directives.duties.clauses import kinds_of
from scheduler.directives.duties.due_words import Clause, Kinds, less_periods
from scheduler.directives.duties.duties import Hit, chosen, firm, hits_in, listed, periods_in
from scheduler.directives.duties.headed import who_above
from scheduler.directives.duties.labels import qualified_to
from scheduler.directives.duties.manner import channels_in, forms_in, with_manners
from scheduler.directives.duties.people import second_receiver, to_whom_in
from scheduler.directives.duties.periodic import undated_in
from scheduler.directives.duties.relations import (
    alongside,
    as_before,
    from_the_end,
    less_labels,
    once,
    owed_together,
    with_final,
    without,
)
from scheduler.directives.duties.rows import TO, WHO, cell_of, unit_over
from scheduler.directives.duties.sentences import asked_in, asking, is_basis
from scheduler.directives.duties.told import is_told_of
from scheduler.directives.duties.wording import what_of, who_of
from scheduler.directives.model import ReadDuty, ReadMilestone, TieKind, Window
from scheduler.directives.page.structure import MOST, Paragraph, Structure, is_row
from scheduler.directives.page.view import View

_JOINED = re.compile(r"\W*(?:và|ngày|vào|trước|\W)*")
_OPENING = (DutyKind.ENROL, DutyKind.PLAN, DutyKind.PLEDGE)
_BREAK = re.compile(r",| và | đồng thời ")
_LISTED = 60  # letters in which a list of duties goes on
_LATE_ON_PAPER = 45


def deadlines_of(
    structure: Structure,
    reader: DueReader,
    taken: list[tuple[int, int]],
    milestones: Sequence[ReadMilestone] = (),
) -> tuple[ReadDuty, ...]:
    """Every duty with its due, in the order of the text. `taken` are places (view) already read as something else.

    What is held at one of the `milestones` is due on its day.
    """
    found: list[ReadDuty] = []
    for paragraph in asking(structure):
        if is_basis(structure, paragraph):
            continue
        inside = [
            place for place in taken if place[0] < paragraph.end and paragraph.start < place[1]
        ]
        carried: Kinds = []
        for sentence in asked_in(structure, paragraph):
            less = left_out_in(structure.view, *sentence)
            dues = _dues(reader, *sentence, inside)
            if is_row(structure.low(paragraph)):
                of_row = reader.dues_in(paragraph.start, paragraph.end)
                dues = less_times(structure, paragraph, dues, of_row)
            if less:
                dues = [due for due in dues if due.recurrence or due.value or due.end <= less.start]
            more, carried = _in_sentence(structure, paragraph, sentence, dues, carried)
            found += as_before(found, more)
            found += _without_day(structure, sentence, dues, found, milestones)
            if less:
                found = without(found, less, since=paragraph.start)
        if len(found) > MOST:
            break
    told = from_the_end(less_labels(structure, with_final(found)), reader.calendar)
    told = with_manners(structure, once(owed_together(_with_heads(structure, told))))
    return tuple(replace(one, id=f"d{index}") for index, one in enumerate(told, 1))


def _without_day(
    structure: Structure,
    sentence: tuple[int, int],
    dues: list[ReadDue],
    found: list[ReadDuty],
    milestones: Sequence[ReadMilestone],
) -> list[ReadDuty]:
    """What a sentence asks for without a day: with the duty before it, at an event, or at no time it says."""
    home = structure.at(sentence[0])
    near = bool(found) and structure.at(found[-1].place[0]) in _beside(structure, home)
    begin = max([sentence[0], *(due.end for due in dues)])
    more = alongside(structure, (begin, sentence[1]), found) if near else []
    if not dues and not more:
        more = list(duties_at_events(structure, sentence, milestones))
    undated = undated_in(structure.view, *sentence)
    return more + [replace(one, place=sentence) for one in undated]


def _beside(structure: Structure, home: Paragraph) -> list[Paragraph]:
    """The paragraph, and the one before it under the same heading."""
    before = structure.paragraphs[max(0, home.index - 1)]
    return [home, before] if before.parents == home.parents else [home]


def _with_heads(structure: Structure, found: list[ReadDuty]) -> list[ReadDuty]:
    """Whose clause names nobody is owed by whom its column of a table or its heading names."""
    told = []
    for one in found:
        home = structure.at(one.place[0])
        due = bisect_left(structure.view.starts, one.evidence.offset)
        in_table = cell_of(structure, home, WHO) or unit_over(structure, home, due)
        cut = in_table and (one.who or "") in in_table  # a piece of the cell, or nobody
        who = in_table if cut else one.who or who_above(structure, home)
        to_whom = one.to_whom or cell_of(structure, home, TO)
        told.append(replace(one, who=who, to_whom=to_whom))
    return told


def _dues(reader: DueReader, start: int, end: int, taken: list[tuple[int, int]]) -> list[ReadDue]:
    """The dues of a sentence that are nothing else and not over."""
    dues = less_periods(reader.view.low, reader.dues_in(start, end))
    dated = any(due.value or due.recurrence for due in dues)
    return [
        due
        for due in dues
        if not (dated and due.tie and due.tie.kind is TieKind.PART_OF)
        and not any(due.start < last and first < due.end for first, last in taken)
        and not _is_over(due, reader.calendar)
        and not is_told_of(reader.view.low, start, due)
    ]


def _in_sentence(
    structure: Structure,
    paragraph: Paragraph,
    sentence: tuple[int, int],
    dues: list[ReadDue],
    carried: Kinds,
) -> tuple[list[ReadDuty], Kinds]:
    """Deadlines of one sentence, and the duties a next sentence of the paragraph may go on with."""
    found: list[ReadDuty] = []
    kinds: Kinds = []
    low, begin = structure.view.low, sentence[0]
    for index, due in enumerate(dues):
        left = max(begin, qualified_to(low, dues[index - 1], due.start)) if index else begin
        right = _right_of(low, dues, index, sentence[1])
        parted = _parted(low, left, due, right) if right < sentence[1] else right
        begin, right = (parted, parted) if parted < right else (begin, right)
        clause = within_row(structure, Clause(paragraph, sentence, due, left, right))
        kinds = kinds_of(structure, clause, before=kinds, carried=carried)
        each = _shared_out(low, dues, index, kinds)
        found += [_deadline(structure, clause, kind, hit) for kind, hit in each]
    if kinds:
        return found, kinds
    start, end = sentence
    hits = firm(hits_in(low, start, end))
    return found, chosen(low, hits, start=start, end=end) or carried


def _shared_out(low: str, dues: list[ReadDue], index: int, kinds: Kinds) -> Kinds:
    """“sơ kết và tổng kết lần lượt vào 10/6 và 10/11”: as many duties as days, one each."""
    first = index
    while first and _JOINED.fullmatch(low[dues[first - 1].end : dues[first].start][:30]):
        first -= 1
    last = index
    while last + 1 < len(dues) and _JOINED.fullmatch(
        low[dues[last].end : dues[last + 1].start][:30]
    ):
        last += 1
    number = last - first + 1
    if number > 1 and len(kinds) != number and kinds:
        begin = dues[first - 1].end if first else max(0, kinds[0][1].start)
        behind = kinds[0][1].start >= dues[last].end
        place = (
            (dues[last].end, kinds[0][1].end + _LISTED) if behind else (begin, dues[first].start)
        )
        named = hits_in(low, min(place[0], kinds[0][1].start), place[1])
        many = periods_in(low, kinds, place[1]) or listed(low, named, start=place[0], end=place[1])
        kinds = many if len(many) == number and _in_one_breath(low, many) else kinds
    if number == 1 and {kind for kind, _hit in kinds} == {DutyKind.INTERIM, DutyKind.FINAL}:
        return [one for one in kinds if one[0] is _by_season(dues[index])]
    return [kinds[index - first]] if number > 1 and number == len(kinds) else kinds


def _in_one_breath(low: str, kinds: Kinds) -> bool:
    """“báo cáo 6 tháng, báo cáo năm”: nothing but the next report between them."""
    between = [low[one.end : other.start] for (_k, one), (_l, other) in pairwise(kinds)]
    return all(len(words) < 28 and not re.search(r"gửi|về|nộp", words) for words in between)


def _by_season(due: ReadDue) -> DutyKind:
    """“Báo cáo sơ kết, tổng kết” with one day only: the first half of the year is sơ kết."""
    last = due.value.last if isinstance(due.value, Window) else due.value or ""
    return DutyKind.INTERIM if last[-5:-3].isdigit() and int(last[-5:-3]) <= 8 else DutyKind.FINAL


def _right_of(low: str, dues: list[ReadDue], index: int, end: int) -> int:
    """Where the words after a due end; “ngày 05/7 và ngày 06/11, …” share what follows."""
    for one, other in pairwise(dues[index:]):
        if (
            not re.fullmatch(r"\W*(?:và|ngày|\W)*", low[one.end : min(other.start, one.end + 20)])
            or other.start - one.end > 20
        ):
            return other.start
    return end


def _parted(low: str, left: int, due: ReadDue, right: int) -> int:
    """“Trước ngày 15/6 gửi báo cáo sơ kết, hồ sơ trước ngày 20/6”: where the words of the next day begin."""
    breaks = list(_BREAK.finditer(low, due.end, right))
    if not breaks or firm(hits_in(low, left, due.start)):
        return right
    cut = breaks[-1].start()
    both = firm(hits_in(low, due.end, cut)) and firm(hits_in(low, cut, right))
    return cut if both else right


def _is_over(due: ReadDue, calendar: Calendar) -> bool:
    """Before the day of issue: told, not asked. A deadline a little late on paper stays one."""
    last = due.value.last if isinstance(due.value, Window) else due.value
    if last is None or len(last) != 10 or last.startswith("-"):
        return False
    issued = calendar.issued
    if issued is None:
        return calendar.year is not None and int(last[:4]) < calendar.year - 1
    late = (issued - date.fromisoformat(last)).days
    return late > (0 if due.plain or due.bound is None else _LATE_ON_PAPER)


def _asked_for(due: ReadDue, kind: DutyKind, view: View) -> ReadDue:
    """What opens a campaign may be due before its year begins: “đăng ký trước ngày 25/12” of a plan of December."""
    if due.sooner is None or kind not in _OPENING or not isinstance(due.value, str):
        return due
    day = date.fromisoformat(due.value)
    either = ((due.sooner, due.sooner), (day, day))
    return replace(due, value=None, said=view.words(due.start, due.end), either=either)


def _deadline(structure: Structure, clause: Clause, kind: DutyKind, hit: Hit) -> ReadDuty:
    view, due = structure.view, _asked_for(clause.due, kind, structure.view)
    start, end = clause.sentence
    second = second_receiver(view, clause.left, due.start) if clause.left > start else None
    what = what_of(structure, clause, kind, hit)
    return ReadDuty(
        id="",
        kind=kind,
        what=f"báo cáo {second}" if second and kind is DutyKind.REPORT else what,
        due=due.value,
        evidence=view.quote(due.start, due.end),
        who=who_of(structure, clause, hit),
        to_whom=second or _receiver(view, clause),
        bound=due.bound,
        recurrence=due.recurrence,
        relative=due.relative,
        time=due.time,
        due_text=due.said or (due.value.text if isinstance(due.value, Window) else None),
        weekday=due.weekday,
        of=due.of,
        tie=due.tie,
        either=due.either,
        forms=forms_in(view, start, end),
        channels=channels_in(view, start, end),
        place=clause.sentence,
    )


def _receiver(view: View, clause: Clause) -> str | None:
    """Who is named beside the due, else in its sentence."""
    start, end = clause.sentence
    places = ((clause.left, clause.due.start), (clause.left, clause.right), (start, end))
    return next(filter(None, (to_whom_in(view, *place) for place in places)), None)
