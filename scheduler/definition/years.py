"""Days far from the year of their campaign, and rounds that overlap: mostly a slip of the pen."""

from collections.abc import Iterator
from datetime import date

from scheduler.dates import say
from scheduler.dates.lunar import FIRST_YEAR, LAST_YEAR
from scheduler.definition.document import Document
from scheduler.definition.models import Definition, PhaseKind
from scheduler.definition.problems import Problem
from scheduler.definition.references import whens
from scheduler.definition.spans import MonthDay, Period, day_in
from scheduler.definition.tree import Path
from scheduler.definition.when import DAY_KEYS
from scheduler.language import _


def year_problems(document: Document[Definition]) -> Iterator[Problem]:
    """A fault outside the years the catalogue is good for, a warning beyond the years next to the campaign's."""
    year, last_year = document.value.year, document.value.years[-1]
    yield from _phases_elsewhere(document)
    yield from _without_year(document)
    for path, day in _days(document.value):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            reason = _("Năm phải từ {first} đến {last}.").format(first=FIRST_YEAR, last=LAST_YEAR)
            yield document.problem(path, reason, example=f"{year}-07-31")
        elif path[0] != "phases" and not year - 1 <= day.year <= last_year + 1:
            reason = _("Ngày này xa năm {year} của phong trào: đề nghị xem lại.").format(year=year)
            yield document.problem(path, reason, warning=True)


def _phases_elsewhere(document: Document[Definition]) -> Iterator[Problem]:
    """A phase that begins or ends in another year: seldom meant, often left from the year before."""
    year, years = document.value.year, document.value.years
    if not document.sure("year") or not document.sure("last_year"):
        return
    for index, phase in enumerate(document.value.phases):
        days = {key: getattr(phase, key) for key in ("first_day", "last_day")}
        odd = [key for key, day in days.items() if isinstance(day, date) and day.year not in years]
        for key in odd[:1]:
            reason = _("Đợt này có ngày {day} ngoài năm {year} của phong trào: đề nghị xem lại.")
            said = reason.format(day=say.in_numbers(days[key]), year=year)
            yield document.problem(("phases", index, key), said, warning=True)


def _without_year(document: Document[Definition]) -> Iterator[Problem]:
    """A day or period of every year in a campaign of several, where nothing says that it comes every year."""
    years = document.value.years
    if len(years) < 2:
        return
    reason = _(
        "Phong trào kéo dài {first}–{last}: đề nghị ghi cả năm; việc hằng năm thì thêm every: year."
    )
    said = reason.format(first=years[0], last=years[-1])
    for path, value in _of_every_year(document.value):
        yield document.problem(path, said, example=f"{path[-1]}: {_with_year(value, years[0])}")


def _of_every_year(definition: Definition) -> Iterator[tuple[Path, MonthDay | Period]]:
    for index, phase in enumerate(definition.phases):
        for key in ("first_day", "last_day"):
            if isinstance(day := getattr(phase, key), MonthDay) and not phase.comes_yearly:
                yield ("phases", index, key), day
    for path, _own, when in whens(definition):
        for key in DAY_KEYS:
            if isinstance(day := getattr(when, key), MonthDay) and when.every is None:
                yield (*path, key), day
        if when.within is not None and when.within.year is None:
            yield (*path, "within"), when.within


def _with_year(value: MonthDay | Period, year: int) -> str:
    if isinstance(value, MonthDay):
        return f"{year}-{value.month:02}-{value.day:02}"
    return f"{year}-{value.last_month:02}"


def overlap_problems(document: Document[Definition]) -> Iterator[Problem]:
    """A warning for each round that shares days with one before it; a peak may lie in any round."""
    year = document.value.year if document.sure("year") else None
    stretches = []
    for index, phase in enumerate(document.value.phases):
        first, last = day_in(phase.first_day, year), day_in(phase.last_day, year)
        if phase.kind is PhaseKind.ROUND and first and last and first <= last:
            stretches.append((first, last, index))
    before: tuple[date, date, int] | None = None
    for first, last, index in sorted(stretches):
        if before is not None and first <= before[1]:
            reason = _("Đợt này trùng ngày với “{other}”, từ {first} đến {last}: đề nghị xem lại.")
            shared = min(last, before[1])
            other = document.value.phases[before[2]]
            said = reason.format(
                other=other.title or other.id,
                first=say.in_numbers(first),
                last=say.in_numbers(shared),
            )
            yield document.problem(("phases", index), said, warning=True)
        if before is None or last > before[1]:
            before = (first, last, index)


def _days(definition: Definition) -> Iterator[tuple[Path, date]]:
    for index, phase in enumerate(definition.phases):
        for key in ("first_day", "last_day"):
            if isinstance(day := getattr(phase, key), date):
                yield ("phases", index, key), day
    for index, occasion in enumerate(definition.occasions):
        yield ("occasions", index, "day"), occasion.day
    for index, amended in enumerate(definition.amendments):
        if amended.due is not None:
            yield ("amendments", index, "due"), amended.due
    for path, _own, when in whens(definition):
        for key in DAY_KEYS:
            if isinstance(day := getattr(when, key), date):
                yield (*path, key), day
