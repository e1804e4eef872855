"""Words of a definition that do not tell the day beside them: where they stand, and what to write instead."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_day, say_span
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.problems import Problem
from scheduler.definition.references import own_ids
from scheduler.definition.tree import Path
from scheduler.language import _
from scheduler.plan.diff import Changes, OccurrenceChange, SpanChange
from scheduler.plan.model import Plan, PlannedOccurrence, PlannedSpan
from scheduler.plan.origins import Planned

_SET = 'origin: {set: "Sở Nội vụ, Công văn số 12/SNV"}'


def quote_warnings(document: Document[Definition], plan: Plan) -> Iterator[Problem]:
    """A warning for each quote that names another day than the definition, in the order of the plan."""
    paths = _paths(document.value)
    every: tuple[Planned, ...] = (*plan.spans, *plan.occurrences)
    for planned in every:
        if planned.words_hold is False:
            reason = _(
                "Câu trích “{quote}” không nói {day}. Nếu hạn đã đổi, đề nghị thay “quoted” bằng “set” và "
                "ghi ai quyết định; người nhận đọc là cơ quan phát động ấn định."
            ).format(quote=planned.origin_text, day=_days(planned, ZoneInfo(plan.zone)))
            path = (*_path(planned, paths), "origin", "quoted")
            yield document.problem(path, reason, example=_SET, warning=True)


def stale_warnings(document: Document[Definition], changes: Changes) -> Iterator[Problem]:
    """A warning where another rule moves days, while the words for them, which cannot be read, stay."""
    paths = _paths(document.value)
    said: set[Path] = set()
    every: tuple[SpanChange | OccurrenceChange, ...] = (*changes.spans, *changes.occurrences)
    for change in every:
        planned = change.after
        if planned is None or change.words_hold or planned.words_hold is not None:
            continue
        path = (*_path(planned, paths), "origin", planned.origin)
        if path in said:  # of a duty that comes again once for all its times
            continue
        said.add(path)
        reason = _(
            "Đổi ngày mà căn cứ “{text}” vẫn như cũ. Nếu căn cứ không còn đúng, đề nghị thay bằng “set” và "
            "ghi ai quyết định; người nhận đọc là cơ quan phát động ấn định."
        ).format(text=planned.origin_text)
        yield document.problem(path, reason, example=_SET, warning=True)


def _paths(definition: Definition) -> dict[str, Path]:
    """Where each phase, milestone and duty stands, by its id."""
    return {own_id: path for path, own_id in own_ids(definition)}


def _path(planned: Planned, paths: dict[str, Path]) -> Path:
    if isinstance(planned, PlannedSpan):
        # what comes each year bears its year: "cao-diem-2027"
        return paths.get(planned.key) or paths[planned.key.rpartition("-")[0]]
    return paths[planned.duty]


def _days(planned: Planned, zone: ZoneInfo) -> str:
    if isinstance(planned, PlannedOccurrence):
        assert planned.due_at, "a quote is held against a day"
        return say_day(planned.due_at.astimezone(zone).date())
    assert planned.first_on and planned.last_on, "a quote is held against days"
    return say_span(planned.first_on, planned.last_on)
