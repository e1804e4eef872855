"""Days far from the year of their campaign: mostly a slip of the pen."""

from collections.abc import Iterator
from datetime import date

from scheduler.dates.lunar import FIRST_YEAR, LAST_YEAR
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.problems import Problem
from scheduler.definition.references import whens
from scheduler.definition.tree import Path
from scheduler.language import _


def year_problems(document: Document[Definition]) -> Iterator[Problem]:
    """A fault outside the years the catalogue is good for, a warning beyond the years next to the campaign's."""
    year = document.value.year
    for path, day in _days(document.value):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            reason = _("Năm phải từ {first} đến {last}.").format(first=FIRST_YEAR, last=LAST_YEAR)
            yield document.problem(path, reason, example=f"{year}-07-31")
        elif abs(day.year - year) > 1:
            reason = _("Ngày này xa năm {year} của phong trào: hãy xem lại.").format(year=year)
            yield document.problem(path, reason, warning=True)


def _days(definition: Definition) -> Iterator[tuple[Path, date]]:
    for index, phase in enumerate(definition.phases):
        for key in ("first_day", "last_day"):
            if isinstance(day := getattr(phase, key), date):
                yield ("phases", index, key), day
    for path, _own, when in whens(definition):
        for key in ("by", "before", "on"):
            if isinstance(day := getattr(when, key), date):
                yield (*path, key), day
